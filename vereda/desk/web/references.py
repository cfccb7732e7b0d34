"""Torres, postes, kilómetros y placas: the group's own tables by number; looked up, read in from a file, added, taken out."""

from __future__ import annotations

import csv
import io
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import point_field, spots
from vereda.desk.rooms.typed import Typed
from vereda.desk.told import told as told_error
from vereda.desk.web.acting import DECIDES, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.desk.web.table_file import text_of
from vereda.desk.words import points as words
from vereda.errors import FieldError
from vereda.places.door import BadPoint, PointNotRead
from vereda.safety.door import COLUMNS, MOST_ROWS, Numbered, TableFaulty
from vereda.safety.door import points_lookups as lookups
from vereda.safety.door import references_actions as actions

LOOKS_UP = serves(RecordClass.K1, on_post=Action.READ, purposes=LOOKING, usual=Purpose.ASSIST)
"""What is looked up is sent in the body: where somebody in danger is said to be stands in no address and no log."""
FIELDS = {"safety.reference_unnamed": "number", "safety.reference_there": "number"}
FAULTS_SHOWN = 40


@LOOKS_UP
@room
@require_http_methods(["GET", "POST"])
def references(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the tables of the group, and what was looked up."""
    typed = Typed(request.POST if request.method == "POST" else {}, Labels(reader.country), zone_of(reader))
    return _page(request, reader, typed)


def _page(request: HttpRequest, reader: Reader, typed: Typed, *, faults: TableFaulty | None = None) -> HttpResponse:
    group, said = own_group(reader), typed.get("look").strip()[:80]
    found = lookups.find_references(said, group, reader.country) if said else None
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "asked": said,
        "found": found,
        "series": lookups.series(group, reader.country),
        "columns": ",".join(COLUMNS),
        "most": MOST_ROWS,
        "faults": [(one.line, words.fault_said(one)) for one in faults.faults[:FAULTS_SHOWN]] if faults else [],
        "faults_more": max(0, len(faults.faults) - FAULTS_SHOWN) if faults else 0,
    }
    return page(request, "desk/references.html", context, here="post", status=422 if typed.errors or faults else 200)


@LOOKS_UP
@room
@require_POST
def offers(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Return what a form offers while somebody types the number of a tower."""
    group = own_group(reader)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    found = spots.offers(typed.get("look"), group, reader.country)
    return render(request, "desk/reference_offers.html", {"offers": found, "form": typed})


@DECIDES
@room
@require_POST
def add(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Put one number into the table."""
    group = own_group(reader)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    series, number, note = typed.text("series", 40), typed.text("number", 20), typed.text("note", 80)
    source = typed.text("source", 200)
    point = point_field.written(typed, reader.country, group)
    if point is None and not typed.errors:
        typed.wrong("point", told_error(PointNotRead(), typed.labels))
    if point is not None and not typed.errors:
        entry = entry_for(typed, reader)
        row = Numbered(series, number, point.lat, point.lon, note, source)
        try:
            once(entry, partial(actions.add_reference, row, by=author(reader), at=now(), entry=entry))
        except BadPoint as error:
            typed.wrong("point", told_error(error, typed.labels))
        except FieldError as error:
            typed.refuse(error, FIELDS)
    if typed.errors:
        return _page(request, reader, typed)
    messages.success(request, _("{name} está en la tabla.").format(name=f"{series} {number}"))
    return to("references")


@DECIDES
@room
@require_POST
def read_in(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Take a table in, from a file or as it was pasted; a faulty one comes back to be mended on the page."""
    own_group(reader)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    file = request.FILES.get("file")
    if file is not None:
        typed.values["table"] = text_of(file, typed)
    if not typed.errors and not typed.get("table").strip():
        typed.wrong("file", _("Elija un archivo CSV o pegue la tabla."))
    if typed.errors:
        return _page(request, reader, typed)
    try:
        done = actions.read_in_references(typed.get("table"), by=author(reader), at=now())
    except TableFaulty as faults:
        return _page(request, reader, typed, faults=faults)
    messages.success(
        request,
        _("Tabla guardada: {new} líneas nuevas, {changed} cambiadas, {same} que ya estaban igual.").format(
            new=done.new, changed=done.changed, same=done.same
        ),
    )
    return to("references")


@DECIDES
@room
@require_POST
def withdraw(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take one number out of the table."""
    own_group(reader)
    act = partial(actions.withdraw_reference, reference=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Quitado de la tabla."))
    return to("references")


@DECIDES
@room
@require_POST
def withdraw_series(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Take a whole series out, as one that was read in by mistake."""
    own_group(reader)
    gone: list[int] = []

    def act() -> None:
        gone.append(actions.withdraw_series(series=request.POST.get("series", ""), by=author(reader), at=now()))

    if attempt(request, reader, act, ""):
        said = ngettext("Se quitó %(n)d número de la tabla.", "Se quitaron %(n)d números de la tabla.", gone[0])
        messages.success(request, said % {"n": gone[0]})
    return to("references")


@LOOKS_UP
@room
@require_GET
def references_csv(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Give the whole table, as it can be read in again."""
    rows = lookups.references(own_group(reader), reader.country)
    log_read(reader, RecordClass.K1, Action.EXPORT, subjects=[row.subject for row in rows])
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([[_harmless(getattr(row, name)) for name in COLUMNS] for row in rows])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="referencias-{reader.group}.csv"'
    return answer


def _harmless(value: object) -> object:
    """Return a cell that a spreadsheet does not take for a formula (SEC-055); a number stays a number."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value
