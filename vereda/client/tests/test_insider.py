"""What somebody inside may try with a phone: records of other groups, a clock years ahead, exact places in the clear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import orjson
import pytest
from django.utils import timezone
from pydantic import ValidationError

from vereda.access.door import Purpose, RecordClass, reader_for_command, remove_agent
from vereda.access.entries import Look, ReadOnDevice
from vereda.access.models import Device, ReadRow
from vereda.access.tests.cast import Cast
from vereda.client.tests.phone import Phone
from vereda.encounters.entries import (
    Corrected,
    Disposition,
    ImportCancelled,
    ImportClosed,
    ImportOpened,
    Joined,
    Line,
    Separated,
    Service,
    TotalReported,
    Withdrawn,
)
from vereda.encounters.models import Encounter
from vereda.encounters.words import COUNT_MOST, WithdrawnFor
from vereda.logbook.actions.forget import forget_whereabouts
from vereda.logbook.door import erase
from vereda.logbook.entries import Payload
from vereda.logbook.models import Box, ExactPoint, HeldEntry, State
from vereda.logbook.tests.pens import NOTE, WHERE, meeting, subject_number
from vereda.logbook.words import FieldClass
from vereda.logbook.writing import Plain
from vereda.people.entries.person import ErasureDeclined, PersonMet
from vereda.rescue.entries.mission import MissionClosed, MissionOpened

pytestmark = pytest.mark.django_db
MET = subject_number(1)


@pytest.fixture
def own(cast: Cast) -> Phone:
    return Phone(cast, label="Teléfono 2")


@pytest.fixture
def other(cast: Cast) -> Phone:
    return Phone(cast, "nadia", "tapachula", "America/Mexico_City")


def test_a_clock_of_1970_makes_nobody_the_owner_of_a_record_of_others(own: Phone, other: Phone, cast: Cast) -> None:
    own.push(own.write(meeting(4), MET, NOTE))
    (answer,) = other.push(other.write(meeting(1), MET, clock_ms=1000))["answers"]
    assert (answer["status"], answer["code"]) == ("quarantined", "logbook.subject_of_others")
    row = Encounter.objects.get()
    assert (row.group, row.people_met) == ("piedras-negras", 4)
    page = cast.client("nadia").get(f"/encuentros/{MET}/?purpose=assist")
    assert "ZAFIRO" not in page.content.decode()


@pytest.mark.storage
def test_another_group_cannot_withdraw_and_the_owners_supervisor_sees_the_attempt(own: Phone, other: Phone, cast: Cast) -> None:
    own.push(own.write(meeting(4), MET))
    other.push(other.write(Withdrawn(reason=WithdrawnFor.MISTAKE), MET))
    assert not Encounter.objects.get().is_withdrawn
    assert {row.group for row in HeldEntry.objects.all()} == {"piedras-negras"}
    assert "Lo escribió otro grupo" in cast.client("rafael").get("/en-espera/").content.decode()


@pytest.mark.storage
def test_a_record_does_not_become_one_of_another_kind(own: Phone) -> None:
    own.push(own.write(meeting(4), MET))
    (answer,) = own.push(own.write(PersonMet(purpose="tracing"), MET, clock_ms=1000))["answers"]
    assert answer["code"] == "logbook.subject_of_other_kind"
    assert State.objects.get(subject=MET).kind == "encounter"


@pytest.mark.storage
def test_a_name_given_to_a_person_of_others_finds_nobody(own: Phone, other: Phone, cast: Cast) -> None:
    person = subject_number(5)
    own.push(own.write(PersonMet(purpose="tracing"), person, Plain(cls=FieldClass.IDENTITY, fields={"given": "Marisol"})))
    box = Plain(cls=FieldClass.IDENTITY, fields={"given": "Zzyzx"}, owner=person)
    (answer,) = other.push(other.write(PersonMet(purpose="tracing"), subject_number(6), box))["answers"]
    assert answer["status"] == "quarantined"
    page = cast.client("nadia").post("/personas/?purpose=assist", {"name": "Zzyzx"})
    assert "Marisol" not in page.content.decode()


@pytest.mark.storage
def test_a_clock_fifty_years_ahead_keeps_no_exact_place(own: Phone) -> None:
    ahead = timezone.now() + timedelta(days=365 * 50)
    own.push(own.write(meeting(4), MET, WHERE, at=ahead))
    forget_whereabouts(now=timezone.now() + timedelta(days=8))
    assert not ExactPoint.objects.exists()


@pytest.mark.storage
def test_a_mission_that_ended_in_fifty_years_keeps_no_exact_place(own: Phone) -> None:
    mission, ahead = uuid4(), timezone.now() + timedelta(days=365 * 50)
    own.push(own.write(MissionOpened(folio="1"), mission))
    own.push(own.write(meeting(4, mission=mission), MET, WHERE))
    own.push(own.write(MissionClosed(outcome="unknown"), mission, at=ahead))
    for days in (0, 1, 8):  # the job runs each hour: a later run must not move the day on
        forget_whereabouts(now=timezone.now() + timedelta(days=days))
    assert not ExactPoint.objects.exists()


@pytest.mark.storage
def test_what_comes_late_to_an_erased_encounter_keeps_no_box(own: Phone) -> None:
    own.push(own.write(meeting(4), MET, NOTE, WHERE))
    erase(MET, by=own.by, at=timezone.now())
    before = Box.objects.count()
    own.push(own.write(Corrected(language="es"), MET, NOTE, WHERE))
    assert not ExactPoint.objects.exists()
    assert not any(bytes(box.wrapped_key) for box in Box.objects.order_by("id")[before:])


@pytest.mark.parametrize("place", [{"h3_5": "8948132ec73ffff"}, {"h3_5": "garbage"}, {"municipality": "28.70,-100.52"}])
def test_nothing_finer_than_a_coarse_cell_stands_in_the_clear(own: Phone, place: dict[str, str]) -> None:
    honest = own.write(meeting(4), MET)
    payload = {**orjson.loads(honest.raw)["payload"], "place": place}
    (answer,) = own.deliver(own.seal_changed(honest, {"payload": payload}))["answers"]
    assert (answer["status"], answer["code"]) == ("refused", "logbook.entry_invalid")


def test_a_place_whose_key_others_share_is_refused(own: Phone) -> None:
    where = Plain(cls=FieldClass.WHEREABOUTS, fields=WHERE.fields, owner=subject_number(9))
    (answer,) = own.push(own.write(meeting(4), MET, where))["answers"]
    assert (answer["status"], answer["details"]["field"]) == ("refused", "boxes.owner")


@pytest.mark.storage
def test_a_revoked_device_is_remembered_for_what_is_not_understood_yet(own: Phone) -> None:
    newer = own.seal_changed(own.write(meeting(4), MET), {"version": 99})
    assert Device.objects.filter(subject=own.device).update(revoked_at=timezone.now()) == 1
    own.deliver(newer, to="last")
    assert list(HeldEntry.objects.values_list("held", "why")) == [("not_understood", "access.device_revoked")]


@pytest.mark.parametrize("nobody", ["x" * 36, "x" * 32, "Inés"])
def test_an_author_that_is_no_account_closes_no_page(own: Phone, cast: Cast, nobody: str) -> None:
    own.deliver(own.seal_changed(own.write(meeting(4), MET), {"reported_by": nobody}))
    assert cast.client("ines").get(f"/encuentros/{MET}/?purpose=assist").status_code == 200


def test_a_period_at_the_end_of_the_calendar_closes_no_bulletin(own: Phone, cast: Cast, home: Path) -> None:
    honest = TotalReported(from_on=date(2024, 1, 1), to_on=date(2024, 1, 31), counts=[], source="x")
    for days in ({"to_on": "9999-12-31"}, {"from_on": "0001-01-01"}, {"from_on": "2024-02-01"}):
        with pytest.raises(ValidationError):
            TotalReported.model_validate(honest.model_dump() | days)
    (answer,) = own.push(own.write(honest, MET))["answers"]
    assert (answer["status"], answer["code"]) == ("refused", "logbook.not_from_devices")
    asked = "/boletin/?purpose=statistics&from=9990-01-01&to=9999-12-31&by=month&count=services"
    assert cast.client("ines").get(asked).status_code < 500


def test_imports_are_written_by_nodes_not_by_phones(own: Phone) -> None:
    for payload in (ImportOpened(file_sha256="0" * 64, rows=1), ImportClosed(), ImportCancelled()):
        (answer,) = own.push(own.write(payload, MET))["answers"]
        assert answer["code"] == "logbook.not_from_devices"


@pytest.mark.parametrize("payload", [Joined(into=subject_number(2)), Separated(), ErasureDeclined()])
def test_what_the_coordination_decides_waits_for_it_when_a_changed_phone_writes_it(
    own: Phone, cast: Cast, payload: Payload
) -> None:
    subject = MET
    if payload.subject_kind == "person":
        own.push(own.write(PersonMet(purpose="tracing"), subject))
    else:
        own.push(own.write(meeting(4), MET), own.write(meeting(2), subject_number(2)))
    before = State.objects.get(subject=subject).folded
    forged = own.write(payload, subject)
    (answer,) = own.push(forged)["answers"]
    assert (answer["status"], answer["code"]) == ("quarantined", "access.role_may_not_write")
    assert State.objects.get(subject=subject).folded == before
    (waits,) = HeldEntry.objects.all()
    assert (waits.entry, waits.group) == (forged.body.id, "piedras-negras")
    cast.client("rafael").post(f"/en-espera/{forged.body.id}/", {"accept": "1"})
    assert not HeldEntry.objects.exists()
    assert State.objects.get(subject=subject).folded != before


def test_one_batch_is_judged_kind_by_kind(own: Phone) -> None:
    told = own.write(meeting(4), MET), own.write(Separated(), MET), own.write(Corrected(language="es"), MET)
    assert [one["status"] for one in own.push(*told)["answers"]] == ["accepted", "quarantined", "accepted"]


def test_the_coordinator_may_write_the_same_with_a_phone_of_her_own(cast: Cast) -> None:
    hers = Phone(cast, who="rafael", label="De Rafael")
    hers.push(hers.write(meeting(4), MET), hers.write(meeting(2), subject_number(2)))
    assert hers.push(hers.write(Joined(into=subject_number(2)), MET))["answers"][0]["status"] == "accepted"


@pytest.mark.storage
def test_what_was_looked_at_without_a_right_is_in_the_log_of_reads_when_it_was_let_in(own: Phone, cast: Cast) -> None:
    looks = [Look(record=MET, record_class=RecordClass.K1, purpose=Purpose.RESCUE, at=timezone.now())]
    remove_agent(device=own.device, account=own.account, by=reader_for_command(None, None), at=timezone.now())
    told = own.write(ReadOnDevice(looks=looks), 9)
    assert own.push(told)["answers"][0]["status"] == "quarantined"
    mine = ReadRow.objects.filter(device=own.device, subject=str(MET))
    assert not mine.exists()
    cast.client("rafael").post(f"/en-espera/{told.body.id}/", {"accept": "1"})
    assert [(row.account, row.purpose) for row in mine] == [(str(own.account), "rescue")]


def test_whatever_valid_entries_add_up_to_is_taken_and_can_be_erased(own: Phone) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    nationalities = [one + other for one in letters for other in letters][:500]
    services = [Service(service=f"X{number:063}") for number in range(60)]
    dispositions = [Disposition(code=f"X{number:063}") for number in range(20)]
    first = own.write(meeting(4, lines=[], services=services, dispositions=dispositions), MET)
    more = [
        own.write(
            Corrected(
                lines=[Line(line_id=f"{part}-{one}", count=COUNT_MOST, nationality=one, age_band="0-4") for one in nationalities]
            ),
            MET,
        )
        for part in range(5)
    ]
    assert {one["status"] for one in own.push(first, *more)["answers"]} == {"accepted"}
    row = Encounter.objects.get()
    assert (row.people_met, row.minors) == (5 * 500 * COUNT_MOST, 5 * 500 * COUNT_MOST)
    row.clean_fields(exclude=["mission", "patrol", "batch", "joined_into"])  # SQLite does not look at lengths
    by = replace(own.by, device="desk")
    assert erase(MET, by=by, at=timezone.now(), second=str(uuid4())).subject == MET
