"""Devices, their agents, and whose arriving entries wait for a supervisor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from vereda.access import lookups, phones
from vereda.access.actions import memberships
from vereda.access.actions.accounts import close_account
from vereda.access.actions.contact import finish_device_reads, log_device_reads
from vereda.access.actions.devices import add_agent, enrol_device, note_lost, note_wiped, remove_agent, revoke_device
from vereda.access.authority import judge
from vereda.access.entries import Look, ReadOnDevice
from vereda.access.errors import (
    AgentNotOnDevice,
    AgentsOwnCode,
    AgentWithoutRight,
    DeviceRevokedAlready,
    DeviceUnknown,
    NotYourUsers,
)
from vereda.access.models import Device, Membership, ReadRow
from vereda.access.rules.tokens import token_hash
from vereda.access.words import Purpose, RecordClass, RevokedFor, Role
from vereda.logbook.door import Author, heads, history, rebuild, record

pytestmark = [pytest.mark.storage, pytest.mark.django_db]


@dataclass
class Named:
    cls: str


@dataclass
class Arrived:
    author: str
    device: str
    group: str = "piedras-negras"
    country: str = "mx"
    kind: str = "encounters.recorded"
    payload: Mapping[str, Any] = field(default_factory=dict)
    boxes: Sequence[Named] = ()


@pytest.fixture
def phone(cast):
    receipt, token = enrol(cast, "rafael", "piedras-negras", agents=[cast.account("ines").pk])
    return receipt.subject, token


def enrol(cast, by: str, group: str, **more):
    return enrol_device(country="mx", group=group, label="teléfono 1", by=cast.reader(by), at=timezone.now(), **more)


def test_a_device_keeps_its_token_and_the_house_only_a_hash(phone):
    device, token = phone
    row = Device.objects.get(subject=device)
    assert row.token_hash == token_hash(token)
    assert token not in str(Device.objects.values_list())
    assert phones.device_of_token(token) == str(device)
    assert phones.device_of_token("guessed") is None


def test_coordinators_enrol_in_their_own_group_only(cast, phone):
    for name, group in (("rafael", "tapachula"), ("ines", "piedras-negras"), ("nadia", "tapachula"), ("julia", "tapachula")):
        with pytest.raises(NotYourUsers):
            enrol(cast, name, group)
    assert enrol(cast, "alma", "tapachula")
    with pytest.raises(DeviceUnknown):
        revoke_device(device=uuid4(), reason="lost", by=cast.reader("rafael"), at=timezone.now())


def test_what_comes_from_a_known_author_on_a_known_device_is_taken(cast, phone):
    ines = str(cast.account("ines").pk)
    assert judge(Arrived(ines, str(phone[0])), str(phone[0])) is None
    assert judge(Arrived(ines, "desk"), None) is None


def test_a_revoked_device_is_recognised_and_what_it_sends_waits(cast, phone):
    device, token = phone
    revoke_device(device=device, reason="stolen", by=cast.reader("rafael"), at=timezone.now())
    assert phones.device_of_token(token) == str(device), "nothing that was signed is thrown away"
    assert judge(Arrived(str(cast.account("ines").pk), str(device)), str(device)) == "access.device_revoked"


def test_devices_and_authors_of_elsewhere_wait(cast, phone):
    device, ines, nadia = str(phone[0]), str(cast.account("ines").pk), str(cast.account("nadia").pk)
    assert judge(Arrived(ines, device, group="tapachula"), device) == "access.device_of_other_group"
    assert judge(Arrived(nadia, device), device) == "access.author_of_other_group"
    assert judge(Arrived(str(uuid4()), device), device) == "access.author_of_other_group"
    assert judge(Arrived("somebody", device), device) == "access.author_unknown"
    assert judge(Arrived("operator", device), device) == "access.author_unknown"
    assert judge(Arrived(ines, str(uuid4())), None) == "access.device_unknown"


def test_an_author_without_a_right_today_waits_and_another_role_in_the_group_is_right_enough(cast, phone):
    device, ines = str(phone[0]), cast.account("ines")
    row = Membership.objects.get(account=ines.pk)
    memberships.revoke(membership=row.subject, reason=RevokedFor.ROLE_CHANGED, by=cast.reader("rafael"), at=timezone.now())
    assert judge(Arrived(str(ines.pk), device), device) == "access.author_without_right"
    today = lookups.local_day("mx", "piedras-negras")
    memberships.grant(
        account=ines.pk, role=Role.PARAMEDIC, country="mx", group="piedras-negras", from_on=today, by=cast.reader("rafael"),
        at=timezone.now(),
    )  # fmt: skip
    assert judge(Arrived(str(ines.pk), device), device) is None


def test_what_an_agent_whose_account_was_closed_still_writes_waits(cast, phone):
    device, ines = str(phone[0]), cast.account("ines")
    close_account(account=ines.pk, by=cast.reader("rafael"))
    assert judge(Arrived(str(ines.pk), device), device) == "access.author_without_right"
    assert judge(Arrived(device, device), device) is None, "the phone itself is in good standing"


def test_who_was_not_added_to_the_phone_waits_until_she_is(cast, phone):
    device, tomas = phone[0], cast.account("tomas").pk
    assert judge(Arrived(str(tomas), str(device)), str(device)) == "access.author_not_on_device"
    add_agent(device=device, account=tomas, by=cast.reader("rafael"), at=timezone.now())
    assert judge(Arrived(str(tomas), str(device)), str(device)) is None
    remove_agent(device=device, account=tomas, by=cast.reader("rafael"), at=timezone.now())
    assert judge(Arrived(str(tomas), str(device)), str(device)) == "access.author_not_on_device"
    with pytest.raises(AgentNotOnDevice):
        remove_agent(device=device, account=tomas, by=cast.reader("rafael"), at=timezone.now())


def test_who_may_put_whom_on_a_phone(cast, phone):
    device, now = phone[0], timezone.now()
    who = {name: cast.account(name).pk for name in ("tomas", "lucia", "nadia", "bruno")}
    for by, name, refusal in (
        ("rafael", "nadia", AgentWithoutRight),  # of another group
        ("rafael", "bruno", AgentWithoutRight),  # of no group
        ("rafael", "lucia", AgentsOwnCode),  # a role that a coordinator does not give
        ("alma", "tomas", AgentsOwnCode),  # an administrator reads no case data, and lends nobody's name
        ("ines", "tomas", NotYourUsers),
        ("nadia", "tomas", NotYourUsers),
    ):
        with pytest.raises(refusal):
            add_agent(device=device, account=who[name], by=cast.reader(by), at=now)
    add_agent(device=device, account=who["lucia"], by=cast.reader("lucia"), at=now)
    add_agent(device=device, account=who["tomas"], by=cast.reader("rafael"), at=now)
    assert set(Device.objects.get().agents) == {str(cast.account("ines").pk), str(who["lucia"]), str(who["tomas"])}


def test_an_agent_whose_account_was_closed_is_no_agent_of_a_phone(cast, phone):
    ines = cast.account("ines")
    row = phones.device(phone[0])
    assert phones.agents_on(row) == [str(ines.pk)]
    ines.is_active = False
    ines.save()
    assert phones.agents_on(row) == []
    with pytest.raises(AgentWithoutRight):
        add_agent(device=phone[0], account=ines.pk, by=cast.reader("rafael"), at=timezone.now())


@pytest.mark.parametrize(
    ("kind", "boxes", "payload", "why"),
    [
        ("encounters.recorded", [], {}, None),
        ("encounters.recorded", [Named("whereabouts")], {"people_met": 2}, None),
        ("encounters.recorded", [Named("free_text")], {}, "access.not_while_locked"),
        ("encounters.recorded", [Named("identity")], {}, "access.not_while_locked"),
        ("encounters.recorded", [], {"persons": [{}]}, "access.not_while_locked"),
        ("encounters.recorded", [], {"lines": [{"line_id": "a"}, {"line_id": "b", "persons": ["x"]}]}, "access.not_while_locked"),
        ("encounters.recorded", [], {"lines": [{"line_id": "a", "count": 3, "persons": []}]}, None),
        ("encounters.corrected", [], {}, "access.not_while_locked"),
        ("people.person_met", [], {}, "access.not_while_locked"),
        ("groups.patrol_checked_in", [], {}, None),
        ("rescue.alert_received", [Named("free_text")], {}, None),
    ],
)
def test_a_locked_phone_writes_a_tally_an_alert_and_a_check_in_and_nothing_else(phone, kind, boxes, payload, why):
    device = str(phone[0])
    assert judge(Arrived(device, device, kind=kind, boxes=boxes, payload=payload), device) == why


def test_a_phone_is_wiped_once_and_only_when_it_was_revoked(cast, phone):
    """SEC-033"""
    device = phone[0]
    note_wiped(device=device, at=timezone.now())
    assert Device.objects.get().wiped_at is None
    revoke_device(device=device, reason="stolen", by=cast.reader("rafael"), at=timezone.now())
    first = timezone.now()
    note_wiped(device=device, at=first)
    note_wiped(device=device, at=timezone.now())
    assert (Device.objects.get().wiped_at, Device.objects.get().revoked_for) == (first, "stolen")


def test_sec_038_a_phone_in_other_hands_says_so_once_ends_and_what_it_sends_waits(cast, phone):
    """SEC-038: by its own word; the entry is the device's, and its wipe is noted as that of a revoked one."""
    device, first = phone[0], timezone.now()
    note_lost(device=device, at=first)
    note_lost(device=device, at=timezone.now())
    row = Device.objects.get()
    assert (row.lost_at, row.revoked_at, row.is_ended) == (first, None, True)
    assert [one.author for one in history(device) if one.kind == "access.device_reported_lost"] == [str(device)]
    assert judge(Arrived(str(cast.account("ines").pk), str(device)), str(device)) == "access.device_reported_lost"
    with pytest.raises(DeviceRevokedAlready):
        add_agent(device=device, account=cast.account("tomas").pk, by=cast.reader("rafael"), at=timezone.now())
    note_wiped(device=device, at=first)
    assert Device.objects.get().wiped_at == first


