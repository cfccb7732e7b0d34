"""Lugares libres on the wall: near the post, in words. No number that says who sleeps there, no house of women or children."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from vereda.access import door as access
from vereda.access.door import open_to_all
from vereda.countries.door import pack
from vereda.desk.rooms import beds_wall as wall_room
from vereda.desk.web.wall import SHOWS_NOBODY, lit


@open_to_all(reason=SHOWS_NOBODY, background=True)
@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    """Show free places near the post whose wall this browser is; else send to where a screen becomes one."""
    row = lit(request)
    if row is None:
        return HttpResponseRedirect(reverse("desk:wall"))
    answer = render(request, "desk/beds_wall.html", _picture(row))
    answer["Cache-Control"] = "no-store"
    return answer


@open_to_all(reason=SHOWS_NOBODY, background=True)
@require_GET
def picture(request: HttpRequest) -> HttpResponse:
    """Return what changes of it."""
    row = lit(request)
    if row is None:
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("desk:wall")})
    answer = render(request, "desk/beds_wall_picture.html", _picture(row))
    answer["Cache-Control"] = "no-store"
    return answer


def _picture(row: access.Wall) -> dict[str, object]:
    group = pack(row.country).groups[row.group]
    with timezone.override(ZoneInfo(group.zone)):
        return {"place": group.name, "zone": group.zone, **wall_room.picture(row.country, group, timezone.localtime())}
