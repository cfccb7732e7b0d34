"""The path of children who are alone: opened from the encounter, its steps noted, closed, opened again."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import PATH_ENDS, Labels
from vereda.desk.rooms import child_paths as paths_room
from vereda.desk.rooms import history as history_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.logbook import door as logbook
from vereda.protection import door as protection
from vereda.protection.door import PathEnd

PROTECTS = serves(
    RecordClass.K4,
    action=Action.WRITE,
    purposes=(Purpose.ASSIST, Purpose.RESCUE, Purpose.PROTECTION_CASE),
    usual=Purpose.ASSIST,
)
"""The mark of a child's path. Who writes there may not read it back, unless the matrix says so."""


@PROTECTS
@room
@require_POST
def open_path(request: HttpRequest, reader: Reader, encounter: UUID) -> HttpResponse:
    """Open the path for the children of an encounter; if it is open, lead to it."""
    _demand(reader)
    known = protection.path_of(encounter, reader.group, reader.country)
    if known is None:
        act = partial(protection.open_path, encounter=encounter, by=author(reader), at=now())
        if not attempt(request, reader, act, _("Ruta abierta. Siga los pasos.")):
            return to("board")
        known = protection.path_of(encounter, reader.group, reader.country)
    if known is None:
        raise NotForYou
    return to("child_path", subject=known.subject)


@PROTECTS
@room
@require_GET
def child_path(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show what is owed to the children and, to who may read it, what was done."""
    row = _row(reader, subject)
    log_read(reader, RecordClass.K1, subject=subject)
    done = paths_room.noted(reader, row)
    steps, others = history_room.steps(logbook.history(subject), reader.group, Labels(reader.country))
    context = {
        "row": row,
        "owed": paths_room.owed(reader.country, done),
        "may_read": done is not None,
        "ends": list(PATH_ENDS.items()),
        "steps": steps,
        "others": others,
    }
    return page(request, "desk/child_path.html", context, here="board")


@PROTECTS
@room
@require_POST
def note_step(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that a step was done."""
    _row(reader, subject)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    note = typed.text("note", 2000)[:2000]
    act = partial(protection.note_step, path=subject, step=typed.get("step"), note=note, by=author(reader), at=now())
    attempt(request, reader, act, _("Paso anotado."))
    return to("child_path", subject=subject)


@PROTECTS
@room
@require_POST
def close_path(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Close the path with how it ended."""
    _row(reader, subject)
    given = request.POST.get("outcome", "")
    outcome = PathEnd(given) if given in set(PathEnd) else PathEnd.UNKNOWN
    act = partial(protection.close_path, path=subject, outcome=outcome, by=author(reader), at=now())
    attempt(request, reader, act, _("Ruta cerrada."))
    return to("child_path", subject=subject)


@PROTECTS
@room
@require_POST
def reopen_path(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have a closed path go on."""
    _row(reader, subject)
    attempt(request, reader, partial(protection.reopen_path, path=subject, by=author(reader), at=now()), _("Ruta reabierta."))
    return to("child_path", subject=subject)


def _demand(reader: Reader) -> None:
    if not reader.group or not paths_room.may_open(reader, reader.group):
        raise NotForYou


def _row(reader: Reader, subject: UUID) -> protection.ChildPath:
    _demand(reader)
    found = protection.child_path(subject, reader.group, reader.country)
    if found is None:
        raise NotForYou
    return found
