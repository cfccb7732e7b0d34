"""What others wrote of whom was erased: the report of who sought them, a note of the dead, the place where they were found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from vereda.encounters.door import Meeting, Struck, finish_strikes, record_meeting, strike_meeting
from vereda.encounters.entries import Recorded
from vereda.logbook import door
from vereda.logbook.actions.opening import Delivered
from vereda.logbook.clock import reading, to_ms
from vereda.logbook.entries import Payload
from vereda.logbook.ids import uuid7
from vereda.logbook.keystore import KeyName
from vereda.logbook.models import Box, ErasedKey, ExactPoint
from vereda.logbook.nodekeys import key_store
from vereda.logbook.tests.pens import NOW, WHERE, author, subject_number
from vereda.logbook.words import FieldClass
from vereda.logbook.writing import Plain, written
from vereda.people.door import Identity, PersonMet
from vereda.rescue.actions.remains import Finding, find_remains
from vereda.rescue.door import open_mission, remains_lookups, remains_steps
from vereda.rescue.entries.found import PeopleFound
from vereda.rescue.entries.remains import MatchNoted
from vereda.rescue.models.remains import Remains
from vereda.tracing import door as tracing
from vereda.tracing.entries.file import PersonSought
from vereda.tracing.entries.report import ReportCorrected, ReportOpened
from vereda.tracing.models import MissingFile, MissingReport

pytestmark = [pytest.mark.storage, pytest.mark.django_db, pytest.mark.usefixtures("trusting", "home")]
INES, RAFAEL = author("ines", "desk"), author("rafael", "desk")
SAID, KNOWN, SEEN = "es su hermana Zafiro", "Zafiro salió con dos más", "podría ser Zafiro, la del folio"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


OWN = UUID(int=1)
"""As the owner of a box: the entry itself."""


class Late:
    """Another machine of the post: it writes by a clock that goes on, and what it wrote comes when it is sent."""

    def __init__(self) -> None:
        self.count = 0

    def writes(self, payload: Payload, subject: UUID, *boxes: Plain) -> Delivered:
        self.count += 1
        at = NOW + timedelta(seconds=self.count)
        id_, told = uuid7(to_ms(at)), reading(to_ms(at))
        sealed = [replace(box, owner=id_) if box.owner == OWN else box for box in boxes]
        one = written(payload, id=id_, subject=subject, seen=[], by=RAFAEL, at=at, clock=told, boxes=sealed)
        return Delivered(one.raw, [box.sealed for box in one.boxes], [box.content_key for box in one.boxes])


def come(*entries: Delivered) -> None:
    answers = door.receive(list(entries), device=None, now=NOW)
    assert {one.status for one in answers} == {"accepted"}, answers


def note(text: str) -> Plain:
    return Plain(cls=FieldClass.FREE_TEXT, fields={"text": text})


@pytest.fixture
def file() -> MissingFile:
    seeking = tracing.Seeking(name="Rosa", call_back="504 5550101", consent=list(tracing.ConsentFor), note=SAID)
    sought = tracing.Sought(identity=Identity(given="Zafiro"), note=KNOWN)
    return MissingFile.objects.get(subject=tracing.open_report(seeking, sought, by=INES, at=NOW).subject)


@pytest.fixture
def remains() -> UUID:
    return find_remains(Finding(number=1), by=INES, at=NOW, now=NOW).subject


def erase(person: UUID) -> None:
    door.erase(person, by=INES, second="rafael", at=NOW, now=NOW)


def alive(owner: UUID, cls: FieldClass) -> bool:
    return bool(key_store().get([KeyName(owner.hex, cls)]))


def said_of(file: MissingFile) -> str:
    return tracing.sealed.note(MissingReport.objects.get(subject=file.report))


def noted(remains: UUID) -> list[str]:
    return [text for _report, text, *_ in remains_lookups.matches_of(Remains.objects.get(subject=remains))]


class TestReport:
    """What the seeker said tells of the person sought."""

    def test_it_goes_with_the_person_and_the_seeker_can_still_be_called(self, file: MissingFile):
        assert said_of(file) == SAID
        assert set(door.loss_of(file.person).linked) == {file.subject, file.report}
        erase(file.person)
        assert (said_of(file), tracing.sealed.note(file)) == ("", "")
        report = MissingReport.objects.get(subject=file.report)
        told = tracing.sealed.seeker(report)
        assert told is not None
        assert told.call_back == "504 5550101"
        assert door.verify().holds

    def test_what_the_seeker_says_later_is_not_kept(self, file: MissingFile):
        late = Late().writes(ReportCorrected(), file.report, note(SAID))
        erase(file.person)
        come(late)
        assert not alive(file.report, FieldClass.FREE_TEXT)
        assert said_of(file) == ""

    @pytest.mark.parametrize("order", ["report first", "file first", "together"])
    def test_a_file_and_its_report_that_come_after_the_erasure_keep_no_words(self, order: str):
        pen, person, report, subject = Late(), subject_number(1), subject_number(2), subject_number(3)
        come(pen.writes(PersonMet(purpose="tracing"), person, Plain(cls=FieldClass.IDENTITY, fields={"given": "Zafiro"})))
        erase(person)
        opened = pen.writes(ReportOpened(folio="B-ABC123", consent=["search"]), report, note(SAID))
        sought = pen.writes(PersonSought(report=report, person=person, folio="B-ABC123/1"), subject, note(KNOWN))
        for batch in {"report first": [[opened], [sought]], "file first": [[sought], [opened]], "together": [[opened, sought]]}[
            order
        ]:
            come(*batch)
        door.keep_retention(now=NOW)
        assert not alive(report, FieldClass.FREE_TEXT)
        assert not alive(subject, FieldClass.FREE_TEXT)
        assert MissingFile.objects.get(subject=subject).note is not None, "that something was said stays"

    def test_who_is_sought_by_the_same_seeker_loses_what_the_seeker_said_and_nothing_else(self, file: MissingFile):
        other = tracing.seek_another(
            tracing.Sought(identity=Identity(given="Ámbar"), note="va con ella"), report=file.report, by=INES, at=NOW
        ).subject
        erase(file.person)
        assert said_of(file) == ""
        assert tracing.sealed.note(MissingFile.objects.get(subject=other)) == "va con ella"


class TestNoteOfTheDead:
    """A note for the forensic service names the folio of a report."""

    @pytest.mark.parametrize("form", ["{folio}", " {low} ", "{whole}", "FGE-1, ({folio})"])
    def test_it_goes_with_the_person_and_a_note_of_another_stays(self, file: MissingFile, remains: UUID, form: str):
        folio = form.format(folio=file.folio, low=file.folio.lower(), whole=file.folio.partition("/")[0])
        for report, text in ((folio, SEEN), ("B-000000/1", "otra persona")):
            remains_steps.note_match(remains=remains, report=report, text=text, by=INES, at=NOW)
        assert sorted(noted(remains)) == ["otra persona", SEEN]
        linked = door.loss_of(file.person).linked
        assert remains not in linked, "who approves an erasure does not learn that somebody lies dead"
        erase(file.person)
        assert sorted(noted(remains)) == ["", "otra persona"]

    def test_a_note_of_before_goes_with_all_that_its_file_seals(self, file: MissingFile, remains: UUID):
        fields = {"report": file.folio, "text": SEEN}
        door.record(MatchNoted(), subject=remains, by=INES, at=NOW, boxes=[Plain(cls=FieldClass.TRACING, fields=fields)])
        assert noted(remains) == [SEEN]
        erase(file.person)
        assert noted(remains) == [""]

    def test_a_note_that_comes_after_the_erasure_is_not_kept(self, file: MissingFile, remains: UUID):
        fields = {"report": file.folio, "text": SEEN}
        late = Late().writes(MatchNoted(), remains, Plain(cls=FieldClass.TRACING, fields=fields, owner=OWN))
        erase(file.person)
        come(late)
        assert noted(remains) == [""]
        assert not Box.objects.filter(cls="tracing").exclude(wrapped_key=b"").exists()

    def test_the_job_finds_a_note_whose_file_came_after_it_and_after_the_erasure(self, remains: UUID):
        pen, person = Late(), subject_number(1)
        come(pen.writes(PersonMet(purpose="tracing"), person, Plain(cls=FieldClass.IDENTITY, fields={"given": "Zafiro"})))
        erase(person)
        remains_steps.note_match(remains=remains, report="B-ABC123/1", text=SEEN, by=INES, at=NOW)
        come(pen.writes(PersonSought(report=subject_number(2), person=person, folio="B-ABC123/1"), subject_number(3)))
        door.keep_retention(now=NOW)
        assert noted(remains) == [""]

    def test_a_year_after_the_file_rests_the_note_still_stands_with_the_dead(self, file: MissingFile, remains: UUID, clock):
        remains_steps.note_match(remains=remains, report=file.folio, text=SEEN, by=INES, at=NOW)
        tracing.close_file(file=file.subject, reason=tracing.CloseReason.MISTAKE, by=INES, at=NOW)
        clock.move_to(NOW + timedelta(days=366))
        door.forget_kept(now=NOW + timedelta(days=366))
        assert (said_of(file), noted(remains)) == ("", [SEEN])


class TestPlace:
    """A mission wrote where it found people; their encounter is struck."""

    @pytest.fixture
    def mission(self) -> UUID:
        return open_mission(by=INES, at=NOW).subject

    def found(self, encounter: UUID) -> PeopleFound:
        return PeopleFound(found=subject_number(9), people=2, encounter=encounter)

    def test_it_goes_with_the_encounter_and_that_somebody_was_found_stays(self, mission: UUID):
        met = record_meeting(Meeting(people_met=2, mission=mission), by=INES, at=NOW).subject
        other = record_meeting(Meeting(people_met=1, mission=mission), by=INES, at=NOW).subject
        entry = door.record(self.found(met), subject=mission, by=INES, at=NOW, boxes=[WHERE]).entry
        kept = PeopleFound(found=subject_number(8), people=1, encounter=other)
        stays = door.record(kept, subject=mission, by=INES, at=NOW, boxes=[WHERE]).entry
        strike_meeting(met, by=INES, at=NOW)
        assert door.open_box(entry, "whereabouts") is None
        assert list(ExactPoint.objects.values_list("entry", flat=True)) == [stays]
        assert door.open_box(stays, "whereabouts") is not None
        told = door.subject(mission)
        assert told is not None
        assert f"found:{subject_number(9)}" in told.folded.state["fields"]

    def test_one_that_comes_after_the_strike_is_not_kept(self, mission: UUID):
        met = record_meeting(Meeting(people_met=2, mission=mission), by=INES, at=NOW).subject
        late = Late().writes(self.found(met), mission, WHERE)
        strike_meeting(met, by=INES, at=NOW)
        come(late)
        assert not ExactPoint.objects.exists()
        assert not Box.objects.filter(cls="whereabouts").exclude(wrapped_key=b"").exists()

    def test_one_that_was_struck_on_a_phone_loses_it_with_the_job(self, mission: UUID):
        pen, met = Late(), subject_number(5)
        come(pen.writes(Recorded(people_met=2), met))
        come(pen.writes(Struck(), met))
        finish_strikes(now=NOW)
        come(pen.writes(self.found(met), mission, WHERE))
        assert ExactPoint.objects.count() == 1, "it is here, and the next run takes it"
        assert finish_strikes(now=NOW) == 1
        assert not ExactPoint.objects.exists()
        assert finish_strikes(now=NOW) == 0

    def test_erasing_a_person_who_was_met_there_leaves_the_place_of_the_mission(self, mission: UUID):
        met = record_meeting(Meeting(people_met=2, mission=mission, note=KNOWN), by=INES, at=NOW).subject
        door.record(self.found(met), subject=mission, by=INES, at=NOW, boxes=[WHERE])
        ErasedKey.objects.create(owner=met, cls=FieldClass.FREE_TEXT, erased_at=NOW)
        door.keep_retention(now=NOW)
        assert ExactPoint.objects.count() == 1
