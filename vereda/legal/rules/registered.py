"""Which tables of law there are, in which version, whose they are, and who signed them: nobody yet.

A lawyer signs a table, country by country. The signature names the digest of its rows: a changed row makes the table unsigned.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from vereda.countries.door import LEGAL_RULES, Row
from vereda.ruled import RuledTable, rows_of, told_of

ROW_SIGNS = {"reviewed_by", "reviewed_on"}
"""Who looked at one row: that is written beside a rule, and does not change what it says."""


class Table(StrEnum):
    """A table of a country that a lawyer signs, by the name of its file."""

    LAWS = "legislation"
    TERMS = "legal_deadlines"
    CASE_KINDS = "legal_case_kinds"


@dataclass(frozen=True, kw_only=True)
class Rule(RuledTable):
    """A table of law as its screens name it."""

    country: str
    table: Table


def registered() -> list[dict[str, str]]:
    """Return the rows that say whose each table is and who signed it."""
    return list(rows_of(LEGAL_RULES))


def rule_of(told: Mapping[str, str], rows: Iterable[Row]) -> Rule:
    """Return a table as its screens name it. told: its row of `registered`; rows: what stands in it today."""
    return Rule(
        country=told["country"],
        table=Table(told["table"]),
        signed_table=told["signed_table"],
        digest=digest_of(rows),
        **told_of(told),
    )


def digest_of(rows: Iterable[Row]) -> str:
    """Return the SHA-256 of rows, in their order, as they read."""
    told = [row.model_dump(mode="json", exclude=ROW_SIGNS) for row in rows]
    return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
