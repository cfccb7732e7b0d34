"""The planner as a strategy: prior, allocation and update by the published functions of `vereda.rescue.planning`.

All parameters stand in one place, `Assumed`, and are set beforehand: nothing here was fitted to the walkers of this simulator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

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
    update,
    walked_between,
)

type Grid = NDArray[np.float64]

PART = 3  # cells of the planner along the side of a segment: 330 m
CELL_M = SEGMENT_M2**0.5 / PART


@dataclass(frozen=True)
class Assumed:
    """What a planner sets by hand, and where it comes from.

    rings, corridor, near  weights of the mixture: rings of hikers in dry mountains; a corridor to where they were going; the
                           surroundings of the point told. Where nobody told a heading, the others share the corridor's
    point_error_m          standard deviation of a told point
    detour_h               of the corridor
    pull, pull_m           how much likelier washes and rails are than open ground, and how far that reaches
    period_h               after how many hours of searching the map is drawn anew; first_h: of the first period
    least                  coverage below which nobody is sent to a segment
    night                  local hours between which people walk (from, until)
    """

    rings: float = 0.45
    corridor: float = 0.4
    near: float = 0.15
    point_error_m: float = 1000.0
    detour_h: float = 1.0
    pull: float = 3.0
    pull_m: float = 250.0
    period_h: float = 4.0
    least: float = 0.15
    night: tuple[float, float] = (18.5, 6.0)


@dataclass(frozen=True, eq=False)
class Drawn:
    """A land as the planner draws it: heights on its own cells, and the pull of washes and rails."""

    z: Grid
    pull: Grid


@cache
def _drawn(land: Land, assumed: Assumed) -> Drawn:
    from scipy.ndimage import zoom

    rows, columns = land.segments
    shape = (rows * PART, columns * PART)
    z = zoom(land.z, np.divide(shape, land.z.shape), order=1)
    y, x = np.nonzero(land.wash | land.line)
    lines = np.zeros(shape, bool)
    lines[y * shape[0] // land.z.shape[0], x * shape[1] // land.z.shape[1]] = True
    return Drawn(z, along(lines, CELL_M, reach_m=assumed.pull_m, times=assumed.pull))


def planner(told: Told, land: Land, teams: Sequence[Team], assumed: Assumed = Assumed()) -> list[Visits]:
    """Draw the map, share out the hours to come by `allocate`, mark what was searched, and so on every `period_h`."""
    corridors = _Corridors(told, land, assumed)
    rate = sum(team.rate_per_h for team in teams)
    missed = np.ones(int(np.prod(land.segments)))

    def more(hour: float) -> list[tuple[int, float]]:
        nonlocal missed
        prior = corridors.at(hour)
        poc, _ = update(prior, 1 - missed)
        coverage = rate * allocate(poc, rate, assumed.period_h)
        if not (coverage > assumed.least).any():
            coverage[np.argmax(poc)] = 1.0
        sent = np.flatnonzero(coverage > assumed.least)
        seen = 1.0 if 6 <= (told.clock + hour) % 24 < 18.5 else BY_NIGHT
        missed = missed.copy()
        missed[sent] *= 1 - pod(seen * coverage[sent])
        return [(int(one), float(coverage[one])) for one in _round_trip(sent, land, told.at)]

    return hand_out(more, teams, land, told.at)


def _round_trip(segments: NDArray[np.int64], land: Land, at: tuple[float, float]) -> Iterator[int]:
    """Yield segments in bands of two kilometres from the point, each band all the way round: short ways between neighbours."""
    apart = land.centres()[segments] - np.asarray(at)
    band = np.floor(np.hypot(*apart.T) / 2000)
    yield from segments[np.lexsort((np.arctan2(apart[:, 1], -apart[:, 0]), band))].tolist()


class _Corridors:
    """The prior of one incident hour by hour: what does not change with the hour is computed once."""

    def __init__(self, told: Told, land: Land, assumed: Assumed) -> None:
        self.told, self.land, self.assumed, self.map = told, land, assumed, _drawn(land, assumed)
        shape = self.map.z.shape
        self.centre = (told.at[0] / CELL_M - 0.5, told.at[1] / CELL_M - 0.5)
        rings = _pulled(ring_prior(shape, CELL_M, self.centre, distances("Hiker", "dry", "mountainous")), self.map.pull)
        near = point_prior(shape, CELL_M, self.centre, assumed.point_error_m)
        self.still = mixture([rings, near], [assumed.rings, assumed.near])
        self.ways = None if told.heading is None else self._ways(told.heading)

    def at(self, hour: float) -> Grid:
        """Return the probability of each segment so many hours after the call."""
        prior = self.still
        if self.ways is not None:
            corridor = corridor_prior(*self.ways, self._walked(hour), detour_h=self.assumed.detour_h, attraction=self.map.pull)
            prior = mixture([self.still, corridor], [1 - self.assumed.corridor, self.assumed.corridor])
        rows, columns = self.land.segments
        return prior.cells.reshape(rows, PART, columns, PART).sum(axis=(1, 3)).reshape(-1)

    def _walked(self, hour: float) -> tuple[float, float, float]:
        """Return fewest, likeliest and most hours on foot: none, the dark ones, all."""
        since = self.told.hours + hour
        dark = walked_between((self.told.clock - self.told.hours) % 24, since, *self.assumed.night)
        return 0.0, float(np.clip(dark, 0.1 * since, 0.9 * since)), since

    def _ways(self, heading: float) -> tuple[Grid, Grid]:
        """Return walking hours from the point told and to where the heading leaves the map."""
        rows, columns = self.map.z.shape
        start = (int(np.clip(round(self.centre[0]), 0, rows - 1)), int(np.clip(round(self.centre[1]), 0, columns - 1)))
        north, east = np.cos(np.radians(heading)), np.sin(np.radians(heading))
        steps = np.arange(rows + columns)
        y, x = np.round(start[0] - north * steps).astype(int), np.round(start[1] + east * steps).astype(int)
        last = int(np.flatnonzero((y >= 0) & (y < rows) & (x >= 0) & (x < columns))[-1])
        end = (int(y[last]), int(x[last]))
        gone = reach(self.map.z, start, cell_m=CELL_M, off_path=True)
        return gone, reach(self.map.z, end, cell_m=CELL_M, off_path=True, towards=True)


def _pulled(prior: Prior, pull: Grid) -> Prior:
    """Return a prior whose cells are weighted by the pull, with the same share inside."""
    cells = prior.cells * pull
    return Prior(cells * (prior.cells.sum() / cells.sum()) if cells.sum() else cells, prior.outside)
