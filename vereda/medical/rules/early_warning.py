"""NEWS2: how ill an adult is by seven signs, and what that asks for. Not under 16, not in pregnancy.

The points are those of the Royal College of Physicians, 2017, as read in `tables/news2.csv`; a person compares them once with the
printed chart. Temperatures are compared in tenths. Impossible values are asked again, never guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Protocol

from vereda.medical.errors.rules import NotInPregnancy, NotMeasured, UnderSixteen, WordNotKnown
from vereda.medical.rules.numbers import awake, in_life, tenths, whole
from vereda.medical.rules.registered import rows
from vereda.medical.words import Band

RULE = "NEWS2"
FROM_YEARS = 16
PARTS = ("respirations", "spo2", "oxygen", "systolic", "pulse", "consciousness", "temperature_c")
"""The parts in the order of the chart."""
SCALES = (1, 2)
GAS = {True: "oxygen", False: "air", "oxygen": "oxygen", "air": "air"}
THREE = 3
"""Points of a single part that ask for a clinician whatever the total."""


class Score(NamedTuple):
    """parts: points by name of the value, in the order of the chart; total: their sum, 0 to 20; band: what it asks for."""

    parts: Mapping[str, int]
    total: int
    band: Band


class Sets(Protocol):
    """A set of vital signs, of which some may not have been measured."""

    @property
    def respirations(self) -> int | None: ...
    @property
    def spo2(self) -> int | None: ...
    @property
    def oxygen(self) -> bool | None: ...
    @property
    def systolic(self) -> int | None: ...
    @property
    def pulse(self) -> int | None: ...
    @property
    def consciousness(self) -> str | None: ...
    @property
    def temperature_tenths(self) -> int | None: ...


@dataclass(frozen=True)
class _Points:
    """One row of the table. least, most: inclusive, None for open."""

    level: str
    least: int | None
    most: int | None
    gas: str
    score: int

    def fits(self, value: int, level: str, gas: str) -> bool:
        above = self.least is None or value >= self.least
        below = self.most is None or value <= self.most
        return above and below and self.level in ("", level) and self.gas in ("any", gas)


def news2(
    respirations: int,
    spo2: int,
    scale: int,
    oxygen: bool | str,
    systolic: int,
    pulse: int,
    consciousness: str,
    temperature_c: object,
    *,
    age_years: int | None = None,
    pregnant: bool = False,
) -> Score:
    """Return the points of each part, their total and the band.

    respirations   breaths in a minute
    spo2           oxygen saturation [%]; scale 1, or 2 where a clinician prescribed 88 to 92 %
    oxygen         whether oxygen is given: true or false, or 'oxygen' or 'air'
    systolic       [mmHg];  pulse: beats in a minute
    consciousness  A, C, V, P or U
    temperature_c  [degrees Celsius], a number or its text; halves of a tenth are rounded up
    age_years      completed years, None: the caller knows that it is an adult;  pregnant: the caller says so

    Raises UnderSixteen, NotInPregnancy, NotMeasured, ImpossibleValue, NoSignOfLife, NotWhole, NotANumber, WordNotKnown.
    Source: tables/news2.csv; worked cases in tests/data/news2_check_values.csv.
    """
    _check_person(age_years, pregnant)
    given = (respirations, spo2, oxygen, systolic, pulse, consciousness, temperature_c)
    missing = next((name for name, value in zip(PARTS, given, strict=True) if value is None), None)
    if missing:
        raise NotMeasured(what=missing)
    if scale not in SCALES or isinstance(scale, bool):
        raise WordNotKnown(what="scale")
    gas, state = _gas(oxygen), awake(consciousness)
    parts = {
        "respirations": _points("respiration_rate", in_life("respirations", respirations, state)),
        "spo2": _points("spo2", whole("spo2", spo2), level=str(scale), gas=gas),
        "oxygen": _by_word("air_or_oxygen", gas=gas),
        "systolic": _points("systolic_bp", in_life("systolic", systolic, state)),
        "pulse": _points("pulse", in_life("pulse", pulse, state)),
        "consciousness": _by_word("consciousness", level=state.value),
        "temperature_c": _points("temperature", tenths(temperature_c)),
    }
    total = sum(parts.values())
    return Score(parts, total, _band(total, list(parts.values())))


def missing_for_news2(measured: Sets) -> list[str]:
    """Return which parts of a set were not measured, in the order of the chart."""
    there = {**{name: getattr(measured, name) for name in PARTS[:-1]}, PARTS[-1]: measured.temperature_tenths}
    return [name for name in PARTS if there[name] is None]


def next_step(band: Band) -> tuple[str, str]:
    """Return what a band asks for, in Spanish and in English."""
    return next((row["next_es"], row["next_en"]) for row in rows("next_step") if row["band"] == band)


def _check_person(age_years: int | None, pregnant: bool) -> None:
    if age_years is not None and whole("age_years", age_years) < FROM_YEARS:
        raise UnderSixteen
    if pregnant:
        raise NotInPregnancy


def _gas(oxygen: bool | str) -> str:
    if not isinstance(oxygen, bool | str) or oxygen not in GAS:
        raise WordNotKnown(what="oxygen")
    return GAS[oxygen]


def _band(total: int, parts: Collection[int]) -> Band:
    """Return the band of a total; one part of 3 lifts what lies below the bands that are higher by themselves."""
    least, most = _bands()[Band.SINGLE_THREE]
    if THREE in parts and least <= total <= most:
        return Band.SINGLE_THREE
    return next(band for band, (least, most) in _bands().items() if band != Band.SINGLE_THREE and least <= total <= most)


@cache
def _bands() -> Mapping[Band, tuple[int, int]]:
    """Return the totals of each band, both edges inclusive."""
    found = (row for row in rows("news2") if row["parameter"] == "band")
    return {Band(row["scale_or_level"]): (int(row["min_inclusive"]), int(row["max_inclusive"])) for row in found}


@cache
def _table() -> Mapping[str, Sequence[_Points]]:
    found: dict[str, list[_Points]] = {}
    for row in rows("news2"):
        if row["parameter"] == "band":
            continue
        is_warm = row["parameter"] == "temperature"
        least, most = (_edge(row[name], is_warm) for name in ("min_inclusive", "max_inclusive"))
        one = _Points(row["scale_or_level"], least, most, row["gas"], int(row["score"]))
        found.setdefault(row["parameter"], []).append(one)
    return found


def _edge(written: str, is_warm: bool) -> int | None:
    if not written:
        return None
    return tenths(written) if is_warm else int(written)


def _points(parameter: str, value: int, *, level: str = "", gas: str = "any") -> int:
    return next(one.score for one in _table()[parameter] if one.fits(value, level, gas))


def _by_word(parameter: str, *, level: str = "", gas: str = "any") -> int:
    return next(one.score for one in _table()[parameter] if one.level == level and one.gas == gas)
