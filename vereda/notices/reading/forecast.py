"""A forecast in the shape of Open-Meteo (`/v1/forecast`, JSON): days on which a state is to be warned. Foreign text. Pure.

One point a state, the one the pack gives: nobody can tell from what is asked where a post or a person is. Steps: those that
a weather service of the region prints (heat 40 and 45 °C, cold 0 and −5 °C, rain 50, 75 and 150 mm a day, gusts 70 km/h),
heat also by the heat index of the US service (danger from 39.4 °C, 103 °F). Which step is how grave is our judgement, and what
comes out is a proposal that a person writes a notice of, or not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import orjson

from vereda.notices.errors import ForecastNotRead, ForecastSaidNo
from vereda.notices.words import NoticeKind
from vereda.safety.schema import CapSeverity

DAYS = 5
HOURLY, DAILY = ("temperature_2m", "relative_humidity_2m"), ("temperature_2m_min", "precipitation_sum", "wind_gusts_10m_max")

type Steps = tuple[tuple[float, CapSeverity], ...]
HEAT: Steps = ((40, CapSeverity.SEVERE), (45, CapSeverity.EXTREME))
COLD: Steps = ((0, CapSeverity.MODERATE), (-5, CapSeverity.SEVERE))
RAIN: Steps = ((50, CapSeverity.MODERATE), (75, CapSeverity.SEVERE), (150, CapSeverity.EXTREME))
WIND: Steps = ((70, CapSeverity.SEVERE),)
UNIT: Mapping[NoticeKind, str] = {
    NoticeKind.HEAT: "°C", NoticeKind.COLD: "°C", NoticeKind.FLOOD: "mm", NoticeKind.STORM: "km/h",
}  # fmt: skip


@dataclass(frozen=True)
class Forecast:
    """A state is to be warned of something from one local day to another, both included. value: the worst, with `unit`."""

    state: str
    danger: NoticeKind
    severity: CapSeverity
    first: date
    last: date
    value: float

    @property
    def unit(self) -> str:
        return UNIT[self.danger]

    @property
    def key(self) -> str:
        """Return what names it in an address of a page."""
        return f"{self.state}.{self.danger}.{self.first:%Y%m%d}"


def question(points: Sequence[tuple[str, float, float]]) -> str:
    """Return what is asked after the address of a service. points: state, latitude, longitude [degrees]."""
    told = {
        "latitude": ",".join(f"{lat:.2f}" for _state, lat, _lon in points),
        "longitude": ",".join(f"{lon:.2f}" for _state, _lat, lon in points),
        "hourly": ",".join(HOURLY),
        "daily": ",".join(DAILY),
        "forecast_days": DAYS,
        "timezone": "auto",
    }
    return f"/v1/forecast?{urlencode(told, safe=',')}"


def read(raw: bytes, states: Sequence[str], where: str) -> list[Forecast]:
    """Return what is to be warned of, the gravest first. states: as they were asked; where: how the service is called.

    Raises ForecastNotRead, ForecastSaidNo. A value that is missing (null) is passed over; a column that is missing is not.
    """
    try:
        told = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise ForecastNotRead(where=where, what="JSON") from None
    if isinstance(told, dict) and told.get("error"):
        raise ForecastSaidNo(where=where, why=str(told.get("reason", ""))[:120])
    places = told if isinstance(told, list) else [told]
    if len(places) != len(states):
        raise ForecastNotRead(where=where, what=f"{len(states)} lugares")
    found = [one for state, place in zip(states, places, strict=True) for one in _of_place(state, place, where)]
    order = {one: at for at, one in enumerate((CapSeverity.EXTREME, CapSeverity.SEVERE, CapSeverity.MODERATE))}
    return sorted(found, key=lambda one: (order[one.severity], one.first, one.state, one.danger))


def _of_place(state: str, place: Any, where: str) -> list[Forecast]:  # Any: JSON
    hours, days = _table(place, "hourly", HOURLY, where), _table(place, "daily", DAILY, where)
    felt: dict[date, float] = {}
    for at, air, humidity in hours:
        if air is not None:
            felt[_day(at, where)] = max(felt.get(_day(at, where), -math.inf), feels(air, humidity))
    found = [_one(state, NoticeKind.HEAT, day, value, HEAT) for day, value in sorted(felt.items())]
    for at, least, rain, gust in days:
        day = _day(at, where)
        found.append(_one(state, NoticeKind.COLD, day, least, COLD, is_low=True))
        found.append(_one(state, NoticeKind.FLOOD, day, rain, RAIN))
        found.append(_one(state, NoticeKind.STORM, day, gust, WIND))
    return _joined([one for one in found if one])


def feels(air_c: float, humidity_pct: float | None) -> float:
    """Return how hot it is to be warned of: the air, or the heat index where that is more [°C]."""
    from vereda.rescue.planning.body import heat_index

    if humidity_pct is None or air_c < 27 or not 0 <= humidity_pct <= 100:
        return air_c
    return max(air_c, float(heat_index(air_c, humidity_pct).value))


def _one(
    state: str, danger: NoticeKind, day: date, value: float | None, steps: Steps, *, is_low: bool = False
) -> Forecast | None:
    if value is None:
        return None
    reached = [severity for least, severity in steps if (value <= least if is_low else value >= least)]
    return Forecast(state, danger, reached[-1], day, day, round(value, 1)) if reached else None


def _joined(days: list[Forecast]) -> list[Forecast]:
    """Return days that follow each other as one, with the worst of them."""
    found: list[Forecast] = []
    for one in sorted(days, key=lambda one: (one.danger, one.first)):
        before = found[-1] if found else None
        if before and before.danger == one.danger and one.first == before.last + timedelta(days=1):
            pick = min if one.danger is NoticeKind.COLD else max
            worst = one if pick(one.value, before.value) == one.value else before
            found[-1] = replace(worst, first=before.first, last=one.last)
        else:
            found.append(one)
    return found


def _table(place: Any, name: str, columns: Sequence[str], where: str) -> list[tuple[Any, ...]]:  # Any: JSON
    """Return rows (time, value of each column). Raises ForecastNotRead with what is missing or not as long as the others."""
    table = place.get(name) if isinstance(place, dict) else None
    found = [table.get(one) if isinstance(table, dict) else None for one in ("time", *columns)]
    for column, values in zip(("time", *columns), found, strict=True):
        if not isinstance(values, list) or len(values) != len(found[0] or ()):
            raise ForecastNotRead(where=where, what=f"{name}.{column}")
    for column, values in zip(columns, found[1:], strict=True):
        if not all(one is None or (isinstance(one, int | float) and math.isfinite(one)) for one in values or ()):
            raise ForecastNotRead(where=where, what=f"{name}.{column}")
    return list(zip(*(one or () for one in found), strict=True))


def _day(at: Any, where: str) -> date:  # Any: JSON
    try:
        return date.fromisoformat(str(at)[:10])
    except ValueError:
        raise ForecastNotRead(where=where, what="time") from None
