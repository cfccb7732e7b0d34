"""Which tables of law there are, in which version, whose they are, and who signed them: nobody yet.

A lawyer signs a table, country by country. The signature names the digest of its rows: a changed row makes the table unsigned.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from vereda.countries.door import LawTable, Row
from vereda.ruled import RuledTable, told_of

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


def rule_of(country: str, row: LawTable, rows: Iterable[Row]) -> Rule:
    """Return a table as its screens name it. row: whose it is and who signed it; rows: what stands in it today."""
    told = {name: "" if value is None else str(value) for name, value in row.model_dump().items()}
    return Rule(
        country=country,
        table=Table(row.table),
        signed_table=row.signed_table or "",
        digest=digest_of(rows),
        **told_of(told | {"id": row.code, "status": row.note}),
    )


def digest_of(rows: Iterable[Row]) -> str:
    """Return the SHA-256 of rows, in their order, as they read."""
    told = [row.model_dump(mode="json", exclude=ROW_SIGNS) for row in rows]
    return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
