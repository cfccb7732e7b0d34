"""Warnings of authorities on board, wall, hand-over, forms of patrols and map; and those that the post gives out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.countries.door import pack
from vereda.desk.dates import clock, shortday
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.noticed import Asked, Level, Notice, Part
from vereda.desk.words import warnings as words
from vereda.practice import real_of
from vereda.safety.door import AuthorityWarning, CapSeverity, GivenWarning, Known, WarnedArea, WarningGiven, WarningInfo, cap_out
from vereda.safety.door import warning_lookups as lookups

AREAS_SAID = 6


@dataclass(frozen=True)
class Told:
    """One danger of a warning, in words. times: from when until when; level: CAP severity, for its colour."""

    event: str
    headline: str
    how: str
    area: str
    times: str
    level: str
    description: str
    instruction: str
    is_cut: bool
    lang: str


@dataclass(frozen=True)
class Shown:
    """A warning as pages show it. status: '' for a real one; away: how far from the post, '' where nobody can tell."""

    row: AuthorityWarning
    told: Sequence[Told]
    status: str
    away: str
    is_near: bool
    brought_by: str

    @property
    def headline(self) -> str:
        return self.told[0].headline if self.told else ""


def known(group: str, country: str, now: datetime) -> list[Known]:
    """Return what holds at a post now, what practises and what is far away too."""
    at = _post(group, country)
    return [lookups.known(row, _language(), at, now) for row in lookups.standing(group, country, now)]


def near(group: str, country: str, now: datetime) -> list[Known]:
    """Return the real warnings about the post's surroundings, or about nobody can tell where, the gravest first."""
    found = [one for one in known(group, country, now) if one.is_real and one.is_near and one.infos]
    return sorted(found, key=lambda one: _grave(one.infos[0].severity))


def shown(found: Sequence[Known]) -> list[Shown]:
    """Return warnings in words."""
    names = names_of({one.row.brought_by for one in found})
    return [_shown(one, who_is(one.row.brought_by, names)) for one in found]


def one(row: AuthorityWarning) -> Shown:
    """Return one warning in words, what is over too."""
    return shown([lookups.known(row, _language(), _post(row.group, row.country))])[0]


def ended(group: str, country: str, now: datetime) -> list[tuple[Shown, str]]:
    """Return the warnings of the last 30 days that hold no more, and why."""
    return [(one(row), str(words.ENDED[why])) for row, why in lookups.ended(group, country, now)]


def said(one: Known) -> str:
    """Return a warning in one line: 'AVISO de Protección Civil: Creciente del río (grave, probable). Piedras Negras. Hasta …'."""
    info = one.infos[0]
    how = f"{words.SEVERITIES[info.severity]}, {words.CERTAINTIES[info.certainty]}".lower()
    told = _("AVISO de {who}: {what} ({how}). {area}. Hasta el {day}, {hour}.")
    ends = info.expires or one.row.ends_at
    return told.format(
        who=one.row.institution,
        what=info.headline or info.event,
        how=how,
        area=area_said(info.areas) or _("Sin decir dónde"),
        day=shortday(ends),
        hour=clock(ends),
    )


def area_said(areas: Sequence[WarnedArea]) -> str:
    """Return where it holds, as the file says it."""
    told = list(dict.fromkeys(area.said for area in areas))
    more = f" … (+{len(told) - AREAS_SAID})" if len(told) > AREAS_SAID else ""
    return "; ".join(told[:AREAS_SAID]) + more


def outlines(found: Sequence[Known]) -> list[dict[str, Any]]:  # Any: JSON for the map
    """Return what a map draws of warnings: latitude, longitude, degrees; circles with their radius in metres."""
    return [
        {
            "said": info.headline or info.event,
            "level": info.severity.value,
            "rings": [ring for area in info.areas for ring in area.rings],
            "circles": [[lat, lon, km * 1000] for area in info.areas for lat, lon, km in area.circles],
        }
        for one in found
        for info in one.infos
    ]


