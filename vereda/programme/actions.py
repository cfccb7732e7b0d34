"""Writing programmes: each act looks at the programme as it stands, refuses what cannot be, and records one or a few facts.

What two officers write without knowing of each other is no refusal: the fold keeps both, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from vereda.logbook.door import Author, Draft, Receipt, in_turn, record, record_all
from vereda.programme import citing, errors, lookups
from vereda.programme import entries as of
from vereda.programme.measuring import place_of
from vereda.programme.rules import figures, money, received
from vereda.programme.rules.figures import Source
from vereda.programme.rules.told import Phase, Programme
from vereda.programme.words import Thing, Unit


def open_programme(told: of.Opened, *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Begin a programme. Raises CodeTaken."""
    if any(one.opened.code == told.code for _subject, one in lookups.programmes(by.country)):
        raise errors.CodeTaken(value=told.code)
    return record(told, by=by, at=at, id=entry)


def open_phase(subject: UUID, *, phase: str, name: of.Said, from_on: date, until_on: date, by: Author, at: datetime) -> Receipt:
    """Open the first phase, or the next one: it takes its baselines, and what is measured, from the last, which is closed.

    Raises ProgrammeUnknown, CodeTaken, PhaseOpen, PhaseOverlaps, DaysWrong.
    """
    seen = _seen(subject, by)
    if until_on < from_on:
        raise errors.DaysWrong(begins=from_on, until=until_on)
    if seen.phase(phase):
        raise errors.CodeTaken(value=phase)
    last = seen.phases[-1] if seen.phases else None
    if last is not None and last.closed is None:
        raise errors.PhaseOpen(phase=last.code)
    if last is not None and from_on <= last.days[1]:
        raise errors.PhaseOverlaps(until=last.days[1])
    opened = of.PhaseOpened(
        phase=phase,
        name=name,
        from_on=from_on,
        until_on=until_on,
        after=last.code if last else None,
        baselines=figures.baselines_from(seen, last) if last else [],
    )
    goes_on = [of.TargetSet(phase=phase, indicator=one.indicator) for one in (seen.measured_in(last.code) if last else ())]
    return record_all([Draft(payload=one, subject=subject, by=by, at=at) for one in (opened, *goes_on)])[0]


def close_phase(subject: UUID, *, phase: str, source: Source, today: date, by: Author, at: datetime) -> Receipt:
    """Close a phase that is over: its figures stay as they are now. Raises CodeUnknown, PhaseIsClosed, PhaseNotOver."""
    with in_turn("programme", str(subject)):
        seen = _seen(subject, by)
        found = _open_phase(seen, phase)
        if today <= found.days[1]:
            raise errors.PhaseNotOver(until=found.days[1])
        frozen = figures.figures_of(seen, found, source, today)
        return record(of.PhaseClosed(phase=phase, closed_on=today, figures=frozen), subject=subject, by=by, at=at)


def set_partner(subject: UUID, told: of.PartnerSet, *, by: Author, at: datetime) -> Receipt:
    """Say that a country takes part, or until when it did."""
    _seen(subject, by)
    return record(told, subject=subject, by=by, at=at)


def set_result(subject: UUID, told: of.ResultSet, *, by: Author, at: datetime) -> Receipt:
    """Set a goal, an outcome or an output. Raises CodeUnknown."""
    seen = _seen(subject, by)
    if told.parent:
        _known(told.parent, (one.result for one in seen.results))
    return record(told, subject=subject, by=by, at=at)


def set_indicator(
    subject: UUID, told: of.IndicatorSet, *, text: of.Said, from_on: date, by: Author, at: datetime
) -> list[Receipt]:
    """Begin an indicator with its first words. Raises CodeUnknown, CodeTaken, NotPublishedSo."""
    seen = _seen(subject, by)
    if told.counted is not None:
        place_of(told.counted)
    _known(told.result, (one.result for one in seen.results))
    if told.indicator in seen.indicators:
        raise errors.CodeTaken(value=told.indicator)
    worded = of.IndicatorWorded(indicator=told.indicator, from_on=from_on, text=text)
    return record_all([Draft(payload=one, subject=subject, by=by, at=at) for one in (told, worded)])


def reword(subject: UUID, told: of.IndicatorWorded, *, by: Author, at: datetime) -> Receipt:
    """Say an indicator in other words from a day on; its code, and so its line, stay. Raises CodeUnknown, SameWords."""
    seen = _seen(subject, by)
    _known(told.indicator, seen.indicators)
    before = seen.worded(told.indicator, told.from_on)
    if before is not None and before.text == told.text:
        raise errors.SameWords
    return record(told, subject=subject, by=by, at=at)


def set_target(subject: UUID, told: of.TargetSet, *, by: Author, at: datetime) -> Receipt:
    """Set what a phase should reach. Raises CodeUnknown, PhaseIsClosed."""
    seen = _seen(subject, by)
    _known(told.indicator, seen.indicators)
    _open_phase(seen, told.phase)
    return record(told, subject=subject, by=by, at=at)


