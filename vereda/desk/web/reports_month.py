"""The month of reports, on a page and as a file for who sends figures up."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vereda.access.door import Action, NotForYou, Reach, Reader, RecordClass, log_read, reach_of
from vereda.desk.frame import now, page, room
from vereda.desk.labels import Labels
from vereda.desk.rooms import reports_month as months
from vereda.desk.rooms.reports_above import categories
from vereda.desk.web.bulletin import may_export
from vereda.desk.web.reports import LOOKS
from vereda.reports import door as reports
from vereda.reports import schema as sheets
from vereda.reports.door import TOTAL


@LOOKS
@room
@require_GET
def month(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show days by posts, by states, or by categories of one post."""
    labels, reach = Labels(reader.country), reach_of(reader, RecordClass.K8)
    known, whose = _known(request, reader, reach)
    log_read(reader, RecordClass.K8, subjects=[f"partes/{whose or reader.country}/{known.first:%Y-%m}"])
    chosen = dict(categories(labels))
    category = request.GET.get("c", TOTAL) if request.GET.get("c", TOTAL) in chosen else TOTAL
    if reach.kind == "own_group":
        shown = months.of_post(known, reach.group, labels)
    elif whose:
        shown = months.of_posts(known, category, labels)
    else:
        shown = months.of_states(known, category, labels)
    context: dict[str, Any] = {  # Any: what the page draws
        "month": shown,
        "whose": _named(whose, labels, reach),
        "state": whose if reach.kind == "country" else "",
        "category": category,
        "categories": [] if reach.kind == "own_group" else list(chosen.items()),
        "is_post": reach.kind == "own_group",
        "before": _moved(known.first, -1),
        "after": _moved(known.first, 1),
        "may_export": may_export(reader),
    }
    return page(request, "desk/reports_month.html", context, here="post" if reach.kind == "own_group" else "reports")


@LOOKS
@room
@require_GET
def month_file(request: HttpRequest, reader: Reader, form: str) -> HttpResponse:
    """Return the month as a file whose name says that it is not for publication."""
    if not may_export(reader) or form not in ("csv", "xlsx"):
        raise NotForYou
    known, whose = _known(request, reader, reach_of(reader, RecordClass.K8))
    name = sheets.file_name(reader.country, whose, known.first, form)
    log_read(reader, RecordClass.K8, Action.EXPORT, subjects=[name])
    rows = list(months.file_rows(known))
    if form == "csv":
        response = HttpResponse(sheets.csv_text(rows).encode(), content_type="text/csv; charset=utf-8")
    else:
        title = _("Partes {month}").format(month=f"{known.first:%Y-%m}")
        told = sheets.workbook(rows, title=title, internal=_("Uso interno, no para publicación"), words=_words())
        response = HttpResponse(told, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _words() -> list[str]:
    return [
        _("Día"), _("Nivel"), _("Entidad"), _("Grupo"), _("Categoría"), _("Puesto dijo"), _("Estado dijo"), _("Central dijo"),
        _("Bitácora hoy"),
    ]  # fmt: skip


def _known(request: HttpRequest, reader: Reader, reach: Reach) -> tuple[months.Known, str]:
    """Return what is looked up, and whose it is: a group, a state, '' for the country. Raises NotForYou."""
    states = reports.posts_by_state(reader.country)
    first = months.month_of(request.GET.get("month", ""), now().date())
    whose = ""
    if reach.kind == "own_group":
        states, whose = {reader.state: [reach.group]}, reach.group
    elif reach.kind == "state":
        states, whose = {reach.state: states.get(reach.state, [])}, reach.state
    elif reach.kind == "country":
        asked = request.GET.get("state", "")
        if asked in states:
            states, whose = {asked: states[asked]}, asked
    else:
        raise NotForYou
    return months.known_of(reader.country, first, now().date(), states), whose


def _named(whose: str, labels: Labels, reach: Reach) -> str:
    if not whose:
        return ""
    return labels.group(whose) if reach.kind == "own_group" else labels.state(whose)


def _moved(first: date, months_later: int) -> str:
    number = first.year * 12 + first.month - 1 + months_later
    return f"{number // 12}-{number % 12 + 1:02d}"
