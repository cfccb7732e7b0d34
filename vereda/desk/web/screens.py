"""'Recibir de la pantalla de un teléfono': what a camera sees, or a scanner types, becomes the entries that it carries. Once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vereda.access.door import Action, Reader, RecordClass, log_read
from vereda.desk.frame import now, page, room
from vereda.desk.labels import Labels
from vereda.desk.rooms import node as node_room
from vereda.desk.rooms.screens import codes_in
from vereda.desk.told import told
from vereda.desk.web.node import CHANGES
from vereda.errors import FieldError
from vereda.relay import door as relay


@CHANGES
@room
@require_http_methods(["GET", "POST"])
def receive_screen(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the page of the camera; take what a scanner typed, one code a line. Twice is once."""
    said, lacking = _taken(request, reader) if request.method == "POST" else ([], "")
    if lacking:
        messages.warning(request, lacking)
    return page(request, "desk/receive_screen.html", {"said": said}, here="receive_file")


@CHANGES
@room
@require_POST
def look(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Say what stands in one picture of the camera; nothing is kept, of the picture neither."""
    return JsonResponse({"codes": codes_in(request.body)})


@CHANGES
@room
@require_POST
def take(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Take the codes of an entry that the page has whole, and say in words what became of it."""
    said, lacking = _taken(request, reader)
    return JsonResponse({"said": said, "lacking": lacking})


def _taken(request: HttpRequest, reader: Reader) -> tuple[list[str], str]:
    """Return what the codes brought, in sentences, and what is wrong with them or still missing."""
    seen = relay.read_codes(request.POST.get("codes", "").splitlines())
    if not seen.envelopes:
        return [], _("Todavía no hay un registro completo. Siga leyendo: el teléfono los muestra otra vez.")
    try:
        brought = relay.read_brought(b"\n".join(seen.envelopes), now=now())
    except FieldError as error:
        return [], told(error, Labels(reader.country))
    log_read(reader, RecordClass.K10, Action.WRITE, subjects=[one for one in brought.devices if one])
    return list(node_room.brought_said(brought)), _("A otros les faltan partes: siga leyendo.") if seen.begun else ""
