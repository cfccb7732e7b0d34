"""Orientación: writing a text, measured while it is written; checking one as a second person; withdrawing; choosing of two."""

from __future__ import annotations

import re
from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vereda.access.door import Action, Part, Reader, RecordClass, serves
from vereda.desk.frame import author, now, page, room, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import guidance as guidance_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import attempt
from vereda.desk.web.guidance import found_or_404, text_page, today
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.desk.words import guidance as words
from vereda.errors import FieldError
from vereda.guidance import door as guidance
from vereda.guidance.door import Said, Written
from vereda.logbook.door import heads, resolve

WRITES = serves(RecordClass.K0, action=Action.WRITE, part=Part.DRAFT)
CHECKS = serves(RecordClass.K0, action=Action.APPROVE)
FIELDS = ("title", "short", "spoken", "full", "source", "article")
AT = {
    "guidance.short_too_long": "short",
    "guidance.name_unknown": "short",
    "guidance.digits_in_text": "short",
    "guidance.reviewer_missing": "reviewer",
    "guidance.source_day_wrong": "source_read_on",
    "guidance.until_wrong": "until",
    "guidance.reason_missing": "reason",
}
MOST = 6000
VERSION = re.compile(r"[0-9a-f]{16}")


@WRITES
@room
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, reader: Reader, topic: str, language: str) -> HttpResponse:
    """Show the text as it stands, to be corrected; or record what was written and lead to the text."""
    one = found_or_404(reader, topic, language)
    if request.method == "GET":
        return _form(request, reader, one, _as_it_stands(reader, one))
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if not _written(typed, reader, one):
        return _form(request, reader, one, typed)
    return _to(one)


def _written(typed: Typed, reader: Reader, one: Written) -> bool:
    said = Said(**{name: typed.text(name, MOST) for name in FIELDS})
    act = partial(
        guidance.write_text,
        topic=one.topic.code,
        language=one.language,
        said=said,
        by=author(reader),
        at=now(),
        seen=_seen(typed),
        based_on=_before(typed),
        entry=entry_for(typed, reader),
    )
    return _kept(typed, reader, act)


def _before(typed: Typed) -> str | None:
    """Return the version that stood when the form was drawn; what no form of ours holds names none."""
    named = typed.get("based_on")
    return named if VERSION.fullmatch(named) else None


def _kept(typed: Typed, reader: Reader, act: partial) -> bool:
    """Do it once, or note beside its field what was refused."""
    if typed.errors:
        return False
    try:
        once(entry_for(typed, reader), act)
    except FieldError as error:
        typed.refuse(error, {**AT, error.code: str(error.details.get("field") or AT.get(error.code, "form"))})
        return False
    return True


def _seen(typed: Typed) -> list[UUID]:
    """Return the entries that stood when the form was drawn: who wrote meanwhile was not seen, and both are shown to a person."""
    found = []
    for one in typed.get("seen").split():
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


def _as_it_stands(reader: Reader, one: Written) -> Typed:
    newest = one.newest
    told = {name: getattr(newest.said, name) for name in FIELDS} if newest else {}
    seen = heads(guidance.subject_of(reader.country, one.topic.code, one.language))
    fixed = {"seen": " ".join(str(id_) for id_ in seen), "based_on": newest.id if newest else "", "form": fresh_token()}
    return Typed({**told, **fixed}, Labels(reader.country), zone_of(reader))


def _form(request: HttpRequest, reader: Reader, one: Written, typed: Typed) -> HttpResponse:
    main = guidance.languages(reader.country)[0]
    model = found_or_404(reader, one.topic.code, main)
    context = {
        "form": typed,
        "one": one,
        "label": guidance_room.label_of(one.topic),
        "own_name": guidance.own_name(reader.country, one.language),
        "model": model.newest.said if model.newest and one.language != main else None,
        "offers": guidance_room.offers(reader.country, one.fillings),
        "measured": _measured(typed, one),
        "parts": words.PARTS,
        "sources": guidance_room.sources_of(one.topic, reader.country),
    }
    return page(request, "desk/guidance_write.html", context, here="guidance", status=422 if typed.errors else 200)


@WRITES
@room
@require_POST
def measure(request: HttpRequest, reader: Reader, topic: str, language: str) -> HttpResponse:
    """Return how long the short text is and how easy all of it reads, while it is written."""
    one = found_or_404(reader, topic, language)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    return page(request, "desk/guidance_measured.html", {"measured": _measured(typed, one)}, here="guidance")


def _measured(typed: Typed, one: Written) -> guidance_room.Measured:
    texts = {name: typed.get(name)[:MOST] for name in ("short", "spoken", "full")}
    return guidance_room.measured(texts, one.fillings, one.language)


@CHECKS
@room
@require_POST
def check(request: HttpRequest, reader: Reader, topic: str, language: str) -> HttpResponse:
    """Record that somebody answers for the version that the page showed."""
    one = found_or_404(reader, topic, language)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    read_on, until = typed.day("source_read_on"), typed.day("until")
    for name, day in (("source_read_on", read_on), ("until", until)):
        if day is None:
            typed.wrong(name, _("Escriba el día."))
    if guidance_room.is_named(typed.get("reviewer"), one.authors.get(typed.get("version"), ())):
        typed.wrong("reviewer", _("Esa persona lo escribió: por el texto responde otra."))
    if not typed.is_on("has_read"):
        typed.wrong("has_read", _("Lea la fuente y el texto, y marque la casilla."))
    act = partial(
        guidance.check_text,
        topic=topic,
        language=language,
        version=typed.get("version"),
        reviewer=typed.text("reviewer"),
        office=typed.text("office"),
        source_read_on=read_on or today(),  # where a day is missing, the form has its error and nothing is done
        until=until or today(),
        by=author(reader),
        at=now(),
        entry=entry_for(typed, reader),
    )
    return _to(one) if _kept(typed, reader, act) else text_page(request, reader, one, typed)


@WRITES
@room
@require_POST
def withdraw(request: HttpRequest, reader: Reader, topic: str, language: str) -> HttpResponse:
    """Take a text off, at once."""
    return _withdrawn(request, reader, topic, language)


@CHECKS
@room
@require_POST
def withdraw_as_reviewer(request: HttpRequest, reader: Reader, topic: str, language: str) -> HttpResponse:
    """Take a text off, at once: who checks texts and writes none may do it too."""
    return _withdrawn(request, reader, topic, language)


def _withdrawn(request: HttpRequest, reader: Reader, topic: str, language: str) -> HttpResponse:
    one = found_or_404(reader, topic, language)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    reason = typed.text("reason", 500)
    act = partial(guidance.withdraw_text, topic=topic, language=language, reason=reason, by=author(reader), at=now())
    return _to(one) if _kept(typed, reader, act) else text_page(request, reader, one, typed)


@WRITES
@room
@require_POST
def choose(request: HttpRequest, reader: Reader, topic: str, language: str, dispute: str) -> HttpResponse:
    """Let one of two versions stand that were written apart; the other one stays readable."""
    one = found_or_404(reader, topic, language)
    known = {(id_, entry) for id_, entry, _said in guidance_room.conflict(reader.country, one)}
    chosen = request.POST.get("chosen", "")
    if (dispute, chosen) not in known:
        raise Http404
    act = partial(resolve, dispute, chosen=UUID(chosen), by=author(reader), at=now())
    attempt(request, reader, act, _("Quedó esa versión; la otra sigue en la historia."))
    return _to(one)


def _to(one: Written) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:guidance_text", args=[one.topic.code, one.language]))
