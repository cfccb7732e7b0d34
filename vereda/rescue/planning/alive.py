"""Where hours help most in time: a weight for each area by when it can be reached. Off unless the scenario asks for it.

It moves effort between areas and changes no probability. No weight is ever below the floor, and where nobody can be reached in
time any more all weigh alike: the plan is then the plain one. It says nothing of whether anybody lives. No clinician approved it.
"""

from __future__ import annotations

from math import isfinite

import numpy as np
from numpy.typing import ArrayLike

from vereda.rescue.planning.body import Reason, Urgency
from vereda.rescue.planning.checks import Floats
from vereda.rescue.planning.terrain_errors import NumberOutOfRange
from vereda.said import Said, joined, noop

FLOOR = 0.25  # judgement: an area that is reached late still weighs a quarter of one that is reached in time
NO_END = 4.0  # judgement: a band without an upper end counts as ending at so many times its lower one
SHORTEST_H = 0.25  # judgement: no band counts as shorter, so that no weight hangs on minutes


def alive_weights(hurry: Urgency, reached_h: ArrayLike) -> Floats:
    """Return how much each area weighs when hours are shared out [FLOOR to 1, shape of `reached_h`].

    hurry      what presses, each with the careful end and the late end of its band (`urgency`)
    reached_h  hours from the last sign until somebody can be there [h, >= 0; inf where no way leads]

    A reason weighs 1 up to the careful end of its band, falls in a straight line to FLOOR at the late end, and stays there. Of
    several reasons the mean counts, so that heat that is over already does not hide water that is not; one without a figure (no
    weather, water of unknown temperature) weighs nothing. Equal hours weigh alike, later never weighs more.
    Raises NumberOutOfRange.
    Source: judgement throughout; the bands are those of the figures.
    """
    hours = np.asarray(reached_h, np.float64)
    if not np.all(hours >= 0):  # no number is wrong as well
        raise NumberOutOfRange(what="horas hasta llegar", value=float(hours[~(hours >= 0)].flat[0]), wanted="de cero o más")
    ends = bands(hurry)
    late = sum((np.clip((hours - careful) / (last - careful), 0.0, 1.0) for careful, last in ends), np.zeros(hours.shape))
    return np.maximum(FLOOR, 1.0 - (1.0 - FLOOR) * late / max(1, len(ends)))


def bands(hurry: Urgency) -> list[tuple[float, float]]:
    """Return the careful and the late end of each reason that has a figure [h after the last sign]."""
    return [(reason.by_h, _late_end(reason)) for reason in hurry.reasons if reason.figure is not None]


def _late_end(reason: Reason) -> float:
    """Return the late end, as much sooner than the figure's as the careful end is (a child, age, a pregnancy)."""
    assert reason.figure is not None
    low, high = float(np.min(reason.figure.low)), float(np.max(reason.figure.high))
    sooner = reason.by_h / low if low > 0 and isfinite(low) else 1.0
    last = high * sooner if isfinite(high) else NO_END * max(reason.by_h, SHORTEST_H)
    return max(last, reason.by_h + SHORTEST_H)


def alive_said(hurry: Urgency) -> Said:
    """Return the sentence that stands in every plan that was weighed."""
    end = noop("baja de {careful:.1f} a {last:.1f} h tras la última señal")
    ends = [Said(end, careful=careful, last=last) for careful, last in bands(hurry)]
    return Said(
        noop(
            "El esfuerzo se inclina hacia las áreas a las que se llega a tiempo, como si se saliera ya, a pie, del último lugar "
            "conocido: {ends}. Ninguna área pesa menos de {floor:g} veces la que más, y donde ya nadie llega a tiempo todas "
            "pesan igual. Las probabilidades no cambian, y no se sabe cómo está nadie. Es una estimación, no una medida: "
            "ningún clínico la ha aprobado. Se sigue buscando en todas."
        ),
        ends=joined(ends, "; ") if ends else Said(noop("no hay cifra que pese, todas pesan igual")),
        floor=FLOOR,
    )
