"""What of a plan goes out on flat ground does not lead back to the last known point by its grid: names, middle, corners."""

from __future__ import annotations

import json
import re
from functools import cache
from math import hypot
from pathlib import Path
from statistics import median

import numpy as np
import pytest

from vereda.rescue.planning.areas import Squares
from vereda.rescue.planning.dem import Dem
from vereda.rescue.planning.flat import CELL_M, MOST_SHIFT_M, flat_dem, shift_of
from vereda.rescue.planning.outputs import as_geojson, as_gpx, called, searched_areas
from vereda.rescue.planning.plan import SearchPlan, search_plan
from vereda.rescue.planning.scenario import scenario_of

HALF_M, SIDE_M, SEEDS = 6_000, 2_000, range(40)
AS_IT_WAS_M = 710  # corners lay on whole kilometres: half the diagonal of one


def seen(seed: int) -> tuple[float, float]:
    """Return a last known point, each seed another one."""
    drawn = np.random.default_rng(seed)
    return -112.85 + drawn.uniform(-0.2, 0.2), 31.62 + drawn.uniform(-0.2, 0.2)


def plan_of(point: tuple[float, float], land: Dem) -> SearchPlan:
    told = {
        "name": "x",
        "dem": {"path": "x.tif"},
        "last_known": {"lon": point[0], "lat": point[1], "hours_ago": 5},
        "side_m": SIDE_M,
        "prior": [{"kind": "ring", "weight": 1, "category": "Hiker", "ecoregion": "dry", "terrain": "flat"}],
        "resources": [{"name": "A pie", "hours": 40, "speed_kmh": 2, "sweep_m": 60}],
    }
    return search_plan(scenario_of(json.dumps(told)), Path(), land)


@cache
def plans(*, is_aside: bool) -> list[tuple[tuple[float, float], SearchPlan]]:
    lands = ((seen(one), flat_dem([seen(one)], half_m=HALF_M, shift_m=shift_of(one) if is_aside else None)) for one in SEEDS)
    return [(point, plan_of(point, land)) for point, land in lands]


def metres_off(land: Dem, point: tuple[float, float], row: float, column: float) -> float:
    rows, columns = land.places([point[0]], [point[1]], "x")
    return hypot(rows[0] - row, columns[0] - column) * land.cell_m


def to_the_middle(point: tuple[float, float], plan: SearchPlan) -> float:
    """Return how far the middle of the ground lies from the point [m]."""
    land = plan.squares.dem
    return metres_off(land, point, land.shape[0] / 2 - 0.5, land.shape[1] / 2 - 0.5)


def to_a_corner(point: tuple[float, float], plan: SearchPlan) -> float:
    """Return how far the nearest corner of the squares of the file, gone on with in every direction, lies from the point [m]."""
    land, side = plan.squares.dem, plan.squares.side
    (row,), (column,) = land.places([point[0]], [point[1]], "x")
    near = [round((at + 0.5) / side) * side - 0.5 for at in (row, column)]
    return metres_off(land, point, near[0], near[1])


@pytest.mark.parametrize("measured", [to_the_middle, to_a_corner])
def test_before_the_grid_led_back_to_the_point(measured):
    """What is held below would otherwise hold of a measure that sees nothing."""
    assert all(measured(*one) <= AS_IT_WAS_M for one in plans(is_aside=False))


def test_the_middle_of_the_ground_says_nothing_of_the_point():
    off = [to_the_middle(*one) for one in plans(is_aside=True)]
    assert median(off) > 2_500
    assert sum(one <= AS_IT_WAS_M for one in off) <= len(off) // 10  # by chance: 1.5 %
    assert max(off) <= hypot(MOST_SHIFT_M, MOST_SHIFT_M) + AS_IT_WAS_M


def test_no_corner_of_the_areas_is_nearer_to_the_point_than_chance_has_it():
    off = [to_a_corner(*one) for one in plans(is_aside=True)]
    assert sum(one <= AS_IT_WAS_M for one in off) / len(off) < 0.6  # by chance: 40 %
    assert median(off) > AS_IT_WAS_M


def test_the_point_lies_anywhere_in_its_square():
    places = np.array([plan.squares.dem.places([point[0]], [point[1]], "x") for point, plan in plans(is_aside=True)])[:, :, 0]
    within = ((places + 0.5) % plans(is_aside=True)[0][1].squares.side) / plans(is_aside=True)[0][1].squares.side
    for axis in within.T:
        counts = np.histogram(axis, bins=4, range=(0, 1))[0]
        assert counts.min() >= 2, counts
        assert counts.max() <= 20, counts


@pytest.mark.parametrize("form", [as_geojson, as_gpx])
def test_areas_that_go_out_are_called_by_their_order_and_say_no_row_or_column(form):
    _point, plan = plans(is_aside=True)[0]
    text = form(plan).decode()
    names = called(searched_areas(plan))
    said = re.findall(r'"name": "([^"]*)", "order"|<name>([^<]*)</name>', text)
    assert [one or other for one, other in said] == names
    for area in searched_areas(plan):
        assert area["name"] not in re.findall(r"[0-9]+-[0-9]+", text)
    assert len(set(names)) == len(names) >= 3
    assert names[0] in ("1", "1.1")


def test_equal_areas_share_a_number_and_are_told_apart():
    assert called([{"order": one} for one in (1, 2, 2, 4)]) == ["1", "2.1", "2.2", "4"]


def test_a_plan_that_is_drawn_again_lies_where_it_lay_and_a_point_that_moves_a_little_moves_nothing():
    shift, home = shift_of(7), (-112.85, 31.62)
    first, again = flat_dem([home], shift_m=shift), flat_dem([(home[0] + 1e-4, home[1])], shift_m=shift)
    assert (first.west_m, first.north_m, first.shape) == (again.west_m, again.north_m, again.shape)
    assert Squares(first, 10).corners(3, 4) == Squares(again, 10).corners(3, 4)


def test_ground_that_lies_aside_reaches_as_far_on_each_side_as_before():
    for seed in range(200):
        east, north = shift_of(seed)
        assert max(abs(east), abs(north)) <= MOST_SHIFT_M
        assert east % CELL_M == north % CELL_M == 0
    land = flat_dem([seen(1)], shift_m=(int(MOST_SHIFT_M), -int(MOST_SHIFT_M)))
    (row,), (column,) = land.places([seen(1)[0]], [seen(1)[1]], "x")
    assert min(row, column, land.shape[0] - row, land.shape[1] - column) * land.cell_m >= 20_000 - AS_IT_WAS_M
