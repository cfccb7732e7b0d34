"""What every gateway can do. A gateway knows no alarm: it takes a number and a text, and gives what came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Part:
    """Which part of a longer text this is. ref: what its parts have in common; number: from 1 on."""

    ref: str
    number: int
    total: int


@dataclass(frozen=True)
class Came:
    """A message that came in.

    id       what the gateway calls it, ''
    sent_at  when the network took it from the sender [aware]; None: the gateway does not say
    may_lie  whether it may have lain for long before it was fetched: nobody had looked
    part     where the gateway brings a longer text part by part; None: it is whole
    """

    number: str
    text: str
    id: str = ""
    sent_at: datetime | None = None
    may_lie: bool = False
    part: Part | None = None


class Gateway(Protocol):
    """A way for text messages."""

    def send(self, number: str, text: str) -> None:
        """Hand a message over, or raise GatewayFailed."""

    def fetch(self) -> Iterable[Came]:
        """Give what came since, each once; none where the gateway brings it by itself. Raises GatewayFailed."""
