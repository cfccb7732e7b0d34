"""A record of first aid as a file for a hospital's system: with the person's yes, or for a life in danger; each an export."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vereda.access.door import Action, Purpose, Reader, log_read, serves
from vereda.desk.frame import now, page, room
from vereda.desk.labels import folio
from vereda.desk.rooms import first_aid_fhir as fhir_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.first_aid_ground import K3, typed_of, whole_row
from vereda.medical.door import FirstAid, records
from vereda.people.door import Consent, ConsentFor

TAKES_OUT = serves(K3, on_post=Action.READ, purposes=(Purpose.MEDICAL,), usual=Purpose.MEDICAL)
"""The mark of taking the whole out: for care alone."""
LIFE = "life"


@TAKES_OUT
@room
@require_http_methods(["GET", "POST"])
def first_aid_summary(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Ask on what ground, and send the file. The yes is looked at when the file is made, not when the page was drawn.

    What this machine no longer opens makes no file: it would say that nothing was noted.
    """
    row = whole_row(reader, subject)
    allowed = fhir_room.allowing(row)
    typed = typed_of(reader, request.POST if request.method == "POST" else {})
    is_open = records.told(row) is not None
    basis = _basis(typed, allowed) if request.method == "POST" and is_open else ""
    if basis:
        log_read(reader, K3, Action.EXPORT, subject=subject)
        return _file(row, basis)
    log_read(reader, K3, subject=subject)
    return _asked(request, row, allowed, typed, is_open)


def _basis(typed: Typed, allowed: list[Consent]) -> str:
    """Return on what ground it may be told, in words; '' with what is wrong."""
    chosen = typed.get("basis")
    if chosen == LIFE:
        return _("Vida en peligro, y la persona no puede responder.")
    found = next((one for one in allowed if str(one.subject) == chosen), None)
    if found is None:
        typed.wrong("basis", _("Elija por qué se puede entregar. Un permiso que se quitó ya no vale."))
        return ""
    return _("La persona dio su permiso el {day}.").format(day=f"{found.local_on:%Y-%m-%d}")


def _file(row: FirstAid, basis: str) -> HttpResponse:
    answer = HttpResponse(
        json.dumps(fhir_room.bundle(row, basis, now()), ensure_ascii=False, indent=1), content_type="application/fhir+json"
    )
    answer["Content-Disposition"] = f'attachment; filename="resumen-{folio(row.subject)}.json"'
    return answer


def _asked(request: HttpRequest, row: FirstAid, allowed: list[Consent], typed: Typed, is_open: bool) -> HttpResponse:
    context = {
        "row": row,
        "folio": folio(row.subject),
        "allowed": allowed,
        "is_open": is_open,
        "form": typed,
        "refer": ConsentFor.REFER.value,
        "life": LIFE,
    }
    return page(
        request,
        "desk/first_aid_summary.html",
        context,
        here="encounters",
        status=422 if typed.errors or (request.method == "POST" and not is_open) else 200,
    )
