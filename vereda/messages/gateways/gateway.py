"""What every gateway can do. A gateway knows no alarm: it takes a number and a text, and gives what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Came:
    """A message that came in.

    id       what the gateway calls it, ''
    sent_at  when the network took it from the sender [aware]; None: the gateway does not say
    may_lie  whether it may have lain for long before it was fetched: nobody had looked
    """

    number: str
    text: str
    id: str = ""
    sent_at: datetime | None = None
    may_lie: bool = False


class Gateway(Protocol):
    """A way for text messages."""

    def send(self, number: str, text: str) -> None:
        """Hand a message over, or raise GatewayFailed."""

    def fetch(self) -> Sequence[Came]:
        """Return what came since, each once; none where the gateway brings it by itself. Raises GatewayFailed."""
