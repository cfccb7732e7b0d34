"""How lost people walk, step by step. Nothing of this is taken from the planner: see `bench/rescue_value.py`."""

from __future__ import annotations

from functools import cache

import numpy as np
from numba import njit
from numpy.typing import NDArray

from bench.lost.incidents import Incidents
from bench.lost.land import CELL_M, EIGHT, Land
from vereda.rescue.planning.body import radiant_in_sun, water_loss

STEP_H = 1 / 12
HORIZON_H = 48.0
STEPS = int(HORIZON_H / STEP_H)
BODY_KG = 70.0
WALKING_WM2, RESTING_WM2, SUN_WM2 = 170.0, 60.0, 800.0
COOLEST_C, HOTTEST_C = 20, 48  # of the table of water losses


def walked(incidents: Incidents) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Return where each walker is at each step after the call, and the hour at which the heat model's limit is reached.

    First: walkers × STEPS × (y, x) [m], outside the land as they left it. Second: [h after the call], negative if before,
    infinite if never. Both are the same for every strategy.
    """
    land = incidents.land
    return _walked(
        land.z,
        land.lowest,
        land.wash,
        land.line,
        land.to_line,
        land.lights,
        incidents.way,
        incidents.start,
        np.radians(incidents.heading),
        incidents.hours,
        incidents.clock,
        np.clip(np.round(incidents.hottest_c).astype(np.int64) - COOLEST_C, 0, HOTTEST_C - COOLEST_C),
        incidents.water_l + incidents.critical * BODY_KG,
        incidents.pace_mps,
        incidents.seed,
        losses(),
    )


@cache
def losses() -> NDArray[np.float64]:
    """Return litres lost in an hour [hottest air × hour of day × (rests in shade, walks)], by the water balance of `body`."""
    hottest = np.arange(COOLEST_C, HOTTEST_C + 1)[:, None]
    hour = np.arange(24)[None, :]
    air = hottest - 8.0 + 8.0 * np.cos((hour - 15) / 24 * 2 * np.pi)
    sun = SUN_WM2 * np.clip(np.sin(np.pi * (hour - 6) / 12), 0, None)
    rests = water_loss(air, 20, 1, RESTING_WM2, body_kg=BODY_KG).value
    walks = water_loss(air, 20, 1.5, WALKING_WM2, radiant_c=radiant_in_sun(air, np.broadcast_to(sun, air.shape)), body_kg=BODY_KG)
    return np.ascontiguousarray(np.stack([np.asarray(rests), np.asarray(walks.value)], axis=-1))


def segment_of(land: Land, points: NDArray[np.float32]) -> NDArray[np.int32]:
    """Return the search segment of each point, -1 outside the land."""
    side = CELL_M * land.z.shape[0] / land.segments[0]
    at = np.floor(points / side).astype(np.int32)
    inside = ((at >= 0) & (at < land.segments)).all(axis=-1)
    return np.where(inside, at[..., 0] * land.segments[1] + at[..., 1], -1).astype(np.int32)


@njit(cache=True)
def _towards(y, x, to_y, to_x):  # type: ignore[no-untyped-def]  # compiled, as all below
    return np.arctan2(to_x - x, y - to_y)


@njit(cache=True)
def _nearest_light(y, x, lights):  # type: ignore[no-untyped-def]
    best, which = np.inf, 0
    for k in range(lights.shape[0]):
        apart = np.hypot(lights[k, 0] - y, lights[k, 1] - x)
        if apart < best:
            best, which = apart, k
    return best, which


@njit(cache=True)
def _steepness(z, r, c, y, x):  # type: ignore[no-untyped-def]
    """Return rise over run from cell (r, c) to the cell of the point, 0 where either is off the land."""
    to_r, to_c = int(y // CELL_M), int(x // CELL_M)
    rows, columns = z.shape
    if not (0 <= to_r < rows and 0 <= to_c < columns) or (to_r == r and to_c == c):
        return 0.0
    return (z[to_r, to_c] - z[r, c]) / (CELL_M * np.hypot(to_r - r, to_c - c))


@njit(cache=True)
def _course(way, walked_h, clock, heading, y, x, r, c, wash, line, to_line, lowest, lights, side):  # type: ignore[no-untyped-def]
    """Return (heading, whether they walk now) by the way of the walker, before the terrain has its say."""
    dark = clock >= 18.5 or clock < 6
    columns = wash.shape[1]
    if way == 1 or (way == 3 and walked_h > 0.7):  # down the washes; or to the nearest low ground, and wait there
        if way == 3 and (wash[r, c] or lowest[r, c] < 0 or walked_h > 3):
            return heading, False
        if lowest[r, c] >= 0:
            k = lowest[r, c]
            return np.arctan2(float(EIGHT[k, 1]), -float(EIGHT[k, 0])), not 12 <= clock < 16
        return heading, not 12 <= clock < 16
    if way == 4:
        far, which = _nearest_light(y, x, lights)
        if far < 150:
            return heading, False
        if line[r, c] or (dark and far < 12000):
            aim = _towards(y, x, lights[which, 0], lights[which, 1])
            return aim, True
        near = to_line[r, c]
        aim = _towards(y, x, (near // columns + 0.5) * CELL_M, (near % columns + 0.5) * CELL_M)
        return aim, not 12 <= clock < 16
    if way == 5:
        return heading, walked_h < 1.5 + side
    if way in (2, 6):
        return heading, not 12 <= clock < 16
    return heading, dark


@njit(cache=True)
def _back(clock, y, x, kept, track):  # type: ignore[no-untyped-def]
    """Return (heading, whether they walk, place on the own track) of somebody who follows it back, with errors."""
    if kept == 0 or 12 <= clock < 16:
        return 0.0, False, kept
    aim = _towards(y, x, track[kept - 1, 0], track[kept - 1, 1])
    return aim + 0.15 * np.random.standard_normal(), True, kept - 1


@njit(cache=True)
def _stepped(z, y, x, aim, pace):  # type: ignore[no-untyped-def]
    """Return the point after one step; where it is too steep they try aside, up to four times."""
    r, c = int(y // CELL_M), int(x // CELL_M)
    slope = _steepness(z, r, c, y - np.cos(aim) * CELL_M, x + np.sin(aim) * CELL_M)
    for _ in range(4):
        if abs(slope) < 0.6:
            break
        aim += np.random.choice(np.array([-0.7, 0.7]))
        slope = _steepness(z, r, c, y - np.cos(aim) * CELL_M, x + np.sin(aim) * CELL_M)
    metres = pace * np.exp(-2.2 * abs(slope) - 0.8 * max(slope, 0.0)) * 3600 * STEP_H
    return y - np.cos(aim) * metres, x + np.sin(aim) * metres


@njit(cache=True)
def _walked(  # type: ignore[no-untyped-def]
    z, lowest, wash, line, to_line, lights, ways, starts, headings, hours, clocks, heats, reserves, paces, seeds, losses
):
    paths, limits = np.empty((ways.size, STEPS, 2), dtype=np.float32), np.full(ways.size, np.inf)
    for i in range(ways.size):
        np.random.seed(seeds[i])
        y, x, heading, before = starts[i, 0], starts[i, 1], headings[i], int(hours[i] / STEP_H)
        track = np.empty((before + STEPS + 1, 2))
        track[0] = y, x
        turn_h, side = 1.0 + 4.0 * np.random.random(), np.random.random()
        lost, walked_h, kept, back = 0.0, 0.0, 0, False
        for step in range(-before, STEPS):
            clock = (clocks[i] + step * STEP_H) % 24
            r, c = int(y // CELL_M), int(x // CELL_M)
            goes = 0 <= r < z.shape[0] and 0 <= c < z.shape[1] and lost < 0.7 * reserves[i]
            back = ways[i] == 2 and walked_h > turn_h
            aim = heading
            if goes and back:
                aim, goes, kept = _back(clock, y, x, kept, track)
            elif goes:
                heading += 0.25 * np.random.standard_normal() + 0.2 * np.sin(headings[i] - heading)
                aim, goes = _course(ways[i], walked_h, clock, heading, y, x, r, c, wash, line, to_line, lowest, lights, side)
                aim += 0.2 * np.random.standard_normal()
            if goes:
                y, x = _stepped(z, y, x, aim, paces[i] / (1 + walked_h / 15))
                heading, walked_h = aim, walked_h + STEP_H
                if not back:
                    kept += 1
                    track[kept] = y, x
            lost += losses[heats[i], int(clock), int(goes)] * STEP_H
            if lost >= reserves[i] and limits[i] == np.inf:
                limits[i] = step * STEP_H
            if step >= 0:
                paths[i, step] = y, x
    return paths, limits
