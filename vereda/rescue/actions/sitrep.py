"""What is told during a mission and after it: situation reports, clues, what was learnt; people found, as a draft for a face."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.countries.door import MissionWordKind
from vereda.encounters.door import Where
from vereda.logbook.door import Author, Draft, Plain, Receipt, record
from vereda.logbook.schema import Channel, FieldClass, uuid7
from vereda.rescue.actions.mission import still_open
from vereda.rescue.actions.team import check_word, place_boxes
from vereda.rescue.entries.found import PeopleFound
from vereda.rescue.entries.sitrep import AfterActionNoted, ClueFound, ClueWithdrawn, SituationReported
from vereda.rescue.errors.mission import ClueNotThere, MissionNotOpen, NothingWritten
from vereda.rescue.lookups import missions


def report_situation(
    *,
    mission: UUID,
    text: str,
    by: Author,
    at: datetime,
    team: UUID | None = None,
    channel: Channel = Channel.DESK,
    entry: UUID | None = None,
) -> Receipt:
    """Record how it stands, in words. Raises MissionNotOpen, NothingWritten."""
    still_open(mission, by)
    if not text.strip():
        raise NothingWritten
    payload = SituationReported(team=team)
    return record(payload, subject=mission, by=by, at=at, boxes=_words(text), channel=channel, id=entry)


def note_clue(
    *,
    mission: UUID,
    what: str,
    by: Author,
    at: datetime,
    text: str = "",
    where: Where | None = None,
    team: UUID | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Record a clue, its place and words sealed. Raises MissionNotOpen, UnknownMissionWord."""
    still_open(mission, by)
    check_word(what, MissionWordKind.CLUE, by.country)
    payload = ClueFound(clue=uuid7(int(at.timestamp() * 1000)), what=what, team=team)
    boxes = [*place_boxes(where), *_words(text)]
    return record(payload, subject=mission, by=by, at=at, boxes=boxes, id=entry)


def withdraw_clue(*, mission: UUID, clue: UUID, by: Author, at: datetime) -> Receipt:
    """Record that it was no clue. Raises MissionNotOpen, ClueNotThere."""
    if not any(one["line"] == str(clue) for one in still_open(mission, by).clues):
        raise ClueNotThere
    return record(ClueWithdrawn(clue=clue), subject=mission, by=by, at=at)


def note_after_action(*, mission: UUID, text: str, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record what was learnt, before the closure or after it. Raises MissionNotOpen for a mission of others, NothingWritten."""
    if missions.mission(mission, by.group, by.country) is None:
        raise MissionNotOpen
    if not text.strip():
        raise NothingWritten
    return record(AfterActionNoted(), subject=mission, by=by, at=at, boxes=_words(text), id=entry)


def found_draft(
    *,
    mission: UUID,
    people: int,
    encounter: UUID,
    by: Author,
    at: datetime,
    where: Where | None = None,
    team: UUID | None = None,
    entry: UUID | None = None,
) -> Draft:
    """Return that people were found, for the face that records it together with the encounter. Raises MissionNotOpen."""
    still_open(mission, by)
    payload = PeopleFound(found=uuid7(int(at.timestamp() * 1000)), people=people, encounter=encounter, team=team)
    return Draft(payload=payload, subject=mission, by=by, at=at, boxes=place_boxes(where), id=entry)


def _words(text: str) -> list[Plain]:
    return [Plain(cls=FieldClass.CONTACT, fields={"text": text.strip()})] if text.strip() else []
