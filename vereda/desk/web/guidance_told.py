"""Orientación: noting that people were told, at an encounter or without one; taking a mistake back; the figure of a month."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.countries.door import pack
from vereda.desk.frame import author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import guidance as guidance_room
from vereda.desk.rooms import guidance_told as told_room
from vereda.desk.rooms.choices import municipalities
from vereda.desk.rooms.typed import YEARS, Typed
from vereda.desk.web.acting import WRITES, attempt
from vereda.desk.web.bulletin import PURPOSES, groups_of, whose
from vereda.desk.web.guidance import today
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept
from vereda.encounters import door as encounters
from vereda.encounters.door import Encounter
from vereda.guidance import door as guidance
from vereda.practice import real_of

FIELDS = {
    "guidance.nobody_told": "people",
    "guidance.more_than_met": "people",
    "guidance.service_on_lines": "people",
    "guidance.nothing_told": "topics",
    "guidance.too_many_topics": "topics",
}


@WRITES
@room
@require_http_methods(["GET", "POST"])
def tell_at(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show the topics, to mark what the people of an encounter were told; or record it, with the service that it is."""
    row = encounters.encounter(subject, [own_group(reader, Action.WRITE)], reader.country)
    if row is None:
        raise NotForYou
    log_read(reader, RecordClass.K1, subject=subject)
    typed = Typed(request.POST or request.GET, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _noted(request, typed, reader, encounter=subject):
        return to("encounter", subject=subject)
    return _form(request, reader, typed, row)


@WRITES
@room
@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The same without an encounter: at the door, in a shelter, by telephone."""
    own_group(reader, Action.WRITE)
    typed = Typed(request.POST or request.GET, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _noted(request, typed, reader, municipality=_municipality(typed, reader)):
        return to("tell")
    return _form(request, reader, typed, None)


def _noted(request: HttpRequest, typed: Typed, reader: Reader, **where: Any) -> bool:  # Any: as the action takes them
    language = _language(typed, reader, None)
    act = partial(
        guidance.tell_people,
        people=typed.number("people"),
        topics=told_room.topics_told(typed, reader.country, today(), language),
        by=author(reader),
        at=now(),
        entry=entry_for(typed, reader),
        **where,
    )
    if kept(typed, entry_for(typed, reader), act, FIELDS) is None:
        return False
    people = typed.number("people")
    said = ngettext("Anotado: se le dijo a %(num)s persona.", "Anotado: se les dijo a %(num)s personas.", people)
    messages.success(request, said % {"num": people})
    return True


def _form(request: HttpRequest, reader: Reader, typed: Typed, row: Encounter | None) -> HttpResponse:
    here = pack(reader.country).groups[real_of(reader.group)]
    language = _language(typed, reader, row)
    if row is not None and "people" not in typed.values:
        typed.values["people"] = str(row.people_met)
    context = {
        "form": typed,
        "row": row,
        "folio": folio(row.subject) if row else "",
        "languages": guidance_room.own_names(reader.country),
        "chosen": language,
        "shelves": told_room.choices(reader.country, today(), language, here.state),
        "municipalities": municipalities(pack(reader.country), here.state),
        "municipality": typed.get("municipality") or here.municipality,
        "token": typed.get("form") or fresh_token(),
        "before": [] if row else told_room.tellings_apart(reader.group, reader.country, today()),
    }
    return page(request, "desk/guidance_tell.html", context, here="guidance", status=422 if typed.errors else 200)


def _language(typed: Typed, reader: Reader, row: Encounter | None) -> str:
    known = [code for code, _name in guidance_room.own_names(reader.country)]
    asked = [typed.get("lengua"), row.language if row else ""]
    return next((one for one in asked if one in known), known[0])


def _municipality(typed: Typed, reader: Reader) -> str:
    asked = typed.get("municipality")
    return asked if asked in pack(reader.country).admin2 else ""


@WRITES
@room
@require_POST
def take_back(request: HttpRequest, reader: Reader, telling: UUID) -> HttpResponse:
    """Take a telling back that was noted by mistake, with what it wrote into its encounter."""
    own_group(reader, Action.WRITE)
    act = partial(guidance.withdraw_telling, telling=telling, by=author(reader), at=now())
    attempt(request, reader, act, _("Quitado: ya no cuenta."))
    encounter = request.POST.get("encounter", "")
    try:
        return to("encounter", subject=UUID(encounter))
    except ValueError:
        return to("tell")


@serves(RecordClass.K8, purposes=PURPOSES, usual=Purpose.STATISTICS)
@room
@require_GET
def month(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show people told in a month by topic, language and municipality, as far as the reader's numbers reach."""
    groups = groups_of(reader, Action.READ)
    typed = Typed(request.GET, Labels(reader.country), zone_of(reader))
    first = _month(typed)
    log_read(reader, RecordClass.K8, subjects=[f"people_told/{first:%Y-%m}"])
    typed.values.setdefault("mes", f"{first:%Y-%m}")
    context = {
        "form": typed,
        "month": first,
        "rows": told_room.month_told(reader.country, first, groups),
        "whose": whose(reader, groups),
    }
    return page(request, "desk/guidance_month.html", context, here="guidance", status=422 if typed.errors else 200)


def _month(typed: Typed) -> date:
    """Return the first day of the month that was asked for; of this one, with what is wrong, where it cannot be meant."""
    written = typed.get("mes").strip()
    try:
        found = date.fromisoformat(f"{written}-01") if written else today().replace(day=1)
    except ValueError:
        found = date.min
    if found.year in YEARS:
        return found
    typed.wrong("mes", _("El mes no se entiende. Escriba año-mes, por ejemplo 2024-01."))
    return today().replace(day=1)
