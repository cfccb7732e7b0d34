"""Antes de publicar: late, doubled, odd and contradictory of a month, for statistics, state offices and the own group."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from vereda.access.door import NotForYou, Reader, RecordClass, log_read, reach_of
from vereda.desk.frame import now, page, room
from vereda.desk.labels import Labels
from vereda.desk.rooms import month_flags as room_of_flags
from vereda.desk.rooms.reports_month import month_of
from vereda.desk.web.reports import LOOKS


@LOOKS
@room
@require_GET
def month_flags(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what is flagged in a month, as far as the reader reaches."""
    reach = reach_of(reader, RecordClass.K8)
    if reach.kind not in ("own_group", "state", "country"):
        raise NotForYou
    labels, today = Labels(reader.country), now().date()
    asked = request.GET.get("month", "")
    month = month_of(asked, today) if asked else room_of_flags.first_asked(today)
    log_read(reader, RecordClass.K8, subjects=[f"flags/{month:%Y-%m}"])
    whose = {"own_group": labels.group(reach.group), "state": labels.state(reach.state)}.get(reach.kind, "")
    context: dict[str, Any] = {  # Any: what the page draws
        "month": month,
        "whose": whose,
        "is_group": reach.kind == "own_group",
        "found": room_of_flags.by_rule(reader, reach, month, now()),
        "runs": month <= today < room_of_flags.last_day(month),
        "is_to_come": month > today,
    }
    return page(request, "desk/month_flags.html", context, here="bulletin")
