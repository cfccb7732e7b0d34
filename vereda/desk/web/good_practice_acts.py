"""Prácticas: a draft, a text in one language, its card, its figures; the review, the yes, taking it off; who took it up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Part, Reader, RecordClass, serves
from vereda.countries.door import pack
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import editions as editions_room
from vereda.desk.rooms import good_practice as practice_room
from vereda.desk.rooms import transparency as cells
from vereda.desk.rooms.lessons import Proposed
from vereda.desk.rooms.programme_typed import day, line, picked
from vereda.desk.rooms.typed import Typed, word_of
from vereda.desk.web.acting import attempt
from vereda.desk.web.good_practice import HERE, practice_page, seen
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.desk.words import good_practice as words
from vereda.errors import FieldError
from vereda.exchange import door as exchange
from vereda.exchange.door import Practice
from vereda.exchange.schema import LINE_MOST, PARTS, Origin, Result
from vereda.logbook.door import Receipt

WRITES = serves(RecordClass.K0, action=Action.WRITE, part=Part.DRAFT)
PUBLISHES = serves(RecordClass.K0, action=Action.APPROVE)
AT = {
    "exchange.reviewer_missing": "reviewer",
    "exchange.reason_missing": "reason",
    "exchange.day_wrong": "on",
    "exchange.language_unknown": "language",
}
NEW = (Origin.POST, Origin.MISSION, Origin.WORKSHOP, Origin.VISIT, Origin.SOURCES)
"""Where a practice that is typed here can come from."""


def _typed(request: HttpRequest, reader: Reader, values: dict[str, str] | None = None) -> Typed:
    return Typed(request.POST if request.method == "POST" else values or {}, Labels(reader.country), zone_of(reader))


def _writing(reader: Reader, subject: UUID) -> Practice:
    one, may = seen(reader, subject)
    if not may.write:
        raise NotForYou
    return one


def _kept(typed: Typed, reader: Reader, act: Callable[..., Receipt]) -> UUID | None:
    """Do it once, or note beside its field what was refused."""
    if typed.errors:
        return None
    entry = entry_for(typed, reader)
    try:
        return once(entry, partial(act, entry=entry))
    except FieldError as error:
        typed.refuse(error, {**AT, error.code: str(error.details.get("field") or AT.get(error.code, "form"))})
        return None


@WRITES
@room
@require_http_methods(["GET", "POST"])
def new_practice(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Write the first draft of a practice."""
    if not practice_room.may_of(reader).write:
        raise NotForYou
    country = reader.country
    origin = word_of(Origin, request.GET.get("origen", "")) or Origin.POST
    usual = {"origin": origin.value, "language": practice_room.language_here(), f"country:{country}": "on"}
    typed, known = _typed(request, reader, usual), practice_room.countries(country)
    names = exchange.languages(country)
    if request.method == "POST":
        chosen = word_of(Origin, picked(typed, "origin", [one.value for one in NEW]))
        language = picked(typed, "language", dict(names))
        topics = practice_room.topics_of(typed)
        act = partial(
            exchange.draft_practice, origin=chosen or Origin.POST, language=language, written=practice_room.written(typed),
            topics=topics, practised_in=practice_room.practised_in(typed, known),
            references=[source] if (source := typed.text("reference", LINE_MOST)) else [], by=author(reader), at=now(),
        )  # fmt: skip
        if (made := _kept(typed, reader, act)) is not None:
            return _to(made, language)
    return _drawn_new(request, reader, typed)


def proposed(request: HttpRequest, reader: Reader, lesson: Proposed) -> HttpResponse:
    """Show the form of a new practice with what a lesson says; it is kept only when somebody saves it."""
    return _drawn_new(request, reader, _typed(request, reader, lesson.values), lesson)


