"""Somebody was found dead: the file is begun with the encounter that counts it, corrected, withdrawn.

Official figures count bodies from encounters alone (rules.md, section 5). So a file always names one, and whatever changes how
many the file tells of changes the encounter in the same block. What follows: `remains_steps.py`, `belongings.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from vereda.encounters.door import (
    Corrected,
    Encounter,
    Meeting,
    Reinstated,
    Where,
    Withdrawn,
    WithdrawnFor,
    coarse,
    correction_draft,
    meeting_drafts,
)
from vereda.logbook.door import Author, Draft, Plain, Receipt, heads, in_turn, record_all
from vereda.logbook.schema import Channel, FieldClass, uuid7
from vereda.rescue.entries.remains import (
    Circumstance,
    FoundBy,
    RemainsCorrected,
    RemainsFound,
    RemainsReinstated,
    RemainsWithdrawn,
    WithdrawnRemains,
)
from vereda.rescue.errors.remains import (
    EncounterNotCounting,
    FoundAfterTheCall,
    HourInTheFuture,
    NoNumberOfRemains,
    NothingCorrected,
    RemainsGone,
)
from vereda.rescue.lookups import remains as lookups
from vereda.rescue.models.remains import Remains
from vereda.rescue.rules.remains import bodies_after


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What is told of a finding. encounter None: a new one is recorded with it; way: how one gets there."""

    number: int
    found_by: FoundBy = FoundBy.UNKNOWN
    setting: str | None = None
    circumstance: Circumstance = Circumstance.UNKNOWN
    where: Where = field(default_factory=Where)
    way: str = ""
    mission: UUID | None = None
    patrol: UUID | None = None
    team: UUID | None = None
    finders: Sequence[str] = ()
    encounter: UUID | None = None


def find_remains(finding: Finding, *, by: Author, at: datetime, now: datetime, entry: UUID | None = None) -> Receipt:
    """Record a finding, and the encounter that counts it. Raises NoNumberOfRemains, HourInTheFuture, EncounterNotCounting.

    at     hour of the finding;  now: wall clock of the desk
    entry  id of the entry, where the same form sent twice must be one file
    """
    if finding.number < 1:
        raise NoNumberOfRemains
    check_hour(at, now)
    with _counted_in_turn(finding.encounter, by):
        drafts, encounter = _counted(finding, by, at, now)
        payload = RemainsFound(
            number=finding.number,
            found_by=finding.found_by,
            setting=finding.setting,
            circumstance=finding.circumstance,
            place=coarse(finding.where, by.country),
            mission=finding.mission,
            patrol=finding.patrol,
            team=finding.team,
            finders=list(finding.finders),
            encounter=encounter,
        )
        told = Draft(payload=payload, by=by, at=at, boxes=_place(finding.where, finding.way), id=entry)
        return record_all([*drafts, told])[-1]


def _counted(finding: Finding, by: Author, at: datetime, now: datetime) -> tuple[list[Draft], UUID]:
    """Return what makes an encounter count the dead, and its id. No exact place is written twice: the file's own holds it."""
    if finding.encounter is None:
        meeting = Meeting(
            people_met=0, bodies=finding.number, where=finding.where, mission=finding.mission, patrol=finding.patrol
        )
        drafts = meeting_drafts(meeting, by=by, at=at, channel=Channel.DESK, reported_by=None, now=now)
        encounter = uuid7(int(at.timestamp() * 1000))
        return [replace(drafts[-1], subject=encounter, seen=(), boxes=())], encounter
    row = lookups.counting(finding.encounter, by.group, by.country)
    if row is None or row.is_withdrawn:
        raise EncounterNotCounting
    before = lookups.told_of(row.subject, by.group, by.country)
    return list(_recount(row, before, before + finding.number, by, at)), row.subject


def _recount(row: Encounter, before: int, after: int, by: Author, at: datetime) -> Iterable[Draft]:
    """Yield what makes the encounter count as many as its files tell of; one that would count nobody is withdrawn."""
    bodies = bodies_after(row.bodies, before, after)
    if bodies == row.bodies:
        return
    if bodies == 0 and row.people_met == 0:
        yield Draft(payload=Withdrawn(reason=WithdrawnFor.MISTAKE), subject=row.subject, by=by, at=at)
    else:
        yield correction_draft(row.subject, Corrected(bodies=bodies), by=by, at=None, seen=heads(row.subject))


