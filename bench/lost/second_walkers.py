"""How people of the second world walk, step by step. Nothing of this is taken from the planner or from the first world's ways."""

from __future__ import annotations

import numpy as np
from numba import njit

from bench.lost.land import CELL_M, EIGHT
from bench.lost.walkers import STEP_H, STEPS

SEES_LIGHT_M = 15_000
LOOKS_M = 400.0  # how far people look when they choose the easiest way


@njit(cache=True)
def _height(z, y, x):  # type: ignore[no-untyped-def]  # compiled, as all below
    """Return the height of the cell of a point; no number off the land."""
    r, c = int(np.floor(y / CELL_M)), int(np.floor(x / CELL_M))
    if 0 <= r < z.shape[0] and 0 <= c < z.shape[1]:
        return z[r, c]
    return np.nan


@njit(cache=True)
def _easiest(z, y, x, aim, wide, climbs):  # type: ignore[no-untyped-def]
    """Return the course within `wide` of the aim that is most level over LOOKS_M, or that climbs most."""
    here, best, found = _height(z, y, x), np.inf, aim
    for k in range(-3, 4):
        way = aim + wide * k / 3
        rise = _height(z, y - np.cos(way) * LOOKS_M, x + np.sin(way) * LOOKS_M) - here
        cost = -rise if climbs else abs(rise) + 2.0 * abs(k)
        if cost < best:
            best, found = cost, way
    return found


@njit(cache=True)
def _light(y, x, lights):  # type: ignore[no-untyped-def]
    """Return the course to the nearest light and how far it is."""
    best, course = np.inf, 0.0
    for k in range(lights.shape[0]):
        far = np.hypot(lights[k, 0] - y, lights[k, 1] - x)
        if far < best:
            best, course = far, np.arctan2(lights[k, 1] - x, y - lights[k, 0])
    return best, course


