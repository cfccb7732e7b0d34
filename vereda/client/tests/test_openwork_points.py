"""What a phone holds of assistance points: kind, number, how it was found; no place, no name, no note."""

from __future__ import annotations

from datetime import timedelta

import orjson
import pytest
from django.utils import timezone

from vereda.client.tests.test_openwork import Post
from vereda.logbook.door import disputes, record
from vereda.safety.door import PointState, points_actions
from vereda.safety.entries.points import PointSet

pytestmark = pytest.mark.django_db
STANDS = points_actions.Stands(28.70512, -100.50734, "bajo el mezquite")


def points_in(page) -> list:
    return [one for one in page["items"] if one["kind"] == "assist_point"]


def test_a_phone_gets_the_points_of_its_group_without_where_they_stand_until_they_are_taken_away(cast):
    post, other, now = Post(cast, "ines", "piedras-negras"), Post(cast, "nadia", "tapachula"), timezone.now()
    told = points_actions.Told(what="water", number="3", name="La noria", state="MX-COA", municipality="05025")
    subject = points_actions.set_point(told, by=post.by, at=now - timedelta(minutes=3), stands=STANDS).subject
    points_actions.look_at_point(point=subject, found=PointState.EMPTY, by=post.by, at=now, note="se rompió la tapa")
    page = post.pull()
    (held,) = points_in(page)
    assert (held["subject"], held["is_open"]) == (str(subject), True)
    assert set(held["state"]) == {"what", "number", "found", "looked_at"}
    assert (held["state"]["what"], held["state"]["number"], held["state"]["found"]) == ("water", "3", "empty")
    said = orjson.dumps(page).decode()
    for kept in ("28.70", "100.50", "mezquite", "noria", "05025", "tapa"):
        assert kept not in said
    assert points_in(other.pull()) == []
    points_actions.take_point_away(point=subject, by=post.by, at=timezone.now())
    later = post.pull(page["cursor"])
    assert str(subject) in later["gone"]
    assert points_in(later) == []


def test_what_two_desks_wrote_differently_of_a_point_is_on_no_phone(cast):
    post, now = Post(cast, "ines", "piedras-negras"), timezone.now()
    told = points_actions.Told(what="water", number="3", name="La noria")
    first = points_actions.set_point(told, by=post.by, at=now, stands=STANDS)
    for name in ("La poza", "El pozo"):
        payload = PointSet(what="water", number="3", name=name)
        record(payload, subject=first.subject, seen=[first.entry], by=post.by, at=now)  # as a desk does that was cut off
    assert [row.kind for row in disputes("piedras-negras", "mx")] == ["assist_point"]
    page = post.pull()
    assert points_in(page)[0]["conflicts"] == []
    assert "poza" not in orjson.dumps(page).decode()
