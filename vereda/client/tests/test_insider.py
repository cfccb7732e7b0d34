"""What somebody inside may try with a phone: records of other groups, a clock years ahead, exact places in the clear."""

from __future__ import annotations

from base64 import b64encode
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import orjson
import pytest
from django.utils import timezone
from pydantic import ValidationError

from vereda.access.door import enrol_device, reader_for_command
from vereda.access.models import Device
from vereda.access.tests.cast import Cast
from vereda.client.tests.test_api import Phone
from vereda.encounters.entries import Corrected, ImportCancelled, ImportClosed, ImportOpened, TotalReported, Withdrawn
from vereda.encounters.models import Encounter
from vereda.encounters.words import WithdrawnFor
from vereda.logbook import clock
from vereda.logbook.actions.forget import forget_whereabouts
from vereda.logbook.door import erase
from vereda.logbook.entries import Payload
from vereda.logbook.ids import uuid7
from vereda.logbook.models import Box, ExactPoint, HeldEntry, State
from vereda.logbook.tests.pens import NOTE, WHERE, meeting, subject_number
from vereda.logbook.words import FieldClass
from vereda.logbook.writing import Author, Plain, Prepared, written
from vereda.people.entries import PersonMet
from vereda.rescue.entries import MissionClosed, MissionOpened

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
MET = subject_number(1)


class Insider(Phone):
    """An enrolled device in the hands of somebody who chooses clock, time, owner and seen as suits."""

    def __init__(self, cast: Cast, who: str, group: str, zone: str) -> None:
        receipt, self.token = enrol_device(
            country="mx",
            group=group,
            label="Teléfono 2",
            by=reader_for_command(None, None),
            at=timezone.now(),
            agents=[cast.account(who).pk],
        )
        self.device, self.seq = str(receipt.subject), 0
        self.by = Author(account=str(cast.account(who).pk), group=group, country="mx", zone=zone, device=self.device)

    def forge(
        self, payload: Payload, subject: UUID, *boxes: Plain, at: datetime | None = None, clock_ms: int | None = None
    ) -> Prepared:
        self.seq += 1
        now = timezone.now()
        return written(
            payload,
            id=uuid7(clock.to_ms(now)),
            subject=subject,
            seen=[],
            by=self.by,
            at=at or now,
            clock=clock.reading(clock.to_ms(now) if clock_ms is None else clock_ms, self.seq),
            boxes=boxes,
            device_seq=self.seq,
        )


@pytest.fixture
def own(cast: Cast) -> Insider:
    return Insider(cast, "ines", "piedras-negras", "America/Matamoros")


@pytest.fixture
def other(cast: Cast) -> Insider:
    return Insider(cast, "nadia", "tapachula", "America/Mexico_City")


def test_a_clock_of_1970_makes_nobody_the_owner_of_a_record_of_others(own: Insider, other: Insider, cast: Cast) -> None:
    own.push(own.forge(meeting(4), MET, NOTE))
    (answer,) = other.push(other.forge(meeting(1), MET, clock_ms=1000))["answers"]
    assert (answer["status"], answer["code"]) == ("quarantined", "logbook.subject_of_others")
    row = Encounter.objects.get()
    assert (row.group, row.people_met) == ("piedras-negras", 4)
    page = cast.client("nadia").get(f"/encuentros/{MET}/?purpose=assist")
    assert "ZAFIRO" not in page.content.decode()


def test_another_group_cannot_withdraw_and_the_owners_supervisor_sees_the_attempt(
    own: Insider, other: Insider, cast: Cast
) -> None:
    own.push(own.forge(meeting(4), MET))
    other.push(other.forge(Withdrawn(reason=WithdrawnFor.MISTAKE), MET))
    assert not Encounter.objects.get().is_withdrawn
    assert {row.group for row in HeldEntry.objects.all()} == {"piedras-negras"}
    assert "Lo escribió otro grupo" in cast.client("rafael").get("/en-espera/").content.decode()


def test_a_record_does_not_become_one_of_another_kind(own: Insider) -> None:
    own.push(own.forge(meeting(4), MET))
    (answer,) = own.push(own.forge(PersonMet(purpose="tracing"), MET, clock_ms=1000))["answers"]
    assert answer["code"] == "logbook.subject_of_other_kind"
    assert State.objects.get(subject=MET).kind == "encounter"


def test_a_name_given_to_a_person_of_others_finds_nobody(own: Insider, other: Insider, cast: Cast) -> None:
    person = subject_number(5)
    own.push(own.forge(PersonMet(purpose="tracing"), person, Plain(cls=FieldClass.IDENTITY, fields={"given": "Marisol"})))
    box = Plain(cls=FieldClass.IDENTITY, fields={"given": "Zzyzx"}, owner=person)
    (answer,) = other.push(other.forge(PersonMet(purpose="tracing"), subject_number(6), box))["answers"]
    assert answer["status"] == "quarantined"
    page = cast.client("nadia").post("/personas/?purpose=assist", {"name": "Zzyzx"})
    assert "Marisol" not in page.content.decode()


