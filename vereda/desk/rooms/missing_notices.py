"""What of reports of missing persons must be seen, and stands in the hand-over: folios and hours, never a name or a place."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.access.door import Action, RecordClass, holds_over_group
from vereda.access.door import Part as AccessPart
from vereda.desk.dates import lasting, shortday
from vereda.desk.rooms import missing
from vereda.desk.rooms.noticed import Asked, Level, Notice, Part
from vereda.tracing import door as tracing
from vereda.tracing.door import MissingFile

TITLE = lazy("Personas extraviadas")


def may_see(role: str) -> bool:
    """Tell whether a role reads the text of alerts of a whole group."""
    return holds_over_group(role, RecordClass.K6, Action.READ, AccessPart.ALERT_TEXT)


def notices(asked: Asked) -> Iterable[Notice]:
    """Yield reports that nobody decided, those to be looked at again, and that the coordination owes a step, of whatever report.

    Who reads the text of alerts reads it: it says nothing of who was found, nor of what they answered (SEC-048).
    """
    if not may_see(asked.role):
        return
    for row in tracing.undecided_files(asked.group, asked.country):
        age = lasting(asked.now - row.opened_at)
        if missing.proposal(row, asked.now).is_fresh:
            said = _("Reporte {folio}, reciente: decida si es alerta. Se recibió hace {age}.").format(folio=row.folio, age=age)
        else:
            said = _("Reporte {folio}: falta decidir cómo se busca. Se recibió hace {age}.").format(folio=row.folio, age=age)
        yield Notice(Level.WARN, said, _page(row))
    for row in tracing.due_files(asked.group, asked.country, asked.now.date()):
        if row.way != tracing.Way.UNDECIDED:
            said = _("Toca revisar el reporte {folio}, desde el {day}.").format(folio=row.folio, day=shortday(row.next_on))
            yield Notice(Level.WARN, said, _page(row))
    for report in tracing.to_take_down(asked.group, asked.country, asked.now.date()):
        said = _("Quite hoy los carteles del reporte {folio}: ya no hay permiso, o terminó.").format(folio=report.folio)
        yield Notice(Level.WARN, said, reverse("desk:missing_files"))
    if tracing.waits_for_coordination(asked.group, asked.country):
        said = _("Personas extraviadas: la coordinación tiene un paso pendiente.")
        yield Notice(Level.NOTE, said, reverse("desk:missing_files"))


def parts(asked: Asked) -> Iterable[Part]:
    """Yield what the hand-over of the shift says of open reports: the same of who was found, which is for the coordination."""
    if not may_see(asked.role):
        return
    everybody = missing.Sees(group=asked.group, whole=False, writes=False, decides=False, names=False)
    rows = missing.in_order(tracing.open_files(asked.group, asked.country), everybody)
    again = _("se revisa el")
    yield Part(
        str(TITLE),
        [f"{row.folio}: {missing.way_said(row, everybody)}, {again} {shortday(row.next_on)}" for row in rows],
    )


def _page(row: MissingFile) -> str:
    return reverse("desk:missing", args=[row.subject])
