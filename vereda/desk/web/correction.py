"""The page on which an encounter is corrected; what somebody else changed meanwhile is shown, never overwritten unseen."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from vereda.access.door import NotForYou, Reader, RecordClass, log_read
from vereda.desk.frame import author, page, room, to, zone_of
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import choices, correction, meeting_form
from vereda.desk.rooms.meeting_form import Ground
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.web.acting import WRITES
from vereda.encounters.door import Encounter, correct_meeting, encounter, lines_of
from vereda.errors import FieldError
from vereda.logbook.door import Subject, heads, subject


@WRITES
@room
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, reader: Reader, subject_id: UUID) -> HttpResponse:
    """Show the encounter as a form, or record what differs."""
    row, found = _found(reader, subject_id)
    ground, labels = choices.ground(reader), Labels(reader.country)
    log_read(reader, RecordClass.K1, subject=subject_id)
    state = found.folded.state
    if request.method == "GET":
        return _form(request, reader, Typed(correction.as_written(row, state), labels, zone_of(reader)), row, found)
    typed = Typed(request.POST, labels, zone_of(reader))
    if sorted(typed.get("seen").split()) != sorted(map(str, found.folded.heads)):
        typed.wrong(
            FORM, _("Alguien corrigió este encuentro mientras usted escribía. Revíselo y guarde otra vez; lo suyo sigue aquí.")
        )
    elif _save(typed, ground, row, found, reader):
        messages.success(request, _("Corregido. Lo anterior queda en la historia."))
        return to("encounter", subject=subject_id)
    return _form(request, reader, typed, row, found)


def _save(typed: Typed, ground: Ground, row: Encounter, found: Subject, reader: Reader) -> bool:
    try:
        changes = correction.read(typed, ground, row, found.folded.state)
        if changes is None:
            return False
        correct_meeting(
            row.subject,
            changes.corrected,
            by=author(reader),
            at=changes.at,
            seen=heads(row.subject),
            where=changes.where,
            note=changes.note,
        )
    except FieldError as error:
        typed.refuse(error, meeting_form.FIELDS)
        return False
    except (ValidationError, ValueError):  # a value that no page of ours offers
        typed.wrong(FORM, _("El formulario trae un dato que no está en la lista. Recargue la página."))
        return False
    return True


def _form(request: HttpRequest, reader: Reader, typed: Typed, row: Encounter, found: Subject) -> HttpResponse:
    context = {
        "form": typed,
        "row": row,
        "folio": folio(row.subject),
        "seen": " ".join(map(str, found.folded.heads)),
        "line_ids": list(lines_of(found.folded.state)),
        "ground": Ground(reader.country, "", ""),
        **correction.with_what_stands(choices.offered(reader, typed), found.folded.state, typed.labels),
    }
    return page(request, "desk/correct.html", context, here="encounters", status=422 if typed.errors else 200)


def _found(reader: Reader, subject_id: UUID) -> tuple[Encounter, Subject]:
    row = encounter(subject_id, [reader.group], reader.country) if reader.group else None
    found = subject(subject_id)
    if row is None or found is None or found.is_erased:
        raise NotForYou
    return row, found
