"""Rivers and open water: closed forms by hand, the published leeway, and a turned world."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vereda.rescue.planning.drift import RiverReach, drift, leeway, leeway_table, open_water_prior
from vereda.rescue.planning.terrain_errors import AreaIsZero, NumberOutOfRange, UnknownFloat

REACHES = st.lists(
    st.builds(RiverReach, st.floats(50, 5000), st.floats(0.1, 3), st.floats(0, 4), st.floats(0, 4)), min_size=1, max_size=6
)


def test_the_published_leeway_of_a_person_in_the_water():
    with (Path(__file__).parent / "data" / "terrain_cases.csv").open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["id"] == "DRIFT-PIW1")
    expected, found = json.loads(row["expected_json"]), leeway("PIW-1", 10.0)
    within = float(row["tolerance"])
    assert found.downwind_mps == pytest.approx(expected["downwind_m_s"], abs=within)
    assert [found.right_mps, found.left_mps] == pytest.approx(expected["crosswind_m_s"], abs=within)
    assert found.downwind_std_mps == pytest.approx(expected["downwind_std_m_s"], abs=within)


def test_an_offset_counts_also_without_wind():
    """PIW-6, deceased: 10.2 cm/s downwind and 1.117 % of the wind; at 4 m/s 0.102 + 0.04468."""
    assert leeway("PIW-6", 0.0).downwind_mps == pytest.approx(0.102)
    assert leeway("PIW-6", 4.0).downwind_mps == pytest.approx(0.14668)
    assert leeway("PIW-6", 4.0).left_mps == pytest.approx(-0.0016 - 0.039)


def test_every_row_of_leeway_has_its_source_and_status():
    assert all(row["source"] and row["status"] for row in leeway_table().values())


def test_without_snags_and_error_the_water_carries_them_to_one_place():
    """1,000 m at 1 m/s take 1,000 s; of an hour 2,600 s are left, at 0.5 m/s 1,300 m: the second reach of 2,000 m."""
    found = drift([RiverReach(1000, 1.0), RiverReach(2000, 0.5), RiverReach(500, 1.0)], 1.0, speed_error=0.0)
    assert found.afloat.tolist() == [0.0, 1.0, 0.0]
    assert found.past == 0.0
    assert drift([RiverReach(1000, 1.0), RiverReach(2000, 0.5)], 2.0, speed_error=0.0).past == 1.0


def test_snags_and_banks_take_by_the_law_of_distance():
    """After 2 km of 0.5 snags and 0.25 banks a kilometre exp(-1.5) still float; two of three caught hang on snags."""
    found = drift([RiverReach(2000, 1.0, 0.5, 0.25)], 5.0, speed_error=0.0)
    assert found.past == pytest.approx(np.exp(-1.5), rel=1e-12)
    assert found.snagged[0] == pytest.approx((1 - np.exp(-1.5)) * 2 / 3, rel=1e-12)
    assert found.banked[0] == pytest.approx((1 - np.exp(-1.5)) / 3, rel=1e-12)


def test_a_fall_in_the_middle_of_a_reach_leaves_the_rest_of_it():
    found = drift([RiverReach(1000, 1.0, 1.0), RiverReach(1000, 1.0)], 9.0, start_m=750, speed_error=0.0)
    assert found.snagged[0] == pytest.approx(1 - np.exp(-0.25), rel=1e-12)


def test_an_error_of_the_speed_spreads_them_over_reaches():
    """After half an hour at 1 m/s with an error of a quarter: 1,800 m ± 450 m, so P(X < 1,350) = Φ(-1) = 0.1587."""
    found = drift([RiverReach(1350, 1.0), RiverReach(9000, 1.0)], 0.5, speed_error=0.25)
    assert found.afloat[0] == pytest.approx(0.1587, abs=0.005)


@given(REACHES, st.floats(0, 48), st.floats(0, 1))
def test_nobody_is_lost_from_the_sum(reaches, hours, error):
    found = drift(reaches, hours, speed_error=error)
    assert found.cells.sum() + found.past == pytest.approx(1, abs=1e-12)
    assert found.cells.min() >= 0


@given(REACHES, st.floats(0, 24), st.floats(0, 24))
def test_later_they_are_never_further_up(reaches, hours, more):
    soon, late = drift(reaches, hours), drift(reaches, hours + more)
    assert late.past >= soon.past - 1e-12
    assert np.all(np.cumsum(late.cells) <= np.cumsum(soon.cells) + 1e-12)


@given(REACHES, st.floats(0, 24))
def test_a_reach_cut_in_two_changes_nothing(reaches, hours):
    first = reaches[0]
    half = RiverReach(first.length_m / 2, first.speed_mps, first.snags_per_km, first.banks_per_km)
    whole, cut = drift(reaches, hours), drift([half, half, *reaches[1:]], hours)
    assert cut.past == pytest.approx(whole.past, abs=1e-12)
    assert cut.snagged[:2].sum() == pytest.approx(whole.snagged[0], abs=1e-12)


def test_wind_and_current_move_the_middle_of_the_chance():
    """Wind of 10 m/s from the west, a current of 0.2 m/s to the south, one hour: 346 m east, 720 m south; ±194 m aside."""
    found = open_water_prior(
        (401, 401),
        20.0,
        (200, 200),
        1.0,
        kind="PIW-1",
        wind_mps=10,
        wind_from_deg=270,
        current_mps=0.2,
        current_to_deg=180,
    )
    rows, columns = np.indices((401, 401))
    assert (found.cells * rows).sum() / found.cells.sum() == pytest.approx(200 + 720 / 20, abs=0.05)
    assert (found.cells * columns).sum() / found.cells.sum() == pytest.approx(200 + 345.6 / 20, abs=0.05)
    assert found.cells.sum() + found.outside == pytest.approx(1, abs=1e-12)


@settings(deadline=None)  # a busy machine takes its time
@given(st.floats(0, 20), st.floats(0, 360), st.floats(0, 1), st.floats(0, 360), st.floats(0, 6))
def test_open_water_turns_with_wind_and_current(wind, wind_from, current, to, hours):
    def found(turned):
        return open_water_prior(
            (31, 31),
            200.0,
            (15, 15),
            hours,
            kind="PIW-1",
            wind_mps=wind,
            wind_from_deg=wind_from + turned,
            current_mps=current,
            current_to_deg=to + turned,
            start_error_m=300,
        )

    here = found(0)
    for quarter in (1, 2, 3):
        turned = found(90 * quarter)
        assert turned.cells == pytest.approx(np.rot90(here.cells, -quarter), rel=1e-9, abs=1e-12)
        assert turned.outside == pytest.approx(here.outside, abs=1e-9)


def test_what_cannot_be_is_refused():
    with pytest.raises(AreaIsZero):
        drift([], 1.0)
    for wrong in (RiverReach(0, 1), RiverReach(10, 0), RiverReach(10, 1, -1), RiverReach(10, 1, 0, -1)):
        with pytest.raises(NumberOutOfRange):
            drift([wrong], 1.0)
    with pytest.raises(NumberOutOfRange, match="horas"):
        drift([RiverReach(10, 1)], -1.0)
    with pytest.raises(NumberOutOfRange):
        drift([RiverReach(10, 1)], 1.0, start_m=11)
    with pytest.raises(UnknownFloat, match="PIW-1"):
        leeway("BALSA", 3.0)
    with pytest.raises(NumberOutOfRange):
        leeway("PIW-1", -3.0)
