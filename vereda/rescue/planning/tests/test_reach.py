"""Travel times over terrain: against closed forms, an independent solver, and a world that is turned and mirrored."""

from __future__ import annotations

import heapq

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from vereda.rescue.planning.detours import longest_detour, plane_pace
from vereda.rescue.planning.reach import MOST_CELLS, isochrones, moves, reach
from vereda.rescue.planning.terrain_errors import (
    AreaIsZero,
    AreaTooLarge,
    DemHasHoles,
    NotAscending,
    NotTheSameGrid,
    NumberOutOfRange,
    PlaceBlocked,
    PlaceOutside,
    UnknownWalkingModel,
)
from vereda.rescue.planning.walking import walking_speed

FLAT_KMH = 6 * np.exp(-3.5 * 0.05)

# Whole metres, and halves of them, keep every difference exact: a turned world then has the same numbers to the bit.
HEIGHTS = st.integers(-20, 20).map(lambda half_metres: half_metres / 2)
WORLDS = st.integers(3, 9).flatmap(lambda n: hnp.arrays(np.float64, (n, n), elements=HEIGHTS))
TURNS = [lambda a, n=n: np.rot90(a, n) for n in range(1, 4)] + [np.flipud, np.fliplr, np.transpose]


def cell_distances(shape, at):
    rows, columns = np.indices(shape)
    return np.hypot(rows - at[0], columns - at[1])


@pytest.mark.parametrize("neighbours", [16, 32])
def test_on_level_ground_times_are_the_straight_line_within_the_stated_error(neighbours):
    straight = cell_distances((61, 47), (20, 13)) * 0.03 / FLAT_KMH
    found = reach(np.zeros((61, 47)), (20, 13), cell_m=30, neighbours=neighbours)
    assert np.all(found >= straight * (1 - 1e-6))
    assert np.all(found <= straight * (1 + longest_detour(neighbours)) * (1 + 2e-5))


def test_the_stated_errors_are_those_of_the_widest_gap_between_directions():
    # 16: between (1, 0) and (2, 1); 32: between (1, 0) and (3, 1); half the angle, by hand
    assert longest_detour(16) == pytest.approx(1 / np.cos(np.arctan(1 / 2) / 2) - 1, abs=2e-5)
    assert longest_detour(32) == pytest.approx(1 / np.cos(np.arctan(1 / 3) / 2) - 1, abs=2e-5)


PLANES = [(3.0, 0.0), (0.0, -9.0), (4.0, 7.0), (-12.0, 5.0), (25.0, 0.0)]  # rise by row and by column [m in 30 m]


@pytest.mark.parametrize(("per_row", "per_column"), PLANES)
@pytest.mark.parametrize("neighbours", [16, 32])
def test_on_a_plane_times_are_those_of_the_closed_form_within_the_grids_error(per_row, per_column, neighbours):
    """Uphill, downhill and aslant, also where people climb in zigzags; one move more, since the last cannot be cut."""
    rows, columns = np.indices((61, 61))
    way = (np.stack([rows, columns], -1).reshape(-1, 2) - 30) * 30.0
    gradient = (per_row / 30, per_column / 30)
    found = reach(rows * per_row + columns * per_column, (30, 30), cell_m=30.0, neighbours=neighbours).ravel() * 3600
    own = moves(neighbours).ends / moves(neighbours).length[:, None]
    free, bound = plane_pace(way, gradient), plane_pace(way, gradient, own)
    one_move = plane_pace(moves(neighbours).ends * 30.0, gradient, own).max()
    assert np.all(found >= free * (1 - 5e-5))  # the fan of directions is a polygon, and the pace is straight between knots
    assert np.all(found <= free * (1 + longest_detour(neighbours, np.hypot(*gradient))) + one_move)
    assert np.all(found >= bound * (1 - 2e-6))
    assert np.all(found <= bound * (1 + 2e-6) + one_move)
    if neighbours == 16 and abs(per_row) + abs(per_column) < 12:  # no zigzags that a near edge or cell would cut short
        assert found == pytest.approx(bound, rel=2e-6)


def test_the_error_on_planes_is_the_one_that_the_page_states():
    assert longest_detour(16, 0.1) == pytest.approx(0.10, abs=0.01)
    assert longest_detour(32, 0.1) == pytest.approx(0.06, abs=0.01)
    assert longest_detour(16, 0.3) > longest_detour(32, 0.3)


def test_uphill_is_not_downhill():
    """A slope of 10 %: 100 m up take 100 / (6 exp(-0.525)) h/1000, down 100 / (6 exp(-0.175)) h/1000."""
    ramp = np.tile(np.arange(21) * 1.0, (5, 1))  # rises to the east, 1 m in 10 m
    found = reach(ramp, (2, 10), cell_m=10.0)
    assert found[2, 20] == pytest.approx(0.1 / (6 * np.exp(-0.525)), rel=1e-5)
    assert found[2, 0] == pytest.approx(0.1 / (6 * np.exp(-0.175)), rel=1e-5)
    back = reach(ramp, (2, 10), cell_m=10.0, towards=True)
    assert back[2, 20] == pytest.approx(found[2, 0], rel=1e-9)
    assert back[2, 0] == pytest.approx(found[2, 20], rel=1e-9)


