"""Which rules there are, in which version, whose they are, from where, and who signed them: nobody yet.

A rule that nobody signed may advise on a screen that says so; a changed row of any table raises the version of its rule.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from vereda.medical.errors.rules import RuleUnknown

TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True)
class Rule:
    """A rule as its screens name it.

    status     how far its source is verified; licence: what its source asks for, '' where that was not read
    review_on  until when somebody looks at it again
    signed_by  the clinician who answers for it, '' for nobody
    """

    id: str
    version: int
    title_es: str
    title_en: str
    owner: str
    source: str
    status: str
    licence: str
    review_on: date
    signed_by: str
    signed_on: date | None

    @property
    def label_es(self) -> str:
        return self.title_es

    @property
    def label_en(self) -> str:
        return self.title_en

    @property
    def is_signed(self) -> bool:
        return bool(self.signed_by and self.signed_on)

    @property
    def named(self) -> str:
        """Return how a record names it: which rule, in which version."""
        return f"{self.id} v{self.version}"


def rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of rules."""
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by id."""
    return {row["id"]: _rule(row) for row in rows("rules")}


def rule(id_: str) -> Rule:
    """Return a rule, or raise RuleUnknown."""
    try:
        return rules()[id_]
    except KeyError:
        raise RuleUnknown(rule=id_) from None


def _rule(row: Mapping[str, str]) -> Rule:
    return Rule(
        id=row["id"],
        version=int(row["version"]),
        title_es=row["title_es"],
        title_en=row["title_en"],
        owner=row["owner"],
        source=row["source"],
        status=row["status"],
        licence=row["licence"],
        review_on=date.fromisoformat(row["review_on"]),
        signed_by=row["signed_by"],
        signed_on=date.fromisoformat(row["signed_on"]) if row["signed_on"] else None,
    )
