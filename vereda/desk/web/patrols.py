"""Recorridos: who goes out, is heard, comes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import LOOKING, author, now, own_group, page, rights, room, to, zone_of
from vereda.desk.labels import VEHICLES, Labels, folio
from vereda.desk.rooms import carried as carried_room
from vereda.desk.rooms import duty as duty_room
from vereda.desk.rooms import ground as ground_room
from vereda.desk.rooms import history as history_room
from vereda.desk.rooms import missions as missions_room
from vereda.desk.rooms import plans as plans_room
from vereda.desk.rooms import teams as teams_room
from vereda.desk.rooms import vehicles as vehicles_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.desk.web.plans import say_what_was_met
from vereda.encounters.door import Filter, encounters
from vereda.errors import FieldError
from vereda.groups import door as groups
from vereda.logbook import door as logbook

SHOWN_DAYS = 7
AROUND = timedelta(days=2)  # an encounter on a patrol lies so near to it: bounded, the index finds it among ten years
FIELDS = {
    "groups.route_missing": "route",
    "groups.back_before_departure": "at",
}


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def patrols(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show who is out, and the patrols of the last days."""
    group, labels, today = own_group(reader), Labels(reader.country), timezone.localdate()
    out = teams_room.teams_out(group, reader.country, now(), labels)
    days = []
    for back in range(SHOWN_DAYS):
        day = today - timedelta(days=back)
        rows = [row for row in groups.patrols_of_day(group, reader.country, day) if row.returned_at or row.patrols > 1]
        if rows:
            days.append((day, rows))
    log_read(
        reader, RecordClass.K1, subjects=[one.row.subject for one in out] + [row.subject for _d, rows in days for row in rows]
    )
    twice = duty_room.in_two_teams([one.row for one in out])
    context = {"out": out, "days": days, "missions": missions_room.on_board(group, reader.country, now(), labels), "twice": twice}
    return page(request, "desk/patrols.html", context, here="patrols")


@serves(RecordClass.K1, purposes=LOOKING)
@room
@require_GET
def patrol(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one patrol, its history and the encounters on it."""
    group = own_group(reader)
    row = groups.patrol(subject, group, reader.country)
    if row is None:
        raise NotForYou
    labels = Labels(reader.country)
    log_read(reader, RecordClass.K1, subject=subject)
    steps, others = history_room.steps(logbook.history(subject), group, labels)
    names = history_room.names_of({*row.team, row.driver})
    span = (row.departed_at - AROUND, (row.returned_at or row.departed_at + timedelta(days=7)) + AROUND)
    met = encounters(group, reader.country, Filter()).filter(patrol=subject, occurred_at__range=span)
    context = {
        "row": row,
        "team": [history_room.who_is(account, names) for account in row.team],
        "vehicles": [plans_room.vehicles_said([one], labels) for one in row.vehicles],
        "driver": history_room.who_is(row.driver, names) if row.driver else "",
        "steps": steps,
        "others": others,
        "met": list(met[:50]),
        "may_add": rights(reader).write
        and any(one.subject == subject for one in teams_room.back_lately(group, reader.country, now())),
        "carried": carried_room.carried(row, labels),
        "form": Typed({}, labels, zone_of(reader)),
        "folio": folio(subject),
    }
    return page(request, "desk/patrol.html", context, here="patrols")


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def depart(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of a departure, or record it."""
    group = reader.group
    labels = Labels(reader.country)
    shift = groups.open_shift(group, reader.country)
    members = duty_room.members(group, reader.country)
    if request.method == "POST":
        typed = Typed(request.POST, labels, zone_of(reader))
        gone = _depart(typed, reader, members)
        if gone is not None:
            messages.success(request, _("Salida anotada."))
            say_what_was_met(request, reader, gone)
            return to("board")
    else:
        out = {account for team in groups.patrols_out(group, reader.country) for account in team.team}
        there = shift.members if shift else [reader.account]
        on_shift = [account for account in there if account in members and account not in out]
        values = {"at": now().strftime("%Y-%m-%dT%H:%M"), "back_h": "4", **{f"team:{account}": "on" for account in on_shift}}
        typed = Typed(values, labels, zone_of(reader))
    going = plans_room.going(plans_room.not_gone(group, reader.country, now()), now(), labels)
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "planned": going,
        "met_by": ground_room.of_plans(going, group, reader.country, now()),
        "members": list(members.items()),
        **ground_room.on_form(group, reader.country, now()),
        "vehicles": list(VEHICLES.items()),
        "fleet": vehicles_room.offered(group, reader.country, labels),
    }
    return page(request, "desk/depart.html", context, here="patrols", status=422 if typed.errors else 200)


def _depart(typed: Typed, reader: Reader, members: Mapping[str, str]) -> UUID | None:
    hours, minutes = typed.number("back_h", 168), typed.number("back_min", 59)
    way, vehicles = plans_room.way(typed, reader.group, reader.country), plans_room.vehicles(typed)
    team, driver = plans_room.team(typed, members)
    at, entry, note = typed.instant("at") or now(), entry_for(typed, reader), typed.text("note", 4000)
    if typed.errors:
        return None
    try:
        act = partial(
            groups.depart,
            route=way.said,
            by=author(reader),
            at=at,
            team=team,
            vehicles=vehicles,
            expected_back_min=hours * 60 + minutes or None,
            note=note,
            driver=driver,
            named_route=way.route,
            check_in_min=way.check_in_min,
            entry=entry,
        )
        return once(entry, act)
    except FieldError as error:
        typed.refuse(error, FIELDS)
    return None


@POST_WORK
@room
@require_POST
def check_in(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Record that a team was heard."""
    act = partial(groups.check_in, patrol=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado: el equipo se reportó."))
    return _back(request, subject)


@POST_WORK
@room
@require_POST
def come_back(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Record that a team is back."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    act = partial(
        groups.come_back,
        patrol=subject,
        by=author(reader),
        at=typed.instant("at") or now(),
        kilometres=typed.number_or_none("kilometres", 5000),
    )
    attempt(request, reader, act, _("Anotado: el equipo regresó. Si fue un error, ábralo en Recorridos."))
    return _back(request, subject)


@POST_WORK
@room
@require_POST
def still_out(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take back a return that was noted by mistake."""
    act = partial(groups.still_out, patrol=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado: el equipo sigue fuera, y el tablero vuelve a esperarlo."))
    return to("patrol", subject=subject)


@POST_WORK
@room
@require_POST
def withdraw_patrol(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Take back a departure that was noted by mistake."""
    act = partial(groups.withdraw_patrol, patrol=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Recorrido retirado: ya no cuenta."))
    return to("patrol", subject=subject)


def _back(request: HttpRequest, subject: UUID) -> HttpResponse:
    return to("board") if request.POST.get("next") == "board" else to("patrol", subject=subject)
