"""Previsión: for how many people the own post should have goods on the next days."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from vereda.access.door import Purpose, Reader, RecordClass, serves
from vereda.desk.frame import LOOKING, now, own_group, page, room
from vereda.desk.labels import Labels
from vereda.desk.rooms import supply_forecast as forecast_room


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def supply_forecast(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the people to be expected, whether that is more than usual, and goods by service beside what the shelf has."""
    group, country, labels = own_group(reader), reader.country, Labels(reader.country)
    found = forecast_room.foreseen(group, country, now().date())
    context = {
        "found": found,
        "said": forecast_room.said(found) if found else "",
        "needs": forecast_room.needs(found, group, country, now().date(), labels) if found else [],
    }
    return page(request, "desk/supply_forecast.html", context, here="post")
