"""Vehículos: the register, one vehicle with its trips, faults and fuel; nothing odd stops a departure, all of it is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, serves
from vereda.desk.dates import clock
from vereda.desk.frame import LOOKING, author, now, own_group, page, room, to, zone_of
from vereda.desk.labels import Labels, label
from vereda.desk.rooms import duty as duty_room
from vereda.desk.rooms import teams as teams_room
from vereda.desk.rooms import vehicles as vehicles_room
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import POST_WORK
from vereda.desk.web.new_encounter import entry_of, fresh_token
from vereda.desk.words.supplies import ENDED, FUEL, OUT_FOR
from vereda.errors import FieldError
from vereda.groups import door as groups
from vereda.supplies.door import RegisteredVehicle, Trip
from vereda.supplies.door import vehicle_actions as actions
from vereda.supplies.door import vehicle_lookups as lookups

ALREADY = "supplies.already_noted"
MONTH = timedelta(days=30)


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def vehicles(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the vehicles, where each is, and what is odd about the trips of the last 14 days."""
    return _list(request, reader, Typed({"token": fresh_token()}, Labels(reader.country), zone_of(reader)))


def _list(request: HttpRequest, reader: Reader, typed: Typed) -> HttpResponse:
    group, country, labels = own_group(reader), reader.country, Labels(reader.country)
    found = lookups.oddities(group, country, now() - vehicles_room.SHOWN, now())
    kinds = sorted(labels.pack.vehicle_kinds.values(), key=lambda row: row.order)
    context = {
        "fleet": vehicles_room.fleet(group, country, now().date(), labels),
        "strange": vehicles_room.strange(found, group, country, labels),
        "form": typed,
        "kinds": [(row.code, label(row)) for row in kinds],
        "out_for": OUT_FOR,
        "fault_name": partial(vehicles_room.fault_name, labels=labels),
    }
    return page(request, "desk/vehicles.html", context, here="post", status=422 if typed.errors else 200)


