"""What phones may write of first aid: who holds the right, of the own group; and nothing of it lies open on its way."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from vereda.access.tests.cast import Cast
from vereda.client.tests.phone import Phone
from vereda.logbook.ids import uuid7
from vereda.logbook.models import HeldEntry
from vereda.logbook.tests.pens import meeting, subject_number
from vereda.logbook.words import FieldClass
from vereda.logbook.writing import Plain
from vereda.medical.door import FirstAid, records
from vereda.medical.entries.record import FirstAidOpened, FirstAidReinstated, FirstAidWithdrawn, VitalsTaken

pytestmark = [pytest.mark.storage, pytest.mark.django_db]

MET, RECORD = subject_number(1), subject_number(2)
TOLD = Plain(cls=FieldClass.HEALTH, fields={"complaints": ["DEHYD"], "allergies": "penicilina"})


def opening(phone: Phone, record: UUID = RECORD) -> str:
    """Push an encounter and a record of it; return what became of the record."""
    met, opened = phone.write(meeting(2), MET), phone.write(FirstAidOpened(encounter=MET), record, TOLD)
    answers = phone.deliver(phone.seal(met), phone.seal(opened, FieldClass.HEALTH))["answers"]
    return str(answers[1]["status"])


def test_an_agent_and_a_paramedic_write_first_aid_with_a_phone(cast: Cast) -> None:
    for at, who in enumerate(("ines", "tomas")):
        assert opening(Phone(cast, who, label=f"De {who}"), subject_number(10 + at)) == "accepted"
    assert [records.flags(row).not_to_give for row in FirstAid.objects.all()] == ["penicilina"] * 2  # type: ignore[union-attr]


def test_who_has_no_right_to_health_writes_none(cast: Cast) -> None:
    assert opening(Phone(cast, "rafael", label="De Rafael")) == "quarantined"
    assert not FirstAid.objects.exists()
    assert "access.role_may_not_write" in HeldEntry.objects.values_list("why", flat=True)


def test_another_group_writes_into_no_record_of_ours(cast: Cast) -> None:
    own, other = Phone(cast), Phone(cast, "nadia", "tapachula", "America/Mexico_City", "Ajeno")
    assert opening(own) == "accepted"
    box = Plain(cls=FieldClass.HEALTH, fields={"taken_at": "2026-11-24T01:00:00-06:00", "pulse": 80})
    writes: list[Callable[[], object]] = [
        lambda: other.write(VitalsTaken(line_id="a" * 32), RECORD, box),
        lambda: other.write(FirstAidWithdrawn(), RECORD),
    ]
    for write in writes:
        (answer,) = other.push(write())["answers"]  # type: ignore[arg-type]  # a prepared entry
        assert (answer["status"], answer["code"]) == ("quarantined", "logbook.subject_of_others")
    row = FirstAid.objects.get()
    assert (row.vitals, row.is_withdrawn) == ([], False)


def test_another_groups_record_of_our_encounter_is_on_no_list_of_ours(cast: Cast) -> None:
    own, other = Phone(cast), Phone(cast, "nadia", "tapachula", "America/Mexico_City", "Ajeno")
    own.push(own.write(meeting(2), MET))
    other.push(other.write(FirstAidOpened(encounter=MET), uuid7(1_800_000_000_000), TOLD))
    assert records.of_encounter(MET, "piedras-negras", "mx") == []


def test_to_put_a_record_back_is_for_the_desk(cast: Cast) -> None:
    phone = Phone(cast)
    assert opening(phone) == "accepted"
    (answer,) = phone.push(phone.write(FirstAidReinstated(), RECORD))["answers"]
    assert (answer["status"], answer["code"]) == ("refused", "logbook.not_from_devices")
