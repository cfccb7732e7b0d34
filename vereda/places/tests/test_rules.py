"""Where a point lies, on an atlas small enough to draw by hand: two states side by side, a neighbour to the north."""

from __future__ import annotations

import pytest

from vereda.places import door, rules


def square(west: float, south: float, east: float, north: float) -> dict[str, object]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def area(iso: str, code: str, shape: dict[str, object]) -> dict[str, object]:
    return {"type": "Feature", "properties": {"iso": iso, "code": code}, "geometry": shape}


# One degree of latitude is 111 km: the gap between the states is 0.1 degree (about 11 km), the sea lies east of 2.
AREAS = {
    "features": [
        area("NN", "NN-A", square(0, 11, 2, 12)),
        area("OO", "OO-B", square(1.1, 10, 2, 11)),
        area("OO", "OO-A", square(0, 10, 1, 11)),
    ]
}
TOWNS = [("002", "OO-A", 10.5, 0.9), ("001", "OO-A", 10.5, 0.1), ("003", "OO-B", 10.5, 1.2)]
ATLAS = rules.build_atlas("OO", AREAS, TOWNS)


def test_state_is_the_shape_around_the_point():
    assert rules.state_of(ATLAS, 10.5, 0.5) == ("OO-A", None)
    assert rules.state_of(ATLAS, 10.5, 1.5) == ("OO-B", None)


def test_point_in_a_gap_goes_to_the_nearest_state():
    assert rules.state_of(ATLAS, 10.5, 1.04) == ("OO-A", None)
    assert rules.state_of(ATLAS, 10.5, 1.06) == ("OO-B", None)


def test_point_clearly_over_the_border_is_abroad():
    assert rules.state_of(ATLAS, 11.5, 0.5) == (None, "NN-A")


def test_point_just_over_the_drawn_border_is_still_ours():
    """2 km: the middle of a river on a simplified map."""
    assert rules.state_of(ATLAS, 11 + 2 / 111.2, 0.5) == ("OO-A", None)
    assert rules.state_of(ATLAS, 11 + 4 / 111.2, 0.5) == (None, "NN-A")


def test_point_at_sea_within_25_km_belongs_to_the_coast():
    assert rules.state_of(ATLAS, 10.5, 2.2) == ("OO-B", None)
    assert rules.state_of(ATLAS, 10.5, 2.3) == (None, None)


def test_point_on_a_shared_line_has_one_answer():
    assert rules.state_of(ATLAS, 11.0, 0.5) == ("OO-A", None)


def test_municipality_is_that_of_the_nearest_town_in_the_state():
    assert rules.nearest_town(ATLAS, "OO-A", 10.5, 0.4) == "001"
    assert rules.nearest_town(ATLAS, "OO-A", 10.5, 0.99) == "002"
    assert rules.nearest_town(ATLAS, "OO-A", 10.5, 1.15) == "002"  # the town of the other state is nearer, but not in it
    assert rules.nearest_town(ATLAS, "OO-X", 10.5, 1.15) is None


def test_place_abroad_has_cells_but_no_municipality():
    place = rules.locate(ATLAS, 11.5, 0.5)
    assert (place.state, place.municipality, place.abroad) == (None, None, "NN-A")
    assert place.h3_5 == rules.cells(11.5, 0.5)[0]


def test_cells_nest_and_have_the_asked_resolutions():
    import h3

    five, seven, nine = rules.cells(28.7001, -100.5235)
    assert [h3.get_resolution(cell) for cell in (five, seven, nine)] == [5, 7, 9]
    lat, lon = door.cell_centre(five)
    assert door.distance_km(lat, lon, 28.7001, -100.5235) < 12
    outline = door.cell_outline(five)["coordinates"][0]
    assert outline[0] == outline[-1]
    assert len(outline) == 7


def test_distance_of_one_degree():
    assert door.distance_km(0, 0, 1, 0) == pytest.approx(111.195, abs=0.001)


@pytest.mark.parametrize(
    ("lat", "lon", "error", "suggestion"),
    [
        (0.5, 10.5, door.CoordinatesSwapped, (10.5, 0.5)),
        (-10.5, 0.5, door.SignMissing, (10.5, 0.5)),
        (0.0, 0.0, door.EmptyPoint, None),
        (90.0, 180.0, door.OutsideCountry, None),
        (float("nan"), 1.0, door.NotACoordinate, None),
        (float("inf"), 1.0, door.NotACoordinate, None),
        (120.0, 300.0, door.NotACoordinate, None),
    ],
)
def test_a_point_that_cannot_be_meant_is_refused_with_a_suggestion(lat, lon, error, suggestion):
    with pytest.raises(error) as refused:
        rules.check_point(ATLAS, lat, lon)
    assert refused.value.suggestion == suggestion


def test_message_never_holds_the_point():
    with pytest.raises(door.BadPoint) as refused:
        rules.check_point(ATLAS, 0.5123, 10.5123)
    assert "5123" not in str(refused.value)
    assert "5123" not in repr(refused.value.details)


def test_point_within_one_degree_of_the_country_passes():
    rules.check_point(ATLAS, 11.9, 0.5)
