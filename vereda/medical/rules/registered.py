"""Which rules there are, in which version, whose they are, from where, and who signed them: nobody yet.

A rule that nobody signed may advise on a screen that says so; a changed row of any table raises the version of its rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vereda.medical.errors.rules import RuleUnknown
from vereda.ruled import Ruled, rows_of, told_of

TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True, kw_only=True)
class Rule(Ruled):
    """A clinical rule. licence: what its source asks for, '' where that was not read."""

    licence: str


def rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of rules."""
    return rows_of(TABLES / f"{table}.csv")


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by id."""
    return {row["id"]: Rule(licence=row["licence"], **told_of(row)) for row in rows("rules")}


def rule(id_: str) -> Rule:
    """Return a rule, or raise RuleUnknown."""
    try:
        return rules()[id_]
    except KeyError:
        raise RuleUnknown(rule=id_) from None