def notices(asked: Asked) -> Iterator[Notice]:
    """Yield what authorities warn of around the post, and what the post itself warns others of."""
    for one in near(asked.group, asked.country, asked.now):
        is_loud = any(info.severity in words.LOUD for info in one.infos)
        url = reverse("desk:warning", args=[one.row.subject])
        yield Notice(Level.WARN if is_loud else Level.NOTE, said(one), url, on_wall=True)
    for row in lookups.given_warnings(asked.group, asked.country, asked.now):
        if not row.is_cancelled and row.expires_at > asked.now:
            yield Notice(Level.NOTE, given_said(row), reverse("desk:given_warning", args=[row.subject]))


def parts(asked: Asked) -> Iterator[Part]:
    """Yield what the hand-over says of warnings."""
    told = [said(one) for one in near(asked.group, asked.country, asked.now)]
    rows = lookups.given_warnings(asked.group, asked.country, asked.now)
    ours = [given_said(row) for row in rows if not row.is_cancelled and row.expires_at > asked.now]
    yield Part(_("Avisos de peligro"), [*told, *ours])


# Warnings of the post -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Message:
    """One message of a warning of ours. spanish, english: what the file says."""

    entry: str
    at: datetime
    who: str
    what: str
    told: WarningGiven
    spanish: cap_out.Said
    english: cap_out.Said


def messages_of(row: GivenWarning) -> list[Message]:
    """Return the messages of a warning, the first one first."""
    names = names_of({who for _entry, _at, who, _told in row.messages})
    made = []
    for entry, at, who, payload in row.messages:
        told = WarningGiven.model_validate(payload)
        word, both = str(words.MESSAGES[told.message]), [cap_out.said(told, one) for one in cap_out.LANGUAGES]
        made.append(Message(entry, datetime.fromisoformat(at), who_is(who, names), word, told, *both))
    return made


def given_said(row: GivenWarning) -> str:
    """Return a warning of ours in one line."""
    last = WarningGiven.model_validate(row.messages[-1][3])
    told = _("Aviso del puesto: {what}, {area}. Hasta el {day}, {hour}.")
    return told.format(
        what=words.HAZARDS[last.hazard], area=last.area_said, day=shortday(row.expires_at), hour=clock(row.expires_at)
    )


# Pieces -----------------------------------------------------------------------------------------------------------------------


def _shown(one: Known, brought_by: str) -> Shown:
    told = [_told(info, one.row) for info in one.infos]
    status = "" if one.is_real else str(words.STATUSES.get(one.row.status, one.row.status))
    return Shown(one.row, told, status, _away(one.km), one.is_near, brought_by)


def _told(info: WarningInfo, row: AuthorityWarning) -> Told:
    ends = info.expires or row.ends_at
    until = _("hasta el {day}, {hour}").format(day=shortday(ends), hour=clock(ends))
    begins = _("desde el {day}, {hour}").format(day=shortday(info.onset), hour=clock(info.onset)) if info.onset else ""
    how = (words.SEVERITIES[info.severity], words.CERTAINTIES[info.certainty], words.URGENCIES[info.urgency])
    return Told(
        event=info.event,
        headline=info.headline or info.event,
        how=" · ".join(str(one) for one in how),
        area=area_said(info.areas),
        times=f"{begins}, {until}" if begins else until,
        level=info.severity.value,
        description=info.description,
        instruction=info.instruction,
        is_cut=info.is_cut,
        lang=info.lang,
    )


def _away(km: float | None) -> str:
    if km is None:
        return ""
    return _("incluye al puesto") if km == 0 else _("a unos {km} km del puesto").format(km=max(1, round(km)))


def _grave(severity: CapSeverity) -> int:
    return list(words.SEVERITIES).index(severity)


def _language() -> str:
    return get_language() or "es"


def _post(group: str, country: str) -> tuple[float, float]:
    here = pack(country).groups[real_of(group)]
    return here.lat, here.lon
