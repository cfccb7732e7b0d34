"""País: how far the country is, the steps of its checklist, and the country beside another one.

Read by who counts the country, its coordinators and officers of programmes; marked by officers of programmes.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, holds, serves
from vereda.countries.door import FIRST_COUNTRY, installed, pack
from vereda.desk.frame import author, now, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import country_data as data_room
from vereda.desk.rooms import readiness as room_of
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.desk.words import readiness as words
from vereda.errors import FieldError
from vereda.readiness import door as readiness
from vereda.readiness.door import DOCUMENT_MOST, Mark, Step, StepMarked

K8, OURS = RecordClass.K8, Part.PROGRAMME
READS = serves(K8, part=OURS, purposes=(Purpose.STATISTICS, Purpose.QUALITY_AUDIT), usual=Purpose.STATISTICS)
WRITES = serves(K8, action=Action.WRITE, part=OURS, purposes=(Purpose.STATISTICS,), usual=Purpose.STATISTICS)
HERE = "readiness"


@READS
@room
@require_GET
def readiness_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show milestones, the checklist, and what the pack lacks as tasks."""
    today = _today(reader)
    reached = room_of.milestones(reader.country, today)
    found = room_of.standings(reader.country, today, reached)
    context = {
        "country": room_of.name_of(pack(reader.country)),
        "milestones": reached,
        "names": words.MILESTONES,
        "sections": room_of.by_section(found),
        "left": readiness.left(found),
        "gaps": room_of.gaps(reader.country, today),
        "lang": room_of.language(),
        "others": room_of.others(reader.country),
        "may_write": holds(reader.role, K8, Action.WRITE, OURS),
    }
    return page(request, "desk/readiness.html", context, here=HERE)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def readiness_step(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """Ask how a step stands, or record it."""
    step = next((one for one in readiness.steps() if one.code == code and not one.computed_by), None)
    if step is None:
        raise NotForYou
    typed = Typed(request.POST if request.method == "POST" else {}, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _marked(typed, step, reader):
        messages.success(request, _("Anotado."))
        return to("readiness")
    if request.method == "GET":
        typed.values |= {"mark": Mark.DONE, "on": _today(reader).isoformat()}
        if before := readiness.marked(reader.country).get(code):
            typed.values |= {"mark": before["mark"], "on": before["on"], "document": before["document"]}
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "step": step,
        "lang": room_of.language(),
        "marks": list(words.MARKS.items()),
    }
    return page(request, "desk/readiness_step.html", context, here=HERE, status=422 if typed.errors else 200)


def _marked(typed: Typed, step: Step, reader: Reader) -> bool:
    """Record what was typed; False: something in it is wrong, and says so."""
    on, document = typed.day("on"), typed.text("document", DOCUMENT_MOST)
    if typed.get("mark") not in set(Mark):
        typed.wrong("mark", _("Elija cómo va."))
    if on is None and not typed.error("on"):
        typed.wrong("on", _("Diga qué día."))
    if typed.errors or on is None:
        return False
    told, entry = StepMarked(step=step.code, mark=Mark(typed.get("mark")), on=on, document=document), entry_for(typed, reader)
    try:
        once(entry, partial(readiness.mark_step, told, by=author(reader), at=now(), entry=entry))
    except FieldError as error:
        typed.refuse(error, {"readiness.done_later": "on", "readiness.document_missing": "document"})
        return False
    return True


@READS
@room
@require_GET
def compare_countries(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the country beside another one: what differs, and what it lacks."""
    usual = FIRST_COUNTRY if reader.country != FIRST_COUNTRY else next(iter(c for c in installed() if c != reader.country), "")
    other = request.GET.get("con", usual)
    known = room_of.others(reader.country)
    if other not in dict(known):
        other = usual if usual in dict(known) else ""
    context = {
        "own": room_of.name_of(pack(reader.country)),
        "other": other,
        "other_name": dict(known).get(other, ""),
        "others": known,
        "parts": room_of.compared(reader.country, other) if other else [],
    }
    return page(request, "desk/country_compared.html", context, here=HERE)


@READS
@room
@require_GET
def country_data(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what the country's law asks of who keeps data, how long each thing is kept, who answers and what is missing."""
    today = _today(reader)
    context = {
        "country": room_of.name_of(pack(reader.country)),
        "answering": data_room.answering(reader.country, today),
        "asked": data_room.asked(reader.country),
        "kept": data_room.kept(reader.country),
        "missing": data_room.missing(reader.country, today),
    }
    return page(request, "desk/country_data.html", context, here=HERE)


def _today(reader: Reader) -> date:
    return now().astimezone(ZoneInfo(pack(reader.country).country.default_zone)).date()
