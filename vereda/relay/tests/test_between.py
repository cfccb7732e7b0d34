"""Practices travel in bundles, and what another country told comes in under its own name alone."""

from __future__ import annotations

import pytest

from vereda.bundles.contents import given, kinds
from vereda.bundles.tests.made import house
from vereda.exchange import door as exchange
from vereda.exchange.tests.test_exchange import AT, INES, drafted, publish
from vereda.training import door as training

pytestmark = pytest.mark.django_db


def test_a_published_practice_goes_and_comes_as_a_draft_of_whoever_sent_it():
    subject = drafted()
    assert given("mx")["practice"].items == []
    publish(subject)
    (item,) = given("mx")["practice"].items
    kind, abroad = kinds()["practice"], {**item, "country": "gt"}
    assert kind.take
    kind.take(house("gt").card, [abroad, {**item, "country": "hn"}, item], INES, AT)
    kind.take(house("gt").card, [abroad], INES, AT)
    came = [one.came_from for one in exchange.practices("mx") if one.came_from]
    assert came == ["gt"], "once, and nothing in another's name"
    kind.take(house("mx").card, [item], INES, AT)
    assert [one.came_from for one in exchange.practices("mx") if one.came_from] == ["gt"]
    with pytest.raises(ValueError, match="texts"):
        kind.check({**item, "texts": []})


def test_a_course_goes_without_anybody_and_comes_as_a_draft_of_whoever_sent_it(home):
    kind = kinds()["course"]
    item = next(one for one in given("gt")["course"].items if one["of"]["code"] == "rights")
    item["texts"]["es"]["title"] = "Derechos en Guatemala"
    assert kind.take
    for _ in range(2):
        kind.take(house("gt").card, [item, {**item, "country": "hn"}, {**item, "country": "mx"}], INES, AT)
    assert [(one.sender, one.of.code) for one in training.courses_abroad("mx")] == [("gt", "rights")]
    with pytest.raises(ValueError, match="extra"):
        kind.check({**item, "attendances": 12})
