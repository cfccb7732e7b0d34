"""What a notice could be written of: weather, warnings of authorities, hazards of the pack, and where missions were needed.

A proposal is no notice: nobody but staff sees it. Of missions it knows their number by state, when it is at least five and the
youngest of them ended at least 30 days ago; no place, no route, no day, and nothing of who was sought.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from vereda.countries.door import pack
from vereda.notices.consulting import in_force, kept
from vereda.notices.lookups.ahead import states_of
from vereda.notices.models import DangerNotice
from vereda.notices.rules.notice import is_over
from vereda.notices.words import MISSIONS_DAYS, MISSIONS_FEWEST, AreaBy, NoticeKind, Origin
from vereda.places.door import states_in
from vereda.rescue.door import missions_by_state
from vereda.safety.schema import CapSeverity, WarningInfo

WINDOW_DAYS = 365
"""Missions of a year count together: a week would tell when people passed."""
SAID_OF = (
    (NoticeKind.HEAT, ("calor", "heat")),
    (NoticeKind.COLD, ("frío", "frio", "helada", "nevada", "cold", "freeze", "snow")),
    (NoticeKind.FLOOD, ("inunda", "creciente", "lluvia", "desbord", "flood", "rain")),
    (NoticeKind.FIRE, ("incendio", "fuego", "fire")),
)


@dataclass(frozen=True)
class Proposal:
    """Something of which a notice could be written. key: in an address; where: as it is called; advice: (language, text).

    drawn  corners of an area, one a line, where the source drew one
    """

    key: str
    origin: Origin
    danger: NoticeKind
    severity: CapSeverity
    said: str
    states: tuple[str, ...]
    starts: datetime
    ends: datetime
    source: str
    told_by: AreaBy = AreaBy.STATES
    hazard: str = ""
    drawn: str = ""
    advice: tuple[tuple[str, str], ...] = ()


def proposals(country: str, now: datetime) -> list[Proposal]:
    """Return what notices could be written of, without what one was written of already. now: in the clock of the place."""
    rows = DangerNotice.objects.filter(country=country)
    done = {(row.origin, row.of) for row in rows if not is_over(row, now)}
    found = [*_weather(country, now), *_warnings(country, now), *_missions(country, now), *_hazards(country, now)]
    return [one for one in found if (one.origin.value, one.key) not in done]


def proposal(country: str, key: str, now: datetime) -> Proposal | None:
    return next((one for one in proposals(country, now) if one.key == key), None)


def missions_stand(country: str, key: str, now: datetime) -> bool:
    """Tell whether a state still has enough missions that are old enough, of which a notice may be written."""
    return any(one.key == key for one in _missions(country, now))


def _weather(country: str, now: datetime) -> Iterator[Proposal]:
    for one in kept(now).forecasts:
        name = pack(country).admin1[one.state].name if one.state in pack(country).admin1 else one.state
        yield Proposal(
            key=f"forecast:{one.key}",
            origin=Origin.FORECAST,
            danger=one.danger,
            severity=one.severity,
            said=f"{name}: {one.value:g} {one.unit}",
            states=(one.state,),
            starts=max(_at(one.first, now), now),
            ends=_at(one.last + timedelta(days=1), now),
            source="Pronóstico del clima",
        )


def _warnings(country: str, now: datetime) -> Iterator[Proposal]:
    for told in in_force(kept(now).warnings, now):
        info = next((one for one in told.infos if one.lang.startswith("es")), told.infos[0] if told.infos else None)
        if info is None or (info.expires and info.expires <= now):
            continue
        ring = next((area.rings[0] for area in info.areas if area.rings), [])
        states = _states_said(info, country) or (tuple(states_in(country, ring)) if ring else ())
        yield Proposal(
            key=f"warning:{told.identifier}"[:110],
            origin=Origin.WARNING,
            danger=_danger_of(info),
            severity=info.severity if info.severity is not CapSeverity.UNKNOWN else CapSeverity.MODERATE,
            said=(info.headline or info.event)[:200],
            states=states,
            starts=max(info.onset.astimezone(now.tzinfo), now) if info.onset else now,
            ends=info.expires.astimezone(now.tzinfo) if info.expires else now + timedelta(days=1),
            source=told.institution,
            told_by=AreaBy.DRAWN if ring else AreaBy.STATES,
            drawn="\n".join(f"{lat:.2f}, {lon:.2f}" for lat, lon in ring[:-1]),
            advice=(("spa", info.instruction or info.description),) if info.lang.startswith("es") else (),
        )


def _missions(country: str, now: datetime) -> Iterator[Proposal]:
    last = now.date() - timedelta(days=MISSIONS_DAYS)
    zone = pack(country).country.default_zone
    for state, count in missions_by_state(country, last - timedelta(days=WINDOW_DAYS), last, zone).items():
        if count >= MISSIONS_FEWEST and state in pack(country).admin1:
            yield Proposal(
                key=f"missions:{state}",
                origin=Origin.MISSIONS,
                danger=NoticeKind.SMUGGLER_ABANDONMENT,
                severity=CapSeverity.SEVERE,
                said=f"{pack(country).admin1[state].name}: cinco o más búsquedas en un año",
                states=(state,),
                starts=now,
                ends=now + timedelta(days=90),
                source="Búsquedas de los grupos, por estado y con más de 30 días",
            )


def _hazards(country: str, now: datetime) -> Iterator[Proposal]:
    for row in pack(country).hazards.values():
        if not row.is_verified or row.kind not in set(NoticeKind) or not (states := states_of(country, row)):
            continue
        yield Proposal(
            key=row.code,
            origin=Origin.HAZARD,
            danger=NoticeKind(row.kind),
            severity=CapSeverity.SEVERE,
            said=f"{row.place_in('es')} ({row.season_in('es')})",
            states=tuple(states),
            starts=now,
            ends=now + timedelta(days=180),
            source=row.source,
            told_by=AreaBy.HAZARD,
            hazard=row.code,
            advice=(("spa", row.advice_es), ("eng", row.advice_en)),
        )


def _danger_of(info: WarningInfo) -> NoticeKind:
    said = f"{info.event} {info.headline}".lower()
    return next((kind for kind, words in SAID_OF if any(word in said for word in words)), NoticeKind.STORM)


def _states_said(info: WarningInfo, country: str) -> tuple[str, ...]:
    """Return the states that a warning names by code or by name."""
    here = pack(country).admin1
    codes = {code.partition("=")[2] for area in info.areas for code in area.codes}
    names = " ".join(area.said for area in info.areas)
    return tuple(code for code, row in here.items() if code in codes or row.name in names)


def _at(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time.min, now.tzinfo)
