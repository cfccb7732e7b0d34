"""The plan of patrols: the routes of the post, who goes where and when, and the one tap by which a planned team goes out."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import VEHICLES, Labels
from vereda.desk.rooms import duty as duty_room
from vereda.desk.rooms import ground as ground_room
from vereda.desk.rooms import plans as plans_room
from vereda.desk.rooms import vehicles as vehicles_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import DECIDES, POST_WORK, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.errors import FieldError
from vereda.groups import door as groups

AHEAD = timedelta(days=6)
USUAL_BACK_H = "4"


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def patrol_plans(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show who is to go out from yesterday to a week ahead."""
    group, labels, today = own_group(reader), Labels(reader.country), timezone.localdate()
    found = groups.patrol_plans(group, reader.country, today - timedelta(days=1), today + AHEAD)
    log_read(reader, RecordClass.K1, subjects=[one.row.subject for one in found])
    drawn = plans_room.going(found, now(), labels)
    days = [(day, [one for one in drawn if one.row.on == day]) for day in sorted({one.row.on for one in drawn} | {today})]
    met = ground_room.of_plans(drawn, group, reader.country, now())
    context = {"days": days, "today": today, "routes": groups.routes(group, reader.country), "met_by": met}
    context["warned"] = ground_room.warned(group, reader.country, now())
    return page(request, "desk/duty_plans.html", context, here="patrols")


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def new_plan(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the form of a planned patrol, or save it."""
    if request.method == "POST":
        return _saved(request, reader, Typed(request.POST, Labels(reader.country), zone_of(reader)), None)
    first = {"on": timezone.localdate().isoformat(), "leaves": plans_room.leaves_first(now()), "back_h": USUAL_BACK_H}
    chosen = {"named_route": request.GET.get("ruta", ""), "on": _day(request.GET.get("dia", "")) or first["on"]}
    return _form(request, reader, Typed({**first, **chosen}, Labels(reader.country), zone_of(reader)), None)


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def change_plan(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Change a planned patrol that has not gone."""
    row = groups.patrol_plan(subject, own_group(reader), reader.country)
    if row is None:
        raise NotForYou
    labels = Labels(reader.country)
    if request.method == "POST":
        return _saved(request, reader, Typed(request.POST, labels, zone_of(reader)), row)
    log_read(reader, RecordClass.K1, subject=subject)
    return _form(request, reader, Typed(plans_room.filled(row), labels, zone_of(reader)), row)


def _saved(request: HttpRequest, reader: Reader, typed: Typed, row: Any) -> HttpResponse:  # Any: the read model, None: a new one
    outing = plans_room.outing(typed, reader.group, reader.country, duty_room.members(reader.group, reader.country))
    entry, plan = entry_for(typed, reader), row.subject if row else None
    if outing is not None:
        try:
            once(entry, partial(groups.plan_patrol, outing, by=author(reader), at=now(), plan=plan, entry=entry))
        except FieldError as error:
            typed.refuse(error, plans_room.FIELDS)
        else:
            messages.success(request, _("Recorrido planeado. Cuando salga, un toque lo anota."))
            return to("patrol_plans")
    return _form(request, reader, typed, row)


def _form(request: HttpRequest, reader: Reader, typed: Typed, row: Any) -> HttpResponse:  # Any: the read model, None: a new one
    group, country = own_group(reader), reader.country
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "row": row,
        "members": list(duty_room.members(group, country).items()),
        **ground_room.on_form(group, country, now()),
        "vehicles": list(VEHICLES.items()),
        "fleet": vehicles_room.offered(group, country, Labels(country)),
    }
    return page(request, "desk/duty_plan_form.html", context, here="patrols", status=422 if typed.errors else 200)


@POST_WORK
@room
@require_POST
def depart_as_planned(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Record by one tap that a planned team went out; a second tap finds it gone."""
    gone: list[UUID] = []
    act = partial(groups.depart_as_planned, plan=subject, by=author(reader), at=now())
    if attempt(request, reader, lambda: gone.append(act()), _("Salida anotada.")):
        say_what_was_met(request, reader, gone[0])
        return to("patrol", subject=gone[0])
    return to("patrol_plans")


def say_what_was_met(request: HttpRequest, reader: Reader, patrol: UUID) -> None:
    """Say, and write, that a team went out where it is closed; it went all the same."""
    for said in ground_room.went_all_the_same(patrol, by=author(reader), now=now()):
        messages.warning(request, _("Salió de todos modos, y queda anotado. {said}").format(said=said))


@POST_WORK
@room
@require_POST
def cancel_plan(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have a planned team not go out."""
    act = partial(groups.cancel_plan, plan=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Cancelado: ese recorrido no sale."))
    return to("patrol_plans")


@DECIDES
@room
@require_http_methods(["GET", "POST"])
def routes(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the routes of the post, and name one."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _name_route(typed, reader, None):
        messages.success(request, _("Ruta guardada."))
        return to("routes")
    return _routes(request, reader, typed, None)


@DECIDES
@room
@require_http_methods(["GET", "POST"])
def route(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Change a route."""
    row = groups.route(subject, own_group(reader), reader.country)
    if row is None:
        raise NotForYou
    hours = str(row.check_in_min // 60) if row.check_in_min else ""
    values = {"name": row.name, "number": row.number, "zone": row.zone, "heard_h": hours}
    typed = Typed(request.POST if request.method == "POST" else values, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _name_route(typed, reader, subject):
        messages.success(request, _("Ruta guardada."))
        return to("routes")
    return _routes(request, reader, typed, row)


def _routes(request: HttpRequest, reader: Reader, typed: Typed, changed: Any) -> HttpResponse:  # Any: the read model, or None
    group, country = own_group(reader), reader.country
    context = {
        "form": typed,
        "token": typed.get("form") or fresh_token(),
        "rows": groups.routes(group, country, retired=True),
        "changed": changed,
        "zones": duty_room.zones(group, country, timezone.localdate()),
        "said": groups.route_said,
    }
    return page(request, "desk/duty_routes.html", context, here="patrols", status=422 if typed.errors else 200)


def _name_route(typed: Typed, reader: Reader, subject: UUID | None) -> bool:
    number, name, zone = typed.text("number", 10), typed.text("name", 60), typed.text("zone", 40)
    hours, entry = typed.number_or_none("heard_h", plans_room.HOURS_MOST), entry_for(typed, reader)
    if hours == 0:
        typed.wrong("heard_h", _("Cada cuántas horas: 1 o más; vacío si no se acordó."))
    if typed.errors:
        return False
    try:
        act = partial(groups.name_route, name=name, number=number, zone=zone, check_in_min=hours * 60 if hours else None)
        once(entry, partial(act, route=subject, by=author(reader), at=now(), entry=entry))
    except FieldError as error:
        typed.refuse(error, plans_room.FIELDS)
    return not typed.errors


@DECIDES
@room
@require_POST
def retire_route(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have a route offered no more."""
    act = partial(groups.retire_route, route=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Ruta quitada: ya no se ofrece. Sus recorridos quedan."))
    return to("routes")


@DECIDES
@room
@require_POST
def reinstate_route(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have a route offered again."""
    act = partial(groups.reinstate_route, route=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("La ruta se vuelve a ofrecer."))
    return to("routes")


def _day(typed: str) -> str:
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        return ""
