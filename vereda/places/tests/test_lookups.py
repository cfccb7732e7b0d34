"""Places of Mexico, from the pack."""

from __future__ import annotations

import pytest

from vereda.countries.door import pack
from vereda.places import door

MX = pack("mx")


@pytest.mark.parametrize("code", list(MX.groups))
def test_post_of_each_group_lies_in_its_state_and_municipality(code: str):
    group = MX.groups[code]
    door.check_point("mx", group.lat, group.lon)
    place = door.locate("mx", group.lat, group.lon)
    assert (place.state, place.municipality) == (group.state, group.municipality)


def test_nearly_every_town_lies_in_its_state():
    """The shapes are simplified at 0.01 degrees: towns on a state line may fall over it. Counted, so that it cannot grow."""
    towns = [(row.state, row.lat, row.lon) for row in MX.admin2.values() if row.lat is not None and row.lon is not None]
    wrong = [state for state, lat, lon in towns if door.locate("mx", lat, lon).state != state]
    assert len(towns) == 2393
    assert len(wrong) <= 34


def test_islet_in_the_bravo_is_in_coahuila_and_eagle_pass_is_abroad():
    assert door.locate("mx", 28.70, -100.515).state == "MX-COA"
    assert door.locate("mx", 28.75, -100.40)[:3] == (None, None, "US-TX")


def test_swapped_point_of_tapachula_is_caught_with_the_suggestion():
    with pytest.raises(door.CoordinatesSwapped) as refused:
        door.check_point("mx", -92.1, 14.9)
    assert refused.value.suggestion == (14.9, -92.1)


def test_missing_minus_is_caught():
    with pytest.raises(door.SignMissing) as refused:
        door.check_point("mx", 14.9, 92.1)
    assert refused.value.suggestion == (14.9, -92.1)


@pytest.mark.parametrize(("lat", "lon"), [(0, 0), (90, 180), (40.4, -3.7)])
def test_points_far_away_are_flagged(lat: float, lon: float):
    with pytest.raises(door.BadPoint):
        door.check_point("mx", lat, lon)


def test_outline_tells_own_areas_from_neighbours():
    outline = door.admin1_outline("mx")
    own = [area for area in outline["features"] if area["properties"]["is_own"]]
    assert len(own) == 32
    assert len(outline["features"]) > 32
    assert "Natural Earth" in outline["attribution"]
