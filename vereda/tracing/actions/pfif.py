"""A PFIF file is taken in: each person becomes a report with one file, each note a lead to be looked at. Never a finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from vereda.logbook.door import Author, Draft, in_turn, record_all, subject_of_entry
from vereda.logbook.schema import Channel, uuid7, uuid8
from vereda.people.door import Identity
from vereda.tracing.actions.report import Seeking, Sought, note_boxes, opening_drafts, withdraw_report
from vereda.tracing.entries.file import Described, LeadHeard
from vereda.tracing.lookups import files
from vereda.tracing.reading.pfif import PfifFile, PfifNote, PfifPerson
from vereda.tracing.rules.ages import band_of
from vereda.tracing.words import ConsentFor, LeadFrom, Reliability, SeekFrom


@dataclass(frozen=True)
class TakenIn:
    """What came of a file. withdrawn: reports of records that expired since they were read."""

    new: int
    known: int
    expired: int
    withdrawn: int
    leads: int
    stray: int


def take_in_pfif(file: PfifFile, *, by: Author, at: datetime) -> TakenIn:
    """Record the persons and notes of a file that are not here yet, in one block; read twice it writes nothing the second time.

    Who wrote the record asked that it be looked for, and nothing else: no others are asked, nor is the person told by whom.
    A record that expired leaves nothing; where it was read before, its report is withdrawn, and goes as any that is taken back.
    """
    with in_turn("missing", by.group):
        fresh = [one for one in file.persons if subject_of_entry(entry_of(one.record, by)) is None]
        heard = [draft for one in file.persons if one not in fresh for draft in _heard_since(one, by, at)]
        drafts = [draft for one in fresh for draft in _drafts(one, by, at)]
        if drafts or heard:
            record_all([*drafts, *heard])
    gone = [_withdrawn(entry_of(one.record, by), by, at) for one in file.expired]
    return TakenIn(
        new=len(fresh),
        known=len(file.persons) - len(fresh),
        expired=len(file.expired),
        withdrawn=sum(gone),
        leads=sum(len(one.notes) for one in fresh) + len(heard),
        stray=file.stray,
    )


def entry_of(record: str, by: Author) -> UUID:
    """Return the id of the entry that a record makes in a group, however often it is read."""
    return uuid8(0, sha256(f"pfif {by.country} {by.group} {record}".encode()).digest())


def _drafts(one: PfifPerson, by: Author, at: datetime) -> list[Draft]:
    seeking = Seeking(
        name=one.author,
        call_back=one.reach or one.source or one.record.partition("/")[0],
        seek_from=SeekFrom.ORGANIZATION,
        consent=[ConsentFor.SEARCH],
        note=" · ".join(filter(None, (f"PFIF {one.record}", one.source, one.on.date().isoformat()))),
    )
    years = {"birth_year_from": one.born[0], "birth_year_to": one.born[1]} if one.born else {}
    ages = (max(0, at.year - one.born[1] - 1), max(0, at.year - one.born[0])) if one.born else None
    sought = Sought(
        identity=Identity(given=one.given, families=list(one.families), **years),
        described=Described(also_called=one.also_called, marks=one.description),
        sex=one.sex,
        age_band=band_of(*ages) if ages else "U",
    )
    opened = opening_drafts(seeking, sought, by=by, at=at, channel=Channel.IMPORT, entry=entry_of(one.record, by))
    return [*opened, *(_lead(note, opened[-1].subject, by, at) for note in one.notes)]


def _heard_since(one: PfifPerson, by: Author, at: datetime) -> list[Draft]:
    """Return the notes that came since a record was read, as leads of its file while somebody is sought there."""
    there = subject_of_entry(entry_of(one.record, by))
    row = files.file(there, by.group, by.country) if there else None
    if row is None or row.closed_at:
        return []
    return [
        _lead(note, row.subject, by, at) for note in one.notes if subject_of_entry(entry_of(f"note {note.record}", by)) is None
    ]


def _lead(note: PfifNote, file: UUID | None, by: Author, at: datetime) -> Draft:
    """Return a note as a lead: its place stays in the sealed words, and what it believes too."""
    said = " · ".join(filter(None, (f"PFIF {note.record}", note.author, note.status, note.text, note.place)))
    lead = uuid7(int(at.timestamp() * 1000))
    payload = LeadHeard(lead=lead, source=LeadFrom.NETWORK, reliability=Reliability.UNKNOWN, seen_on=note.on.date())
    return Draft(
        payload=payload,
        subject=file,
        by=by,
        at=at,
        boxes=note_boxes(said),
        channel=Channel.IMPORT,
        id=entry_of(f"note {note.record}", by),
    )


def _withdrawn(entry: UUID, by: Author, at: datetime) -> bool:
    """Withdraw the report of a record that was read before and has expired; tell whether there was one."""
    there = subject_of_entry(entry)
    row = files.file(there, by.group, by.country) if there else None
    report = files.report(row.report, by.group, by.country) if row else None
    if report is None or report.withdrawn_at:
        return False
    withdraw_report(report=report.subject, by=by, at=at)
    return True
