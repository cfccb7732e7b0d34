"""From folded workshops, visits, guests and experts to the rows that pages read; none while their first entry has not arrived."""

from __future__ import annotations

from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef
from vereda.logbook.schema import Folded
from vereda.workshops.models import ExpertRow, GuestRow, PhotoRow, VisitRow, WorkshopRow
from vereda.workshops.rules import photo as photo_rules
from vereda.workshops.rules import told


def workshop(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a workshop."""
    one = told.workshop_of(folded.state["fields"])
    if one is None:
        return {}
    days = one.scheduled
    row = WorkshopRow(
        subject=UUID(subject),
        country=ref.country,
        code=one.code,
        from_on=days.from_on if days else None,
        until_on=days.until_on if days else None,
        fields=folded.state["fields"],
    )
    return {WorkshopRow: [row]}


def visit(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a visit."""
    one = told.visit_of(folded.state["fields"])
    if one is None:
        return {}
    plan = one.planned
    row = VisitRow(
        subject=UUID(subject),
        country=ref.country,
        host=plan.host,
        workshop=plan.workshop,
        on=plan.on,
        points=[point.name for point in plan.points],
        fields=folded.state["fields"],
    )
    return {VisitRow: [row]}


def photo(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a photograph."""
    one = photo_rules.photo_of(folded.state)
    if one is None:
        return {}
    row = PhotoRow(
        subject=UUID(subject),
        country=ref.country,
        visit=one.visit,
        point=one.point,
        entry=one.entry,
        by=one.by,
        on=one.on,
        is_confirmed=one.is_confirmed,
        is_gone=one.is_gone,
    )
    return {PhotoRow: [row]}


def guest(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a guest; none of one who was erased."""
    one = told.guest_of(folded.state["fields"]) if not folded.erased_by else None
    if one is None:
        return {}
    row = GuestRow(
        subject=UUID(subject),
        country=ref.country,
        workshop=one.workshop,
        delegation=one.delegation,
        fields=folded.state["fields"],
    )
    return {GuestRow: [row]}


def expert(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of an expert; none of one who was erased."""
    one = told.expert_of(folded.state["fields"]) if not folded.erased_by else None
    if one is None:
        return {}
    row = ExpertRow(subject=UUID(subject), country=ref.country, has_left=one.left is not None, fields=folded.state["fields"])
    return {ExpertRow: [row]}
