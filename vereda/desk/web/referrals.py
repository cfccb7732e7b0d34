"""Referencias: who waits for an answer, one with its timeline, and what somebody does about it by telephone.

Which ones a reader sees is said by the class of each, for the purpose of the request; all others answer as if they never were.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, serves
from vereda.bundles import door as bundles
from vereda.desk.frame import now, page, room, to
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import handed as handed_room
from vereda.desk.rooms import history as history_room
from vereda.desk.rooms import referral_acts as acts
from vereda.desk.rooms import referrals as room_
from vereda.desk.rooms.typed import word_of
from vereda.desk.web.acting import attempt
from vereda.desk.web.referral_new import slip
from vereda.desk.words import referrals as words
from vereda.encounters.door import encounter as encounter_row
from vereda.errors import FieldError
from vereda.logbook import door as logbook
from vereda.people import door as people
from vereda.people.door import ConsentFor, WithdrawnBy
from vereda.referrals import door as referrals
from vereda.referrals.door import Answer, RecalledFor, Referral, RefusedFor, Way, labels, rights

SEES = serves(RecordClass.K2, on_post=Action.READ, purposes=rights.OFFERED, usual=Purpose.MEDICAL)
"""The mark of whoever may have a referral in sight; which ones, and whether to write, the referral's own class decides."""
LISTED = 60
MINE = "mias"


