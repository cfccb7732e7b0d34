"""Rules of care as their tables name them: whose, in which version, from where, who signed them. Pure, and known to all."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Ruled:
    """A rule as its screens name it.

    status     how far its source is verified
    review_on  until when somebody looks at it again
    signed_by  who answers for it, '' for nobody
    """

    id: str
    version: int
    title_es: str
    title_en: str
    owner: str
    source: str
    status: str
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


@dataclass(frozen=True, kw_only=True)
class RuledTable(Ruled):
    """A rule whose signature names the rows that were signed: a changed row makes it unsigned.

    signed_table  the digest of the rows that were signed, '' for none
    digest        SHA-256 of the rows as they are
    """

    signed_table: str
    digest: str

    @property
    def is_signed(self) -> bool:
        return super().is_signed and self.signed_table == self.digest

    def is_in_force(self, on: date) -> bool:
        """Tell whether it is signed, as it is, and its day of review has not passed."""
        return self.is_signed and self.signed_on is not None and self.signed_on <= on <= self.review_on


def rows_of(table: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table (CSV with a head, UTF-8)."""
    with table.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def told_of(row: Mapping[str, str]) -> dict[str, Any]:  # Any: fields of Ruled
    """Return the fields that every rule has, of a row of its table."""
    as_written = ("id", "title_es", "title_en", "owner", "source", "status", "signed_by")
    return {name: row[name] for name in as_written} | {
        "version": int(row["version"]),
        "review_on": date.fromisoformat(row["review_on"]),
        "signed_on": date.fromisoformat(row["signed_on"]) if row["signed_on"] else None,
    }
