"""Zonas cerradas and permisos: closed until a day, renewed, opened; asked for, given until an hour, refused."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import NotForYou, Reader, RecordClass, log_read, serves
from vereda.countries.door import pack
from vereda.desk.dates import clock, shortday
from vereda.desk.frame import LOOKING, Purpose, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import choices
from vereda.desk.rooms import duty as duty_room
from vereda.desk.rooms import ground as ground_room
from vereda.desk.rooms import plans as plans_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import DECIDES, POST_WORK, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, kept, once
from vereda.desk.words import ground as words
from vereda.groups import door as groups
from vereda.safety.door import ClosedArea, ClosedFor, Source, Where, cap_out, closed_actions, until_most
from vereda.safety.door import closed_lookups as lookups

SEES = serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
NOTE_MOST = 2000
FIELDS = {
    "safety.ground_missing": "name",
    "safety.until_too_far": "until",
    "safety.until_backwards": "until",
    "safety.leave_in_the_past": "until",
}
USUAL_DAYS = timedelta(days=2)


def _typed(request: HttpRequest, reader: Reader) -> Typed:
    return Typed(request.POST, Labels(reader.country), zone_of(reader))


def _where(typed: Typed, reader: Reader) -> Where:
    """Return the ground of a form: a route or a sector that was chosen, or words; what was typed is what it is called."""
    routes = {str(row.subject): row for row in groups.routes(reader.group, reader.country, retired=True)}
    kind, _colon, rest = typed.get("ground").partition(":")
    route, zone = (routes.get(rest), "") if kind == "route" else (None, rest if kind == "zone" else "")
    if zone and zone not in duty_room.zones(reader.group, reader.country, now().date()):
        zone = ""
    name = typed.text("name", 80)
    area = pack(reader.country).admin2.get(typed.get("municipality"))
    said = name or (groups.route_said(route.number, route.name)[:80] if route else zone)
    return Where(
        name=said,
        route=route.subject if route else None,
        zone=zone,
        state=area.state if area else "",
        municipality=area.code if area else "",
    )


def _grounds(group: str, country: str) -> list[tuple[str, str]]:
    """Return what a form may be about: the post's routes, then its sectors."""
    routes = [(f"route:{code}", said) for code, said in plans_room.offered(group, country)]
    zones = [(f"zone:{name}", _("Zona {name}").format(name=name)) for name in duty_room.zones(group, country, now().date())]
    return [*routes, *zones]


