"""A group's month in any order: record, correct, receive late, erase, forget, rebuild. What must hold, holds after each step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from tests.house import examples
from vereda.encounters.actions.meeting import Meeting, Named, Where, correct_meeting, record_meeting
from vereda.encounters.entries import Corrected, Line, Service
from vereda.encounters.models import Encounter
from vereda.encounters.words import PlaceKind
from vereda.logbook import door
from vereda.logbook.models import Box, ExactPoint, LogEntry, NameToken, State
from vereda.logbook.tests.pens import NOTE, NOW, WHERE, Pen, author, change, delivered, meeting, subject_number
from vereda.people.door import Identity, find

INES, RAFAEL = author("ines", "desk"), author("rafael", "desk")


class Month(RuleBasedStateMachine):
    """One node, one desk, and a phone that delivers when it can."""

    @initialize()
    def begin(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = NOW
        self.phone = Pen("phone-1")
        self.waiting: list[object] = []
        self.erased: set[str] = set()
        self.names = 0

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @rule(people=st.integers(1, 9), named=st.booleans())
    def record(self, people: int, named: bool) -> None:
        self.names += named
        identity = Identity(given=f"Persona{self.names}", families=["Inventada"])
        told = Meeting(
            people_met=people,
            lines=[Line(line_id="a", count=people, nationality="GT")],
            services=[Service(service="WATER")],
            where=Where(kind=PlaceKind.POINT, lat=28.7, lon=-100.52),
            note="nota",
            named=[Named(line_id="a", identity=identity, purpose="medical")] if named else [],
        )
        record_meeting(told, by=INES, at=self.now, now=self.now)

    @precondition(lambda self: Encounter.objects.exists())
    @rule(people=st.integers(9, 30), which=st.integers(0, 99))
    def correct(self, people: int, which: int) -> None:
        rows = list(Encounter.objects.order_by("subject"))
        row = rows[which % len(rows)]
        changes = Corrected(people_met=people)
        if not row.is_aggregate:
            correct_meeting(row.subject, changes, by=INES, at=None, seen=door.heads(row.subject))

    @rule(number=st.integers(0, 3), what=st.integers(0, 40))
    def write_on_the_phone(self, number: int, what: int) -> None:
        about = subject_number(number)
        minutes = int((self.now - NOW).total_seconds() // 60)
        if self.phone.heads(about):
            self.waiting.append(self.phone.write(change(what), about, minutes=minutes))
        else:
            self.waiting.append(self.phone.write(meeting(what % 4 + 1), about, minutes=minutes, boxes=[WHERE, NOTE]))

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def deliver(self, data: st.DataObject) -> None:
        batch = data.draw(st.lists(st.sampled_from(self.waiting), min_size=1, max_size=6))
        answers = door.receive([delivered(one) for one in batch], device="phone-1", now=self.now)  # type: ignore[arg-type]  # Prepared
        assert {answer.status for answer in answers} <= {"accepted", "known"}

    @precondition(lambda self: NameToken.objects.exists())
    @rule(which=st.integers(0, 99))
    def erase_a_person(self, which: int) -> None:
        persons = sorted(set(NameToken.objects.values_list("subject", flat=True)))
        person = persons[which % len(persons)]
        before = self.counts()
        door.erase(person, by=INES, second="rafael", at=self.now, now=self.now)
        self.erased.add(str(person))
        assert self.counts() == before

    @precondition(lambda self: State.objects.filter(kind="encounter", is_erased=False).exists())
    @rule(which=st.integers(0, 99))
    def strike_an_encounter(self, which: int) -> None:
        rows = list(State.objects.filter(kind="encounter", is_erased=False).order_by("subject"))
        subject = rows[which % len(rows)].subject
        before = self.counts()
        door.erase(subject, by=INES, at=self.now, now=self.now)
        self.erased.add(str(subject))
        assert self.counts() == before

    @rule(days=st.integers(1, 5))
    def time_passes(self, days: int) -> None:
        before = self.counts()
        self.now += timedelta(days=days)
        door.keep_retention(now=self.now)
        assert self.counts() == before

    @rule()
    def rebuild(self) -> None:
        before, counted = door.digest_of_read_models(), self.counts()
        door.rebuild()
        assert door.digest_of_read_models() == before
        assert self.counts() == counted

    @invariant()
    def the_chain_holds(self) -> None:
        assert door.verify().holds

    @invariant()
    def erased_is_gone(self) -> None:
        for box in Box.objects.filter(owner__in=self.erased):
            assert door.open_box(box.entry, box.cls, box.owner) is None
        assert not NameToken.objects.filter(subject__in=self.erased).exists()
        assert not ExactPoint.objects.filter(subject__in=self.erased).exists()

    @invariant()
    def no_place_is_older_than_seven_days(self) -> None:
        entries = list(ExactPoint.objects.values_list("entry", flat=True))
        oldest = self.now - timedelta(days=7, minutes=1)
        assert not LogEntry.objects.filter(id__in=entries, occurred_at__lt=oldest).exists()

    @invariant()
    def names_are_found_only_of_those_who_are_there(self) -> None:
        assert not {str(person.subject) for person in find("inventada", "piedras-negras")} & self.erased

    @staticmethod
    def counts() -> list[str]:
        return sorted(str(row) for month in door.months_counted("mx") for row in door.facts_of_month("mx", month))


@pytest.mark.storage
@pytest.mark.django_db
@pytest.mark.usefixtures("trusting")
def test_a_month_in_any_order() -> None:
    run_state_machine_as_test(
        Month,
        settings=settings(
            max_examples=examples(15), stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
