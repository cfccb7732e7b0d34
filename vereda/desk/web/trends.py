"""Tendencias: a series of months of the country with its forecast. Exact and internal; every look is logged."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, log_read, reach_of, serves
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import flow_slides as slides_room
from vereda.desk.rooms import trends as trends_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.desk.web.table_file import text_of
from vereda.errors import FieldError
from vereda.statistics import door as statistics

K8 = RecordClass.K8
PURPOSES = (Purpose.STATISTICS, Purpose.QUALITY_AUDIT, Purpose.DATA_SUBJECT_REQUEST)


@serves(K8, purposes=PURPOSES, usual=Purpose.STATISTICS)
@room
@require_GET
def flow_slides(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Return the slide set of published figures. Nothing of the logbook is in it, so nothing is logged."""
    if reach_of(reader, K8).kind != "country":
        raise NotForYou
    response = HttpResponse(slides_room.slides(Labels(reader.country)), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="tendencias-cifras-publicadas.pdf"'
    return response


def may_tell(reader: Reader) -> bool:
    """Tell whether the reader may say what was counted by hand: who proposes editions of the country."""
    return reach_of(reader, K8, Action.APPROVE).kind == "country"


@serves(K8, purposes=PURPOSES, usual=Purpose.STATISTICS)
@room
@require_GET
def trends(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show one series: picture, table, what explains it, what may come and how that was chosen."""
    if reach_of(reader, K8).kind != "country":
        raise NotForYou
    labels = Labels(reader.country)
    offered = trends_room.choices(reader.country, labels)
    typed = Typed({"serie": request.GET.get("serie") or trends_room.ALL}, labels, zone_of(reader))
    asked = trends_room.asked(typed.get("serie"), offered)
    context: dict[str, Any] = {"form": typed, "choices": offered, "asked": asked, "trend": None}  # Any: what the page draws
    if asked is None:
        typed.wrong("serie", _("Elija una serie de la lista."))
        return page(request, "desk/trends.html", context, here="trends", status=422)
    log_read(reader, K8, subjects=[f"trends/{asked.value}"])
    context["may_tell"] = may_tell(reader)
    shown = trends_room.trend(reader.country, asked, timezone.localdate())
    if shown is not None:
        found, sources = shown
        context |= {"trend": found, "sources": sources, "drawn": trends_room.drawn(found, asked)}
        context["why"] = found.why.by(_) if found.why else ""
        if found.tried and found.explained:
            context |= {
                "next_month": trends_room.next_month(found),
                "explanations": trends_room.explanations(found.explained),
                "chosen": trends_room.chosen(found.tried),
                "tried": trends_room.tried_rows(found.tried),
            }
    return page(request, "desk/trends.html", context, here="trends")


TELLS = serves(K8, action=Action.APPROVE, purposes=(Purpose.STATISTICS, Purpose.QUALITY_AUDIT), usual=Purpose.STATISTICS)
FAULTS_SHOWN = 40


@TELLS
@room
@require_http_methods(["GET", "POST"])
def past_months(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what was counted by hand before, and take a sheet of it in, from a file or as it was pasted: all of it or nothing."""
    if not may_tell(reader):
        raise NotForYou
    typed, faults = Typed(request.POST, Labels(reader.country), zone_of(reader)), None
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is not None:
            typed.values["table"] = text_of(file, typed)
        if not typed.errors and not typed.get("table").strip():
            typed.wrong("file", _("Elija un archivo CSV o pegue la hoja."))
        try:
            if not typed.errors:
                done = statistics.read_in_past(typed.get("table"), source=typed.text("source", 400), by=author(reader), at=now())
                told = _("Años guardados: {written}. Ya estaban igual: {same}.")
                messages.success(request, told.format(written=done.written, same=done.same))
                return to("past_months")
        except statistics.PastFaulty as error:
            faults = error.faults
        except FieldError as error:
            typed.refuse(error, {"statistics.past_source_missing": "source"})
    log_read(reader, K8, subjects=["past_months"])
    context = {
        "form": typed,
        "years": trends_room.past_years(reader.country),
        "columns": ",".join(statistics.PAST_COLUMNS),
        "faults": [(one.line, one.said.by(_)) for one in (faults or ())[:FAULTS_SHOWN]],
        "faults_more": max(0, len(faults or ()) - FAULTS_SHOWN),
    }
    return page(request, "desk/past_months.html", context, here="trends", status=422 if typed.errors or faults else 200)


@TELLS
@room
@require_POST
def withdraw_past(request: HttpRequest, reader: Reader, year: int) -> HttpResponse:
    """Take a year back that was told by mistake."""
    if not may_tell(reader):
        raise NotForYou
    act = partial(statistics.withdraw_past, year, by=author(reader), at=now())
    attempt(request, reader, act, _("Quitado: ya no se muestra."))
    return to("past_months")
