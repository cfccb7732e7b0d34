"""What recorded tracks achieved: lengths cut exactly, and the curves of straight and parallel lines."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vereda.rescue.planning import pod, track_coverage, track_lengths, track_pod
from vereda.rescue.planning.errors import (
    AreaOfZero,
    BelowZero,
    NotAboveZero,
    NotANumber,
    ShapesDiffer,
    TooManyCells,
    TrackTooShort,
)

CORNER = (0.0, 300.0)  # of a grid of 3 x 3 cells of 100 m


def test_a_track_is_cut_at_the_edges_of_cells():
    # from the middle of the south-west cell straight east through the row, and 50 m further out of the grid
    lengths = track_lengths([(50, 50), (350, 50)], (3, 3), 100, CORNER)
    assert lengths.tolist() == [[0, 0, 0], [0, 0, 0], [50, 100, 100]]


def test_a_slanted_track_keeps_its_length():
    lengths = track_lengths([(0, 0), (300, 300)], (3, 3), 100, CORNER)
    assert np.diag(np.fliplr(lengths)) == pytest.approx([100 * np.sqrt(2)] * 3, abs=1e-9)
    assert lengths.sum() == pytest.approx(300 * np.sqrt(2), abs=1e-9)


def test_coverage_of_one_line_through_a_cell():
    # 20 m x 100 m of 10,000 m2
    assert track_coverage([(150, 200), (150, 100)], 20, (3, 3), 100, CORNER)[1, 1] == pytest.approx(0.2, abs=1e-12)


def test_two_tracks_add_up_and_a_gap_between_them_is_not_walked():
    lines = [[(50, 50), (50, 80)], np.array([(250.0, 250.0), (250.0, 290.0)])]
    assert track_lengths(lines, (3, 3), 100, CORNER).sum() == pytest.approx(70, abs=1e-9)


EIGHTHS = st.integers(-800, 3200).map(lambda number: number / 8)  # a mirrored point is exactly a mirrored point


@settings(deadline=None)
@given(st.lists(st.tuples(EIGHTHS, EIGHTHS), min_size=2, max_size=8))
def test_a_turned_or_mirrored_track_covers_the_turned_cells(points):
    line = np.array(points)
    lengths, found = track_lengths(line, (3, 3), 100, CORNER), track_pod(line, 60, (3, 3), 100, CORNER)
    for turn, moved in [
        (np.flipud, np.column_stack([line[:, 0], 300 - line[:, 1]])),
        (np.fliplr, np.column_stack([300 - line[:, 0], line[:, 1]])),
    ]:
        assert np.abs(track_pod(moved, 60, (3, 3), 100, CORNER) - turn(found)).max() < 1e-9
        assert np.abs(track_lengths(moved, (3, 3), 100, CORNER) - turn(lengths)).max() < 1e-9
    quarter = np.column_stack([300 - line[:, 1], line[:, 0]])  # turned to the left
    assert np.abs(track_pod(quarter, 60, (3, 3), 100, CORNER) - np.rot90(found)).max() < 1e-9
    assert np.abs(track_lengths(quarter, (3, 3), 100, CORNER) - np.rot90(lengths)).max() < 1e-9


def test_a_track_along_an_edge_is_half_on_each_side():
    assert track_lengths([(100, 200), (100, 300)], (3, 3), 100, CORNER)[0].tolist() == [50, 50, 0]


def test_beside_a_long_straight_line_detection_is_the_lateral_range_curve():
    width = 40.0
    found = track_pod([(50, -1e6), (50, 1e6)], width, (1, 20), 10, (0, 5))
    away = np.abs(np.arange(20) * 10 + 5 - 50)
    # points of a quarter of the width: 10 m, one a cell
    assert found[0] == pytest.approx(-np.expm1(-(width**2) / (4 * np.pi * away**2)), abs=1e-9)


def test_parallel_lines_give_the_inverse_cube_curve():
    width, spacing = 30.0, 40.0
    lines = [np.array([(x, -1e5), (x, 1e5)]) for x in np.arange(-2000, 2000, spacing)]
    found = track_pod(lines, width, (1, 1), spacing, (0, spacing))
    assert found[0, 0] == pytest.approx(pod(width / spacing, "inverse_cube"), abs=0.02)  # nothing beyond 4 widths is counted


def test_a_measured_curve_replaces_the_law():
    trial = ([0, 20, 40], [0.9, 0.5, 0.0])
    found = track_pod([(50, -1e6), (50, 1e6)], 40, (1, 10), 10, (0, 5), measured=trial)
    away = np.abs(np.arange(10) * 10 + 5 - 50)
    assert found[0] == pytest.approx(np.interp(away, *trial, right=0.0), abs=1e-9)


def test_walking_it_twice_is_two_searches_and_standing_is_none():
    line = [(150, 0), (150, 300)]
    once = track_pod(line, 40, (3, 3), 100, CORNER)
    twice = track_pod([line, line], 40, (30, 30), 10, CORNER)
    single = track_pod(line, 40, (30, 30), 10, CORNER)
    assert np.abs(twice - (1 - (1 - single) ** 2)).max() < 1e-12
    assert track_pod([(150, 150), (150, 150)], 40, (3, 3), 100, CORNER).max() == 0
    assert (once[:, 1] > once[:, 0]).all()


def test_a_turn_in_the_middle_counts_no_more_than_going_straight():
    straight = track_pod([(150, 0), (150, 300)], 40, (30, 30), 10, CORNER)
    pieces = track_pod([(150, 0), (150, 70), (150, 140), (150, 300)], 40, (30, 30), 10, CORNER)
    near = slice(0, 30), slice(8, 22)  # within 4 widths of every piece's end the cut differs
    assert np.abs(straight - pieces)[near].max() < 0.02


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (lambda: track_lengths([(0, 0)], (3, 3), 100, CORNER), TrackTooShort),
        (lambda: track_lengths([(0, 0, 0), (1, 1, 1)], (3, 3), 100, CORNER), ShapesDiffer),
        (lambda: track_lengths([(0, 0), (1, np.nan)], (3, 3), 100, CORNER), NotANumber),
        (lambda: track_lengths([(0, 0), (1, 1)], (3, 3), 0, CORNER), AreaOfZero),
        (lambda: track_lengths([(0, 0), (1, 1)], (10_000, 10_000), 10, CORNER), TooManyCells),
        (lambda: track_coverage([(0, 0), (1, 1)], -5, (3, 3), 100, CORNER), BelowZero),
        (lambda: track_pod([(0, 0), (1, 1)], 0, (3, 3), 100, CORNER), NotAboveZero),
        (lambda: track_pod([(0, 0), (1, 1)], 0.1, (3, 3), 1000, CORNER), TooManyCells),
        (lambda: track_pod([(0, 0), (1, 1)], 9, (3, 3), 100, CORNER, measured=([5, 1], [1, 0])), NotAboveZero),
    ],
)
def test_what_is_no_track_is_refused_in_one_sentence(asked, error):
    with pytest.raises(error) as refused:
        asked()
    assert str(refused.value).endswith(".")
    assert "{" not in str(refused.value)
