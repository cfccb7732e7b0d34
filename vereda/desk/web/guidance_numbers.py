"""Orientación: numbers that people are given; corrected by one, rung by another."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Reader
from vereda.desk.frame import author, now, page, room, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import guidance as guidance_room
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.desk.web.guidance import READS, today
from vereda.desk.web.guidance_acts import CHECKS, WRITES
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.words import directory as directory_words
from vereda.desk.words import guidance as words
from vereda.errors import FieldError
from vereda.guidance import door as guidance
from vereda.guidance.door import Number
from vereda.logbook.door import heads, history, resolve

FIELDS = {
    "guidance.number_wrong": "number",
    "guidance.number_unchanged": "number",
    "guidance.text_missing": "source",
    "guidance.source_day_wrong": "source_read_on",
    "guidance.reviewer_missing": "reviewer",
}


@READS
@room
@require_GET
def numbers(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show every number with what it lacks."""
    found = guidance.numbers(reader.country, today())
    context = {
        "given": [one for one in found if not one.lacks],
        "lacking": [(one, guidance_room.number_lacks_said(one)) for one in found if one.lacks],
        "may": guidance_room.may_of(reader),
    }
    return page(request, "desk/guidance_numbers.html", context, here="guidance")


@READS
@room
@require_GET
def number(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """Show one number, where it is named, who rang it, and the forms to correct it and to note a call."""
    one = _found(reader, code)
    seen = " ".join(str(id_) for id_ in heads(guidance.number_subject_of(reader.country, code)))
    told = {"number": one.number, "international": one.international, "hours": one.hours, "languages": one.languages}
    return _page(request, reader, one, Typed({**told, "seen": seen}, Labels(reader.country), zone_of(reader)))


def _page(request: HttpRequest, reader: Reader, one: Number, typed: Typed) -> HttpResponse:
    past = history(guidance.number_subject_of(reader.country, one.code))
    names = names_of({told.author for told in past})
    context = {
        "form": typed,
        "one": one,
        "dialled": next(row.number for row in guidance.numbers(reader.country, today()) if row.code == one.code),
        "hours": directory_words.hours_typed(one.hours),
        "languages": directory_words.languages_typed(reader.country, one.languages),
        "lacks": guidance_room.number_lacks_said(one),
        "named": guidance.texts_naming(reader.country, today(), one.code),
        "past": [(told, words.DONE[told.kind], who_is(told.author, names)) for told in reversed(past) if told.kind in words.DONE],
        "first": guidance_room.number_of_pack(reader.country, one.code),
        "is_own": reader.account in guidance.correctors(guidance.state_of(reader.country, one.code)),
        "conflict": guidance_room.number_conflict(reader.country, one.code),
        "token": typed.get("form") or fresh_token(),
        "today": today(),
        "may": guidance_room.may_of(reader),
    }
    return page(request, "desk/guidance_number.html", context, here="guidance", status=422 if typed.errors else 200)


@WRITES
@room
@require_POST
def correct(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """Record that the number is another one."""
    one = _found(reader, code)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    read_on = typed.day("source_read_on")
    if read_on is None:
        typed.wrong("source_read_on", _("Escriba el día."))
    act = partial(
        guidance.correct_number,
        hotline=code,
        number=typed.text("number", 30),
        international=typed.text("international", 30),
        hours=typed.text("hours", 80),
        languages=typed.text("languages", 80),
        source=typed.text("source", 600),
        source_read_on=read_on or today(),
        seen=_ids(typed.get("seen")),
        by=author(reader),
        at=now(),
        entry=entry_for(typed, reader),
    )
    done = kept(typed, entry_for(typed, reader), act, FIELDS) is not None
    return _to(code) if done else _page(request, reader, one, typed)


@WRITES
@room
@require_POST
def ring(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """Note that the number was rung now."""
    return _rung(request, reader, code)


@CHECKS
@room
@require_POST
def ring_as_reviewer(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """Note that the number was rung now: who checks texts and writes none may do it too."""
    return _rung(request, reader, code)


def _rung(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    one = _found(reader, code)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if guidance_room.is_named(typed.get("reviewer"), guidance.correctors(guidance.state_of(reader.country, code))):
        typed.wrong("reviewer", _("Esa persona corrigió el número: para comprobarlo llama otra."))
    act = partial(
        guidance.ring_number,
        hotline=code,
        number=typed.get("rung"),
        answered=typed.get("answered") == "yes",
        reviewer=typed.text("reviewer"),
        office=typed.text("office"),
        by=author(reader),
        at=now(),
        entry=entry_for(typed, reader),
    )
    done = kept(typed, entry_for(typed, reader), act, FIELDS) is not None
    return _to(code) if done else _page(request, reader, one, typed)


@WRITES
@room
@require_POST
def choose(request: HttpRequest, reader: Reader, code: str, dispute: str) -> HttpResponse:
    """Let one of two numbers stand that were written apart."""
    _found(reader, code)
    chosen = request.POST.get("chosen", "")
    if (dispute, chosen) not in {(id_, entry) for id_, entry, _number in guidance_room.number_conflict(reader.country, code)}:
        raise Http404
    act = partial(resolve, dispute, chosen=UUID(chosen), by=author(reader), at=now())
    attempt(request, reader, act, _("Quedó ese número; el otro sigue en la historia."))
    return _to(code)


def _found(reader: Reader, code: str) -> Number:
    try:
        return guidance.number(reader.country, code, today())
    except FieldError:
        raise Http404 from None


def _ids(written: str) -> list[UUID]:
    try:
        return [UUID(one) for one in written.split()]
    except ValueError:
        return []


def _to(code: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:guidance_number", args=[code]))
