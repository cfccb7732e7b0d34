"""Personas distintas: how many individuals were helped, by three ways that are shown together or not at all.

Of the country alone: who reads counts of one group or state is not shown any, since answers are too few for it, and people are
met by several groups.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, log_read, reach_of, serves
from vereda.desk.frame import now, page, room, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import individuals as individuals_room
from vereda.desk.rooms import individuals_told as told
from vereda.desk.rooms.individuals import Made, Period
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.bulletin import may_export

K8 = RecordClass.K8
PURPOSES = (Purpose.STATISTICS, Purpose.QUALITY_AUDIT, Purpose.DATA_SUBJECT_REQUEST)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@serves(K8, purposes=PURPOSES, usual=Purpose.STATISTICS)
@room
@require_GET
def individuals(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the periods to choose from, and the three estimates of one side by side."""
    period, context = _asked(request, reader)
    if period is None:
        return page(request, "desk/individuals.html", context, here="individuals", status=422)
    made = individuals_room.estimated(reader.country, period, now())
    _log(reader, Action.READ, period)
    return page(request, "desk/individuals.html", {**context, **_shown(made, period, Labels(reader.country))}, here="individuals")


@serves(K8, purposes=PURPOSES, usual=Purpose.STATISTICS)
@room
@require_GET
def individuals_file(request: HttpRequest, reader: Reader, form: str) -> HttpResponse:
    """Return the same as a file that says in its name that it is not for publication; for who sends figures up."""
    period, context = _asked(request, reader)
    if not may_export(reader) or form not in ("csv", "xlsx"):
        raise NotForYou
    made = individuals_room.estimated(reader.country, period, now()) if period else None
    if period is None or made is None:
        return page(request, "desk/individuals.html", context, here="individuals", status=422)
    _log(reader, Action.EXPORT, period)
    if form == "csv":
        response = HttpResponse(told.csv_text(made).encode(), content_type="text/csv; charset=utf-8")
    else:
        lines = [_("Uso interno, no para publicación"), *told.differences(made.together)]
        response = HttpResponse(told.workbook(made, period, lines), content_type=SHEET)
    response["Content-Disposition"] = f'attachment; filename="{told.file_name(reader.country, period, form)}"'
    return response


def _asked(request: HttpRequest, reader: Reader) -> tuple[Period | None, dict[str, Any]]:  # Any: what the page draws
    """Return the form, the period asked for, and what the page needs in any case. Raises NotForYou."""
    if reach_of(reader, K8).kind != "country":
        raise NotForYou
    today = timezone.localdate()
    found = individuals_room.periods(reader.country, today)
    first = individuals_room.first_shown(found, today)
    typed = Typed({"periodo": request.GET.get("periodo") or first.code}, Labels(reader.country), zone_of(reader))
    period = next((one for some in found.values() for one in some if one.code == typed.get("periodo")), None)
    if period is None:
        typed.wrong("periodo", _("Elija un periodo de la lista."))
    choices = [(_("Años"), found["year"]), (_("Trimestres"), found["quarter"]), (_("Meses"), found["month"])]
    return period, {"form": typed, "choices": choices, "period": period, "made": None, "may_export": may_export(reader)}


def _shown(made: Made | None, period: Period, labels: Labels) -> dict[str, Any]:  # Any: as above
    if made is None:
        return {}
    together = made.together
    return {
        "made": made,
        "ways": told.ways(together, labels),
        "agree": together.do_agree,
        "differences": told.differences(together),
        "rows": told.rows(together, labels),
        "reported": max(0, made.people - made.met),
        "recall": told.recall_lines(),
        "sentence": told.sentence(made, period, timezone.localdate()),
    }


def _log(reader: Reader, action: Action, period: Period) -> None:
    log_read(reader, K8, action, subjects=[f"individuals/{period.from_on}/{period.to_on}"])
