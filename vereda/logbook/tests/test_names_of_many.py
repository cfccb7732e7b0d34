"""A name among many: who bears all of its words, the first fifty, found by the word that fewest bear."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vereda.logbook import lookups, sealing
from vereda.logbook.lookups import COMMON, FOUND, find_names
from vereda.logbook.models import NameToken
from vereda.logbook.nodekeys import index_key

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
HOME, OTHER = "piedras-negras", "tapachula"
MANY = COMMON + 40


def person(number: int) -> UUID:
    return UUID(int=1 << 100 | number)


@pytest.fixture
def borne() -> None:
    """Everybody here is called María; every second one López, one in seven of them Xóchitl, one alone Ñandú; others elsewhere."""
    rows = []
    for number in range(MANY):
        words = ["maria"] + ["lopez"] * (number % 2 == 0) + ["xochitl"] * (number % 14 == 0) + ["nandu"] * (number == 42)
        for group in (HOME, OTHER) if number % 5 == 0 else (HOME,):
            id_ = person(number if group == HOME else number + MANY)
            rows += [NameToken(token=sealing.blind(index_key(group), word), subject=id_, group=group) for word in words]
    NameToken.objects.bulk_create(rows)


def wanted(every: int) -> list[UUID]:
    return [person(number) for number in range(0, MANY, every)][:FOUND]


@pytest.mark.usefixtures("borne")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["maria"], wanted(1)),
        (["maria", "lopez"], wanted(2)),
        (["lopez", "maria", "lopez"], wanted(2)),
        (["maria", "xochitl", "lopez"], wanted(14)),
        (["nandu", "maria"], [person(42)]),
        (["nandu", "nobody"], []),
        (["nobody"], []),
        ([], []),
    ],
)
def test_all_words_must_be_borne_and_the_first_fifty_are_found_in_the_order_of_their_ids(words: list[str], found: list[UUID]):
    assert find_names(words, HOME) == found


@pytest.mark.usefixtures("borne")
def test_another_group_is_not_looked_through(monkeypatch: pytest.MonkeyPatch):
    assert find_names(["maria", "lopez"], OTHER) == [person(number + MANY) for number in range(0, MANY, 10)]
    monkeypatch.setattr(lookups, "index_key", lambda _group: index_key(HOME))  # whoever had the key of another group
    assert find_names(["maria"], OTHER) == []


@pytest.mark.usefixtures("borne")
def test_a_common_name_reads_no_more_persons_than_it_shows():
    with CaptureQueriesContext(connection) as asked:
        find_names(["maria", "lopez"], HOME)
    assert len(asked) == 3, "two looks at which word is rarer, one search"
    assert all("LIMIT" in one["sql"] for one in asked)
