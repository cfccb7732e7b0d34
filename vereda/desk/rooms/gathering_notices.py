"""What must be seen of distributions, receptions and caravans, and what the next shift takes over of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.desk.dates import clock
from vereda.desk.rooms import gatherings as room
from vereda.desk.rooms.noticed import Asked, Level, Notice, Part
from vereda.gatherings import door as gatherings
from vereda.gatherings.door import Gathering, What

LATELY = timedelta(days=2)
OPEN_LONG = timedelta(hours=14)
NAMES = {What.DISTRIBUTION: "desk:distribution", What.RECEPTION: "desk:reception"}


def notices(asked: Asked) -> Iterator[Notice]:
    """Yield what is late, missing or contradicts itself."""
    rows = gatherings.gatherings_since(asked.group, asked.country, asked.now - LATELY)
    marked = room.marks_of(rows, asked.now)
    for row in rows:
        if not row.is_withdrawn:
            yield from _of_count(row, marked[row.subject], asked)
    for part in gatherings.caravans(asked.group, asked.country):
        if part.left_at and part.has_child_point:
            told = _("La caravana «{name}» ya no está, y su punto de niñez sigue abierto.").format(name=part.name)
            yield Notice(Level.WARN, told, reverse("desk:caravan", args=[part.subject]))


def _of_count(row: Gathering, marks: list[str], asked: Asked) -> Iterator[Notice]:
    url, name = reverse(NAMES[What(row.what)], args=[row.subject]), room.said(row, asked.labels)
    for mark in marks:
        yield Notice(Level.WARN, f"{name} ({clock(row.opened_at)}): {mark}", url)
    if not row.closed_at and not room.is_overdue(row, asked.now) and row.opened_at < asked.now - OPEN_LONG and row.people:
        told = _("{name} de las {hour}: sigue sin cerrar.").format(name=name, hour=clock(row.opened_at))
        yield Notice(Level.NOTE, told, url)


def parts(asked: Asked) -> Iterator[Part]:
    """Yield what is open, expected or with the group."""
    rows = gatherings.open_gatherings(asked.group, asked.country)
    marked = room.marks_of(rows, asked.now)
    lines = [_line(row, marked[row.subject], asked) for row in rows]
    yield Part(_("Repartos y recepciones"), lines)
    yield Part(_("Caravanas"), [_caravan(part) for part in gatherings.caravans(asked.group, asked.country) if not part.left_at])


def _line(row: Gathering, marks: list[str], asked: Asked) -> str:
    counted = ngettext("%(n)d persona contada", "%(n)d personas contadas", row.people) % {"n": row.people}
    parts = [room.said(row, asked.labels), counted]
    if row.announced is not None:
        parts.append(_("avisaron {n}").format(n=row.announced))
    if row.due_at and not row.arrived_at and not row.people:
        parts.append(_("se espera {hour}").format(hour=clock(row.due_at)))
    return " · ".join([*parts, *marks])


def _caravan(part: gatherings.CaravanPart) -> str:
    return f"{part.name} · {_('punto de niñez abierto')}" if part.has_child_point else part.name
