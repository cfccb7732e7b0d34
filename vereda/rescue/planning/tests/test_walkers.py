"""Walkers at random: how fast and how far they go, where they cannot, and that their order changes nothing."""

from __future__ import annotations

import numpy as np
import pytest

from vereda.rescue.planning.terrain_errors import DemHasHoles, NumberOutOfRange, PlaceBlocked, PlaceOutside
from vereda.rescue.planning.walkers import walk, walked_prior
from vereda.rescue.planning.walking import walking_speed

FLAT = np.zeros((201, 201))


def test_without_turns_all_are_as_far_as_the_speed_carries():
    """Tobler on level ground, 5.036742 km/h: in an hour 50.367 cells of 100 m."""
    found = walk(FLAT, (100, 100), cell_m=100.0, walkers=500, steps=60, wander_deg=0)
    assert np.hypot(found.rows - 100, found.columns - 100) == pytest.approx(np.full(500, 50.36742), abs=1e-3)


def test_uphill_they_are_slower_than_downhill():
    ramp = np.tile(np.arange(201) * 10.0, (201, 1))  # a slope of 0.1 to the east
    found = walk(ramp, (100, 100), cell_m=100.0, walkers=4000, steps=30, wander_deg=0)
    assert found.columns.max() - 100 == pytest.approx(walking_speed(0.1) * 18, rel=0.01)
    assert 100 - found.columns.min() == pytest.approx(walking_speed(-0.1) * 18, rel=0.01)


def test_who_turns_spreads_as_a_correlated_random_walk_does():
    """Mean of the squared distance of n steps of length l whose turns have mean cosine q = exp(-σ²/2):
    l² (n (1 + q) / (1 - q) - 2 q (1 - qⁿ) / (1 - q)²) — Kareiva and Shigesada 1983."""
    spread, steps = np.radians(30), 200
    found = walk(np.zeros((401, 401)), (200, 200), cell_m=100.0, walkers=20_000, steps=steps, wander_deg=30)
    q, far = np.exp(-(spread**2) / 2), walking_speed(0.0) * 60 / 100
    expected = far**2 * (steps * (1 + q) / (1 - q) - 2 * q * (1 - q**steps) / (1 - q) ** 2)
    assert np.mean((found.rows - 200) ** 2 + (found.columns - 200) ** 2) == pytest.approx(expected, rel=0.05)


def test_a_bearing_draws_them():
    found = walk(FLAT, (100, 100), cell_m=100.0, walkers=2000, steps=30, bearing_deg=90, pull=0.3)
    assert np.mean(found.columns) > 115
    assert abs(np.mean(found.rows) - 100) < 1


def test_nobody_passes_a_barrier():
    wall = np.zeros(FLAT.shape, bool)
    wall[:, 120:123] = True
    found = walk(FLAT, (100, 100), cell_m=100.0, walkers=5000, steps=300, barriers=wall)
    assert np.nanmax(found.columns) < 119.5
    assert np.isfinite(found.rows).sum() > 1000


def test_who_leaves_is_outside_and_all_sum_to_one():
    found = walk(FLAT, (100, 100), cell_m=20.0, walkers=3000, steps=60, wander_deg=5)
    prior = walked_prior(found, FLAT.shape)
    assert prior.outside > 0.1
    assert prior.cells.sum() + prior.outside == pytest.approx(1, abs=1e-12)
    assert prior.cells.min() >= 0


def test_the_same_seed_gives_the_same_walkers(monkeypatch):
    once = walk(FLAT, (100, 100), cell_m=100.0, walkers=1001, steps=40)
    monkeypatch.setattr("vereda.rescue.planning.walkers.cpu_count", lambda: 7)
    again = walk(FLAT, (100, 100), cell_m=100.0, walkers=1001, steps=40)
    assert np.array_equal(once.rows, again.rows)
    assert not np.array_equal(once.rows, walk(FLAT, (100, 100), cell_m=100.0, walkers=1001, steps=40, seed=2).rows)


@pytest.mark.parametrize(
    ("error", "changed"),
    [
        (PlaceOutside, {"start": (-3, 0)}),
        (PlaceBlocked, {"barriers": np.ones(FLAT.shape)}),
        (DemHasHoles, {"dem": np.full((9, 9), np.nan)}),
        (NumberOutOfRange, {"walkers": 0}),
        (NumberOutOfRange, {"steps": -1}),
        (NumberOutOfRange, {"step_s": 0.0}),
        (NumberOutOfRange, {"wander_deg": 400}),
        (NumberOutOfRange, {"bearing_deg": 0, "pull": 2}),
    ],
)
def test_what_cannot_be_is_refused(error, changed):
    with pytest.raises(error):
        walk(**{"dem": FLAT, "start": (1, 1), "cell_m": 10.0, "walkers": 3, "steps": 2, **changed})
