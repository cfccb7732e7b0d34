"""The bulletin: exact, internal counts for who the matrix lets see them, as far as the own reach goes; every look is logged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, holds, log_read, reach_of, serves
from vereda.countries.door import pack
from vereda.desk.frame import page, room, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms.typed import Typed
from vereda.errors import FieldError
from vereda.statistics import door as statistics
from vereda.statistics.door import Question, Table, charts, sheets

PURPOSES = (Purpose.STATISTICS, Purpose.QUALITY_AUDIT, Purpose.DATA_SUBJECT_REQUEST)
COUNTS = (
    ("services", lazy("Atenciones")),
    ("people", lazy("Personas atendidas")),
    ("encounters", lazy("Encuentros")),
)
SPLITS = (
    ("category", lazy("Categoría oficial")),
    ("service", lazy("Servicio")),
    ("nationality", lazy("Nacionalidad")),
    ("sex", lazy("Sexo")),
    ("age_band", lazy("Edad")),
    ("month", lazy("Mes")),
    ("group", lazy("Grupo")),
    ("state", lazy("Entidad donde ocurrió")),
)
FIELDS = {
    "statistics.date_not_understood": "from",
    "statistics.period_backwards": "to",
    "statistics.dimension_unknown": "by",
    "statistics.dimension_twice": "then",
    "statistics.unit_unknown": "count",
}


@serves(RecordClass.K8, purposes=PURPOSES, usual=Purpose.STATISTICS)
@room
@require_GET
def bulletin(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form, and the table with its chart: this month's before anything was asked."""
    groups = groups_of(reader, Action.READ)
    values = request.GET.dict() if request.GET.get("from") else first_values()
    typed = Typed(values, Labels(reader.country), zone_of(reader))
    table = drawn(typed, reader, groups)
    context: dict[str, Any] = {  # Any: what the page draws
        "form": typed,
        "counts": COUNTS,
        "splits": SPLITS,
        "table": table,
        "whose": whose(reader, groups),
        "query": urlencode(values),
        "may_export": may_export(reader),
    }
    if table is not None:
        log_read(reader, RecordClass.K8, subjects=[f"{table.question.from_on}/{table.question.to_on}/{'-'.join(table.columns)}"])
        context["has_rows_to_take"] = table.question.to_on <= statistics.feeding.rows_until(timezone.localdate())
        context |= {"rows": labelled(table, table.columns, table.rows), "chart": drawings(table)}
        if table.outside:
            context["outside"] = labelled(table, table.outside.columns, table.outside.rows)
    return page(request, "desk/bulletin.html", context, here="bulletin", status=422 if typed.errors else 200)


@serves(RecordClass.K8, purposes=PURPOSES, usual=Purpose.STATISTICS)
@room
@require_GET
def bulletin_file(request: HttpRequest, reader: Reader, form: str) -> HttpResponse:
    """Return the same table as a file that says in its name that it is not for publication; for who sends figures up."""
    if not may_export(reader) or form not in ("csv", "outside.csv", "xlsx"):
        raise NotForYou
    groups = groups_of(reader, Action.READ)
    typed = Typed(request.GET, Labels(reader.country), zone_of(reader))
    table = drawn(typed, reader, groups)
    if table is None:
        return page(request, "desk/bulletin.html", _refused(typed, reader, groups), here="bulletin", status=422)
    log_read(reader, RecordClass.K8, Action.EXPORT, subjects=[sheets.file_name(table, form)])
    if form == "xlsx":
        response = HttpResponse(
            sheets.workbook(table), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        )
    else:
        text = sheets.csv_text(table) if form == "csv" else sheets.outside_csv_text(table)
        response = HttpResponse(text.encode(), content_type="text/csv; charset=utf-8")
    name = sheets.file_name(table, form)
    response["Content-Disposition"] = (
        f'attachment; filename="{name if groups is None else f"{reader.group or reader.state}-{name}"}"'
    )
    return response


def may_export(reader: Reader) -> bool:
    """Return whether the role takes counts out of the house as files: statistics and the state office, by the matrix."""
    return holds(reader.role, RecordClass.K8, Action.EXPORT, Part.PROTECTED)


def first_values() -> dict[str, str]:
    """Return the values of the form before anything was asked: this month by category."""
    today = timezone.localdate()
    first = today.replace(day=1)
    if today.day <= 3:  # in the first days of a month it is the month before that is reported
        first = (first - timedelta(days=1)).replace(day=1)
    return {"from": first.isoformat(), "to": today.isoformat(), "by": "category", "count": "services", "outside": "on"}


def groups_of(reader: Reader, action: Action) -> Sequence[str] | None:
    """Return the groups that the reader's numbers come from, None for the whole country. Raises NotForYou."""
    reach = reach_of(reader, RecordClass.K8, action)
    if reach.kind == "country":
        return None
    if reach.kind == "own_group":
        return [reach.group]
    if reach.kind == "state":
        return [row.code for row in pack(reader.country).groups.values() if row.state == reach.state]
    raise NotForYou


def drawn(typed: Typed, reader: Reader, groups: Sequence[str] | None) -> Table | None:
    """Return the table asked for, or None with the errors beside their fields."""
    try:
        return statistics.bulletin(asked(typed, reader), lang=(get_language() or "es")[:2], groups=groups)
    except FieldError as error:
        typed.refuse(error, FIELDS)
        return None


def asked(typed: Typed, reader: Reader) -> Question:
    """Return the question of the form. Without a second dimension, one; without any, by category."""
    by = [name for name in (typed.get("by"), typed.get("then")) if name]
    return statistics.question(
        country=reader.country,
        from_on=typed.get("from"),
        to_on=typed.get("to") or typed.get("from"),
        by=by,
        count=typed.get("count") or "services",
        outside=typed.is_on("outside"),
    )


def whose(reader: Reader, groups: Sequence[str] | None) -> str:
    """Return whose numbers these are, in words."""
    labels = Labels(reader.country)
    if groups is None:
        return ""
    return labels.group(reader.group) if reader.group else labels.state(reader.state)


def labelled(table: Table, columns: Sequence[str], rows: Sequence[tuple[tuple[str, ...], int]]) -> list[tuple[list[str], int]]:
    """Return rows with words instead of codes."""
    return [([table.label(column, code) for column, code in zip(columns, key, strict=True)], value) for key, value in rows]


def drawings(table: Table) -> dict[str, str]:
    """Return the bars of a table, one label a row, as they are drawn on a desk and on a phone."""
    rows = [(" · ".join(words), value) for words, value in labelled(table, table.columns, table.rows)]
    title = f"{table.title}, {table.period}: {table.unit}"
    widths = {"wide": charts.WIDE, "narrow": charts.NARROW}
    return {name: charts.bars(rows, lang=table.lang, title=title, unit=table.unit, width=width) for name, width in widths.items()}


def _refused(typed: Typed, reader: Reader, groups: Sequence[str] | None) -> dict[str, Any]:  # Any: what the page draws
    return {"form": typed, "counts": COUNTS, "splits": SPLITS, "table": None, "whose": whose(reader, groups), "query": ""}
