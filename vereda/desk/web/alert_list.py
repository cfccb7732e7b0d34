"""The alerts of a post by month: what is open, what came, and the three counts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from vereda.access.door import Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import LOOKING, now, own_group, page, room
from vereda.desk.labels import Labels
from vereda.desk.rooms import alert_list
from vereda.desk.rooms import alerts as alerts_room
from vereda.desk.rooms.reports_month import last_of, month_of
from vereda.rescue import door as rescue


@serves(RecordClass.K1, purposes=(Purpose.RESCUE, *LOOKING), usual=Purpose.RESCUE)
@room
@require_GET
def alerts(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the open alerts by urgency, those of a month, and the counts of that month."""
    group, labels, at = own_group(reader), Labels(reader.country), now()
    first = month_of(request.GET.get("month", ""), at.date())
    last = last_of(first)
    came = rescue.alerts_between(group, reader.country, first, last)
    loud = alerts_room.loud(group, reader.country, at, labels)
    log_read(reader, RecordClass.K1, subjects=[*(one.row.subject for one in loud), *(row.subject for row in came)])
    context = {
        "open": loud,
        "came": alerts_room.described(came, at, labels),
        "month": alert_list.described(first, rescue.alert_counts(group, reader.country, first, last), labels),
    }
    return page(request, "desk/alerts.html", context, here="board")
