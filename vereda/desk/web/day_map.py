"""The map of a day: coarse cells for ever, exact points of the own group only while they exist and only to help or to rescue."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from vereda.access.door import Purpose, Reader, RecordClass, for_signed_in, log_read, serves
from vereda.countries.door import pack
from vereda.desk.dates import clock
from vereda.desk.frame import ON_THE_PATH, own_group, page, room
from vereda.desk.labels import folio
from vereda.desk.rooms import warnings as warnings_room
from vereda.encounters.door import Encounter, encounters_of_day
from vereda.logbook.door import whereabouts
from vereda.places.door import admin1_outline, cell_outline
from vereda.settings.environment import env


@serves(RecordClass.K1, purposes=ON_THE_PATH, usual=Purpose.ASSIST)
@room
@require_GET
def day_map(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show where the group met people on a day."""
    group = own_group(reader)
    day = _day(request.GET.get("day", ""))
    rows = [row for row in encounters_of_day(group, reader.country, day) if not row.is_withdrawn and row.joined_into is None]
    log_read(reader, RecordClass.K1, subjects=[row.subject for row in rows])
    points = spots(rows)
    here = pack(reader.country).groups[group]
    warned = warnings_room.near(group, reader.country, timezone.now()) if day == timezone.localdate() else []
    drawn = {"post": [here.lat, here.lon], "name": here.city, "cells": cells(rows), "points": points}
    drawn["warnings"] = warnings_room.outlines(warned)
    context = {
        "day": day,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1) if day < timezone.localdate() else None,
        "drawn": drawn,
        "points": points,
        "without": len(rows)
        - len(points)
        - sum(1 for row in rows if row.h3_5 and str(row.subject) not in {p["id"] for p in points}),
        "met": len(rows),
        "warned": [(one.row.subject, warnings_room.said(one)) for one in warned],
    }
    return page(request, "desk/map.html", context, here="map")


def spots(rows: list[Encounter]) -> list[dict[str, Any]]:  # Any: JSON for the map
    """Return the exact points that still exist, with what the map says of each."""
    found = whereabouts([row.subject for row in rows])
    made = []
    for row in rows:
        spot = found.get(row.subject)
        if spot is not None and spot.lat is not None and spot.lon is not None:
            made.append(
                {
                    "id": str(row.subject),
                    "folio": folio(row.subject),
                    "lat": spot.lat,
                    "lon": spot.lon,
                    "m": spot.accuracy_m or 0,
                    "people": row.people_met,
                    "bodies": row.bodies,
                    "at": clock(row.occurred_at),
                    "name": spot.place,
                }
            )
    return made


def cells(rows: list[Encounter]) -> list[dict[str, Any]]:  # Any: JSON for the map
    """Return the coarse cells with how many people were met in each."""
    met: Counter[str] = Counter()
    for row in rows:
        if row.h3_5:
            met[row.h3_5] += row.people_met
    return [{"outline": cell_outline(cell), "people": people} for cell, people in sorted(met.items())]


@for_signed_in(reason="outlines of states are public geography")
@require_GET
@cache_control(private=True, max_age=86_400)
def areas(request: HttpRequest) -> HttpResponse:
    """Return the states of the country and its neighbours' border areas, from our own file."""
    return JsonResponse(admin1_outline(env().country))


def _day(written: str) -> date:
    today = timezone.localdate()
    try:
        return min(max(date.fromisoformat(written), date(1, 1, 2)), today)  # the day before it is asked for as well
    except ValueError:
        return today
