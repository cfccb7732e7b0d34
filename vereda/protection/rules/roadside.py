"""What an agent notices at the roadside without asking anything, and the one act that follows from any of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from vereda.protection.errors import RowNotKnown
from vereda.protection.rules.registered import rows

RULE = "ROADSIDE"


@dataclass(frozen=True)
class Sign:
    """follows: codes of the rows that it was made from."""

    code: str
    label_es: str
    label_en: str
    follows: Sequence[str]
    status: str


def things() -> Sequence[Sign]:
    """Return the six things to notice, in order."""
    return _signs("notice")


def act() -> Sign:
    """Return the one act."""
    return _signs("act")[0]


def follows(noticed: Collection[str]) -> Sign | None:
    """Return the act when any of the six was noticed, one or all alike; None when none was. Raises RowNotKnown."""
    if not {one.code for one in things()}.issuperset(noticed):
        raise RowNotKnown
    return act() if noticed else None


@cache
def _signs(what: str) -> tuple[Sign, ...]:
    found = sorted((row for row in rows("roadside") if row["what"] == what), key=lambda row: int(row["order"]))
    return tuple(Sign(row["code"], row["label_es"], row["label_en"], row["follows"].split(), row["status"]) for row in found)
