"""What a phone holds of distributions: those that are open, of its own group, with sums; no place that is exact, no caravan."""

from __future__ import annotations

from datetime import timedelta

import orjson
import pytest
from django.utils import timezone

from vereda.client.tests.test_openwork import RIVER, Post
from vereda.gatherings import door
from vereda.gatherings.door import ItemCounted, Offered, PeopleCounted, Point
from vereda.logbook.door import record_all

pytestmark = pytest.mark.django_db


def gatherings_in(page) -> list:
    return [one for one in page["items"] if one["kind"] == "gathering"]


def test_a_phone_gets_open_counts_of_its_group_until_they_are_closed(cast):
    post, other = Post(cast, "ines", "piedras-negras"), Post(cast, "nadia", "tapachula")
    now = timezone.now() - timedelta(minutes=2)
    point = Point(where=RIVER, items=[Offered(item="water_1l")], staff=[post.by.account], note="Vino don Fulano")
    subject = door.open_distribution(point, by=post.by, at=now).subject
    people, items = [PeopleCounted(sex="F", age_band="18+", count=6)], [ItemCounted(item="water_1l", count=6)]
    entry = door.count(gathering=subject, people=people, items=items, lane="1", by=post.by, at=now).entry
    door.open_caravan(name="Del viernes", by=post.by, at=now)
    page = post.pull()
    (held,) = gatherings_in(page)
    assert (held["subject"], held["is_open"]) == (str(subject), True)
    assert held["state"]["people"] == {"F:18+": 6}
    assert held["state"]["given"] == {"water_1l": 6}
    assert set(held["state"]["latest"].values()) == {str(entry)}
    said = orjson.dumps(page).decode()
    assert "Fulano" not in said
    assert "compuerta" not in said
    assert "28.70512" not in said
    assert "Del viernes" not in said, "no phone holds a caravan"
    assert gatherings_in(other.pull()) == []
    record_all(door.closing_of(subject, by=post.by, at=timezone.now(), now=timezone.now()).drafts)
    later = post.pull(page["cursor"])
    assert str(subject) in later["gone"]
    assert gatherings_in(later) == []
