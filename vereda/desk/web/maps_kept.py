"""Mapas del puesto as who looks after its machines keeps them: the coordination of the own post, an administrator of any."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Part, Reader, RecordClass, demand, relation_to, serves
from vereda.countries.door import pack
from vereda.desk.frame import now, page, room, to
from vereda.desk.labels import Labels
from vereda.desk.rooms import devices as devices_room
from vereda.desk.rooms import maps as maps_room
from vereda.desk.told import told as told_error
from vereda.desk.web.acting import attempt
from vereda.errors import FieldError
from vereda.places import door as places
from vereda.practice import is_practice
from vereda.settings.environment import env

KEEPS = serves(RecordClass.K10, on_post=Action.WRITE, part=Part.GROUP_USERS)
SAID_MOST = 300


@KEEPS
@room
@require_GET
def maps_of(request: HttpRequest, reader: Reader, group: str) -> HttpResponse:
    """Show the maps of a post to who keeps them."""
    _demand(reader, group, Action.READ)
    return _page(request, reader, group, {})


def _page(request: HttpRequest, reader: Reader, group: str, wrong: dict[str, str]) -> HttpResponse:
    office = devices_room.sees_country(reader)
    context = {
        "group": group,
        "rows": maps_room.shown(reader.country, group),
        "may_keep": True,
        "is_office": office,
        "posts": [(code, one.name) for code, one in pack(reader.country).groups.items()] if office else [],
        "wrong": wrong,
        "attribution": request.POST.get("attribution", "")[:SAID_MOST],
        "called": request.POST.get("called", "")[:80],
    }
    return page(request, "desk/maps.html", context, here="map", status=422 if wrong else 200)


@KEEPS
@room
@require_POST
def bring(request: HttpRequest, reader: Reader, group: str) -> HttpResponse:
    """Check a file of tiles and keep it; what is wrong is said on the page, and nothing is kept then."""
    _demand(reader, group, Action.WRITE)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise places.MapFileMissing
        _keep(file, request, reader, group)
    except FieldError as error:
        field = "attribution" if error.code == "places.map_without_source" else "file"
        return _page(request, reader, group, {field: told_error(error, Labels(reader.country))})
    messages.success(request, _("Mapa guardado. Ya se ve debajo de los mapas de este puesto."))
    return to("maps_of", group=group) if devices_room.sees_country(reader) else to("maps")


def _keep(file: UploadedFile, request: HttpRequest, reader: Reader, group: str) -> None:
    called = request.POST.get("called", "").strip()[:80] or Path(file.name or "").stem[:80]
    whose = request.POST.get("attribution", "")[:SAID_MOST]
    with NamedTemporaryFile(dir=env().home / "uploads", suffix=".upload") as kept:
        for part in file.chunks():
            kept.write(part)
        kept.flush()
        places.bring_map(
            Path(kept.name),
            country=reader.country,
            group=group,
            by=reader.account,
            at=now(),
            attribution=whose,
            name=called,
        )


@KEEPS
@room
@require_POST
def remove(request: HttpRequest, reader: Reader, group: str, name: str) -> HttpResponse:
    """Take a map away."""
    _demand(reader, group, Action.WRITE)
    attempt(request, reader, partial(places.remove_map, reader.country, group, name), _("Mapa quitado."))
    return to("maps_of", group=group) if devices_room.sees_country(reader) else to("maps")


def _demand(reader: Reader, group: str, action: Action) -> None:
    if group not in pack(reader.country).groups or is_practice(reader.group):
        raise NotForYou
    demand(reader, RecordClass.K10, action, relation_to(reader, country=reader.country, groups=[group]), Part.GROUP_USERS)
