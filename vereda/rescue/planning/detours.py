"""By how much a way of a few directions is longer than the best one: what the grid of `reach` costs, on planes of any slope."""

from __future__ import annotations

import numpy as np

from vereda.rescue.planning.numbers import Grid
from vereda.rescue.planning.reach import moves
from vereda.rescue.planning.walking import walking_speed

FAN = 720  # directions that stand for all: half a degree apart


def plane_pace(
    way: Grid,
    gradient: tuple[float, float],
    directions: Grid | None = None,
    *,
    model: str = "tobler",
    percentile: int | None = None,
) -> Grid:
    """Return the shortest time over a plane [s] for each way, when people may turn as they like: the closed form of `reach`.

    way         (row, column) parts [m, n × 2]; gradient: rise along rows and columns [-]
    directions  those that people may walk in [unit vectors, k × 2]; None: all (a fan of 720)

    The best way on a plane is made of at most two directions, so its time is the gauge of the convex hull of the speeds.
    """
    from scipy.spatial import ConvexHull

    turned = np.linspace(0, 2 * np.pi, FAN, endpoint=False)
    towards = np.stack([np.cos(turned), np.sin(turned)], 1) if directions is None else directions
    hull = ConvexHull(towards * walking_speed(towards @ np.array(gradient), model, percentile)[:, None])
    return np.max(way @ (hull.equations[:, :2] / -hull.equations[:, 2:]).T, axis=-1)


def longest_detour(neighbours: int, slope: float = 0.0, *, model: str = "tobler", percentile: int | None = None) -> float:
    """Return by how much the times of `reach` on a plane are at most too long, however it is turned [share].

    slope  steepest rise over run of the plane [-]; level ground: 0.0275 with 16 neighbours, 0.0131 with 32

    Steep planes cost more, since people climb them aslant and the grid has few directions aslant; times are never too short.
    """
    found = moves(neighbours)
    own, turned = found.ends / found.length[:, None], np.linspace(0, 2 * np.pi, FAN, endpoint=False)
    fan = np.stack([np.cos(turned), np.sin(turned)], 1)
    worst = 0.0
    for aspect in np.linspace(0, np.pi / 4, 10):  # the rest are mirrors of these
        gradient = (slope * np.cos(aspect), slope * np.sin(aspect))
        free, bound = (plane_pace(fan, gradient, which, model=model, percentile=percentile) for which in (None, own))
        worst = max(worst, float(np.max(bound / free)) - 1)
    return worst
