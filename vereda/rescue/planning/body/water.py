"""How much water a body loses, and when what is carried will not do. Not yet approved by a clinician."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vereda.rescue.planning.body.figure import (
    AIR_C,
    BODY_KG,
    CLO,
    HUMIDITY_PCT,
    JUDGEMENT,
    MET_WM2,
    RADIANT_C,
    WATER_L,
    WIND_MPS,
    Figure,
    Model,
    Range,
    surface_m2,
    vapour_kpa,
)

EDITION = "Vereda 2026"
BALANCE = Model(
    "water balance of a body",
    EDITION,
    "heat balance with the terms of ISO 7933:2004 (as pythermalcomfort 4.8.1 writes them) and Fanger: docs/engineer/body.md",
    "l/h",
    f"30 % less to 40 % more: {JUDGEMENT}; order of magnitude checked against desert tables",
)
DRYING = Model(
    "time to dehydration",
    EDITION,
    "water carried plus the share of body mass, divided by the loss",
    "h",
    "from the band of the loss",
)

SKIN_C, SKIN_KPA = 35.0, 5.62  # warm skin and its saturated vapour
RADIATED_WM2K = 4.7 * 0.77  # 4.7 W/m2K for a body near 35 C, of which 77 % of the surface sees the world
MOST_SWEAT_WM2 = 500.0  # 400 W/m2 is the limit of ISO 7933 for those not acclimatised, a quarter more for others
RESTING_SKIN_KPA = 5.075  # 0.256 t - 3.373 at 33 C, the skin of somebody who does not sweat (Fanger)
DIFFUSED_WM2_KPA = 3.05  # through dry skin, W/m2 per kPa (Fanger)
WH_A_GRAM = 0.68
URINE_LPH = 0.02  # half a litre a day, the least that kidneys give
LEWIS_KPA = 16.7  # K per kPa
STILL_AIR = 0.111  # insulation of the air round a body at rest, m2 K/W
PERMEABLE = 0.38  # static moisture permeability index of clothing

DEFICIT_PCT = Range("water deficit", "% of body mass", 0.5, 20, 1, 10)
LOSS_LPH = Range("water loss", "l/h", 1e-3, 20)


class Balance(NamedTuple):
    """What heat balance asks of the skin [W/m2], what air and clothes allow [W/m2], what breath takes [W/m2]."""

    required: NDArray[np.float64]
    allowed: NDArray[np.float64]
    breath: NDArray[np.float64]


class Clothing(NamedTuple):
    """What clothes let through on a moving body in wind: share of area added [1], dry [m2 K/W], vapour [m2 kPa/W]."""

    larger: NDArray[np.float64]
    dry: NDArray[np.float64]
    vapour: NDArray[np.float64]


def clothing(wind: NDArray[np.float64], met: NDArray[np.float64], clo: NDArray[np.float64]) -> Clothing:
    """Return the dynamic resistances of ISO 7933:2004: wind and stride pump air through clothes."""
    v, stride = np.minimum(wind, 3), np.clip(0.0052 * (met - 58), 0, 0.7)
    larger = 1 + 0.3 * clo
    dressed = np.minimum(1.044 * np.exp((0.066 * v - 0.398) * v + (0.094 * stride - 0.378) * stride), 1)
    bare = np.minimum(np.exp((0.047 * v - 0.472) * v + (0.117 * stride - 0.342) * stride), 1)
    share = np.minimum(clo / 0.6, 1)
    moving = (1 - share) * bare + share * dressed
    total = (0.155 * clo + STILL_AIR / larger) * moving
    permeable = np.minimum(PERMEABLE * ((2.6 * moving - 6.5) * moving + 4.9), 0.9)
    return Clothing(larger, np.maximum(total - bare * STILL_AIR / larger, 0), total / permeable / LEWIS_KPA)


def heat_balance(
    air: NDArray[np.float64],
    radiant: NDArray[np.float64],
    wind: NDArray[np.float64],
    humidity: NDArray[np.float64],
    met: NDArray[np.float64],
    clo: NDArray[np.float64],
) -> Balance:
    """Return required and possible evaporation of a clothed body with skin at 35 C; inputs as in `water_loss`."""
    vapour, worn = vapour_kpa(air, humidity), clothing(wind, met, clo)
    convected = np.where(wind < 1, 3.5 + 5.2 * wind, 8.7 * wind**0.6)
    felt = (convected * air + RADIATED_WM2K * radiant) / (convected + RADIATED_WM2K)
    gained = (felt - SKIN_C) / (worn.dry + 1 / (worn.larger * (convected + RADIATED_WM2K)))
    breath = 0.00127 * met * (59.34 + 0.53 * air - 11.63 * vapour)
    warmed = 0.001516 * met * (28.56 + 0.641 * vapour - 0.885 * air)
    required = met + gained - breath - warmed
    return Balance(np.maximum(required, 0), np.maximum((SKIN_KPA - vapour) / worn.vapour, 1), np.maximum(breath, 0))


def efficiency(wet: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share of sweat that cools [1] where the skin would have to be `wet` [1]; the rest runs off (ISO 7933:2004).

    1 - w^2 / 2 up to 1, (2 - w)^2 / 2 up to 1.7, then 0.05.
    """
    return np.asarray(np.where(wet <= 1, 1 - wet**2 / 2, np.where(wet <= 1.7, (2 - wet) ** 2 / 2, 0.05)))


