"""Teléfonos: enrol one, see where each stands, put agents on it and take them off, revoke it; and the code for oneself."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access import door as access
from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, log_read, serves
from vereda.countries.door import pack
from vereda.desk.frame import LOOKING, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import devices as devices_room
from vereda.desk.rooms.node import app_address
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.errors import FieldError

SEES = serves(RecordClass.K10, part=Part.GROUP_USERS)
CHANGES = serves(RecordClass.K10, action=Action.WRITE, part=Part.GROUP_USERS)
OWN = serves(RecordClass.K1, on_post=Action.READ, purposes=LOOKING, usual=Purpose.ASSIST)
"""One's own code: for whoever may look at the group's work, since that is what the phone will show."""


@SEES
@room
@require_GET
def devices(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the phones in one's care."""
    rows = devices_room.phones(reader, now())
    log_read(reader, RecordClass.K10, subjects=[row.id for row in rows])
    drawn = {"said": devices_room.said, "tags": devices_room.tags, "now": now()}
    context = {"rows": rows, "all_groups": devices_room.sees_country(reader), **drawn}
    return page(request, "desk/devices.html", context, here="devices")


@CHANGES
@room
@require_http_methods(["GET", "POST"])
def new_device(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Ask how the phone is called and who works on it first; then show the code."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and (made := _made(typed, reader)):
        return _code(request, reader, *made)
    group = "" if devices_room.sees_country(reader) else reader.group
    context = {
        "form": typed,
        "label": devices_room.next_label(reader),
        "agents": access.agents_for(reader, reader.country, group) if group else [],
        "groups": [] if group else sorted(((one.code, one.name) for one in pack(reader.country).groups.values()), key=_name),
    }
    return page(request, "desk/device_new.html", context, here="devices", status=422 if typed.errors else 200)


@SEES
@room
@require_GET
def device(request: HttpRequest, reader: Reader, device_id: UUID) -> HttpResponse:
    """Show one phone."""
    found = devices_room.phone(reader, device_id, now())
    log_read(reader, RecordClass.K10, subject=device_id)
    there = {one.account for one in found.agents}
    row = access.device(device_id)
    addable = access.agents_for(reader, reader.country, row.group) if row and found.in_use and not found.is_node else []
    context = {
        "phone": found,
        "gaps": devices_room.gaps(found.missing),
        "said": devices_room.said(found, now()),
        "addable": [one for one in addable if one[0] not in there],
        "reasons": devices_room.REASONS,
    }
    return page(request, "desk/device.html", context, here="devices")


@CHANGES
@room
@require_POST
def add_agent(request: HttpRequest, reader: Reader, device_id: UUID) -> HttpResponse:
    """Show a code by which an agent joins this phone with a PIN of her own."""
    devices_room.phone(reader, device_id, now())
    row = access.device(device_id)
    account = _account(request.POST.get("account", ""))
    if row is None or account is None:
        raise NotForYou
    try:
        made = access.make_agent_code(account=account, country=row.country, group=row.group, by=reader, at=now())
    except FieldError:
        raise NotForYou from None  # the page offers only who can be added
    return _code(request, reader, *made, back=reverse("desk:device", args=[device_id]))


@CHANGES
@room
@require_POST
def remove_agent(request: HttpRequest, reader: Reader, device_id: UUID) -> HttpResponse:
    """Take an agent off a phone."""
    devices_room.phone(reader, device_id, now())
    account = _account(request.POST.get("account", ""))
    if account is None:
        raise NotForYou
    act = partial(access.remove_agent, device=device_id, account=account, by=reader, at=now())
    attempt(request, reader, act, _("Ya no trabaja en este teléfono. Lo que ahí escriba esperará su visto bueno."))
    return to("device", device_id=device_id)


@CHANGES
@room
@require_POST
def revoke(request: HttpRequest, reader: Reader, device_id: UUID) -> HttpResponse:
    """Revoke a phone for good."""
    devices_room.phone(reader, device_id, now())
    reason = request.POST.get("reason", "")
    chosen = reason if reason in devices_room.REASONS else "lost"
    act = partial(access.revoke_device, device=device_id, reason=chosen, by=reader, at=now())
    attempt(request, reader, act, _("Dado de baja. En su próximo contacto el teléfono entrega lo que trae y se borra."))
    return to("device", device_id=device_id)


@serves(RecordClass.K10, part=Part.GROUP_USERS, background=True)
@room
@require_GET
def code_state(request: HttpRequest, reader: Reader, code_id: UUID) -> HttpResponse:
    """Show whether a code that the reader made was used; the page asks for it every few seconds."""
    return _state(request, reader, code_id, "desk:code_state")


@OWN
@room
@require_http_methods(["GET", "POST"])
def own_phone(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show a code by which the reader joins a phone of the own group."""
    if not reader.group:
        raise NotForYou
    if request.method == "POST":
        account = UUID(reader.account)
        made = access.make_agent_code(account=account, country=reader.country, group=reader.group, by=reader, at=now())
        return _code(request, reader, *made, back=reverse("access:me"), state="desk:own_code_state")
    return page(request, "desk/device_own.html")


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST, background=True)
@room
@require_GET
def own_code_state(request: HttpRequest, reader: Reader, code_id: UUID) -> HttpResponse:
    """Show whether the reader's own code was used."""
    return _state(request, reader, code_id, "desk:own_code_state")


def _made(typed: Typed, reader: Reader) -> Any:  # Any: the row of a code and its text, None when something is wrong
    label, account = typed.text("label", 40), _account(typed.get("account"))
    if not label:
        typed.wrong("label", _("Escriba cómo se llama el teléfono, por ejemplo «Teléfono 3»."))
    group = typed.get("group") if devices_room.sees_country(reader) else reader.group
    if group not in pack(reader.country).groups:
        typed.wrong("group", _("Elija el grupo."))
    if typed.errors:
        return None
    try:
        return access.make_device_code(country=reader.country, group=group, label=label, by=reader, at=now(), account=account)
    except FieldError as error:
        typed.refuse(error, {"access.agent_without_right": "account", "access.agents_own_code": "account"})
    return None


def _code(
    request: HttpRequest, reader: Reader, row: Any, text: str, *, back: str = "", state: str = "desk:code_state"
) -> HttpResponse:  # Any: access's row of a code
    """Show a code once: in letters, as a picture, with the minutes that are left."""
    for_agent = row.purpose == access.CodeFor.AGENT
    app = app_address(request)
    context = {
        "code": text,
        "row": row,
        "picture": devices_room.picture(devices_room.joining_address(app, text, for_agent=for_agent)),
        "app": app,
        "for_agent": for_agent,
        "agent": devices_room.names_of([str(row.account)]).get(str(row.account), "") if row.account else "",
        "group": devices_room.group_name(row.country, row.group),
        "back": back or reverse("desk:devices"),
        "state_url": reverse(state, args=[row.pk]),
        "is_waiting": True,
        "device": None,
    }
    return page(request, "desk/device_code.html", context, here="devices")


def _state(request: HttpRequest, reader: Reader, code_id: UUID, name: str) -> HttpResponse:
    row = access.code(code_id)
    if row is None or row.made_by != reader.account or row.country != reader.country:
        raise NotForYou
    context = {
        "row": row,
        "state_url": reverse(name, args=[row.pk]),
        "is_waiting": access.is_waiting(row, now()),
        "device": access.device(row.device) if row.device else None,
        "for_agent": row.purpose == access.CodeFor.AGENT,
        "may_open": name == "desk:code_state",
    }
    return page(request, "desk/device_code_state.html", context)


def _account(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _name(one: tuple[str, str]) -> str:
    return one[1]
