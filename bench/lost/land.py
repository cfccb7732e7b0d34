"""Where people get lost: the one real tile there is, and fractal desert. Washes, a rail line, lights, square search segments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

type Grid = NDArray[np.float64]

CELL_M = 90.0
SEGMENT = 11  # cells on a side: 990 m, just under a square kilometre
WASH_CELLS = 150  # cells drained from which a low line counts as a wash
EIGHT = np.array([(-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1)])


@dataclass(frozen=True, eq=False)
class Land:
    """One terrain. Points are (y, x) in metres from the north-west corner, y to the south.

    z         height of each square cell of CELL_M [m], row 0 north
    lowest    index into EIGHT of the neighbour that water runs to, -1 in a pit
    wash      where enough of it runs
    line      cells of a rail line that crosses the land
    to_line   nearest line cell of each cell, as flat index
    lights    points of light that are seen by night
    """

    name: str
    z: Grid
    lowest: NDArray[np.int64]
    wash: NDArray[np.bool_]
    line: NDArray[np.bool_]
    to_line: NDArray[np.int64]
    lights: Grid

    @property
    def size_m(self) -> tuple[float, float]:
        return self.z.shape[0] * CELL_M, self.z.shape[1] * CELL_M

    @property
    def segments(self) -> tuple[int, int]:
        return self.z.shape[0] // SEGMENT, self.z.shape[1] // SEGMENT

    def centres(self) -> Grid:
        """Return the middle of each segment [segments × (y, x)], row after row."""
        rows, columns = np.indices(self.segments).reshape(2, -1)
        return np.asarray((np.stack([rows, columns], axis=1) + 0.5) * (SEGMENT * CELL_M), dtype=np.float64)


def jacksboro(seed: int) -> Land:
    """Return matplotlib's SRTM tile (Tennessee) on square cells; its stored ymin is the north edge."""
    from matplotlib.cbook import get_sample_data
    from scipy.ndimage import zoom

    degree_m = 111_132.0
    sample: Any = get_sample_data("jacksboro_fault_dem.npz")  # Any: matplotlib says array or open file
    with sample as tile:
        z = np.asarray(tile["elevation"], dtype=np.float64)
        tall = float(tile["dy"]) * degree_m / CELL_M
        wide = float(tile["dx"]) * degree_m * np.cos(np.radians(36.59)) / CELL_M
    return _land("jacksboro", zoom(z, (tall, wide), order=1), seed)


def fractal(seed: int, side: int = 352, relief_m: float = 700.0, rough: float = 2.1) -> Land:
    """Return desert made of noise with a power spectrum of `rough`: broad plains with ranges, none of it real."""
    rng = np.random.default_rng(seed)
    ky, kx = np.meshgrid(np.fft.fftfreq(side), np.fft.fftfreq(side), indexing="ij")
    radius = np.hypot(ky, kx)
    radius[0, 0] = np.inf
    noise = np.fft.ifft2(np.fft.fft2(rng.standard_normal((side, side))) / radius**rough).real
    ranked = (noise - noise.min()) / (noise.max() - noise.min())
    return _land(f"fractal {seed}", relief_m * ranked**1.5, seed)


def _land(name: str, z: Grid, seed: int) -> Land:
    from scipy.ndimage import distance_transform_edt

    z = np.ascontiguousarray(z[: z.shape[0] // SEGMENT * SEGMENT, : z.shape[1] // SEGMENT * SEGMENT])
    lowest, drained = _flow(z, np.argsort(-z, axis=None, kind="stable"))
    rng = np.random.default_rng([seed, 1])
    line, lights = _line_and_lights(z.shape, rng)
    rows, columns = distance_transform_edt(~line, return_distances=False, return_indices=True)
    nearest = rows.astype(np.int64) * z.shape[1] + columns
    return Land(name, z, lowest, drained > WASH_CELLS, line, nearest, lights)


def _line_and_lights(shape: tuple[int, ...], rng: np.random.Generator) -> tuple[NDArray[np.bool_], Grid]:
    """Return a line that wanders from west to east, and three lights on it."""
    steps = rng.normal(0, 0.35, shape[1]).cumsum()
    rows = np.clip(shape[0] * rng.uniform(0.15, 0.4) + np.cumsum(np.clip(steps - steps.mean(), -1, 1)), 2, shape[0] - 3)
    line = np.zeros(shape, dtype=bool)
    at = rows.astype(int)
    for column in range(shape[1]):
        before = at[max(column - 1, 0)]
        line[min(before, at[column]) : max(before, at[column]) + 1, column] = True
    columns = rng.choice(np.arange(20, shape[1] - 20), 3, replace=False)
    return line, np.stack([(at[columns] + 0.5) * CELL_M, (columns + 0.5) * CELL_M], axis=1)


@njit(cache=True)
def _flow(z, order):  # type: ignore[no-untyped-def]  # compiled
    """Return where water runs from each cell (steepest of eight), and how many cells drain through it."""
    rows, columns = z.shape
    lowest = np.full(z.shape, -1, dtype=np.int64)
    drained = np.ones(z.shape)
    for flat in order:
        r, c = flat // columns, flat % columns
        steepest = 0.0
        for k in range(8):
            y, x = r + EIGHT[k, 0], c + EIGHT[k, 1]
            if 0 <= y < rows and 0 <= x < columns:
                fall = (z[r, c] - z[y, x]) / (1.0 if k % 2 == 0 else 1.4142135623730951)
                if fall > steepest:
                    steepest, lowest[r, c] = fall, k
        if lowest[r, c] >= 0:
            k = lowest[r, c]
            drained[r + EIGHT[k, 0], c + EIGHT[k, 1]] += drained[r, c]
    return lowest, drained
