"""The person is found alive: how it is known, what they allow, what the seeker is told; or the forensic body has the case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from vereda.countries.door import Role, pack
from vereda.logbook.door import Author, Draft, Plain, Receipt, in_turn, record, record_all
from vereda.logbook.schema import FieldClass
from vereda.tracing.actions.counting import counting_encounter, one_less, one_more
from vereda.tracing.actions.keeping import open_file, own_file
from vereda.tracing.actions.report import AHEAD
from vereda.tracing.entries.file import FileClosed
from vereda.tracing.entries.found import (
    LocatedTakenBack,
    PassedToForensics,
    PersonLocated,
    RiskChecked,
    SeekerTold,
    WishSaid,
)
from vereda.tracing.errors.found import (
    AlreadyLocated,
    CaseNumberMissing,
    EncounterNeeded,
    NotLocated,
    ToForensicUnknown,
)
from vereda.tracing.errors.report import InTheFuture
from vereda.tracing.lookups import counts, files, sealed
from vereda.tracing.rules.asking import why_not_answer
from vereda.tracing.rules.fresh import CHILDREN
from vereda.tracing.rules.telling import why_not
from vereda.tracing.words import LOCATED, CloseReason, LocatedBy, RiskSign, Tell, Verdict, Wish

FORENSIC_ROLES = frozenset({Role.PROSECUTOR, Role.SEARCH_AUTHORITY})
"""A prosecutor receives the dead (rules.md, section 1); the search authority keeps the register of the missing."""


def locate(
    *,
    file: UUID,
    by_way: LocatedBy,
    by: Author,
    at: datetime,
    encounter: UUID | None = None,
    when: datetime | None = None,
) -> Receipt:
    """Record that a person is alive, and write the service into the encounter in which they were met, where it is not there.

    when  the hour at which it was known; None: now, or that of the encounter
    A person met before the report was told is found, and counts for no report.
    Raises AlreadyLocated, EncounterNeeded, EncounterCountsNot, EncounterTooSmall, InTheFuture.
    """
    with in_turn("missing", by.group):
        row = open_file(file, by)
        if row.located_at:
            raise AlreadyLocated
        if when and when > at + AHEAD:
            raise InTheFuture
        if by_way not in (LocatedBy.ENCOUNTER, LocatedBy.MISSION):
            return record(PersonLocated(by=by_way), subject=file, by=by, at=when or at)
        if encounter is None:
            raise EncounterNeeded
        met = counting_encounter(encounter, by)
        way = LocatedBy.MISSION if met.mission else LocatedBy.ENCOUNTER
        payload = PersonLocated(by=way, encounter=encounter, mission=met.mission)
        drafts = [Draft(payload=payload, subject=file, by=by, at=met.occurred_at)]
        if met.occurred_at >= row.opened_at:
            others = counts.standing_in(encounter, by.group, by.country, but=file)
            drafts += one_more(encounter, LOCATED, others, by=by)
        return record_all(drafts)[0]


def take_back(*, file: UUID, by: Author, at: datetime) -> Receipt:
    """Record that it was somebody else, and take the service out of the encounter. Raises NotLocated."""
    with in_turn("missing", by.group):
        row = open_file(file, by)
        if row.located_at is None:
            raise NotLocated
        asked = [row, *files.joined_to(file, by.group, by.country)]  # what somebody else answered goes from each of them
        drafts = [Draft(payload=LocatedTakenBack(), subject=one.subject, by=by, at=at) for one in asked]
        if row.encounter and not counts.met_before_report([row]):
            others = counts.standing_in(row.encounter, by.group, by.country, but=file)
            drafts += one_less(row.encounter, LOCATED, others, by=by)
        return record_all(drafts)[0]


def say_wish(*, file: UUID, wish: Wish, by: Author, at: datetime) -> Receipt:
    """Record what the person located allows; a 'no' may come at any time, also after the file rests.

    Raises NotLocated; RiskBeforeAsking, ChildNotWeighed for an answer that allows something before the risk was weighed.
    """
    row = own_file(file, by)
    main = files.main_of(row)
    if main.located_at is None:
        raise NotLocated
    refused = why_not_answer(wish, sealed.risks(row), is_child=row.age_band in CHILDREN)
    if refused:
        raise refused
    return record(WishSaid(wish=wish, finding=main.located_entry), subject=file, by=by, at=at)


def check_risk(*, file: UUID, signs: Sequence[RiskSign], verdict: Verdict, by: Author, at: datetime) -> Receipt:
    """Record that somebody looked whether the seeker is a danger. What was seen is sealed."""
    own_file(file, by)
    box = {"signs": [one.value for one in sorted(set(signs))], "verdict": verdict.value}
    return record(RiskChecked(), subject=file, by=by, at=at, boxes=[Plain(cls=FieldClass.TRACING, fields=box)])


def tell_seeker(*, file: UUID, what: Tell, by: Author, at: datetime) -> Receipt:
    """Record that the seeker was told something. Raises what `rules.telling` says, and writes nothing then."""
    with in_turn("missing", by.group):
        refused = why_not_tell(file, what, by)
        if refused:
            raise refused
        return record(SeekerTold(what=what), subject=file, by=by, at=at)


def why_not_tell(file: UUID, what: Tell, by: Author) -> Exception | None:
    """Return why the seeker may not be told this now; None when it may be told."""
    row = own_file(file, by)
    main = files.main_of(row)
    report = files.report(row.report, by.group, by.country)
    return why_not(
        what,
        is_located=main.located_at is not None,
        is_forensic=bool(main.forensic),
        is_withdrawn=report is None or report.withdrawn_at is not None,
        wish=files.standing_wish(row),
        verdicts=sealed.verdicts(row),
    )


def pass_to_forensics(*, file: UUID, to: str, number: str, by: Author, at: datetime) -> Receipt:
    """Record that the forensic body has the case; the file rests, and nothing is told from here.

    Raises ToForensicUnknown, CaseNumberMissing, AlreadyLocated.
    """
    row = open_file(file, by)
    if row.located_at:
        raise AlreadyLocated
    body = pack(by.country).institutions.get(to)
    if body is None or not body.holds_on(at.date()) or body.role not in FORENSIC_ROLES:
        raise ToForensicUnknown
    if not number.strip():
        raise CaseNumberMissing
    box = Plain(cls=FieldClass.TRACING, fields={"number": number.strip()[:80]})
    drafts = [
        Draft(payload=PassedToForensics(to=to), subject=file, by=by, at=at, boxes=[box]),
        Draft(payload=FileClosed(reason=CloseReason.FORENSIC), subject=file, by=by, at=at),
    ]
    return record_all(drafts)[0]
