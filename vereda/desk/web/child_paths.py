"""The path of children who are alone: opened from the encounter, its steps noted, closed, opened again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import PATH_ENDS, TOLD_THROUGH, Labels
from vereda.desk.rooms import child_paths as paths_room
from vereda.desk.rooms import history as history_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.logbook import door as logbook
from vereda.protection import door as protection
from vereda.protection.door import PathEnd, ToldThrough

PROTECTS = serves(
    RecordClass.K4,
    action=Action.WRITE,
    purposes=(Purpose.ASSIST, Purpose.RESCUE, Purpose.PROTECTION_CASE),
    usual=Purpose.ASSIST,
    part=Part.MINIMUM,
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
    return _shown(request, reader, _row(reader, subject), _typed({}, reader))


def _typed(values: Mapping[str, str], reader: Reader) -> Typed:
    return Typed(values, Labels(reader.country), zone_of(reader))


def _shown(request: HttpRequest, reader: Reader, row: protection.ChildPath, form: Typed) -> HttpResponse:
    subject = row.subject
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
        "form": form,
        "offices": [(one.code, one.name) for one in protection.offices(reader.country)],
        "ways": list(TOLD_THROUGH.items()),
        "official": protection.official(row) if done is not None else None,
    }
    return page(request, "desk/child_path.html", context, here="board")


@PROTECTS
@room
@require_POST
def tell_office(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that an office was told or tried, and whether somebody answered."""
    row, form = _row(reader, subject), _typed(request.POST.dict(), reader)
    through = form.get("through")
    act = partial(
        protection.tell_office,
        form.get("told_office"),
        ToldThrough(through) if through in set(ToldThrough) else ToldThrough.TELEPHONE,
        answered=form.is_on("answered"),
        path=subject,
        by=author(reader),
        at=now(),
    )
    done = attempt(request, reader, act, _("Aviso anotado."))
    return to("child_path", subject=subject) if done else _shown(request, reader, row, form)


@PROTECTS
@room
@require_POST
def sign(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note which official took the children; until then they are with us. What was typed comes back when something is missing."""
    row, form = _row(reader, subject), _typed(request.POST.dict(), reader)
    signed_at = form.instant("signed_at") or now()
    act = partial(
        protection.sign,
        name=form.text("name"),
        number=form.text("number", 80),
        office=form.get("office"),
        signed_at=signed_at,
        path=subject,
        by=author(reader),
        at=now(),
    )
    done = not form.errors and attempt(request, reader, act, _("Firma anotada. Ya no están con nosotros."))
    return to("child_path", subject=subject) if done else _shown(request, reader, row, form)


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
