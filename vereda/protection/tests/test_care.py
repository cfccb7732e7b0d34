"""Children who are alone until an official signs: who was told, the clock, two adults, siblings, wishes; in all orders."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from django.utils import timezone
from pydantic import ValidationError

from vereda.access.door import author_of
from vereda.countries.door import ENFORCEMENT, pack
from vereda.encounters.door import Line, Meeting, Service, record_meeting
from vereda.logbook.door import Plain, record
from vereda.logbook.models import LogEntry
from vereda.logbook.rules.fold import BoxRef, fold_all
from vereda.logbook.words import FieldClass
from vereda.protection import door
from vereda.protection.entries.path import (
    BestInterests,
    ChildOfficeTold,
    ChildOfficialSigned,
    ChildPathClosed,
    ChildPathOpened,
    ChildPathReopened,
    ChildPathStep,
    ChildRang,
    ChildSiblingsJoined,
    ChildVehicleLeft,
    ChildWishesSaid,
    InVehicle,
)
from vereda.protection.errors import (
    NoChildrenAlone,
    NothingSaid,
    OfficeNotForChildren,
    PathNotOpen,
    SiblingsAlreadyHere,
    SignedAhead,
    TwoAdultsNeeded,
)
from vereda.protection.rules import path as rules
from vereda.protection.rules.ringing import Call, Ring, ring_due
from vereda.protection.tests.test_paths import MET, OTHER, SUBJECT, entry
from vereda.protection.words import PathEnd, PathRing, ToldThrough

NIGHT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OFFICES = ["dif", "procuraduria-proteccion"]


def call(minute: int, office: str = "dif", *, answered: bool = False) -> Call:
    return Call(NIGHT + minute * MINUTE, office, "telephone", answered)


def due(minute: int, calls: list[Call], rang: list[Ring] = []) -> tuple[PathRing, str] | None:  # noqa: B006  never changed
    found = ring_due(opened_at=NIGHT, calls=calls, rang=rang, offices=OFFICES, now=NIGHT + minute * MINUTE)
    return (found.to, found.office) if found else None


def test_at_two_in_the_morning_it_rings_the_coordinator_then_the_next_office_and_never_falls_silent():
    calls = [call(0)]
    assert due(29, calls) is None
    assert due(30, calls) == (PathRing.COORDINATOR, "")
    rang = [Ring(NIGHT + 30 * MINUTE, PathRing.COORDINATOR, "")]
    assert due(59, calls, rang) is None
    assert due(60, calls, rang) == (PathRing.NEXT_OFFICE, "procuraduria-proteccion")
    rang.append(Ring(NIGHT + 60 * MINUTE, PathRing.NEXT_OFFICE, "procuraduria-proteccion"))
    assert due(89, calls, rang) is None
    assert due(90, calls, rang) == (PathRing.COORDINATOR, "")


def test_trying_again_does_not_put_the_coordinator_off_and_an_answer_stops_the_clock():
    assert due(30, [call(0), call(25)]) == (PathRing.COORDINATOR, "")
    assert due(300, [call(0), call(25, answered=True)]) is None
    assert due(30, [call(0, "migration-authority", answered=True)]) == (PathRing.COORDINATOR, ""), "not an office for children"
    rang = [Ring(NIGHT + 30 * MINUTE, PathRing.COORDINATOR, "")]
    assert due(70, [call(0), call(50, "procuraduria-proteccion")], rang) is None, "the new office has its half hour"


def test_where_nobody_noted_a_call_it_rings_on_the_first_day():
    assert due(29, []) is None
    assert due(30, []) == (PathRing.COORDINATOR, "")
    rang = [Ring(NIGHT + 30 * MINUTE, PathRing.COORDINATOR, "")]
    assert due(59, [], rang) is None
    assert due(60, [], rang) == (PathRing.NEXT_OFFICE, "dif")
    assert due(24 * 60 - 1, []) == (PathRing.COORDINATOR, "")
    assert due(24 * 60, []) is None, "written down afterwards: it stands on the board"
    assert due(24 * 60, [call(5)]) == (PathRing.COORDINATOR, ""), "a call that nobody answered never falls silent"


def test_a_phone_whose_clock_is_years_ahead_makes_no_child_wait():
    years = 5 * 365 * 24 * 60
    assert due(30, [call(years)]) == (PathRing.COORDINATOR, "")
    assert due(30, [call(35)]) is None, "a few minutes are the difference of two clocks"
    rang = [Ring(NIGHT + 30 * MINUTE, PathRing.COORDINATOR, "")]
    assert due(59, [call(0), call(years)], rang) is None
    assert due(60, [call(0), call(years)], rang) == (PathRing.NEXT_OFFICE, "procuraduria-proteccion")
    assert due(70, [call(50), call(years)], rang) is None, "the office that was told last has its half hour"
    ahead = ring_due(opened_at=NIGHT + years * MINUTE, calls=[], rang=[], offices=OFFICES, now=NIGHT)
    assert ahead == Ring(NIGHT, PathRing.COORDINATOR, "")


def test_every_order_of_arrival_ends_alike():
    def made():
        return [
            entry(1, ChildPathOpened(encounter=MET, children=2)),
            entry(2, ChildSiblingsJoined(encounter=OTHER, children=1), seen=(1,)),
            entry(3, ChildOfficeTold(office="dif", by=ToldThrough.TELEPHONE, answered=False), seen=(1,)),
            entry(4, ChildRang(to=PathRing.COORDINATOR), seen=(3,)),
            entry(5, ChildPathClosed(outcome=PathEnd.IN_CARE), seen=(4,)),
        ]

    states = []
    for order in permutations(range(5)):
        entries = made()
        states.append(fold_all([entries[place] for place in order], rules.start, rules.step).state)
    assert all(state == states[0] for state in states)
    assert rules.siblings_of(states[0]) == {OTHER: 1}
    assert rules.encounters_of(states[0]) == [MET, OTHER]
    assert [one.office for one in rules.calls_of(states[0])] == ["dif"]
    assert rules.is_with_us(states[0], OFFICES), "closed as handed on, and nobody signed"


def test_a_signature_and_the_latest_wish_stand_in_every_order_and_coming_back_takes_the_signature_back():
    box = (BoxRef(SUBJECT, FieldClass.SCREENING, 1, "0" * 64),)

    def made():
        return [
            entry(1, ChildPathOpened(encounter=MET, children=2)),
            replace(entry(2, ChildWishesSaid(), seen=(1,)), boxes=box),
            replace(entry(3, ChildWishesSaid(), seen=(2,)), boxes=box),
            replace(entry(4, ChildOfficialSigned(office="dif"), seen=(1,)), boxes=box),
            entry(5, ChildPathReopened(), seen=(4,)),
        ]

    for length, is_with_us in ((4, False), (5, True)):
        states = []
        for order in permutations(range(length)):
            entries = made()
            states.append(fold_all([entries[place] for place in order], rules.start, rules.step).state)
        assert all(state == states[0] for state in states)
        assert rules.is_with_us(states[0], OFFICES) is is_with_us
        assert rules.latest(states[0], "wishes") == made()[2].id


def test_who_is_no_office_for_children_answers_and_signs_for_nothing_in_every_order():
    box = (BoxRef(SUBJECT, FieldClass.SCREENING, 1, "0" * 64),)

    def made():
        return [
            entry(1, ChildPathOpened(encounter=MET, children=2)),
            entry(2, ChildOfficeTold(office="inm", by=ToldThrough.TELEPHONE, answered=True), seen=(1,)),
            replace(entry(3, ChildOfficialSigned(office="inm"), seen=(2,)), boxes=box),
            replace(entry(4, ChildOfficialSigned(office="procuraduria-proteccion"), seen=(3,)), boxes=box),
            replace(entry(5, ChildOfficialSigned(office="dif"), seen=(4,)), boxes=box),
        ]

    def folded(length: int):
        states = [
            fold_all([made()[place] for place in order], rules.start, rules.step).state for order in permutations(range(length))
        ]
        assert all(state == states[0] for state in states)
        return states[0]

    forged = folded(3)
    assert rules.is_with_us(forged, OFFICES)
    assert rules.signed(forged, OFFICES) is None
    assert not rules.is_answered(forged, OFFICES)
    assert [one.office for one in rules.calls_of(forged)] == ["inm"], "it stays in the history, where somebody sees it"
    signed = folded(5)
    assert not rules.is_with_us(signed, OFFICES)
    first = rules.signed(signed, OFFICES)
    assert first is not None
    assert (first.office, first.entry) == ("procuraduria-proteccion", made()[3].id), (
        "the first that may sign, not the first of all"
    )
    back = [*made(), entry(6, ChildPathReopened(), seen=(5,))]
    assert rules.is_with_us(fold_all(back, rules.start, rules.step).state, OFFICES)


def test_an_empty_signature_counts_for_nothing_and_who_left_is_not_with_us():
    opened = entry(1, ChildPathOpened(encounter=MET, children=2))
    unsigned = fold_all([opened, entry(2, ChildOfficialSigned(office="dif"), seen=(1,))], rules.start, rules.step).state
    assert rules.is_with_us(unsigned, OFFICES)
    assert rules.latest(fold_all([opened, entry(2, ChildWishesSaid())], rules.start, rules.step).state, "wishes") is None
    left = fold_all([opened, entry(2, ChildPathClosed(outcome=PathEnd.LEFT), seen=(1,))], rules.start, rules.step).state
    assert not rules.is_with_us(left, OFFICES)


def test_two_different_adults_ride_along():
    for wrong in (["ines"], ["ines", "ines"], []):
        with pytest.raises(ValidationError):
            InVehicle(adults=wrong)


@pytest.mark.django_db
class TestAtThePost:
    """With the cast."""

    @pytest.fixture
    def by(self, cast):
        return lambda name="ines": author_of(cast.reader(name))

    def met(self, by, alone: int = 2):
        meeting = Meeting(
            people_met=3, lines=[Line(line_id="a", count=3)], services=[Service(service="WATER")], unaccompanied_minors=alone
        )
        return record_meeting(meeting, by=by(), at=timezone.now()).subject

    def opened(self, by):
        return door.open_path(encounter=self.met(by), by=by(), at=timezone.now()).subject

    def row(self, path):
        return door.child_path(path, "piedras-negras", "mx")

    def test_they_are_with_us_until_an_official_signs_and_the_name_stands_nowhere_in_clear(self, by):
        path, now = self.opened(by), timezone.now()
        door.close_path(path=path, outcome=PathEnd.IN_CARE, by=by(), at=now)
        assert [one.subject for one in door.still_with_us("piedras-negras", "mx")] == [path]
        assert door.still_with_us("tapachula", "mx") == []
        told = {"name": "Lic. Robles", "number": "CR-77", "office": "dif", "signed_at": now, "path": path, "at": now}
        with pytest.raises(NothingSaid):
            door.sign(**told | {"number": " "}, by=by())
        with pytest.raises(SignedAhead):
            door.sign(**told | {"signed_at": now + MINUTE}, by=by())
        with pytest.raises(PathNotOpen):
            door.sign(**told, by=by("nadia"))
        door.sign(**told, by=by())
        assert door.still_with_us("piedras-negras", "mx") == []
        found = door.official(self.row(path))
        assert (found.name, found.number, found.signed_at) == ("Lic. Robles", "CR-77", now)
        assert self.row(path).signed_office == "dif"
        clear = b"".join(bytes(body) for body in LogEntry.objects.filter(subject=path).values_list("body", flat=True))
        assert not any(word in clear for word in (b"Robles", b"CR-77"))
        door.reopen_path(path=path, by=by(), at=now)
        assert door.still_with_us("piedras-negras", "mx"), "they came back"

    def test_no_migration_post_is_offered_told_or_signs(self, by):
        path, now = self.opened(by), timezone.now()
        offered = {one.code for one in door.offices("mx")}
        assert offered == set(OFFICES)
        refused = [one.code for one in pack("mx").institutions.values() if one.role in ENFORCEMENT]
        assert {"inm", "inm-opi"} <= set(refused)
        for office in (*refused, "albergues", "invented"):
            with pytest.raises(OfficeNotForChildren):
                door.tell_office(office, ToldThrough.TELEPHONE, answered=True, path=path, by=by(), at=now)
            with pytest.raises(OfficeNotForChildren):
                door.sign(name="A", number="1", office=office, signed_at=now, path=path, by=by(), at=now)
        assert self.row(path).calls == []

    def test_a_changed_phone_stops_no_clock_and_takes_nobody_off_the_board(self, by):
        """The desk refuses these; here they are written as a phone of the group would send them."""
        path, now = self.opened(by), timezone.now()
        box = [Plain(cls=FieldClass.SCREENING, fields={"name": "X", "number": "1", "signed_at": now.isoformat()})]
        record(ChildOfficeTold(office="inm", by=ToldThrough.TELEPHONE, answered=True), subject=path, by=by(), at=now)
        record(ChildOfficialSigned(office="inm"), subject=path, by=by(), at=now, boxes=box)
        row = self.row(path)
        assert (row.is_answered, row.is_with_us, row.signed_at, row.signed_office) == (False, True, None, "")
        assert not door.was_told(row)
        assert door.official(row) is None
        assert [one.subject for one in door.still_with_us("piedras-negras", "mx")] == [path]
        assert door.ring_unanswered(now=now + 31 * MINUTE) == 1
        door.sign(name="Lic. Robles", number="CR-77", office="dif", signed_at=now, path=path, by=by(), at=now + MINUTE)
        assert door.still_with_us("piedras-negras", "mx") == []
        assert door.official(self.row(path)).name == "Lic. Robles"

    def test_what_a_changed_phone_puts_in_a_box_breaks_no_page(self, by, monkeypatch):
        path, now = self.opened(by), timezone.now()
        monkeypatch.setattr("vereda.logbook.writing.check_box", lambda *_: None)  # a post cannot look into what a phone sealed
        for payload, fields in (
            (ChildVehicleLeft(), {"adults": ["ines"]}),
            (ChildWishesSaid(), {"words": ""}),
            (ChildPathStep(), {"step": 7}),
        ):
            record(payload, subject=path, by=by(), at=now, boxes=[Plain(cls=FieldClass.SCREENING, fields=fields)])
        row = self.row(path)
        assert (door.vehicle(row), door.wishes(row), door.steps_done(path)) == (None, None, [])

    def test_the_clock_rings_once_each_half_hour_until_somebody_answers(self, by):
        path, now = self.opened(by), timezone.now()
        door.tell_office("dif", ToldThrough.TELEPHONE, answered=False, path=path, by=by(), at=now)
        assert door.ring_unanswered(now=now + 29 * MINUTE) == 0
        assert [door.ring_unanswered(now=now + 31 * MINUTE) for _ in range(2)] == [1, 0]
        assert door.ring_unanswered(now=now + 62 * MINUTE) == 1
        assert [one[1:] for one in self.row(path).rang] == [["coordinator", ""], ["next_office", "procuraduria-proteccion"]]
        later = now + 63 * MINUTE
        door.tell_office("procuraduria-proteccion", ToldThrough.TELEPHONE, answered=True, path=path, by=by(), at=later)
        assert door.ring_unanswered(now=now + 300 * MINUTE) == 0

    def test_a_path_of_which_nobody_noted_a_call_rings_too_and_an_old_one_does_not(self, by):
        path, now = self.opened(by), timezone.now()
        assert door.ring_unanswered(now=now + 29 * MINUTE) == 0
        assert door.ring_unanswered(now=now + 25 * 60 * MINUTE) == 0
        assert [door.ring_unanswered(now=now + 31 * MINUTE) for _ in range(2)] == [1, 0]
        assert [one[1:] for one in self.row(path).rang] == [["coordinator", ""]]
        door.close_path(path=path, outcome=PathEnd.NOT_ALONE, by=by(), at=now + 32 * MINUTE)
        assert door.ring_unanswered(now=now + 90 * MINUTE) == 0

    def test_a_path_that_cannot_be_rung_keeps_no_other_silent(self, by, monkeypatch):
        from vereda.protection.actions import care

        paths, now = [self.opened(by), self.opened(by)], timezone.now()
        for path in paths:
            door.tell_office("dif", ToldThrough.TELEPHONE, answered=False, path=path, by=by(), at=now)
        real = care._due
        monkeypatch.setattr(care, "_due", lambda row, at: 1 / 0 if row.subject == paths[0] else real(row, at))
        with pytest.raises(ExceptionGroup):
            door.ring_unanswered(now=now + 31 * MINUTE)
        assert [len(self.row(path).rang) for path in paths] == [0, 1]

    def test_siblings_wishes_note_and_vehicle_stand_in_one_file(self, by):
        path, now, other = self.opened(by), timezone.now(), self.met(by, alone=1)
        door.join_siblings(encounter=other, path=path, by=by(), at=now)
        assert self.row(path).children == 3
        assert door.with_path([other], "piedras-negras", "mx") == {other}
        with pytest.raises(SiblingsAlreadyHere):
            door.join_siblings(encounter=other, path=path, by=by(), at=now)
        with pytest.raises(NoChildrenAlone):
            door.join_siblings(encounter=self.met(by, alone=0), path=path, by=by(), at=now)
        with pytest.raises(NothingSaid):
            door.say_wishes("  ", path=path, by=by(), at=now)
        door.say_wishes("Quiere ir con su tía", path=path, by=by(), at=now)
        door.say_wishes("Quiere hablar con su mamá", path=path, by=by("tomas"), at=now + MINUTE)
        note = BestInterests(child_view="Quiere a su mamá", decision="Esperar", why="Aún sin verificar", review_on=now.date())
        door.note_best_interests(note, path=path, by=by(), at=now)
        with pytest.raises(TwoAdultsNeeded):
            door.drive(adults=["ines", "ines"], path=path, by=by(), at=now)
        door.drive(adults=["ines", "tomas"], path=path, by=by(), at=now)
        row = self.row(path)
        assert door.wishes(row).words == "Quiere hablar con su mamá"
        assert door.best_interests(row) == note
        assert door.vehicle(row).adults == ["ines", "tomas"]
        with pytest.raises(PathNotOpen):
            door.say_wishes("x", path=path, by=by("nadia"), at=now)
        clear = b"".join(bytes(body) for body in LogEntry.objects.filter(subject=path).values_list("body", flat=True))
        assert b"mam" not in clear
        assert b"Esperar" not in clear