def _drawn_new(request: HttpRequest, reader: Reader, typed: Typed, lesson: Proposed | None = None) -> HttpResponse:
    country = reader.country
    context = {
        **_form(typed), "is_new": True, "origins": [(one.value, words.ORIGINS[one]) for one in NEW],
        "languages": exchange.languages(country), "topics": practice_room.topics(), "countries": practice_room.countries(country),
        "lang": typed.get("language") or pack(country).country.main_language, "lesson": lesson,
    }  # fmt: skip
    return page(request, "desk/good_practice_write.html", context, here=HERE, status=422 if typed.errors else 200)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def write_practice(request: HttpRequest, reader: Reader, subject: UUID, language: str) -> HttpResponse:
    """Write a practice in one language, or translate it; the other languages stay as they are."""
    one, country = _writing(reader, subject), reader.country
    if language not in dict(exchange.languages(country)):
        raise Http404
    text = one.text(language)
    here = text.newest.version if text.newest else ""
    typed = _typed(request, reader, {**practice_room.as_typed(text.newest), "based_on": here})
    if request.method == "POST":
        act = partial(
            exchange.write_text, subject, language, written=practice_room.written(typed), based_on=typed.get("based_on"),
            by=author(reader), at=now(),
        )  # fmt: skip
        if _kept(typed, reader, act) is not None:
            return _to(subject, language)
        if typed.errors.get("form"):
            typed.values["based_on"] = here  # the page shows what stands now: who saves again has seen it
    model = one.first.newest if language != one.language else None
    context = {
        **_form(typed), "one": one, "tongue": language, "own_name": practice_room.own_name(country, language),
        "model": practice_room.as_typed(model), "model_lang": one.language, "lang": language,
        "other": practice_room.as_typed(text.newest) if typed.errors.get("form") else {},
        "references": practice_room.references(one.card),
    }  # fmt: skip
    return page(request, "desk/good_practice_write.html", context, here=HERE, status=422 if typed.errors else 200)


def _form(typed: Typed) -> dict[str, Any]:  # Any: what the page draws
    return {
        "form": typed, "token": typed.get("form") or fresh_token(), "parts": [(name, words.PARTS[name]) for name in PARTS],
        "hints": words.HINTS, "title_word": words.PARTS["title"],
    }  # fmt: skip


