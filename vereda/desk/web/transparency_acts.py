"""Writing the register: note a request, choose what it asks, ask back, extend, answer, appeal, close."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vereda.access.door import NotForYou, Reader, log_read
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import editions as editions_room
from vereda.desk.rooms import transparency as transparency_room
from vereda.desk.rooms import transparency_letter as letter_room
from vereda.desk.rooms.typed import Typed, word_of
from vereda.desk.web.acting import attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.desk.web.transparency import HERE, K8, KEEPS, seen, shown, within
from vereda.desk.words import transparency as words
from vereda.errors import FieldError
from vereda.transparency import door as transparency
from vereda.transparency.door import Came, Told
from vereda.transparency.schema import CHOSEN, Basis, Ground, Outcome, Outside, Part, Request, Way

TEXT_MOST = 4000
MONTH = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")
FIELDS = {
    "transparency.received_ahead": "received_on",
    "transparency.text_missing": "text",
    "transparency.due_before": "due_on",
    "transparency.due_missing": "due_on",
    "countries.holiday_table_ends": "due_on",
    "transparency.figure_not_chosen": "text",
    "transparency.receiver_missing": "to",
    "transparency.ground_missing": "ground",
    "transparency.outcome_wrong": "outcome",
    "transparency.different_answer": "outcome",
}
LANGS = (("es", "Español"), ("en", "English"))


@KEEPS
@room
@require_http_methods(["GET", "POST"])
def transparency_new(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of a request, or keep it."""
    within(reader)
    typed = Typed(request.POST if request.method == "POST" else _usual(), Labels(reader.country), zone_of(reader))
    if request.method == "POST" and (subject := _received(typed, reader)):
        messages.success(request, _("Anotada. Diga ahora qué celdas se preguntan."))
        return to("transparency_request", subject=subject)
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "bases": list(words.BASES.items()),
        "ways": list(words.WAYS.items()),
        "answer_langs": LANGS,
        "term": transparency_room.law_term(reader.country),
    }
    return page(request, "desk/transparency_new.html", context, here=HERE, status=422 if typed.errors else 200)


def _usual() -> dict[str, str]:
    return {"basis": Basis.LAW.value, "way": Way.PLATFORM.value, "lang": "es", "received_on": timezone.localdate().isoformat()}


def _received(typed: Typed, reader: Reader) -> UUID | None:
    came = Came(
        basis=word_of(Basis, typed.get("basis")) or Basis.LAW,
        way=word_of(Way, typed.get("way")) or Way.PLATFORM,
        received_on=typed.day("received_on") or timezone.localdate(),
        text=typed.text("text", TEXT_MOST),
        lang="en" if typed.get("lang") == "en" else "es",
        due_on=typed.day("due_on"),
        name=typed.text("name"),
        contact=typed.text("contact"),
        receipt=typed.text("receipt"),
    )
    entry = entry_for(typed, reader)
    act = partial(transparency.receive, came, today=timezone.localdate(), by=author(reader), at=now(), entry=entry)
    return kept(typed, entry, act, FIELDS)


