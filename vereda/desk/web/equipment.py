"""Equipo con número: where each piece is, what is due of it, and the few acts that follow."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, serves
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels, label
from vereda.desk.rooms import equipment as equipment_room
from vereda.desk.rooms import stock as stock_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.desk.web.new_encounter import entry_of, fresh_token
from vereda.desk.words.supplies import ENDED
from vereda.errors import FieldError
from vereda.supplies.door import EndedFor
from vereda.supplies.door import equipment_actions as actions
from vereda.supplies.door import equipment_lookups as lookups

FIELDS = {"supplies.number_missing": "number", "supplies.number_taken": "number", "supplies.unknown_kind": "kind"}


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def equipment(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the pieces of the post: those that are out or need something first."""
    return _list(request, reader, Typed({"token": fresh_token()}, Labels(reader.country), zone_of(reader)))


def _list(request: HttpRequest, reader: Reader, typed: Typed) -> HttpResponse:
    group, country, labels = own_group(reader), reader.country, Labels(reader.country)
    kinds = sorted(labels.pack.equipment_kinds.values(), key=lambda row: row.order)
    context = {
        "pieces": equipment_room.pieces(group, country, now(), labels),
        "form": typed,
        "kinds": [(row.code, label(row)) for row in kinds],
        "holders": stock_room.holder_options(group, country, labels),
        "ended": list(ENDED.items()),
    }
    return page(request, "desk/equipment.html", context, here="post", status=422 if typed.errors else 200)


@POST_WORK
@room
@require_POST
def register(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Register a piece."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    number, expires_on = typed.text("number", 20), typed.day("expires_on")
    if typed.errors:
        return _list(request, reader, typed)
    try:
        entry = entry_of(typed.get("token"), reader)
        actions.register(typed.get("kind"), number, expires_on=expires_on, by=author(reader), at=now(), entry=entry)
    except FieldError as error:
        if error.code != "supplies.already_noted":
            typed.refuse(error, FIELDS)
            return _list(request, reader, typed)
    messages.success(request, _("Equipo registrado."))
    return to("equipment")


@POST_WORK
@room
@require_POST
def act(request: HttpRequest, reader: Reader, subject: UUID, what: str) -> HttpResponse:
    """Do one thing with a piece: lend, bring back, charge, look at, miss, find, end."""
    if lookups.piece(subject, own_group(reader), reader.country) is None or what not in ACTS:
        raise NotForYou
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    made = ACTS[what](subject, typed, reader)
    if typed.errors:
        messages.warning(request, next(iter(typed.errors.values())))
    elif made is not None:
        attempt(request, reader, made, _("Anotado."))
    return to("equipment")


type Making = Callable[[UUID, Typed, Reader], Callable[[], object] | None]


def _lend(subject: UUID, typed: Typed, reader: Reader) -> Callable[[], object] | None:
    options = stock_room.holder_options(reader.group, reader.country, typed.labels)
    holder = stock_room.holder_in(typed.get("holder"), options)
    if holder is None:
        typed.wrong("holder", _("Diga quién o qué equipo se lo lleva."))
        return None
    return partial(actions.lend, subject, holder=holder, by=author(reader), at=now())


def _inspect(subject: UUID, typed: Typed, reader: Reader) -> Callable[[], object] | None:
    expires_on = typed.day("expires_on")
    return partial(
        actions.inspect, subject, is_damaged=typed.is_on("is_damaged"), expires_on=expires_on, by=author(reader), at=now()
    )


def _end(subject: UUID, typed: Typed, reader: Reader) -> Callable[[], object] | None:
    reason = typed.get("reason")
    if reason not in set(EndedFor):
        typed.wrong("reason", _("Diga por qué deja de ser del puesto."))
        return None
    return partial(actions.end, subject, reason=EndedFor(reason), by=author(reader), at=now())


def _plain(action: Callable[..., Any]) -> Making:  # Any: what an action returns
    return lambda subject, typed, reader: partial(action, subject, by=author(reader), at=now())


ACTS: dict[str, Making] = {
    "presta": _lend,
    "regresa": _plain(actions.bring_back),
    "carga": _plain(actions.charge),
    "revisa": _inspect,
    "falta": _plain(actions.miss),
    "aparece": _plain(actions.find),
    "termina": _end,
}
