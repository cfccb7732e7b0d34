"""Contradictions in what a post says of its own: said, never corrected. Pure. What the press printed: `figures`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What does not fit: `kind` is the sort of contradiction, `left` and `right` the two numbers that clash."""

    kind: str
    what: str
    left: int
    right: int


def contradictions(parts: Mapping[str, int], total: int) -> list[Contradiction]:
    """Return the clash of a printed total with the sum of its parts.

    parts  value by category, only of those that the total is said to add
    """
    added = sum(parts.values())
    return [] if added == total else [Contradiction("total", "TOTAL", added, total)]


def found_more_than_missed(located: int, reports: int, what: str = "") -> list[Contradiction]:
    """Return where more people were found than reported missing: possible (old reports), so it is only asked about."""
    return [Contradiction("located", what, located, reports)] if located > reports else []


def falls(series: Sequence[tuple[date, int]], what: str = "") -> list[Contradiction]:
    """Return where a count of the year so far falls.

    series  (last day counted, value) of one category and one year, in any order
    """
    pairs = pairwise(value for _, value in sorted(series))
    return [Contradiction("falls", what, before, after) for before, after in pairs if after < before]
