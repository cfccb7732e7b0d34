"""What a team took along: goods, pieces with a number, its vehicle; each with the page on which it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vereda.desk.labels import Labels
from vereda.desk.rooms import equipment, stock
from vereda.desk.rooms.vehicles import name_of
from vereda.supplies.door import HolderKind, held_by
from vereda.supplies.door import equipment_lookups as pieces
from vereda.supplies.door import vehicle_lookups as vehicles


@dataclass(frozen=True)
class Carried:
    """What a team has. back: where it is said what is left of its goods, ''; more: where goods are given to it."""

    goods: Sequence[str]
    pieces: Sequence[str]
    vehicles: Sequence[tuple[str, str]]
    back: str
    more: str


def carried(row: Any, labels: Labels) -> Carried:  # Any: the read model of groups
    """Return what a patrol of the post took along, in words."""
    group, country, id_ = row.group, row.country, str(row.subject)
    having = stock.having(group, country, labels, held_by(group, country, kind=HolderKind.PATROL, id=id_))
    mine = [one for one in pieces.equipment(group, country) if (one.holder_kind, one.holder_id) == (HolderKind.PATROL, id_)]
    named = {(one["kind"], one.get("number", "")) for one in row.vehicles}
    fleet = [one for one in vehicles.vehicles(group, country) if (one.kind, one.number) in named]
    return Carried(
        goods=[stock.counted(count, item.code, labels) for one in having for item, count in one.lines],
        pieces=[equipment.name_of(one, labels) for one in mine],
        vehicles=[(name_of(one, labels), reverse("desk:vehicle", args=[one.subject])) for one in fleet],
        back=having[0].url if having else "",
        more=f"{reverse('desk:stock_move', args=['sale'])}?quien={HolderKind.PATROL}:{id_}",
    )