def test_a_clock_fifty_years_ahead_keeps_no_exact_place(own: Insider) -> None:
    ahead = timezone.now() + timedelta(days=365 * 50)
    own.push(own.forge(meeting(4), MET, WHERE, at=ahead))
    forget_whereabouts(now=timezone.now() + timedelta(days=8))
    assert not ExactPoint.objects.exists()


def test_a_mission_that_ended_in_fifty_years_keeps_no_exact_place(own: Insider) -> None:
    mission, ahead = uuid4(), timezone.now() + timedelta(days=365 * 50)
    own.push(own.forge(MissionOpened(folio="1"), mission))
    own.push(own.forge(meeting(4, mission=mission), MET, WHERE))
    own.push(own.forge(MissionClosed(outcome="unknown"), mission, at=ahead))
    for days in (0, 1, 8):  # the job runs each hour: a later run must not move the day on
        forget_whereabouts(now=timezone.now() + timedelta(days=days))
    assert not ExactPoint.objects.exists()


def test_what_comes_late_to_an_erased_encounter_keeps_no_box(own: Insider) -> None:
    own.push(own.forge(meeting(4), MET, NOTE, WHERE))
    erase(MET, by=own.by, at=timezone.now())
    before = Box.objects.count()
    own.push(own.forge(Corrected(language="es"), MET, NOTE, WHERE))
    assert not ExactPoint.objects.exists()
    assert not any(bytes(box.wrapped_key) for box in Box.objects.order_by("id")[before:])


@pytest.mark.parametrize("place", [{"h3_5": "8948132ec73ffff"}, {"h3_5": "garbage"}, {"municipality": "28.70,-100.52"}])
def test_nothing_finer_than_a_coarse_cell_stands_in_the_clear(own: Insider, place: dict[str, str]) -> None:
    honest = own.forge(meeting(4), MET)
    body = orjson.loads(honest.raw)
    body["payload"]["place"] = place
    answer = own.post(orjson.dumps({"entries": [{"body": orjson.dumps(body).decode()}]})).json()["answers"][0]
    assert (answer["status"], answer["code"]) == ("refused", "logbook.entry_invalid")


def test_a_place_whose_key_others_share_is_refused(own: Insider) -> None:
    where = Plain(cls=FieldClass.WHEREABOUTS, fields=WHERE.fields, owner=subject_number(9))
    (answer,) = own.push(own.forge(meeting(4), MET, where))["answers"]
    assert (answer["status"], answer["details"]["field"]) == ("refused", "boxes.owner")


def test_a_revoked_device_is_remembered_for_what_is_not_understood_yet(own: Insider) -> None:
    body = orjson.loads(own.forge(meeting(4), MET).raw)
    body["version"] = 2
    assert Device.objects.filter(subject=own.device).update(revoked_at=timezone.now()) == 1
    own.post(orjson.dumps({"entries": [{"body": orjson.dumps(body).decode(), "boxes": [], "keys": b64encode(b"").decode()}]}))
    assert list(HeldEntry.objects.values_list("held", "why")) == [("not_understood", "access.device_revoked")]


@pytest.mark.parametrize("nobody", ["x" * 36, "x" * 32, "Inés"])
def test_an_author_that_is_no_account_closes_no_page(own: Insider, cast: Cast, nobody: str) -> None:
    body = orjson.loads(own.forge(meeting(4), MET).raw)
    body["reported_by"] = nobody
    own.post(orjson.dumps({"entries": [{"body": orjson.dumps(body).decode()}]}))
    assert cast.client("ines").get(f"/encuentros/{MET}/?purpose=assist").status_code == 200


def test_a_period_at_the_end_of_the_calendar_closes_no_bulletin(own: Insider, cast: Cast, home: Path) -> None:
    honest = TotalReported(from_on=date(2024, 1, 1), to_on=date(2024, 1, 31), counts=[], source="x")
    for days in ({"to_on": "9999-12-31"}, {"from_on": "0001-01-01"}, {"from_on": "2024-02-01"}):
        with pytest.raises(ValidationError):
            TotalReported.model_validate(honest.model_dump() | days)
    (answer,) = own.push(own.forge(honest, MET))["answers"]
    assert (answer["status"], answer["code"]) == ("refused", "logbook.not_from_devices")
    asked = "/boletin/?purpose=statistics&from=9990-01-01&to=9999-12-31&by=month&count=services"
    assert cast.client("ines").get(asked).status_code < 500


def test_imports_are_written_by_nodes_not_by_phones(own: Insider) -> None:
    for payload in (ImportOpened(file_sha256="0" * 64, rows=1), ImportClosed(), ImportCancelled()):
        (answer,) = own.push(own.forge(payload, MET))["answers"]
        assert answer["code"] == "logbook.not_from_devices"
