"""What a case worker notes of a case: three answers side by side, what is difficult, hours of care, a referral, a safety plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial, wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vereda.access.door import Action, NotForYou, Part, Reader, log_read, serves
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import protection as protection_room
from vereda.desk.rooms.typed import FORM, Typed, word_of
from vereda.desk.told import told
from vereda.desk.web.protection import CASE, K4
from vereda.desk.words import protection as words
from vereda.errors import FieldError
from vereda.protection.door import (
    Confidence,
    Difficulty,
    Pictured,
    ProtectionCase,
    SafetyPlan,
    Side,
    SurvivorSaid,
    ToldBy,
    TortureSaid,
    Wanted,
    disability,
    note_actions,
    sealed,
    survivor,
    vulnerability,
)

MOST = 4000
type Act = Callable[[], object]


ALONE = 2
"""So many of the precautions of the closed room stand before every form: a closed room, and no companion."""


def marked(view: Callable[..., HttpResponse], part: Part = Part.WHOLE) -> Any:  # Any: views, which the marks wrap
    """Mark a view that shows a form of a case of the reader, and takes it."""
    writes = serves(K4, action=Action.WRITE, purposes=(CASE,), usual=CASE, part=part)
    return writes(room(require_http_methods(["GET", "POST"])(view)))


def note(view: Callable[..., HttpResponse], part: Part = Part.WHOLE) -> Any:  # Any: as above
    """Mark such a view, before which it is said and confirmed: never in the open, never in front of a companion."""

    @wraps(view)
    def within(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
        row, first = writable(reader, subject, part), protection_room.precautions()[:ALONE]
        if all(request.POST.get(f"held:{code}") for code, _said in first):
            return view(request, reader, subject)
        context = {"row": row, "first": first, "is_missed": request.method == "POST"}
        return page(request, "desk/protection_alone.html", context, here="protection", status=422 if request.POST else 200)

    return marked(within, part)


def is_sent(request: HttpRequest) -> bool:
    """Tell whether a form was sent, and not only opened."""
    return request.method == "POST" and bool(request.POST.get("sent"))


def writable(reader: Reader, subject: UUID, part: Part = Part.WHOLE) -> ProtectionCase:
    """Return an open case that the reader carries and whose part may be written; of others there is none. The look is logged."""
    row = protection_room.row_of(reader, subject)
    if not protection_room.can_write(reader, row, part):
        raise NotForYou
    log_read(reader, K4, subject=subject)
    return row


def typed_of(request: HttpRequest, reader: Reader, first: Mapping[str, str]) -> Typed:
    """Return what was typed, or what stands now for a form that is opened."""
    return Typed(request.POST if is_sent(request) else first, Labels(reader.country), zone_of(reader))


def _kept(request: HttpRequest, typed: Typed, act: Act | None, said: str) -> bool:
    """Do it; False with what is wrong in the form."""
    if not is_sent(request) or typed.errors or act is None:
        return False
    try:
        act()
    except FieldError as error:
        typed.wrong(FORM, told(error, typed.labels))
        return False
    messages.success(request, said)
    return True


def _shown(request: HttpRequest, template: str, row: ProtectionCase, typed: Typed, context: dict[str, Any]) -> HttpResponse:
    """Return a form of a case."""  # Any: what is drawn
    drawn = {"row": row, "form": typed, "unsigned": words.UNSIGNED, "first": protection_room.precautions()[:ALONE], **context}
    return page(request, template, drawn, here="protection", status=422 if typed.errors else 200)


@note
def picture(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note what somebody is exposed to, lived through and can do: three answers, never one number."""
    row = writable(reader, subject)
    typed = typed_of(request, reader, _picture_first(sealed.picture(row)))
    said = Pictured(**{name: _side(typed, name) for name in protection_room.SIDES}, note=typed.text("note", MOST)[:MOST])
    act = partial(note_actions.note_picture, said, case=subject, by=author(reader), at=now())
    if _kept(request, typed, act, _("Anotado y sellado.")):
        return to("protection_case", subject=subject)
    context = {
        "sides": [(name, words.SIDES[name], protection_room.offered(name)) for name in protection_room.SIDES],
        "sure": list(words.CONFIDENCE.items()),
        "told_by": list(words.TOLD_BY.items()),
        "is_signed": protection_room.is_signed(vulnerability.RULE, now().date()),
    }
    return _shown(request, "desk/protection_picture.html", row, typed, context)


def _side(typed: Typed, name: str) -> Side:
    return Side(
        factors=[code for code, _name in typed.named(f"{name}:")][:80],
        confidence=word_of(Confidence, typed.get(f"{name}-sure")),
        told_by=word_of(ToldBy, typed.get(f"{name}-told_by")),
    )


def _picture_first(said: Pictured | None) -> dict[str, str]:
    if said is None:
        return {}
    found = {"note": said.note}
    for name in protection_room.SIDES:
        side: Side = getattr(said, name)
        found |= {f"{name}:{code}": "on" for code in side.factors}
        found |= {f"{name}-sure": side.confidence or "", f"{name}-told_by": side.told_by or ""}
    return found


