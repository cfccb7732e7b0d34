"""Where teams are not to go: closed, renewed, opened, passed all the same. Where leave is needed: said, asked for, answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.logbook.door import Author, Plain, Receipt, in_turn, record
from vereda.logbook.schema import FieldClass
from vereda.safety.entries.closed import (
    AreaClosed,
    AreaOpened,
    AreaPassed,
    AreaRenewed,
    ClearanceAsked,
    ClearanceGiven,
    ClearanceNotRequired,
    ClearanceRefused,
    ClearanceRequired,
)
from vereda.safety.errors.closed import (
    AreaNotClosed,
    ClearanceNotThere,
    GroundMissing,
    LeaveInThePast,
    RuleNotThere,
    UntilBackwards,
    UntilTooFar,
)
from vereda.safety.lookups import closed as lookups
from vereda.safety.models.closed import ClosedArea
from vereda.safety.rules.closed import is_over, until_most
from vereda.safety.words import ClosedFor, Source


@dataclass(frozen=True, kw_only=True)
class Where:
    """What a closed area or a rule is about: one of the post's routes, one of its sectors, or words. name: how it is called."""

    name: str
    route: UUID | None = None
    zone: str = ""
    state: str = ""
    municipality: str = ""


def close_area(
    where: Where,
    *,
    reason: ClosedFor,
    said_by: Source,
    from_on: date,
    until_on: date,
    by: Author,
    at: datetime,
    note: str = "",
    entry: UUID | None = None,
) -> Receipt:
    """Record that teams are not to go there until the end of a day. Raises GroundMissing, UntilBackwards, UntilTooFar."""
    if not where.name.strip():
        raise GroundMissing
    _demand_days(max(from_on, _today(by, at)), until_on, from_on)
    payload = AreaClosed(
        name=where.name.strip(),
        route=where.route,
        zone=where.zone,
        state=where.state,
        municipality=where.municipality,
        reason=reason,
        said_by=said_by,
        from_on=from_on,
        until_on=until_on,
    )
    return record(payload, by=by, at=at, boxes=_noted(note), id=entry)


def renew_area(*, area: UUID, until_on: date, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record that it stays closed until another day; one that ended is closed again.

    Raises AreaNotClosed, UntilBackwards, UntilTooFar.
    """
    found = lookups.closed_area(area, by.group, by.country)
    if found is None:
        raise AreaNotClosed
    _demand_days(max(_today(by, at), found.from_on), until_on, max(_today(by, at), found.from_on))
    return record(AreaRenewed(until_on=until_on), subject=area, by=by, at=at, id=entry)


def open_area(*, area: UUID, by: Author, at: datetime) -> Receipt:
    """Record that teams may go there again. Raises AreaNotClosed."""
    with in_turn("closed area", str(area)):
        _closed(area, by, _today(by, at))
        return record(AreaOpened(), subject=area, by=by, at=at)


def pass_area(*, area: UUID, patrol: UUID, by: Author, at: datetime) -> Receipt | None:
    """Record that a team went out there all the same; None where that is written already. Raises AreaNotClosed."""
    with in_turn("closed area", str(area)):
        found = _closed(area, by, _today(by, at))
        if any(one == str(patrol) for _at, one, _who in found.passed):
            return None
        return record(AreaPassed(patrol=patrol), subject=area, by=by, at=at)


def _closed(area: UUID, by: Author, today: date) -> ClosedArea:
    found = lookups.closed_area(area, by.group, by.country)
    if found is None or is_over(today, until_on=found.until_on, opened_on=found.opened_on):
        raise AreaNotClosed
    return found


def _demand_days(first: date, until_on: date, from_on: date) -> None:
    if until_on < first:
        raise UntilBackwards
    if until_on > until_most(from_on):
        raise UntilTooFar(until=until_most(from_on))


# Leave ------------------------------------------------------------------------------------------------------------------


def require_clearance(
    where: Where, *, asked_of: Source, by: Author, at: datetime, rule: UUID | None = None, entry: UUID | None = None
) -> Receipt:
    """Record that who goes there needs leave; of a rule that is there, change it. Raises GroundMissing, RuleNotThere."""
    if not where.name.strip():
        raise GroundMissing
    if rule is not None:
        _rule(rule, by)
    payload = ClearanceRequired(name=where.name.strip(), route=where.route, zone=where.zone, asked_of=asked_of)
    return record(payload, subject=rule, by=by, at=at, id=entry)


def drop_clearance(*, rule: UUID, by: Author, at: datetime) -> Receipt:
    """Record that no leave is needed there any more. Raises RuleNotThere."""
    _rule(rule, by)
    return record(ClearanceNotRequired(), subject=rule, by=by, at=at)


def ask_clearance(*, rule: UUID, by: Author, at: datetime, note: str = "", entry: UUID | None = None) -> Receipt:
    """Record that leave was asked for. Raises RuleNotThere."""
    found = lookups.clearance_rule(rule, by.group, by.country)
    if found is None:
        raise RuleNotThere
    payload = ClearanceAsked(rule=rule, name=found.name, asked_of=Source(found.asked_of))
    return record(payload, by=by, at=at, boxes=_noted(note), id=entry)


def give_clearance(
    *,
    clearance: UUID,
    given_by: Source,
    until_at: datetime,
    by: Author,
    at: datetime,
    conditions: str = "",
    entry: UUID | None = None,
) -> Receipt:
    """Record that leave was given until an instant (aware). Raises ClearanceNotThere, LeaveInThePast."""
    _clearance(clearance, by)
    if until_at <= at:
        raise LeaveInThePast
    payload = ClearanceGiven(given_by=given_by, until_at=until_at)
    return record(payload, subject=clearance, by=by, at=at, boxes=_noted(conditions), id=entry)


def refuse_clearance(
    *, clearance: UUID, refused_by: Source, by: Author, at: datetime, why: str = "", entry: UUID | None = None
) -> Receipt:
    """Record that leave was refused, also one that was given before. Raises ClearanceNotThere."""
    _clearance(clearance, by)
    return record(ClearanceRefused(refused_by=refused_by), subject=clearance, by=by, at=at, boxes=_noted(why), id=entry)


def _rule(rule: UUID, by: Author) -> None:
    if lookups.clearance_rule(rule, by.group, by.country) is None:
        raise RuleNotThere


def _clearance(clearance: UUID, by: Author) -> None:
    if lookups.clearance(clearance, by.group, by.country) is None:
        raise ClearanceNotThere


def _today(by: Author, at: datetime) -> date:
    """Return the local day at the author's post."""
    return at.astimezone(ZoneInfo(by.zone)).date()


def _noted(note: str) -> list[Plain]:
    return [Plain(cls=FieldClass.CONTACT, fields={"text": note.strip()})] if note.strip() else []
