"""Mapas del puesto: what there is, its tiles for the maps of the desk, a piece of one for a handheld. No case."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vereda.access.door import Action, NotForYou, Part, Reader, RecordClass, holds, log_read, serves
from vereda.desk.frame import LOOKING, Purpose, now, own_group, page, room
from vereda.desk.labels import Labels
from vereda.desk.rooms import maps as maps_room
from vereda.desk.rooms.uploads import CUTTING
from vereda.desk.told import told as told_error
from vereda.errors import FieldError
from vereda.places import door as places
from vereda.places.door import Cut, MapNotThere, PostMap
from vereda.practice import is_practice, real_of
from vereda.settings.environment import env

SEES = serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
TILES = serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST, background=True)


@SEES
@room
@require_GET
def maps(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the maps of the post; who looks after its machines brings and removes them here."""
    group = real_of(own_group(reader))
    may_keep = holds(reader.role, RecordClass.K10, Action.WRITE, Part.GROUP_USERS) and not is_practice(reader.group)
    context = {
        "group": group,
        "rows": maps_room.shown(reader.country, group),
        "may_keep": may_keep,
        "is_office": False,
        "wrong": {},
    }
    return page(request, "desk/maps.html", context, here="map")


@TILES
@room
@require_GET
def base(request: HttpRequest, reader: Reader) -> JsonResponse:
    """Return the maps of the own post, for the maps of the desk."""
    return JsonResponse({"maps": maps_room.base(reader.country, real_of(own_group(reader)))})


@TILES
@room
@require_GET
def tile(request: HttpRequest, reader: Reader, group: str, name: str, z: int, x: int, y: int) -> HttpResponse:
    """Return one picture of a map of the own post; 204 where the map has none.

    No browser keeps it, as nothing of the desk: on a computer that was seized they would show which ground was looked at.
    """
    if group != real_of(own_group(reader)):
        raise NotForYou
    try:
        found = places.tile(reader.country, group, name, (z, x, y))
    except MapNotThere:
        raise NotForYou from None
    if found is None:
        return HttpResponse(status=204)
    return HttpResponse(found[0], content_type=places.TILE_MEDIA[found[1]])


@SEES
@room
@require_GET
def cut(request: HttpRequest, reader: Reader, name: str) -> HttpResponse:
    """Show the form of a cut, and what it would weigh before anybody loads it down."""
    row = _map(reader, name)
    asked, found, wrong = "km" in request.GET, None, ""
    if asked:
        try:
            found = _wanted(request, reader, row)
        except FieldError as error:
            wrong = told_error(error, Labels(reader.country))
    context = {
        "row": row,
        "km": request.GET.get("km", str(maps_room.KILOMETRES[1])),
        "until": request.GET.get("hasta", str(row.told.zoom_max)),
        "kilometres": [(str(one), _("{km} km a cada lado").format(km=one)) for one in maps_room.KILOMETRES],
        "zooms": [str(one) for one in range(row.told.zoom_min, row.told.zoom_max + 1)],
        "found": found,
        "said": maps_room.cut_said(found) if found else "",
        "wrong": wrong,
    }
    return page(request, "desk/map_cut.html", context, here="map", status=422 if wrong else 200)


@SEES
@room
@require_GET
def cut_file(request: HttpRequest, reader: Reader, name: str, form: str) -> HttpResponse:
    """Give a piece of a map as a file: tiles alone."""
    row = _map(reader, name)
    if form not in places.CUT_FORMATS:
        raise NotForYou
    try:
        found = _wanted(request, reader, row)
    except FieldError:  # the page says why
        return cut(request, name=name)
    log_read(reader, RecordClass.K1, Action.EXPORT, subjects=[row.id])
    return piece_of(row, found, form, real_of(reader.group))


def piece_of(row: PostMap, found: Cut, form: str, group: str) -> HttpResponse:
    """Return a piece of a map as an answer, called by the post, its zooms and the day."""
    with TemporaryDirectory(dir=env().home / "uploads", prefix=CUTTING) as folder:
        made = Path(folder) / "piece"
        places.cut_map(row.path, row.told, found, form, made)
        file = made.open("rb")  # read on after its name is gone
    called = maps_room.file_name(group, found, form, now())
    answer = FileResponse(file, as_attachment=True, filename=called, content_type="application/octet-stream")
    return answer  # type: ignore[return-value]  # a stream is no HttpResponse by its class, and answers as one


def _wanted(request: HttpRequest, reader: Reader, row: PostMap) -> Cut:
    """Return the cut that an address asks for. Raises CutWrong, CutTooLarge."""
    km, until = (_number(request.GET.get(name, "")) for name in ("km", "hasta"))
    if km not in maps_room.KILOMETRES:
        raise places.CutWrong
    box = maps_room.box_around(reader.country, real_of(reader.group), km)
    return places.weigh_cut(row.path, row.told, box, (row.told.zoom_min, until))


def _number(said: str) -> int:
    return int(said) if re.fullmatch(r"[0-9]{1,3}", said) else -1


def _map(reader: Reader, name: str) -> PostMap:
    try:
        return places.post_map(reader.country, real_of(own_group(reader)), name)
    except MapNotThere:
        raise NotForYou from None