def report_value(
    subject: UUID, told: of.ValueReported, *, today: date, by: Author, at: datetime, entry: UUID | None = None
) -> Receipt:
    """Report a value with its evidence.

    Raises CodeUnknown, OutsidePhase, PhaseIsClosed, NotInFramework, PeriodToCome, CountryNotPartner, OutOfMissing, OutOfTooSmall.
    """
    seen = _seen(subject, by)
    _known(told.indicator, seen.indicators)
    one, phase = seen.indicators[told.indicator], seen.phase_of(told.from_on, told.until_on)
    if phase is None:
        raise errors.OutsidePhase
    _open_phase(seen, phase.code)
    if (phase.code, told.indicator) not in seen.targets:
        raise errors.NotInFramework(phase=phase.code)
    if told.until_on > today:
        raise errors.PeriodToCome(until=told.until_on)
    if told.country not in seen.countries_of(one, told.from_on, told.until_on):
        raise errors.CountryNotPartner
    _check_out_of(one, told.value, told.out_of)
    return record(told, subject=subject, by=by, at=at, id=entry)


def receive(subject: UUID, content: bytes, *, by: Author, at: datetime) -> tuple[int, list[received.Wrong]]:
    """Take in a file of protected cells of a country's office, whole or not at all.

    Returns how many cells are new, and what is wrong. The same file twice writes nothing the second time. Raises FileNotRead.
    """
    with in_turn("programme", str(subject)):
        seen = _seen(subject, by)
        found, wrong = received.read(content, seen)
        new = received.new(found, seen)
        if new and not wrong:
            record_all([Draft(payload=one, subject=subject, by=by, at=at) for one in new])
    return len(new), wrong


def set_grant(subject: UUID, told: of.GrantSet, *, by: Author, at: datetime) -> Receipt:
    """Set what a donor gives, and its budget. Raises CurrencyUnknown, LinesAboveAward."""
    _seen(subject, by)
    _check_currency(told.currency)
    lines = sum((one.amount for one in told.lines), Decimal(0))
    if lines > told.amount:
        raise errors.LinesAboveAward(lines=lines, award=told.amount)
    return record(told, subject=subject, by=by, at=at)


def spend(subject: UUID, told: of.Spent, *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Note what was spent against a line. Raises CodeUnknown, CurrencyUnknown, RateNotNeeded, DocumentTwice."""
    with in_turn("programme", str(subject)):
        seen = _seen(subject, by)
        _known(told.grant, seen.grants)
        _known(told.line, (one.line for one in seen.grants[told.grant].lines))
        if told.activity:
            _known(told.activity, seen.activities)
        _check_currency(told.currency)
        if told.rate is not None and told.currency == seen.grants[told.grant].currency:
            raise errors.RateNotNeeded
        if money.is_doubled(seen, told):
            raise errors.DocumentTwice(document=told.document)
        return record(told, subject=subject, by=by, at=at, id=entry)


def set_activity(subject: UUID, told: of.ActivitySet, *, by: Author, at: datetime) -> Receipt:
    """Set who did what, where, when and for whom. Raises CodeUnknown."""
    seen = _seen(subject, by)
    if told.result:
        _known(told.result, (one.result for one in seen.results))
    return record(told, subject=subject, by=by, at=at)


def claim(subject: UUID, told: of.ClaimMade, *, by: Author, at: datetime) -> Receipt:
    """Say something in the narrative of a phase, with what it stands on: a cell that is cited must be there, and say so.

    Raises CodeUnknown, OutsidePhase, CellNotThere, EditionUnknown, EditionFilesWrong.
    """
    seen = _seen(subject, by)
    phase = seen.phase(told.phase)
    if phase is None:
        raise errors.CodeUnknown(value=told.phase)
    if seen.phase_of(told.from_on, told.until_on) != phase:
        raise errors.OutsidePhase
    for one in told.evidence:
        if one.stands == "figure":
            _known(one.ref, seen.indicators)
        if one.cell is not None and not citing.is_as_cited(by.country, one.cell):
            raise errors.CellNotThere(edition=one.cell.period)
    return record(told, subject=subject, by=by, at=at)


def withdraw(subject: UUID, *, thing: Thing, which: str, why: str, by: Author, at: datetime) -> Receipt:
    """Take back a value, a cost, an activity or a claim. Raises AlreadyWithdrawn, WhyMissing."""
    seen = _seen(subject, by)
    named = {
        Thing.VALUE: set(seen.values),
        Thing.AGGREGATE: set(seen.aggregates),
        Thing.SPENT: set(seen.spent),
        Thing.ACTIVITY: {f"activity:{one}" for one in seen.activities},
        Thing.CLAIM: set(seen.claims),
    }
    if which not in named[thing]:
        raise errors.AlreadyWithdrawn
    if not why.strip():
        raise errors.WhyMissing
    return record(of.Withdrawn(thing=thing, which=which, why=why.strip()), subject=subject, by=by, at=at)


def _seen(subject: UUID, by: Author) -> Programme:
    return lookups.programme(subject, by.country)


def _open_phase(seen: Programme, code: str) -> Phase:
    found = seen.phase(code)
    if found is None:
        raise errors.CodeUnknown(value=code)
    if found.closed is not None:
        raise errors.PhaseIsClosed(phase=code)
    return found


def _known(code: str, codes: Iterable[str]) -> None:
    if code not in set(codes):
        raise errors.CodeUnknown(value=code)


def _check_currency(code: str) -> None:
    if not money.is_currency(code):
        raise errors.CurrencyUnknown(value=code)


def _check_out_of(one: of.IndicatorSet, value: Decimal, out_of: Decimal | None) -> None:
    if one.unit is not Unit.PERCENT:
        return
    if not out_of:
        raise errors.OutOfMissing
    if value > out_of:
        raise errors.OutOfTooSmall(value=value, out_of=out_of)
