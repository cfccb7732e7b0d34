"""Seguridad: what is closed and what happened, and the incidents one by one."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import Action, NotForYou, Reader, RecordClass, holds, log_read, serves
from vereda.countries.door import pack
from vereda.desk.frame import LOOKING, Purpose, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import choices
from vereda.desk.rooms import ground as ground_room
from vereda.desk.rooms import incidents as incidents_room
from vereda.desk.rooms import plans as plans_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.desk.words import ground as words
from vereda.errors import FieldError
from vereda.groups import door as groups
from vereda.safety.door import (
    Against,
    Happening,
    Incident,
    IncidentDone,
    IncidentEnd,
    IncidentTold,
    Severity,
    closed_lookups,
    incident_actions,
    incident_lookups,
)

SEES = serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
NOTE_MOST = 4000
FIELDS = {"safety.incident_kind_unknown": "what"}


@SEES
@room
@require_GET
def security(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show where not to go, what happened, and the ways to say more."""
    group, country, labels, at = own_group(reader), reader.country, Labels(reader.country), now()
    opened = incidents_room.described(incident_lookups.open_incidents(group, country), at, labels)
    closed = incidents_room.described(incident_lookups.incidents_closed(group, country, at), at, labels)
    log_read(reader, RecordClass.K1, subjects=[one.row.subject for one in (*opened, *closed)])
    known = ground_room.shut(group, country, at)
    context = {
        "areas": ground_room.areas(known.areas, at.date(), labels),
        "ended": ground_room.areas(closed_lookups.areas_ended(group, country, at.date()), at.date(), labels),
        "leaves": len(known.leaves),
        "rules": len(known.rules),
        "opened": opened,
        "closed": closed,
        "may_tell": holds(reader.role, RecordClass.K7, Action.WRITE),
        "may_read": holds(reader.role, RecordClass.K7, Action.APPROVE),
    }
    return page(request, "desk/security.html", context, here="post")


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def new_incident(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of an incident, or keep it."""
    group, country = own_group(reader), reader.country
    here, labels = pack(country).groups.get(group), Labels(country)
    if request.method == "POST":
        typed = Typed(request.POST, labels, zone_of(reader))
        made = _report(typed, reader)
        if made is not None:
            messages.success(request, _("Incidente anotado. Anote aquí lo que se va haciendo."))
            return to("incident", incident=made)
    else:
        typed = Typed({"municipality": here.municipality if here else ""}, labels, zone_of(reader))
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "kinds": incidents_room.kinds(country, now()),
        "severities": list(words.SEVERITIES.items()),
        "against": list(words.AGAINST.items()),
        "done": list(words.DONE.items()),
        "told": list(words.TOLD.items()),
        "more_open": bool(typed.get("against") or [*typed.named("done:"), *typed.named("told:")]),
        "routes": plans_room.offered(group, country),
        "municipalities": choices.municipalities(pack(country), here.state if here else ""),
    }
    return page(request, "desk/incident_form.html", context, here="post", status=422 if typed.errors else 200)


def _report(typed: Typed, reader: Reader) -> UUID | None:
    at, entry, way = typed.instant("at") or now(), entry_for(typed, reader), plans_room.way(typed, reader.group, reader.country)
    severity, against = typed.get("severity"), typed.get("against")
    area = pack(reader.country).admin2.get(typed.get("municipality"))
    note = typed.text("note", NOTE_MOST)
    if typed.get("what") not in pack(reader.country).incident_kinds:
        typed.wrong("what", _("Diga qué pasó: elija uno de la lista."))
    if severity not in words.SEVERITIES:
        typed.wrong("severity", _("Diga qué tan grave fue."))
    if at > now():
        typed.wrong("at", _("La hora está en el futuro. Revísela."))
    if typed.errors:
        return None
    happening = Happening(
        what=typed.get("what"),
        severity=Severity(severity),
        against=Against(against) if against in words.AGAINST else Against.NEAR,
        state=area.state if area else "",
        municipality=area.code if area else "",
        route=way.route,
        route_said=way.said,
        done=picked(typed, "done:", IncidentDone, words.DONE),
        told=picked(typed, "told:", IncidentTold, words.TOLD),
        note=note,
    )
    try:
        return once(entry, partial(incident_actions.report_incident, happening, by=author(reader), at=at, entry=entry))
    except FieldError as error:
        typed.refuse(error, FIELDS)
    return None


def picked[E: StrEnum](typed: Typed, prefix: str, kind: type[E], known: Mapping[str, str | Promise]) -> list[E]:
    """Return the codes of tiles that were ticked, in the order of their table."""
    ticked = {rest for rest, _name in typed.named(prefix)}
    return [kind(code) for code in known if code in ticked]


@SEES
@room
@require_GET
def incident(request: HttpRequest, reader: Reader, incident: UUID) -> HttpResponse:
    """Show one incident and what was done about it."""
    return _incident(request, reader, _row(incident, reader), Typed({}, Labels(reader.country), zone_of(reader)))


def _incident(request: HttpRequest, reader: Reader, row: Incident, typed: Typed) -> HttpResponse:
    log_read(reader, RecordClass.K1, subject=row.subject)
    labels = Labels(reader.country)
    route = groups.route(row.route, row.group, row.country) if row.route else None
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "row": row,
        "one": incidents_room.described([row], now(), labels)[0],
        "route": groups.route_said(route.number, route.name) if route else "",
        "lines": incidents_room.lines(row, reader),
        "severities": list(words.SEVERITIES.items()),
        "done": list(words.DONE.items()),
        "told": list(words.TOLD.items()),
        "ends": list(words.ENDS.items()),
    }
    return page(request, "desk/incident.html", context, here="post", status=422 if typed.errors else 200)


def _row(incident: UUID, reader: Reader) -> Incident:
    row = incident_lookups.incident(incident, own_group(reader), reader.country)
    if row is None:
        raise NotForYou
    return row


@POST_WORK
@room
@require_POST
def follow_incident(request: HttpRequest, reader: Reader, incident: UUID) -> HttpResponse:
    """Note what was done about it, or show the form again with what is missing."""
    row, typed = _row(incident, reader), Typed(request.POST, Labels(reader.country), zone_of(reader))
    given, note, entry = typed.get("severity"), typed.text("note", NOTE_MOST), entry_for(typed, reader)
    if not typed.errors:
        act = partial(
            incident_actions.follow_incident,
            incident=incident,
            severity=Severity(given) if given in words.SEVERITIES and given != row.severity else None,
            done=picked(typed, "done:", IncidentDone, words.DONE),
            told=picked(typed, "told:", IncidentTold, words.TOLD),
            note=note,
            by=author(reader),
            at=now(),
            entry=entry,
        )
        try:
            once(entry, act)
        except FieldError as error:
            typed.refuse(error, {"safety.nothing_followed": "note"})
    if typed.errors:
        return _incident(request, reader, row, typed)
    messages.success(request, _("Anotado."))
    return to("incident", incident=incident)


@POST_WORK
@room
@require_POST
def close_incident(request: HttpRequest, reader: Reader, incident: UUID) -> HttpResponse:
    """Close it, with how it was left."""
    _row(incident, reader)
    given = request.POST.get("outcome", "")
    outcome = IncidentEnd(given) if given in words.ENDS else IncidentEnd.SETTLED
    act = partial(incident_actions.close_incident, incident=incident, outcome=outcome, by=author(reader), at=now())
    attempt(request, reader, act, _("Incidente cerrado."))
    return to("incident", incident=incident)


@POST_WORK
@room
@require_POST
def reopen_incident(request: HttpRequest, reader: Reader, incident: UUID) -> HttpResponse:
    """Have it go on."""
    _row(incident, reader)
    act = partial(incident_actions.reopen_incident, incident=incident, by=author(reader), at=now())
    attempt(request, reader, act, _("Incidente abierto otra vez."))
    return to("incident", incident=incident)