# Closed areas -------------------------------------------------------------------------------------------------------------


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def new_area(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of an area, or close it."""
    group, country, today = own_group(reader), reader.country, now().date()
    if request.method == "POST":
        typed = _typed(request, reader)
        made = _close(typed, reader, today)
        if made is not None:
            messages.success(request, _("Zona cerrada. Se ve al planear y al salir; no impide nada."))
            return to("security")
    else:
        first = {"from": today.isoformat(), "until": (today + USUAL_DAYS).isoformat(), "said_by": Source.TEAM.value}
        typed = Typed({**first, "ground": _asked_ground(request)}, Labels(country), zone_of(reader))
    here = pack(country).groups.get(group)
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "grounds": _grounds(group, country),
        "reasons": list(words.CLOSED_FOR.items()),
        "sources": list(words.SOURCES.items()),
        "municipalities": choices.municipalities(pack(country), here.state if here else ""),
        "last": until_most(today),
    }
    return page(request, "desk/closed_area_form.html", context, here="post", status=422 if typed.errors else 200)


def _asked_ground(request: HttpRequest) -> str:
    return f"route:{request.GET['ruta'][:40]}" if request.GET.get("ruta") else ""


def _close(typed: Typed, reader: Reader, today: date) -> UUID | None:
    where, from_on, until_on, note = _where(typed, reader), typed.day("from"), typed.day("until"), typed.text("note", NOTE_MOST)
    reason, source, entry = typed.get("reason"), typed.get("said_by"), entry_for(typed, reader)
    if reason not in words.CLOSED_FOR:
        typed.wrong("reason", _("Diga por qué está cerrada."))
    if until_on is None:
        typed.wrong("until", _("Diga hasta qué día; termina sola al final de ese día."))
    if typed.errors or until_on is None:
        return None
    act = partial(
        closed_actions.close_area,
        where,
        reason=ClosedFor(reason),
        said_by=Source(source) if source in words.SOURCES else Source.TEAM,
        from_on=from_on or today,
        until_on=until_on,
        by=author(reader),
        at=now(),
        note=note,
        entry=entry,
    )
    return kept(typed, entry, act, FIELDS)


@SEES
@room
@require_GET
def closed_area(request: HttpRequest, reader: Reader, area: UUID) -> HttpResponse:
    """Show one area, who went there all the same, and how it is renewed or opened."""
    row, today = _area(area, reader), now().date()
    first = {"until": min(today + USUAL_DAYS, until_most(today)).isoformat()}
    return _area_page(request, reader, row, Typed(first, Labels(reader.country), zone_of(reader)))


def _area_page(request: HttpRequest, reader: Reader, row: ClosedArea, typed: Typed) -> HttpResponse:
    log_read(reader, RecordClass.K1, subject=row.subject)
    today = now().date()
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "one": ground_room.area(row, today, Labels(reader.country)),
        "passed": _passed(row),
        "last": until_most(max(today, row.from_on)),
        "warnable": row.reason in cap_out.OF_CLOSED,
    }
    return page(request, "desk/closed_area.html", context, here="post", status=422 if typed.errors else 200)


def _passed(row: ClosedArea) -> list[Any]:  # Any: the read model of groups
    found = (groups.patrol(UUID(patrol), row.group, row.country) for _at, patrol, _who in row.passed)
    return [one for one in found if one is not None]


def _area(area: UUID, reader: Reader) -> ClosedArea:
    row = lookups.closed_area(area, own_group(reader), reader.country)
    if row is None:
        raise NotForYou
    return row


@POST_WORK
@room
@require_POST
def renew_area(request: HttpRequest, reader: Reader, area: UUID) -> HttpResponse:
    """Have it stay closed until another day, or show the form again."""
    row, typed = _area(area, reader), _typed(request, reader)
    until_on, entry = typed.day("until"), entry_for(typed, reader)
    if until_on is None:
        typed.wrong("until", _("Diga hasta qué día; termina sola al final de ese día."))
    if until_on is not None and not typed.errors:
        act = partial(closed_actions.renew_area, area=area, until_on=until_on, by=author(reader), at=now(), entry=entry)
        if kept(typed, entry, act, FIELDS):
            messages.success(request, _("Sigue cerrada hasta el {day}.").format(day=shortday(until_on)))
            return to("closed_area", area=area)
    return _area_page(request, reader, row, typed)


@POST_WORK
@room
@require_POST
def open_area(request: HttpRequest, reader: Reader, area: UUID) -> HttpResponse:
    """Have teams go there again."""
    _area(area, reader)
    attempt(request, reader, partial(closed_actions.open_area, area=area, by=author(reader), at=now()), _("Zona abierta."))
    return to("security")


# Leave ------------------------------------------------------------------------------------------------------------------


@SEES
@room
@require_GET
def clearances(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show where leave is needed, and the leaves that were asked for."""
    return _clearances(request, reader, Typed({}, Labels(reader.country), zone_of(reader)))


def _clearances(request: HttpRequest, reader: Reader, typed: Typed, answered: UUID | None = None) -> HttpResponse:
    """Show the page. answered: the leave whose form comes back with errors; None: the form of a rule."""
    group, country = own_group(reader), reader.country
    leaves = ground_room.leaves(group, country, now())
    log_read(reader, RecordClass.K1, subjects=[one.row.subject for one in leaves])
    rules = lookups.clearance_rules(group, country)
    holding = {one.row.rule for one in leaves if one.holds}
    waiting = {one.row.rule for one in leaves if not one.row.answer}
    empty = Typed({"until": _end_of_day()}, Labels(country), zone_of(reader))
    context = {
        "form": empty if answered else typed,
        "answer": typed if answered else empty,
        "answered": answered,
        "token": typed.get("form") or fresh_token(),
        "fresh": fresh_token,  # each rule and each leave has a form of its own
        "rules": [
            (row, words.said(words.SOURCES, row.asked_of), row.subject in holding, row.subject in waiting) for row in rules
        ],
        "leaves": leaves,
        "grounds": _grounds(group, country),
        "sources": list(words.SOURCES.items()),
    }
    return page(request, "desk/clearances.html", context, here="post", status=422 if typed.errors else 200)


def _end_of_day() -> str:
    return now().replace(hour=23, minute=59).strftime("%Y-%m-%dT%H:%M")


@DECIDES
@room
@require_POST
def require_clearance(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Say that who goes there needs leave."""
    own_group(reader)
    typed = _typed(request, reader)
    where, source, entry = _where(typed, reader), typed.get("asked_of"), entry_for(typed, reader)
    if source not in words.SOURCES:
        typed.wrong("asked_of", _("Diga a quién se le pide."))
    if not typed.errors:
        act = partial(closed_actions.require_clearance, where, asked_of=Source(source), by=author(reader), at=now(), entry=entry)
        if kept(typed, entry, act, FIELDS):
            messages.success(request, _("Anotado: ahí se pide permiso. Se ve al planear y al salir."))
            return to("clearances")
    return _clearances(request, reader, typed)


@DECIDES
@room
@require_POST
def drop_clearance(request: HttpRequest, reader: Reader, rule: UUID) -> HttpResponse:
    """Say that no leave is needed there any more."""
    own_group(reader)
    act = partial(closed_actions.drop_clearance, rule=rule, by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado: ahí ya no se pide permiso."))
    return to("clearances")


@POST_WORK
@room
@require_POST
def ask_clearance(request: HttpRequest, reader: Reader, rule: UUID) -> HttpResponse:
    """Note that leave was asked for."""
    own_group(reader)
    typed = _typed(request, reader)
    entry, note = entry_for(typed, reader), typed.text("note", NOTE_MOST)
    if not typed.errors:
        act = partial(closed_actions.ask_clearance, rule=rule, note=note, by=author(reader), at=now(), entry=entry)
        attempt(request, reader, lambda: once(entry, act), _("Anotado: se pidió. Anote la respuesta cuando llegue."))
        return to("clearances")
    messages.warning(request, " ".join(typed.errors.values()))
    return to("clearances")


@POST_WORK
@room
@require_POST
def answer_clearance(request: HttpRequest, reader: Reader, clearance: UUID) -> HttpResponse:
    """Note the answer: leave until an hour with its conditions, or none."""
    if lookups.clearance(clearance, own_group(reader), reader.country) is None:
        raise NotForYou
    typed = _typed(request, reader)
    entry, words_of_it, source = entry_for(typed, reader), typed.text("conditions", NOTE_MOST), typed.get("of")
    of = Source(source) if source in words.SOURCES else Source.COMMUNITY
    told: dict[str, Any] = {"clearance": clearance, "by": author(reader), "at": now(), "entry": entry}  # Any: arguments by name
    if typed.get("answer") == "refused":
        act = partial(closed_actions.refuse_clearance, refused_by=of, why=words_of_it, **told)
        said = _("Anotado: no dieron permiso.")
    else:
        until_at = typed.instant("until")
        if until_at is None:
            typed.wrong("until", _("Diga hasta qué hora vale el permiso."))
            return _clearances(request, reader, typed, clearance)
        act = partial(closed_actions.give_clearance, given_by=of, until_at=until_at, conditions=words_of_it, **told)
        said = _("Anotado: con permiso hasta {when}.").format(when=f"{shortday(until_at)} {clock(until_at)}")
    if kept(typed, entry, act, FIELDS):
        messages.success(request, said)
        return to("clearances")
    return _clearances(request, reader, typed, clearance)
