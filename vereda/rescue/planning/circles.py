"""How much of each cell of a grid lies inside a circle, exactly: rings must hold the share that their source says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from vereda.rescue.planning.numbers import Grid


def shares_inside(shape: tuple[int, int], centre: tuple[float, float], radii: Sequence[float]) -> Iterator[Grid]:
    """Yield for each radius [cells] the share of each cell that lies in the circle [0 to 1, shape].

    centre  (row, column) of its middle, whole numbers are centres of cells

    Closed form: the area under a circular arc. A quarter turn or mirror of grid and centre turns the result to the bit: only
    distances from the middle enter, and the smaller of the two before the larger.
    """
    rows, columns = np.abs(np.arange(shape[0]) - centre[0]), np.abs(np.arange(shape[1]) - centre[1])
    furthest = (rows[:, None] + 0.5) ** 2 + (columns[None, :] + 0.5) ** 2
    nearest = np.maximum(rows[:, None] - 0.5, 0) ** 2 + np.maximum(columns[None, :] - 0.5, 0) ** 2
    for radius in radii:
        inside = (furthest <= radius**2).astype(np.float64)
        cut_rows, cut_columns = np.nonzero((nearest < radius**2) & (furthest > radius**2))
        near, far = np.sort([rows[cut_rows], columns[cut_columns]], axis=0)
        inside[cut_rows, cut_columns] = np.clip(_covered(near, far, radius), 0, 1)
        yield inside


def _covered(near: Grid, far: Grid, radius: float) -> Grid:
    """Return the area of unit squares around (far, near) that lies in the circle: the integral of the arc between two heights."""
    left, right = np.maximum(far - 0.5, -radius), np.minimum(far + 0.5, radius)
    return _below(near + 0.5, left, right, radius) - _below(near - 0.5, left, right, radius)


def _below(height: Grid, left: Grid, right: Grid, radius: float) -> Grid:
    """Return the area of the disc from left to right that lies between the axis and a height, with its sign."""
    tall = np.minimum(np.abs(height), radius)
    cross = np.sqrt(np.maximum(radius**2 - tall**2, 0))  # where the arc passes the height: between -cross and cross it is above
    low, high = np.clip(-cross, left, right), np.clip(cross, left, right)
    area = tall * (high - low) + _arc(low, radius) - _arc(left, radius) + _arc(right, radius) - _arc(high, radius)
    return np.sign(height) * area


def _arc(x: Grid, radius: float) -> Grid:
    """Return the integral of sqrt(radius² - x²) from 0 to x."""
    within = np.clip(x / radius, -1, 1)
    return 0.5 * radius**2 * (within * np.sqrt(1 - within**2) + np.arcsin(within))
