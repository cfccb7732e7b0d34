"""The rights that laws of all countries are filed under: one word each, so that articles can be laid side by side."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from . import checks
from .cells import Count, Text, Word, Words
from .errors import Problem
from .reading import read_table
from .rows import Row


class Theme(StrEnum):
    """Where a right stands when all are read, in this order."""

    REFUGE = "refuge"
    LIBERTY = "liberty"
    JUSTICE = "justice"
    CHILDREN = "children"
    CARE = "care"
    VICTIMS = "victims"
    STAY = "stay"
    DIGNITY = "dignity"
    DATA = "data"
    TREATIES = "treaties"
    DUTIES = "duties"


class Right(Row):
    """A right by its name. The name says no more than its articles do: what holds is read there.

    words  what people also call it, in either language: for searching, never shown
    """

    code: Word
    theme: Theme
    label_es: Text
    label_en: Text
    order: Count
    words: Words = ()


RIGHTS_FILE = "rights.csv"
RIGHTS = Path(__file__).parent / "reference" / RIGHTS_FILE


def read_rights(problems: list[Problem], path: Path = RIGHTS) -> list[Right]:
    """Return the rights of the file in its order; what is wrong in it goes to `problems`."""
    table = read_table(path, Right, problems)
    problems += checks.problems_of_table(table)
    return [placed.row for placed in table.rows]


@cache
def right_codes() -> frozenset[str]:
    """Return the codes under which a law may be filed."""
    return frozenset(row.code for row in read_rights([]))
