"""The simulator of rescues is honest: same seed, same result; nobody beats who knows all; chance obeys its formula."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from bench import rescue_value
from bench.lost import second
from bench.lost.incidents import Incidents, Told, Way, drawn
from bench.lost.land import CELL_M, EIGHT, Land, fractal, jacksboro
from bench.lost.searching import BY_NIGHT, DISPATCH_H, TEAMS, Team, found_h, laid, visits
from bench.lost.strategies import STRATEGIES, all_knowing, blind
from bench.lost.walkers import STEP_H, STEPS, segment_of, walked

COUNT = 120


@cache
def desert() -> Land:
    return fractal(5, side=220)


@cache
def lost() -> Incidents:
    return drawn(desert(), COUNT, 9)


@cache
def truth() -> tuple[np.ndarray, np.ndarray]:
    paths, limits = walked(lost())
    return segment_of(desert(), paths), limits


def by_party(found: np.ndarray) -> np.ndarray:
    return rescue_value.outcomes(lost(), found, truth()[1]).hours


def searched(name: str) -> np.ndarray:
    plans = [laid(STRATEGIES[name](told, desert(), TEAMS), TEAMS, desert(), told.at) for told in lost().told]
    return by_party(found_h(lost(), *truth(), plans, TEAMS))


def test_the_same_seed_gives_the_same_result_and_another_seed_another():
    ring = {"ring-first": STRATEGIES["ring-first"]}
    first, again, other = (rescue_value.run(24, seed, ring, (desert(), desert()))["ring-first"] for seed in (1, 1, 2))
    assert first.hours.tolist() == again.hours.tolist()
    assert first.in_time.tolist() == again.in_time.tolist()
    assert first.hours.tolist() != other.hours.tolist()


def test_who_knows_all_is_never_later_than_any_strategy():
    segments, limits = truth()
    plans = [all_knowing(segments[lost().party == k], len(TEAMS)) for k in range(COUNT)]
    known = by_party(found_h(lost(), segments, limits, plans, TEAMS))
    single = np.bincount(lost().party) == 1  # in a divided party the teams are shared out
    for name in STRATEGIES:
        assert (known[single] <= searched(name)[single]).all(), name
        assert np.median(known) < 0.5 * np.median(np.minimum(searched(name), 48))


def test_a_blind_searcher_finds_as_the_formula_says():
    """One of N segments by chance in each step: each team leaves 1 - 1/N + e^-h/N, multiplied over teams and steps."""
    segments, _ = truth()
    never = np.full(len(segments), np.inf)
    count = int(np.prod(desert().segments))
    rng = np.random.default_rng(4)
    plans = [blind(rng, count, len(TEAMS)) for _ in lost().told]
    found = np.isfinite(found_h(lost(), segments, never, plans, TEAMS))

    clock = (lost().clock[:, None] + np.arange(STEPS) * STEP_H) % 24
    seen = np.where((clock >= 6) & (clock < 18.5), 1.0, BY_NIGHT) * lost().response[:, None] * (segments >= 0)
    # The luck is given, not drawn again: so the chance is taken over all luck, and compared over many walkers.
    left = np.prod([1 - (1 - np.exp(-team.rate_per_h * STEP_H * seen)) / count for team in TEAMS], axis=0).prod(axis=1)
    chance = 1 - left
    spread = np.sqrt((chance * left).sum())
    assert 0.1 < chance.mean() < 0.9
    assert abs(found.sum() - chance.sum()) < 3.5 * spread


def test_coverage_one_finds_63_of_100_by_day():
    """A team sits in one segment with people who stay there: 1 - 1/e, if each is seen at full width."""
    walkers = 4000
    some = drawn(desert(), walkers, 3)
    team = Team("foot", 1.0, 100, 1.0)
    hours = 1 / team.rate_per_h
    here = np.zeros((len(some.party), STEPS), dtype=np.int32)
    by_day = np.full(len(some.party), 6.0 - DISPATCH_H)
    sat = laid([visits([(0, hours)])], [team], desert(), tuple(desert().centres()[0]))
    swept_h = (sat == 0).sum() * STEP_H
    assert swept_h == pytest.approx(hours, abs=STEP_H)
    given = Incidents(**{**vars(some), "clock": by_day, "response": np.ones(len(some.party))})
    found = np.isfinite(found_h(given, here, np.full(len(here), np.inf), [sat] * walkers, [team]))
    assert found.mean() == pytest.approx(1 - np.exp(-swept_h / hours), abs=0.03)


def test_a_way_to_a_segment_takes_its_time():
    team = Team("foot", 1.0, 100, 1.0)
    centres = desert().centres()
    plan = laid([visits([(10, 2.0), (0, 1.0)])], [team], desert(), (float(centres[0, 0]), float(centres[0, 1])))[0]
    first, second = np.flatnonzero(plan == 10), np.flatnonzero(plan == 0)
    way_h = 10 * 990 / 3600
    assert first[0] * STEP_H == pytest.approx(DISPATCH_H + way_h, abs=STEP_H)
    assert second[0] * STEP_H == pytest.approx(DISPATCH_H + 2 * way_h + 2, abs=STEP_H)
    assert len(first) * STEP_H == pytest.approx(2, abs=STEP_H)


def test_half_are_told_wrongly_and_it_is_wrong_indeed():
    many = drawn(desert(), 2000, 1)
    first = np.unique(many.party, return_index=True)[1]
    off = np.hypot(*(np.array([told.at for told in many.told]) - many.start[first]).T)
    turned = np.array([np.nan if told.heading is None else told.heading for told in many.told]) - many.heading[first]
    turned = np.abs((turned + 180) % 360 - 180)
    assert many.wrong.mean() == 0.5
    assert ((off > 3000) | (turned > 80))[many.wrong].all()
    assert (off[~many.wrong] < 2500).all()
    assert np.nanmax(turned[~many.wrong]) < 90


def test_each_way_of_walking_is_its_own():
    inc, (segments, limits) = lost(), truth()
    paths, _ = walked(inc)
    moved_km = np.hypot(*(paths[:, -1] - paths[:, 0]).T) / 1000
    assert set(inc.way.tolist()) == set(Way)
    assert np.median(moved_km[inc.way == Way.STAYS]) < 1
    assert np.median(moved_km[inc.way == Way.STRAIGHT]) > 3
    away_km = np.hypot(*(paths[:, -1] - inc.start).T) / 1000
    assert np.median(away_km[inc.way == Way.BACK]) < np.median(away_km[inc.way == Way.STRAIGHT])
    assert (segments[:, 0] >= 0).mean() > 0.9
    assert np.isfinite(limits).any()


def test_water_runs_down_and_the_real_tile_lies_as_it_is():
    land = jacksboro(1)
    assert land.z.shape == (352, 330)
    assert (land.z.min(), land.z.max()) == (pytest.approx(236, abs=15), pytest.approx(1076, abs=15))
    r, c = np.argwhere(land.lowest >= 0)[::500].T
    below = EIGHT[land.lowest[r, c]]
    assert (land.z[r + below[:, 0], c + below[:, 1]] < land.z[r, c]).all()
    assert land.wash.mean() < 0.05


def test_intervals_hold_the_value_and_the_halves_make_the_whole():
    hours = np.concatenate([np.linspace(1, 47, 100), np.full(20, np.inf)])
    of = rescue_value.Outcomes(hours, np.isfinite(hours).astype(float), np.arange(120) % 2 == 1)
    found = rescue_value.figures(of, "all", 1)
    for one in found.values():
        assert one.low <= one.value <= one.high
    assert found["mean h"].value == pytest.approx((24 * 100 + 48 * 20) / 120)
    assert found["found in time"].value == pytest.approx(100 / 120)
    same = rescue_value.ratio_of_medians(of, of, "told wrong", 1)
    assert (same.low, same.value, same.high) == (1, 1, 1)


def north_of(heading: float) -> float:
    """Return the coverage that the planner gives in the first ten hours to what lies 2 km north of the point told, by heading."""
    at = (desert().size_m[0] / 2, desert().size_m[1] / 2)
    told = Told(at, 8.0, heading, 6.0, 38.0, 1.0)
    plan = laid(STRATEGIES["planner"](told, desert(), TEAMS), TEAMS, desert(), at)[:, : int(10 / STEP_H)]
    north = np.append(desert().centres()[:, 0] < at[0] - 2000, False)  # the last is for ON_THE_WAY
    return float((north[plan] * np.array([[team.rate_per_h] for team in TEAMS])).sum() * STEP_H)


def test_the_planner_sends_more_to_where_they_were_going():
    assert north_of(0.0) > 1.3 * north_of(180.0) > 0


@cache
def others() -> tuple[Incidents, np.ndarray, np.ndarray]:
    inc = second.drawn(desert(), 300, 9)
    return (inc, *second.walked(inc))


def test_the_second_world_repeats_itself_and_half_of_it_is_told_wrongly():
    inc, paths, limits = others()
    again = second.drawn(desert(), 300, 9)
    same_paths, same_limits = second.walked(again)
    assert [vars(told) for told in again.told] == [vars(told) for told in inc.told]
    assert np.array_equal(paths, same_paths)
    assert np.array_equal(limits, same_limits)
    assert inc.wrong.mean() == 0.5
    first = np.unique(inc.party, return_index=True)[1]
    off = np.hypot(*(np.array([told.at for told in inc.told]) - inc.start[first]).T)
    longer = np.array([told.hours for told in inc.told]) / inc.hours[first]
    turned = np.array([np.nan if told.heading is None else told.heading for told in inc.told]) - inc.heading[first]
    turned = np.nan_to_num(np.abs((turned + 180) % 360 - 180))
    amiss = (off > 1000) | (longer < 0.6) | (longer > 1.9) | (turned > 59)
    assert amiss[inc.wrong].mean() > 0.97
    assert (off[~inc.wrong] < 2500).all()


def test_in_the_second_world_each_way_of_walking_is_its_own():
    inc, paths, _ = others()
    away_km = np.hypot(*(paths[:, -1] - inc.start).T) / 1000
    from_base = {way: np.median(away_km[inc.way == way]) for way in second.Way}
    assert set(inc.way.tolist()) == set(second.Way)
    assert from_base[second.Way.RESTS] < 2.5
    assert from_base[second.Way.RETURNS] < from_base[second.Way.PARTS]
    assert from_base[second.Way.SAMPLES] < from_base[second.Way.VALLEY]
    assert from_base[second.Way.ROAD] > 3
    climbs = inc.way == second.Way.VIEW
    r, c = (inc.start[climbs] // CELL_M).astype(int).T
    to_r, to_c = np.clip(paths[climbs, -1] // CELL_M, 0, np.array(desert().z.shape) - 1).astype(int).T
    assert np.median(desert().z[to_r, to_c] - desert().z[r, c]) > 0
