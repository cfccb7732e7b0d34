"""Rings, corridors and mixtures: their shares, what stays outside, and a world that is turned."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vereda.rescue.planning.circles import shares_inside
from vereda.rescue.planning.distances import OWN_TABLE, Distances, distances, known_categories
from vereda.rescue.planning.priors import (
    Prior,
    along,
    corridor_prior,
    mixture,
    point_prior,
    ring_prior,
    walked_between,
)
from vereda.rescue.planning.reach import reach
from vereda.rescue.planning.terrain_errors import (
    AreaIsZero,
    NoDistances,
    NotAscending,
    NotTheSameGrid,
    NoWeights,
    NumberOutOfRange,
)

TURNS = [lambda a, n=n: np.rot90(a, n) for n in range(1, 4)] + [np.flipud, np.fliplr, np.transpose]


def turned_place(turn, place, n):
    """Return where a place lies in a turned world: the middle of the grid is the axis."""
    rows, columns = np.indices((n, n)).astype(float)
    middle = (n - 1) / 2
    # two unit steps of the old world, seen in the new one
    row_of, column_of = turn(rows), turn(columns)
    matrix = np.array(
        [
            [row_of[1, 0] - row_of[0, 0], row_of[0, 1] - row_of[0, 0]],
            [column_of[1, 0] - column_of[0, 0], column_of[0, 1] - column_of[0, 0]],
        ]
    )
    return tuple(np.linalg.solve(matrix, np.array(place) - middle) + middle)


@given(st.floats(0.05, 12.0), st.tuples(st.floats(11.0, 13.0), st.floats(11.0, 13.0)))
def test_a_circle_within_the_grid_has_its_area(radius, centre):
    inside = next(shares_inside((25, 25), centre, [min(radius, 11.4)]))
    assert inside.sum() == pytest.approx(np.pi * min(radius, 11.4) ** 2, rel=1e-12)
    assert inside.min() >= 0
    assert inside.max() <= 1


def test_half_a_cell_and_a_corner_of_it_by_hand():
    # a circle of radius 0.5 in the middle of a corner of four cells: a quarter of its area in each
    quarter = np.pi * 0.25 / 4
    assert next(shares_inside((2, 2), (0.5, 0.5), [0.5])) == pytest.approx(np.full((2, 2), quarter), rel=1e-12)
    # radius 1 around the centre of a cell: beyond x = 1/2 lies a segment of area pi/3 - sqrt(3)/4, in one cell and two corners
    area = np.pi / 3 - np.sqrt(3) / 4
    beside = next(shares_inside((3, 3), (1, 1), [1.0]))
    assert beside.sum() == pytest.approx(np.pi, rel=1e-12)
    assert beside[1, 1] == 1.0
    stick = beside[0, 2]
    assert beside[1, 2] == pytest.approx(area - 2 * stick, rel=1e-12)


def test_a_ring_holds_the_share_that_its_row_says():
    """Hiker, dry, flat: a quarter within 1.29 km, half within 2.09, three quarters within 6.6, 95 of 100 within 13.04."""
    found = ring_prior((301, 301), 100.0, (150, 150), distances("Hiker", "dry", "flat"))
    rows, columns = np.indices((301, 301))
    far_km = np.hypot(rows - 150, columns - 150) / 10
    for km, share in ((1.29, 0.25), (2.09, 0.5), (6.6, 0.75), (13.04, 0.95)):
        within = next(shares_inside((301, 301), (150, 150), [km * 10]))
        inner = far_km + 0.08 < km
        assert found.cells[inner].sum() < share
        assert (found.cells * (within > 0)).sum() > share - 1e-9
    assert found.cells.sum() == pytest.approx(0.95, abs=1e-12)
    assert found.outside == pytest.approx(0.05, abs=1e-12)
    assert found.cells[150, 150] == pytest.approx(0.25 / (np.pi * 12.9**2), rel=1e-12)
    assert found.cells[150, 200] == pytest.approx(0.25 / (np.pi * (66**2 - 20.9**2)), rel=1e-12)


def test_what_the_edge_cuts_off_is_outside():
    """A centre in the middle of the edge of the area: half of all rings lies beyond it."""
    found = ring_prior((400, 801), 50.0, (-0.5, 400), distances("Hiker", "dry", "flat"))
    assert found.cells.sum() == pytest.approx(0.95 / 2, abs=1e-12)
    assert found.outside == pytest.approx(1 - 0.95 / 2, abs=1e-12)


def test_three_rings_without_a_fourth_leave_a_quarter_outside():
    row = distances("Abduction")
    assert row.shares == (0.25, 0.5, 0.75)
    assert ring_prior((500, 500), 100.0, (250, 250), row).outside == pytest.approx(0.25, abs=1e-12)


def test_rings_of_the_same_distance_are_one():
    merged = ring_prior((99, 99), 100.0, (49, 49), Distances((0.0, 1.0, 1.0, 2.0), (0.2, 0.4, 0.6, 0.9), "mano", "propia"))
    plain = ring_prior((99, 99), 100.0, (49, 49), Distances((1.0, 2.0), (0.6, 0.9), "mano", "propia"))
    assert merged.cells == pytest.approx(plain.cells)


@settings(max_examples=25)
@given(st.tuples(st.floats(0, 20), st.floats(0, 20)), st.sampled_from(range(40)))
def test_every_row_of_the_table_makes_a_prior_that_sums_to_one(centre, number):
    with OWN_TABLE.open(encoding="utf-8", newline="") as file:
        row = [one for one in csv.DictReader(file) if one["metric"] == "horizontal_distance_from_IPP"][number]
    ecoregion = "nowhere" if row["ecoregion"] in ("other", "any") else row["ecoregion"]
    found = ring_prior((21, 21), 500.0, centre, distances(row["category"], ecoregion, row["terrain"]))
    assert found.cells.sum() + found.outside == pytest.approx(1, abs=1e-12)
    assert found.cells.min() >= 0


def test_the_row_of_just_that_land_stands_before_any_and_other():
    assert distances("Hiker", "dry", "mountainous").km == (1.61, 3.22, 6.44, 19.15)
    assert distances("Hiker", "boreal", "flat").km == (0.64, 1.77, 3.22, 9.82)  # the row 'other'
    assert distances("Camper", "dry", "mountainous").km[0] == 0.64
    assert "not checked" in distances("Hiker", "dry", "flat").status
    assert ("Hiker", "dry", "flat") in known_categories()
    with pytest.raises(NoDistances, match="Migrante"):
        distances("Migrante", "dry", "flat")


def test_every_distance_stands_with_its_source_and_status():
    with OWN_TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 80
    assert all(row["source"] and row["status"] for row in rows)


@pytest.mark.parametrize("km", [(2.0, 1.0), (-1.0, 2.0), (0.0, 0.0)])
def test_distances_that_fall_are_refused(km):
    with pytest.raises(NotAscending):
        Distances(km, (0.5, 0.9), "mano", "propia")


@settings(max_examples=30, deadline=None)
@given(st.tuples(st.floats(-5, 25), st.floats(-5, 25)), st.floats(50, 900))
def test_rings_and_points_turn_with_the_world(centre, error_m):
    row = distances("Hiker", "dry", "flat")
    for make in (lambda c: ring_prior((21, 21), 400.0, c, row), lambda c: point_prior((21, 21), 100.0, c, error_m)):
        here = make(centre)
        for turn in TURNS:
            there = make(turned_place(turn, centre, 21))
            assert there.cells == pytest.approx(turn(here.cells), rel=1e-9, abs=1e-15)
            assert there.outside == pytest.approx(here.outside, abs=1e-12)


def test_a_point_of_call_holds_the_normal_shares():
    """Standard deviation 100 m on cells of 100 m: the middle cell holds (2 Φ(0.5) - 1)² = 0.382925²."""
    found = point_prior((41, 41), 100.0, (20, 20), 100.0)
    assert found.cells[20, 20] == pytest.approx(0.3829249225**2, rel=1e-8)
    assert found.cells.sum() == pytest.approx(1, abs=1e-12)
    assert point_prior((41, 41), 100.0, (-0.5, 20), 100.0).outside == pytest.approx(0.5, abs=1e-9)


def world(n=41):
    """Return a hilly world with exact heights, where they were last seen, and where they walk to."""
    rows, columns = np.indices((n, n))
    dem = ((rows * 7 + columns * 3) % 11) * 4.0
    return dem, (6, 5), (34, 36)


def corridor(dem, start, destination, walked_h=(0.2, 0.5, 1.0), **more):
    times = reach(dem, start, cell_m=100.0), reach(dem, destination, cell_m=100.0, towards=True)
    return corridor_prior(*times, walked_h, **{"detour_h": 0.2, **more}), times


def test_a_corridor_lies_between_where_they_were_and_where_they_go():
    dem, start, destination = world()
    found, (gone, rest) = corridor(dem, start, destination)
    assert found.cells.sum() + found.outside == pytest.approx(1, abs=1e-12)
    detour = gone + rest - gone[destination]
    assert found.cells[detour < 0.2].sum() > found.cells[detour >= 0.2].sum()
    assert found.cells[gone < 0.2].sum() == 0  # nobody has walked less than the fewest hours
    assert found.cells[gone > 1.0].sum() == 0


def test_the_hours_walked_follow_the_triangle():
    """0.2, 0.5 and 1 h: until the likeliest (0.5 - 0.2) / (1 - 0.2) = 3/8 of the chance, where nobody has left the area."""
    dem, start, destination = world()
    found, (gone, _) = corridor(dem, start, destination, walked_h=(0.0, 0.3, 0.6))
    assert found.cells[gone < 0.3].sum() == pytest.approx(0.5, abs=0.04)  # a slice of 1/48 may fall on either side
    assert found.outside < 0.1


def test_who_has_walked_longer_than_the_way_is_outside():
    dem, start, destination = world()
    found, _ = corridor(dem, start, destination, walked_h=(9.0, 10.0, 11.0))
    assert found.outside > 0.999


def test_a_wash_draws_people_along_it():
    dem, start, destination = world()
    wash = np.zeros(dem.shape, bool)
    wash[20, :] = True
    plain, _ = corridor(dem, start, destination)
    drawn, _ = corridor(dem, start, destination, attraction=along(wash, 100.0, reach_m=100.0, times=5.0))
    assert drawn.cells[20].sum() > 2 * plain.cells[20].sum()
    assert drawn.outside == pytest.approx(plain.outside, abs=1e-12)


def test_a_destination_behind_a_barrier_leaves_everything_outside():
    dem, start, destination = world()
    wall = np.zeros(dem.shape, bool)
    wall[:, 20] = True
    times = reach(dem, start, cell_m=100.0, barriers=wall), reach(dem, destination, cell_m=100.0, towards=True, barriers=wall)
    found = corridor_prior(*times, (0.1, 0.2, 0.4), detour_h=0.1)
    assert found.outside == 1.0
    assert not found.cells.any()


def test_a_corridor_turns_with_the_world():
    dem, start, destination = world()
    wash = np.zeros(dem.shape, bool)
    wash[10:30, 22] = True

    def seen(turn):
        places = []
        for place in (start, destination):
            mark = np.zeros(dem.shape, bool)
            mark[place] = True
            places.append(tuple(int(i[0]) for i in np.nonzero(turn(mark))))
        pull = along(turn(wash), 100.0, reach_m=150.0, times=3.0)
        return corridor(turn(dem), *places, attraction=pull)[0]

    here = seen(lambda a: a)
    for turn in TURNS:
        there = seen(turn)
        assert there.cells == pytest.approx(turn(here.cells), rel=1e-9, abs=1e-15)
        assert there.outside == pytest.approx(here.outside, abs=1e-12)


@given(
    st.lists(st.tuples(st.just(0.0) | st.floats(0.001, 5), st.floats(0, 1)), min_size=1, max_size=4).filter(
        lambda parts: sum(w for w, _ in parts) > 0
    )
)
def test_a_mixture_keeps_what_lies_outside_each_part(parts):
    priors = [Prior(np.full((2, 2), (1 - outside) / 4), outside) for _, outside in parts]
    found = mixture(priors, [weight for weight, _ in parts])
    total = sum(weight for weight, _ in parts)
    assert found.outside == pytest.approx(sum(w * o for w, o in parts) / total, abs=1e-12)
    assert found.cells.sum() + found.outside == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("start_h", "elapsed_h", "walked_h"),
    [(20, 10, 10.0), (5, 30, 12.0), (12, 48, 22.0), (12, 5, 0.0), (23.5, 1, 1.0), (0, 0, 0.0)],
)
def test_only_the_dark_hours_are_walked(start_h, elapsed_h, walked_h):
    """From seven in the evening to six in the morning, counted by hand."""
    assert walked_between(start_h, elapsed_h, 19, 6) == pytest.approx(walked_h)


def test_what_cannot_be_is_refused():
    row, flat = distances("Hiker", "dry", "flat"), np.zeros((5, 5))
    with pytest.raises(AreaIsZero):
        ring_prior((1, 9), 100.0, (0, 0), row)
    with pytest.raises(AreaIsZero):
        ring_prior((9, 9), -1.0, (0, 0), row)
    with pytest.raises(NumberOutOfRange):
        point_prior((9, 9), 100.0, (0, 0), 0.0)
    with pytest.raises(NotAscending):
        corridor_prior(flat, flat, (3.0, 2.0, 1.0), detour_h=1.0)
    with pytest.raises(NumberOutOfRange):
        corridor_prior(flat, flat, (-3.0, 2.0, 3.0), detour_h=1.0)
    with pytest.raises(NumberOutOfRange):
        corridor_prior(flat, flat, (1.0, 2.0, 3.0), detour_h=0.0)
    with pytest.raises(NotTheSameGrid):
        corridor_prior(flat, np.zeros((5, 6)), (1.0, 2.0, 3.0), detour_h=1.0)
    with pytest.raises(NumberOutOfRange):
        corridor_prior(flat, flat, (1.0, 2.0, 3.0), detour_h=1.0, attraction=flat - 1)
    with pytest.raises(NoWeights):
        mixture([Prior(flat, 1.0)], [0.0])
    with pytest.raises(NumberOutOfRange):
        mixture([Prior(flat, 1.0)], [-1.0])
    with pytest.raises(NumberOutOfRange):
        along(flat, 100.0, reach_m=10.0, times=0.5)
    with pytest.raises(NumberOutOfRange):
        walked_between(1, -1, 19, 6)
