"""Equipment in words: where each piece is, what is due of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.desk.dates import clock, shortday
from vereda.desk.labels import Labels, label
from vereda.desk.rooms import stock as stock_room
from vereda.supplies.door import Equipment
from vereda.supplies.door import equipment_lookups as lookups

DUES: Mapping[str, str | Promise] = {
    "charge": lazy("falta cargar la batería"),
    "inspect": lazy("falta revisarlo"),
    "expired": lazy("caducó"),
    "expires": lazy("caduca pronto"),
}


@dataclass(frozen=True)
class Piece:
    """One piece. holder: '' while it is at the post; is_back: who took it is back, and the piece is not noted as returned."""

    row: Equipment
    name: str
    symbol: str
    holder: str
    is_back: bool
    dues: tuple[str, ...]
    has_battery: bool

    @property
    def is_loud(self) -> bool:
        return bool(
            self.row.is_missing or self.is_back or self.row.is_damaged or "expired" in self.dues or self.row.was_lent_twice
        )

    @property
    def said_dues(self) -> list[str]:
        return [str(DUES[one]) for one in self.dues]


def pieces(group: str, country: str, now: datetime, labels: Labels) -> list[Piece]:
    """Return the pieces of a post: what is missing or wrong first, then what is out, then by kind."""
    rows = lookups.equipment(group, country)
    keys = {(row.holder_kind, row.holder_id) for row in rows if row.holder_kind}
    named = stock_room.holders(keys, group, country, labels)
    made = [_piece(row, named.get((row.holder_kind, row.holder_id)), now, labels) for row in rows]
    return sorted(made, key=lambda one: (not one.is_loud, not one.holder, not one.dues))


def name_of(row: Equipment, labels: Labels) -> str:
    """Return what a piece is called at the post: 'Radio 2'."""
    kind = labels.pack.equipment_kinds.get(row.kind)
    return f"{label(kind) if kind else row.kind} {row.number}"


def _piece(row: Equipment, holder: stock_room.Named | None, now: datetime, labels: Labels) -> Piece:
    kind = labels.pack.equipment_kinds.get(row.kind)
    since = f"{shortday(row.held_since)} {clock(row.held_since)}" if row.held_since else ""
    return Piece(
        row=row,
        name=name_of(row, labels),
        symbol=kind.symbol if kind else "unspecified",
        holder=_("{who}, desde {since}").format(who=holder.said, since=since) if holder else "",
        is_back=bool(holder and holder.is_back),
        dues=tuple(lookups.dues(row, now, now.date())),
        has_battery=bool(kind and kind.charge_days),
    )
