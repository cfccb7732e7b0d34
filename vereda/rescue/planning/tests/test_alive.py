"""Weights by when an area is reached: they move hours, never to zero, change no probability, and give nobody up."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from vereda.rescue.planning.alive import FLOOR, alive_said, alive_weights, bands
from vereda.rescue.planning.allocation import allocate
from vereda.rescue.planning.body import Situation, urgency
from vereda.rescue.planning.body.figure import Figure
from vereda.rescue.planning.body.urgency import Reason, Urgency
from vereda.rescue.planning.explained import assumptions
from vereda.rescue.planning.outputs import as_json
from vereda.rescue.planning.terrain_errors import NumberOutOfRange
from vereda.rescue.planning.tests.test_plan import plan_of, point
from vereda.rescue.tests.test_body_urgency import GIVING_UP, SITUATIONS

HOURS = hnp.arrays(np.float64, st.integers(1, 12), elements=st.floats(0, 1e6) | st.just(np.inf))
HOT = {"air_c": 41.0, "water_l": 0.5}


def pressing(by_h, low, high):
    return Urgency(by_h, "now", (Reason("WATER", by_h, (), Figure(low, low, high, "h", "m", "e", "s", "b")),))


def test_a_weight_by_hand():
    """Band of 4 to 12 hours, floor a quarter: at 8 hours half of the fall, 1 - 0.75 / 2."""
    found = alive_weights(pressing(4.0, 4.0, 12.0), [0, 4, 8, 12, 500, np.inf])
    assert found == pytest.approx([1, 1, 0.625, 0.25, 0.25, 0.25])


def test_a_reason_that_is_over_does_not_hide_another():
    """Heat from 1 to 2 hours is over at hour 5; water from 4 to 12 hours is not: its part still tells 5 from 9 hours."""
    heat, water = pressing(1.0, 1.0, 2.0).reasons[0], pressing(4.0, 4.0, 12.0).reasons[0]
    found = alive_weights(Urgency(0.0, "now", (heat, water)), [5, 9, 12])
    assert found == pytest.approx([1 - 0.75 * (1 + 1 / 8) / 2, 1 - 0.75 * (1 + 5 / 8) / 2, 0.25])


def test_a_child_brings_both_ends_of_the_band_forward():
    assert bands(pressing(2.0, 4.0, 12.0)) == [(2.0, 6.0)]


def test_a_band_without_end_and_one_without_width_have_one_each():
    assert bands(pressing(4.0, 4.0, np.inf)) == [(4.0, 16.0)]
    assert bands(pressing(4.0, 4.0, 4.0)) == [(4.0, 4.25)]
    assert bands(pressing(0.0, 0.0, np.inf)) == [(0.0, 1.0)]


@settings(max_examples=200, deadline=None)
@given(SITUATIONS, HOURS)
def test_no_area_ever_weighs_nothing_and_later_never_weighs_more(of: Situation, hours):
    found = alive_weights(urgency(of), np.sort(hours))
    assert np.all(found >= FLOOR)
    assert np.all(found <= 1)
    assert np.all(np.diff(found) <= 0)
    assert FLOOR > 0


@settings(max_examples=100, deadline=None)
@given(SITUATIONS, HOURS)
def test_equal_hours_weigh_alike_wherever_they_lie(of: Situation, hours):
    hurry = urgency(of)
    assert np.array_equal(alive_weights(hurry, hours[::-1]), alive_weights(hurry, hours)[::-1])
    assert np.unique(alive_weights(hurry, np.full(3, hours[0]))).size == 1


@settings(max_examples=100, deadline=None)
@given(SITUATIONS, hnp.arrays(np.float64, 6, elements=st.floats(0.001, 0.16)), st.floats(0.1, 20))
def test_whoever_is_late_everywhere_is_searched_for_by_the_plain_plan(of: Situation, poc, hours):
    hurry = urgency(of)
    late = alive_weights(hurry, np.full(6, np.inf))
    rate = np.array([0.1, 0.2, 0.3, 0.1, 0.2, 0.3])
    assert allocate(poc * late, rate, hours) == pytest.approx(allocate(poc, rate, hours), abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(SITUATIONS, hnp.arrays(np.float64, 6, elements=st.floats(0.001, 0.16)), HOURS, st.floats(0, 20), st.floats(0, 20))
def test_the_longer_plan_contains_the_shorter_one_also_when_weighed(of: Situation, poc, reached, one, other):
    assume(len(reached) >= 6)
    worth = poc * alive_weights(urgency(of), reached[:6])
    short, long = (allocate(worth, 0.3, hours) for hours in sorted((one, other)))
    assert np.all(short <= long + 1e-9)


@settings(max_examples=100, deadline=None)
@given(SITUATIONS)
def test_what_it_says_gives_nobody_up_and_says_that_no_clinician_approved_it(of: Situation):
    said = alive_said(urgency(of))
    assert not [word for word in GIVING_UP if re.search(rf"\b{word}", said.lower())]
    assert "ningún clínico" in said
    assert f"{FLOOR:g}" in said


def test_without_weather_there_is_no_figure_and_all_weigh_alike():
    assert np.all(alive_weights(urgency(Situation(hours=3)), [0, 5, 50]) == 1)
    assert "todas pesan igual" in alive_said(urgency(Situation(hours=3)))


@pytest.mark.parametrize("wrong", [[-1.0], [np.nan], [2.0, -0.1]])
def test_hours_that_cannot_be_are_refused(wrong):
    with pytest.raises(NumberOutOfRange):
        alive_weights(urgency(Situation(hours=3)), wrong)


def test_off_is_the_plan_as_it_was_and_is_what_nobody_asked_for(tmp_path):
    plain, off = plan_of(tmp_path, people=HOT), plan_of(tmp_path, people=HOT, weigh_alive=False)
    assert as_json(plain) == as_json(off)
    assert plain.weight is None
    assert "weight_in_time" not in as_json(plain).decode()


def test_a_weighed_plan_moves_hours_and_no_probability_and_says_so(tmp_path):
    seen = {"people": HOT, "last_known": {**point(10, 10), "hours_ago": 4}}
    plain, weighed = plan_of(tmp_path, **seen), plan_of(tmp_path, **seen, weigh_alive=True)
    assert np.array_equal(plain.poc, weighed.poc)
    assert plain.outside == weighed.outside
    assert weighed.hours.sum() == pytest.approx(plain.hours.sum())
    assert np.unique(weighed.weight).size > 3
    on_the_way = [float((one.hours[0] * one.walking_h).sum()) for one in (weighed, plain)]
    assert on_the_way[0] < on_the_way[1]
    assert alive_said(weighed.hurry) in assumptions(weighed)
    written = json.loads(as_json(weighed))
    assert all(FLOOR <= area["weight_in_time"] <= 1 for area in written["areas"])
    assert all("Pesa" in area["why"] for area in written["areas"])
