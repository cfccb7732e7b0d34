"""A drawn area: what cannot be meant is refused in one sentence that says where; nothing is guessed. Without a database."""

from __future__ import annotations

import time

import pytest

from vereda.notices import errors
from vereda.notices.rules.area import area_km2, closed, corners
from vereda.safety.schema import RING_MOST

BOX = [(28.0, -101.0), (29.0, -101.0), (29.0, -100.0), (28.0, -100.0)]


def test_corners_are_read_in_the_usual_writings():
    assert corners("28.7, -100.52\n\n 29 -101 \n28.5;-100.1") == [(28.7, -100.52), (29.0, -101.0), (28.5, -100.1)]
    assert corners("") == []


@pytest.mark.parametrize("said", ["28.7", "28.7, -100.5, 3", "norte", "91, -100", "28.7, -181", "28°42'N, 100°W", "1e3, 2"])
def test_a_line_that_is_no_point_is_named(said):
    with pytest.raises(errors.PointWrong) as caught:
        corners(f"28.7, -100.5\n{said}")
    assert "El renglón 2" in str(caught.value)
    assert "Lo demás sigue aquí" in str(caught.value)


def test_what_nobody_types_is_refused_before_it_is_looked_at():
    before = time.process_time()
    with pytest.raises(errors.AreaManyPoints):
        corners("28.7, -100.5\n" * 100_000)
    with pytest.raises(errors.PointWrong):
        corners(f"28.7{' ' * 100_000}x")
    assert time.process_time() - before < 2


def test_an_area_is_closed_and_kept_to_a_kilometre():
    ring = closed(BOX)
    assert ring[0] == ring[-1] == (28.0, -101.0)
    assert closed([*BOX, BOX[0]]) == ring, "closed already"
    assert closed([BOX[0], BOX[0], *BOX[1:]]) == ring, "a corner marked twice"
    assert corners("28.70049, -100.5233") == [(28.7, -100.52)]


def test_a_self_crossing_area_is_refused_and_the_crossing_is_told():
    bow = [(28.0, -101.0), (29.0, -100.0), (29.0, -101.0), (28.0, -100.0)]
    with pytest.raises(errors.AreaCrossed) as caught:
        closed(bow)
    assert "cerca de 28.50, -100.50" in str(caught.value)
    with pytest.raises(errors.AreaCrossed):
        closed([(28.0, -101.0), (29.0, -101.0), (29.0, -100.0), (28.0, -101.0), (28.5, -100.2)])  # through its own corner


def test_too_few_too_many_and_a_small_area_are_refused():
    for points in ([], BOX[:2], [BOX[0], BOX[1], BOX[0]]):
        with pytest.raises(errors.AreaOpen):
            closed(points)
    with pytest.raises(errors.AreaCrossed):
        closed([(28.0, -101.0), (28.5, -101.0), (29.0, -101.0)])  # a line
    with pytest.raises(errors.AreaManyPoints):
        closed([(20 + number / 100, -100.0) for number in range(RING_MOST)])
    with pytest.raises(errors.AreaSmall) as caught:
        closed([(28.70, -100.52), (28.72, -100.52), (28.72, -100.50), (28.70, -100.50)])
    assert "al menos 250" in str(caught.value), "it would mark where people cross"


def test_the_size_of_an_area_is_about_right():
    # One degree by one at 28.5 north: 111.2 by 97.7 km.
    assert area_km2(BOX) == pytest.approx(111.195 * 97.72, rel=0.01)
