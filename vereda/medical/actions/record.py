"""A record is opened, known better, measured again, treated, ended: each act one entry, an opening several in one block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from vereda.encounters.door import encounter as encounter_row
from vereda.encounters.door import persons_of
from vereda.logbook.door import Author, Draft, Plain, Receipt, record, record_all, subject
from vereda.logbook.schema import FieldClass, Payload, Strict, uuid7
from vereda.medical.entries.record import (
    Answered,
    Ended,
    FirstAidCorrected,
    FirstAidOpened,
    FirstAidReinstated,
    FirstAidWithdrawn,
    Given,
    OutcomeNoted,
    Scored,
    Told,
    TreatmentGiven,
    TreatmentWithdrawn,
    Triaged,
    TriageNoted,
    VitalSet,
    VitalsTaken,
    VitalsWithdrawn,
)
from vereda.medical.errors.record import (
    AgesDiffer,
    ComplaintUnknown,
    EncounterNotThere,
    InTheFuture,
    LineGone,
    NothingMeasured,
    NothingToRecord,
    PersonNotThere,
    RecordGone,
    RecordNotWithdrawn,
    RecordWithdrawn,
    TriageUnfinished,
)
from vereda.medical.lookups import records
from vereda.medical.models import FirstAid
from vereda.medical.rules import complaints, missing_for_news2, news2, rule, triage
from vereda.medical.rules.early_warning import FROM_YEARS, RULE
from vereda.medical.rules.numbers import degrees, in_life, whole
from vereda.medical.words import NOT_TESTABLE, Consciousness, Known, Outcome

AHEAD = timedelta(minutes=10)  # clocks differ by so much before a time is 'in the future'
MEASURED = ("respirations", "spo2", "systolic", "pulse", "pain", "muac_mm", "eyes", "verbal", "motor")
NEEDS_LIFE = frozenset({"respirations", "systolic", "pulse"})


def opening_drafts(
    told: Told,
    *,
    encounter: UUID,
    person: UUID | None = None,
    vitals: VitalSet | None = None,
    given: Sequence[Given] = (),
    triaged: Triaged | None = None,
    outcome: Outcome | None = None,
    place: str = "",
    by: Author,
    at: datetime,
    entry: UUID | None = None,
) -> list[Draft]:
    """Return a checked record as drafts, the opening first, for the face that records it with the encounter's service.

    entry  id of the opening, where the same form sent twice must be one record
    Raises NothingToRecord, EncounterNotThere, PersonNotThere, ComplaintUnknown, AgesDiffer, InTheFuture, and what rules raise.
    """
    if not told.complaints and outcome is None and triaged is None:
        raise NothingToRecord
    _check_told(told)
    _check_met(encounter, person, by)
    subject_, first = _fresh(at), entry or _fresh(at)
    payload = FirstAidOpened(encounter=encounter, person=person)
    drafts = [Draft(payload=payload, subject=subject_, seen=(), by=by, at=at, boxes=[_box(told)], id=first)]
    rest: list[tuple[Payload, Sequence[Plain]]] = []
    if vitals is not None:
        rest.append((VitalsTaken(line_id=_fresh(at).hex), [_box(scored(vitals, told, at))]))
    rest += [(TreatmentGiven(line_id=_fresh(at).hex), [_box(_in_time(one, at))]) for one in given]
    if triaged is not None:
        rest.append((TriageNoted(line_id=_fresh(at).hex), [_box(_triage_in_time(triaged, at))]))
    if outcome is not None:
        rest.append((OutcomeNoted(), _ended(outcome, place)))
    drafts += [Draft(payload=said, subject=subject_, seen=(first,), by=by, at=at, boxes=boxes) for said, boxes in rest]
    return drafts


def correct_told(told: Told, *, record_: UUID, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record what is wrong, said again as a whole. Raises RecordGone, RecordWithdrawn, and as `opening_drafts`."""
    row = standing(record_, by)
    _check_told(told)
    if not told.complaints and not row.outcome and not row.triages:
        raise NothingToRecord
    return record(FirstAidCorrected(), subject=record_, by=by, at=at, boxes=[_box(told)], id=entry)


