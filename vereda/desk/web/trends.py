"""Tendencias: a series of months of the country with its forecast. Exact and internal; every look is logged."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, log_read, reach_of, serves
from vereda.desk.frame import page, room, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import flow_slides as slides_room
from vereda.desk.rooms import trends as trends_room
from vereda.desk.rooms.typed import Typed

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
    found = trends_room.trend(reader.country, asked, timezone.localdate())
    if found is not None:
        context |= {"trend": found, "drawn": trends_room.drawn(found, asked), "why": found.why.by(_) if found.why else ""}
        if found.tried and found.explained:
            context |= {
                "next_month": trends_room.next_month(found),
                "explanations": trends_room.explanations(found.explained),
                "chosen": trends_room.chosen(found.tried),
                "tried": trends_room.tried_rows(found.tried),
            }
    return page(request, "desk/trends.html", context, here="trends")
