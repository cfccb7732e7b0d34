"""The map of a mission: where it was said to be, meeting points, clues, people found, tracks; while they exist, and to rescue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vereda.access.door import Purpose, Reader, RecordClass, log_read, serves
from vereda.countries.door import pack
from vereda.desk.dates import clock
from vereda.desk.frame import ON_THE_PATH, page, room
from vereda.desk.labels import Labels
from vereda.desk.rooms import tracks as tracks_room
from vereda.desk.rooms.missions import people_said
from vereda.desk.web.missions import row_of
from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass
from vereda.practice import real_of
from vereda.rescue import door as rescue
from vereda.rescue.door import Mission


@serves(RecordClass.K1, purposes=ON_THE_PATH, usual=Purpose.RESCUE)
@room
@require_GET
def mission_map(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the places and tracks of a mission that still exist, drawn and as a list."""
    row = row_of(reader, subject)
    log_read(reader, RecordClass.K1, subject=subject)
    points = list(_points(row))
    teams = rescue.teams_of(row.subject, row.group, row.country)
    lines, tracks = tracks_room.lines(row, teams), tracks_room.standing(row, teams)
    here = pack(reader.country).groups[real_of(row.group)]
    drawn = {"post": [here.lat, here.lon], "name": here.city, "cells": [], "points": points, "lines": lines}
    context = {"row": row, "points": points, "drawn": drawn, "tracks": tracks, "closed": len(tracks) - len(lines)}
    return page(request, "desk/mission_map.html", context, here="patrols")


def _points(row: Mission) -> Iterator[dict[str, Any]]:  # Any: JSON for the map
    labels = Labels(row.country)
    yield from _point(row.where, row.opened_at, _("La misión"))
    for team in rescue.teams_of(row.subject, row.group, row.country):
        yield from _point(team.where, team.meet_at or team.dispatched_at, _("Cita de {sign}").format(sign=team.call_sign))
    for clue in row.clues:
        yield from _point(clue["where"], datetime.fromisoformat(clue["at"]), labels.mission_word(clue["what"]))
    for found in row.found:
        yield from _point(found["where"], datetime.fromisoformat(found["at"]), people_said(found["people"]))


def _point(entry: UUID | str | None, at: datetime, said: str) -> Iterator[dict[str, Any]]:  # Any: JSON for the map
    box = (open_box(entry, FieldClass.WHEREABOUTS) if entry else None) or {}
    if box.get("lat") is not None and box.get("lon") is not None:
        name = box.get("place", "")
        yield {
            "lat": box["lat"],
            "lon": box["lon"],
            "m": box.get("accuracy_m") or 0,
            "at": clock(at),
            "people": said,
            "name": name,
        }
