"""Counts and caravans as they are written: one block for a closing and its encounter, one part of a caravan for a group."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from vereda.encounters.models import Encounter
from vereda.gatherings import door
from vereda.gatherings.door import Announcement, CaravanPart, Gathering, ItemCounted, Offered, PeopleCounted, Point
from vereda.gatherings.entries import Counted
from vereda.gatherings.errors import AlreadyJoined, ArrivesInThePast, LaneMissing, NothingOffered, NotOpen, UnknownItem
from vereda.logbook.door import Author, facts_of_month, rebuild, record, record_all

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
BY = Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros")
OTHER = Author(account="nadia", group="tapachula", country="mx", zone="America/Mexico_City")
WATER = Point(items=[Offered(item="water_1l")])


def people(count: int) -> list[PeopleCounted]:
    return [PeopleCounted(sex="F", age_band="18+", count=count)]


def opened():
    return door.open_distribution(WATER, by=BY, at=timezone.now() - timedelta(minutes=5)).subject


def test_the_closing_and_its_encounter_are_one_block_and_count_once():
    subject, now = opened(), timezone.now()
    door.count(gathering=subject, people=people(12), items=[ItemCounted(item="water_1l", count=9)], by=BY, at=now)
    closing = door.closing_of(subject, by=BY, at=now, now=now)
    receipts = record_all(closing.drafts)
    assert len({one.block for one in receipts}) == 1
    met = Encounter.objects.get()
    assert (met.subject, met.people_met) == (closing.encounter, 12)
    rows = list(facts_of_month("mx", met.local_on.replace(day=1)))
    assert max(row.people for row in rows) == 12
    assert {code for row in rows for code in row.services} == {"WATER"}
    assert Gathering.objects.get().encounter == met.subject
    with pytest.raises(NotOpen):
        door.closing_of(subject, by=BY, at=now, now=now)


def test_a_rebuild_gives_the_same_rows():
    subject = opened()
    door.count(gathering=subject, people=people(3), lane="1", by=BY, at=timezone.now())
    crowd = door.open_caravan(name="Del viernes", by=BY, at=timezone.now()).subject
    before = [list(Gathering.objects.values()), list(CaravanPart.objects.filter(subject=crowd).values())]
    rebuild()
    assert [list(Gathering.objects.values()), list(CaravanPart.objects.filter(subject=crowd).values())] == before


def test_taps_that_come_before_their_opening_wait_for_it():
    from uuid import uuid4

    subject = uuid4()
    record(Counted(people=people(4)), subject=subject, by=BY, at=timezone.now(), seen=[])
    assert not Gathering.objects.exists()


def test_another_group_is_told_that_there_is_nothing():
    subject = opened()
    with pytest.raises(NotOpen):
        door.count(gathering=subject, people=people(1), by=OTHER, at=timezone.now())
    with pytest.raises(NotOpen):
        door.closing_of(subject, by=OTHER, at=timezone.now(), now=timezone.now())


def test_what_cannot_be_right_is_refused():
    now = timezone.now()
    with pytest.raises(NothingOffered):
        door.open_distribution(Point(), by=BY, at=now)
    with pytest.raises(UnknownItem):
        door.open_distribution(Point(items=[Offered(item="gold")]), by=BY, at=now)
    with pytest.raises(ArrivesInThePast):
        door.announce_reception(Point(), Announcement(due_at=now - timedelta(minutes=1)), by=BY, at=now)
    with pytest.raises(LaneMissing):
        door.take_lane(gathering=opened(), counter="ines", by=BY, at=now)


@pytest.mark.django_db(transaction=True)
def test_a_group_that_joins_twice_at_once_has_one_part():
    def join(_number: int) -> str:
        try:
            door.join_caravan(key="7QM2X4RD", name="Del viernes", by=BY, at=timezone.now())
        except AlreadyJoined as refused:
            return refused.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(3) as pool:
        told = sorted(pool.map(join, range(3)))
    assert told == ["", "gatherings.already_joined", "gatherings.already_joined"]
    assert CaravanPart.objects.count() == 1
