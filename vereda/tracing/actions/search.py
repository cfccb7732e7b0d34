"""Looking for a person: the alert, looking again, leads, two files of one person, the end of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from vereda.encounters.door import Where, coarse
from vereda.logbook.door import Author, Draft, Receipt, in_turn, record, record_all
from vereda.logbook.schema import uuid7
from vereda.tracing.actions.counting import one_less, one_more
from vereda.tracing.actions.keeping import kept_file, open_file
from vereda.tracing.actions.report import note_boxes
from vereda.tracing.entries.file import (
    AlertOpenedFor,
    FileClosed,
    FileJoined,
    FileReopened,
    FileSeparated,
    LeadHeard,
    LeadWithdrawn,
    SearchReviewed,
)
from vereda.tracing.errors.found import FoundStandsStill, NotLocated, SeekerWithdrew
from vereda.tracing.errors.report import (
    CloseNeeds,
    FileGone,
    FileOpen,
    InTheFuture,
    JoinOtherWay,
    JoinWrong,
    LeadEmpty,
    LeadGone,
    NothingLooked,
    NotJoined,
    ReviewDayWrong,
    ShareNotAgreed,
)
from vereda.tracing.lookups import counts, files
from vereda.tracing.models import MissingFile
from vereda.tracing.rules.fresh import REVIEW_MOST_DAYS
from vereda.tracing.words import LOCATED, CloseReason, ConsentFor, LeadFrom, LookedWith, Reliability

CLOSED_BY_HAND = frozenset({CloseReason.LOCATED, CloseReason.MISTAKE})
ASKS_OTHERS = frozenset(LookedWith) - {LookedWith.OWN_RECORDS, LookedWith.SEEKER}


def alert_draft(*, file: UUID, alert: UUID, by: Author, at: datetime) -> Draft:
    """Return that an alert was opened for a file, for the face that records it with the alert. Raises FileClosedAlready."""
    open_file(file, by)
    return Draft(payload=AlertOpenedFor(alert=alert), subject=file, by=by, at=at)


def review(
    *, file: UUID, looked: Sequence[LookedWith], next_on: date, by: Author, at: datetime, entry: UUID | None = None
) -> Receipt:
    """Record where it was looked, and when it is looked again. Raises NothingLooked, ReviewDayWrong, ShareNotAgreed."""
    row = open_file(file, by)
    if not looked:
        raise NothingLooked
    if ASKS_OTHERS.intersection(looked) and not _may_share(row):
        raise ShareNotAgreed
    if not at.date() < next_on <= at.date() + timedelta(days=REVIEW_MOST_DAYS):
        raise ReviewDayWrong(most=REVIEW_MOST_DAYS)
    payload = SearchReviewed(looked=sorted(set(looked)), next_on=next_on)
    return record(payload, subject=file, by=by, at=at, id=entry)


def hear_lead(
    *,
    file: UUID,
    text: str,
    source: LeadFrom,
    reliability: Reliability,
    by: Author,
    at: datetime,
    seen_on: date | None = None,
    state: str = "",
    municipality: str = "",
    entry: UUID | None = None,
) -> Receipt:
    """Record that somebody says to have seen the person; the place is kept coarse. Raises LeadEmpty, InTheFuture."""
    open_file(file, by)
    if not text.strip():
        raise LeadEmpty
    if seen_on and seen_on > at.date():
        raise InTheFuture
    place = coarse(Where(state=state, municipality=municipality), by.country)
    payload = LeadHeard(
        lead=uuid7(int(at.timestamp() * 1000)), source=source, reliability=reliability, seen_on=seen_on, place=place
    )
    return record(payload, subject=file, by=by, at=at, boxes=note_boxes(text), id=entry)


def withdraw_lead(*, file: UUID, lead: UUID, by: Author, at: datetime) -> Receipt:
    """Record that it was somebody else. Raises LeadGone."""
    if not any(one["lead"] == str(lead) for one in open_file(file, by).leads):
        raise LeadGone
    return record(LeadWithdrawn(lead=lead), subject=file, by=by, at=at)


def close_file(*, file: UUID, reason: CloseReason, by: Author, at: datetime) -> Receipt:
    """Record that a file rests. Raises FileClosedAlready; FoundStandsStill where a finding of a mistake would count."""
    row = open_file(file, by)
    if reason not in CLOSED_BY_HAND:
        raise CloseNeeds
    if reason is CloseReason.MISTAKE and row.located_at:
        raise FoundStandsStill
    if reason is CloseReason.LOCATED and not row.located_at:
        raise NotLocated
    return record(FileClosed(reason=reason), subject=file, by=by, at=at)


def reopen_file(*, file: UUID, by: Author, at: datetime) -> Receipt:
    """Record that it goes on. Raises FileOpen; SeekerWithdrew where the seeker took the report back: that needs a new one."""
    row = kept_file(file, by)
    if not row.close_reason:
        raise FileOpen
    report = files.report(row.report, by.group, by.country)
    if report is None or report.withdrawn_at:
        raise SeekerWithdrew
    return record(FileReopened(), subject=file, by=by, at=at)


def join_files(*, file: UUID, into: UUID, by: Author, at: datetime) -> Receipt:
    """Record that two files seek one person; `into` goes on. Found in both, it counts once.

    Raises JoinWrong; JoinOtherWay where only the one that would vanish was found.
    """
    with in_turn("missing", by.group):
        row, main = files.file(file, by.group, by.country), files.file(into, by.group, by.country)
        if row is None or main is None:
            raise FileGone
        if file == into or row.into or main.into or files.joined_to(file, by.group, by.country):
            raise JoinWrong
        if row.located_at and not main.located_at:
            raise JoinOtherWay
        return record_all([Draft(payload=FileJoined(into=into), subject=file, by=by, at=at), *_uncounted(row, by)])[0]


def separate_file(*, file: UUID, by: Author, at: datetime) -> Receipt:
    """Record that they were two persons after all: each finding counts again. Raises NotJoined."""
    with in_turn("missing", by.group):
        row = files.file(file, by.group, by.country)
        if row is None:
            raise FileGone
        if row.into is None:
            raise NotJoined
        return record_all([Draft(payload=FileSeparated(), subject=file, by=by, at=at), *_counted(row, by)])[0]


def _may_share(row: MissingFile) -> bool:
    report = files.report(row.report, row.group, row.country)
    return report is not None and ConsentFor.SHARE in report.consent


def _uncounted(row: MissingFile, by: Author) -> list[Draft]:
    """Return what takes the finding of a file out of the encounter that holds it."""
    if row.encounter is None or row.located_at is None or counts.met_before_report([row]):
        return []
    others = counts.standing_in(row.encounter, by.group, by.country, but=row.subject)
    return one_less(row.encounter, LOCATED, others, by=by)


def _counted(row: MissingFile, by: Author) -> list[Draft]:
    """Return what puts it back."""
    if row.encounter is None or row.located_at is None or counts.met_before_report([row]):
        return []
    others = counts.standing_in(row.encounter, by.group, by.country, but=row.subject)
    return one_more(row.encounter, LOCATED, others, by=by)
