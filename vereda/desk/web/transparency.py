"""Transparencia: the register of requests, one request, the letter that answers it; who asks stands on a page of its own.

Statistics and data protection keep it: those who sign editions. The name of who asks opens to data protection alone.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from vereda.access.door import (
    Action,
    NotForYou,
    Part,
    Purpose,
    Reader,
    RecordClass,
    demand,
    holds,
    log_read,
    reach_of,
    relation_to,
    serves,
)
from vereda.desk.frame import page, room, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import transparency as transparency_room
from vereda.desk.rooms import transparency_letter as letter_room
from vereda.desk.rooms.history import names_of
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.words import transparency as words
from vereda.logbook.door import history
from vereda.transparency import door as transparency
from vereda.transparency.door import RequestUnknown
from vereda.transparency.schema import OPEN, Request

K2, K8 = RecordClass.K2, RecordClass.K8
KEEPS = serves(
    K8,
    action=Action.APPROVE,
    part=Part.PROTECTED,
    purposes=(Purpose.STATISTICS, Purpose.QUALITY_AUDIT),
    usual=Purpose.STATISTICS,
)
"""The mark of keeping the register."""
EXPORTS = serves(K8, action=Action.EXPORT, part=Part.PROTECTED, purposes=(Purpose.STATISTICS,), usual=Purpose.STATISTICS)
ASKS = serves(K2, purposes=(Purpose.DATA_SUBJECT_REQUEST,), usual=Purpose.DATA_SUBJECT_REQUEST)
"""The mark of who is told who asks: they answer for personal data anyway."""
HERE = "transparency"


def within(reader: Reader) -> None:
    """Raise NotForYou for who does not keep the register of the country."""
    if reach_of(reader, K8, Action.APPROVE, Part.PROTECTED).kind != "country":
        raise NotForYou


def seen(reader: Reader, subject: UUID) -> Request:
    """Return a request to who keeps the register. Raises NotForYou, also where there is none."""
    within(reader)
    try:
        return transparency.request(subject, reader.country)
    except RequestUnknown:
        raise NotForYou from None


@KEEPS
@room
@require_GET
def register(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what is overdue, what presses, what waits, and how the year went."""
    within(reader)
    today, country = timezone.localdate(), reader.country
    found = transparency_room.register(country, today)
    log_read(reader, K8, subjects=["requests"])
    years = transparency.years(country)
    asked = request.GET.get("anio", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else (years[0] if years else today.year)
    context = {
        "register": found,
        "counts": transparency.counts(country, year, today),
        "year": year,
        "years": years,
        "outcomes": words.OUTCOMES,
        "may_export": holds(reader.role, K8, Action.EXPORT, Part.PROTECTED),
    }
    return page(request, "desk/transparency.html", context, here=HERE)


@KEEPS
@room
@require_GET
def transparency_request(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one request: its days, what is asked, who asked the same before, what was answered."""
    one = seen(reader, subject)
    log_read(reader, K8, subject=subject)
    return page(request, "desk/transparency_request.html", shown(reader, subject, one), here=HERE)


def shown(reader: Reader, subject: UUID, one: Request, typed: Typed | None = None) -> dict[str, Any]:  # Any: what is drawn
    """Return what the page of a request draws."""
    country, today = reader.country, timezone.localdate()
    before = transparency.answered_before(subject, country, one.key)
    return {
        "subject": subject,
        "one": one,
        "is_open": one.standing in OPEN,
        "standing": words.STANDINGS[one.standing],
        "basis": words.BASES[one.received.basis],
        "way": words.WAYS[one.received.way],
        "due": transparency_room.due(one, today, country),
        "is_late": one.answered is None and one.due_on is not None and one.due_on < today,
        "term": transparency_room.term_of(one, country),
        "extension": transparency.term(country, transparency.EXTENSION),
        "texts": transparency.texts(subject),
        "asked": transparency_room.asked(one, country),
        "before": transparency_room.before(before, country),
        "outsides": list(words.OUTSIDES.items()),
        "outcome": words.OUTCOMES[one.answered.outcome] if one.answered else "",
        "given": transparency_room.given(one.answered.cells, country) if one.answered else [],
        "steps": transparency_room.steps(subject, names_of({told.author for told in history(subject)})),
        "may_know": holds(reader.role, K2, Action.READ),
        "form": typed or Typed({}, Labels(country), zone_of(reader)),
        "token": fresh_token(),
        "today": today.isoformat(),
    }


@KEEPS
@room
@require_GET
def transparency_letter(request: HttpRequest, reader: Reader, subject: UUID, form: str) -> HttpResponse:
    """Give the letter of an answer: PDF to be signed, or text for a platform or a mail."""
    one = seen(reader, subject)
    if one.answered is None or form not in ("pdf", "txt"):
        raise NotForYou
    log_read(reader, K8, subject=subject)
    text = transparency.texts(subject).get("transparency.answered", "")
    before = transparency.answered_before(subject, reader.country, one.key)
    made = letter_room.letter(one, one.answered, text, before, reader.country)
    content = letter_room.pdf(made) if form == "pdf" else letter_room.plain(made).encode()
    kind = "application/pdf" if form == "pdf" else "text/plain; charset=utf-8"
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="respuesta-{one.folio}.{form}"', "Cache-Control": "no-store"},
    )


@ASKS
@room
@require_GET
def transparency_asker(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show who asks and how to reach them, to who answers for personal data; each time is a row of the read log."""
    demand(reader, K2, Action.READ, relation_to(reader, country=reader.country, is_request=True))
    try:
        one = transparency.request(subject, reader.country)
    except RequestUnknown:
        raise NotForYou from None
    log_read(reader, K2, subject=subject)
    context = {"subject": subject, "one": one, "asker": transparency.asker(subject), "way": words.WAYS[one.received.way]}
    return page(request, "desk/transparency_asker.html", context, here=HERE)


@EXPORTS
@room
@require_GET
def transparency_file(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Give the register as CSV that may be published: days, questions in codes, outcomes; nobody who asked."""
    if reach_of(reader, K8, Action.EXPORT, Part.PROTECTED).kind != "country":
        raise NotForYou
    log_read(reader, K8, Action.EXPORT, subjects=["requests"])
    return HttpResponse(
        transparency.public_csv(reader.country),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="solicitudes.csv"'},
    )
