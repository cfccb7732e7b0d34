"""How hard somebody works who walks with a load: the metabolic rate. Not yet approved by a clinician."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vereda.rescue.planning.body.errors import BodyModelNotDownhill
from vereda.rescue.planning.body.figure import BODY_KG, JUDGEMENT, Figure, Model, Range, chosen

LOAD_KG = Range("load", "kg", 0, 150)
SPEED_MPS = Range("walking speed", "m/s", 0, 4, 0, 2.2)
GRADE_PCT = Range("grade", "%", -100, 100)
TERRAIN = Range("terrain factor", "1", 1, 4, 1, 2.1)

TERRAIN_FACTORS = {"road": 1.0, "dirt": 1.1, "light_brush": 1.2, "heavy_brush": 1.5, "dune": 1.8, "loose_sand": 2.1}

MODELS = {
    "pandolf": Model(
        "Pandolf load carriage", "1977", "cran/movecost man/movecost.Rd (formula and terrain factors)", "W", f"20 %: {JUDGEMENT}"
    ),
    "lcda": Model("LCDA walking (Looney)", "2019", "ironhiker.blogspot.com 2021/12 (formula)", "W", f"20 %: {JUDGEMENT}"),
}


def metabolic_rate(
    body_kg: ArrayLike,
    load_kg: ArrayLike = 0,
    speed_mps: ArrayLike = 0,
    grade_pct: ArrayLike = 0,
    terrain: ArrayLike = 1,
    model: str = "pandolf",
) -> Figure:
    """Return the metabolic rate of somebody who stands or walks with a load [W, whole body].

    body_kg    mass of the person [kg]; all inputs broadcast against each other
    load_kg    what is carried: water, a child, a pack [kg]
    speed_mps  walking speed [m/s]; valid to about 2.2, running is extrapolated
    grade_pct  rise over run [%], negative downhill
    terrain    factor: road 1.0, dirt 1.1, light brush 1.2, heavy brush 1.5, dune 1.8, loose sand 2.1 (TERRAIN_FACTORS)
    model      'pandolf': level and uphill only. 'lcda': any grade; made for people without a load, here for body and load
               together as if all were body, the part above standing times the terrain factor (both are our extension)

    Raises BodyValueImpossible; BodyModelNotDownhill for Pandolf on a negative grade; BodyModelUnknown.
    Source: Pandolf 1977 as in movecost (its R form multiplies by the terrain twice: not copied); Looney 2019.
    """
    of = chosen(MODELS, model)
    body, load, speed = BODY_KG.checked(body_kg), LOAD_KG.checked(load_kg), SPEED_MPS.checked(speed_mps)
    grade, rough = GRADE_PCT.checked(grade_pct), TERRAIN.checked(terrain)
    if model == "pandolf" and (grade < 0).any():
        raise BodyModelNotDownhill
    formula = pandolf_w if model == "pandolf" else lcda_w
    watts = formula(body, load, speed, grade, rough)
    return of.figure(watts, 0.8 * watts, 1.2 * watts, (*SPEED_MPS.said(speed), *TERRAIN.said(rough)))


def pandolf_w(
    body: NDArray[np.float64],
    load: NDArray[np.float64],
    speed: NDArray[np.float64],
    grade: NDArray[np.float64],
    rough: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return 1.5 W + 2 (W + L) (L / W)^2 + n (W + L) (1.5 V^2 + 0.35 V G)."""
    both = body + load
    walking = rough * both * (1.5 * speed**2 + 0.35 * speed * grade)
    return np.asarray(1.5 * body + 2 * both * (load / body) ** 2 + walking)


def lcda_w(
    body: NDArray[np.float64],
    load: NDArray[np.float64],
    speed: NDArray[np.float64],
    grade: NDArray[np.float64],
    rough: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return (W + L) times 1.44 + n (1.94 S^0.43 + 0.24 S^4 + 0.34 S G (1 - 1.05^(1 - 1.11^(G + 32))))."""
    slope = 0.34 * speed * grade * (1 - 1.05 ** (1 - 1.11 ** (grade + 32)))
    return np.asarray((body + load) * (1.44 + rough * (1.94 * speed**0.43 + 0.24 * speed**4 + slope)))
