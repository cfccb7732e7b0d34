"""A device that lies: it gives itself no right, erases nothing, and whatever it sends it is answered, never with a fault."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

import orjson
import pytest
from django.test import Client

from vereda.access.entries import Confirmed, DeviceEnrolled, Granted, Revoked
from vereda.access.models import Device, Membership
from vereda.access.tests.cast import Cast
from vereda.client.tests.phone import Phone
from vereda.encounters.models import Encounter
from vereda.logbook import door, registry
from vereda.logbook.entries import ClockLimited, EntryAccepted, EntryDeclined, Payload, SubjectErased
from vereda.logbook.models import HeldEntry, LogEntry, Refused
from vereda.logbook.schema import FieldClass, Strict
from vereda.logbook.tests.pens import NOW, author, meeting
from vereda.logbook.writing import Plain
from vereda.people.door import PersonMet

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
SOME = uuid4()


@pytest.fixture
def phone(cast: Cast) -> Phone:
    return Phone(cast)


def sent(phone: Phone, change: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    """Push a meeting whose body says something else, and return the answer to it."""
    (told,) = phone.deliver(phone.seal_changed(phone.write(meeting(4), 1), change))["answers"]
    return dict(told)


@pytest.mark.parametrize(
    "payload",
    [
        Granted(account=SOME, role="administrator", country="mx", from_on=date(2024, 1, 1)),
        Confirmed(),
        Revoked(reason="left"),
        DeviceEnrolled(country="mx", group="piedras-negras", label="otra", token_hash="0" * 64),
        SubjectErased(subject_was="encounter", approved_by="somebody", rows=[]),
        ClockLimited(entry=SOME, clock="0" * 16),
        EntryAccepted(entry=SOME),
        EntryDeclined(entry=SOME),
    ],
    ids=lambda payload: str(payload.kind),
)
def test_a_phone_gives_no_right_and_erases_nothing(phone: Phone, payload: Payload) -> None:
    phone.push(phone.write(meeting(4), 1))
    before = (Membership.objects.count(), Device.objects.count(), LogEntry.objects.count())
    (answer,) = phone.push(phone.write(payload, 1))["answers"]
    assert (answer["status"], answer["code"]) == ("refused", "logbook.not_from_devices")
    assert (Membership.objects.count(), Device.objects.count(), LogEntry.objects.count()) == before
    assert Encounter.objects.get().people_met == 4


def test_what_gives_rights_or_judges_entries_is_marked_so() -> None:
    kept = {kind.kind for kind in registry.kinds() if not kind.from_devices}
    assert {kind.kind for kind in registry.kinds() if kind.kind.startswith("access.")} - kept == {"access.read_on_device"}
    assert {kind.kind for kind in registry.OWN_KINDS} - kept == {"logbook.conflict_resolved"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"device_seq": 2**63}, "device_seq"),
        ({"device_seq": 2**53}, "device_seq"),
        ({"device_seq": 0}, "device_seq"),
        ({"occurred_at": "0001-01-01T00:00:00+14:00"}, "occurred_at"),
        ({"occurred_at": "9999-12-31T23:59:59-14:00"}, "occurred_at"),
        ({"local_on": "9999-12-31"}, ""),
        ({"local_on": "0001-01-01"}, ""),
        ({"reported_by": "a\0"}, "body"),
        ({"author": "a\0"}, "body"),
        ({"payload": {"people_met": 1, "language": "e\0"}}, "body"),
        ({"payload": {"people_met": 1, "place": {"state": "MX\0"}}}, "body"),
        ({"payload": {"people_met": -1}}, "people_met"),
        ({"payload": {"people_met": 1e300}}, "people_met"),
        ({"payload": {"people_met": "١"}}, "people_met"),
        ({"seen": ["x"]}, "seen.0"),
        ({"seen": [str(SOME)] * 65}, "seen"),
        ({"unknown": 1}, "unknown"),
        ({"kind": ""}, "kind"),
        ({"id": "not an id"}, "id"),
    ],
    ids=str,
)
def test_a_value_out_of_range_is_refused_by_its_field(phone: Phone, change: dict[str, Any], field: str) -> None:
    """SEC-059; BAD-021 and BAD-022: numbers are JSON numbers in their range, never text."""
    answer = sent(phone, change)
    assert (answer["status"], answer["code"], answer["details"]["field"]) == ("refused", "logbook.entry_invalid", field)
    assert not LogEntry.objects.filter(kind="encounters.recorded").exists()


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e309"])
def test_what_json_does_not_know_as_a_number_is_refused(phone: Phone, number: str) -> None:
    """BAD-021"""
    changed = phone.seal_changed(
        phone.write(meeting(4), 1), lambda body: body.replace('"people_met":4', f'"people_met":{number}')
    )
    assert phone.deliver(changed)["answers"][0]["status"] == "refused"


def test_minus_zero_is_zero_and_digits_as_text_are_their_number(phone: Phone) -> None:
    """BAD-021"""
    assert sent(phone, {"payload": {"people_met": "7"}})["status"] == "accepted"
    assert Encounter.objects.get().people_met == 7
    zero = phone.write(meeting(0, bodies=1), 2)
    changed = phone.seal_changed(zero, lambda body: body.replace('"people_met":0', '"people_met":-0'))
    assert phone.deliver(changed)["answers"][0]["status"] == "accepted"
    assert Encounter.objects.get(bodies=1).people_met == 0


def test_a_null_character_written_with_a_backslash_is_no_null_character(phone: Phone) -> None:
    assert sent(phone, {"reported_by": "a\\u0000"})["status"] == "accepted"


@pytest.mark.parametrize(
    "value",
    ["ñ", "=", "A", 7, None, {"a": 1}, ["//8="], "A" * 500_000],
    ids=["no ASCII", "=", "A", "7", "null", "object", "list", "too long"],
)
@pytest.mark.parametrize(
    "part", ["sealed", "signature", "keys", "digest", "commit", "id", "group", "device", "device_seq", "size"]
)
def test_a_part_that_is_none_is_refused_and_nothing_is_kept(phone: Phone, part: str, value: object) -> None:
    envelope = {**phone.seal(phone.write(meeting(4), 1)).to_json(), part: value}
    (answer,) = phone.post(orjson.dumps({"entries": [envelope]})).json()["answers"]
    assert answer["status"] == "refused"
    assert not LogEntry.objects.filter(kind="encounters.recorded").exists()
    assert not Refused.objects.exists()


class Loose(Strict):
    """An identity as a program writes it that checks nothing."""

    given: str


class MetByOther(PersonMet):
    boxes: ClassVar = {FieldClass.IDENTITY: Loose}


@pytest.mark.parametrize(
    ("name", "code"),
    [("x" * 100_000, "people.name_too_long"), ("Ana\x1b[2J", "people.name_unreadable")],
    ids=["BAD-008", "control characters"],
)
def test_a_name_that_cannot_be_one_is_refused_though_it_comes_sealed(phone: Phone, name: str, code: str) -> None:
    box = Plain(cls=FieldClass.IDENTITY, fields={"given": name})
    (answer,) = phone.push(phone.write(MetByOther(purpose="medical"), 1, box))["answers"]
    assert (answer["status"], answer["code"]) == ("refused", code)
    assert "Ana" not in str(answer)


@pytest.mark.parametrize("name", ["..%2F..%2Fetc%2Fpasswd", "%00", "0" * 64, "A" * 64, "ñ"])
def test_a_file_that_no_entry_names_is_not_here(phone: Phone, name: str) -> None:
    url = f"/sync/v1/files/{name}?offset=0"
    answer = Client().put(url, b"x", content_type="application/octet-stream", headers=phone.headers)
    assert answer.status_code == 404


@pytest.mark.parametrize("offset", ["-1", "x", "9" * 5000, "1e3", ""])
def test_an_offset_that_is_none_is_refused(phone: Phone, offset: str) -> None:
    url = f"/sync/v1/files/{'0' * 64}?offset={offset}"
    answer = Client().put(url, b"x", content_type="application/octet-stream", headers=phone.headers)
    assert answer.status_code in (404, 422)


@pytest.mark.usefixtures("phone")
def test_what_is_written_here_holds_to_the_same(cast: Cast) -> None:
    by = author(str(cast.account("ines").pk), "desk")
    for wrong in (meeting(1, language="e\0"), meeting(1, dispositions=[{"code": "home", "role": "x\0"}])):
        with pytest.raises(door.EntryInvalid):
            door.record(wrong, by=by, at=NOW, now=NOW)
    with pytest.raises(door.EntryInvalid):
        door.record(meeting(1), by=by, at=NOW.replace(year=1), now=NOW)
    note = Plain(cls=FieldClass.FREE_TEXT, fields={"text": "a\0"})
    with pytest.raises(door.EntryInvalid):
        door.record(meeting(1), by=by, at=NOW, now=NOW, boxes=[note])
    assert not HeldEntry.objects.exists()
