"""Terms of a case: started with the date computed from the pack, seen, met, missed, extended with a reason; and who is rung."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.access.door import HEADQUARTERS, author_of, operator
from vereda.countries.door import SATURDAY, Deadline, calendar_of, pack
from vereda.each import each
from vereda.legal.actions.keeping import box, fresh, open_own
from vereda.legal.entries.term import (
    Extended,
    HowEnded,
    StoodStill,
    TermEnded,
    TermExtended,
    TermGoesOn,
    TermRang,
    TermSaid,
    TermSeen,
    TermStarted,
)
from vereda.legal.errors import (
    ExtensionNotLater,
    LineGone,
    ReasonMissing,
    TermNotThen,
    TermOver,
    TermRuns,
    TermUnknown,
    TermWithoutSource,
)
from vereda.legal.lookups import cases, sealed, signed
from vereda.legal.models import LegalCase, LegalTerm
from vereda.legal.rules.registered import Table
from vereda.legal.rules.ringing import rings_due
from vereda.legal.rules.terms import Computed, Span, computed
from vereda.legal.words import TermEnd, TermRing
from vereda.logbook.door import Author, Draft, Receipt, history, in_turn, record, record_all
from vereda.messages.door import numbers_of, queue, warned_at
from vereda.practice import is_practice

ASKED: Mapping[TermRing, str] = {
    TermRing.ADVISER: "Abra sus casos.",
    TermRing.COORDINATOR: "La asesoria no contesta: llamele.",
    TermRing.HEADQUARTERS: "Nadie contesta por el: llame a la asesoria y al grupo.",
}
"""What is asked of whom, in signs that every telephone shows."""


def compute(code: str, *, country: str, started_at: datetime, now: datetime, suspended: Sequence[Span] = ()) -> Computed:
    """Return a term of the country's pack as it would run. Raises TermUnknown and as `rules.terms.computed`."""
    is_approved = signed.is_in_force([country], [Table.TERMS], now.date())
    row, calendar = _row(code, country), calendar_of(country)
    return computed(row, started_at, calendar, now=now, suspended=suspended, is_approved=is_approved)


def start_term(
    code: str,
    *,
    case: UUID,
    started_at: datetime,
    by: Author,
    at: datetime,
    suspended: Sequence[Span] = (),
    entry: UUID | None = None,
) -> Receipt:
    """Record that a term runs, with what was computed. started_at: aware, in the clock of the place where it happened."""
    row = open_own(case, by)
    draft = _started(code, row, started_at, by, at, suspended, entry)
    return record_all([draft])[0]


def _started(
    code: str,
    row: LegalCase,
    started_at: datetime,
    by: Author,
    at: datetime,
    suspended: Sequence[Span],
    entry: UUID | None = None,
) -> Draft:
    found = compute(code, country=row.country, started_at=started_at, now=at, suspended=suspended)
    said = TermSaid(
        code=code,
        country=row.country,
        pack=pack(row.country).hash,
        started_at=started_at,
        amount=found.amount,
        unit=found.unit,
        last_on=found.last_on,
        safe_on=found.safe_on,
        suspended=_spans(suspended),
        source=_row(code, row.country).source,
        notes=[note.value for note in found.notes],
    )
    payload = TermStarted(term=fresh(at), remind_at=found.remind_at, due_at=found.due_at)
    return Draft(payload=payload, subject=row.subject, by=by, at=at, boxes=box(said), id=entry)


def see_term(*, case: UUID, term: UUID, by: Author, at: datetime) -> Receipt:
    """Record that the author answers for it: it rings nobody else. Raises LineGone, TermOver."""
    _running(case, term, by)
    return record(TermSeen(term=term), subject=case, by=by, at=at)


def end_term(how: TermEnd, *, case: UUID, term: UUID, by: Author, at: datetime, reason: str = "") -> Receipt:
    """Record how it ended; one that repeats and was met runs again from the day it was due.

    Raises LineGone, TermOver; ReasonMissing unless it was met.
    """
    row, found = _running(case, term, by)
    if how is not TermEnd.MET and not reason.strip():
        raise ReasonMissing
    payload, said = TermEnded(term=term), HowEnded(how=how, reason=reason.strip())
    drafts = [Draft(payload=payload, subject=case, by=by, at=at, boxes=box(said))]
    return record_all([*drafts, *_again(how, row, found, by, at)])[0]


def _again(how: TermEnd, row: LegalCase, found: LegalTerm, by: Author, at: datetime) -> list[Draft]:
    """Return the next time of a term that repeats. Met before its day, it runs on from today: nobody signs in advance.

    None where the pack counts it no longer: what was met is met, and must not ring on for that.
    """
    said = sealed.term(found)
    if how is not TermEnd.MET or said is None or said.unit != "calendar_days_repeat" or said.last_on is None:
        return []
    zone = at.tzinfo or ZoneInfo(by.zone)
    due = datetime.combine(said.last_on, time(12), zone)
    try:
        return [_started(said.code, row, min(due, at), by, at, ())]
    except (TermNotThen, TermUnknown, TermWithoutSource):
        return []