@note
def difficulty(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note the answers to the six questions: to adapt help, never to name somebody."""
    row = writable(reader, subject)
    before = sealed.difficulty(row)
    typed = typed_of(request, reader, {f"q:{code}": one for code, one in before.answers.items()} if before else {})
    answers = {code: found for code, name in typed.named("q:") if (found := word_of(Difficulty, typed.get(name)))}
    act = partial(note_actions.note_difficulty, answers, case=subject, by=author(reader), at=now())
    if _kept(request, typed, act, _("Anotado y sellado.")):
        return to("protection_case", subject=subject)
    context = {
        "questions": [(one.code, protection_room.in_tongue(one)) for one in disability.questions()],
        "answers": list(words.DIFFICULTY.items()),
        "is_signed": protection_room.is_signed(disability.RULE, now().date()),
    }
    return _shown(request, "desk/protection_difficulty.html", row, typed, context)


@partial(note, part=Part.SEXUAL_VIOLENCE)
def hours(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note what matters for the hours of care of a survivor of sexual violence; when it happened is never demanded."""
    row = writable(reader, subject, Part.SEXUAL_VIOLENCE)
    typed = typed_of(request, reader, _hours_first(protection_room.survivor_of(reader, row), reader))
    event_at = typed.instant("event_at")
    if event_at is not None and event_at > now():
        typed.wrong("event_at", _("La hora de lo que pasó está en el futuro. Revísela, o déjela vacía."))
    said = SurvivorSaid(
        event_at=event_at,
        told=[code for code, _name in typed.named("told:")][:80],
        wants_care=word_of(Wanted, typed.get("wants_care")),
        note=typed.text("note", MOST)[:MOST],
    )
    act = partial(note_actions.note_survivor, said, case=subject, by=author(reader), at=now())
    if _kept(request, typed, act, _("Anotado y sellado. Acompáñela ya, también si pasó la hora.")):
        return to("protection_case", subject=subject)
    known = event_at if event_at is not None and event_at <= now() else None
    context = {
        "lines": protection_room.hours(row, known, now()),
        "wanted": list(words.WANTED.items()),
        "is_signed": protection_room.is_signed(survivor.RULE, now().date()),
        "unsigned_hours": words.UNSIGNED_HOURS,
        "in_tongue": protection_room.in_tongue,
    }
    return _shown(request, "desk/protection_hours.html", row, typed, context)


def _hours_first(said: SurvivorSaid | None, reader: Reader) -> dict[str, str]:
    if said is None:
        return {}
    found = {"note": said.note, "wants_care": said.wants_care or "", **{f"told:{code}": "on" for code in said.told}}
    return found | ({"event_at": _local(said.event_at, reader)} if said.event_at else {})


def _local(at: datetime, reader: Reader) -> str:
    return f"{at.astimezone(zone_of(reader)):%Y-%m-%dT%H:%M}"


@partial(note, part=Part.TORTURE)
def torture(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note whether a survivor of torture or kidnapping wants to be referred; of what was done nothing is asked."""
    row = writable(reader, subject, Part.TORTURE)
    before = protection_room.torture_of(reader, row)
    typed = typed_of(request, reader, {"wants": before.wants, "to": before.to, "note": before.note} if before else {})
    wants = word_of(Wanted, typed.get("wants"))
    if is_sent(request) and wants is None:
        typed.wrong("wants", _("Pregúntele una vez si quiere que se le refiera, y marque su respuesta."))
    act = None
    if wants is not None:
        said = TortureSaid(wants=wants, to=typed.text("to")[:200], note=typed.text("note", MOST)[:MOST])
        act = partial(note_actions.note_torture, said, case=subject, by=author(reader), at=now())
    if _kept(request, typed, act, _("Anotado y sellado.")):
        return to("protection_case", subject=subject)
    return _shown(request, "desk/protection_torture.html", row, typed, {"wanted": list(words.WANTED.items())})


@note
def plan(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note the plan that was made with the person."""
    row = writable(reader, subject)
    before = sealed.safety_plan(row)
    typed = typed_of(request, reader, before.model_dump(mode="json") if before else {})
    told_ = {name: typed.text(name, MOST)[:MOST] for name in words.PLAN}
    review_on = typed.day("review_on")
    if is_sent(request) and review_on is None and not typed.errors:
        typed.wrong("review_on", _("Diga qué día se revisa el plan: un plan viejo puede poner en peligro."))
    act = None
    if review_on is not None:
        act = partial(
            note_actions.plan_safety, SafetyPlan(**told_, review_on=review_on), case=subject, by=author(reader), at=now()
        )
    if _kept(request, typed, act, _("Plan guardado y sellado.")):
        return to("protection_case", subject=subject)
    return _shown(request, "desk/safety_plan.html", row, typed, {"parts": list(words.PLAN.items())})
