"""Tracks of own teams in words, and the ones that wait for somebody to say that they are of this mission."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.desk.dates import clock, shortday
from vereda.desk.labels import Labels
from vereda.desk.rooms import uploads
from vereda.desk.told import told
from vereda.rescue import door as rescue
from vereda.rescue.door import Looked, Mission, MissionTeam, Track

POINTS_DRAWN = 6000
"""Points of all lines of a map together: more of them no screen shows, and no bad line brings."""
NAME_SHOWN = 60


@dataclass(frozen=True)
class Said:
    """A track in words: what of it is of its team's hours on the mission, and nothing of the rest.

    where  '' or why nobody can see any more where it led
    """

    row: Track
    sign: str
    hours: str
    length: str
    where: str
    is_struck: bool
    may_return: bool


def described(row: Mission, teams: Sequence[MissionTeam]) -> list[Said]:
    """Return the tracks of a mission in words, the first recorded first, struck ones last."""
    signs = {one.team: one.call_sign for one in teams}
    made = [_described(one, signs) for one in rescue.track_rows(row.subject, row.group, row.country)]
    return sorted((one for one in made if not one.is_struck or one.may_return), key=lambda one: one.is_struck)


def standing(row: Mission, teams: Sequence[MissionTeam]) -> list[Said]:
    """Return the tracks that nobody struck."""
    return [one for one in described(row, teams) if not one.is_struck]


def subjects_of(row: Mission) -> list[UUID]:
    """Return the subjects of the tracks of a mission, struck ones as well."""
    return [one.subject for one in rescue.track_rows(row.subject, row.group, row.country)]


def _described(row: Track, signs: Mapping[UUID, str]) -> Said:
    is_kept, told = rescue.is_track_kept(row), rescue.of_the_team(row)
    return Said(
        row=row,
        sign=signs.get(row.team, _("un equipo que todavía no se recibe")),
        hours=hours_said(told.recorded_from, told.recorded_until) if told else _("nada de las horas de su equipo en la misión"),
        length=length_said(told.length_m) if told else length_said(None),
        where="" if is_kept else _("por dónde fue ya se destruyó"),
        is_struck=row.struck_at is not None,
        may_return=is_kept,
    )


def length_said(length_m: int | None) -> str:
    """Return a length as it is said: '8.4 km'."""
    if length_m is None:
        return _("largo sin saber")
    return _("{n} km").format(n=number_format(length_m / 1000, 1))


def hours_said(begins: datetime | None, ends: datetime | None) -> str:
    """Return when something was recorded: '28 nov 12:00-15:10'."""
    if begins is None or ends is None:
        return _("sin horas")
    first, last = shortday(begins), shortday(ends)
    return f"{first} {clock(begins)}-{'' if first == last else f'{last} '}{clock(ends)}"


def lines(row: Mission, teams: Sequence[MissionTeam]) -> list[dict[str, Any]]:  # Any: JSON for the map
    """Return the tracks of a mission as lines of a map: whose, and (latitude, longitude) with fewer points than recorded."""
    signs = {one.team: one.call_sign for one in teams}
    walked = rescue.tracks_of(row.subject, row.group, row.country)
    most = POINTS_DRAWN // max(1, len(walked))
    return [
        {
            "name": signs.get(one.team, ""),
            "at": hours_said(one.recorded_from, one.recorded_until),
            "km": length_said(one.length_m),
            "lines": [[[lat, lon] for lon, lat in line] for line in rescue.thinned(one.lines, most)],
        }
        for one in walked
    ]


def shown_name(name: str) -> str:
    """Return the name of a file as it is shown and kept: on one line, and not too long."""
    return printable(name)[-NAME_SHOWN:] or _("archivo sin nombre")


def printable(text: str) -> str:
    """Return a text on one line, without what cannot be seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def waiting(found: Sequence[Looked], labels: Labels) -> list[dict[str, Any]]:  # Any: JSON for the session
    """Keep what was understood until somebody decides, and return what the session remembers of each file."""
    return [_waiting(one, labels) for one in found]


def _waiting(one: Looked, labels: Labels) -> dict[str, Any]:  # Any: JSON for the session
    if one.fault or one.recording is None:
        return {"name": one.name, "fault": told(one.fault, labels) if one.fault else ""}
    if one.is_there:
        return {"name": one.name, "is_there": True}
    kept = uploads.keep(SimpleUploadedFile(one.name, rescue.packed(one.recording)))
    begins, ends = one.recording.span or (None, None)
    said = f"{length_said(one.recording.length_m)} · {hours_said(begins, ends)}"
    return {"name": one.name, "digest": one.digest, "kept": kept, "said": said, "cut": cut_said(one), "ask": question(one)}


def cut_said(one: Looked) -> str:
    """Return that points were taken away, '' where none were."""
    if not one.cut_points:
        return ""
    return ngettext(
        "Se quitó %(n)d punto de antes del despacho o de después del regreso.",
        "Se quitaron %(n)d puntos de antes del despacho o de después del regreso.",
        one.cut_points,
    ) % {"n": one.cut_points}


def question(one: Looked) -> str:
    """Return what somebody is asked about a file, '' where nothing is odd."""
    parts = []
    if one.far_km:
        parts.append(_("Llega a {n} km del puesto y de los lugares de la misión.").format(n=one.far_km))
    if one.recording is not None and one.recording.span is None:
        parts.append(_("No trae horas: no se puede quitar lo de antes del despacho ni lo de después del regreso."))
    return " ".join(parts)


def decided(files: Sequence[Mapping[str, Any]], ticked: set[int]) -> Iterator[Mapping[str, Any]]:  # Any: JSON of the session
    """Yield the waiting files that are to be kept: those without a question, and those that somebody said yes to."""
    yield from (one for number, one in enumerate(files) if one.get("kept") and (not one["ask"] or number in ticked))
