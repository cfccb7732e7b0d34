"""Writing field visits: the plan, who comes along and who may not, the morning, what was seen, everybody back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from vereda.countries.door import pack
from vereda.logbook.door import Author, Receipt, in_turn, record
from vereda.workshops import errors, lookups
from vereda.workshops.entries import visit
from vereda.workshops.rules.told import Visit, may_visit
from vereda.workshops.rules.visits import has_left, not_yet
from vereda.workshops.words import BRIEFING, Decided, NotYet, PointKind


def plan_visit(
    told: visit.VisitPlanned, *, by: Author, at: datetime, subject: UUID | None = None, entry: UUID | None = None
) -> Receipt:
    """Plan a visit, or change its plan until it left.

    Raises PointNotOfficial, WorkshopUnknown, VisitUnknown, EndedAlready, LeftAlready, CodeUnknown.
    """
    if subject is not None:
        _staying(subject, by)
    if told.workshop is not None:
        lookups.workshop(told.workshop, by.country)
    if told.host not in pack(by.country).groups:
        raise errors.CodeUnknown(value=told.host)
    for one in told.points:
        _official(one.name, by.country)
    return record(told, subject=subject, by=by, at=at, id=entry)


def note_place(subject: UUID, told: visit.PlaceAgreed, *, by: Author, at: datetime) -> Receipt:
    """Note whether those who run a service agree to be visited. Raises CodeUnknown, LeftAlready."""
    seen = _staying(subject, by)
    _of_plan(seen, told.point)
    return record(told, subject=subject, by=by, at=at)


def set_visitor(subject: UUID, guest: UUID, *, comes: bool, by: Author, at: datetime) -> Receipt:
    """Have a guest come along, or not after all.

    Raises EnforcementPost for who could detain people, by role or by the name of the institution; GuestUnknown, LeftAlready.
    """
    seen = _staying(subject, by)
    found = lookups.guest(guest, by.country)
    if seen.planned.workshop is not None and found.workshop != seen.planned.workshop:
        raise errors.GuestUnknown
    if comes and not may_visit(lookups.role_of(found, by.country)):
        raise errors.EnforcementPost
    return record(
        visit.VisitorSet(guest=guest, role=lookups.role_of(found, by.country), comes=comes), subject=subject, by=by, at=at
    )


def note_briefing(subject: UUID, guest: UUID, *, on: date, by: Author, at: datetime) -> Receipt:
    """Note that a guest read the briefing and agrees. Raises BriefingNotRead."""
    if guest not in _open(subject, by).visitors:
        raise errors.BriefingNotRead
    return record(visit.BriefingRead(guest=guest, briefing=BRIEFING, on=on), subject=subject, by=by, at=at)


def check_morning(
    subject: UUID, told: visit.MorningChecked, *, says: Callable[[NotYet], str] = str, by: Author, at: datetime
) -> Receipt:
    """Decide on the morning whether a visit leaves. Raises NotToGo with every reason, WhyMissing where it stays, LeftAlready.

    says  how a reason is worded
    """
    with in_turn("field_visit", str(subject)):
        seen = _open(subject, by)
        if has_left(seen) and (seen.reports or told.on != seen.planned.on):  # that it left is not written away afterwards
            raise errors.LeftAlready
        if told.decided is Decided.NO_GO and not told.why:
            raise errors.WhyMissing
        roles = lookups.roles_now(seen.visitors, by.country)
        reasons = list(not_yet(seen, roles, on=told.on, weather=told.weather, security=told.security))
        if told.decided is Decided.GO and reasons:
            raise errors.NotToGo(reasons=", ".join(says(one) for one in reasons))
        return record(told, subject=subject, by=by, at=at)


def report_point(subject: UUID, told: visit.PointReported, *, by: Author, at: datetime) -> Receipt:
    """Tell what was seen at a point, after a visit that left. Raises CodeUnknown, NotLeft."""
    seen = lookups.visit(subject, by.country)
    _of_plan(seen, told.point)
    _left(seen)
    known = pack(by.country)
    for one in told.hazards:
        if one.code and one.code not in known.hazards:
            raise errors.CodeUnknown(value=one.code)
    for service in told.services:
        _official(f"{PointKind.SERVICE}:{service.code}", by.country)
    return record(told, subject=subject, by=by, at=at)


def follow_up(subject: UUID, told: visit.FollowedUp, *, by: Author, at: datetime) -> Receipt:
    """Note that what was to be done after a point was done. Raises CodeUnknown."""
    if told.point not in lookups.visit(subject, by.country).reports:
        raise errors.CodeUnknown(value=told.point)
    return record(told, subject=subject, by=by, at=at)


def end_visit(subject: UUID, told: visit.VisitEnded, *, by: Author, at: datetime) -> Receipt:
    """Note that everybody is back. Raises NotLeft, EndedAlready."""
    _left(_open(subject, by))
    return record(told, subject=subject, by=by, at=at)


def _open(subject: UUID, by: Author) -> Visit:
    seen = lookups.visit(subject, by.country)
    if seen.ended is not None:
        raise errors.EndedAlready
    return seen


def _staying(subject: UUID, by: Author) -> Visit:
    seen = _open(subject, by)
    if has_left(seen):
        raise errors.LeftAlready
    return seen


def _left(seen: Visit) -> None:
    if not has_left(seen):
        raise errors.NotLeft


def _of_plan(seen: Visit, point: str) -> None:
    if all(one.name != point for one in seen.planned.points):
        raise errors.CodeUnknown(value=point)


def _official(name: str, country: str) -> None:
    if name not in lookups.visitable(country):
        raise errors.PointNotOfficial(value=name.partition(":")[2])
