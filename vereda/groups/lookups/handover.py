"""What pages ask of hand-overs: the rows, and the sheet that was read."""

from __future__ import annotations

from uuid import UUID

from vereda.groups.entries.handover import Sheet
from vereda.groups.models import Handover
from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass


def handover(subject: UUID, group: str, country: str) -> Handover | None:
    """Return a hand-over of the group."""
    return Handover.objects.filter(subject=subject, group=group, country=country).first()


def handovers(group: str, country: str, most: int) -> list[Handover]:
    """Return the last hand-overs of a group, the latest first."""
    return list(Handover.objects.filter(country=country, group=group).order_by("-given_at", "subject")[:most])


def unsigned(group: str, country: str) -> list[Handover]:
    """Return hand-overs that nobody took over yet, the oldest first."""
    rows = Handover.objects.filter(country=country, group=group, signed_at__isnull=True, is_withdrawn=False)
    return list(rows.order_by("given_at", "subject"))


def sheet_of(row: Handover) -> Sheet | None:
    """Return what was handed over, None when its key is gone or is not here."""
    opened = open_box(row.given_in, FieldClass.CONTACT, row.subject)
    return Sheet.model_validate(opened) if opened else None


def remark_of(row: Handover) -> str:
    """Return what the one who took over found missing, '' when nothing, or its key is gone."""
    opened = open_box(row.signed_in, FieldClass.CONTACT, row.subject) if row.signed_in and row.has_remark else None
    return str(opened["text"]) if opened else ""
