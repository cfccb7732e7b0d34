"""Esperas: how long receivers let groups wait, and who has not answered in time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from vereda.access.door import Purpose, Reader, RecordClass, serves
from vereda.desk.frame import now, page, room
from vereda.desk.rooms import waiting as waiting_room
from vereda.referrals.door import FEWEST


@serves(RecordClass.K8, purposes=(Purpose.QUALITY_AUDIT, Purpose.STATISTICS), usual=Purpose.QUALITY_AUDIT)
@room
@require_GET
def waiting(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the waiting times that the reader may see: of the own group, or of the groups of an office."""
    shown = waiting_room.of_group(reader, now()) if reader.group else waiting_room.of_country(reader, now())
    return page(
        request,
        "desk/waiting.html",
        {**shown, "fewest": FEWEST, "is_group": bool(reader.group)},
        here="post" if reader.group else "waiting_times",
    )
