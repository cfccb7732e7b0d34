"""The plan of an open mission for the duty of headquarters: areas and chances, to be read; no point where anybody was seen."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from vereda.access.door import NotForYou, Reader, RecordClass, log_read
from vereda.countries.door import pack
from vereda.desk.frame import now, page, room
from vereda.desk.labels import Labels
from vereda.desk.rooms import plan_shown
from vereda.desk.told import told
from vereda.desk.web.central import SEES, demand_country
from vereda.errors import FieldError
from vereda.rescue import door as rescue
from vereda.rescue.door import Mission
from vereda.rescue.door import search_plan_lookups as lookups


@SEES
@room
@require_GET
def search_plan(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the plan of an open mission of the country; that there is none, or that it cannot be drawn here, in words."""
    demand_country(reader)
    row = _open(subject, reader)
    log_read(reader, RecordClass.K1, subject=subject)
    context = {"row": row, "post": Labels(reader.country).group(row.group)}
    found = lookups.plan_of(subject, row.group, row.country)
    if found is None or lookups.opened(found) is None:
        return page(request, "desk/central_plan.html", {**context, "was": found}, here="central")
    log_read(reader, RecordClass.K1, subject=found.subject)
    try:
        shown = plan_shown.shown_above(row, lookups.drawn(found), reader, now())
    except FieldError as error:
        return page(
            request, "desk/central_plan.html", {**context, "refused": told(error, Labels(reader.country))}, here="central"
        )
    return page(request, "desk/central_plan.html", {**context, **shown}, here="central")


def _open(subject: UUID, reader: Reader) -> Mission:
    """Return an open mission of a post of the country; what is practised is nobody's to watch."""
    found = rescue.missions_named([subject]).get(subject)
    if found is None or found.closed_at or found.country != reader.country or found.group not in pack(reader.country).groups:
        raise NotForYou
    return found
