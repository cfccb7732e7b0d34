"""Speeds of walking: the worked cases, and values worked by hand."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereda.rescue.planning.terrain_errors import UnknownWalkingModel
from vereda.rescue.planning.walking import CAMPBELL, MODELS, terrain_factors, walking_speed

with (Path(__file__).parent / "data" / "terrain_cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = {row["id"]: (json.loads(row["inputs_json"]), json.loads(row["expected_json"]), row) for row in csv.DictReader(file)}


def test_tobler_agrees_with_the_worked_case():
    given_, expected, row = CASES["WALK-TOBLER"]
    assert walking_speed(given_["slope"]) * 3.6 == pytest.approx(expected["kmh"], abs=float(row["tolerance"]))
    assert walking_speed(given_["slope"], off_path=True) == pytest.approx(
        walking_speed(given_["slope"]) * given_["off_path_factor"], rel=1e-12
    )


def test_irmischer_and_clarke_keep_the_sign_of_the_slope():
    given_, expected, row = CASES["WALK-IC"]
    slopes = np.array(given_["slope_pct"]) / 100
    speeds = walking_speed(slopes, "irmischer_clarke")
    assert speeds * 3.6 == pytest.approx(expected["kmh_signed"], abs=float(row["tolerance"]))
    assert walking_speed(slopes, "irmischer_clarke", women=True) == pytest.approx(speeds * expected["women_factor"])
    # 0.11 + 0.67 exp(-(10 + 2)² / 1800), by hand
    assert walking_speed(0.1, "irmischer_clarke", off_path=True) == pytest.approx(0.11 + 0.67 * 0.9231163464, rel=1e-9)


def test_langmuir_agrees_with_the_worked_case():
    given_, expected, row = CASES["WALK-LANGMUIR"]
    paces = 1 / walking_speed(np.tan(np.radians(given_["slope_deg"])), "langmuir")
    assert paces == pytest.approx(expected["s_per_m"], abs=float(row["tolerance"]))


@pytest.mark.parametrize(
    ("percentile", "flat_mps"),
    [
        # c / (pi b (1 + (a / b)²)) + d, by hand from the five terms
        (5, 36.813 / (np.pi * 14.041 * (1 + (1.527 / 14.041) ** 2)) + 0.32),
        (25, 37.111 / (np.pi * 8.827 * (1 + (1.822 / 8.827) ** 2)) + 0.616),
        (50, 2.5519),
    ],
)
def test_campbell_on_the_flat(percentile, flat_mps):
    assert walking_speed(0.0, "campbell", percentile) == pytest.approx(flat_mps, abs=2e-4)


def test_the_slowest_of_campbell_walk_and_the_middle_ones_run():
    """The background's two traps: 1.14 m/s at the fifth percentile, 2.55 m/s at the fiftieth."""
    assert walking_speed(0.0, "campbell", 5) == pytest.approx(1.14, abs=0.01)
    assert walking_speed(0.0, "campbell", 50) == pytest.approx(2.55, abs=0.01)


@given(st.floats(-1.5, 1.5), st.sampled_from(sorted(CAMPBELL)))
def test_a_faster_percentile_is_faster_on_slopes_that_people_walk(slope, percentile):
    faster = [one for one in CAMPBELL if one > percentile and one <= 85]
    here = walking_speed(slope, "campbell", percentile)
    assert here > 0
    if abs(slope) < 0.3:
        assert all(walking_speed(slope, "campbell", one) >= here - 0.02 for one in faster)


@given(st.sampled_from([name for name in MODELS if name != "campbell"]), st.floats(0.01, 1.0))
def test_uphill_is_slower_than_the_same_slope_downhill(model, slope):
    if model == "langmuir" and np.degrees(np.arctan(slope)) >= 5:
        return  # his steep descents slow people down by another rule
    assert walking_speed(slope, model) < walking_speed(-slope, model)


@given(
    st.lists(st.floats(0.0, 2.0), min_size=2, max_size=9).map(sorted), st.sampled_from(["tobler", "irmischer_clarke", "langmuir"])
)
def test_steeper_uphill_is_never_faster(slopes, model):
    assert np.all(np.diff(walking_speed(slopes, model)) <= 1e-12)


@pytest.mark.parametrize(("model", "percentile"), [("naismith", None), ("campbell", None), ("campbell", 37)])
def test_a_model_without_published_numbers_is_refused_in_one_sentence(model, percentile):
    with pytest.raises(UnknownWalkingModel) as said:
        walking_speed(0.0, model, percentile)
    assert "Elija" in str(said.value)


def test_ground_slows_by_the_factors_of_the_table():
    factors = terrain_factors()
    assert factors["path"] == 1.0
    assert factors["loose_sand"] == 1.19
    assert min(factors.values()) == 1.0
