"""Devices, and whose arriving entries wait for a supervisor."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.utils import timezone

from vereda.access import lookups
from vereda.access.actions import memberships
from vereda.access.actions.devices import enrol_device, revoke_device, token_hash
from vereda.access.authority import judge
from vereda.access.errors import DeviceUnknown, NotYourUsers
from vereda.access.models import Device, Membership
from vereda.access.words import RevokedFor, Role

pytestmark = [pytest.mark.storage, pytest.mark.django_db]


@dataclass
class Arrived:
    author: str
    device: str
    group: str = "piedras-negras"
    country: str = "mx"


@pytest.fixture
def phone(cast):
    receipt, token = enrol(cast, "rafael", "piedras-negras")
    return receipt.subject, token


def enrol(cast, by: str, group: str):
    return enrol_device(country="mx", group=group, label="teléfono 1", by=cast.reader(by), at=timezone.now())


def test_a_device_keeps_its_token_and_the_house_only_a_hash(phone):
    device, token = phone
    row = Device.objects.get(subject=device)
    assert row.token_hash == token_hash(token)
    assert token not in str(Device.objects.values_list())
    assert lookups.device_of_token(token) == str(device)
    assert lookups.device_of_token("guessed") is None


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
    assert lookups.device_of_token(token) == str(device), "nothing that was signed is thrown away"
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
