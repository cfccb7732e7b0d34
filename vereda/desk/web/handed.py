"""Referencias de otro país: one person who came, what is told, and what the group answers; it goes back with the next bundle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import NotForYou, Reader
from vereda.bundles import door as bundles
from vereda.desk.frame import author, now, page, room, to
from vereda.desk.rooms import handed as room_
from vereda.desk.rooms.typed import word_of
from vereda.desk.web.acting import attempt
from vereda.desk.web.referrals import SEES
from vereda.referrals.door import Answer, RefusedFor, labels, rights

type Act = Callable[..., object]


@SEES
@room
@require_GET
def handed(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one: who sends, what is told, how it stands, what can be done."""
    row = room_.row_of(reader, subject)
    is_open, is_accepted = row.recalled_at is None, row.answer == Answer.ACCEPTED
    can = {
        "answer": is_open and not row.answer,
        "arrived": is_open and is_accepted and row.arrived_at is None and row.done_at is None,
        "done": is_open and is_accepted and row.done_at is None,
        "note": is_open,
    }
    context = {
        "one": room_.shown(reader, [row])[0],
        "row": row,
        "told": room_.told(row),
        "notes": room_.notes(row),
        "can": can if rights.may_act(reader, row) else {},
        "reasons": list(labels.REASONS.items()),
    }
    return page(request, "desk/handed.html", context, here="referrals")


@SEES
@room
@require_POST
def act_on(request: HttpRequest, reader: Reader, subject: UUID, what: str) -> HttpResponse:
    """Write what the group says to the other country."""
    row = room_.row_of(reader, subject)
    if what not in ACTS or not rights.may_act(reader, row):
        raise NotForYou
    act, said = ACTS[what]
    attempt(request, reader, partial(act, request, subject, by=author(reader), at=now()), str(said))
    return to("handed", subject=subject)


def _accepted(request: HttpRequest, subject: UUID, **common: object) -> object:
    return bundles.acts.answer(subject, answer=Answer.ACCEPTED, text=request.POST.get("text", ""), **common)  # type: ignore[arg-type]  # as `act_on` gives them


def _refused(request: HttpRequest, subject: UUID, **common: object) -> object:
    reason, text = word_of(RefusedFor, request.POST.get("reason", "")), request.POST.get("text", "")
    return bundles.acts.answer(subject, answer=Answer.REFUSED, reason=reason, text=text, **common)  # type: ignore[arg-type]  # as above


def _arrived(request: HttpRequest, subject: UUID, **common: object) -> object:
    return bundles.acts.arrived(subject, **common)  # type: ignore[arg-type]  # as above


def _done(request: HttpRequest, subject: UUID, **common: object) -> object:
    return bundles.acts.done(subject, **common)  # type: ignore[arg-type]  # as above


def _note(request: HttpRequest, subject: UUID, **common: object) -> object:
    return bundles.acts.note(subject, text=request.POST.get("text", ""), **common)  # type: ignore[arg-type]  # as above


ACTS: Mapping[str, tuple[Act, str | Promise]] = {
    "recibe": (_accepted, lazy("Anotado: se le recibe. El otro país lo sabrá con el siguiente paquete.")),
    "no-puede": (_refused, lazy("Anotado: no se puede. El otro país lo sabrá con el siguiente paquete.")),
    "llego": (_arrived, lazy("Anotado: ya llegó.")),
    "atendida": (_done, lazy("Anotado: ya se atendió.")),
    "recado": (_note, lazy("Recado anotado.")),
}
"""What somebody can write: by the word in the address."""