def correct_remains(
    remains: UUID,
    changes: RemainsCorrected,
    *,
    by: Author,
    at: datetime,
    now: datetime,
    where: Where | None = None,
    way: str = "",
    entry: UUID | None = None,
) -> Receipt:
    """Record what was wrong, said again, and count it anew. Raises NothingCorrected, HourInTheFuture, FoundAfterTheCall.

    where, way  None: the place stays;  else both are said again
    """
    with _counted_in_turn(of_group(remains, by).encounter, by):
        row = of_group(remains, by)
        if changes.found_at is not None:
            _check_found_at(row, changes.found_at, now)
        if where is not None:
            changes = changes.model_copy(update={"place": coarse(where, by.country)})
        boxes = _place(where, way) if where is not None else []
        if changes == RemainsCorrected() and not boxes:
            raise NothingCorrected
        number = row.number if changes.number is None else changes.number
        drafts = _recounted(row, row.number, number, by, at)
        return record_all([*drafts, Draft(payload=changes, subject=remains, by=by, at=at, boxes=boxes, id=entry)])[-1]


def _check_found_at(row: Remains, found_at: datetime, now: datetime) -> None:
    check_hour(found_at, now)
    after = [one for one in (row.told_at, row.came_at, row.handed_at) if one]
    if after and found_at > min(after):
        raise FoundAfterTheCall


def withdraw_remains(*, remains: UUID, reason: WithdrawnRemains, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record that a file does not count; its encounter counts so many fewer. Raises RemainsGone."""
    with _counted_in_turn(of_group(remains, by).encounter, by):
        row = of_group(remains, by)
        told = Draft(payload=RemainsWithdrawn(reason=reason), subject=remains, by=by, at=at, id=entry)
        return record_all([*_recounted(row, row.number, 0, by, at), told])[-1]


def reinstate_remains(*, remains: UUID, by: Author, at: datetime) -> Receipt:
    """Record that it was withdrawn by mistake; its encounter counts again. Raises RemainsGone."""
    with _counted_in_turn(_withdrawn(remains, by).encounter, by):
        row = _withdrawn(remains, by)
        drafts = _recounted(row, 0, row.number, by, at)
        return record_all([*drafts, Draft(payload=RemainsReinstated(), subject=remains, by=by, at=at)])[-1]


@contextmanager
def _counted_in_turn(encounter: UUID | None, by: Author) -> Iterator[None]:
    """Let those who change what one encounter counts do it in turn, whichever of the joined ones their file names.

    What a file tells is read within: who waited for the turn would count by what stood before it. None: a new encounter.
    """
    row = lookups.counting(encounter, by.group, by.country) if encounter else None
    with in_turn("bodies", str(row.subject if row else encounter or by.group)):
        yield


def _recounted(row: Remains, was: int, is_now: int, by: Author, at: datetime) -> list[Draft]:
    """Return what makes the encounter agree when a file tells of another number; an encounter that is not here stays."""
    counting = lookups.counting(row.encounter, by.group, by.country)
    if counting is None:
        return []
    others = lookups.told_of(counting.subject, by.group, by.country, but=row.subject)
    if not counting.is_withdrawn:
        return list(_recount(counting, others + was, others + is_now, by, at))
    if was or not is_now or counting.people_met:
        return []  # somebody withdrew the meeting with living people: a file does not bring it back
    back = [Draft(payload=Reinstated(), subject=counting.subject, by=by, at=at)]
    if counting.bodies != others + is_now:
        counted = Corrected(bodies=others + is_now)
        back.append(correction_draft(counting.subject, counted, by=by, at=None, seen=heads(counting.subject)))
    return back


def of_group(remains: UUID, by: Author) -> Remains:
    """Return a file of the author's group that counts, or raise RemainsGone."""
    row = lookups.remains(remains, by.group, by.country)
    if row is None or row.is_withdrawn:
        raise RemainsGone
    return row


def _withdrawn(remains: UUID, by: Author) -> Remains:
    row = lookups.remains(remains, by.group, by.country)
    if row is None or not row.is_withdrawn:
        raise RemainsGone
    return row


def check_hour(at: datetime, now: datetime) -> None:
    """Raise HourInTheFuture for an hour that has not come."""
    if at > now:
        raise HourInTheFuture


def _place(where: Where, way: str) -> list[Plain]:
    told: dict[str, Any] = {  # Any: JSON
        "lat": where.lat,
        "lon": where.lon,
        "accuracy_m": where.accuracy_m,
        "place": where.place.strip(),
        "way": way.strip(),
    }
    known = {name: value for name, value in told.items() if value not in (None, "")}
    return [Plain(cls=FieldClass.CONTACT, fields=known)] if known else []