@SEES
@room
@require_GET
def referral_list(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show those that are open, the longest waiting first, and the last that ended."""
    rows = room_.seen(reader)
    mine = request.GET.get("de") == MINE
    if mine:
        rows = [row for row in rows if row.made_by == reader.account]
    open_ = [row for row in rows if row.status not in room_.RESTING]
    ended = [row for row in reversed(rows) if row.status in room_.RESTING][:LISTED]
    context = {
        "open": room_.shown(reader, open_, now()),
        "ended": room_.shown(reader, ended, now()),
        "from_abroad": [] if mine else handed_room.listed(reader)[0],
        "is_mine": mine,
        "has_group": bool(reader.group),
    }
    return page(request, "desk/referrals.html", context, here="referrals")


@SEES
@room
@require_GET
def referral(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one: how it goes, what was sent, what was answered, what can be done."""
    return _page(request, reader, room_.row_of(reader, subject))


def _page(request: HttpRequest, reader: Reader, row: Referral) -> HttpResponse:
    is_read = rights.may_read(reader, row)
    steps, others = history_room.steps(logbook.history(row.subject), row.group, Labels(reader.country))
    met = encounter_row(row.encounter, [reader.group], reader.country) if row.encounter and reader.group else None
    crossing = bundles.handed.crossing_of(row.subject, row.country)
    context = {
        "one": room_.shown(reader, [row], now())[0],
        "row": row,
        "sent": room_.sent(row) if is_read else [],
        "answered": room_.answered(row) if is_read else room_.answered(row).split(":")[0],
        "notes": room_.notes(row) if is_read else [],
        "recalled": words.said(words.RECALLED, row.recalled_for) if row.recalled_for else "",
        "met": met,
        "met_folio": folio(row.encounter) if row.encounter else "",
        "can": _can(row) if rights.may_act(reader, row) else {},
        "reasons": list(labels.REASONS.items()),
        "taken_back": list(words.TAKEN_BACK.items()),
        "whys": [(one, words.RECALLED[one]) for one in words.CHOSEN],
        "steps": steps,
        "others": others,
        "crossing": crossing,
        "is_over": crossing is not None and not bundles.partners.is_trusted(crossing.partner, row.country),
    }
    return page(request, "desk/referral.html", context, here="referrals")


def _can(row: Referral) -> Mapping[str, bool]:
    """Return what can be done with a referral as it stands."""
    is_open, accepted = row.status not in room_.RESTING, row.answer == Answer.ACCEPTED
    return {
        "words": is_open,
        "answer": is_open and not row.answer,
        "remind": is_open and not row.answer,
        "arrived": is_open and accepted and row.arrived_at is None,
        "done": is_open and accepted and row.done_at is None,
        "back": bool(row.answer) and row.recalled_at is None,
        "consent": row.recalled_at is None and row.consent is not None,
        "recall": row.recalled_at is None,
    }


@SEES
@room
@require_POST
def give_words(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Give new words, for who lost theirs or opened them elsewhere; those before open nothing any more. Shown once."""
    row = _own(reader, subject)
    by = acts.author_for(reader, row.group)
    try:
        made = referrals.give_words(referral=subject, classes=room_.classes_for(row), by=by, at=now())
    except FieldError as why:
        messages.warning(request, _(why.hint))
        return to("referral", subject=subject)
    row.refresh_from_db()
    return slip(request, reader, row, words=made, code="", back=reverse("desk:referral", args=[subject]))


type Act = Callable[..., object]


@SEES
@room
@require_POST
def act_on(request: HttpRequest, reader: Reader, subject: UUID, what: str) -> HttpResponse:
    """Write what the receiver said by telephone, that somebody asked again, or that it holds no more."""
    if what not in ACTS:
        raise NotForYou
    row, (act, said) = _own(reader, subject), ACTS[what]
    common = {"referral": subject, "classes": room_.classes_for(row), "by": acts.author_for(reader, row.group), "at": now()}
    attempt(request, reader, partial(act, request, **common), str(said))
    return to("referral", subject=subject)


def _accepted(request: HttpRequest, **common: object) -> object:
    return referrals.note_answer(answer=Answer.ACCEPTED, text=request.POST.get("text", ""), way=_way(request), **common)  # type: ignore[arg-type]  # as `act_on` gives them


def _refused(request: HttpRequest, **common: object) -> object:
    reason = word_of(RefusedFor, request.POST.get("reason", ""))
    text = request.POST.get("text", "")
    return referrals.note_answer(answer=Answer.REFUSED, reason=reason, text=text, way=_way(request), **common)  # type: ignore[arg-type]  # as above


def _arrived(request: HttpRequest, **common: object) -> object:
    return referrals.note_arrival(way=_way(request), **common)  # type: ignore[arg-type]  # as above


def _done(request: HttpRequest, **common: object) -> object:
    return referrals.note_done(way=_way(request), **common)  # type: ignore[arg-type]  # as above


def _back(request: HttpRequest, **common: object) -> object:
    return referrals.take_answer_back(**common)  # type: ignore[arg-type]  # as above


def _reminded(request: HttpRequest, **common: object) -> object:
    return referrals.remind(**common)  # type: ignore[arg-type]  # as above


def _recalled(request: HttpRequest, **common: object) -> object:
    asked = request.POST.get("reason", "")
    reason = RecalledFor(asked) if asked in set(words.CHOSEN) else RecalledFor.MISTAKEN
    return referrals.recall(reason=reason, **common)  # type: ignore[arg-type]  # as above


def _taken_back(request: HttpRequest, **common: Any) -> object:  # Any: as above
    """Take back the consent on which it hangs, with all that hangs on it: who hears it need not look for another page."""
    row = referrals.referrals.found(common["referral"], common["by"].country)
    consent = people.consents.consent(row.consent, row.country) if row and row.consent else None
    way = request.POST.get("way", "")
    if consent is None:
        raise people.NothingToWithdraw
    said = WithdrawnBy(way) if way in words.TAKEN_BACK else WithdrawnBy.TELEPHONE
    return acts.withdraw(consent, purposes=[ConsentFor.REFER], way=said, by=common["by"], at=common["at"])


def _way(request: HttpRequest) -> Way:
    return Way.IN_PERSON if request.POST.get("way") == Way.IN_PERSON else Way.TELEPHONE


ACTS: Mapping[str, tuple[Act, str | Promise]] = {
    "acepta": (_accepted, lazy("Anotado: les reciben.")),
    "no-puede": (_refused, lazy("Anotado: no pueden. Busque a otra institución.")),
    "llego": (_arrived, lazy("Anotado: ya llegó.")),
    "atendida": (_done, lazy("Anotado: ya se atendió.")),
    "deshacer": (_back, lazy("Respuesta deshecha.")),
    "pregunte": (_reminded, lazy("Anotado: volvió a preguntar.")),
    "permiso": (_taken_back, lazy("Permiso quitado. Lo que se había enviado con él ya está cerrado.")),
    "retirar": (_recalled, lazy("Retirada: su página ya está cerrada.")),
}
"""What somebody can write: by the word in the address."""


def _own(reader: Reader, subject: UUID) -> Referral:
    """Return one that the reader may write about; raises NotForYou for any other, and for none."""
    row = room_.row_of(reader, subject)
    if not rights.may_act(reader, row):
        raise NotForYou
    return row
