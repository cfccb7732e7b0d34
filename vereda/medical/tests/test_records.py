"""Records of first aid: sealed, in any order the same, gone with the encounter and with the person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID, uuid4

import pytest

from vereda.access.tests.cast import Cast
from vereda.countries.door import pack
from vereda.encounters.door import Line, Meeting, Named, Service, record_meeting, strike_meeting, withdraw_meeting
from vereda.encounters.door import WithdrawnFor as Why
from vereda.errors import FieldError
from vereda.logbook.door import Author, block_of, erase, forget_kept, forget_whereabouts, rebuild, record_all
from vereda.logbook.models import Dispute, LogEntry
from vereda.logbook.rules.fold import Entry, fold_all
from vereda.logbook.schema import FieldClass, Payload
from vereda.logbook.words import Demand
from vereda.medical import door as medical
from vereda.medical.door import Given, Known, Outcome, Told, Treatment, VitalSet, records
from vereda.medical.entries.record import (
    KINDS,
    FirstAidCorrected,
    FirstAidOpened,
    FirstAidWithdrawn,
    OutcomeNoted,
    TreatmentGiven,
    TriageNoted,
    VitalsTaken,
    VitalsWithdrawn,
)
from vereda.medical.errors import record as record_errors
from vereda.medical.errors import rules as rule_errors
from vereda.medical.models import FirstAid
from vereda.medical.rules import record as rules
from vereda.medical.words import Consciousness, Mechanism, SafetyFlag
from vereda.people.door import Identity, Person, person_of
from vereda.people.door import identity as identity_of

NOW = datetime.now(UTC) - timedelta(minutes=1)
SECRET = Told(
    complaints=["FRACT", "DEHYD"],
    mechanism=Mechanism.FALL,
    age_years=34,
    allergies="penicilina",
    medicines="insulina perdida",
    flags=[SafetyFlag.DO_NOT_MOVE],
    note="se quejaba de la pierna",
)
ILL = VitalSet(
    taken_at=NOW, respirations=22, spo2=94, oxygen=False, systolic=105, pulse=100, consciousness=Consciousness.ALERT,
    temperature_tenths=385,
)  # fmt: skip
WORDS = ("FRACT", "DEHYD", "penicilina", "insulina", "pierna", "do_not_move", "tourniquet", "transported", "Hospital")


SUBJECT, MET, PERSON = (f"018d56aa-0700-772b-a5c7-0d28118edad{n}" for n in range(3))


def entry(number: int, payload: Payload, seen: tuple[int, ...] = (), boxes: tuple[FieldClass, ...] = ()) -> Entry:
    from vereda.logbook.schema import BoxRef

    at = datetime(2026, 11, 20, 12, number, tzinfo=UTC)
    return Entry(
        id=f"018d56aa-0700-772b-a5c7-{number:012d}",
        kind=payload.kind,
        payload=payload,
        subject=SUBJECT,
        seen=[f"018d56aa-0700-772b-a5c7-{one:012d}" for one in seen],
        clock=f"{number:016x}",
        group="piedras-negras",
        country="mx",
        author="tomas",
        reported_by="tomas",
        channel="desk",
        device="desk",
        occurred_at=at,
        local_on=at.date(),
        boxes=[BoxRef(SUBJECT, cls, 1, "") for cls in boxes],
    )


def test_every_order_of_arrival_ends_alike_and_two_who_wrote_apart_are_both_kept_without_a_difference():
    first, second, third = "a" * 32, "b" * 32, "c" * 32

    def made() -> list[Entry]:
        health = (FieldClass.HEALTH,)
        return [
            entry(1, FirstAidOpened(encounter=UUID(MET), person=UUID(PERSON)), boxes=health),
            entry(2, FirstAidCorrected(), seen=(1,), boxes=health),
            entry(3, FirstAidCorrected(), seen=(1,), boxes=health),
            entry(4, VitalsTaken(line_id=first), seen=(1,), boxes=health),
            entry(5, VitalsWithdrawn(line_id=first), seen=(4,)),
            entry(6, TreatmentGiven(line_id=second), seen=(1,), boxes=health),
            entry(7, TriageNoted(line_id=third), seen=(1,), boxes=health),
        ]

    states = []
    for order in permutations(range(7)):
        entries = made()
        folded = fold_all([entries[place] for place in order], rules.start, rules.step)
        states.append(folded.state)
    assert all(state == states[0] for state in states)
    assert len(rules.written(states[0], "told")) == 2
    assert rules.lines(states[0], "vitals") == []
    assert [one[0] for one in rules.lines(states[0], "given")] == [second]
    assert [one[0] for one in rules.lines(states[0], "triage")] == [third]
    assert rules.goes_with(states[0]) == [MET, PERSON]
    assert list(states[0]["fields"]) == ["first_aid_opened"], "nothing of health is a field of which a difference is made"


def test_where_somebody_was_taken_goes_with_the_encounter_and_with_the_person():
    told = [
        entry(1, FirstAidOpened(encounter=UUID(MET), person=UUID(PERSON)), boxes=(FieldClass.HEALTH,)),
        entry(2, OutcomeNoted(), seen=(1,), boxes=(FieldClass.HEALTH, FieldClass.WHEREABOUTS)),
    ]
    state = fold_all(told, rules.start, rules.step).state
    assert {owner for owner, _entry in rules.places_of(state)} == {MET, PERSON}


def test_any_entries_give_a_state():
    alone = [entry(1, VitalsWithdrawn(line_id="c" * 32)), entry(2, FirstAidWithdrawn()), entry(3, OutcomeNoted())]
    state = fold_all(alone, rules.start, rules.step).state
    assert rules.goes_with(state) == rules.lines(state, "vitals") == []


def test_every_kind_travels_as_health_and_is_written_by_who_holds_it():
    assert {kind.sealed_as for kind in KINDS} == {FieldClass.HEALTH}
    assert {kind.demands for kind in KINDS} == {Demand("K3", "write")}
    assert {cls for kind in KINDS for cls in kind.boxes} == {FieldClass.HEALTH, FieldClass.WHEREABOUTS}
    assert {name for kind in KINDS for name in kind.model_fields} == {"encounter", "person", "line_id"}, "all else is sealed"


@pytest.fixture
def by(cast: Cast) -> Author:
    account = str(cast.account("tomas").pk)
    return Author(account=account, group="piedras-negras", country="mx", zone="America/Matamoros", pack=pack("mx").hash)


def met(by: Author, people: int = 1, named: int = 1) -> UUID:
    line = Line(line_id="HN-F-18p", count=people, nationality="HN", sex="F", age_band="18+")
    who = [Named(line_id=line.line_id, identity=Identity(given="Xóchitl", families=["Turquesa"]), purpose="medical")] * named
    told = Meeting(people_met=people, lines=[line], services=[Service(service="WATER")], named=who)
    return record_meeting(told, by=by, at=NOW).subject


def test_what_a_device_sealed_before_sample_was_asked_reads_as_it_was_told():
    told, vitals = Told.model_validate({"complaints": ["FRACT"], "medicines": "insulina"}), {"taken_at": NOW, "pulse": 90}
    assert (told.medicines, told.medicines_lost, told.past, told.last_meal) == ("insulina", "", "", "")
    assert (told.events, told.checked_by) == ("", "")
    assert VitalSet.model_validate(vitals).measured_by == ""
    assert told.model_dump(mode="json", exclude_defaults=True) == {"complaints": ["FRACT"], "medicines": "insulina"}


def opened(by: Author, encounter: UUID, told: Told = SECRET, **rest: object) -> FirstAid:
    drafts = medical.opening_drafts(told, encounter=encounter, by=by, at=NOW, **rest)  # type: ignore[arg-type]  # its own arguments
    return FirstAid.objects.get(subject=record_all(drafts)[0].subject)


def whole(by: Author, encounter: UUID, person: UUID | None = None) -> FirstAid:
    given = Given(what=Treatment.TOURNIQUET, dose="una vez", given_at=NOW)
    return opened(by, encounter, person=person, vitals=ILL, given=[given], outcome=Outcome.TRANSPORTED, place="Hospital General")


pytestmark = pytest.mark.django_db


@pytest.mark.storage
class TestAtThePost:
    def test_a_whole_record_is_one_block_and_nothing_of_it_stands_in_clear(self, by: Author):
        encounter = met(by)
        row = whole(by, encounter, Person.objects.get().subject)
        assert len({block_of(one.id) for one in LogEntry.objects.filter(subject=row.subject)}) == 1
        told = b"".join(bytes(one.body) for one in LogEntry.objects.all())
        assert not [word for word in WORDS if word.encode() in told]
        assert b"medical.first_aid_opened" in told
        assert records.told(row) == SECRET
        [(vitals)] = records.vitals(row)
        assert vitals.told
        assert vitals.told.scored
        assert (vitals.told.scored.rule, vitals.told.scored.total, vitals.told.scored.band) == ("NEWS2 v1", 6, "medium-urgent")
        [given] = records.treatments(row)
        assert given.told
        assert given.told.what == Treatment.TOURNIQUET
        ended = records.outcome(row)
        assert ended
        assert (ended.told, records.taken_to(row)) == (Outcome.TRANSPORTED, "Hospital General")
        assert records.flags(row) == records.Flags([SafetyFlag.DO_NOT_MOVE], "penicilina")

    def test_a_complaint_or_an_outcome_is_enough_and_neither_is_not(self, by: Author):
        encounter = met(by)
        assert records.told(opened(by, encounter, Told(complaints=["BLISTER"]))) == Told(complaints=["BLISTER"])
        row = opened(by, encounter, Told(), outcome=Outcome.REFUSED)
        assert records.told(row) == Told()
        with pytest.raises(record_errors.NothingToRecord):
            opened(by, encounter, Told(allergies="penicilina"))

    def test_a_rebuild_gives_the_same_rows(self, by: Author):
        row = whole(by, met(by))
        before = {name: value for name, value in vars(row).items() if name != "_state"}
        rebuild()
        after = FirstAid.objects.get()
        assert before == {name: value for name, value in vars(after).items() if name != "_state"}

    def test_what_is_known_better_takes_the_place_of_what_was_told(self, by: Author):
        row = opened(by, met(by))
        medical.correct_told(Told(complaints=["SPRAIN"]), record_=row.subject, by=by, at=NOW)
        assert records.tellings(FirstAid.objects.get()) == [Told(complaints=["SPRAIN"])]

    def test_lines_are_added_and_taken_away_by_name(self, by: Author):
        row = opened(by, met(by), vitals=ILL)
        later = ILL.model_copy(update={"taken_at": NOW + timedelta(seconds=30), "pulse": 88})
        medical.take_vitals(later, record_=row.subject, by=by, at=NOW)
        first, second = records.vitals(FirstAid.objects.get())
        assert [one.told.pulse for one in (first, second) if one.told] == [100, 88]
        medical.withdraw_vitals(record_=row.subject, line=first.line, by=by, at=NOW)
        assert [one.line for one in records.vitals(FirstAid.objects.get())] == [second.line]
        with pytest.raises(record_errors.LineGone):
            medical.withdraw_vitals(record_=row.subject, line=first.line, by=by, at=NOW)

    def test_the_record_goes_with_the_person_and_the_encounter_stays(self, by: Author):
        encounter = met(by)
        person = Person.objects.get().subject
        row, other = whole(by, encounter, person), opened(by, encounter)
        erase(person, by=by, at=NOW, second="rafael")
        assert (records.told(row), records.flags(row), records.taken_to(row)) == (None, None, "")
        assert [one.told for one in records.vitals(row)] == [None]
        assert records.told(other) == SECRET, "of somebody else in the same encounter nothing goes"

    def test_striking_the_encounter_takes_record_and_name_with_it(self, by: Author):
        encounter = met(by)
        person = Person.objects.get()
        row = whole(by, encounter, person.subject)
        strike_meeting(encounter, by=by, at=NOW)
        assert person_of(person.subject) is None or identity_of(person) is None, "the record does not keep the name alive"
        assert (records.told(row), records.taken_to(row)) == (None, "")
        assert records.record(row.subject, "piedras-negras", "mx") is None
        assert records.of_encounter(encounter, "piedras-negras", "mx") == []

    def test_where_somebody_was_taken_is_forgotten_after_seven_days(self, by: Author):
        row = whole(by, met(by))
        forget_whereabouts(now=NOW + timedelta(days=8))
        assert records.taken_to(row) == ""
        assert records.told(row) == SECRET

    def test_the_words_go_when_the_table_of_the_country_says_so(self, by: Author):
        row = whole(by, met(by))
        forget_kept(now=NOW + timedelta(days=364))
        assert records.told(row) == SECRET
        forget_kept(now=NOW + timedelta(days=367))
        assert records.told(row) is None
        assert FirstAid.objects.get().encounter == row.encounter, "that somebody was cared for stays"

    def test_nobody_of_another_group_has_the_record(self, by: Author):
        row = opened(by, met(by))
        other = Author(account="nadia", group="tapachula", country="mx", zone="America/Mexico_City")
        assert records.record(row.subject, "tapachula", "mx") is None
        for act in (
            lambda: medical.take_vitals(ILL, record_=row.subject, by=other, at=NOW),
            lambda: medical.note_outcome(Outcome.STAYS, record_=row.subject, by=other, at=NOW),
            lambda: medical.take_vitals(ILL, record_=uuid4(), by=other, at=NOW),
        ):
            with pytest.raises(record_errors.RecordGone):
                act()

    def test_no_difference_is_made_of_what_is_sealed(self, by: Author):
        row = opened(by, met(by))
        medical.correct_told(Told(complaints=["SPRAIN"]), record_=row.subject, by=by, at=NOW)
        assert not Dispute.objects.filter(subject=row.subject).exists()


@pytest.mark.parametrize(
    ("told", "rest", "error"),
    [
        ({"complaints": ["PLAGUE"]}, {}, record_errors.ComplaintUnknown),
        ({"complaints": ["SEXVIOL"]}, {}, record_errors.ComplaintUnknown),
        ({"complaints": ["TORTURE"]}, {}, record_errors.ComplaintUnknown),
        ({"complaints": ["ARI"], "age_years": 40, "age_months": 18}, {}, record_errors.AgesDiffer),
        ({"complaints": ["ARI"], "age_years": 121}, {}, rule_errors.ImpossibleValue),
        ({"complaints": ["ARI"]}, {"person": uuid4()}, record_errors.PersonNotThere),
        ({"complaints": ["ARI"]}, {"vitals": VitalSet(taken_at=NOW)}, record_errors.NothingMeasured),
        ({"complaints": ["ARI"]}, {"vitals": VitalSet(taken_at=NOW, measured_by="Tomás")}, record_errors.NothingMeasured),
        ({"complaints": ["ARI"]}, {"vitals": VitalSet(taken_at=NOW, spo2=101)}, rule_errors.ImpossibleValue),
        ({"complaints": ["ARI"]}, {"vitals": VitalSet(taken_at=NOW, pulse=0)}, rule_errors.NoSignOfLife),
        ({"complaints": ["ARI"]}, {"vitals": VitalSet(taken_at=NOW, temperature_tenths=90)}, rule_errors.ImpossibleValue),
        ({"complaints": ["ARI"]}, {"vitals": VitalSet(taken_at=NOW + timedelta(hours=2), spo2=98)}, record_errors.InTheFuture),
        (
            {"complaints": ["ARI"]},
            {"given": [Given(what=Treatment.FLUIDS, given_at=NOW + timedelta(hours=2))]},
            record_errors.InTheFuture,
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(by: Author, told, rest, error):
    encounter = met(by)
    with pytest.raises(error) as raised:
        opened(by, encounter, Told(**told), **rest)
    assert isinstance(raised.value, FieldError)
    assert not FirstAid.objects.exists()


def test_an_encounter_that_does_not_count_takes_no_record(by: Author):
    encounter = met(by)
    withdraw_meeting(encounter, reason=Why.MISTAKE, by=by, at=NOW)
    for wrong in (encounter, uuid4()):
        with pytest.raises(record_errors.EncounterNotThere):
            opened(by, wrong)


@pytest.mark.parametrize(
    ("told", "changed"),
    [
        (Told(age_years=15), {}),
        (Told(age_months=30), {}),
        (Told(pregnant=Known.YES), {}),
        (None, {}),
        (Told(), {"spo2": None}),
        (Told(), {"temperature_tenths": None}),
    ],
)
def test_no_score_for_children_in_pregnancy_or_with_a_part_missing(told, changed):
    assert medical.score_of(ILL.model_copy(update=changed), told) is None
    assert medical.score_of(ILL, Told())
