"""What of reports of missing persons must be seen, and stands in the hand-over: folios and hours, never a name or a place."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from vereda.desk.dates import lasting, shortday
from vereda.desk.rooms import missing
from vereda.desk.rooms.noticed import Asked, Level, Notice, Part
from vereda.desk.words import missing as words
from vereda.tracing import door as tracing
from vereda.tracing.door import MissingFile


def notices(asked: Asked) -> Iterable[Notice]:
    """Yield reports that nobody decided, those to be looked at again, and those of persons found that wait for somebody.

    What the person found answered is for who decides: everybody reads the board, and it says the same of a yes and a no.
    """
    for row in tracing.undecided_files(asked.group, asked.country):
        age = lasting(asked.now - row.opened_at)
        if missing.proposal(row, asked.now).is_fresh:
            said = _("Reporte {folio}, reciente: decida si es alerta. Se recibió hace {age}.").format(folio=row.folio, age=age)
        else:
            said = _("Reporte {folio}: falta decidir cómo se busca. Se recibió hace {age}.").format(folio=row.folio, age=age)
        yield Notice(Level.WARN, said, _page(row))
    for row in tracing.due_files(asked.group, asked.country, asked.now.date()):
        if row.way != tracing.Way.UNDECIDED:
            said = _("Toca buscar otra vez: reporte {folio}, desde el {day}.").format(folio=row.folio, day=shortday(row.next_on))
            yield Notice(Level.WARN, said, _page(row))
    for row in tracing.unanswered_files(asked.group, asked.country):
        yield Notice(Level.NOTE, _("Reporte {folio}: falta un paso de la coordinación.").format(folio=row.folio), _page(row))


def parts(asked: Asked) -> Iterable[Part]:
    """Yield what the hand-over of the shift says of open reports."""
    rows = tracing.open_files(asked.group, asked.country)
    lines = [f"{row.folio}: {missing.way_said(row)}, {_('se busca otra vez el')} {shortday(row.next_on)}" for row in rows]
    found = {row.subject for row in rows if row.located_at}
    said = [
        f"{row.folio}: {words.said(words.LOCATED_BY, row.located_by)}" if row.subject in found else line
        for row, line in zip(rows, lines, strict=True)
    ]
    yield Part(_("Personas extraviadas"), said)


def _page(row: MissingFile) -> str:
    return reverse("desk:missing", args=[row.subject])
