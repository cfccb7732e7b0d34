"""The path of children who are alone: opened from the encounter, its steps noted, closed, opened again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import PATH_ENDS, TOLD_THROUGH, Labels
from vereda.desk.rooms import child_paths as paths_room
from vereda.desk.rooms import history as history_room
from vereda.desk.rooms.typed import Typed, word_of
from vereda.desk.web.acting import attempt
from vereda.desk.words import protection as protection_words
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
    return shown(request, reader, path_of_reader(reader, subject), typed_for({}, reader))


def typed_for(values: Mapping[str, str], reader: Reader) -> Typed:
    """Return what was typed in a form of the path, in the clock of the post."""
    return Typed(values, Labels(reader.country), zone_of(reader))


def shown(request: HttpRequest, reader: Reader, row: protection.ChildPath, form: Typed) -> HttpResponse:
    """Return the page of a path: what is to be done now first. form: what was typed for an act that was refused."""
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
        "signed_office": paths_room.office_name(row),
        "official": protection.official(row) if done is not None else None,
        "now": paths_room.at_this_moment(row),
        "adults": paths_room.adults(reader),
        "siblings": paths_room.siblings(row, now().date()),
        "languages": [(code, form.labels.language(code)) for code in form.labels.pack.languages],
        **(_noted(reader, row) if done is not None else {}),
    }
    return page(request, "desk/child_path.html", context, here="board", status=422 if form.errors else 200)


def _noted(reader: Reader, row: protection.ChildPath) -> dict[str, Any]:  # Any: what the template asks for
    """Return what was said and decided, for who may read it."""
    vehicle = protection.vehicle(row)
    return {
        "wishes": protection.wishes(row),
        "vehicle": vehicle,
        "rode": paths_room.rode(reader, vehicle.adults) if vehicle else [],
        "interests": protection.best_interests(row),
        "interest_words": list(protection_words.INTERESTS.items()),
        "risk_words": protection_words.FAMILY_RISKS,
        "may_seek": protection.may_seek(row),
    }


@PROTECTS
@room
@require_POST
def tell_office(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that an office was told or tried, and whether somebody answered."""
    row, form = path_of_reader(reader, subject), typed_for(request.POST.dict(), reader)
    act = partial(
        protection.tell_office,
        form.get("told_office"),
        word_of(ToldThrough, form.get("through")) or ToldThrough.TELEPHONE,
        answered=form.is_on("answered"),
        path=subject,
        by=author(reader),
        at=now(),
    )
    done = attempt(request, reader, act, _("Aviso anotado."))
    return to("child_path", subject=subject) if done else shown(request, reader, row, form)


@PROTECTS
@room
@require_POST
def sign(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note which official took the children; until then they are with us. What was typed comes back when something is missing."""
    row, form = path_of_reader(reader, subject), typed_for(request.POST.dict(), reader)
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
    return to("child_path", subject=subject) if done else shown(request, reader, row, form)


@PROTECTS
@room
@require_POST
def note_step(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that a step was done."""
    path_of_reader(reader, subject)
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
    path_of_reader(reader, subject)
    outcome = word_of(PathEnd, request.POST.get("outcome", "")) or PathEnd.UNKNOWN
    act = partial(protection.close_path, path=subject, outcome=outcome, by=author(reader), at=now())
    attempt(request, reader, act, _("Ruta cerrada."))
    return to("child_path", subject=subject)


@PROTECTS
@room
@require_POST
def reopen_path(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have a closed path go on."""
    path_of_reader(reader, subject)
    attempt(request, reader, partial(protection.reopen_path, path=subject, by=author(reader), at=now()), _("Ruta reabierta."))
    return to("child_path", subject=subject)


def _demand(reader: Reader) -> None:
    if not reader.group or not paths_room.may_open(reader, reader.group):
        raise NotForYou


def path_of_reader(reader: Reader, subject: UUID) -> protection.ChildPath:
    """Return a path on which the reader may write; raises NotForYou for any other, and for none."""
    _demand(reader)
    found = protection.child_path(subject, reader.group, reader.country)
    if found is None:
        raise NotForYou
    return found
