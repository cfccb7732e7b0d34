"""The relay of a running post: a round each minute, and one as soon as a phone or the desk brought something."""

from __future__ import annotations

import logging
import threading
import time

from django.db import close_old_connections

from vereda.errors import FieldError
from vereda.logbook.door import count_waiting, head
from vereda.relay.post import is_post
from vereda.relay.rounds import relay_round
from vereda.settings.environment import env

EVERY_S = 60
LOOK_S = 2  # phones are answered by other processes, which cannot call this one: it looks
log = logging.getLogger("vereda.relay")

type Mark = tuple[int, int]


def start_loop(every_s: float = EVERY_S, look_s: float = LOOK_S) -> None:
    """Relay from now on, in a thread of its own that ends with the process. At headquarters and at the region nothing is."""
    if is_post() and not env().regional:
        threading.Thread(target=_repeat, args=(every_s, look_s), name="relay", daemon=True).start()


def _repeat(every_s: float, look_s: float) -> None:
    while True:
        mark = _mark()  # before the round: what comes while it runs is seen at the next look
        _once()
        until = time.monotonic() + every_s
        while time.monotonic() < until and _mark() == mark:
            time.sleep(look_s)


def _once() -> None:
    close_old_connections()
    try:
        relay_round()
    except FieldError:
        pass  # no line, or a refusal: it stands on the page of the post (rounds._note), and the next round tries again
    except Exception:
        # An edge: a round that fails must not end the relay. Who looks after the post sees the traceback in the log of `serve`.
        log.exception("relay round failed")


def _mark() -> Mark | None:
    """Return what tells that something came: the last block, and how much waits. None: the database cannot be read now."""
    try:
        last = head()
        return (last.number if last else 0, count_waiting())
    except Exception:
        # An edge, as above: a locked or full database passes.
        log.exception("relay cannot look")
        return None
    finally:
        close_old_connections()
