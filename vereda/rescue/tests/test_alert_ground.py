"""The side of the border is said only where the map can tell it; travel time is an estimate, at a speed of the pack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from vereda.countries.door import pack
from vereda.places.door import cells, distance_km, locate
from vereda.rescue.door import lies
from vereda.rescue.models.alert import Alert
from vereda.rescue.rules.alert_ground import DRAWN_KM, around, nearest, side


def side_at(lat: float, lon: float) -> str:
    return side("MX", (locate("mx", *one) for one in around(lat, lon)))


@pytest.mark.parametrize(
    ("lat", "lon", "country"),
    [
        (28.30, -100.90, "MX"),  # Coahuila, some 45 km from the river
        (28.86, -99.80, "US"),  # Texas, 70 km from the river
        (25.67, -100.31, "MX"),  # Monterrey
        (28.705, -100.515, ""),  # between Piedras Negras and Eagle Pass
        (14.70, -92.14, ""),  # at the Suchiate
    ],
)
def test_the_side_is_told_where_the_map_can_tell_it(lat: float, lon: float, country: str):
    assert side_at(lat, lon) == country


def test_around_a_point_lie_eight_more_at_the_distance_that_was_asked():
    points = around(28.7, -100.5)
    assert points[0] == (28.7, -100.5)
    assert [round(distance_km(28.7, -100.5, *one), 1) for one in points[1:]] == [DRAWN_KM] * 8


@dataclass(frozen=True)
class Post:
    code: str
    lat: float
    lon: float


def test_the_nearest_by_travel_time_worked_by_hand():
    """One degree of latitude is 111.195 km: at 25 km/h half of it takes 133.4 minutes."""
    posts = [Post("north", 29.5, -100.0), Post("south", 28.0, -100.0), Post("far", 35.0, -100.0)]
    found = nearest(28.5, -100.0, posts, 25, most=2)
    assert [one.group for one in found] == ["south", "north"]
    assert found[0].km == pytest.approx(55.597, abs=0.01)
    assert found[0].minutes == pytest.approx(133.43, abs=0.05)


def test_of_two_alike_the_first_by_code_whatever_their_order():
    posts = [Post("b", 29.0, -100.0), Post("a", 28.0, -100.0)]
    assert nearest(28.5, -100.0, posts, 30)[0].group == nearest(28.5, -100.0, posts[::-1], 30)[0].group == "a"


def test_an_alert_whose_exact_place_is_gone_is_measured_from_its_coarse_cell():
    row = Alert(country="mx", h3_5=cells(28.30, -100.90)[0])
    coarse, exact = lies(row, None, date(2026, 11, 20)), lies(row, (28.30, -100.90), date(2026, 11, 20))
    assert coarse.near[0].group == exact.near[0].group == "piedras-negras"
    assert (coarse.side, coarse.is_exact, exact.is_exact) == ("MX", False, True)
    assert abs(coarse.near[0].km - exact.near[0].km) < 12
    assert not coarse.is_sourced, "nobody has measured the speed yet"
    assert coarse.kmh == pack("mx").country.straight_line.kmh


def test_an_alert_without_a_place_has_no_side_and_no_nearest_group():
    found = lies(Alert(country="mx", h3_5=""), None, date(2026, 11, 20))
    assert (found.side, found.near) == ("", ())
