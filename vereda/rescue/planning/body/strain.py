"""How the body stands the heat minute by minute: Predicted Heat Strain of ISO 7933. Not yet approved by a clinician."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from vereda.rescue.planning.body.errors import BodyModelUnknown
from vereda.rescue.planning.body.figure import (
    BODY_KG,
    CLO,
    HEIGHT_M,
    HUMIDITY_PCT,
    JUDGEMENT,
    MET_WM2,
    RADIANT_C,
    Figure,
    Model,
    Range,
)

EDITIONS = ("2004", "2023")
POSTURES = ("standing", "sitting", "crouching")
WM2_A_MET = 58.15
PHS_AIR_C = Range("air temperature", "C", -20, 60, 15, 50)
PHS_ABOVE_C = Range("mean radiant minus air temperature", "C", -200, 200, 0, 60)
PHS_WIND_MPS = Range("wind at the body", "m/s", 0, 60, 0, 3)
PHS_CLO = Range(CLO.name, CLO.unit, CLO.least, CLO.most, 0.1, 1)
PHS_MET_WM2 = {
    "2004": Range(MET_WM2.name, MET_WM2.unit, MET_WM2.least, MET_WM2.most, 100, 450),
    "2023": Range(MET_WM2.name, MET_WM2.unit, MET_WM2.least, MET_WM2.most, 56, 250),
}
MINUTES = Range("minutes", "min", 1, 480)
CONSERVATIVE = "from the limit that protects 95 % of people to that of the mean person, as the standard has them"


@dataclass(frozen=True, eq=False)
class HeatStrain:
    """What ISO 7933 predicts for a stretch of work in the heat.

    core_c              core (rectal) temperature at the end [C]
    sweat_g             water lost by then [g, whole body]
    core_38_min         minutes until the core reaches 38 C; the length asked for where it does not
    dehydration_min     minutes until the mean person has lost the most that the standard allows (Dlim50)
    dehydration_95_min  minutes until 95 of 100 would still be within it (Dlim95)
    """

    core_c: Figure
    sweat_g: Figure
    core_38_min: Figure
    dehydration_min: Figure
    dehydration_95_min: Figure


def predicted_heat_strain(
    air_c: ArrayLike,
    radiant_c: ArrayLike,
    wind_mps: ArrayLike,
    humidity_pct: ArrayLike,
    met_wm2: ArrayLike,
    *,
    edition: str,
    clo: ArrayLike = 0.5,
    posture: str = "standing",
    minutes: int = 480,
    body_kg: float = 75,
    height_m: float = 1.8,
    acclimatised: bool = True,
    drinks_freely: bool = True,
) -> HeatStrain:
    """Return the predicted heat strain of ISO 7933 in the edition named: the two differ a lot, so there is no default.

    air_c, radiant_c  air and mean radiant temperature [C]; valid 15 to 50, radiant 0 to 60 above
    wind_mps          wind at the body [m/s]; valid to 3
    humidity_pct      relative humidity [%]
    met_wm2           metabolic rate [W/m2]; valid 100 to 450 (2004), 56 to 250 (2023)
    edition           '2004' or '2023'
    clo               clothing [clo]; valid 0.1 to 1
    posture           'standing', 'sitting', 'crouching'
    minutes           length of the exposure [min], 1 to 480
    body_kg, height_m, acclimatised, drinks_freely  the person; a lost one is seldom acclimatised and does not drink freely

    Numbers broadcast against each other. Outside the ranges the figures say `extrapolated`. The standard is for fit adults.
    Raises BodyValueImpossible, BodyModelUnknown. Source: pythermalcomfort 4.8.1, which tests itself against the annexes.
    """
    from pythermalcomfort.models import phs

    for asked, known in ((edition, EDITIONS), (posture, POSTURES)):
        if asked not in known:
            raise BodyModelUnknown(asked=asked, known=", ".join(known))
    air, radiant, wind = PHS_AIR_C.checked(air_c), RADIANT_C.checked(radiant_c), PHS_WIND_MPS.checked(wind_mps)
    humidity, met, worn = HUMIDITY_PCT.checked(humidity_pct), PHS_MET_WM2[edition].checked(met_wm2), PHS_CLO.checked(clo)
    said = (
        *PHS_AIR_C.said(air),
        *PHS_ABOVE_C.said(radiant - air),
        *PHS_WIND_MPS.said(wind),
        *PHS_MET_WM2[edition].said(met),
        *PHS_CLO.said(worn),
    )
    length = int(MINUTES.checked(minutes))
    all_of = np.broadcast_arrays(air, radiant, wind, humidity, met / WM2_A_MET, worn)
    found = phs(
        *all_of,
        posture=posture,
        round_output=False,
        limit_inputs=False,
        model=f"7933-{edition}",
        duration=length,
        weight=float(BODY_KG.checked(body_kg)),
        height=float(HEIGHT_M.checked(height_m)),
        acclimatized=100 if acclimatised else 0,
        drink=1 if drinks_freely else 0,
    )

    def about(what: str, unit: str, value: ArrayLike, low: ArrayLike, high: ArrayLike, band: str) -> Figure:
        model = Model(f"Predicted Heat Strain, {what}", f"ISO 7933:{edition}", "pythermalcomfort 4.8.1", unit, band)
        return model.figure(np.asarray(value, dtype=np.float64), low, high, said)

    core, sweat = np.asarray(found.t_re), np.asarray(found.sweat_loss_g)
    to_38, mean, careful = (np.asarray(one) for one in (found.d_lim_t_re, found.d_lim_loss_50, found.d_lim_loss_95))
    few, many = np.minimum(mean, careful), np.maximum(mean, careful)
    return HeatStrain(
        about("core temperature", "C", core, core - 0.3, core + 0.6, f"0.3 below to 0.6 C above: {JUDGEMENT}"),
        about("water lost", "g", sweat, 0.75 * sweat, 1.25 * sweat, f"25 %: {JUDGEMENT}"),
        about("time to core 38 C", "min", to_38, 0.6 * to_38, 1.25 * to_38, f"40 % sooner to 25 % later: {JUDGEMENT}"),
        about("time to dehydration, mean person", "min", mean, few, many, CONSERVATIVE),
        about("time to dehydration, 95 of 100", "min", careful, few, many, CONSERVATIVE),
    )
