"""How fast a person walks on a slope, by published models. Up is not down: slopes are signed.

Coefficients: the R packages leastcostpath (R/cost.R) and movecost (man/movecost.Rd), which carry the papers named below.
Both take the size of the slope in Irmischer-Clarke, which loses its best speed downhill; here the slope keeps its sign.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from vereda.rescue.planning.numbers import Grid
from vereda.rescue.planning.terrain_errors import UnknownWalkingModel

TABLES = Path(__file__).parent / "tables"
KMH = 1 / 3.6
OFF_PATH = 0.6  # Tobler's own factor for walking off the path

# Campbell et al. 2019, five terms of a Lorentz curve over the slope in degrees, by percentile of the walkers recorded.
# The middle of them is 2.55 m/s on the flat, since people who ran are among them: 5 to 25 suit tired people.
CAMPBELL: Mapping[int, tuple[float, float, float, float, float]] = MappingProxyType(
    {
        1: (-2.1, 12.273, 21.816, 0.263, -0.00193),
        5: (-1.527, 14.041, 36.813, 0.32, -0.00273),
        10: (-1.568, 13.328, 38.892, 0.404, -0.00323),
        15: (-1.626, 11.847, 38.231, 0.481, -0.00356),
        20: (-1.71, 10.154, 36.905, 0.557, -0.00389),
        25: (-1.822, 8.827, 37.111, 0.616, -0.00402),
        30: (-1.858, 8.412, 39.995, 0.645, -0.0043),
        35: (-1.891, 8.584, 44.852, 0.649, -0.00443),
        40: (-1.958, 8.96, 50.34, 0.649, -0.00457),
        45: (-2.05, 9.402, 56.172, 0.646, -0.0046),
        50: (-2.171, 10.064, 63.66, 0.628, -0.00463),
        55: (-2.317, 10.712, 71.572, 0.608, -0.00451),
        60: (-2.459, 11.311, 79.287, 0.599, -0.00461),
        65: (-2.647, 12.089, 89.143, 0.576, -0.00465),
        70: (-2.823, 12.784, 98.697, 0.566, -0.00493),
        75: (-3.067, 13.888, 113.655, 0.518, -0.00488),
        80: (-3.371, 15.395, 134.409, 0.443, -0.00472),
        85: (-3.661, 17.137, 159.027, 0.385, -0.00534),
        90: (-3.06, 16.653, 138.875, 0.823, -0.01386),
        95: (-3.485, 17.033, 138.04, 1.179, -0.01252),
        99: (-4.0, 13.903, 123.515, 1.961, -0.01081),
    }
)


def walking_speed(
    slope: npt.ArrayLike, model: str = "tobler", percentile: int | None = None, *, off_path: bool = False, women: bool = False
) -> Grid:
    """Return the speed over the map [m/s, shape of `slope`] of a person who walks along a slope.

    slope       rise over run in the direction of walking [-]; above zero is uphill
    model       tobler             6 exp(-3.5 |s + 0.05|) km/h, off the path 0.6 of it
                irmischer_clarke   0.11 + exp(-(S + 5)² / 1800) m/s, S in percent; off the path 0.11 + 0.67 exp(-(S + 2)² / 1800)
                campbell           Lorentz curve of a percentile of recorded walkers; needs `percentile`
                langmuir           Naismith's rule with Langmuir's corrections, a pace with steps at -5 and -12 degrees
    percentile  of campbell: 1, 5, 10 ... 95, 99
    off_path    for tobler and irmischer_clarke; the others have no such curve and stay as they are
    women       irmischer_clarke only: 0.95 of the speed of men

    Raises UnknownWalkingModel: no such model, or no such percentile. A slope that is no number gives no number.
    Sources: Tobler 1993; Irmischer and Clarke 2018, doi 10.1080/15230406.2017.1292150; Campbell et al. 2019; as carried by the
    R packages named at the top of this file.
    """
    if model not in _MODELS:
        raise UnknownWalkingModel(value=model, known=", ".join(_MODELS))
    signed = np.asarray(slope, dtype=np.float64)
    return _MODELS[model](signed, percentile, off_path, women)


def _tobler(slope: Grid, percentile: int | None, off_path: bool, women: bool) -> Grid:
    return 6 * KMH * np.exp(-3.5 * np.abs(slope + 0.05)) * (OFF_PATH if off_path else 1.0)


def _irmischer_clarke(slope: Grid, percentile: int | None, off_path: bool, women: bool) -> Grid:
    peak, shift = (0.67, 2.0) if off_path else (1.0, 5.0)
    return (0.11 + peak * np.exp(-((100 * slope + shift) ** 2) / 1800)) * (0.95 if women else 1.0)


def _campbell(slope: Grid, percentile: int | None, off_path: bool, women: bool) -> Grid:
    if percentile is None or percentile not in CAMPBELL:
        raise UnknownWalkingModel(value=f"campbell {percentile}", known=", ".join(f"campbell {one}" for one in CAMPBELL))
    a, b, c, d, e = CAMPBELL[percentile]
    degrees = np.degrees(np.arctan(slope))
    return c / (np.pi * b * (1 + ((degrees - a) / b) ** 2)) + d + e * degrees


def _langmuir(slope: Grid, percentile: int | None, off_path: bool, women: bool) -> Grid:
    degrees = np.degrees(np.arctan(slope))
    down = np.where(degrees <= -12, 0.72 - 2 * slope, 0.72 + 2 * slope)
    return 1 / np.where(degrees > 0, 0.72 + 6 * slope, np.where(degrees <= -5, down, 1 / 1.40))


_MODELS: Mapping[str, Callable[[Grid, int | None, bool, bool], Grid]] = MappingProxyType(
    {"tobler": _tobler, "irmischer_clarke": _irmischer_clarke, "campbell": _campbell, "langmuir": _langmuir}
)
MODELS = tuple(_MODELS)


@cache
def terrain_factors() -> Mapping[str, float]:
    """Return how many times longer the same way takes on each kind of ground [-]. Source: tables/terrain_factors.csv."""
    with (TABLES / "terrain_factors.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["terrain"]: float(row["time_factor"]) for row in csv.DictReader(file)})
