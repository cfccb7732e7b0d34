"""A complaint about own staff: sealed in the browser that writes it, or not taken at all; and what the outside body answers.

Only sealed bytes come in here. A browser that cannot seal gets paper and telephone: open words have no way in.
"""

from __future__ import annotations

from base64 import b64decode
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import open_to_all
from vereda.complaints import door as complaints
from vereda.errors import FieldError
from vereda.public import complaint as room
from vereda.public.limits import Limit
from vereda.public.page import draw, now, public, spoken
from vereda.public.tongues import Tongue
from vereda.settings.environment import env

SENT = Limit(20, 600)
"""Complaints of one address: a shelter has one address for many."""
ASKED = Limit(60, 600)


@open_to_all(reason="whoever was treated badly by our people says so without an account, to the outside body alone")
@public
@require_http_methods(["GET", "POST"])
def complaint(request: HttpRequest) -> HttpResponse:
    """Show where to write and what is published; or keep what came sealed and answer its number."""
    if request.method == "GET":
        return draw(request, "public/complaint.html", {**room.shown(now()), "tongues": _tongues()})
    if SENT.is_full(request):
        return _refused(_("Llegaron muchas desde aquí. Espere unos minutos; lo escrito sigue en la página."), 429)
    SENT.count(request)
    subject, sealed = _id(request.POST.get("subject", "")), _bytes(request.POST.get("sealed", ""))
    if subject is None:
        return _refused(_("No llegó entera. Envíela otra vez; lo escrito sigue en la página."), 422)
    try:
        number = complaints.keep(sealed, subject=subject, key=request.POST.get("key", "")[:64], country=env().country, at=now())
    except FieldError as why:
        return _refused(_(why.hint).format(**why.details), 422)
    return JsonResponse({"number": number})


@open_to_all(reason="who has the receipt reads the answer; it stands there sealed, and the receipt stays in the browser")
@public
@require_POST
def answers(request: HttpRequest) -> HttpResponse:
    """Answer how a complaint stands, and the sealed answers of the body, to who knows its id; the code itself is never sent."""
    if ASKED.is_full(request):
        return _refused(_("Se preguntó mucho desde aquí. Espere unos minutos."), 429)
    ASKED.count(request)
    subject = _id(request.POST.get("subject", ""))
    row = complaints.lookups.complaint(subject, env().country) if subject else None
    if row is None:
        return _refused(_("Ninguna queja tiene esas letras. Revíselas una por una."), 404)
    is_closed = row.standing == complaints.Standing.CLOSED
    return JsonResponse({"number": row.number, "closed": is_closed, "answers": complaints.lookups.answers(row)})


@open_to_all(reason="the paper form, the same for everybody")
@public
@require_GET
def paper(request: HttpRequest) -> HttpResponse:
    """Return the paper form, with nothing on it that says who printed it."""
    answer = HttpResponse(room.paper(env().country, request.tongue.tag), content_type="application/pdf")  # type: ignore[attr-defined]  # set by `public`
    answer["Content-Disposition"] = 'inline; filename="queja.pdf"'
    return answer


def _tongues() -> list[tuple[str, Tongue]]:
    """Return the address of this page in each language that is drawn today."""
    main, *others = spoken()
    return [(reverse("public:complaint"), main), *((reverse("public:complaint-in", args=[one.code]), one) for one in others)]


def _refused(said: str, status: int) -> JsonResponse:
    answer: dict[str, Any] = {"said": said}  # Any: JSON
    return JsonResponse(answer, status=status)


def _id(written: str) -> UUID | None:
    try:
        return UUID(written[:64])
    except ValueError:
        return None


def _bytes(written: str) -> bytes:
    try:
        return b64decode(written, validate=True)
    except ValueError:
        return b""
