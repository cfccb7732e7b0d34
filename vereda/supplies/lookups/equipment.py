"""What pages ask of equipment: which there is, who has it, what is due of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from vereda.countries.door import EquipmentKind, pack
from vereda.supplies.models.equipment import Equipment
from vereda.supplies.rules.equipment import is_due

EXPIRES_SOON = timedelta(days=30)


def equipment(group: str, country: str) -> list[Equipment]:
    """Return the pieces of a post, by the order of their kinds in the pack and by number."""
    order = {code: row.order for code, row in pack(country).equipment_kinds.items()}
    rows = Equipment.objects.filter(country=country, group=group, ended_for="").order_by("number", "subject")
    return sorted(rows, key=lambda row: (order.get(row.kind, 10**6), row.kind))


def piece(subject: UUID, group: str, country: str) -> Equipment | None:
    """Return a piece of the post."""
    return Equipment.objects.filter(subject=subject, group=group, country=country).first()


def numbered(kind: str, number: str, group: str, country: str) -> Equipment | None:
    """Return the piece of the post that goes by a kind and number."""
    rows = Equipment.objects.filter(country=country, group=group, kind=kind, number__iexact=number.strip(), ended_for="")
    return rows.order_by("subject").first()


def kind_of(country: str, code: str) -> EquipmentKind | None:
    return pack(country).equipment_kinds.get(code)


def dues(row: Equipment, now: datetime, today: date) -> list[str]:
    """Return what is due of a piece: charge, inspect, expired, expires."""
    kind, found = kind_of(row.country, row.kind), []
    if kind and is_due(row.charged_at, kind.charge_days, now):
        found.append("charge")
    if kind and is_due(row.inspected_at, kind.inspect_days, now):
        found.append("inspect")
    if row.expires_on and row.expires_on < today:
        found.append("expired")
    elif row.expires_on and row.expires_on <= today + EXPIRES_SOON:
        found.append("expires")
    return found
