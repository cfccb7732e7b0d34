"""What a post practises goes up as all it writes, comes down to the own post alone, and gives nobody a right."""

from __future__ import annotations

from datetime import date

import pytest

from vereda.access.entries import DeviceEnrolled, PracticeBegun
from vereda.access.models import Device, Practice
from vereda.encounters.entries import ReportedCount, TotalReported
from vereda.logbook.door import facts_of_month, head
from vereda.logbook.models import State
from vereda.logbook.tests.pens import NOTE, meeting
from vereda.practice import shadow_of
from vereda.relay.tests.test_headquarters import Machine

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
HERE = "piedras-negras"
SHADOW = shadow_of(HERE)


def test_what_the_desk_of_a_post_practises_is_taken_and_counts_nowhere(cast):
    machine = Machine()
    begun = PracticeBegun(until="2030-01-01T00:00:00-06:00")
    rafael = cast.account("rafael").pk
    assert machine.bring(machine.write(begun, rafael, group=SHADOW)) == ["accepted"]
    assert machine.bring(machine.write(meeting(3), rafael, None, NOTE, group=SHADOW)) == ["accepted"]
    assert Practice.objects.get().group == SHADOW
    assert {row.counted_on for row in State.objects.filter(group=SHADOW)} == {None}
    assert head() is not None
    assert list(facts_of_month("mx", date(2024, 1, 1))) == []


def test_the_own_post_gets_what_its_group_practised_elsewhere_and_no_other_post_does(cast):
    here, there = Machine(), Machine("tapachula")
    entry = here.write(meeting(2), cast.account("ines").pk, None, NOTE, group=SHADOW)
    here.bring(entry)
    assert str(entry.body.id) in here.listed()
    assert str(entry.body.id) not in there.listed()


def test_a_post_practises_in_its_own_group_alone(cast):
    machine = Machine()
    foreign = machine.write(meeting(2), cast.account("ines").pk, group=shadow_of("tapachula"))
    assert machine.bring(foreign) != ["accepted"]


def test_a_practice_enrols_no_phone(cast):
    machine = Machine()
    told = DeviceEnrolled(country="mx", group=SHADOW, label="x", token_hash="0" * 64)
    for group in (SHADOW, HERE):
        machine.bring(machine.write(told, cast.account("rafael").pk, group=group))
    assert not Device.objects.filter(group=SHADOW).exists()


def test_a_practised_total_is_no_total(cast):
    machine = Machine()
    on = "2024-01-05"
    told = TotalReported(from_on=on, to_on=on, counts=[ReportedCount(category="SOCIAL", count=9)], source="libreta")
    machine.bring(machine.write(told, cast.account("rafael").pk, group=SHADOW))
    assert list(facts_of_month("mx", date(2024, 1, 1))) == []