def test_sec_038_what_a_revoked_phone_says_of_itself_changes_nothing(cast, phone):
    """SEC-038"""
    revoke_device(device=phone[0], reason="stolen", by=cast.reader("rafael"), at=timezone.now())
    note_lost(device=phone[0], at=timezone.now())
    assert Device.objects.get().lost_at is None


def test_a_device_is_the_same_after_a_rebuild(cast, phone):
    device = phone[0]
    add_agent(device=device, account=cast.account("tomas").pk, by=cast.reader("rafael"), at=timezone.now())
    revoke_device(device=device, reason="lost", by=cast.reader("rafael"), at=timezone.now())
    before = list(Device.objects.values())
    assert len(before[0]["agents"]) == 2
    rebuild()
    assert list(Device.objects.values()) == before


# What was looked at on a phone ---------------------------------------------------------------------------------------------


def looked(cast, phone, *records: UUID) -> UUID:
    """Return an entry in which Inés tells what she opened on her phone."""
    by = Author(
        account=str(cast.account("ines").pk), group="piedras-negras", country="mx", zone="America/Matamoros", device=str(phone[0])
    )
    looks = [Look(record=one, record_class=RecordClass.K1, purpose=Purpose.RESCUE, at=timezone.now()) for one in records]
    return record(ReadOnDevice(looks=looks), by=by, at=timezone.now()).entry


