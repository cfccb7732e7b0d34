"""Which rules of protection there are, in which version, whose they are, from where, and who signed them: nobody yet.

A signature holds for the rows that were signed: it names their digest, and a changed row makes the rule unsigned again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from vereda.protection.errors import RuleNotThere
from vereda.ruled import RuledTable, rows_of, told_of

TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True, kw_only=True)
class Rule(RuledTable):
    """A rule of protection, over one table or several."""

    tables: tuple[str, ...]


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
