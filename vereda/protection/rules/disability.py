"""Six questions on what somebody finds difficult: with disability from 'a lot of difficulty' in one. Asked of everybody alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from vereda.protection.errors import RowNotKnown
from vereda.protection.rules.registered import rows
from vereda.protection.words import Difficulty

RULE = "WASHINGTON"
FROM = frozenset({Difficulty.A_LOT, Difficulty.CANNOT})


@dataclass(frozen=True)
class Question:
    code: str
    label_es: str
    label_en: str
    status: str


@dataclass(frozen=True)
class Asked:
    """with_disability None: not known, since none of the answers says so and some are missing. adapt: in what help must adapt."""

    with_disability: bool | None
    adapt: Sequence[str]


def short_set(answers: Mapping[str, Difficulty]) -> Asked:
    """Return what the answers say; some difficulty already asks to adapt. Raises RowNotKnown."""
    codes = [one.code for one in questions()]
    if not set(codes).issuperset(answers):
        raise RowNotKnown
    adapt = [code for code in codes if answers.get(code, Difficulty.NONE) is not Difficulty.NONE]
    if set(answers.values()) & FROM:
        return Asked(True, adapt)
    return Asked(False if len(answers) == len(codes) else None, adapt)


@cache
def questions() -> Sequence[Question]:
    """Return the six questions, in order."""
    found = sorted(rows("washington"), key=lambda row: int(row["order"]))
    return [Question(row["code"], row["label_es"], row["label_en"], row["status"]) for row in found]
