"""Computadora del puesto: its line, its certificate; at headquarters all posts. And 'Recibir un archivo', from a stick."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access import door as access
from vereda.access.door import Action, NotForYou, Part, Reader, RecordClass, log_read, serves
from vereda.countries.door import pack
from vereda.desk.frame import now, page, room, to
from vereda.desk.labels import Labels
from vereda.desk.rooms import node as node_room
from vereda.desk.rooms import uploads
from vereda.desk.rooms.devices import REASONS, picture, sees_country
from vereda.desk.told import told
from vereda.desk.web.acting import attempt
from vereda.errors import FieldError
from vereda.logbook.door import this_node
from vereda.relay import door as relay

SEES = serves(RecordClass.K10, part=Part.GROUP_USERS)
CHANGES = serves(RecordClass.K10, action=Action.WRITE, part=Part.GROUP_USERS)


@SEES
@room
@require_GET
def node(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show how this post stands with headquarters; at headquarters, the posts in the reader's care."""
    here = relay.this_post() if relay.is_post() else None
    rows = [] if here else node_room.posts(reader)
    log_read(reader, RecordClass.K10, subjects=[row.device for row in rows])
    app = node_room.app_address(request)
    context = {
        "here": here,
        "node": this_node().id,
        "said": node_room.line_said(now()) if here else [],
        "certificate": node_room.certificate(),
        "app": app,
        "picture": picture(app) if here else "",
        "rows": rows,
        "reasons": REASONS,
        "may_change": sees_country(reader),
    }
    return page(request, "desk/node.html", context, here="node")


@CHANGES
@room
@require_http_methods(["GET", "POST"])
def new_post(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show a code by which a machine joins as the post of a group. At headquarters, for who looks after every group."""
    if relay.is_post() or not sees_country(reader):
        raise NotForYou
    groups, chosen = pack(reader.country).groups, request.POST.get("group", "")
    code = ""
    if request.method == "POST" and chosen in groups:
        label = groups[chosen].name[:40]
        made = access.make_node_code(country=reader.country, group=chosen, label=label, by=reader, at=now())
        code = f"{made[1]}.{this_node().id}"
    elif request.method == "POST":
        messages.warning(request, _("Elija el grupo."))
    options = sorted(((one.code, one.name) for one in groups.values()), key=lambda one: one[1])
    context = {"code": code, "chosen": chosen, "groups": options, "address": request.build_absolute_uri("/").rstrip("/")}
    return page(request, "desk/node_new.html", context, here="node")


@CHANGES
@room
@require_POST
def revoke_post(request: HttpRequest, reader: Reader, device_id: UUID) -> HttpResponse:
    """Revoke a post's machine for good."""
    if relay.is_post() or all(row.device != device_id for row in node_room.posts(reader)):
        raise NotForYou
    reason = request.POST.get("reason", "")
    chosen = reason if reason in REASONS else "lost"
    act = partial(relay.revoke_post, str(device_id), reason=chosen, by=reader, at=now())
    if attempt(request, reader, act, _("Dado de baja. Los teléfonos dejan de sellar para él en su próximo contacto.")):
        made = ", ".join(label for label, _came in relay.phones_made_at(device_id))
        if made:
            messages.warning(
                request, _("Revise quién tiene cada teléfono dado de alta en esa computadora: %(phones)s.") % {"phones": made}
            )
    return to("node")


@CHANGES
@room
@require_http_methods(["GET", "POST"])
def receive_file(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Take in a file of a phone or, at headquarters, of a post; say in words what it brought. Twice is once."""
    said: list[str] = []
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None:
            messages.warning(request, _("Elija el archivo."))
        elif (file.size or 0) > uploads.MOST_BYTES:
            messages.warning(request, _("El archivo pasa de 20 MB. Léalo en la máquina con: vereda bundle read ARCHIVO."))
        else:
            said = _read(request, reader, file.read())
    return page(request, "desk/receive_file.html", {"said": said, "is_post": relay.is_post()}, here="receive_file")


def _read(request: HttpRequest, reader: Reader, content: bytes) -> list[str]:
    try:
        brought = relay.read_brought(content, now=now())
    except FieldError as error:
        messages.warning(request, told(error, Labels(reader.country)))
        return []
    devices = [one for one in brought.devices if one]
    log_read(reader, RecordClass.K10, Action.WRITE, subjects=devices)
    return list(node_room.brought_said(brought))
