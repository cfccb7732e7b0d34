"""A mission on one printed page, fitted as the hand-over is: who went, what happened, how it ended. No exact place, no note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.desk.dates import clock, shortday
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms.handover_print import Printed
from vereda.desk.rooms.handover_print import printed as fitted_on_a_page
from vereda.desk.rooms.mission_timeline import Line
from vereda.desk.rooms.missions import TeamOut, people_said
from vereda.desk.words import missions as words
from vereda.groups.door import Sheet, SheetPart
from vereda.logbook.door import instant_if
from vereda.rescue.door import Mission

PARTS_OF, LINE_OF = 300, 400  # what a sheet takes: more than any page holds


def printed(row: Mission, teams: Sequence[TeamOut], lines: Sequence[Line], alerts: Iterable[UUID], labels: Labels) -> Printed:
    """Return the mission in the largest print in which it fits on one page."""
    parts = (
        (_("La misión"), _whole(row, alerts, labels)),
        (_("Equipos"), (_team(one) for one in teams)),
        (_("Intentos"), _attempts(row)),
        (_("Personas encontradas"), _found(row)),
        (_("Lo que pasó"), (_line(one) for one in reversed(lines))),
    )
    shown = [SheetPart(title=title, lines=[line[:LINE_OF] for line in told][:PARTS_OF]) for title, told in parts]
    return fitted_on_a_page(Sheet(parts=[part for part in shown if part.lines]), "")


def _whole(row: Mission, alerts: Iterable[UUID], labels: Labels) -> Iterator[str]:
    yield _("Abierta: {day} {hour}").format(day=shortday(row.opened_at), hour=clock(row.opened_at))
    if row.terrain:
        yield labels.terrain(row.terrain)
    for alert in alerts:
        yield _("Alerta {folio}").format(folio=folio(alert))
    if row.closed_at:
        yield _("Cerrada: {day} {hour}").format(day=shortday(row.closed_at), hour=clock(row.closed_at))
        yield _("Resultado: {said}").format(said=labels.outcome(row.outcome))
    else:
        yield _("Sigue abierta")


def _team(one: TeamOut) -> str:
    late = _("SIN REPORTARSE {time}").format(time=one.late) if one.late else ""
    every = _("cada {n} min").format(n=one.row.check_in_min)
    return " · ".join(part for part in (one.sign, one.means, one.people, every, one.said, late) if part)


def _attempts(row: Mission) -> Iterator[str]:
    for number, (_line, begun, ended, result) in enumerate(row.attempts, 1):
        said = words.said(words.RESULTS, result) if result else _("sigue")
        yield f"{number}: {_hour(begun)} – {_hour(ended)} · {said}"


def _found(row: Mission) -> Iterator[str]:
    for one in row.found:
        yield f"{_hour(one['at'])} · {people_said(one['people'])} · {folio(UUID(one['encounter']))}"


def _hour(said: str | None) -> str:
    """Return an hour with its day: a search goes on after midnight, and its sheet is read weeks later."""
    at = instant_if(said)
    return f"{shortday(at)} {clock(at)}" if at else ""


def _line(one: Line) -> str:
    return " · ".join(part for part in (f"{shortday(one.at)} {clock(one.at)}", one.what, one.detail, one.who) if part)
