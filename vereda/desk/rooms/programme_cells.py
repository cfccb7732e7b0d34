"""A cell of a published edition as evidence: chosen by month, table and cell; shown beside what stands now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.desk.labels import Labels
from vereda.desk.rooms import editions as editions_room
from vereda.desk.rooms.programme_asks import Ask, Options, some
from vereda.desk.rooms.typed import Typed
from vereda.errors import FieldError
from vereda.programme import door as programmes
from vereda.programme.schema import CellCited
from vereda.statistics import door as statistics

NAMES = ("edition", "table", "cell")
SPLIT = ";"
TOTAL = "TOTAL"
MOST = 300
"""Cells that a form offers: margins first, since a claim rests on these."""


def asks(typed: Typed) -> list[Ask]:
    """Ask for month and table, and once both are chosen for the cell."""
    nothing, chosen = lazy("en ninguna"), [typed.get(name) for name in NAMES[:2]]
    found = [
        Ask("edition", lazy("Se apoya en una edición publicada"), "choice", some(nothing, _editions(typed.labels)), needed=False),
        Ask(
            "table",
            lazy("Tabla de la edición"),
            "choice",
            some(nothing, [(one.code, one.said("title", editions_room.lang())) for one in statistics.public_tables()]),
            lazy("Elija edición y tabla y guarde: el formulario ofrece entonces sus celdas."),
            needed=False,
        ),
    ]
    if all(chosen):
        found.append(Ask("cell", lazy("Celda"), "choice", some(lazy("Elija"), _cells(typed.labels, *chosen)), needed=False))
    return found


def cited(typed: Typed, edition: str | None, table: str | None, cell: str | None) -> CellCited | None:
    """Return the chosen cell with the number that it says now; what is missing or wrong is said beside its field."""
    if not edition and not table:
        return None
    if not edition or not table:
        typed.wrong("table" if edition else "edition", _("La edición y la tabla van juntas."))
        return None
    if not cell:
        typed.wrong("cell", _("Elija la celda. Solo se ofrecen las que tienen cifra."))
        return None
    try:
        return programmes.cite(typed.labels.pack.iso, edition, table, cell.split(SPLIT))
    except FieldError as error:
        typed.refuse(error, {error.code: "cell"})
        return None


def _editions(labels: Labels) -> Options:
    rows = statistics.editions_of(labels.pack.iso)
    return [(row.period, editions_room.title(row)) for row in rows if row.origin == "own" and row.revisions]


def _cells(labels: Labels, period: str, table: str) -> Options:
    """Return the cells of a table that have a number, those of one code before those of several."""
    try:
        one = statistics.kept(statistics.standing(labels.pack.iso, period))
    except FieldError:  # said when it is saved
        return []
    sheet = one.sheet(table)
    if sheet is None:
        return []
    rows = sorted((row for row in sheet.rows if row.value is not None), key=lambda row: sum(code != TOTAL for code in row.codes))
    return [
        (
            SPLIT.join(row.codes),
            " · ".join(editions_room.label(one, name, code, labels) for name, code in zip(sheet.columns, row.codes, strict=True))
            + f": {editions_room.shown(row.value)}",
        )
        for row in rows[:MOST]
    ]


@dataclass(frozen=True)
class Shown:
    """A cited cell as a page shows it. url: to the edition; now: '' where nothing changed since."""

    said: str
    url: str
    now: str


def shown(subject: UUID, cell: CellCited, labels: Labels) -> Shown:
    """Return a cited cell in words, with a way to its table, and what a later revision says."""
    said = _("edición {period} r{revision}, {cell}: {value}").format(
        period=cell.period, revision=cell.revision, cell=cell.said.of(editions_room.lang()), value=editions_room.shown(cell.value)
    )
    way = reverse("desk:programme_cell", args=[subject, cell.period, cell.revision, cell.table])
    try:
        found = programmes.cited_now(labels.pack.iso, cell)
    except FieldError:
        return Shown(said, "", _("esa edición no está aquí"))
    if not found.is_revised:
        return Shown(said, way, "")
    now = _("reservada") if found.now is None else editions_room.shown(found.now)
    return Shown(said, way, _("revisada después: la r{revision} dice {value}").format(revision=found.revision, value=now))


def table_of(cited: list[CellCited], labels: Labels) -> dict[str, Any] | None:  # Any: what the page draws
    """Return the table of cited cells, those marked; None where that revision is not here."""
    first, marked = cited[0], {tuple(one.codes) for one in cited}
    try:
        one = statistics.kept(statistics.standing(labels.pack.iso, first.period), first.revision)
    except FieldError:
        return None
    sheet, told = one.sheet(first.table), editions_room.told_of(one, first.table)
    if sheet is None or told is None:
        return None
    drawn, more = editions_room.rows(one, first.table, labels)
    return {
        "edition": f"{first.period} r{first.revision}",
        "title": told[f"title_{editions_room.lang()}"],
        "unit": told[f"unit_{editions_room.lang()}"],
        "columns": [editions_room.column(name) for name in sheet.columns],
        "rows": [(row, tuple(codes.codes) in marked) for row, codes in zip(drawn, sheet.rows, strict=False)],
        "more": more,
    }
