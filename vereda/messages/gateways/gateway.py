"""What every gateway can do. A gateway knows no alarm: it takes a number and a text, and gives what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Came:
    """A message that came in. id: what the gateway calls it, ''."""

    number: str
    text: str
    id: str = ""


class Gateway(Protocol):
    """A way for text messages."""

    def send(self, number: str, text: str) -> None:
        """Hand a message over, or raise GatewayFailed."""

    def fetch(self) -> Sequence[Came]:
        """Return what came since, each once; none where the gateway brings it by itself. Raises GatewayFailed."""
