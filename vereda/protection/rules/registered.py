"""Which rules of protection there are, in which version, whose they are, from where, and who signed them: nobody yet.

A signature holds for the rows that were signed: it names their digest, and a changed row makes the rule unsigned again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from vereda.protection.errors import RuleNotThere
from vereda.ruled import Ruled, rows_of, told_of

TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True, kw_only=True)
class Rule(Ruled):
    """A rule of protection. signed_table: the digest of the rows that were signed; digest: SHA-256 of its tables as they are."""

    tables: tuple[str, ...]
    signed_table: str
    digest: str

    @property
    def is_signed(self) -> bool:
        return super().is_signed and self.signed_table == self.digest

    def is_in_force(self, on: date) -> bool:
        """Tell whether it is signed, as it is, and its day of review has not passed."""
        return self.is_signed and self.signed_on is not None and self.signed_on <= on <= self.review_on


def rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of rules."""
    return rows_of(TABLES / f"{table}.csv")


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
    digest = sha256(b"".join((TABLES / f"{table}.csv").read_bytes() for table in tables)).hexdigest()
    return Rule(tables=tables, signed_table=row["signed_table"], digest=digest, **told_of(row))
