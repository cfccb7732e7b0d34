"""Meetings that may be one are found for many in one look, the same as one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from vereda.encounters.lookups import imports_not_counted, likely_same, likely_same_of
from vereda.encounters.models import Encounter, ImportBatch

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 13, 12, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)
BATCHES = [UUID(int=1), UUID(int=2)]  # the second one is still open


def row(number: int, chance: Random) -> Encounter:
    at, people = NOON + timedelta(minutes=chance.randrange(180)), chance.choice([0, 1, 4, 5, 6, 10])
    return Encounter(
        subject=UUID(int=100 + number), country="mx", group=chance.choice(["tapachula", "tapachula", "tapachula", "oaxaca"]),
        occurred_at=at, local_on=at.date(), people_met=people, minors=0, unaccompanied_minors=0, bodies=0,
        h3_5=chance.choice(["", "85489e37fffffff", "85489e33fffffff"]), batch=chance.choice([None, None, None, *BATCHES]),
        is_aggregate=chance.random() < 0.1, is_withdrawn=chance.random() < 0.1, is_disputed=False,
        has_note=False, has_names=False, joined_into=UUID(int=7) if chance.random() < 0.1 else None,
    )  # fmt: skip


def one_by_one(row: Encounter) -> list[UUID]:
    """Ask the database for one meeting alone."""
    if row.is_aggregate:
        return []
    rows = Encounter.objects.filter(
        is_aggregate=False, country=row.country, group=row.group, is_withdrawn=False, joined_into__isnull=True,
        occurred_at__range=(row.occurred_at - HALF_AN_HOUR, row.occurred_at + HALF_AN_HOUR),
        people_met__range=(row.people_met * 8 // 10, row.people_met * 12 // 10 + 1),
    ).exclude(subject=row.subject).exclude(batch__in=imports_not_counted(row.country))  # fmt: skip
    rows = rows.exclude(batch=row.batch) if row.batch else rows
    rows = rows.filter(Q(h3_5=row.h3_5) | Q(h3_5="")) if row.h3_5 else rows
    return list(rows.order_by("occurred_at", "subject")[:5].values_list("subject", flat=True))


@pytest.fixture(params=range(3))
def rows(request: pytest.FixtureRequest) -> list[Encounter]:
    told = {"country": "mx", "group": "tapachula", "rows": 1, "is_cancelled": False}
    for batch, is_closed in zip(BATCHES, (True, False), strict=True):
        ImportBatch.objects.create(subject=batch, file_sha256=str(batch), is_closed=is_closed, **told)
    chance = Random(request.param)
    Encounter.objects.bulk_create(row(number, chance) for number in range(120))
    return list(Encounter.objects.filter(group="tapachula").order_by("-occurred_at", "subject"))


def test_of_many_the_same_are_found_as_one_by_one(rows: list[Encounter]):
    found = likely_same_of(rows)
    assert {subject: [one.subject for one in others] for subject, others in found.items()} == {
        one.subject: one_by_one(one) for one in rows
    }
    assert sum(map(bool, found.values())) > 20, "there is something to find"


def test_of_one_the_same_are_found(rows: list[Encounter]):
    for one in rows:
        assert [other.subject for other in likely_same(one)] == one_by_one(one)


def test_many_are_asked_for_together(rows: list[Encounter]):
    with CaptureQueriesContext(connection) as queries:
        likely_same_of(rows)
    assert len(queries) == 2
    assert likely_same_of([]) == {}
