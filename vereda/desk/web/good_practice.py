"""Prácticas: the list and its search, one practice in one language, its sheet. Drafts are for those who work on them.

What is published stands word for word; a draft says that it is one, and is shown to those who write, review and publish.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from vereda.access.door import Reader, RecordClass, serves
from vereda.desk.frame import page, room, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import good_practice as practice_room
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.typed import Typed
from vereda.desk.told import told
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.words import good_practice as words
from vereda.errors import FieldError
from vereda.exchange import door as exchange
from vereda.exchange.door import Practice
from vereda.exchange.schema import Published, Text, Topic

READS = serves(RecordClass.K0)
HERE = "good_practices"


@READS
@room
@require_GET
def good_practices(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the practices that answer a search, published ones first; to who works on them also drafts and what waits."""
    typed = Typed(request.GET, Labels(reader.country), zone_of(reader))
    may, country = practice_room.may_of(reader), reader.country
    rows = exchange.practices(country)
    names = exchange.languages(country)
    language = typed.get("lengua") if typed.get("lengua") in dict(names) else practice_room.language_here()
    topic = Topic(typed.get("tema")) if typed.get("tema") in set(Topic) else None
    where = typed.get("pais") if typed.get("pais") in dict(practice_room.countries(country, rows)) else ""
    found = exchange.found(rows, typed.text("q"), topic=topic, country=where, drafts=may.drafts)

    def line(one: Practice) -> practice_room.Line:
        return practice_room.line(one, country, language, drafts=may.drafts)

    context = {
        "form": typed,
        "published": [line(one) for one in found if one.is_published],
        "drafts": [line(one) for one in found if not one.is_published],
        "waiting": [
            (one.subject, text.newest.title, practice_room.own_name(country, text.language), text.language, bool(text.review))
            for one, text in exchange.waiting(rows)
            if text.newest
        ]
        if may.drafts
        else [],
        "topics": practice_room.topics(),
        "countries": practice_room.countries(country, rows),
        "languages": names,
        "chosen": language,
        "is_search": any(typed.get(name) for name in ("q", "tema", "pais")),
        "may": may,
    }
    return page(request, "desk/good_practices.html", context, here=HERE)


@READS
@room
@require_GET
def good_practice(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show a practice in one language: what stands, or an older revision, or the draft; and who took it up."""
    one, may = seen(reader, subject)
    return practice_page(request, reader, one, may, Typed({}, Labels(reader.country), zone_of(reader)))


@READS
@room
@require_GET
def good_practice_pdf(request: HttpRequest, reader: Reader, subject: UUID, language: str) -> HttpResponse:
    """Give a practice as a sheet of paper in one language: what stands; a draft, with its band, to who works on it."""
    one, may = seen(reader, subject)
    text = one.text(language)
    if text.published is None and not (may.drafts and text.newest):
        raise Http404
    try:
        body = exchange.printing.pdf(practice_room.sheet(one, text, reader.country))
    except FieldError as error:  # a letter that the font does not have
        messages.warning(request, told(error, Labels(reader.country)))
        return HttpResponseRedirect(reverse("desk:good_practice", args=[subject]) + f"?lengua={language}")
    name = f"{practice_room.file_name(one, text)}.pdf"
    return HttpResponse(body, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})


# what other views of the room use -------------------------------------------------------------------------------------


def seen(reader: Reader, subject: UUID) -> tuple[Practice, practice_room.May]:
    """Return a practice of the reader's country, and what may be done; one that is not published is there for few."""
    may = practice_room.may_of(reader)
    try:
        one = exchange.practice(subject, reader.country)
    except FieldError:
        raise Http404 from None
    if not one.is_published and not may.drafts:
        raise Http404
    return one, may


def practice_page(
    request: HttpRequest, reader: Reader, one: Practice, may: practice_room.May, typed: Typed, language: str = ""
) -> HttpResponse:
    """Return the page of a practice, with a form that came back where something was wrong in it."""
    country = reader.country
    asked = language or request.GET.get("lengua", "") or practice_room.language_here()
    language = one.read_in(asked, published=not may.drafts)
    text = one.text(language)
    shown = _shown(request, text)
    draft = text.newest if may.drafts and text.waits else None
    said = shown.said if shown else draft
    card = shown.card if shown else one.card
    names = names_of(_accounts(one, text))
    context: dict[str, Any] = {  # Any: what the page draws
        "one": one,
        "text": text,
        "tongue": language,
        "own_name": practice_room.own_name(country, language),
        "shown": shown,
        "is_old": shown is not None and text.published is not None and shown.revision < text.published.revision,
        "said": said,
        "parts": practice_room.paragraphs(said) if said else [],
        "draft": draft if shown else None,
        "draft_parts": practice_room.paragraphs(draft) if draft and shown else [],
        "card": card,
        "topics": [words.TOPICS[topic] for topic in card.topics],
        "where": [practice_room.country_name(country, iso) for iso in card.practised_in],
        "came_from": practice_room.country_name(country, one.came_from) if one.came_from else "",
        "origin": words.ORIGINS[one.origin],
        "stage": words.STAGES[text.stage],
        "is_published": text.published is not None,
        "figures": practice_room.figures(card, country),
        "references": practice_room.references(card),
        "adoptions": practice_room.adoptions(one.taken_up, country),
        "languages": [
            (code, practice_room.own_name(country, code), words.STAGES[other.stage], one.is_behind(code) and may.drafts)
            for code, other in sorted(one.texts.items(), key=lambda pair: (pair[0] != one.language, pair[0]))
            if other.published or may.drafts
        ],
        "missing": practice_room.languages_to_write(one, country) if may.write else [],
        "review": text.review,
        "is_own": text.wrote(reader.account),
        "is_behind": one.is_behind(language) and may.drafts,
        "withdrawn": text.state["withdrawn"] if may.drafts else None,
        "revisions": text.revisions,
        "who": lambda account: who_is(account, names),
        "at": datetime.fromisoformat,
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "today": timezone.localdate(),
        "may": may,
    }
    return page(request, "desk/good_practice.html", context, here=HERE, status=422 if typed.errors else 200)


def _shown(request: HttpRequest, text: Text) -> Published | None:
    """Return the revision asked for, else the one that stands."""
    asked = request.GET.get("r", "")
    if text.published and asked.isdecimal() and len(asked) < 5 and 1 <= int(asked) <= len(text.revisions):
        return text.revisions[int(asked) - 1]
    return text.published


def _accounts(one: Practice, text: Text) -> set[str]:
    found = {text.by, *(row["by"] for row in text.state["reviews"]), *(row.by for row in text.revisions)}
    withdrawn = text.state["withdrawn"]
    return {account for account in (*found, withdrawn["by"] if withdrawn else "") if account}