@KEEPS
@room
@require_http_methods(["GET", "POST"])
def transparency_cells(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the tables of an edition, and add the cells that were ticked to what is asked."""
    one, country = seen(reader, subject), reader.country
    if one.answered:
        raise NotForYou
    if request.method == "POST":
        chosen = _chosen(request)
        parts = [*(one.question.parts if one.question else []), *([chosen] if chosen else [])]
        if chosen and _set(request, reader, subject, _joined(parts), one.question.outside if one.question else None, one):
            return to("transparency_request", subject=subject)
        if chosen is None:
            messages.warning(request, _("No eligió ninguna celda. Toque las que se preguntan, o toda la tabla."))
    asked = request.POST if request.method == "POST" else request.GET
    listed = transparency_room.editions(country)
    code = asked.get("edicion", "")
    code = code if code in dict(listed) else (listed[0][0] if listed else "")
    period, _sep, series = code.partition(":")
    edition = transparency_room.opened(country, series, period) if code else None
    tables = editions_room.tables(edition) if edition else []
    table = asked.get("tabla", "")
    table = table if any(table == row[0] for row in tables) else (tables[0][0] if tables else "")
    log_read(reader, K8, subject=subject)
    context = {
        "subject": subject,
        "one": one,
        "editions": listed,
        "edition": code,
        "tables": tables,
        "table": table,
        "choices": transparency_room.choices(edition, table, country) if edition else [],
        "whole": transparency_room.WHOLE,
    }
    return page(request, "desk/transparency_cells.html", context, here=HERE)


def _chosen(request: HttpRequest) -> Part | None:
    """Return what was ticked, None where nothing was."""
    period, _sep, series = request.POST.get("edicion", "").partition(":")
    cells = [one.split(";") for one in request.POST.getlist("cell") if one != transparency_room.WHOLE]
    is_whole = transparency_room.WHOLE in request.POST.getlist("cell")
    table = request.POST.get("tabla", "")
    if not (period and table and (cells or is_whole)):
        return None
    try:
        return Part(series=series, period=period, table=table, cells=[] if is_whole else cells)
    except ValueError:
        return None


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Return parts of the same table as one: chosen in two goes it is the same question."""
    found: dict[tuple[str, str, str], Part] = {}
    for part in parts:
        at = (part.series, part.period, part.table)
        known = found.get(at)
        if known is None or not part.cells:
            found[at] = part
        elif known.cells:
            both = [*known.cells, *(cell for cell in part.cells if cell not in known.cells)]
            found[at] = Part.model_construct(series=at[0], period=at[1], table=at[2], cells=both)
    return list(found.values())


def _set(
    request: HttpRequest,
    reader: Reader,
    subject: UUID,
    parts: Sequence[Part],
    outside: Outside | None,
    one: Request,
    month: str = "",
) -> bool:
    of = month or (one.question.of if one.question and outside is one.question.outside else "")
    act = partial(
        transparency.set_question, subject, parts=parts, outside=outside, month=of if outside else "", by=author(reader), at=now()
    )
    return attempt(request, reader, act, _("Anotado lo que se pregunta."))


@KEEPS
@room
@require_POST
def transparency_outside(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Say that what is asked stands in no published table, and why; or take it, or a part of the question, away again."""
    one = seen(reader, subject)
    parts = list(one.question.parts) if one.question else []
    if (gone := request.POST.get("quitar", "")).isdecimal() and int(gone) < len(parts):
        del parts[int(gone)]
        _set(request, reader, subject, parts, one.question.outside if one.question else None, one)
        return to("transparency_request", subject=subject)
    outside = word_of(Outside, request.POST.get("outside", ""))
    month = request.POST.get("of", "").strip()
    _set(request, reader, subject, parts, outside, one, month if MONTH.fullmatch(month) else "")
    return to("transparency_request", subject=subject)


@KEEPS
@room
@require_POST
def transparency_step(request: HttpRequest, reader: Reader, subject: UUID, step: str) -> HttpResponse:
    """Ask back, note the clarification, extend the term, note an appeal, close."""
    one = seen(reader, subject)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    by, at, on = author(reader), now(), timezone.localdate()
    text, due, where = typed.text("text", TEXT_MOST), typed.day("due_on"), typed.text("to")
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "aclarar": (
            partial(transparency.ask_back, subject, on=on, text=text, by=by, at=at),
            _("Anotado que se pidió aclaración."),
        ),
        "aclarada": (
            partial(transparency.clarify, subject, on=on, text=text, due_on=due, by=by, at=at),
            _("Anotada la aclaración."),
        ),
        "ampliar": (partial(transparency.extend, subject, on=on, text=text, due_on=due, by=by, at=at), _("Plazo ampliado.")),
        "recurso": (partial(transparency.appeal, subject, on=on, to=where, by=by, at=at), _("Anotado el recurso.")),
        "cerrar": (
            partial(transparency.close, subject, on=on, by=by, at=at),
            _("Cerrada. Quién pidió se borra cuando pasen los días de la tabla."),
        ),
    }
    if step not in acts:
        raise NotForYou
    act, said = acts[step]
    if not typed.errors:
        try:
            act()
        except FieldError as error:
            typed.refuse(error, {})
    if typed.errors:
        log_read(reader, K8, subject=subject)
        return page(request, "desk/transparency_request.html", shown(reader, subject, one, typed), here=HERE, status=422)
    messages.success(request, said)
    return to("transparency_request", subject=subject)


@KEEPS
@room
@require_http_methods(["GET", "POST"])
def transparency_answer(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the answer as the letter would say it, in the language of who asks; say yes to it."""
    one, country = seen(reader, subject), reader.country
    if one.answered:
        raise NotForYou
    typed = Typed(request.POST, Labels(country), zone_of(reader))
    told = _told(typed)
    drawn = None
    if request.method == "POST" and not typed.errors:
        try:
            drawn = transparency.drawn(subject, told, country=country)
        except FieldError as error:
            typed.refuse(error, FIELDS)
        if drawn is not None and request.POST.get("do") == "answer":
            entry = entry_for(typed, reader)
            act = partial(transparency.answer, subject, told, by=author(reader), at=now(), entry=entry)
            if kept(typed, entry, act, FIELDS):
                messages.success(request, _("Contestada. La carta está lista para enviarse."))
                return to("transparency_request", subject=subject)
    log_read(reader, K8, subject=subject)
    before = transparency.answered_before(subject, country, one.key)
    preview = letter_room.plain(letter_room.letter(one, drawn.payload, told.words, drawn.before, country)) if drawn else ""
    context = {
        "subject": subject,
        "one": one,
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "asked": transparency_room.asked(one, country),
        "has_cells": bool(one.question and one.question.parts),
        "outcomes": [(code.value, words.OUTCOMES[code]) for code in CHOSEN],
        "grounds": list(words.GROUNDS.items()),
        "before": transparency_room.before(before, country),
        "outcome": words.OUTCOMES[drawn.payload.outcome] if drawn else "",
        "preview": preview,
        "text": transparency.texts(subject).get("transparency.received", ""),
    }
    return page(request, "desk/transparency_answer.html", context, here=HERE, status=422 if typed.errors else 200)


def _told(typed: Typed) -> Told:
    """Return the answer as it was typed: the cells are no part of it."""
    return Told(
        on=timezone.localdate(),
        words=typed.text("text", TEXT_MOST),
        outcome=word_of(Outcome, typed.get("outcome")),
        to=typed.text("to"),
        ground=word_of(Ground, typed.get("ground")),
        law=typed.text("law"),
    )
