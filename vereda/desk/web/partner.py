"""Aliada: referrals offered to the institution of a partner's account, what it answers, and nothing else of the house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, Part, Purpose, Reader, RecordClass, author_of, serves
from vereda.desk.frame import now, page, room, to
from vereda.desk.rooms import partner as partner_room
from vereda.desk.rooms.typed import word_of
from vereda.desk.web.acting import attempt
from vereda.logbook.door import Author
from vereda.referrals import door as referrals
from vereda.referrals.door import Answer, RefusedFor

PURPOSES = (Purpose.ASSIST, Purpose.MEDICAL, Purpose.PROTECTION_CASE, Purpose.LEGAL_AID, Purpose.TRACING)
SEES = serves(RecordClass.K2, purposes=PURPOSES, usual=Purpose.ASSIST, part=Part.MINIMUM)
SAYS = serves(RecordClass.K2, action=Action.WRITE, purposes=PURPOSES, usual=Purpose.ASSIST, part=Part.MINIMUM)
"""The mark of what a partner answers and says of its own house."""


@SEES
@room
@require_GET
def offers(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the referrals to the institution, those without an answer first."""
    institution = partner_room.institution_of(reader)
    found = partner_room.offers(reader, now())
    context = {
        "institution": institution,
        "waiting": [one for one in found if one.is_open],
        "taken": [one for one in found if not one.is_open],
        "sleeps": institution.kind in referrals.SLEEPS,
    }
    return page(request, "desk/partner.html", context, here="partner")


@SEES
@room
@require_GET
def offer(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one referral, as far as the partner may read it at this moment."""
    partner_room.institution_of(reader)
    found = partner_room.shown(reader, partner_room.row_of(reader, subject, now()))
    context = {"found": found, "row": found.row, "reasons": list(referrals.labels.REASONS.items())}
    return page(request, "desk/partner_offer.html", context, here="partner")


@SAYS
@room
@require_POST
def accept(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Say that they are received."""
    act = partial(referrals.answer_by_account, answer=Answer.ACCEPTED)
    return _act(request, reader, subject, act, _("Anotado: les reciben. El grupo ya lo ve."))


@SAYS
@room
@require_POST
def refuse(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Say that they cannot be received, and why; it is closed at once."""
    reason = word_of(RefusedFor, request.POST.get("reason", ""))
    act = partial(referrals.answer_by_account, answer=Answer.REFUSED, reason=reason)
    is_done = _done(
        request, reader, subject, act, _("Anotado: no pueden. El grupo busca a otra institución; la referencia se cerró.")
    )
    return to("partner") if is_done else to("partner_offer", subject=subject)


@SAYS
@room
@require_POST
def arrived(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Say that they are there."""
    return _act(request, reader, subject, referrals.arrived_by_account, _("Anotado: ya llegaron."))


@SAYS
@room
@require_POST
def done(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Say that it is done."""
    return _act(request, reader, subject, referrals.done_by_account, _("Terminado. Gracias."))


@SAYS
@room
@require_POST
def note(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Leave a word for the group."""
    act = partial(referrals.note_by_account, text=request.POST.get("note", ""))
    return _act(request, reader, subject, act, _("Enviado al grupo."))


def _act(request: HttpRequest, reader: Reader, subject: UUID, act: Callable[..., object], said: str) -> HttpResponse:
    _done(request, reader, subject, act, said)
    return to("partner_offer", subject=subject)


def _done(request: HttpRequest, reader: Reader, subject: UUID, act: Callable[..., object], said: str) -> bool:
    """Do it where the referral may still be seen; what is closed answers as what never was."""
    partner_room.institution_of(reader)
    at = now()
    row = partner_room.row_of(reader, subject, at)
    told: dict[str, Any] = {  # Any: arguments of an act
        "referral": subject,
        "institution": reader.institution,
        "by": author_in(reader, row.group),
        "at": at,
    }
    return attempt(request, reader, partial(act, **told), said)


def author_in(reader: Reader, group: str) -> Author:
    """Return the partner as the author of an entry of the group whose referral it is."""
    return author_of(replace(reader, group=group))
