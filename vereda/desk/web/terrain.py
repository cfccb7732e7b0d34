"""Models of the terrain: a post brings the GeoTIFF of its area, once; plans of searches stand on it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vereda.access.door import Action, Part, Reader, RecordClass, log_read, serves
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.web.acting import attempt
from vereda.errors import FieldError
from vereda.rescue.door import terrain_actions as actions
from vereda.rescue.door import terrain_lookups as lookups

BRINGS = serves(RecordClass.K10, action=Action.WRITE, part=Part.GROUP_USERS)
"""Reference data of the post: whoever looks after its phones, and the administrator. It tells nothing of anybody."""
FIELDS = {"rescue.terrain_needs_name": "name"}


@BRINGS
@room
@require_http_methods(["GET", "POST"])
def terrains(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the terrains that are here, and keep one that is brought; what is wrong with a file is said in one sentence."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _kept(request, reader, typed):
        return to("terrains")
    context = {
        "form": typed,
        "rows": lookups.terrains(),
        "own": lambda row: not reader.group or row.group == reader.group,
        "most": actions.MOST_BYTES // 1024 // 1024,
    }
    return page(request, "desk/terrains.html", context, here="post", status=422 if typed.errors else 200)


def _kept(request: HttpRequest, reader: Reader, typed: Typed) -> bool:
    file = request.FILES.get("file")
    name, source = typed.text("name", 60), typed.text("source", 120)
    if file is None:
        typed.wrong(FORM, _("Elija el archivo GeoTIFF."))
    if typed.errors or file is None:
        return False
    try:
        made = actions.bring_terrain(
            file.chunks(), name=name, source=source, project=typed.is_on("project"), by=author(reader), at=now()
        )
    except FieldError as error:
        typed.refuse(error, FIELDS)
        return False
    log_read(reader, RecordClass.K10, Action.WRITE, subjects=[made.digest])
    messages.success(request, _("Terreno guardado: los planes de esa zona lo usan desde ahora."))
    return True


@BRINGS
@room
@require_POST
def take_away(request: HttpRequest, reader: Reader, digest: str) -> HttpResponse:
    """Remove a terrain of the own group; an administrator removes any."""
    log_read(reader, RecordClass.K10, Action.WRITE, subjects=[digest])
    act = partial(actions.take_terrain_away, digest, group=reader.group or None)
    attempt(request, reader, act, _("Terreno quitado."))
    return to("terrains")