@njit(cache=True)
def _along(line, y, x, side):  # type: ignore[no-untyped-def]
    """Return the course along a line to the east (side 1) or west, by the cells of it that lie ahead."""
    r, c = int(y // CELL_M), int(x // CELL_M)
    for ahead in (3, 2, 1):
        column = c + side * ahead
        if 0 <= column < line.shape[1]:
            for aside in range(7):
                for row in (r - aside, r + aside):
                    if 0 <= row < line.shape[0] and line[row, column]:
                        return np.arctan2((column + 0.5) * CELL_M - x, y - (row + 0.5) * CELL_M)
    return np.pi / 2 * side


@njit(cache=True)
def _sampled(walked_h, y, x, base, goal, seed_turn):  # type: ignore[no-untyped-def]
    """Return the course of one who tries: half an hour out, half an hour back, six times, then on in the last direction."""
    number = int(walked_h)
    if number < 6 and walked_h - number >= 0.5:
        return np.arctan2(base[1] - x, y - base[0])
    return goal + seed_turn + 2.4 * min(number, 6)


@njit(cache=True)
def _route(walked_h, z, y, x, goal, left_h, waits):  # type: ignore[no-untyped-def]
    """Return (course, whether they walk) behind a guide from pass to pass, and after he left."""
    if walked_h < left_h:
        swings = goal + 0.6 * np.sin(2 * np.pi * walked_h / 3.0)
        return _easiest(z, y, x, swings, 0.5, False), True
    if waits:
        return goal, False
    return goal + 3.0 * np.sin(1.7 * walked_h), walked_h < left_h + 5


@njit(cache=True)
def _road(dark, noon, y, x, line, lights, goal, chance, heading):  # type: ignore[no-untyped-def]
    """Return (course, whether they walk) to lights by night, else on to a line and along it."""
    far, to_light = _light(y, x, lights)
    if far < 200:
        return heading, False
    if dark and far < SEES_LIGHT_M * chance[0]:
        return to_light, True
    if line[int(y // CELL_M), int(x // CELL_M)]:
        return _along(line, y, x, 1 if chance[1] < 0.5 else -1), not noon
    return goal, not noon


@njit(cache=True)
def _rests(walked_h, lowest, goal):  # type: ignore[no-untyped-def]
    """Return (course, whether they walk) of who looks for low ground and stays there. lowest: of the cell they are in."""
    if 0.3 < walked_h < 1 and lowest >= 0:
        return np.arctan2(float(EIGHT[lowest, 1]), -float(EIGHT[lowest, 0])), True
    return goal, walked_h < 1


@njit(cache=True)
def _course(way, walked_h, dark, noon, y, x, z, lowest, line, lights, goal, base, chance, heading):  # type: ignore[no-untyped-def]
    """Return (course, whether they walk now) by the way of the walker. chance: three numbers of the walker's own, 0 to 1."""
    if way == 0:
        course, goes = _route(walked_h, z, y, x, goal, 1 + 9 * chance[0], chance[1] < 0.5)
        return course, goes and dark
    if way == 1:
        turns = 0.5 + 4 * chance[0]
        return (goal if walked_h < turns else goal + np.pi + 0.7 * (chance[1] - 0.5)), not noon and walked_h < 2.6 * turns + 1
    if way == 2:
        return _sampled(walked_h, y, x, base, goal, 6 * chance[0]), not noon and walked_h < 10
    if way == 3:
        return _road(dark, noon, y, x, line, lights, goal, chance, heading)
    if way == 4:
        return _rests(walked_h, lowest[int(y // CELL_M), int(x // CELL_M)], goal)
    if way == 6:
        return _easiest(z, y, x, heading, 1.2, True), walked_h < 2 + 2 * chance[0]
    if way == 7:
        return _easiest(z, y, x, goal, 1.0, False), not noon
    return goal + 1.2 * (chance[0] - 0.5), not noon


@njit(cache=True)
def _metres(z, y, x, course, pace, walked_h):  # type: ignore[no-untyped-def]
    """Return how far a step goes: slower with slope and with the hours, ten minutes of each hour at rest, little over cliffs."""
    rise = _height(z, y - np.cos(course) * CELL_M, x + np.sin(course) * CELL_M) - _height(z, y, x)
    slope = rise / CELL_M if rise == rise else 0.0
    tired = max(0.4, 1 - walked_h / 40)
    steep = 8.0 if abs(slope) > 0.7 else 1.0
    return pace * tired * 3600 * STEP_H * (5 / 6) / ((1 + 3 * abs(slope) + 3 * max(slope, 0.0)) * steep)


@njit(cache=True)
def steps_of(z, lowest, line, lights, ways, starts, goals, hours, clocks, heats, reserves, paces, seeds, losses):  # type: ignore[no-untyped-def]
    """Return points of each walker after the call [walkers × STEPS × (y, x), m] and the hour of each limit [h]."""
    paths, limits = np.empty((ways.size, STEPS, 2), dtype=np.float32), np.full(ways.size, np.inf)
    for i in range(ways.size):
        np.random.seed(seeds[i])
        chance = np.random.random(3)
        base, y, x = starts[i], starts[i, 0], starts[i, 1]
        heading, walked_h, lost = goals[i], 0.0, 0.0
        for step in range(-int(hours[i] / STEP_H), STEPS):
            clock = (clocks[i] + step * STEP_H) % 24
            dark, noon = clock >= 19 or clock < 6, 11 <= clock < 16
            thirst = lost / reserves[i]
            goes = _height(z, y, x) == _height(z, y, x) and thirst < 0.8 and (dark or thirst < 0.6)
            if goes:
                course, goes = _course(
                    ways[i], walked_h, dark, noon, y, x, z, lowest, line, lights, goals[i], base, chance, heading
                )
                if goes:
                    course += 0.25 * np.random.standard_normal()
                    far = _metres(z, y, x, course, paces[i] * (0.5 if thirst > 0.6 else 1.0), walked_h)
                    y, x = y - np.cos(course) * far, x + np.sin(course) * far
                    heading, walked_h = course, walked_h + STEP_H
            lost += losses[heats[i], int(clock), int(goes)] * STEP_H
            if lost >= reserves[i] and limits[i] == np.inf:
                limits[i] = step * STEP_H
            if step >= 0:
                paths[i, step] = y, x
    return paths, limits