def take_vitals(vitals: VitalSet, *, record_: UUID, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record a set with its score. Raises RecordGone, RecordWithdrawn, NothingMeasured, InTheFuture, and as rules do."""
    row = standing(record_, by)
    found = scored(vitals, records.told(row), at)
    return record(VitalsTaken(line_id=_fresh(at).hex), subject=record_, by=by, at=at, boxes=[_box(found)], id=entry)


def give(given: Sequence[Given], *, record_: UUID, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record what was done or given, each a line. entry: id of the first. Raises RecordGone, RecordWithdrawn, InTheFuture."""
    standing(record_, by)
    drafts = [
        Draft(payload=TreatmentGiven(line_id=_fresh(at).hex), subject=record_, by=by, at=at, boxes=[_box(_in_time(one, at))])
        for one in given
    ]
    return record_all([replace(drafts[0], id=entry), *drafts[1:]])[0]


def finished(answers: Mapping[str, bool], *, is_child: bool, at: datetime) -> Triaged:
    """Return a triage with its rule in the version of today. Raises TriageUnfinished, TriageStuck."""
    found = triage(answers, is_child=is_child)
    if found.colour is None:
        raise TriageUnfinished
    path = [Answered(step=step, yes=yes) for step, yes in found.path]
    return Triaged(rule=rule(found.rule).named, colour=found.colour, path=path, triaged_at=at)


def note_triage(triaged: Triaged, *, record_: UUID, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record where somebody stands now; what stood before is kept. Raises RecordGone, RecordWithdrawn, InTheFuture."""
    standing(record_, by)
    said = TriageNoted(line_id=_fresh(at).hex)
    return record(said, subject=record_, by=by, at=at, boxes=[_box(_triage_in_time(triaged, at))], id=entry)


def note_outcome(
    outcome: Outcome, *, record_: UUID, by: Author, at: datetime, place: str = "", entry: UUID | None = None
) -> Receipt:
    """Record how it ended; place: where they were taken, sealed for a week. Raises RecordGone, RecordWithdrawn."""
    standing(record_, by)
    return record(OutcomeNoted(), subject=record_, by=by, at=at, boxes=_ended(outcome, place), id=entry)


def withdraw_vitals(*, record_: UUID, line: str, by: Author, at: datetime) -> Receipt:
    """Take a set away that was a mistake. Raises RecordGone, RecordWithdrawn, LineGone."""
    if line not in {one[0] for one in standing(record_, by).vitals}:
        raise LineGone
    return record(VitalsWithdrawn(line_id=line), subject=record_, by=by, at=at)


def withdraw_treatment(*, record_: UUID, line: str, by: Author, at: datetime) -> Receipt:
    """Take away what was not given. Raises RecordGone, RecordWithdrawn, LineGone."""
    if line not in {one[0] for one in standing(record_, by).treatments}:
        raise LineGone
    return record(TreatmentWithdrawn(line_id=line), subject=record_, by=by, at=at)


def withdrawal_draft(*, record_: UUID, by: Author, at: datetime) -> Draft:
    """Return that a record was a mistake, for the face that takes the service back. Raises RecordGone, RecordWithdrawn."""
    standing(record_, by)
    return Draft(payload=FirstAidWithdrawn(), subject=record_, by=by, at=at)


def reinstatement_draft(*, record_: UUID, by: Author, at: datetime) -> Draft:
    """Return that it was no mistake. Raises RecordGone, RecordNotWithdrawn, EncounterNotThere."""
    row = own(record_, by)
    if not row.is_withdrawn:
        raise RecordNotWithdrawn
    _check_met(row.encounter, None, by)
    return Draft(payload=FirstAidReinstated(), subject=record_, by=by, at=at)


def own(record_: UUID, by: Author) -> FirstAid:
    """Return a record of the author's group, or raise RecordGone."""
    row = records.record(record_, by.group, by.country)
    if row is None:
        raise RecordGone
    return row


def standing(record_: UUID, by: Author) -> FirstAid:
    """Return a record of the author's group that was not taken back. Raises RecordGone, RecordWithdrawn."""
    row = own(record_, by)
    if row.is_withdrawn:
        raise RecordWithdrawn
    return row


def scored(vitals: VitalSet, told: Told | None, now: datetime) -> VitalSet:
    """Return a checked set with its NEWS2, where all parts were measured of an adult who is not pregnant."""
    check_vitals(vitals)
    if vitals.taken_at > now + AHEAD:
        raise InTheFuture
    return vitals.model_copy(update={"scored": score_of(vitals, told)})


def score_of(vitals: VitalSet, told: Told | None) -> Scored | None:
    """Return the score of a set; None where a part is missing, or NEWS2 was not made for the person.

    told  None: who it is cannot be read here, and it may be a child: no score

    A person whose age nobody knows is taken for what the one who writes sees: no age, no score of a child. Under 16 by years or
    by months there is none.
    """
    if told is None:
        return None
    is_child = (told.age_years is not None and told.age_years < FROM_YEARS) or told.age_months is not None
    if is_child or told.pregnant == Known.YES or missing_for_news2(vitals):
        return None
    warm, awake = vitals.temperature_tenths, vitals.consciousness
    assert warm is not None
    assert awake is not None
    measured: dict[str, Any] = {  # Any: none of them is None, as `missing_for_news2` says
        name: getattr(vitals, name) for name in ("respirations", "spo2", "scale", "oxygen", "systolic", "pulse")
    }
    found = news2(**measured, consciousness=awake.value, temperature_c=degrees(warm), age_years=told.age_years)
    return Scored(rule=rule(RULE).named, total=found.total, band=found.band)


def check_vitals(vitals: VitalSet) -> None:
    """Raise NothingMeasured, ImpossibleValue, NoSignOfLife for a set that cannot be."""
    told = vitals.model_dump(exclude={"taken_at", "measured_by", "scale", "scored"}, exclude_none=True)
    if not told:
        raise NothingMeasured
    awake = vitals.consciousness or Consciousness.ALERT  # nothing is believed only of whoever is said to answer to nothing
    for name in MEASURED:
        value = told.get(name)
        if value is not None and value != NOT_TESTABLE:
            in_life(name, value, awake) if name in NEEDS_LIFE else whole(name, value)
    if vitals.temperature_tenths is not None:
        whole("temperature_c", vitals.temperature_tenths)


def _check_told(told: Told) -> None:
    known = complaints()
    if any(code not in known or not known[code].on_form for code in told.complaints):
        raise ComplaintUnknown
    for name in ("age_years", "age_months"):
        value = getattr(told, name)
        if value is not None:
            whole(name, value)
    if told.age_years is not None and told.age_months is not None and told.age_months // 12 != told.age_years:
        raise AgesDiffer


def _check_met(encounter: UUID, person: UUID | None, by: Author) -> None:
    row = encounter_row(encounter, [by.group], by.country)
    if row is None or row.is_withdrawn or row.is_struck or row.joined_into or row.is_aggregate:
        raise EncounterNotThere
    found = subject(encounter)
    if person is not None and (found is None or str(person) not in persons_of(found.folded.state)):
        raise PersonNotThere


def _in_time(given: Given, now: datetime) -> Given:
    if given.given_at > now + AHEAD:
        raise InTheFuture
    return given


def _triage_in_time(triaged: Triaged, now: datetime) -> Triaged:
    if triaged.triaged_at > now + AHEAD:
        raise InTheFuture
    return triaged


def _ended(outcome: Outcome, place: str) -> list[Plain]:
    boxes = [_box(Ended(outcome=outcome))]
    if place.strip():
        boxes.append(Plain(cls=FieldClass.WHEREABOUTS, fields={"place": place.strip()}))
    return boxes


def _box(told: Strict) -> Plain:
    fields: Mapping[str, Any] = told.model_dump(mode="json", exclude_defaults=True)  # Any: JSON
    return Plain(cls=FieldClass.HEALTH, fields=fields)


def _fresh(at: datetime) -> UUID:
    return uuid7(int(at.timestamp() * 1000))
