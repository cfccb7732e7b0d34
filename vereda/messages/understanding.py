"""Who understands a text of one of ours before a person has to read it. Modules of the work floor offer themselves at the start.

What they understood is recorded by their own action; the text itself is kept here all the same, sealed, as it came.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from vereda.messages.gateways.gateway import Came


@dataclass(frozen=True)
class Understood:
    """What became of a text.

    is_settled  nobody has to read it: all that it says was recorded
    answer      what is written back to the number, '' for nothing
    last        what is written back instead to a stranger who was answered often
    """

    is_settled: bool
    answer: str = ""
    last: str = ""


type Reads = Callable[[Came, str, str, datetime], Understood | None]
"""Called with the text, the account that wrote it, the country and the hour; None: it says nothing of this module's."""

_READERS: list[Reads] = []


def understands(reader: Reads) -> None:
    """Offer a reader of texts of ours; called once, at the start."""
    if reader not in _READERS:
        _READERS.append(reader)


def understood(came: Came, account: str, country: str, at: datetime) -> Understood | None:
    """Return what the first that understands a text made of it."""
    return next((told for reader in _READERS if (told := reader(came, account, country, at))), None)
