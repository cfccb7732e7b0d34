"""Reading workshops: all of a country, one, its visits and guests, the roster, what a point has seen, what is kept too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vereda.countries.door import ENFORCEMENT, HIDDEN_PLACES, Role, installed, is_enforcement_name, pack
from vereda.logbook.door import last_received, open_box
from vereda.logbook.schema import FieldClass, Fields, written_by
from vereda.workshops.entries.people import GuestNamed, WhoComes
from vereda.workshops.entries.visit import FollowedUp, PointReported
from vereda.workshops.errors import ExpertUnknown, GuestUnknown, VisitUnknown, WorkshopUnknown
from vereda.workshops.models import ExpertRow, GuestRow, VisitRow, WorkshopRow
from vereda.workshops.rules import told
from vereda.workshops.rules.told import Expert, Visit, Workshop
from vereda.workshops.words import PointKind

RETENTION = "staff_without_account"
"""How the country's table of retention names people of other institutions whose name we hold."""


OFFICIAL = ("formal", "formal_local")
"""Kinds of crossing that a visit may go to; a crossing by the river that no authority runs is none of them."""


@dataclass(frozen=True)
class Engagement:
    """Where somebody of the roster taught. answers: what those who came said, None where they were not asked."""

    workshop: UUID
    seen: Workshop
    sessions: tuple[str, ...]
    answers: list[int] | None


def workshops(country: str) -> list[tuple[UUID, Workshop]]:
    """Return the workshops that are kept here, those without days first, then the latest."""
    rows = sorted(WorkshopRow.objects.filter(country=country), key=lambda row: row.from_on or date.max, reverse=True)
    return [(row.subject, one) for row in rows if (one := told.workshop_of(row.fields))]


def workshop(subject: UUID, country: str) -> Workshop:
    """Return one as it stands. Raises WorkshopUnknown."""
    row = WorkshopRow.objects.filter(subject=subject, country=country).first()
    one = told.workshop_of(row.fields) if row else None
    if one is None:
        raise WorkshopUnknown
    return one


def visits(country: str, *, workshop: UUID | None = None, host: str = "") -> list[tuple[UUID, Visit]]:
    """Return visits, the latest first: of a workshop, of a host group, or all."""
    rows = VisitRow.objects.filter(country=country).order_by("-on", "subject")
    if workshop is not None:
        rows = rows.filter(workshop=workshop)
    if host:
        rows = rows.filter(host=host)
    return [(row.subject, one) for row in rows if (one := told.visit_of(row.fields))]


def visit(subject: UUID, country: str) -> Visit:
    """Return one as it stands. Raises VisitUnknown."""
    row = VisitRow.objects.filter(subject=subject, country=country).first()
    one = told.visit_of(row.fields) if row else None
    if one is None:
        raise VisitUnknown
    return one


def guests(workshop: UUID, country: str) -> dict[UUID, GuestNamed]:
    """Return who comes to a workshop by name, without the name."""
    rows = GuestRow.objects.filter(country=country, workshop=workshop).order_by("delegation", "subject")
    return {row.subject: one for row in rows if (one := told.guest_of(row.fields))}


def guest(subject: UUID, country: str) -> GuestNamed:
    """Return one of them. Raises GuestUnknown."""
    row = GuestRow.objects.filter(subject=subject, country=country).first()
    one = told.guest_of(row.fields) if row else None
    if one is None:
        raise GuestUnknown
    return one


def roles_now(subjects: Iterable[UUID], country: str) -> dict[UUID, Role]:
    """Return what the institution of each guest does now; who was erased is not in it."""
    rows = GuestRow.objects.filter(country=country, subject__in=list(subjects))
    return {row.subject: role_of(one, country) for row in rows if (one := told.guest_of(row.fields))}


