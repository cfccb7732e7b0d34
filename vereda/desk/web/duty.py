"""Turno: who is on, the roster of the week and its days, the turns of the post, staff lent."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, log_read, serves
from vereda.countries.door import pack
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels, by_name
from vereda.desk.rooms import duty as duty_room
from vereda.desk.rooms import handover as handover_room
from vereda.desk.rooms import roster as roster_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import DECIDES, POST_WORK, attempt
from vereda.desk.web.new_encounter import fresh_token
from vereda.desk.web.once import entry_for, once
from vereda.errors import FieldError
from vereda.groups import door as groups

TURN_FIELDS = {"groups.name_missing": "name", "groups.hour_wrong": "begins"}
USUAL_TURNS = (("07:00", "19:00"), ("19:00", "07:00"))
LOOKS = serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)


@LOOKS
@room
@require_GET
def duty(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show who is on, the roster of a week, the last hand-overs, and where roster and shift differed."""
    group, country, labels, today = own_group(reader), reader.country, Labels(reader.country), timezone.localdate()
    first = _day(request.GET.get("semana", "")) or today
    rows = groups.handovers(group, country, 5)
    log_read(reader, RecordClass.K1, subjects=[row.subject for row in rows])
    context = {
        "shift": groups.open_shift(group, country),
        "on": duty_room.on_now(group, country, now(), labels),
        "week": duty_room.week(group, country, first, today),
        "before": (first - timedelta(days=7)).isoformat(),
        "after": (first + timedelta(days=7)).isoformat(),
        "first": first.isoformat(),
        "turns": groups.turns(group, country),
        "twice": duty_room.twice_said(group, country, today),
        "differences": duty_room.differences(group, country, now()),
        "handovers": handover_room.shown(rows),
    }
    return page(request, "desk/duty.html", context, here="post")