def test_each_look_on_a_phone_becomes_a_row_of_the_log_of_reads(cast, phone):
    mission, encounter, other = uuid4(), uuid4(), uuid4()
    told = [looked(cast, phone, mission, encounter), looked(cast, phone, other)]
    before = ReadRow.objects.count()
    assert log_device_reads([*map(str, told), str(uuid4())]) == 3
    rows = list(ReadRow.objects.order_by("seq")[before:])
    assert {row.subject for row in rows} == {str(mission), str(encounter), str(other)}
    assert {(row.account, row.role, row.device, row.purpose, row.action, row.record_class) for row in rows} == {
        (str(cast.account("ines").pk), "agent", str(phone[0]), "rescue", "read", "K1")
    }
    assert lookups.verify_read_log().ok


def test_each_look_is_written_once_also_when_the_machine_stopped_in_between(cast, phone):
    told = looked(cast, phone, uuid4(), uuid4())
    assert finish_device_reads(now=timezone.now()) == 2
    assert (log_device_reads([told]), finish_device_reads(now=timezone.now())) == (0, 0)
    looked(cast, phone, uuid4())
    assert finish_device_reads(now=timezone.now() + timedelta(days=4)) == 0, (
        "it looks back three days, and not over the whole chain"
    )
    assert finish_device_reads(now=timezone.now()) == 1
    assert lookups.verify_read_log().ok


def test_other_entries_are_no_looks(cast, phone):
    before = ReadRow.objects.count()
    assert log_device_reads([heads(phone[0])[0]]) == 0
    assert ReadRow.objects.count() == before