@WRITES
@room
@require_http_methods(["GET", "POST"])
def describe_practice(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Change what a practice is about: topics, countries, references, the office that answers."""
    one, country = _writing(reader, subject), reader.country
    typed, known = _typed(request, reader, practice_room.card_as_typed(one.card)), practice_room.countries(country, [one])
    if request.method == "POST":
        card = practice_room.card_of(typed, one.card, known)
        if card and _kept(typed, reader, partial(exchange.describe, subject, card, by=author(reader), at=now())) is not None:
            return to("good_practice", subject=subject)
    context = {
        "form": typed, "token": typed.get("form") or fresh_token(), "one": one, "topics": practice_room.topics(),
        "countries": known,
    }  # fmt: skip
    return page(request, "desk/good_practice_card.html", context, here=HERE, status=422 if typed.errors else 200)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def cite_figures(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Choose which published cells tell how it went; a withheld one cannot be chosen."""
    one, country = _writing(reader, subject), reader.country
    asked = request.POST if request.method == "POST" else request.GET
    listed = cells.editions(country)
    code = asked.get("edicion", "") if asked.get("edicion", "") in dict(listed) else (listed[0][0] if listed else "")
    period, _sep, series = code.partition(":")
    edition = cells.opened(country, series, period) if code else None
    tables = [row[:2] for row in editions_room.tables(edition)] if edition else []
    table = asked.get("tabla", "") if asked.get("tabla", "") in dict(tables) else (tables[0][0] if tables else "")
    if request.method == "POST":
        act = partial(_cite, request, reader, one, series, period, table)
        attempt(request, reader, act, _("Anotado. Lo que ya está publicado queda igual hasta que se publique otra vez."))
        return HttpResponseRedirect(reverse("desk:cite_figures", args=[subject]) + f"?edicion={code}&tabla={table}")
    context = {
        "one": one, "editions": listed, "edition": code, "tables": tables, "table": table,
        "figures": practice_room.figures(one.card, country),
        "choices": [row for row in cells.choices(edition, table, country) if not row.why] if edition else [],
    }  # fmt: skip
    return page(request, "desk/good_practice_figures.html", context, here=HERE)


def _cite(request: HttpRequest, reader: Reader, one: Practice, series: str, period: str, table: str) -> Receipt:
    gone = set(request.POST.getlist("gone"))
    kept = [each for each in one.card.figures if practice_room.figure_code(each) not in gone]
    for cell in request.POST.getlist("cell")[:20]:
        found = exchange.figure(reader.country, series, period, table, cell.split(";"))
        kept = [each for each in kept if practice_room.figure_code(each) != practice_room.figure_code(found)] + [found]
    return exchange.cite(one.subject, kept[:20], by=author(reader), at=now())


@WRITES
@room
@require_POST
def review_practice(request: HttpRequest, reader: Reader, subject: UUID, language: str) -> HttpResponse:
    """Note that somebody who knows the work read a text and its references."""
    one, typed = _writing(reader, subject), _typed(request, reader)
    reviewer, office = line(typed, "reviewer"), line(typed, "office")
    if not typed.is_on("has_read"):
        typed.wrong("has_read", _("Lea el texto y sus fuentes, y marque la casilla."))
    act = partial(
        exchange.review_text, subject, language, version=typed.get("version"), reviewer=reviewer, office=office,
        by=author(reader), at=now(),
    )  # fmt: skip
    if _kept(typed, reader, act) is not None:
        return _to(subject, language)
    return practice_page(request, reader, one, practice_room.may_of(reader), typed, language)


@PUBLISHES
@room
@require_POST
def publish_practice(request: HttpRequest, reader: Reader, subject: UUID, language: str) -> HttpResponse:
    """Publish what others wrote and reviewed, as it was read."""
    if not seen(reader, subject)[1].publish:
        raise NotForYou
    version = request.POST.get("version", "")
    act = partial(exchange.publish_text, subject, language, version=version, by=author(reader), at=now())
    attempt(request, reader, act, _("Publicada. Queda como está; lo que cambie después será otra revisión."))
    return _to(subject, language)


@PUBLISHES
@room
@require_POST
def withdraw_practice(request: HttpRequest, reader: Reader, subject: UUID, language: str) -> HttpResponse:
    """Take a published text off in one language."""
    one, may = seen(reader, subject)
    if not may.publish:
        raise NotForYou
    typed = _typed(request, reader)
    act = partial(exchange.withdraw_text, subject, language, reason=line(typed, "reason"), by=author(reader), at=now())
    if not typed.errors and attempt(request, reader, act, _("Retirada en esta lengua; las otras quedan igual.")):
        return _to(subject, language)
    return practice_page(request, reader, one, may, typed, language)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def adopt_practice(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that somebody took a practice up, and what they do another way."""
    one, country = _writing(reader, subject), reader.country
    usual = {"language": practice_room.language_here(), "in_country": country, "on": timezone.localdate().isoformat()}
    typed, known = _typed(request, reader, usual), practice_room.countries(country, [one])
    names = exchange.languages(country)
    if request.method == "POST":
        who, on = line(typed, "who", most=300), day(typed, "on")
        where, language = picked(typed, "in_country", dict(known)), picked(typed, "language", dict(names))
        act = partial(
            exchange.adopt, subject, who=who, on=on or timezone.localdate(), in_country=where, language=language,
            changed=typed.text("changed", 3000), by=author(reader), at=now(),
        )  # fmt: skip
        if _kept(typed, reader, act) is not None:
            return to("good_practice", subject=subject)
    context = {
        "form": typed, "token": typed.get("form") or fresh_token(), "one": one, "countries": known, "languages": names,
        "today": timezone.localdate(), "said": _first(one),
    }  # fmt: skip
    return page(request, "desk/good_practice_adopt.html", context, here=HERE, status=422 if typed.errors else 200)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def tell_result(request: HttpRequest, reader: Reader, subject: UUID, adoption: UUID) -> HttpResponse:
    """Note how it went where a practice was taken up; or that it was noted by mistake."""
    one, country = _writing(reader, subject), reader.country
    row = next((told for told in practice_room.adoptions(one.taken_up, country) if told.subject == adoption), None)
    if row is None:
        raise Http404
    typed = _typed(request, reader, {"language": practice_room.language_here(), "on": timezone.localdate().isoformat()})
    names = exchange.languages(country)
    if request.method == "POST" and typed.get("reason").strip():
        act = partial(exchange.withdraw_adoption, adoption, reason=typed.text("reason"), by=author(reader), at=now())
        attempt(request, reader, act, _("Quitada."))
        return to("good_practice", subject=subject)
    if request.method == "POST":
        result, on = word_of(Result, picked(typed, "result", set(Result))), day(typed, "on")
        act = partial(
            exchange.tell_result, adoption, result=result or Result.TOO_EARLY, on=on or timezone.localdate(),
            language=picked(typed, "language", dict(names)), words=typed.text("words", 3000), by=author(reader), at=now(),
        )  # fmt: skip
        if _kept(typed, reader, act) is not None:
            messages.success(request, _("Anotado."))
            return to("good_practice", subject=subject)
    context = {
        "form": typed, "token": typed.get("form") or fresh_token(), "one": one, "row": row, "languages": names,
        "results": [(code.value, words.RESULTS[code]) for code in Result], "today": timezone.localdate(), "said": _first(one),
    }  # fmt: skip
    return page(request, "desk/good_practice_result.html", context, here=HERE, status=422 if typed.errors else 200)


def _first(one: Practice) -> Any:  # Any: Said, for the title of a page
    text = one.text(one.read_in(practice_room.language_here(), published=one.is_published))
    return text.published.said if text.published else text.newest


def _to(subject: UUID, language: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:good_practice", args=[subject]) + f"?lengua={language}")