@POST_WORK
@room
@require_POST
def there(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Put somebody of the post on the open shift; where none is open, open it."""
    member, group, country = request.POST.get("member", ""), reader.group, reader.country
    if member not in duty_room.members(group, country):
        raise NotForYou

    def act() -> None:
        shift = groups.open_shift(group, country)
        if shift is None:
            groups.start_shift(members=[member], by=author(reader), at=now())
        elif member not in shift.members:
            groups.join_shift(shift=shift.subject, member=member, by=author(reader), at=now())

    attempt(request, reader, act, _("Anotado: está en el turno."))
    return to("duty")


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def roster_day(request: HttpRequest, reader: Reader, on: str) -> HttpResponse:
    """Show who is planned on a day, or change it, for this day and if wanted for those after it."""
    day, group, country = _known_day(on), reader.group, reader.country
    labels, members = Labels(country), duty_room.members(group, country)
    if request.method == "POST":
        typed = Typed(request.POST, labels, zone_of(reader))
        if _plan(typed, reader, day, members):
            messages.success(request, _("Rol guardado."))
            return to("duty") if day == timezone.localdate() else _week(day)
    else:
        typed = Typed(roster_room.filled(group, country, day), labels, zone_of(reader))
    context = {
        "form": typed,
        "day": day,
        "turns": groups.turns(group, country),
        "rows": roster_room.rows(group, country, day, members, labels),
        "kept": roster_room.kept(typed),
        "zones": duty_room.zones(group, country, day),
        "twice": duty_room.twice_on(group, country, day),
    }
    return page(request, "desk/duty_roster.html", context, here="post", status=422 if typed.errors else 200)


def _plan(typed: Typed, reader: Reader, day: date, members: dict[str, str]) -> bool:
    days = roster_room.read(typed, reader.group, reader.country, day, members)
    if days is None:
        return False
    try:
        groups.plan_days(days=days, seen={day: roster_room.seen(typed)}, by=author(reader), at=now())
    except FieldError as error:
        if error.code == "groups.nothing_planned":
            return True  # saved as it stood: that is what was wanted
        typed.refuse(error, {})
    return not typed.errors


@POST_WORK
@room
@require_POST
def copy_week(request: HttpRequest, reader: Reader, on: str) -> HttpResponse:
    """Plan the empty days of seven as the same days of the week before."""
    first = _known_day(on)

    def act() -> None:
        days = roster_room.as_week_before(reader.group, reader.country, first)
        groups.plan_days(days=days, by=author(reader), at=now())

    attempt(request, reader, act, _("Copiado de la semana anterior. Los días que ya tenían rol quedaron como estaban."))
    return _week(first)


@DECIDES
@room
@require_http_methods(["GET", "POST"])
def turns(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the turns of the post, and name one."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _name_turn(typed, reader, None):
        messages.success(request, _("Turno guardado."))
        return to("turns")
    context = {"form": typed, "token": _token(typed), "rows": groups.turns(own_group(reader), reader.country), "changed": None}
    return page(request, "desk/duty_turns.html", context, here="post", status=422 if typed.errors else 200)


@DECIDES
@room
@require_POST
def usual_turns(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Name day and night, twelve hours each, where the post has no turn yet."""

    def act() -> None:
        if not groups.turns(reader.group, reader.country):
            for name, (begins, ends) in zip((_("Día"), _("Noche")), USUAL_TURNS, strict=True):
                groups.name_turn(name=name, begins=begins, ends=ends, by=author(reader), at=now())

    attempt(request, reader, act, _("Turnos de día y noche anotados."))
    return to("turns")


@DECIDES
@room
@require_http_methods(["GET", "POST"])
def turn(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Change the name or the hours of a turn."""
    row = groups.turn(subject, own_group(reader), reader.country)
    if row is None:
        raise NotForYou
    values = request.POST if request.method == "POST" else {"name": row.name, "begins": row.begins, "ends": row.ends}
    typed = Typed(values, Labels(reader.country), zone_of(reader))
    if request.method == "POST" and _name_turn(typed, reader, subject):
        messages.success(request, _("Turno guardado."))
        return to("turns")
    context = {"form": typed, "token": _token(typed), "rows": [], "changed": row}
    return page(request, "desk/duty_turns.html", context, here="post", status=422 if typed.errors else 200)


def _name_turn(typed: Typed, reader: Reader, subject: UUID | None) -> bool:
    name, entry = typed.text("name", 40), entry_for(typed, reader)
    if typed.errors:
        return False
    try:
        act = partial(
            groups.name_turn, name=name, begins=typed.get("begins"), ends=typed.get("ends"), by=author(reader), at=now()
        )
        once(entry, partial(act, turn=subject, entry=entry))
    except FieldError as error:
        typed.refuse(error, TURN_FIELDS)
    return not typed.errors


@DECIDES
@room
@require_POST
def retire_turn(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Have a turn worked no more."""
    act = partial(groups.retire_turn, turn=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Turno quitado. Lo que ya estaba en el rol se sigue viendo."))
    return to("turns")


@POST_WORK
@room
@require_http_methods(["GET", "POST"])
def lent(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show who is lent to the post, and write somebody down."""
    group, country = reader.group, reader.country
    labels = Labels(country)
    typed = Typed(request.POST, labels, zone_of(reader))
    if request.method == "POST" and _lend(typed, reader):
        messages.success(request, _("Anotado. Ya se puede poner en el rol."))
        return to("lent")
    rows = groups.lent_staff(group, country)
    names = groups.lent_names(str(row.subject) for row in rows)
    log_read(reader, RecordClass.K1, subjects=[row.subject for row in rows])
    said = duty_room.lent_said(group, country, labels)
    context = {
        "form": typed,
        "token": _token(typed),
        "rows": [(row, names.get(str(row.subject), _("nombre borrado")), said[str(row.subject)]) for row in rows],
        "posts": sorted(((one.code, one.name) for one in pack(country).groups.values() if one.code != group), key=by_name),
        "agreements": [
            (str(row.subject), row.counterpart)
            for row, phase in groups.agreements(group, country, timezone.localdate())
            if phase is not groups.Phase.ENDED
        ],
    }
    return page(request, "desk/duty_lent.html", context, here="post", status=422 if typed.errors else 200)


def _lend(typed: Typed, reader: Reader) -> bool:
    name, until, entry = typed.text("name", 120), typed.day("until"), entry_for(typed, reader)
    post = typed.get("post") if typed.get("post") in pack(reader.country).groups else ""
    agreed = {str(row.subject): row.subject for row, _phase in groups.agreements(reader.group, reader.country, date.min)}
    if typed.errors:
        return False
    try:
        act = partial(groups.lend, name=name, from_group=post, agreement=agreed.get(typed.get("agreement")), until_on=until)
        once(entry, partial(act, by=author(reader), at=now(), entry=entry))
    except FieldError as error:
        typed.refuse(error, {"groups.name_missing": "name"})
    return not typed.errors


@POST_WORK
@room
@require_POST
def give_back(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Note that somebody lent went back."""
    act = partial(groups.give_back, lent=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Anotado: regresó a su puesto. Ya no se ofrece en el rol."))
    return to("lent")


@DECIDES
@room
@require_POST
def strike_lent(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Erase the name of somebody lent."""
    act = partial(groups.strike_lent, lent=subject, by=author(reader), at=now())
    attempt(request, reader, act, _("Nombre borrado aquí; de cada copia, en siete días."))
    return to("lent")


def _token(typed: Typed) -> str:
    return typed.get("form") or fresh_token()


def _week(day: date) -> HttpResponse:
    answer = to("duty")
    answer["Location"] += f"?semana={day.isoformat()}"
    return answer


def _day(typed: str) -> date | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if date(2000, 1, 1) <= day <= date(2100, 1, 1) else None


def _known_day(typed: str) -> date:
    day = _day(typed)
    if day is None:
        raise NotForYou
    return day
