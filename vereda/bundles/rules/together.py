"""One published table of several countries, cell by cell, and the sum of what they published. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

type Codes = tuple[str, ...]
type Cells = Mapping[Codes, int | None]
"""The cells of one country's table; None: held back."""


class Added(NamedTuple):
    """One cell.

    values    a country each, None where it is held back or not published
    total     their sum, None where nobody says any
    is_least  a country is missing in it, which is no zero
    """

    codes: Codes
    values: tuple[int | None, ...]
    total: int | None
    is_least: bool


def added(tables: Sequence[Cells]) -> list[Added]:
    """Return every cell that any of the tables has, in the order in which they name them. Nothing is rounded again."""
    return [
        _added(codes, tuple(one.get(codes) for one in tables))
        for codes in dict.fromkeys(codes for one in tables for codes in one)
    ]


def _added(codes: Codes, values: tuple[int | None, ...]) -> Added:
    there = [value for value in values if value is not None]
    return Added(codes, values, sum(there) if there else None, len(there) < len(values))
