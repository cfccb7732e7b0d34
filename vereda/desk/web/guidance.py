"""Orientación: the library by kind and language, one topic with its languages side by side, one text with its history.

It belongs to nobody's group and is no data about people we met: every account reads it. What is not published says so.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vereda.access.door import Reader, RecordClass, serves
from vereda.countries.door import pack
from vereda.desk.frame import now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import danger_notices as notices_room
from vereda.desk.rooms import guidance as guidance_room
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.words import guidance as words
from vereda.errors import FieldError
from vereda.guidance import door as guidance
from vereda.guidance.door import Written
from vereda.notices import door as notices

READS = serves(RecordClass.K0)
CHANGED_DAYS = 30


@READS
@room
@require_GET
def library(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show every topic in one language, and how it stands in the others."""
    names = guidance_room.own_names(reader.country)
    asked = request.GET.get("lengua", "")
    language = asked if asked in dict(names) else names[0][0]
    shelves = guidance_room.shelves(reader.country, today(), language)
    context = {
        "languages": names,
        "chosen": language,
        "shelves": shelves,
        "total": sum(len(rows) for _name, rows in shelves),
        "public": sum(row.here.is_public for _name, rows in shelves for row in rows),
        "may": guidance_room.may_of(reader),
    }
    return page(request, "desk/guidance.html", context, here="guidance")


@READS
@room
@require_GET
def topic(request: HttpRequest, reader: Reader, topic: str) -> HttpResponse:
    """Show one topic with its languages side by side."""
    if (notice := notices.subject_of(topic)) is not None:
        return to("danger_notice", subject=notice)
    if topic == notices.map_topic():
        return to("risk_map")
    if topic not in pack(reader.country).topics:
        raise Http404
    found = [found_or_404(reader, topic, code) for code, _name in guidance_room.own_names(reader.country)]
    here = found[0].topic
    context = {
        "topic": here,
        "label": guidance_room.label_of(here),
        "covers": guidance_room.covers_of(here),
        "sources": guidance_room.sources_of(here, reader.country),
        "sides": [_side(reader, one) for one in found if one.versions],
        "missing": [(one.language, guidance.own_name(reader.country, one.language)) for one in found if not one.versions],
        "may": guidance_room.may_of(reader),
        "states": [pack(reader.country).admin1[code].name for code in here.states],
    }
    return page(request, "desk/guidance_topic.html", context, here="guidance")


@READS
@room
@require_GET
def text(request: HttpRequest, reader: Reader, topic: str, language: str) -> HttpResponse:
    """Show one text: as it stands, what it lacks, its versions with what each changed, and what may be done."""
    one = found_or_404(reader, topic, language)
    return text_page(request, reader, one, Typed({}, Labels(reader.country), zone_of(reader)))