@POST_WORK
@room
@require_POST
def register(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Register a vehicle."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    known = known_in(typed)
    act = partial(
        actions.register,
        typed.get("kind"),
        typed.text("number", 20),
        by=author(reader),
        at=now(),
        entry=entry_of(typed.get("token"), reader),
        **known,
    )
    if _done(request, typed, act, _("Vehículo registrado.")):
        return to("vehicles")
    return _list(request, reader, typed)


def known_in(typed: Typed) -> dict[str, Any]:  # Any: fields of the register, as each is typed
    """Return what was typed of a vehicle; what was left empty is not known."""
    return {
        "plate": typed.text("plate", 20),
        "meter": typed.number_or_none("meter", vehicles_room.MOST_METER),
        "papers_on": typed.day("papers_on"),
        "insured_on": typed.day("insured_on"),
        "service_at": typed.number_or_none("service_at", vehicles_room.MOST_METER),
        "service_on": typed.day("service_on"),
    }


def _done(request: HttpRequest, typed: Typed, act: Callable[[], object], said: str) -> bool:
    """Do it unless something typed is wrong; say it, or note beside the field why not. Sent before: said, and done once."""
    if typed.errors:
        return False
    try:
        act()
    except FieldError as error:
        if error.code == ALREADY:
            messages.warning(request, _("Eso ya estaba anotado."))
            return True
        typed.refuse(error, vehicles_room.FIELDS)
        return False
    messages.success(request, said)
    return True


@serves(RecordClass.K1, purposes=LOOKING, usual=Purpose.ASSIST)
@room
@require_GET
def vehicle(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Show one vehicle: where it is, the next act, faults, fuel, trips with what is odd about them."""
    return _one(request, reader, there(subject, reader), None)


def there(subject: UUID, reader: Reader) -> RegisteredVehicle:
    """Return a vehicle of the reader's post; another group's is not there."""
    row = lookups.vehicle(subject, own_group(reader), reader.country)
    if row is None:
        raise NotForYou
    return row


def _one(request: HttpRequest, reader: Reader, row: RegisteredVehicle, typed: Typed | None, at_form: str = "") -> HttpResponse:
    """Return the page of a vehicle. typed: a form of it that comes back, named by at_form."""
    group, country, labels = row.group, row.country, Labels(row.country)
    trips = lookups.trips(group, country, vehicle=row.subject)
    out = next((trip for trip in trips if trip.returned_at is None and not trip.is_withdrawn), None)
    faults = lookups.faults(group, country, vehicle=row.subject)
    repaired = lookups.faults(group, country, vehicle=row.subject, is_open=False)
    found = lookups.oddities(group, country, now() - MONTH, now(), vehicle=row.subject)
    done, filled = vehicles_room.per_litre(row, now() - MONTH)
    blank = Typed({"token": fresh_token()} | _first(row, out, reader), labels, zone_of(reader))
    forms = {name: typed if typed is not None and at_form == name else blank for name in FORMS}
    context = {
        "row": row,
        "name": vehicles_room.name_of(row, labels),
        "unit": vehicles_room.unit_of(row.kind, labels),
        "meter": lookups.meter(row),
        "out": out,
        "out_said": vehicles_room.trips_in_words([out], group, country)[out.subject] if out else "",
        "checks": [(check.code, label(check), check.grave) for check in lookups.checks_of(country, row.kind, now().date())],
        "drivers": list(duty_room.members(group, country).items()),
        "patrols": _patrols(group, country),
        "fuel": list(FUEL),
        "faults": faults,
        "notes": vehicles_room.notes(reader, [*faults, *repaired]),
        "repaired": repaired,
        "fault_name": partial(vehicles_room.fault_name, labels=labels),
        "strange": vehicles_room.strange(found, group, country, labels),
        "due": [vehicles_room.said_due(one, row, labels) for one in lookups.due(row, now().date())],
        "trips": _told(trips, group, country),
        "refuellings": lookups.refuellings(row.subject, group, country),
        "done": done,
        "filled": filled,
        "out_for": list(OUT_FOR.items()),
        "ended": list(ENDED.items()),
        "OUT_FOR": OUT_FOR,
        "ENDED": ENDED,
        "forms": forms,
        "at_form": at_form,
    }
    return page(request, "desk/vehicle.html", context, here="post", status=422 if typed is not None and typed.errors else 200)


FORMS = ("out", "back", "fault", "fuel", "service", "change")


def _first(row: RegisteredVehicle, out: Trip | None, reader: Reader) -> dict[str, str]:
    """Return what the forms of a vehicle begin with: the last reading is no answer, so the meter stays empty.

    The patrol is the one that is out with this vehicle, else the reader's own; who drives is as the patrol says.
    """
    teams, mine = _out_now(row.group, row.country), {"kind": row.kind, "number": row.number}
    with_it = (one for one in teams if any(car.get("number") and mine.items() <= car.items() for car in one.vehicles))
    patrol = next(with_it, None) or next((one for one in teams if reader.account in one.team), None)
    names = ("plate", "papers_on", "insured_on", "service_at", "service_on")
    known = {name: str(getattr(row, name) or "") for name in names}
    return {name: value for name, value in known.items() if value} | (
        {"patrol": str(patrol.subject), "driver": patrol.driver} if patrol and not out else {}
    )


def _out_now(group: str, country: str) -> list[groups.Patrol]:
    return sorted(groups.patrols_out(group, country), key=lambda one: one.departed_at, reverse=True)


def _lately(group: str, country: str) -> list[groups.Patrol]:
    """Return the patrols that a trip may be noted for, also after they came back: who is out first, the latest first."""
    return [*_out_now(group, country), *teams_room.back_lately(group, country, now())]


def _patrols(group: str, country: str) -> list[tuple[str, str]]:
    return [(str(one.subject), f"{one.route} ({clock(one.departed_at)})") for one in _lately(group, country)]


def _told(trips: list[Trip], group: str, country: str) -> list[dict[str, Any]]:  # Any: what the page draws
    names = names_of({trip.driver for trip in trips if trip.driver})
    return [
        {
            "row": trip,
            "driver": who_is(trip.driver, names) if trip.driver else _("sin conductor anotado"),
            "for_what": vehicles_room.for_what(trip, group, country),
            "done": trip.meter_back - trip.meter_out if trip.meter_back is not None and trip.meter_out is not None else None,
        }
        for trip in trips
    ]


# What is done with a vehicle ------------------------------------------------------------------------------------------------


@POST_WORK
@room
@require_POST
def leave(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Record that a vehicle leaves, with its check; what is odd is recorded and said."""
    row = there(subject, reader)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    codes = [check.code for check in lookups.checks_of(reader.country, row.kind, now().date())]
    right, wrong = vehicles_room.checked(typed, codes)
    act = partial(
        actions.leave,
        subject,
        by=author(reader),
        at=when(typed),
        driver=driver_in(typed, reader),
        patrol=_patrol(typed, reader),
        errand=typed.text("errand", 80),
        meter=typed.number_or_none("meter", vehicles_room.MOST_METER),
        fuel=typed.number_or_none("fuel", 8),
        checked=right,
        faults=wrong,
        entry=entry_of(typed.get("token"), reader),
    )
    return after(request, reader, row, typed, act, _("Salida anotada."), "out")


@POST_WORK
@room
@require_POST
def come_in(request: HttpRequest, reader: Reader, subject: UUID, trip: UUID) -> HttpResponse:
    """Record that a vehicle is back."""
    row = there(subject, reader)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    act = partial(
        actions.come_in,
        trip,
        by=author(reader),
        at=when(typed),
        meter=typed.number_or_none("meter", vehicles_room.MOST_METER),
        fuel=typed.number_or_none("fuel", 8),
        note=typed.text("note", 4000),
    )
    return after(request, reader, row, typed, act, _("Regreso anotado."), "back")


def after(
    request: HttpRequest, reader: Reader, row: RegisteredVehicle, typed: Typed, act: Callable[[], object], said: str, form: str
) -> HttpResponse:
    """Do an act of a vehicle's page and go back to it; or show it with the form that came back, named by `form`."""
    if _done(request, typed, act, said):
        return to("vehicle", subject=row.subject)
    return _one(request, reader, row, typed, form)


def when(typed: Typed) -> datetime:
    """Return when it was: what was typed, else now."""
    at = typed.instant("at") or now()
    if at > now():
        typed.wrong("at", _("La hora está en el futuro. Revísela."))
    return at


def driver_in(typed: Typed, reader: Reader) -> str:
    """Return the account that drives; '' where nobody of the group was chosen."""
    return typed.get("driver") if typed.get("driver") in duty_room.members(reader.group, reader.country) else ""


def _patrol(typed: Typed, reader: Reader) -> UUID | None:
    chosen = typed.get("patrol")
    return next((one.subject for one in _lately(reader.group, reader.country) if str(one.subject) == chosen), None)
