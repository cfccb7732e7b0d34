"""Photographs of a visit: brought by one person, looked at by another, shown to who sees visits, taken away at once.

Until the second person says yes, only the two of them are given the picture; each look is a row of the read log.
"""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Reader, log_read
from vereda.desk.frame import author, now, page, room, to
from vereda.desk.rooms import visit_photos as photos_room
from vereda.desk.web.acting import attempt
from vereda.desk.web.workshop_acts import WRITES
from vereda.desk.web.workshops import HERE, K10, READS, may_write, visited
from vereda.errors import FieldError
from vereda.workshops import door as workshops
from vereda.workshops.door import PhotoUnknown
from vereda.workshops.schema import PhotoGone


@WRITES
@room
@require_POST
def visit_photo_add(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Keep a photograph of a point; it waits for a second person."""
    visited(reader, subject, Action.WRITE)
    file = request.FILES.get("photo")
    if file is None:
        messages.warning(request, _("Elija la fotografía."))
        return to("field_visit", subject=subject)
    act = partial(
        workshops.bring_photo, subject, request.POST.get("point", "")[:80], file.read(), photos_room.ticked(request.POST.dict()),
        by=author(reader), at=now(),
    )  # fmt: skip
    attempt(
        request, reader, act, _("Guardada sin datos de lugar ni de cámara. La verán las demás personas cuando otra la confirme.")
    )
    return to("field_visit", subject=subject)


@WRITES
@room
@require_GET
def visit_photo_check(request: HttpRequest, reader: Reader, subject: UUID, photo: UUID) -> HttpResponse:
    """Show a photograph that waits to who is to confirm it, with what to look for."""
    visited(reader, subject, Action.WRITE)
    row = _of(photo, subject, reader)
    if row.is_confirmed:
        return to("field_visit", subject=subject)
    context = {"subject": subject, "row": row, "is_own": row.by == reader.account, "looked_for": photos_room.looked_for()}
    return page(request, "desk/visit_photo.html", context, here=HERE)


@WRITES
@room
@require_POST
def visit_photo_act(request: HttpRequest, reader: Reader, subject: UUID, photo: UUID) -> HttpResponse:
    """Confirm a photograph, or take it away."""
    visited(reader, subject, Action.WRITE)
    row = _of(photo, subject, reader)
    if request.POST.get("act") == "confirmar":
        without = photos_room.ticked(request.POST.dict())
        done = attempt(
            request, reader, partial(workshops.confirm_photo, photo, without, by=author(reader), at=now()),
            _("Confirmada: ya la ven quienes ven la visita."),
        )  # fmt: skip
        return to("field_visit", subject=subject) if done else to("visit_photo_check", subject=subject, photo=photo)
    why = PhotoGone.TAKEN_BACK if row.by == reader.account or row.is_confirmed else PhotoGone.SHOWS
    attempt(
        request, reader, partial(workshops.take_photo_away, photo, why, by=author(reader), at=now()),
        _("Borrada. Aquí ya no se puede abrir; de las copias de respaldo sale en 7 días."),
    )  # fmt: skip
    return to("field_visit", subject=subject)


@READS
@room
@require_GET
def visit_photo(request: HttpRequest, reader: Reader, subject: UUID, photo: UUID, size: str) -> HttpResponse:
    """Give a photograph: one that was confirmed, or one that waits to its author and to who may confirm it."""
    visited(reader, subject)
    row = _of(photo, subject, reader)
    if not row.is_confirmed and row.by != reader.account and not may_write(reader):
        raise NotForYou
    log_read(reader, K10, subjects=[photo])
    try:
        content = workshops.picture(row, small=size == "chica")
    except FieldError:
        raise NotForYou from None
    return HttpResponse(content, content_type="image/jpeg", headers={"Cache-Control": "no-store"})


def _of(photo: UUID, visit: UUID, reader: Reader) -> workshops.PhotoRow:
    try:
        row = workshops.photo(photo, reader.country)
    except PhotoUnknown:
        raise NotForYou from None
    if row.visit != visit:
        raise NotForYou
    return row
