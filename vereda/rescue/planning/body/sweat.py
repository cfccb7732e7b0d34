"""How much somebody sweats, from what the heat asks for and what the air can take. Not yet approved by a clinician."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vereda.rescue.planning.body.figure import JUDGEMENT, Figure, Formula, Model, Range, chosen

EREQ_WM2 = Range("required evaporation", "W/m2", 0, 1500, 0, 450)
EMAX_WM2 = Range("evaporative capacity", "W/m2", 1, 3000)

G2009 = "journals.physiology.org 10.1152/japplphysiol.00089.2009 (Gonzalez et al. 2009)"
G2012 = "dtic.minsky.ai ADA559767 (Gonzalez et al. 2012)"
SEE = "one standard error of estimate, published: {} g/m2/h"
UNIT = "g/m2/h"

MODELS = {
    "pw": Model("sweat rate PW", "Gonzalez 2009", G2009, UNIT, SEE.format("below 100")),
    "pw_sun": Model("sweat rate PW in the sun", "Gonzalez 2012", G2012, UNIT, SEE.format("33.8 (16-26 C, 33 marches)")),
    "pw_cool": Model("sweat rate PW below 20 C", "Gonzalez 2012", G2012, UNIT, f"100 g/m2/h: {JUDGEMENT}"),
    "ose": Model("sweat rate OSE (Shapiro)", "1982", G2009, UNIT, "known to be too high: from half the value to the value"),
    "ose_corrected": Model("sweat rate OSE corrected", "Gonzalez 2009", G2009, UNIT, SEE.format("below 100")),
}
SPREAD = {"pw": (100, 100), "pw_sun": (33.8, 33.8), "pw_cool": (100, 100), "ose_corrected": (100, 100)}
SUN_G = Range("sweat rate in the sun", UNIT, 0, 1e4, 0, 700)


def sweat_rate(ereq_wm2: ArrayLike, emax_wm2: ArrayLike, model: str = "pw") -> Figure:
    """Return the sweat rate of a clothed adult [g per m2 of body and hour], never below zero.

    ereq_wm2  evaporation that heat balance asks for [W/m2]; valid to 450; with `pw_sun` it includes the sun
    emax_wm2  evaporation that the air and clothing allow [W/m2]
    model     'pw' (15-46 C), 'pw_sun' (outdoors in sun, 16-26 C, to 700 g/m2/h), 'pw_cool' (below 20 C),
              'ose' (Shapiro 1982, kept for comparison: too high), 'ose_corrected'

    Raises BodyValueImpossible, BodyModelUnknown. Source: each model's `source`. For litres a person and hour see `water_loss`.
    """
    of = chosen(MODELS, model)
    required, allowed = EREQ_WM2.checked(ereq_wm2), EMAX_WM2.checked(emax_wm2)
    value = np.maximum(chosen(FORMULAS, model)(required, allowed), 0)
    less, more = SPREAD.get(model, (0, 0))
    low = value / 2 if model == "ose" else np.maximum(value - less, 0)
    said = [*EREQ_WM2.said(required), *(SUN_G.said(value) if model == "pw_sun" else ())]
    return of.figure(value, low, value + more, said)


def pw(required: NDArray[np.float64], allowed: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return 147 + 1.527 Ereq - 0.87 Emax."""
    return np.asarray(147 + 1.527 * required - 0.87 * allowed)


def ose(required: NDArray[np.float64], allowed: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return 27.9 Ereq Emax^-0.455."""
    return np.asarray(27.9 * required * allowed**-0.455)


FORMULAS: dict[str, Formula] = {
    "pw": pw,
    "pw_sun": lambda required, allowed: 0.72 * np.maximum(pw(required, allowed), 0) + 135,
    "pw_cool": lambda required, allowed: pw(required, allowed) + 350 - 147,
    "ose": ose,
    "ose_corrected": lambda required, allowed: 147 * np.exp(0.0012 * ose(required, allowed)),
}
