"""How soon to go, and why: heat, sun, exertion, water, cold, immersion, age and pregnancy in one answer.

It raises urgency only. It never ends a search and says nothing of whether somebody lives: once an hour has passed the answer is
'now', and it stays 'now' for ever. Not yet approved by a clinician.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

import numpy as np

from vereda.rescue.planning.body.cold import cold_water_survival
from vereda.rescue.planning.body.figure import (
    AIR_C,
    BODY_KG,
    HEIGHT_M,
    HOURS,
    HUMIDITY_PCT,
    JUDGEMENT,
    NOT_APPROVED,
    WATER_C,
    WATER_L,
    WIND_MPS,
    Figure,
    Model,
    Range,
    surface_m2,
)
from vereda.rescue.planning.body.indices import radiant_in_sun, wind_chill
from vereda.rescue.planning.body.strain import EDITIONS, predicted_heat_strain
from vereda.rescue.planning.body.water import hours_to_dehydration, water_loss
from vereda.rescue.planning.body.work import GRADE_PCT, LOAD_KG, SPEED_MPS, TERRAIN, metabolic_rate

LONGEST_H = 12.0  # nobody who is missing waits longer than this for somebody to go
WITHOUT_WEATHER_H = 6.0
FRAILTY = 2.0  # a child under 5, a person of 60 or more, a pregnancy: half the time; judgement
YOUNG, OLD = 5, 60
REST_WM2 = 60.0
HOT_C, COOL_C = 20.0, 10.0
FULL_SUN_WM2 = 900.0
STANDARD_H = 8.0  # ISO 7933 looks no further
STEPS_H = (0.0, 1.0, 3.0, 6.0)
HOW_SOON = ("now", "within_1h", "within_3h", "within_6h", "within_12h")
AGE = Range("age", "years", 0, 125)

# Felt temperature [C] at or below which somebody dry should have been reached within so many hours; wet: a third of it.
COLD_STEPS = ((-25.0, 0.5), (-10.0, 2.0), (0.0, 6.0), (10.0, 12.0))
WET_SHARE = 3.0
COLD = Model("cold on land, steps of the felt temperature", "Vereda 2026", "no model was read", "h", f"factor 2: {JUDGEMENT}")


@dataclass(frozen=True)
class Situation:
    """What is known of people who wait for help; what is not known stays None and is taken on the careful side.

    hours          since the last sign from them [h, >= 0]
    air_c          air temperature at the worst of the hours to come [C], or None
    humidity_pct   relative humidity then [%]
    wind_mps       wind then [m/s]
    in_sun         no shade
    walking        on the move, not resting
    speed_mps, load_kg, grade_pct, terrain  of that walk, see `metabolic_rate`
    water_l        water per person [l]; None is taken as none
    wet            clothes wet
    immersed       in the water now
    water_c        temperature of that water [C], or None
    youngest, oldest  ages [years], or None
    pregnant       somebody is pregnant
    body_kg, height_m  of the smallest adult; a child under 5 is handled by `youngest`
    """

    hours: float
    air_c: float | None = None
    humidity_pct: float = 30
    wind_mps: float = 1
    in_sun: bool = True
    walking: bool = True
    speed_mps: float = 1
    load_kg: float = 5
    grade_pct: float = 0
    terrain: float = 1.2
    water_l: float | None = None
    wet: bool = False
    immersed: bool = False
    water_c: float | None = None
    youngest: float | None = None
    oldest: float | None = None
    pregnant: bool = False
    body_kg: float = 60
    height_m: float = 1.6


@dataclass(frozen=True, eq=False)
class Reason:
    """One reason to hurry: what it is, by when it asks to have been there, counted from the last sign, and from which figure.

    code    'HEAT', 'WATER', 'COLD', 'IMMERSION', 'NO_WEATHER'
    by_h    hours after the last sign [h]
    raised  what made it sooner: 'SUN', 'EXERTION', 'NO_WATER', 'WET', 'CHILD', 'OLDER', 'PREGNANT'
    figure  the figure behind it with model, edition and band; None where nothing was computed
    """

    code: str
    by_h: float
    raised: tuple[str, ...]
    figure: Figure | None


@dataclass(frozen=True, eq=False)
class Urgency:
    """How soon to go.

    within_h  go so that they are reached within so many hours from now [h], 0 to 12; 0 is now
    how_soon  'now', 'within_1h', 'within_3h', 'within_6h', 'within_12h'
    reasons   the most pressing first; those that press within twelve hours
    caution   must stand wherever this is shown
    """

    within_h: float
    how_soon: str
    reasons: tuple[Reason, ...]
    caution: str = NOT_APPROVED


def urgency(of: Situation) -> Urgency:
    """Return how soon to go to these people, with the reasons.

    Each hazard gives, from the careful end of its band, the hour after the last sign by which somebody should be there; a child
    under 5, a person of 60 or more or a pregnancy halve it. The soonest counts; hours that have passed are taken off, down to
    zero and no further: more hours never make it less urgent. People in the water: now. No weather: within six hours.

    Raises BodyValueImpossible. Source: the figures' own; what is judgement says so in `band`.
    """
    _checked(of)
    reasons = sorted(_reasons(of), key=lambda one: one.by_h)
    left = [max(0.0, one.by_h - of.hours) for one in reasons]
    within = min([*left, LONGEST_H])
    pressing = tuple(one for one, hours in zip(reasons, left, strict=True) if hours <= LONGEST_H)
    return Urgency(within, HOW_SOON[sum(within > step for step in STEPS_H)], pressing)


def _checked(of: Situation) -> None:
    """Raise BodyValueImpossible for what cannot be, also where no hazard would have looked at it."""
    always = (
        (HOURS, of.hours),
        (HUMIDITY_PCT, of.humidity_pct),
        (WIND_MPS, of.wind_mps),
        (SPEED_MPS, of.speed_mps),
        (LOAD_KG, of.load_kg),
        (GRADE_PCT, of.grade_pct),
        (TERRAIN, of.terrain),
        (BODY_KG, of.body_kg),
        (HEIGHT_M, of.height_m),
    )
    told = ((AIR_C, of.air_c), (WATER_L, of.water_l), (WATER_C, of.water_c), (AGE, of.youngest), (AGE, of.oldest))
    for allowed, value in (*always, *told):
        if value is not None:
            allowed.checked(value)


def _reasons(of: Situation) -> Iterator[Reason]:
    frail = _frail(of)
    share = FRAILTY if frail else 1.0
    if of.immersed:
        yield Reason("IMMERSION", 0.0, frail, None if of.water_c is None else cold_water_survival(of.water_c))
    if of.air_c is None:
        yield Reason("NO_WEATHER", WITHOUT_WEATHER_H / share, frail, None)
        return
    for code, figure, raised in (*_of_heat(of), *_of_water(of), *_of_cold(of)):
        by = float(np.min(figure.low)) / share
        if isfinite(by):
            yield Reason(code, by, (*raised, *frail), figure)


def _frail(of: Situation) -> tuple[str, ...]:
    ages = [age for age in (of.youngest, of.oldest) if age is not None]
    child, older = any(age < YOUNG for age in ages), any(age >= OLD for age in ages)
    named = (("CHILD", child), ("OLDER", older), ("PREGNANT", of.pregnant))
    return tuple(name for name, there in named if there)


def _raised(of: Situation) -> tuple[str, ...]:
    return tuple(name for name, there in (("SUN", of.in_sun), ("EXERTION", of.walking)) if there)


def _met_wm2(of: Situation) -> float:
    """Return what walking costs, at least what resting costs, per m2 of body."""
    if not of.walking:
        return REST_WM2
    model = "lcda" if of.grade_pct < 0 else "pandolf"
    watts = metabolic_rate(of.body_kg, of.load_kg, of.speed_mps, of.grade_pct, of.terrain, model=model)
    return float(np.clip(float(watts.value) / float(surface_m2(of.body_kg, of.height_m)), REST_WM2, 1000))


def _radiant_c(of: Situation, air_c: float) -> float:
    return float(radiant_in_sun(air_c, FULL_SUN_WM2 if of.in_sun else 0))


type Hazard = tuple[str, Figure, tuple[str, ...]]


def _of_heat(of: Situation) -> Iterator[Hazard]:
    """Yield the time in which the core warms to 38 C, by the edition of the standard that has it sooner.

    Nothing where neither edition has it within the eight hours that the standard looks at, or the air is cool.
    """
    if of.air_c is None or of.air_c < HOT_C:
        return
    figures = [_to_core_38(of, of.air_c, edition) for edition in EDITIONS]
    figure = min(figures, key=lambda one: float(np.max(one.value)))
    if float(np.max(figure.value)) < STANDARD_H:
        yield "HEAT", figure, _raised(of)


def _to_core_38(of: Situation, air_c: float, edition: str) -> Figure:
    figure = predicted_heat_strain(
        air_c,
        _radiant_c(of, air_c),
        of.wind_mps,
        of.humidity_pct,
        _met_wm2(of),
        edition=edition,
        body_kg=of.body_kg,
        height_m=of.height_m,
        acclimatised=False,
        drinks_freely=False,
    ).core_38_min
    model = Model(figure.model, figure.edition, figure.source, "h", figure.band)
    return model.figure(np.asarray(figure.value) / 60, figure.low / 60, figure.high / 60, figure.extrapolated)


def _of_water(of: Situation) -> Iterator[Hazard]:
    if of.air_c is None:
        return
    loss = water_loss(
        of.air_c,
        of.humidity_pct,
        of.wind_mps,
        _met_wm2(of),
        radiant_c=_radiant_c(of, of.air_c),
        body_kg=of.body_kg,
        height_m=of.height_m,
    )
    carried = of.water_l or 0.0
    dry = () if carried else ("NO_WATER",)
    yield "WATER", hours_to_dehydration(carried, loss, body_kg=of.body_kg), (*dry, *_raised(of))


def _of_cold(of: Situation) -> Iterator[Hazard]:
    """Yield the hours that the step of the felt temperature gives; wet clothes count in any air below 20 C."""
    if of.air_c is None:
        return
    wet = of.wet or of.immersed
    felt = float(wind_chill(of.air_c, of.wind_mps).value) if of.air_c <= COOL_C else of.air_c
    limit = next((hours for step, hours in COLD_STEPS if felt <= step), None)
    if limit is None and not (wet and felt < HOT_C):
        return
    hours = (limit or COLD_STEPS[-1][1]) / (WET_SHARE if wet else 1)
    yield "COLD", COLD.figure(np.asarray(hours), hours / 2, hours * 2), ("WET",) if wet else ()
