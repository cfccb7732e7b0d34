"""The worked cases of search theory (tests/data/search_theory_cases.csv, with source and status of each row), row by row."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from vereda.rescue.planning import (
    allocate,
    allocate_many,
    coverage,
    coverage_of_spacing,
    pod,
    random_search_cost,
    success,
    sweep_width_from_boat,
    sweep_width_from_range,
    update,
)
from vereda.rescue.planning.detection import NAUTICAL_MILE_M, boat_table

FILE = Path(__file__).parent / "data" / "search_theory_cases.csv"
ELSEWHERE = {"DRIFT-PIW1": "test_drift.py", "WALK-TOBLER": "test_walking.py", "WALK-IC": "test_walking.py"}
ELSEWHERE |= {"WALK-LANGMUIR": "test_walking.py"}
LEFT_OUT = {
    "AIR-CAP": "POD of one pass of an aeroplane at 1,000 feet over flat open ground: no group flies, and what another's crew"
    " reports as POD is taken as reported. The table names no sweep width, so it cannot be allocated with other resources.",
}
KNOT_MPS = NAUTICAL_MILE_M / 3600


def rows():
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


ROWS = rows()


def case(name):
    return json.loads(ROWS[name]["inputs_json"]), json.loads(ROWS[name]["expected_json"])


def test_every_row_is_tested_here_or_named_with_where_or_why_not():
    here = Path(__file__).read_text(encoding="utf-8").split("LEFT_OUT = {", 1)[1].split("}", 1)[1]
    tested = {name for name in ROWS if f'"{name}"' in here}
    assert tested | set(ELSEWHERE) | set(LEFT_OUT) == set(ROWS)
    assert not tested & (set(ELSEWHERE) | set(LEFT_OUT))
    for name, file in ELSEWHERE.items():
        assert name in (Path(__file__).parent / file).read_text(encoding="utf-8"), name


@pytest.mark.parametrize("name", ["ALLOC-CC0", "ALLOC-CC1", "ALLOC-CC2", "ALLOC-CC4", "ALLOC-CC6"])
def test_hours_of_one_resource_are_those_that_soral_publishes(name):
    given, expected = case(name)
    poc, rate = np.array(given["poc"], float), np.array(given["rate_per_hour"], float)
    hours = allocate(poc, rate, given["hours"])
    found = pod(rate * hours)
    assert hours == pytest.approx(expected["hours_per_area"], abs=1e-4)
    if "pod" in expected:  # printed to six digits
        assert found == pytest.approx(expected["pod"], rel=1e-4, abs=1e-6)
    if "new_poc" in expected:
        assert poc * (1 - found) == pytest.approx(expected["new_poc"], rel=1e-4)
    if "total_pos" in expected:
        assert success(poc, found) == pytest.approx(expected["total_pos"], rel=1e-4)
    if "final_rate" in expected:
        searched = hours > 0
        assert (poc * rate * (1 - found))[searched] == pytest.approx(expected["final_rate"], rel=1e-4)
    if "pod_searched" in expected:
        assert (rate * hours)[[1, 3]] == pytest.approx(expected["coverage_searched"], rel=1e-4)
        assert found[[1, 3]] == pytest.approx(expected["pod_searched"], abs=5e-5)  # four digits are printed


def test_hours_of_two_resources_are_those_that_soral_publishes():
    given, expected = case("ALLOC-W7")
    rates = np.array(given["rate_per_hour"]).T  # given by area
    hours = allocate_many(given["poc"], rates, given["hours"])
    assert np.abs(hours.T - expected["hours"]).max() < 1e-4
    assert success(given["poc"], pod((rates * hours).sum(axis=0))) == pytest.approx(expected["total_pos"], abs=1e-4)


def test_hours_in_four_segments_from_width_speed_and_size():
    given, expected = case("ALLOC-TOM")
    rate = np.array(given["sweep_width"]) * given["speed"] / np.array(given["area"], float)
    hours = allocate(given["poc"], rate, given["hours"])
    assert hours == pytest.approx(expected["hours"], abs=1e-5)
    assert pod(rate * hours) == pytest.approx(expected["pod"], abs=1e-5)
    assert success(given["poc"], pod(rate * hours)) == pytest.approx(expected["total_pos"], abs=1e-5)


def test_a_fine_grid_over_a_circular_prior_approaches_the_closed_form():
    given, expected = case("ALLOC-CIRC-H1")
    x = np.linspace(-6, 6, 801) * given["sigma_km"]
    cell = (x[1] - x[0]) ** 2
    poc = np.exp(-(x[:, None] ** 2 + x**2) / 2) * cell / (2 * np.pi)
    effort = allocate(poc, 1 / cell, given["swept_area_km2"])
    assert success(poc, pod(effort / cell)) == pytest.approx(expected["pos"], abs=1e-4)
    radius = np.hypot(x[:, None], x)[effort > 0].max()
    assert radius == pytest.approx(expected["radius_km"], abs=x[1] - x[0])


@pytest.mark.parametrize("name", ["UPD-1", "UPD-2"])
def test_a_search_that_found_nobody_moves_the_chances_and_what_is_outside(name):
    given, expected = case(name)
    posterior, outside = update(given["poa"], given["pod"])
    assert posterior == pytest.approx(expected["posterior"], abs=1e-12)
    assert outside == pytest.approx(expected.get("outside", 0), abs=1e-12)
    assert success(given["poa"], given["pod"]) == pytest.approx(expected.get("pos", 1 - expected.get("normaliser", 0)), abs=1e-12)


def test_two_searches_after_each_other_are_the_one_with_their_cumulative_pod():
    given, expected = case("UPD-4")
    once, _ = update(given["poa"], given["pod_first"])
    twice, _ = update(once, given["pod_second"])
    together, _ = update(given["poa"], [given["cumulative_pod_cell0"], 0])
    assert twice == pytest.approx(expected["posterior"], abs=1e-12)
    assert together == pytest.approx(expected["posterior"], abs=1e-12)


def test_the_chance_of_success_is_the_sum_over_areas():
    given, expected = case("POS-1")
    assert success(given["poa"], given["pod"]) == pytest.approx(expected["pos"], abs=1e-12)


@pytest.mark.parametrize("name", ["POD-C0.25", "POD-C0.5", "POD-C1", "POD-C2"])
def test_three_curves_of_detection_by_coverage(name):
    given, expected = case(name)
    assert pod(given["coverage"]) == pytest.approx(expected["random_exponential"], abs=1e-9)
    assert pod(given["coverage"], "inverse_cube") == pytest.approx(expected["inverse_cube_parallel"], abs=1e-9)
    assert pod(given["coverage"], "definite_range") == pytest.approx(expected["definite_range"], abs=1e-9)


def test_coverage_from_the_length_of_a_track():
    given, expected = case("COV-1")
    found = coverage(given["W_m"], given["track_length_m"], given["cell_area_m2"])
    assert found == pytest.approx(expected["coverage"], abs=1e-9)
    assert pod(found) == pytest.approx(expected["pod"], abs=1e-9)


def test_sweep_width_from_the_range_of_detection():
    given, expected = case("ESW-RD")
    widths = [float(sweep_width_from_range(given["Rd_m"], visibility)) for visibility in given["visibility"]]
    assert widths == pytest.approx(expected["W_m"], abs=1e-9)
    assert sweep_width_from_range(given["Rd_m"]) == pytest.approx(expected["all_classes_regression"], abs=1e-9)


def test_sweep_widths_from_a_boat_are_those_of_the_table():
    given, expected = case("ESW-BOAT")
    assert list(boat_table()) == given["object"]
    for sought, widths in zip(given["object"], expected["W_nm"], strict=True):
        assert boat_table()[sought][1].tolist() == widths
        found = [sweep_width_from_boat(sought, miles * NAUTICAL_MILE_M) / NAUTICAL_MILE_M for miles in (1, 3, 5, 10, 15, 20)]
        assert found == pytest.approx(widths, abs=1e-12)
    factors = expected["weather_factor"]
    calm = sweep_width_from_boat("person in water", 10_000)
    assert sweep_width_from_boat("person in water", 10_000, 16 * KNOT_MPS) == calm * factors["small_object_wind_over_15kt"]
    assert sweep_width_from_boat("person in water", 10_000, 26 * KNOT_MPS) == calm * factors["small_object_wind_over_25kt"]
    raft = sweep_width_from_boat("4-person raft", 10_000)
    assert sweep_width_from_boat("4-person raft", 10_000, 26 * KNOT_MPS) == raft * factors["others"]


def test_a_search_for_somebody_in_the_water_by_boat():
    given, expected = case("PLAN-BOAT")
    width = sweep_width_from_boat("person in water", 5 * NAUTICAL_MILE_M, 20 * KNOT_MPS)
    assert width / NAUTICAL_MILE_M == pytest.approx(expected["W_nm"], abs=1e-9)
    found = coverage_of_spacing(width, given["S"] * NAUTICAL_MILE_M)
    assert found == pytest.approx(expected["coverage"], abs=1e-9)
    assert given["V"] * given["S"] * given["T"] == pytest.approx(expected["area_nm2"], abs=1e-9)
    # the same by the length of the track over the area that was meant
    track = given["V"] * given["T"] * NAUTICAL_MILE_M
    assert coverage(width, track, expected["area_nm2"] * NAUTICAL_MILE_M**2) == pytest.approx(expected["coverage"], abs=1e-9)
    assert pod(found) == pytest.approx(expected["pod_random"], abs=1e-9)


def test_what_searching_at_random_costs():
    given, expected = case("GAIN-1")
    assert random_search_cost(given["p"]) == pytest.approx(expected["ratio"], abs=1e-6)