def slow_pieces(dem, blocked, r, c):
    """Yield where each piece from a cell ends and the cells it passes between, every rule written out."""
    for dr, dc in [
        (dr, dc) for dr in range(-2, 3) for dc in range(-2, 3) if abs(dr) + abs(dc) in (1, 3) or abs(dr) == abs(dc) == 1
    ]:
        passed = []
        if abs(dr) == abs(dc):
            passed = [(r + dr, c), (r, c + dc)]
        elif abs(dr) + abs(dc) == 3:
            step = (dr // 2, 0) if abs(dr) == 2 else (0, dc // 2)
            passed = [(r + step[0], c + step[1]), (r + dr - step[0], c + dc - step[1])]
        touched = [*passed, (r + dr, c + dc)]
        if all(0 <= y < dem.shape[0] and 0 <= x < dem.shape[1] and not blocked[y, x] for y, x in touched):
            passed = passed if abs(dr) + abs(dc) == 3 else []
            yield (r + dr, c + dc), passed


def along(grid, here, passed, end):
    """Return what a grid holds along a piece, half way between the cells passed."""
    return np.array([grid[here], *([np.mean([grid[one] for one in passed])] if passed else []), grid[end]])


def slow_reach(dem, start, cell_m, blocked, slower):
    """Return the same times by another program: plain Dijkstra with the models' own speed."""
    best, heap = np.full(dem.shape, np.inf), [(0.0, start)]
    best[start] = 0.0
    while heap:
        at, (r, c) = heapq.heappop(heap)
        for end, passed in slow_pieces(dem, blocked, r, c):
            heights, ground = along(dem, (r, c), passed, end), along(slower, (r, c), passed, end)
            piece = np.hypot(end[0] - r, end[1] - c) * cell_m / (len(heights) - 1)
            times = piece / walking_speed(np.diff(heights) / piece) * (ground[1:] + ground[:-1]) / 2
            there = at + float(np.sum(times)) / 3600
            if there < best[end]:
                best[end] = there
                heapq.heappush(heap, (there, end))
    return best


@settings(max_examples=25, deadline=None)
@given(WORLDS, st.data())
def test_times_agree_with_a_plain_dijkstra(dem, data):
    blocked = data.draw(hnp.arrays(bool, dem.shape, elements=st.sampled_from([False, False, False, True])))
    start = data.draw(st.tuples(*[st.integers(0, n - 1) for n in dem.shape]))
    blocked[start] = False
    slower = data.draw(hnp.arrays(np.float64, dem.shape, elements=st.sampled_from([1.0, 1.0, 0.05, 3.0, 40.0])))
    found = reach(dem, start, cell_m=10.0, barriers=blocked, time_factor=slower)
    assert found == pytest.approx(slow_reach(dem, start, 10.0, blocked, slower), rel=5e-6)
    plain = reach(dem, start, cell_m=10.0, barriers=blocked)
    assert plain == pytest.approx(slow_reach(dem, start, 10.0, blocked, np.ones(dem.shape)), rel=5e-6)


def test_a_way_through_a_long_maze_is_found_to_its_end():
    """Walls with gaps at alternate ends: 60 corridors, in which only a few cells wait at any time."""
    blocked = np.zeros((121, 80), bool)
    blocked[1::2] = True
    blocked[1::4, -1], blocked[3::4, 0] = False, False
    found = reach(np.zeros(blocked.shape), (0, 0), cell_m=10.0, barriers=blocked)
    assert np.isfinite(found[~blocked]).all()
    assert found[~blocked].max() == pytest.approx((60 * (79 + 2) + 79) * 0.01 / FLAT_KMH, rel=0.03)


@settings(max_examples=60, deadline=None)
@given(WORLDS, st.data())
def test_a_turned_or_mirrored_world_turns_the_times(dem, data):
    n = len(dem)
    blocked = data.draw(hnp.arrays(bool, dem.shape, elements=st.sampled_from([False, False, True])))
    slower = data.draw(hnp.arrays(np.float64, dem.shape, elements=st.sampled_from([1.0, 1.19, 2.5])))
    start = data.draw(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)))
    blocked[start] = False
    neighbours = data.draw(st.sampled_from([16, 32]))
    here = reach(dem, start, cell_m=10.0, barriers=blocked, time_factor=slower, neighbours=neighbours)
    for turn in TURNS:
        mark = np.zeros(dem.shape, bool)
        mark[start] = True
        there = tuple(int(i[0]) for i in np.nonzero(turn(mark)))
        turned = reach(turn(dem), there, cell_m=10.0, barriers=turn(blocked), time_factor=turn(slower), neighbours=neighbours)
        assert turned == pytest.approx(turn(here), rel=1e-9, abs=0)


