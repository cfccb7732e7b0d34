"""What is done with a vehicle besides leaving and coming back: faults, fuel, service, papers, mending what was noted wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vereda.access.door import NotForYou, Reader
from vereda.desk.frame import author, now, room, to, zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import vehicles as vehicles_room
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.acting import POST_WORK, attempt
from vereda.desk.web.new_encounter import entry_of
from vereda.desk.web.vehicles import after, driver_in, known_in, there, when
from vereda.supplies.door import EndedFor, OutFor
from vereda.supplies.door import vehicle_actions as actions


@POST_WORK
@room
@require_POST
def report_fault(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Record that something is broken or missing."""
    row = there(subject, reader)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    known = {*typed.labels.pack.vehicle_checks, "other"}
    act = partial(
        actions.report_fault,
        subject,
        fault=typed.get("fault") if typed.get("fault") in known else "",
        is_grave=typed.is_on("is_grave"),
        note=typed.text("note", 4000),
        by=author(reader),
        at=now(),
        entry=entry_of(typed.get("token"), reader),
    )
    return after(request, reader, row, typed, act, _("Falla anotada."), "fault")


@POST_WORK
@room
@require_POST
def refuel(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Record fuel."""
    row = there(subject, reader)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    act = partial(
        actions.refuel,
        subject,
        litres=vehicles_room.litres(typed, "litres"),
        meter=typed.number_or_none("meter", vehicles_room.MOST_METER),
        cost=typed.number_or_none("cost", 1_000_000),
        voucher=typed.text("voucher", 40),
        by=author(reader),
        at=when(typed),
        entry=entry_of(typed.get("token"), reader),
    )
    return after(request, reader, row, typed, act, _("Combustible anotado."), "fuel")


@POST_WORK
@room
@require_POST
def service(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Record that the service was done."""
    row = there(subject, reader)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    meters = {name: typed.number_or_none(name, vehicles_room.MOST_METER) for name in ("meter", "next_at")}
    act = partial(actions.service, subject, next_on=typed.day("next_on"), by=author(reader), at=now(), **meters)
    return after(request, reader, row, typed, act, _("Servicio anotado."), "service")


@POST_WORK
@room
@require_POST
def change(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Change what is known of a vehicle; a field that is left empty stays as it was."""
    row = there(subject, reader)
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    known = {name: value for name, value in known_in(typed).items() if value not in (None, "")}
    number = typed.text("number", 20)
    if number and number != row.number:
        known["number"] = number
    act = partial(actions.change, subject, by=author(reader), at=now(), **known)
    return after(request, reader, row, typed, act, _("Datos guardados."), "change")


@POST_WORK
@room
@require_POST
def act(request: HttpRequest, reader: Reader, subject: UUID, what: str) -> HttpResponse:
    """Do what needs no form of its own: out of service and back, ended."""
    there(subject, reader)
    by, at, reason = author(reader), now(), request.POST.get("reason", "")
    out_for = OutFor(reason) if reason in set(OutFor) else OutFor.OTHER
    ended_for = EndedFor(reason) if reason in set(EndedFor) else EndedFor.WORN_OUT
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "fuera": (partial(actions.take_out, subject, reason=out_for, by=by, at=at), _("Anotado: fuera de servicio.")),
        "vuelve": (partial(actions.put_back, subject, by=by, at=at), _("Anotado: en servicio.")),
        "termina": (partial(actions.end, subject, reason=ended_for, by=by, at=at), _("Anotado: ya no es del puesto.")),
    }
    if what not in acts:
        raise NotForYou
    attempt(request, reader, *acts[what])
    return to("vehicles") if what == "termina" else to("vehicle", subject=subject)


@POST_WORK
@room
@require_POST
def repair(request: HttpRequest, reader: Reader, subject: UUID, fault: UUID) -> HttpResponse:
    """Record that a fault is repaired."""
    attempt(request, reader, partial(actions.repair, fault, by=author(reader), at=now()), _("Anotado: reparada."))
    return to("vehicle", subject=subject)


@POST_WORK
@room
@require_POST
def mend_trip(request: HttpRequest, reader: Reader, subject: UUID, trip: UUID, what: str) -> HttpResponse:
    """Mend a trip: correct its numbers or driver, take its return back, or take it back whole."""
    typed = Typed(request.POST, Labels(reader.country), zone_of(reader))
    by, at = author(reader), now()
    meters = {name: typed.number_or_none(name, vehicles_room.MOST_METER) for name in ("meter_out", "meter_back")}
    driver = driver_in(typed, reader) or None
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "corrige": (partial(actions.correct_trip, trip, driver=driver, by=by, at=at, **meters), _("Corregido.")),
        "sigue-fuera": (partial(actions.still_out, trip, by=by, at=at), _("Anotado: el vehículo sigue fuera.")),
        "retira": (partial(actions.withdraw_trip, trip, by=by, at=at), _("Retirada: el vehículo no salió.")),
    }
    if what not in acts:
        raise NotForYou
    if typed.errors:
        messages.warning(request, next(iter(typed.errors.values())))
    else:
        attempt(request, reader, *acts[what])
    return to("vehicle", subject=subject)
