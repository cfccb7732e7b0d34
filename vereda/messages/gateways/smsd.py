"""A modem that gammu-smsd looks after, by the folders of its `files` service: we write into its outbox and read its inbox.

It holds the modem open, joins parts and goes on by itself when the modem was pulled out. Needs in its configuration
`inboxformat = detail`, and `multiparttimeout = 30`: no part that never comes may hold up a call for help
(docs/engineer/sms.md).
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from vereda.messages.errors import GatewayFailed
from vereda.messages.gateways.gateway import Came
from vereda.messages.gateways.spooled import SpooledPart, read_spooled
from vereda.messages.reading.parts import join

STALE_S = 600  # what lies so long in its outbox says that nobody takes it
LIES_S = 900
SETTLED_S = 1  # a file so young may still be written
READ_MOST = 200
KEPT_S = {"sent": 3600, "error": 86_400}
"""How long what went, and what gammu-smsd gave up, lies there for who mends a modem: number and words stand in it."""


class SmsdGateway:
    """spool: the folder in which `inbox` and `outbox` of gammu-smsd lie."""

    def __init__(self, spool: Path) -> None:
        self.spool, self.inbox, self.outbox = spool, spool / "inbox", spool / "outbox"

    def send(self, number: str, text: str) -> None:
        """Lay a message into the outbox, or raise GatewayFailed: there is none, or nobody takes what lies in it."""
        if not number.removeprefix("+").isdigit():
            raise GatewayFailed
        named = f"OUTA{datetime.now(UTC):%Y%m%d_%H%M%S}_00_{number}_{secrets.token_hex(4)}.txt"
        draft = self.outbox / f".{named}"
        try:
            if any(time.time() - file.stat().st_mtime > STALE_S for file in self.outbox.glob("OUT*")):
                raise GatewayFailed
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o660), "w", encoding="utf-8") as file:
                file.write(text)
            draft.replace(self.outbox / named)
        except OSError as why:
            raise GatewayFailed from why

    def fetch(self) -> Iterator[Came]:
        """Yield what came since; each file is taken away when its message was dealt with."""
        if not self.inbox.is_dir():
            raise GatewayFailed
        self._forget()
        if find_spec("gammu") is None:  # no wheel for this machine: requirements/run.in
            raise GatewayFailed
        ages = {file: time.time() - file.stat().st_mtime for file in sorted(self.inbox.glob("IN*"))}
        settled = [file for file, age in ages.items() if age >= SETTLED_S][:READ_MOST]
        for file, parts in read_spooled(settled) if settled else ():
            if parts is None:
                file.rename(file.with_name(f"unreadable-{file.name}"))  # kept: somebody looks at it
                continue
            if parts:
                yield _came(file.name, parts, may_lie=ages[file] > LIES_S)
            file.unlink(missing_ok=True)

    def _forget(self) -> None:
        for name, kept_s in KEPT_S.items():
            for file in (self.spool / name).glob("OUT*"):
                with suppress(OSError):  # gammu-smsd moves it, or it is another one's: the next round sees
                    if time.time() - file.stat().st_mtime > kept_s:
                        file.unlink()


def _came(name: str, parts: list[SpooledPart], *, may_lie: bool) -> Came:
    """Return what a file holds: one message, in one part or several, with a gap for one that never came.

    When it was sent is not told: the hour stands there without the offset of the network.
    """
    total = max(len(parts), *(part.of for part in parts))
    told = {part.number if part.number > 0 else at: part.text for at, part in enumerate(parts, start=1)}
    return Came(parts[0].sender, join(told, total), id=name, may_lie=may_lie)
