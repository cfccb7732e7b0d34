"""How consent is taken back by text message in each language, and the one sentence that answers, right code or wrong."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from vereda.people.rules.consent import code_in

TABLE = Path(__file__).parents[1] / "texts" / "withdrawal.csv"


def withdrawal_in(said: Sequence[str]) -> tuple[str, str] | None:
    """Return (code, answer) of a text that takes consent back; code '' where it is none. None: the text says no such thing.

    said  the text, folded: without accents, capitals and signs
    """
    for words, answer in _languages():
        code = code_in(said, words)
        if code is not None:
            return code, answer
    return None


@cache
def _languages() -> tuple[tuple[tuple[str, ...], str], ...]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple((tuple(row["words"].casefold().split("|")), row["answer"]) for row in csv.DictReader(file))
