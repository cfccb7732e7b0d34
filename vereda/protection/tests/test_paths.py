"""The path of children who are alone: opened once, told in boxes, ended as it ended, whatever the order of arrival."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import uuid4

import pytest
from django.utils import timezone

from vereda.access.door import author_of
from vereda.countries.door import pack
from vereda.encounters.door import Line, Meeting, Service, record_meeting
from vereda.logbook.entries import Payload
from vereda.logbook.models import LogEntry
from vereda.logbook.rules.fold import Entry, fold_all
from vereda.logbook.words import FieldClass
from vereda.protection import door
from vereda.protection.entries.path import KINDS, ChildPathClosed, ChildPathOpened, ChildPathStep
from vereda.protection.errors import NoChildrenAlone, PathAlreadyOpen, PathNotClosed, PathNotOpen, UnknownStep
from vereda.protection.rules import path as rules
from vereda.protection.words import PathEnd

MINUTE = timedelta(minutes=1)
SUBJECT, MET, OTHER = (f"018d56aa-0700-772b-a5c7-0d28118edad{n}" for n in range(3))


def entry(number: int, payload: Payload, seen: tuple[int, ...] = ()) -> Entry:
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
        author="ines",
        reported_by="ines",
        channel="phone",
        device="phone-1",
        occurred_at=at,
        local_on=at.date(),
    )


def test_every_order_of_arrival_ends_alike_and_no_encounter_is_forgotten():
    def made() -> list[Entry]:
        return [
            entry(1, ChildPathOpened(encounter=MET, children=2)),
            entry(2, ChildPathOpened(encounter=OTHER, children=1)),
            entry(3, ChildPathStep(), seen=(1,)),
            entry(4, ChildPathClosed(outcome=PathEnd.IN_CARE), seen=(3,)),
        ]

    states = []
    for order in permutations(range(4)):
        entries = made()
        states.append(fold_all([entries[place] for place in order], rules.start, rules.step).state)
    assert all(state == states[0] for state in states)
    assert rules.encounters_of(states[0]) == [MET, OTHER]
    assert not rules.is_open(states[0])


def test_the_whole_entry_travels_under_the_class_of_screening():
    assert {kind.sealed_as for kind in KINDS} == {FieldClass.SCREENING}
    assert all(set(kind.boxes) <= {FieldClass.SCREENING} for kind in KINDS)


def test_no_step_of_the_pack_is_signed_by_a_lawyer_yet_and_each_has_its_source():
    steps = pack("mx").child_path.values()
    assert [step.code for step in steps if step.reviewed_by or step.reviewed_on] == []
    assert all(step.source for step in steps)
    assert {step.code for step in steps if step.never} == {"no_station", "no_unverified_adult", "no_questions_of_abuse"}


@pytest.mark.storage
@pytest.mark.django_db
class TestAtThePost:
    """With the cast."""

    @pytest.fixture
    def by(self, cast):
        return lambda name="ines": author_of(cast.reader(name))

    def met(self, by, alone: int = 2):
        meeting = Meeting(
            people_met=3,
            lines=[Line(line_id="a", count=3)],
            services=[Service(service="WATER")],
            unaccompanied_minors=alone,
        )
        return record_meeting(meeting, by=by(), at=timezone.now()).subject

    def test_what_was_done_is_read_back_from_its_boxes_and_stands_nowhere_in_clear(self, by):
        now = timezone.now()
        path = door.open_path(encounter=self.met(by), by=by(), at=now, done=["safe_adult"], note="Pidió a la doctora").subject
        door.note_step(path=path, step="hand_to_dif", told="child_protection", by=by("tomas"), at=now + MINUTE, note="Folio 12")
        assert [(one.step, one.told, one.note) for one in door.steps_done(path)] == [
            ("safe_adult", "", ""),
            ("hand_to_dif", "child_protection", "Folio 12"),
        ]
        assert door.screening(path).note == "Pidió a la doctora"
        clear = b"".join(bytes(body) for body in LogEntry.objects.filter(subject=path).values_list("body", flat=True))
        assert not any(word in clear for word in (b"doctora", b"Folio", b"safe_adult", b"hand_to_dif"))

    def test_it_is_opened_once_and_only_for_children_who_are_alone_in_the_own_group(self, by):
        now, met = timezone.now(), self.met(by)
        with pytest.raises(NoChildrenAlone):
            door.open_path(encounter=self.met(by, alone=0), by=by(), at=now)
        with pytest.raises(NoChildrenAlone):
            door.open_path(encounter=met, by=by("nadia"), at=now)
        with pytest.raises(NoChildrenAlone):
            door.open_path(encounter=uuid4(), by=by(), at=now)
        path = door.open_path(encounter=met, by=by(), at=now).subject
        with pytest.raises(PathAlreadyOpen):
            door.open_path(encounter=met, by=by("tomas"), at=now)
        assert door.path_of(met, "piedras-negras", "mx").subject == path
        assert door.with_path([met, uuid4()], "piedras-negras", "mx") == {met}
        assert door.child_path(path, "tapachula", "mx") is None

    def test_a_closed_path_takes_no_step_until_it_is_opened_again(self, by):
        now = timezone.now()
        path = door.open_path(encounter=self.met(by), by=by(), at=now).subject
        with pytest.raises(PathNotClosed):
            door.reopen_path(path=path, by=by(), at=now)
        with pytest.raises(UnknownStep):
            door.note_step(path=path, step="no_station", by=by(), at=now)
        door.close_path(path=path, outcome=PathEnd.IN_CARE, by=by(), at=now)
        assert door.open_paths("piedras-negras", "mx") == []
        for act in (
            lambda: door.note_step(path=path, step="first_note", by=by(), at=now),
            lambda: door.close_path(path=path, outcome=PathEnd.LEFT, by=by(), at=now),
        ):
            with pytest.raises(PathNotOpen):
                act()
        door.reopen_path(path=path, by=by(), at=now)
        assert [one.subject for one in door.open_paths("piedras-negras", "mx")] == [path]