@READS
@room
@require_GET
def queue(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what waits for a second person, which checks end within 30 days, and which numbers nobody rang."""
    waiting = [(_row(reader, one), guidance_room.lacks_said(one.lacks)) for one in guidance.waiting(reader.country, today())]
    ending = guidance.ending(reader.country, today())
    rest: dict[str, list[Any]] = {}  # Any: what the page draws
    for row, lacks in waiting:
        if not row["topic"].safety_core:
            rest.setdefault(row["own_name"], []).append((row, lacks))
    at = now()
    context = {
        "core": [(row, lacks) for row, lacks in waiting if row["topic"].safety_core],
        "rest": list(rest.items()),
        "total": len(waiting),
        "moved": [one for one in notices_room.all_shown(notices.notices(reader.country, at), reader.country, at) if one.moved],
        "ending": [(_row(reader, one.written), one.until) for one in ending],
        "numbers": [(one, guidance_room.number_lacks_said(one)) for one in guidance.numbers_lacking(reader.country, today())],
        "may": guidance_room.may_of(reader),
    }
    return page(request, "desk/guidance_queue.html", context, here="guidance")


@READS
@room
@require_GET
def changed(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what was written, checked, withdrawn, corrected and rung since a day; without one, in the last 30 days."""
    typed = Typed(request.GET, Labels(reader.country), zone_of(reader))
    since = typed.day("desde") or today() - timedelta(days=CHANGED_DAYS)
    at = now().replace(year=since.year, month=since.month, day=since.day, hour=0, minute=0, second=0, microsecond=0)
    rows = guidance.changed_since(reader.country, at)
    names = names_of({row.told.author for row in rows})
    topics = pack(reader.country).topics
    context = {
        "form": typed,
        "since": since,
        "rows": [
            {
                "row": row,
                "step": words.DONE[row.told.kind],
                "who": who_is(row.told.author, names),
                "label": guidance_room.label_of(topics[row.topic])
                if row.topic in topics
                else row.hotline or (_("Mapa de riesgo") if row.topic == notices.map_topic() else _("Aviso de peligro")),
                "language": guidance.own_name(reader.country, row.language) if row.language else "",
            }
            for row in rows
            if row.told.kind in words.DONE
        ],
    }
    return page(request, "desk/guidance_changed.html", context, here="guidance", status=422 if typed.errors else 200)


# What other views of the room use -----------------------------------------------------------------------------------------


def today() -> date:
    """Return the local day of the reader's post."""
    return now().date()


def found_or_404(reader: Reader, topic: str, language: str) -> Written:
    """Return a text, or answer that there is none."""
    try:
        return guidance.written_one(reader.country, today(), topic, language)
    except FieldError:
        raise Http404 from None


def text_page(request: HttpRequest, reader: Reader, one: Written, typed: Typed) -> HttpResponse:
    """Return the page of a text, with a form that came back where something was wrong in it."""
    newest, public = one.newest, one.public
    about = notices.subject_of(one.topic.code)
    row = notices.notice(about, reader.country) if about else None
    context: dict[str, Any] = {  # Any: what the page draws
        "form": typed,
        "one": one,
        "label": guidance_room.label_of(one.topic),
        "own_name": guidance.own_name(reader.country, one.language),
        "kept": words.KEPT[one.kept],
        "lacks": guidance_room.lacks_said(one.lacks),
        "told": one.told(newest) if newest else None,
        "newest": newest,
        "published": one.told(public) if public and newest and public.id != newest.id else None,
        "notice": notices_room.shown(row, now(), []) if row else None,
        "moved": notices_room.moved_after(row, [one]) if row else "",
        "is_own": newest is not None and reader.account in one.authors.get(newest.id, set()),
        "versions": guidance_room.versions_told(one),
        "withdrawals": _withdrawals(one),
        "conflict": guidance_room.conflict(reader.country, one),
        "sources": guidance_room.sources_of(one.topic, reader.country),
        "level": guidance.level_of(one.told(newest).full) if newest and one.language == "spa" else None,
        "parts": words.PARTS,
        "ease": words.EASE,
        "token": typed.get("form") or fresh_token(),
        "today": today(),
        "a_year": today() + timedelta(days=365),
        "may": guidance_room.may_of(reader),
    }
    return page(request, "desk/guidance_text.html", context, here="guidance", status=422 if typed.errors else 200)


def _withdrawals(one: Written) -> list[tuple[str, str, datetime]]:
    names = names_of({who for _reason, who, _at in one.withdrawals})
    return [(reason, who_is(who, names), datetime.fromisoformat(at)) for reason, who, at in one.withdrawals]


def _side(reader: Reader, one: Written) -> dict[str, Any]:  # Any: what the page draws
    shown = one.newest
    return {
        "one": one,
        "standing": guidance_room.standing(reader.country, one),
        "told": one.told(shown) if shown else None,
        "lacks": guidance_room.lacks_said(one.lacks),
    }


def _row(reader: Reader, one: Written) -> dict[str, Any]:  # Any: what the page draws
    return {
        "topic": one.topic,
        "label": _label(reader, one),
        "language": one.language,
        "own_name": guidance.own_name(reader.country, one.language),
    }


def _label(reader: Reader, one: Written) -> str:
    """Return what a text is called in a list: of a notice also where it holds, of which there may be several of one danger."""
    label, about = guidance_room.label_of(one.topic), notices.subject_of(one.topic.code)
    row = notices.notice(about, reader.country) if about else None
    if row is None:
        return label
    return _("Aviso: {danger}, {where}").format(danger=label, where=notices.where_said(row, get_language() or "es"))
