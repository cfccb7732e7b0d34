"""The line between phones, post and headquarters, and what it does to messages: one fault at most for each request."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

import orjson

from tests.drill.node import Answer, Died, Request

PORTAL = Answer(200, {"content-type": "text/html; charset=utf-8"}, b"<html><title>Bienvenido a la red</title></html>")
STEPS_MOST = 70  # steps of a push of a few entries, from the first statement to the answer

type Ask = Callable[[Request, int], Answer]
"""Bring a request to a node; the number says at which step its process is to die, 0: not at all. Raises Died."""


class Late(NamedTuple):
    """A request on its way that nobody waits for any more."""

    to: str
    request: Request


@dataclass
class Line:
    """A bad line. rate: share of the requests to which something happens; 0 in the end, when the line has healed."""

    chance: Random
    rate: float
    faults: Counter[str] = field(default_factory=Counter)
    late: list[Late] = field(default_factory=list)

    def bring(self, request: Request, to: str, ask: Ask) -> Answer | None:
        """Bring a request to the node `to` and return what comes back to the sender, None for nothing."""
        fault = self.chance.choice(sorted(FAULTS)) if self.chance.random() < self.rate else ""
        if not fault:
            return asked(ask, request)
        self.faults[fault] += 1
        return FAULTS[fault](self, request, to, ask)

    # What may happen -------------------------------------------------------------------------------------------------------

    def lose_request(self, request: Request, to: str, ask: Ask) -> Answer | None:
        return None

    def lose_answer(self, request: Request, to: str, ask: Ask) -> Answer | None:
        asked(ask, request)
        return None

    def duplicate(self, request: Request, to: str, ask: Ask) -> Answer | None:
        first, second = asked(ask, request), asked(ask, request)
        return first if self.chance.random() < 0.5 else second

    def delay(self, request: Request, to: str, ask: Ask) -> Answer | None:
        """Hold a request back; the sender gives up, and it arrives in some later order."""
        self.late.append(Late(to, request))
        return None

    def cut_request(self, request: Request, to: str, ask: Ask) -> Answer | None:
        return asked(ask, request._replace(body=request.body[: self.chance.randrange(len(request.body) or 1)]))

    def cut_answer(self, request: Request, to: str, ask: Ask) -> Answer | None:
        answer = asked(ask, request)
        return answer and answer._replace(body=answer.body[: self.chance.randrange(len(answer.body) or 1)])

    def flip_request(self, request: Request, to: str, ask: Ask) -> Answer | None:
        return asked(ask, request._replace(body=flipped(request.body, self.chance)))

    def flip_answer(self, request: Request, to: str, ask: Ask) -> Answer | None:
        """A changed bit in an answer is found by TLS; here it makes the answer unreadable."""
        answer = asked(ask, request)
        return answer and answer._replace(body=_with_null(answer.body, self.chance))

    def portal(self, request: Request, to: str, ask: Ask) -> Answer | None:
        return PORTAL

    def kill(self, request: Request, to: str, ask: Ask) -> Answer | None:
        """Kill the node's process at some step of what it does for this request."""
        return asked(ask, request, self.chance.randint(1, STEPS_MOST))


FAULTS: dict[str, Callable[[Line, Request, str, Ask], Answer | None]] = {
    "request lost": Line.lose_request,
    "answer lost": Line.lose_answer,
    "duplicated": Line.duplicate,
    "delayed": Line.delay,
    "request cut": Line.cut_request,
    "answer cut": Line.cut_answer,
    "request changed": Line.flip_request,
    "answer changed": Line.flip_answer,
    "portal": Line.portal,
    "killed": Line.kill,
}


def asked(ask: Ask, request: Request, kill_at: int = 0) -> Answer | None:
    """Return a node's answer, None when it died."""
    try:
        return ask(request, kill_at)
    except Died:
        return None


# Changed bits ----------------------------------------------------------------------------------------------------------------


def flipped(body: bytes, chance: Random) -> bytes:
    """Return a request with one thing changed: a bit of what is sealed or signed, a value beside it, or a byte of the text.

    Which thing is drawn from what does not differ between two runs of a seed: keys and nonces do.
    """
    values = _loaded(body)
    entries = values.get("entries") if isinstance(values, dict) else None
    if not entries or chance.random() < 0.2:
        return _with_null(body, chance)
    entry = chance.choice(entries)
    if "sealed" not in entry:
        return _with_null(body, chance)
    CHANGES[chance.randrange(len(CHANGES))](entry, chance)
    return orjson.dumps(values)


def _flip_text(entry: dict[str, Any], name: str, chance: Random) -> None:  # Any: JSON
    entry[name] = _bit(entry[name], chance)


def _bit(text: str, chance: Random) -> str:
    """Return base64 with one bit of its bytes changed."""
    raw = bytearray(b64decode(text))
    place = chance.randrange(len(raw))
    raw[place] ^= 1 << chance.randrange(8)
    return b64encode(raw).decode()


def _flip_key(entry: dict[str, Any], chance: Random) -> None:  # Any: JSON
    place = chance.randrange(len(entry["keys"]))
    node = list(entry["keys"])[place]
    entry["keys"][node] = _bit(entry["keys"][node], chance)


def _other_hex(entry: dict[str, Any], name: str, chance: Random) -> None:  # Any: JSON
    text, place = entry[name], chance.randrange(len(entry[name]))
    other = "0" if text[place] != "0" else "f"
    entry[name] = text if text[place] == "-" else text[:place] + other + text[place + 1 :]


CHANGES: list[Callable[[dict[str, Any], Random], None]] = [  # Any: JSON
    lambda entry, chance: _flip_text(entry, "sealed", chance),
    lambda entry, chance: _flip_text(entry, "signature", chance),
    _flip_key,
    lambda entry, chance: _other_hex(entry, "digest", chance),
    lambda entry, chance: _other_hex(entry, "commit", chance),
    lambda entry, chance: _other_hex(entry, "id", chance),
    lambda entry, chance: _other_hex(entry, "device", chance),
    lambda entry, chance: entry.__setitem__("device_seq", entry["device_seq"] + chance.randint(1, 3)),
    lambda entry, chance: entry.__setitem__("size", entry["size"] ^ 1),
    lambda entry, chance: entry.__setitem__("group", "tapachula"),
]


def _with_null(body: bytes, chance: Random) -> bytes:
    """Return a text with one byte changed to one that JSON never holds."""
    place = chance.randrange(len(body) or 1)
    return body[:place] + b"\0" + body[place + 1 :]


def _loaded(body: bytes) -> Any:  # Any: JSON
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
