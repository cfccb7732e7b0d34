"""Which pieces may be told for which help, and which must be: a table with its owner, source and sign-off. Pure."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from vereda.referrals.words import IDENTIFYING, Basis, Item, Service

TABLE = Path(__file__).parents[1] / "minimum.csv"


@dataclass(frozen=True)
class Piece:
    """One row. is_needed: without it the receiver cannot help; signed_on: None, and each screen says 'not yet approved'."""

    service: Service
    item: Item
    is_needed: bool
    owner: str
    source: str
    version: int
    review_on: date
    signed_by: str
    signed_on: date | None


@cache
def table() -> tuple[Piece, ...]:
    """Return every row, in the order of the file."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(_piece(row) for row in csv.DictReader(file))


def _piece(row: Mapping[str, str]) -> Piece:
    return Piece(
        service=Service(row["service"]),
        item=Item(row["item"]),
        is_needed={"true": True, "false": False}[row["must"]],
        owner=row["owner"],
        source=row["source"],
        version=int(row["version"]),
        review_on=date.fromisoformat(row["review_on"]),
        signed_by=row["signed_by"],
        signed_on=date.fromisoformat(row["signed_on"]) if row["signed_on"] else None,
    )


def pieces_of(service: Service, basis: Basis) -> tuple[Piece, ...]:
    """Return what may be told; nothing that names a person who could not say yes. A child's name the best interests allow."""
    rows = tuple(row for row in table() if row.service is service)
    return tuple(row for row in rows if row.item not in IDENTIFYING) if basis is Basis.LIFE else rows


def too_many(told: Collection[Item], service: Service, basis: Basis) -> list[Item]:
    """Return what was to be told that the table does not allow."""
    allowed = {row.item for row in pieces_of(service, basis)}
    return [item for item in Item if item in told and item not in allowed]


def missing(told: Collection[Item], service: Service, basis: Basis) -> list[Item]:
    """Return what must be told and is not."""
    return [row.item for row in pieces_of(service, basis) if row.is_needed and row.item not in told]
