"""People found dead at headquarters: post, folio, how many, what is owed. No place, no name, no belonging, no note."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from vereda.access.door import Reader, RecordClass, log_read
from vereda.desk.frame import now, page, room
from vereda.desk.rooms import remains as remains_room
from vereda.desk.web.central import SEES, demand_country


@SEES
@room
@require_GET
def remains(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the open files of the country, those in which something is owed first."""
    demand_country(reader)
    rows = remains_room.at_headquarters(reader.country, now())
    log_read(reader, RecordClass.K1, subjects=[row.subject for _post, row, _folio, _step, _owed in rows])
    return page(request, "desk/central_remains.html", {"rows": rows}, here="central")
