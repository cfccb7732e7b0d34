"""Practices travel in bundles, and what another country told comes in under its own name alone."""

from __future__ import annotations

import pytest

from vereda.bundles.contents import given, kinds
from vereda.bundles.tests.made import house
from vereda.exchange import door as exchange
from vereda.exchange.tests.test_exchange import AT, INES, drafted, publish

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
