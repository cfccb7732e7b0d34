"""The exact fact rows of a period as a file: for who sends figures up, as far as the own reach goes; every taking is logged."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import room
from vereda.desk.web.bulletin import groups_of, may_export
from vereda.errors import FieldError
from vereda.statistics import door as statistics
from vereda.statistics.door import downloads, feeding

PLACES = downloads.Places()
ASKED = ("from", "to")


@serves(RecordClass.K8, purposes=(Purpose.STATISTICS,), usual=Purpose.STATISTICS)
@room
@require_safe
def fact_rows(request: HttpRequest, reader: Reader, state: str = "") -> HttpResponse:
    """Send every row of a period, without persons; a file that was cut is finished where it ended, as long as nothing changed."""
    if not may_export(reader):
        raise NotForYou
    groups = groups_of(reader, Action.READ)
    try:
        asked = statistics.question(country=reader.country, from_on=request.GET.get("from", ""), to_on=request.GET.get("to", ""))
        made = feeding.fact_rows(asked, groups, today=timezone.localdate())
    except FieldError as why:
        return HttpResponse(_(why.hint).format(**why.details), content_type="text/plain; charset=utf-8", status=422)
    whose = "" if groups is None else f"{reader.group or reader.state}-"
    name = f"{whose}{feeding.facts_name(asked)}"
    if state == made.state:
        log_read(reader, RecordClass.K8, Action.EXPORT, subjects=[name])
    query = urlencode({one: request.GET[one] for one in ASKED})
    answer = downloads.answer(
        request,
        made,
        state=state,
        address=lambda now: f"{reverse('desk:fact_rows_of', args=[now])}?{query}",
        name=name,
        media="text/csv; charset=utf-8",
        places=PLACES,
    )
    return answer  # type: ignore[return-value]  # a stream is no HttpResponse by its class, and answers as one
