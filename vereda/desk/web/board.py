"""Hoy: the board of the post; the part that changes by itself; and the shift."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, Part, Purpose, Reader, RecordClass, for_signed_in, held_by, holds, log_read, serves
from vereda.desk.frame import LOOKING, author, now, own_group, page, rights, room, to
from vereda.desk.rooms import board as board_room
from vereda.desk.rooms.recent import last_of
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.groups import door as groups


@for_signed_in(reason="sends everybody to the first page of the own role")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Send to the board, or to where the role works."""
    held = held_by(str(request.user.pk))
    roles = {one.role for one in held}
    if any(one.institution for one in held):
        return to("partner")
    firsts = (
        (RecordClass.K1, Action.READ, Part.WHOLE, "desk:board"),
        (RecordClass.K1, Action.WRITE, Part.ALARM, "desk:central"),
        (RecordClass.K2, Action.APPROVE, Part.WHOLE, "desk:erasures"),
        (RecordClass.K2, Action.APPROVE, Part.PAIR, "desk:pairs"),
        (RecordClass.K8, Action.APPROVE, Part.WHOLE, "desk:reports"),
        (RecordClass.K8, Action.READ, Part.WHOLE, "desk:bulletin"),
        (RecordClass.K8, Action.WRITE, Part.PROGRAMME, "desk:programmes"),
        (RecordClass.K9, Action.READ, Part.WHOLE, "access:reads"),
        (RecordClass.K10, Action.READ, Part.WHOLE, "access:accounts"),
        (RecordClass.K0, Action.APPROVE, Part.WHOLE, "desk:guidance_queue"),
        (RecordClass.K0, Action.WRITE, Part.DRAFT, "desk:guidance"),
        (RecordClass.K0, Action.READ, Part.WHOLE, "desk:laws"),
    )
    for record_class, action, part, name in firsts:
        if any(holds(role, record_class, action, part) for role in roles):
            return HttpResponseRedirect(reverse(name))
    return HttpResponseRedirect(reverse("access:me"))


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def board(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show today."""
    group = own_group(reader)
    shown = board_room.board(reader, group, now(), rights(reader))
    log_read(reader, RecordClass.K1, subjects=shown["shown"])
    return page(request, "desk/board.html", {**shown, "last": last_of(reader, group)}, here="board")


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST, background=True)
@room
@require_GET
def live(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the part of the board that the page asks for again by itself."""
    shown = board_room.board(reader, own_group(reader), now(), rights(reader))
    log_read(reader, RecordClass.K1, subjects=shown["shown"])
    return page(request, "desk/board_live.html", shown, here="board")


@POST_WORK
@room
@require_POST
def start_shift(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Open a shift with the reader on it."""
    act = partial(groups.start_shift, members=[reader.account], by=author(reader), at=now())
    attempt(request, reader, act, _("Turno abierto."))
    return to("board")


@POST_WORK
@room
@require_POST
def join_shift(request: HttpRequest, reader: Reader, shift: UUID) -> HttpResponse:
    """Put the reader on the open shift."""
    act = partial(groups.join_shift, shift=shift, member=reader.account, by=author(reader), at=now())
    attempt(request, reader, act, _("Ya está en el turno."))
    return to("board")


@POST_WORK
@room
@require_POST
def end_shift(request: HttpRequest, reader: Reader, shift: UUID) -> HttpResponse:
    """Close the shift."""
    attempt(request, reader, partial(groups.end_shift, shift=shift, by=author(reader), at=now()), _("Turno cerrado."))
    return to("board")
