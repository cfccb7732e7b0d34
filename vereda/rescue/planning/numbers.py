"""The checks that every number passes before it is used: one sentence for whoever wrote it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from vereda.rescue.planning.terrain_errors import AreaIsZero, NotTheSameGrid, NumberOutOfRange

Grid = npt.NDArray[np.float64]


def above_zero(what: str, value: float) -> float:
    """Return a finite number above zero, or raise NumberOutOfRange."""
    return _kept(what, value, value > 0, "mayor que cero")


def not_negative(what: str, value: float) -> float:
    """Return a finite number of zero or more, or raise NumberOutOfRange."""
    return _kept(what, value, value >= 0, "de cero o más")


def between(what: str, value: float, low: float, high: float) -> float:
    """Return a finite number from low to high, or raise NumberOutOfRange."""
    return _kept(what, value, low <= value <= high, f"entre {low:g} y {high:g}")


def _kept(what: str, value: float, fits: bool, wanted: str) -> float:
    if not (fits and math.isfinite(value)):
        raise NumberOutOfRange(what=what, value=value, wanted=wanted)
    return float(value)


def squares(shape: tuple[int, int], cell_m: float) -> float:
    """Return the size of a cell [m], or raise AreaIsZero: no area has fewer than two cells on a side."""
    if len(shape) != 2 or min(shape) < 2 or not (math.isfinite(cell_m) and cell_m > 0):
        raise AreaIsZero
    return float(cell_m)


def same_grid(what: str, value: Any, shape: tuple[int, int]) -> Any:  # Any: arrays of several kinds
    """Return an array that has the shape of the terrain, or raise NotTheSameGrid."""
    found = np.asarray(value)
    if found.shape != tuple(shape):
        raise NotTheSameGrid(what=what)
    return found
