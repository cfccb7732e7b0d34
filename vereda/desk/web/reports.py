"""Parte de novedades: the draft of the day that is over, in one click signed and sent; past ones; questions answered."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, holds, log_read, reach_of, serves
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import notices as notices_room
from vereda.desk.rooms import reports as reports_room
from vereda.desk.rooms.noticed import Asked, Level
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import DECIDES, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for
from vereda.desk.words import reports as words
from vereda.errors import FieldError
from vereda.logbook.door import subject_of_entry
from vereda.reports import door as reports
from vereda.reports.door import Reply

PURPOSES = (Purpose.STATISTICS, Purpose.QUALITY_AUDIT)
FIRSTS = {"state": "reports_state", "country": "reports_country"}
"""Where who reaches further than one group begins."""

LOOKS = serves(RecordClass.K8, purposes=PURPOSES, usual=Purpose.STATISTICS)
"""The mark of looking at reports: numbers, and never what is behind them."""

SIGNS_ABOVE = serves(RecordClass.K8, action=Action.APPROVE, purposes=PURPOSES, usual=Purpose.STATISTICS)
"""The mark of what an office does with reports of those below: asks, corrects, sums, signs."""


@LOOKS
@room
@require_GET
def reports_first(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the report of the day that is over, and those before it; send an office to its own page."""
    reach = reach_of(reader, RecordClass.K8)
    if reach.kind in FIRSTS:
        return to(FIRSTS[reach.kind])
    group = own_group(reader)
    on = reports.last_closed(now(), zone_of(reader))
    return _day(request, reader, group, on, past=reports_room.past(group, reader.country, on, now()))


@LOOKS
@room
@require_GET
def report_day(request: HttpRequest, reader: Reader, on: str) -> HttpResponse:
    """Show the report of one day of the own post."""
    return _day(request, reader, own_group(reader), day_of(on))


@DECIDES
@room
@require_POST
def sign_report(request: HttpRequest, reader: Reader, on: str) -> HttpResponse:
    """Sign the report of a day and send it; what was typed comes back where something is missing."""
    reach = reach_of(reader, RecordClass.K1, Action.APPROVE)
    if reach.kind != "own_group":
        raise NotForYou
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if not _sign(typed, reader, reach.group, day_of(on)):
        return _day(request, reader, reach.group, day_of(on), typed=typed)
    messages.success(request, _("Parte firmado y enviado. Si algo cambia, puede firmar otra versión; la primera se conserva."))
    return to("report_day", on=on)


def _sign(typed: Typed, reader: Reader, group: str, on: date) -> bool:
    stands, entry = reports_room.now_of(group, reader.country, on), entry_for(typed, reader)
    if entry and subject_of_entry(entry):
        return True  # the same form, sent twice; with another figure in it, it is another version
    day = reports_room.read(typed, stands, _warnings(reader, group))
    if day is None:
        return False
    try:
        reports.sign_daily(day, by=author(reader), at=now(), entry=entry)
    except IntegrityError:
        return True  # both at once: the other one wrote it
    except FieldError as error:
        typed.refuse(error, {})
    return not typed.errors


def _warnings(reader: Reader, group: str) -> int:
    asked = Asked(reader.country, group, now(), Labels(reader.country), reader.role)
    return sum(one.level != Level.NOTE for one in notices_room.notices(asked))


@DECIDES
@room
@require_POST
def answer_report(request: HttpRequest, reader: Reader, on: str) -> HttpResponse:
    """Answer a question of the state office."""
    question, reply = uuid_of(request.POST.get("question", "")), reply_of(request)
    text = request.POST.get("text", "")
    act = partial(reports.answer_post, on=day_of(on), question=question, reply=reply, text=text, by=author(reader), at=now())
    attempt(request, reader, act, _("Respuesta enviada a la oficina estatal."))
    return to("report_day", on=on)


def own_group(reader: Reader) -> str:
    """Return the group whose reports the reader sees; raises NotForYou for an office."""
    reach = reach_of(reader, RecordClass.K8)
    if reach.kind != "own_group":
        raise NotForYou
    return reach.group


def day_of(written: str) -> date:
    """Return the day of an address; what is no day is not there, and neither is what no entry can tell of."""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        raise NotForYou from None
    if not 1971 <= found.year <= 2198 or written != found.isoformat():
        raise NotForYou
    return found


def uuid_of(written: str) -> UUID:
    """Return an id that a form sent back; what is none is not there."""
    try:
        return UUID(written)
    except ValueError:
        raise NotForYou from None


def reply_of(request: HttpRequest) -> Reply | None:
    """Return how a question was answered, None where nothing was chosen."""
    chosen = request.POST.get("reply", "")
    return Reply(chosen) if chosen in set(Reply) else None


def _day(
    request: HttpRequest,
    reader: Reader,
    group: str,
    on: date,
    *,
    typed: Typed | None = None,
    past: list[reports_room.Past] | None = None,
) -> HttpResponse:
    labels = Labels(reader.country)
    row = reports.daily(group, reader.country, on)
    stands = reports_room.now_of(group, reader.country, on)
    log_read(reader, RecordClass.K8, subjects=[f"parte/{group}/{on}"])
    asked = Asked(reader.country, group, now(), labels, reader.role)
    form = typed or Typed({}, labels, zone_of(reader))
    context: dict[str, Any] = {  # Any: what the page draws
        **reports_room.day_page(group, row, stands, labels, now()),
        "group": labels.group(group),
        "form": form,
        "token": form.get("form") or fresh_token(),
        "blank": reports_room.blank(stands, labels),
        "whys": list(words.WHY.items()),
        "replies": list(words.REPLY.items()),
        "may_sign": holds(reader.role, RecordClass.K1, Action.APPROVE),
        "may_read_words": holds(reader.role, RecordClass.K1, Action.APPROVE),
        "notices": [] if row and row.statements else notices_room.notices(asked),
        "past": past,
    }
    return page(request, "desk/reports_day.html", context, here="post", status=422 if typed and typed.errors else 200)
