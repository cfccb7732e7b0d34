"""What was practised counts nowhere, and is empty after thirty days; its entries stay in the chain."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from vereda.countries.door import pack
from vereda.encounters.door import Line, Meeting, Named, PlaceKind, Service, Where, record_meeting, withdraw_meeting
from vereda.logbook import door
from vereda.logbook.actions.practised import empty_practice
from vereda.logbook.actions.rebuild import read_models
from vereda.logbook.errors import SubjectOfPractice
from vereda.logbook.models import Box, ErasedKey, LogEntry, Practised, State
from vereda.logbook.nodekeys import key_store
from vereda.logbook.words import PRACTICE_DAYS
from vereda.people.door import Identity
from vereda.practice import shadow_of
from vereda.statistics.models import DirtyMonth

NOW = datetime(2026, 3, 10, 18, tzinfo=UTC)
REAL = door.Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros", pack=pack("mx").hash)
SHADOW = replace(REAL, group=shadow_of(REAL.group))

pytestmark = [pytest.mark.django_db, pytest.mark.storage]


def meet(by: door.Author, at: datetime = NOW, *, note: str = "pide llamar") -> UUID:
    told = Meeting(
        people_met=2,
        lines=[Line(line_id="HN-F-18p", count=2, nationality="HN", sex="F", age_band="18+")],
        services=[Service(service="WATER")],
        where=Where(kind=PlaceKind.POINT, lat=28.72, lon=-100.53, accuracy_m=8),
        note=note,
        named=[Named(line_id="HN-F-18p", identity=Identity(given="Xóchitl", families=["Cruz"]), purpose="medical")],
    )
    return record_meeting(told, by=by, at=at).subject


def received(entries: datetime) -> None:
    """Have all that is here be received at an instant: the machine's clock is none of the test's."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT sql, name FROM sqlite_master WHERE type='trigger' AND tbl_name='logbook_logentry'")
            triggers = cursor.fetchall()
            for _sql, name in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            LogEntry.objects.update(received_at=entries)
            for sql, _name in triggers:
                cursor.execute(sql)
    else:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE logbook_logentry DISABLE TRIGGER USER")
            LogEntry.objects.update(received_at=entries)
            cursor.execute("ALTER TABLE logbook_logentry ENABLE TRIGGER USER")


def test_nothing_that_is_practised_counts_or_marks_a_month():
    DirtyMonth.objects.all().delete()
    subject = meet(SHADOW)
    withdraw_meeting(subject, reason="mistake", by=SHADOW, at=NOW)
    meet(SHADOW)
    assert not DirtyMonth.objects.exists()
    assert list(door.facts_of_month("mx", NOW.date().replace(day=1))) == []
    assert door.months_counted("mx") == []
    meet(REAL)
    assert {row.group for row in door.facts_of_month("mx", NOW.date().replace(day=1))} == {REAL.group}


def test_an_erasure_in_practice_carries_no_counts():
    subject = meet(SHADOW)
    door.erase(subject, by=SHADOW, at=NOW, second="rafael")
    assert list(door.facts_of_month("mx", NOW.date().replace(day=1))) == []


def test_after_thirty_days_nothing_can_be_read_and_the_chain_stands():
    real = meet(REAL, note="de verdad")
    before = door.digest_of_read_models()
    meet(SHADOW)
    owners = {box.owner.hex for box in Box.objects.exclude(entry__in=LogEntry.objects.filter(subject=real).values("id"))}
    entries = LogEntry.objects.count()
    received(NOW)
    assert empty_practice(now=NOW + timedelta(days=PRACTICE_DAYS, seconds=-1)) == 0
    assert door.digest_of_read_models() != before
    assert empty_practice(now=NOW + timedelta(days=PRACTICE_DAYS)) == 2, "the encounter and the person"
    assert door.digest_of_read_models() == before
    alive = {row.owner for row in key_store().store.all_rows()}
    named = {box.owner.hex for box in Box.objects.filter(entry__in=LogEntry.objects.filter(group=SHADOW.group).values("id"))}
    assert named
    assert not named & alive
    assert owners - named <= alive | owners
    assert LogEntry.objects.count() == entries
    assert door.verify().holds


def test_a_rebuild_does_not_bring_it_back():
    meet(REAL)
    meet(SHADOW)
    received(NOW)
    late = NOW + timedelta(days=PRACTICE_DAYS)
    empty_practice(now=late)
    before = door.digest_of_read_models()
    door.rebuild(now=late)
    assert door.digest_of_read_models() == before
    assert not State.objects.filter(group=SHADOW.group).exists()
    assert not [model for model in read_models() for row in model.objects.all() if getattr(row, "group", "") == SHADOW.group]


def test_a_rebuild_within_the_days_gives_the_practice_as_it_was():
    meet(SHADOW)
    before = door.digest_of_read_models()
    received(NOW)
    door.rebuild(now=NOW)
    assert door.digest_of_read_models() == before


def test_what_comes_late_is_gone_with_the_next_run_and_opens_nothing():
    subject = meet(SHADOW)
    received(NOW)
    late = NOW + timedelta(days=PRACTICE_DAYS)
    empty_practice(now=late)
    withdraw_late(subject, late)
    assert empty_practice(now=late) == 1
    assert not State.objects.filter(subject=subject).exists()
    assert not Practised.objects.exists()
    assert ErasedKey.objects.exists()
    assert door.verify().holds


def withdraw_late(subject: UUID, at: datetime) -> None:
    from vereda.encounters.entries import Withdrawn

    door.record(Withdrawn(reason="mistake"), by=SHADOW, at=at, subject=subject)


def test_the_job_of_retention_does_it():
    meet(SHADOW)
    received(NOW)
    door.keep_retention(now=NOW + timedelta(days=PRACTICE_DAYS))
    assert not State.objects.filter(group=SHADOW.group).exists()


def test_the_days_are_those_of_the_pack():
    assert pack("mx").retention["practice"].days == PRACTICE_DAYS


@pytest.mark.parametrize(("first", "then"), [(REAL, SHADOW), (SHADOW, REAL)])
def test_the_real_day_and_the_practice_are_never_written_into_each_other(first: door.Author, then: door.Author):
    from vereda.encounters.entries import Withdrawn

    subject = meet(first)
    with pytest.raises(SubjectOfPractice):
        door.record(Withdrawn(reason="mistake"), by=then, at=NOW, subject=subject)
