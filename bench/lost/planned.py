"""The planner as a strategy: prior, allocation and update by the published functions of `vereda.rescue.planning`.

All parameters stand in one place, `Assumed`. They were chosen among the variants of `bench.lost.tuning`, with other seeds of the
first world than the one that the figures are of; nothing was changed after the second world was run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from bench.lost.incidents import Told
from bench.lost.land import Land
from bench.lost.searching import BY_NIGHT, SEGMENT_M2, Team, Visits, hand_out
from vereda.rescue.planning import (
    Prior,
    allocate,
    along,
    corridor_prior,
    distances,
    mixture,
    pod,
    point_prior,
    reach,
    ring_prior,
    walked_between,
)

type Grid = NDArray[np.float64]

PART = 3  # cells of the planner along the side of a segment: 330 m
CELL_M = SEGMENT_M2**0.5 / PART


@dataclass(frozen=True)
class Assumed:
    """What a planner sets by hand.

    rings, near, wide, lines  weights of those who keep to where they were seen: rings of hikers in dry mountains; around the
                           point told; around a point that was told wrongly; washes and rails within that
    corridor               weight of those who go on to where they were going. Where nobody told a heading, the others share it
    point_error_m, wide_m  standard deviations of a told point that is right, and of one that is not
    slower                 how many times longer a way takes than Tobler's off the path: tired people, by night
    detour_h               of the corridor
    pull, pull_m           how much likelier washes and rails are than open ground, and how far that reaches
    line_pull              the same for the part `lines`
    forgets_h              hours after which a place that was searched is open again to those who move
    period_h               after how many hours of searching the map is drawn anew
    least                  coverage below which nobody is sent to a segment
    night                  local hours between which people walk (from, until)
    """

    rings: float = 0.35
    near: float = 0.3
    wide: float = 0.15
    lines: float = 0.15
    corridor: float = 0.3
    point_error_m: float = 1000.0
    wide_m: float = 4500.0
    slower: float = 2.0
    detour_h: float = 0.5
    pull: float = 3.0
    pull_m: float = 250.0
    line_pull: float = 30.0
    forgets_h: float = 12.0
    period_h: float = 8.0
    least: float = 0.7
    night: tuple[float, float] = (18.5, 6.0)


@cache
def _heights(land: Land) -> Grid:
    from scipy.ndimage import zoom

    shape = np.multiply(land.segments, PART)
    return np.asarray(zoom(land.z, shape / land.z.shape, order=1), np.float64)


@cache
def _pull(land: Land, pull: float, pull_m: float) -> Grid:
    """Return how much washes and rails draw."""
    y, x = np.nonzero(land.wash | land.line)
    shape = _heights(land).shape
    lines = np.zeros(shape, bool)
    lines[y * shape[0] // land.z.shape[0], x * shape[1] // land.z.shape[1]] = True
    return along(lines, CELL_M, reach_m=pull_m, times=pull)


def planner(told: Told, land: Land, teams: Sequence[Team], assumed: Assumed = Assumed()) -> list[Visits]:
    """Draw the map, share out the hours to come by `allocate`, mark what was searched, and so on every `period_h`."""
    believed = _Believed(told, land, assumed)
    rate = sum(team.rate_per_h for team in teams)

    def more(hour: float) -> list[tuple[int, float]]:
        worth = believed.at(hour)
        seen = 1.0 if 6 <= (told.clock + hour) % 24 < 18.5 else BY_NIGHT
        coverage = rate * allocate(worth, rate * seen, assumed.period_h)
        if not (coverage > assumed.least).any():
            coverage[np.argmax(worth)] = 1.0 + assumed.least
        coverage[coverage <= assumed.least] = 0
        believed.searched(pod(seen * coverage))
        return [(int(one), float(coverage[one])) for one in _round_trip(np.flatnonzero(coverage), land, told.at)]

    return hand_out(more, teams, land, told.at)


def _round_trip(segments: NDArray[np.int64], land: Land, at: tuple[float, float]) -> Iterator[int]:
    """Yield segments in bands of two kilometres from the point, each band all the way round: short ways between neighbours."""
    apart = land.centres()[segments] - np.asarray(at)
    band = np.floor(np.hypot(*apart.T) / 2000)
    yield from segments[np.lexsort((np.arctan2(apart[:, 1], -apart[:, 0]), band))].tolist()


class _Believed:
    """Where the people of one incident may be, hour by hour.

    Who keeps to where they were seen is no longer where a search in vain has been. Who moves may come to a place after it was
    searched: there what counts is how much of that part of the map was searched at the time, and the place opens again.
    """

    def __init__(self, told: Told, land: Land, assumed: Assumed) -> None:
        self.told, self.land, self.assumed = told, land, assumed
        self.pull = _pull(land, assumed.pull, assumed.pull_m)
        self.centre = (told.at[0] / CELL_M - 0.5, told.at[1] / CELL_M - 0.5)
        self.still = self._still()
        self.ways = None if told.heading is None else tuple(hours * assumed.slower for hours in _ways(told, land))
        self.missed, self.open = np.ones(self.still.shape), np.ones(self.still.shape)  # chance not to have been found, by segment
        self.moving, self.unfound = np.zeros(self.still.shape), 1.0
        self.hour = 0.0

    def at(self, hour: float) -> Grid:
        """Return what each segment is worth so many hours after the call [weights]."""
        if self.ways is None:
            return self.still * self.missed
        self.open = 1 - (1 - self.open) * np.exp(-(hour - self.hour) / self.assumed.forgets_h)
        self.hour = hour
        gone, rest = self.ways
        corridor = corridor_prior(gone, rest, self._walked(hour), detour_h=self.assumed.detour_h, attraction=self.pull)
        moving = self._segments(corridor.cells) * self.open
        self.moving = moving / (moving.sum() + corridor.outside)
        return self.still * self.missed * (1 - self.assumed.corridor) + self.moving * (self.unfound * self.assumed.corridor)

    def searched(self, found: Grid) -> None:
        """Take in that a search found nobody. found: its chance of detection by segment."""
        self.missed *= 1 - found
        self.open *= 1 - found
        self.unfound *= 1 - float((self.moving * found).sum())

    def _still(self) -> Grid:
        of, shape = self.assumed, self.pull.shape
        weights = [of.rings, of.near, of.wide, of.lines]
        wide = point_prior(shape, CELL_M, self.centre, of.wide_m)
        parts = [
            _pulled(ring_prior(shape, CELL_M, self.centre, distances("Hiker", "dry", "mountainous")), self.pull),
            point_prior(shape, CELL_M, self.centre, of.point_error_m),
            wide,
            _pulled(wide, _pull(self.land, of.line_pull, of.pull_m)),
        ]
        return self._segments(mixture(parts, weights).cells)

    def _segments(self, cells: Grid) -> Grid:
        rows, columns = self.land.segments
        return cells.reshape(rows, PART, columns, PART).sum(axis=(1, 3)).reshape(-1)

    def _walked(self, hour: float) -> tuple[float, float, float]:
        """Return fewest, likeliest and most hours on foot: none, the dark ones, all."""
        since = self.told.hours + hour
        dark = walked_between((self.told.clock - self.told.hours) % 24, since, *self.assumed.night)
        return 0.0, float(np.clip(dark, 0.1 * since, 0.9 * since)), since


@lru_cache(maxsize=8)  # of one incident, for the variants of `bench.lost.tuning`
def _ways(told: Told, land: Land) -> tuple[Grid, Grid]:
    """Return walking hours from the point told and to where the heading leaves the map."""
    z, heading = _heights(land), told.heading or 0.0
    rows, columns = z.shape
    start = (int(np.clip(told.at[0] // CELL_M, 0, rows - 1)), int(np.clip(told.at[1] // CELL_M, 0, columns - 1)))
    north, east = np.cos(np.radians(heading)), np.sin(np.radians(heading))
    steps = np.arange(rows + columns)
    y, x = np.round(start[0] - north * steps).astype(int), np.round(start[1] + east * steps).astype(int)
    last = int(np.flatnonzero((y >= 0) & (y < rows) & (x >= 0) & (x < columns))[-1])
    gone = reach(z, start, cell_m=CELL_M, off_path=True)
    return gone, reach(z, (int(y[last]), int(x[last])), cell_m=CELL_M, off_path=True, towards=True)


def _pulled(prior: Prior, pull: Grid) -> Prior:
    """Return a prior whose cells are weighted by the pull, with the same share inside."""
    cells = prior.cells * pull
    return Prior(cells * (prior.cells.sum() / cells.sum()) if cells.sum() else cells, prior.outside)
