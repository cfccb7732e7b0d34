"""Typing sheets in, by keyboard alone: the serial, then the boxes in the order of the paper; typed twice, a sheet counts once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vereda.access.door import Action, Reader, RecordClass, holds, log_read
from vereda.desk.frame import author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import history as history_room
from vereda.desk.rooms import paper_boxes, paper_sheets
from vereda.desk.rooms import paper_typing as typing_room
from vereda.desk.rooms.choices import ground, post_ground, staff
from vereda.desk.rooms.meeting_form import Ground
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.told import told
from vereda.desk.web.acting import POST_WORK
from vereda.desk.web.paper import understood
from vereda.desk.words.paper import CANCELLED, FORMS
from vereda.encounters.door import encounter, reported_totals
from vereda.errors import FieldError
from vereda.logbook.door import Draft
from vereda.paper import door as paper
from vereda.paper.door import Drawn, Form, Outcome, Serial, SheetSaysOther

LAST_SEEN_BY = "paper_seen_by"  # in the session: who saw what was typed last; a pile is mostly of one agent
RECORDS = {Form.ALERT: "desk:alert", Form.MISSION: "desk:mission"}
"""Page of what a sheet became, where it is no encounter; sheets of goods have none of their own."""


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def type_serial(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Ask for the number of the next sheet; a number that cannot be is said at once."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if request.method == "POST":
        try:
            serial = understood(typed.get("serial"), reader)
        except FieldError as error:
            typed.refuse(error, {error.code: "serial"})
        else:
            return to("type_sheet", serial=str(serial))
    status = 422 if typed.errors else 200
    return page(request, "desk/paper_serial.html", {"form": typed}, here="post", status=status)


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def type_sheet(request: HttpRequest, reader: Reader, serial: str) -> HttpResponse:
    """Show the boxes of a sheet, or save what was typed into them and ask for the next sheet."""
    try:
        sheet = understood(serial, reader)
    except FieldError as error:
        messages.warning(request, told(error, Labels(reader.country)))
        return to("type_serial")
    if sheet.form in typing_room.BY_CODE and not holds(reader.role, RecordClass.K1, Action.WRITE):
        messages.warning(request, _("Los encuentros los teclea un agente."))
        return to("type_serial")
    drawn, _ground = paper_sheets.of_serial(sheet, _language(sheet), now())
    if request.method == "GET":
        typed = Typed({"reported_by": request.session.get(LAST_SEEN_BY, "")}, Labels(reader.country), zone_of(reader))
        return _form(request, reader, sheet, drawn, typed)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    done = _save(request, reader, sheet, drawn, typed)
    return done or _form(request, reader, sheet, drawn, typed, status=422)


def _save(request: HttpRequest, reader: Reader, serial: Serial, drawn: Drawn, typed: Typed) -> HttpResponse | None:
    """Record the sheet and lead to the next one; None with the errors beside their boxes."""
    desk = paper_boxes.Desk(_day(reader, serial), author(reader), now())
    drafts = typing_room.read(typed, serial, drawn, desk)
    if drafts is None:
        return None
    try:
        adds = serial.form in typing_room.ADDS
        typing = paper.type_sheet(serial, drafts, by=desk.by, at=desk.now, now=desk.now, beside=typed.is_on("beside"), adds=adds)
    except SheetSaysOther:
        typed.wrong(FORM, told(SheetSaysOther(), typed.labels))
        typed.values["differs"] = "1"
        typed.values["differing"] = "\n".join(_differing(drafts, serial, drawn))
        return None
    except FieldError as error:
        typed.refuse(error, {})
        return None
    request.session[LAST_SEEN_BY] = typed.get("reported_by")
    _warn_of_total(request, reader, serial)
    messages.success(request, _said(typing.outcome).format(serial=serial.short, form=FORMS[serial.form]))
    return to("type_serial")


def _warn_of_total(request: HttpRequest, reader: Reader, serial: Serial) -> None:
    """Say where the day of a typed encounter is in a reported total already: a post that reports sums types its sheets later."""
    if serial.form not in typing_room.BY_CODE:
        return
    row = encounter(serial.record, [reader.group], reader.country)
    if row is not None and reported_totals(row.group, row.country, row.local_on, row.local_on):
        said = _("{serial}: para ese día ya hay un total reportado; si está en él, cuenta dos veces. Revíselo en «Totales».")
        messages.warning(request, said.format(serial=serial.short))


def _said(outcome: Outcome) -> str:
    return {
        Outcome.NEW: _("Guardada {serial}. Siguiente hoja."),
        Outcome.MORE: _("Guardado lo que faltaba de {serial}. Siguiente hoja."),
        Outcome.KNOWN: _("{serial} ya estaba y dice lo mismo: no se escribió nada. Siguiente hoja."),
        Outcome.OTHER: _("{serial}: las dos versiones quedan juntas y están en «Diferencias» para la coordinación."),
    }[outcome]


def _differing(drafts: list[Draft], serial: Serial, drawn: Drawn) -> list[str]:
    """Return the boxes in which the sheet says otherwise, as numbered on the paper."""
    before = paper.readings(serial.record)
    names = [name for draft in drafts for name in paper.differs(draft, before)]
    paths = {
        "at": "hour", "reported_by": "reported_by", "free_text": "text", "whereabouts": "place", "identity": "name",
        "place": "municipality", "outcome": "outcome",
    }  # fmt: skip
    boxes = {box.path: f"{box.number}  {box.label}" for box in drawn.boxes}
    return list(dict.fromkeys(boxes.get(paths.get(name, name), _("otro dato")) for name in names))


def _form(request: HttpRequest, reader: Reader, serial: Serial, drawn: Drawn, typed: Typed, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {  # Any: what the page draws
        "form": typed,
        "serial": serial,
        "title": drawn.title,
        "pages": drawn.pages,
        "field_of": paper_boxes.field_of,
        "members": sorted(staff(own_group(reader), reader.country).items(), key=lambda one: one[1]),
        "is_known_print": paper.batch_with(serial) is not None,
        "differing": typed.get("differing").split("\n") if typed.get("differing") else [],
        "adds": serial.form in typing_room.ADDS,
        **_stands(reader, serial),
    }
    return page(request, "desk/paper_sheet.html", context, here="post", status=status)


def _stands(reader: Reader, serial: Serial) -> dict[str, Any]:  # Any: what the page draws
    """Return what is known of the sheet: who typed it and when, and what stands; or that it was cancelled."""
    row = paper.sheet(serial)
    before = paper.readings(serial.record)
    if row is None and not before:
        return {"row": None, "steps": [], "cancelled": ""}
    labels, group = Labels(reader.country), own_group(reader)
    if before:
        log_read(reader, RecordClass.K1, subject=serial.record)
    steps, _others = history_room.steps(before, group, labels)
    said = [(step, history_room.said_by(entry, labels)) for step, entry in zip(steps, before, strict=True)]
    cancelled = CANCELLED.get(row.cancelled_for, "") if row else ""
    return {"row": row, "steps": said, "cancelled": cancelled, "record": RECORDS.get(serial.form, "desk:encounter")}


def _day(reader: Reader, serial: Serial) -> Ground:
    """Return what a sheet may name of the group's day; raises NotForYou for encounters of who writes none."""
    if serial.form in typing_room.BY_CODE:
        return ground(reader)
    here = post_ground(reader)
    return Ground(here.country, here.state, here.municipality, members=staff(own_group(reader), reader.country))


def _language(serial: Serial) -> str:
    """Return the language of the paper: the boxes are asked in its words, whatever the language of the screen."""
    batch = paper.batch_with(serial)
    return batch.lang if batch and batch.lang in paper_sheets.LANGUAGES else "es"