def role_of(guest: GuestNamed, country: str) -> Role:
    """Return what a guest's institution does: what was written, unless its name, in the packs, is of a body that detains."""
    known_in = {country, guest.country or country} & set(installed())
    is_of_them = any(is_enforcement_name(guest.institution, iso) for iso in known_in)
    return Role.POLICE if is_of_them and guest.role not in ENFORCEMENT else guest.role


def experts(country: str, *, also_left: bool = False) -> dict[UUID, Expert]:
    """Return the roster, without names."""
    rows = ExpertRow.objects.filter(country=country).order_by("subject")
    if not also_left:
        rows = rows.filter(has_left=False)
    return {row.subject: one for row in rows if (one := told.expert_of(row.fields))}


def expert(subject: UUID, country: str) -> Expert:
    """Return one of it. Raises ExpertUnknown."""
    row = ExpertRow.objects.filter(subject=subject, country=country).first()
    one = told.expert_of(row.fields) if row else None
    if one is None:
        raise ExpertUnknown
    return one


def names(subjects: Iterable[UUID], country: str) -> dict[UUID, WhoComes]:
    """Return who guests and experts are; who was erased is not in it. The caller has logged who reads it."""
    wanted = list(subjects)
    rows: list[tuple[UUID, Fields, str]] = [
        *((row.subject, row.fields, "named") for row in GuestRow.objects.filter(country=country, subject__in=wanted)),
        *((row.subject, row.fields, "listed") for row in ExpertRow.objects.filter(country=country, subject__in=wanted)),
    ]
    found = {}
    for subject, fields, field in rows:
        entry = written_by(fields, field)
        opened = open_box(UUID(entry), FieldClass.IDENTITY) if entry else None
        if opened:
            found[subject] = WhoComes.model_validate(opened)
    return found


def engagements(expert: UUID, country: str) -> list[Engagement]:
    """Return where somebody taught, the latest first."""
    found = []
    for subject, one in workshops(country):
        sessions = tuple(engaged.session for engaged in one.engaged if engaged.expert == expert)
        if sessions:
            rated = one.rated.get(expert)
            found.append(Engagement(subject, one, sessions, rated.answers if rated else None))
    return found


@dataclass(frozen=True)
class Look:
    """What one visit saw at a point."""

    visit: UUID
    on: date
    report: PointReported
    done: FollowedUp | None


def history_of(point: str, country: str) -> list[Look]:
    """Return what visits saw at a point, the latest first. point: 'crossing:code' or 'service:code'."""
    return [
        Look(subject, one.planned.on, one.reports[point], one.done.get(point))
        for subject, one in visits(country)
        if point in one.reports
    ]


def points_seen(country: str) -> dict[str, date]:
    """Return the points that any visit told of, each with the last day."""
    found: dict[str, date] = {}
    for _subject, one in visits(country):
        for point in one.reports:
            found.setdefault(point, one.planned.on)
    return found


def visitable(country: str) -> dict[str, str]:
    """Return the points that a visit may go to with their names: official crossings, and services that are not kept secret."""
    known = pack(country)
    crossings = {f"{PointKind.CROSSING}:{one.code}": one.name for one in known.crossing_points.values() if one.kind in OFFICIAL}
    services = {
        f"{PointKind.SERVICE}:{one.code}": f"{one.name}, {one.city}"
        for one in known.services_directory.values()
        if one.kind not in HIDDEN_PLACES
    }
    return {**crossings, **services}


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield guests of workshops that are over, and experts who left, whose days in the country's table are over."""
    for country in installed():
        since = pack(country).kept_since(RETENTION, now)
        if since is None:
            continue
        over = WorkshopRow.objects.filter(country=country, until_on__lt=since.date()).values_list("subject", flat=True)
        gone = [
            *GuestRow.objects.filter(country=country, workshop__in=list(over)).values_list("subject", flat=True),
            *ExpertRow.objects.filter(country=country, has_left=True).values_list("subject", flat=True),
        ]
        yield from (subject for subject, last in last_received(gone).items() if last < since)
