"""Entrega de turno: given by whoever leaves, read and signed by whoever takes over, printed on one sheet."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import handover as handover_room
from vereda.desk.rooms import handover_print
from vereda.desk.rooms import history as history_room
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.errors import FieldError
from vereda.groups import door as groups
from vereda.groups.door import SheetPart
from vereda.logbook import door as logbook

LISTED = 60


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def handovers(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the hand-overs of the last weeks."""
    rows = groups.handovers(own_group(reader), reader.country, LISTED)
    log_read(reader, RecordClass.K1, subjects=[row.subject for row in rows])
    return page(request, "desk/duty_handovers.html", {"rows": handover_room.shown(rows)}, here="post")


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what is handed over now, or hand it over as it was read."""
    group, country, labels = reader.group, reader.country, Labels(reader.country)
    if request.method == "GET":
        typed = Typed(handover_room.first_values(group, country), labels, zone_of(reader))
        return _form(request, reader, typed, handover_room.compose(reader, group, now(), labels), status=200)
    typed = Typed(request.POST, labels, zone_of(reader))
    read = handover_room.thaw(typed.get("read"), group)
    if read is None:
        typed.wrong(FORM, _("Pasó tiempo desde que abrió esta página y el puesto siguió. Lea otra vez lo de abajo y entregue."))
        return _form(request, reader, typed, handover_room.compose(reader, group, now(), labels), status=422)
    made = _give(typed, reader, read)
    if made is None:
        return _form(request, reader, typed, read, status=422)
    messages.success(request, _("Turno entregado. Falta que quien recibe lo lea y lo firme con su cuenta."))
    return to("handover", subject=made)


def _give(typed: Typed, reader: Reader, read: list[SheetPart]) -> UUID | None:
    sheet, entry = handover_room.read(typed, read), entry_for(typed, reader)
    if sheet is None:
        return None
    shift = groups.open_shift(reader.group, reader.country)
    try:
        act = partial(groups.give_handover, sheet, by=author(reader), at=now(), shift=shift.subject if shift else None)
        made = once(entry, partial(act, entry=entry))
        if shift and typed.is_on("close"):
            groups.end_shift(shift=shift.subject, by=author(reader), at=now())
    except FieldError as error:
        typed.refuse(error, {})
        return None
    return made


def _form(request: HttpRequest, reader: Reader, typed: Typed, read: list[SheetPart], *, status: int) -> HttpResponse:
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "parts": read,
        "read": handover_room.freeze(read, reader.group),
        "places": range(handover_room.LOOSE_ROWS),
        "shift": groups.open_shift(reader.group, reader.country),
    }
    return page(request, "desk/duty_handover_form.html", context, here="post", status=status)


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def handover(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show a hand-over as it was read, for reading, signing and printing."""
    return _page(request, reader, subject, Typed({}, Labels(reader.country), zone_of(reader)), status=200)


def _page(request: HttpRequest, reader: Reader, subject: UUID, typed: Typed, *, status: int) -> HttpResponse:
    group = own_group(reader)
    row = groups.handover(subject, group, reader.country)
    if row is None:
        raise NotForYou
    log_read(reader, RecordClass.K1, subject=subject)
    sheet, remark = handover_room.opened(reader, row)
    steps, others = history_room.steps(logbook.history(subject), group, typed.labels)
    context = {
        "form": typed,
        "row": row,
        "one": handover_room.shown([row])[0],
        "sheet": sheet,
        "remark": remark,
        "printed": handover_print.printed(sheet, remark) if sheet else None,
        "shift": groups.open_shift(group, reader.country),
        "may_read": handover_room.may_read(reader, row),
        "is_own": row.given_by == reader.account,
        "steps": steps,
        "others": others,
    }
    return page(request, "desk/duty_handover.html", context, here="post", status=status)


@POST_WORK
@room
@require_POST
def sign(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take over: the reader read it, and says what is missing."""
    row = groups.handover(subject, own_group(reader), reader.country)
    if row is None or not handover_room.may_read(reader, row):
        raise NotForYou
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    missing = typed.text("missing", 2000)
    if not typed.is_on("read"):
        typed.wrong("read", _("Marque que la leyó completa. Nadie firma lo que no leyó."))
    if typed.errors:
        return _page(request, reader, subject, typed, status=422)
    act = partial(groups.sign_handover, handover=subject, by=author(reader), at=now(), missing=missing)
    if attempt(request, reader, act, _("Firmada. El turno es suyo.")) and typed.is_on("join"):
        attempt(request, reader, partial(_be_on_shift, reader), "")
    return to("handover", subject=subject)


def _be_on_shift(reader: Reader) -> None:
    shift = groups.open_shift(reader.group, reader.country)
    if shift is None:
        groups.start_shift(members=[reader.account], by=author(reader), at=now())
    elif reader.account not in shift.members:
        groups.join_shift(shift=shift.subject, member=reader.account, by=author(reader), at=now())


@POST_WORK
@room
@require_POST
def take_back(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take back a hand-over that was given by mistake."""
    act = partial(groups.take_back_handover, handover=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Entrega retirada: nadie tiene que firmarla."))
    return to("handover", subject=subject)