def extend_term(
    *,
    case: UUID,
    term: UUID,
    last_on: date,
    reason: str,
    by: Author,
    at: datetime,
    suspended: Sequence[Span] = (),
) -> Receipt:
    """Record that it runs longer, by decision of the body or because it stood still. Raises ReasonMissing, ExtensionNotLater."""
    row, found = _running(case, term, by)
    if not reason.strip():
        raise ReasonMissing
    zone = at.tzinfo or ZoneInfo(by.zone)
    due = datetime.combine(last_on + timedelta(days=1), time.min, zone)
    if found.due_at is None or due <= found.due_at:
        before = found.due_at.astimezone(zone).date() - timedelta(days=1) if found.due_at else at.date()
        raise ExtensionNotLater(on=before.isoformat())
    safe = _working_before(last_on, row.country)
    payload = TermExtended(term=term, remind_at=datetime.combine(safe, time.min, zone), due_at=due)
    said = Extended(reason=reason.strip(), last_on=last_on, suspended=_spans(suspended))
    return record(payload, subject=case, by=by, at=at, boxes=box(said))


def undo_end(*, case: UUID, term: UUID, by: Author, at: datetime) -> Receipt:
    """Record that it had been ended by mistake. Raises TermRuns."""
    open_own(case, by)
    found = cases.term(term, case)
    if found is None:
        raise LineGone
    if found.ended_at is None:
        raise TermRuns
    return record(TermGoesOn(term=term), subject=case, by=by, at=at)


def ring_terms(*, now: datetime) -> int:
    """Ring for every term that presses and that nobody answers for; return how many rang. Called by the clock of `serve`."""
    return each(cases.pressing(now), lambda row: _ring(row, now) if _due(row, now) else 0)


def message_of(*, folio: str, to: TermRing, due: str) -> str:
    """Return the text of the message: folio and hour. Never a person, a place, or what the case is about."""
    return f"VEREDA: PLAZO LEGAL. Caso {folio}, vence {due}. {ASKED[to]}"


def _due(row: LegalTerm, now: datetime) -> list[TermRing]:
    found = cases.case(row.subject, row.country)
    if found is None or row.remind_at is None or row.due_at is None:
        return []
    due = rings_due(
        remind_at=row.remind_at,
        due_at=row.due_at,
        rang=[to for _at, to in row.rang],
        is_seen=cases.is_answered(row),
        has_adviser=cases.is_carried(found),
        now=now,
    )
    return [] if due and _was_over(row, row.due_at) else due


def _was_over(row: LegalTerm, due_at: datetime) -> bool:
    """Tell whether it was written down, or extended, only after it was over: what is noted afterwards rings nobody."""
    wrote = {row.started, *(UUID(one) for one in row.extended)}
    at = [one.occurred_at for one in history(row.subject) if one.id in wrote]
    return bool(at) and max(at) > due_at + timedelta(days=1)


def _ring(row: LegalTerm, now: datetime) -> int:
    """Ring in turn, looked at again: somebody may have just answered for it, or another process be at it."""
    with in_turn("legal", str(row.subject)):
        found = cases.term(row.term, row.subject)
        due = _due(found, now) if found and found.ended_at is None else []
        by = author_of(replace(operator(), country=row.country, group=row.group, device="desk"))
        for to in due:
            payload = TermRang(term=row.term, to=to)
            record(payload, subject=row.subject, by=by, at=now.astimezone(ZoneInfo(by.zone)), now=now)
            _warn(row, to, now, by)
        return len(due)


def _warn(row: LegalTerm, to: TermRing, now: datetime, by: Author) -> None:
    """Send a text to the numbers of the advisers of the case, or to those kept for the coordinator or for headquarters."""
    found = cases.case(row.subject, row.country)
    if found is None or row.due_at is None or is_practice(row.group):
        return
    due = row.due_at.astimezone(ZoneInfo(by.zone)).strftime("%d/%m %H:%M")
    text = message_of(folio=found.folio, to=to, due=due)
    if to is TermRing.ADVISER:
        numbers = numbers_of(sorted(cases.helpers(found).intersection(found.advisers)), row.country)
    else:
        numbers = warned_at((row.group, HEADQUARTERS), row.country, {to.value})
    queue(numbers, text, key=f"legal:{row.term}:{to}:{due}", now=now)


def _row(code: str, country: str) -> Deadline:
    found = pack(country).legal_deadlines.get(code)
    if found is None:
        raise TermUnknown
    return found


def _running(case: UUID, term: UUID, by: Author) -> tuple[LegalCase, LegalTerm]:
    row, found = open_own(case, by), cases.term(term, case)
    if found is None:
        raise LineGone
    if found.ended_at:
        raise TermOver
    return row, found


def _working_before(last_on: date, country: str) -> date:
    """Return the working day before a day that a body has set; the weekday where the table of holidays ends."""
    day, calendar = last_on - timedelta(days=1), calendar_of(country)
    while not (calendar.is_working(day) if calendar.knows(day) else day.weekday() < SATURDAY):
        day -= timedelta(days=1)
    return day


def _spans(suspended: Sequence[Span]) -> list[StoodStill]:
    return [StoodStill(first=one.first, last=one.last) for one in suspended]
