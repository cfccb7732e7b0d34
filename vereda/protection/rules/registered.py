"""Which rules of protection there are, in which version, whose they are, from where, and who signed them: nobody yet.

A signature holds for the rows that were signed: it names their digest, and a changed row makes the rule unsigned again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from vereda.protection.errors import RuleNotThere

TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True)
class Rule:
    """A rule as its screens name it.

    status        how far its source is verified;  review_on: until when somebody looks at it again
    signed_by     who answers for it, '' for nobody;  signed_table: the digest of the rows that were signed
    digest        SHA-256 of the rows of its tables as they are
    """

    id: str
    version: int
    title_es: str
    title_en: str
    tables: tuple[str, ...]
    owner: str
    source: str
    status: str
    review_on: date
    signed_by: str
    signed_on: date | None
    signed_table: str
    digest: str

    @property
    def label_es(self) -> str:
        return self.title_es

    @property
    def label_en(self) -> str:
        return self.title_en

    @property
    def is_signed(self) -> bool:
        return bool(self.signed_by and self.signed_on) and self.signed_table == self.digest

    @property
    def named(self) -> str:
        """Return how a record names it: which rule, in which version."""
        return f"{self.id} v{self.version}"

    def is_in_force(self, on: date) -> bool:
        """Tell whether it is signed, as it is, and its day of review has not passed."""
        return self.is_signed and self.signed_on is not None and self.signed_on <= on <= self.review_on


def rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of rules."""
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by id."""
    return {row["id"]: _rule(row) for row in rows("rules")}


def rule(id_: str) -> Rule:
    """Return a rule, or raise RuleNotThere."""
    try:
        return rules()[id_]
    except KeyError:
        raise RuleNotThere from None


def _rule(row: Mapping[str, str]) -> Rule:
    tables = tuple(row["tables"].split())
    return Rule(
        id=row["id"],
        version=int(row["version"]),
        title_es=row["title_es"],
        title_en=row["title_en"],
        tables=tables,
        owner=row["owner"],
        source=row["source"],
        status=row["status"],
        review_on=date.fromisoformat(row["review_on"]),
        signed_by=row["signed_by"],
        signed_on=date.fromisoformat(row["signed_on"]) if row["signed_on"] else None,
        signed_table=row["signed_table"],
        digest=sha256(b"".join((TABLES / f"{table}.csv").read_bytes() for table in tables)).hexdigest(),
    )