@settings(max_examples=60, deadline=None)
@given(WORLDS, st.data())
def test_nobody_crosses_a_barrier_not_even_between_two_corners(dem, data):
    """A wall from edge to edge that touches by corners only, at random: what lies behind stays out of reach."""
    n = len(dem)
    wall = [data.draw(st.integers(1, n - 2))]
    for _ in range(n - 1):
        wall.append(min(n - 2, max(1, wall[-1] + data.draw(st.sampled_from([-1, 0, 1])))))
    blocked = np.zeros(dem.shape, bool)
    blocked[np.arange(n), wall] = True
    turn = data.draw(st.sampled_from([lambda a: a, *TURNS]))
    mark = np.zeros(dem.shape, bool)
    mark[0, 0] = True
    start = tuple(int(i[0]) for i in np.nonzero(turn(mark)))
    beyond = turn(np.arange(n)[None, :] > np.array(wall)[:, None])
    for neighbours in (16, 32):
        found = reach(turn(dem), start, cell_m=30.0, barriers=turn(blocked), neighbours=neighbours)
        assert np.all(np.isinf(found[beyond]))
        assert np.all(np.isinf(found[turn(blocked)]))


def test_a_gate_in_a_fence_lets_people_through():
    blocked = np.zeros((9, 9), bool)
    blocked[:, 4] = True
    assert np.isinf(reach(np.zeros((9, 9)), (4, 0), cell_m=10, barriers=blocked)[4, 8])
    blocked[0, 4] = False
    assert np.isfinite(reach(np.zeros((9, 9)), (4, 0), cell_m=10, barriers=blocked)[4, 8])


@settings(max_examples=40, deadline=None)
@given(WORLDS, st.floats(1.0, 4.0), st.data())
def test_slower_ground_and_more_barriers_are_never_faster(dem, factor, data):
    start = (0, 0)
    blocked = data.draw(hnp.arrays(bool, dem.shape))
    blocked[start] = False
    free = reach(dem, start, cell_m=10.0)
    assert np.all(reach(dem, start, cell_m=10.0, barriers=blocked) >= free)
    assert reach(dem, start, cell_m=10.0, time_factor=factor) == pytest.approx(free * factor, rel=1e-9)
    assert np.all(reach(dem, start, cell_m=10.0, neighbours=32) <= free * (1 + 1e-12))


@settings(max_examples=40, deadline=None)
@given(WORLDS, st.floats(0.0, 0.1))
def test_a_limit_of_hours_leaves_what_is_within_as_it_was(dem, hours):
    whole = reach(dem, (1, 1), cell_m=10.0)
    within = reach(dem, (1, 1), cell_m=10.0, max_hours=hours)
    assert np.array_equal(within, np.where(whole <= hours, whole, np.inf))


def test_of_several_starts_the_nearest_in_time_counts():
    dem = np.zeros((3, 30))
    both = reach(dem, [(1, 0), (1, 29)], cell_m=100.0, start_h=[0.0, 0.25])
    alone = np.minimum(reach(dem, (1, 0), cell_m=100.0), reach(dem, (1, 29), cell_m=100.0) + 0.25)
    assert both == pytest.approx(alone, rel=1e-12)


def test_a_ditch_of_one_cell_is_not_leapt_over():
    """A knight's move over a trench follows its bottom: with walls steeper than people walk, there is no way at all."""
    dem = np.zeros((7, 7))
    dem[:, 3] = -200.0
    assert np.isinf(reach(dem, (3, 0), cell_m=10.0)[3, 6])
    assert np.isinf(reach(dem, (3, 0), cell_m=10.0, neighbours=32)[3, 6])


def test_bands_of_time():
    hours = np.array([[0.0, 1.0, 1.5], [2.0, 9.0, np.inf]])
    assert isochrones(hours, [1, 2, 6]).tolist() == [[0, 0, 1], [1, 3, 3]]
    with pytest.raises(NotAscending):
        isochrones(hours, [2, 1])


@pytest.mark.parametrize(
    ("error", "changed"),
    [
        (AreaIsZero, {"dem": np.zeros((1, 9))}),
        (AreaIsZero, {"cell_m": 0.0}),
        (AreaTooLarge, {"dem": np.zeros((1, 1)) + np.zeros((2, MOST_CELLS // 2 + 1))}),
        (DemHasHoles, {"dem": np.full((4, 4), np.nan)}),
        (PlaceOutside, {"start": (4, 0)}),
        (PlaceOutside, {"start": (-1, 0)}),
        (PlaceBlocked, {"barriers": np.ones((4, 4))}),
        (NotTheSameGrid, {"barriers": np.zeros((4, 5))}),
        (NotTheSameGrid, {"time_factor": np.ones((5, 4))}),
        (NumberOutOfRange, {"time_factor": 0.0}),
        (NumberOutOfRange, {"max_hours": -1.0}),
        (NumberOutOfRange, {"start_h": -0.5}),
        (NumberOutOfRange, {"neighbours": 8}),
        (NumberOutOfRange, {"steepest": 9.0}),
        (UnknownWalkingModel, {"model": "teleport"}),
    ],
)
def test_what_cannot_be_is_answered_with_one_sentence(error, changed):
    with pytest.raises(error) as said:
        reach(**{"dem": np.zeros((4, 4)), "start": (0, 0), "cell_m": 30.0, **changed})
    assert str(said.value).startswith("rescue.")
    assert "{" not in str(said.value)
