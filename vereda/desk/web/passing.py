"""An alert handed over to others, by telephone: what to say, who took it, what became of it; and the caller's code."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.countries.door import pack
from vereda.desk.frame import author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import passing as passing_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.words import passing as words
from vereda.errors import FieldError
from vereda.logbook import door as logbook
from vereda.rescue import door as rescue
from vereda.rescue.door import Alert, Handed, PassOutcome, PassReason, ToldBefore, passing_actions, passing_lookups

OWED = serves(RecordClass.K1, purposes=(Purpose.RESCUE, Purpose.ASSIST), usual=Purpose.RESCUE)
FIELDS = {
    "rescue.pass_to_unknown": "to",
    "rescue.pass_only_for_life": "reason",
    "rescue.nothing_handed": "handed",
    "rescue.told_before_missing": "told_caller",
}
PEOPLE_MOST = 1_000_000


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def pass_alert(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show what may be said and to whom, and what came of earlier hand-overs; or keep one."""
    row = _row(subject, reader)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _kept(typed, reader, subject):
        messages.success(request, _("Entrega anotada. Escriba abajo el folio que le dieron o quién la tomó."))
        return to("pass_alert", subject=subject)
    found = logbook.subject(subject)
    if found is None:
        raise NotForYou
    log_read(reader, RecordClass.K1, subject=subject)
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "row": row,
        "spoken": passing_room.spoken(reader, found, row, now()),
        "others": passing_room.others(pack(reader.country), now().date()),
        "reasons": list(words.REASONS.items()),
        "told": list(words.TOLD.items()),
        "outcomes": list(words.OUTCOMES.items()),
        "passed": passing_room.passed(passing_lookups.passings_of(subject), now()),
        "has_code": rescue.has_code(subject),
    }
    return page(request, "desk/pass_alert.html", context, here="board", status=422 if typed.errors else 200)


def _kept(typed: Typed, reader: Reader, subject: UUID) -> bool:
    entry = entry_for(typed, reader)
    reason, told = typed.get("reason"), [typed.get(f"told_{who}") for who in ("caller", "person")]
    if reason not in words.REASONS:
        typed.wrong("reason", _("Diga por qué se entrega."))
        return False
    caller, person = (ToldBefore(one) if one in words.TOLD else None for one in told)
    made = passing_actions.Pass(
        to=typed.get("to"),
        reason=PassReason(reason),
        handed=[code for code in Handed if typed.is_on(f"handed:{code}")],
        told_caller=caller,
        told_person=person,
    )
    act = partial(passing_actions.pass_alert, made, alert=subject, by=author(reader), at=now(), entry=entry)
    return kept(typed, entry, act, FIELDS) is not None


@POST_WORK
@room
@require_POST
def note_receipt(request: HttpRequest, reader: Reader, subject: UUID, handover: UUID) -> HttpResponse:
    """Keep who took it, or under which number."""
    receipt = request.POST.get("receipt", "").replace("\0", "")
    act = partial(passing_actions.note_receipt, alert=subject, handover=handover, receipt=receipt, by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado quién la tomó."))
    return to("pass_alert", subject=subject)


@POST_WORK
@room
@require_POST
def note_asked(request: HttpRequest, reader: Reader, subject: UUID, handover: UUID) -> HttpResponse:
    """Keep that the outcome was asked for, and is not known."""
    act = partial(passing_actions.note_asked, alert=subject, handover=handover, by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado: se preguntó. Se vuelve a recordar en la fecha que sigue."))
    return to("pass_alert", subject=subject)


@POST_WORK
@room
@require_POST
def note_outcome(request: HttpRequest, reader: Reader, subject: UUID, handover: UUID) -> HttpResponse:
    """Keep what the other side says became of them."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    given, people = typed.get("outcome"), typed.number_or_none("people", PEOPLE_MOST)
    if given not in words.OUTCOMES or typed.errors:
        messages.warning(request, typed.error("people") or _("Elija qué pasó."))
        return to("pass_alert", subject=subject)
    act = partial(
        passing_actions.note_outcome,
        alert=subject,
        handover=handover,
        outcome=PassOutcome(given),
        people=people or None,
        by=author(reader),
        at=now(),
    )
    attempt(request, reader, act, _("Anotado lo que pasó."))
    return to("pass_alert", subject=subject)


@POST_WORK
@room
@require_POST
def give_code(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Make a code for whoever called, and show it this once."""
    _row(subject, reader)
    try:
        code = rescue.give_code(alert=subject, by=author(reader), at=now())
    except FieldError:
        raise NotForYou from None
    answer = page(request, "desk/caller_code.html", {"code": code, "subject": subject}, here="board")
    answer["Cache-Control"] = "no-store"
    return answer


@OWED
@room
@require_GET
def passings(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the outcomes that are owed, and how many hand-overs there were in each month."""
    group = own_group(reader)
    owed = [row for row, _due in passing_lookups.outcomes_owed(group, reader.country, now())]
    log_read(reader, RecordClass.K1, subjects=[row.subject for row in owed])
    context = {
        "owed": passing_room.passed(owed, now()),
        "months": passing_lookups.passed_by_month(reader.country, group),
    }
    return page(request, "desk/passings.html", context, here="post")


def _row(subject: UUID, reader: Reader) -> Alert:
    found = rescue.alert(subject, own_group(reader), reader.country)
    if found is None:
        raise NotForYou
    return found