def water_loss(
    air_c: ArrayLike,
    humidity_pct: ArrayLike,
    wind_mps: ArrayLike,
    met_wm2: ArrayLike,
    *,
    radiant_c: ArrayLike | None = None,
    clo: ArrayLike = 0.5,
    body_kg: ArrayLike = 70,
    height_m: ArrayLike = 1.65,
) -> Figure:
    """Return the water that a body loses by skin, breath and kidneys [l/h], also at rest and in dry air, where PW is silent.

    air_c, humidity_pct, wind_mps  weather at the body [C, %, m/s]
    met_wm2    metabolic rate [W/m2]: 60 at rest, 100 to 250 walking; see `metabolic_rate` and `surface_m2`
    radiant_c  mean radiant temperature [C]; left out: as the air (shade, night). In the sun: `radiant_in_sun`
    clo        clothing [clo]
    body_kg, height_m  the person

    Skin 35 C; sweat = required evaporation over its efficiency, at most 500 W/m2, at least what passes dry skin; plus breath
    and 0.02 l/h of urine. All inputs broadcast. Raises BodyValueImpossible. Source: BALANCE.source.
    """
    air, humidity, wind = AIR_C.checked(air_c), HUMIDITY_PCT.checked(humidity_pct), WIND_MPS.checked(wind_mps)
    radiant = air if radiant_c is None else RADIANT_C.checked(radiant_c)
    balance = heat_balance(air, radiant, wind, humidity, MET_WM2.checked(met_wm2), CLO.checked(clo))
    sweat = np.minimum(balance.required / efficiency(balance.required / balance.allowed), MOST_SWEAT_WM2)
    diffused = DIFFUSED_WM2_KPA * np.maximum(RESTING_SKIN_KPA - vapour_kpa(air, humidity), 0)
    watts = np.maximum(sweat, diffused) + balance.breath
    litres = watts / WH_A_GRAM / 1000 * surface_m2(body_kg, height_m) + URINE_LPH
    return BALANCE.figure(litres, 0.7 * litres, 1.4 * litres)


def hours_to_dehydration(
    water_l: ArrayLike, loss_lph: Figure | ArrayLike, *, body_kg: ArrayLike = 70, deficit_pct: ArrayLike = 5
) -> Figure:
    """Return the hours until all water carried is drunk and a body lacks `deficit_pct` of its mass [h].

    water_l      water carried per person [l]
    loss_lph     water lost [l/h]: a figure of `water_loss`, whose band is carried on, or a number
    body_kg      the person [kg]
    deficit_pct  water missing, in % of body mass. 5 is what ISO 7933 lets 95 of 100 workers lose, 7.5 the mean worker;
                 more than 10 says extrapolated: nothing that was read supports a figure there

    It says when to have found somebody. It says nothing of how long anybody lives.
    Raises BodyValueImpossible. Source: DRYING.source.
    """
    deficit, water, mass = DEFICIT_PCT.checked(deficit_pct), WATER_L.checked(water_l), BODY_KG.checked(body_kg)
    mean, least, most = (LOSS_LPH.checked(one) for one in _band(loss_lph))
    margin = water + mass * deficit / 100
    said = (*DEFICIT_PCT.said(deficit), *(loss_lph.extrapolated if isinstance(loss_lph, Figure) else ()))
    return DRYING.figure(margin / mean, margin / most, margin / least, said)


def _band(loss: Figure | ArrayLike) -> tuple[ArrayLike, ArrayLike, ArrayLike]:
    return (loss.value, loss.low, loss.high) if isinstance(loss, Figure) else (loss, loss, loss)
