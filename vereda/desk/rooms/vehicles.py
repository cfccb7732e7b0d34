"""Vehicles in words: where each is, who has it, what is broken or due, and what is odd about its trips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.access.door import Action, Reader, RecordClass, log_read, may, relation_to
from vereda.desk.dates import clock, shortday
from vereda.desk.labels import Labels, label
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.words.supplies import DUE
from vereda.groups import door as groups
from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass
from vereda.supplies.door import Due, Found, Odd, RegisteredVehicle, Trip, Use, VehicleFault
from vereda.supplies.door import vehicle_lookups as lookups

SHOWN = timedelta(days=14)
MOST_METER = 3_000_000
OK, BAD = "ok", "bad"
FIELDS = {
    "supplies.number_missing": "number",
    "supplies.number_taken": "number",
    "supplies.unknown_kind": "kind",
    "supplies.errand_missing": "errand",
    "supplies.in_the_future": "at",
    "supplies.fault_missing": "fault",
    "supplies.litres_missing": "litres",
    "supplies.vehicle_not_here": FORM,
    "supplies.trip_not_out": FORM,
}


def name_of(row: RegisteredVehicle, labels: Labels) -> str:
    """Return what a vehicle is called at the post: 'Camioneta 03'."""
    kind = labels.pack.vehicle_kinds.get(row.kind)
    return f"{label(kind) if kind else row.kind} {row.number}"


def offered(group: str, country: str, labels: Labels) -> list[tuple[str, str]]:
    """Return the numbers that a departure may offer, with what each is called: ('03', 'Camioneta 03 · fuera de servicio')."""
    return [(row.number, f"{name_of(row, labels)}{_said_state(row)}") for row in lookups.vehicles(group, country)]


def _said_state(row: RegisteredVehicle) -> str:
    return f" · {_('fuera de servicio')}" if row.out_for else ""


def unit_of(kind: str, labels: Labels) -> str:
    """Return what the meter of a kind counts."""
    found = labels.pack.vehicle_kinds.get(kind)
    return _("horas de motor") if found and found.meter == "hours" else _("km")


@dataclass(frozen=True)
class Shown:
    """A vehicle on the list. out: the trip under way."""

    row: RegisteredVehicle
    name: str
    out: Trip | None
    where: str
    faults: Sequence[VehicleFault]
    due: Sequence[str]

    @property
    def is_grave(self) -> bool:
        return any(fault.is_grave for fault in self.faults)


def fleet(group: str, country: str, today: date, labels: Labels) -> list[Shown]:
    """Return the vehicles of a post, each with where it is and what is broken or due."""
    out = {trip.vehicle: trip for trip in reversed(lookups.trips_out(group, country))}
    broken: dict[UUID, list[VehicleFault]] = {}
    for fault in lookups.faults(group, country):
        broken.setdefault(fault.subject, []).append(fault)
    told = trips_in_words(out.values(), group, country)
    rows = lookups.vehicles(group, country)
    dues = lookups.dues(rows, today)
    return [
        Shown(
            row,
            name_of(row, labels),
            out.get(row.subject),
            told.get(out[row.subject].subject, "") if row.subject in out else "",
            broken.get(row.subject, ()),
            [said_due(one, row, labels) for one in dues[row.subject]],
        )
        for row in rows
    ]


def trips_in_words(trips: Iterable[Trip], group: str, country: str) -> dict[UUID, str]:
    """Return trips in words: who drives, for what, since when."""
    rows = list(trips)
    names = names_of({row.driver for row in rows if row.driver})
    patrols = groups.patrols_named({row.patrol for row in rows if row.patrol}, group, country)
    return {row.subject: " · ".join(part for part in _parts(row, patrols, names) if part) for row in rows}


def _parts(row: Trip, patrols: Mapping[UUID, groups.Patrol], names: Mapping[str, str]) -> list[str]:
    driver = who_is(row.driver, names) if row.driver else _("sin conductor anotado")
    return [f"{shortday(row.departed_at)} {clock(row.departed_at)}", _for_what(row, patrols), driver]


def for_what(row: Trip, group: str, country: str) -> str:
    """Return for which patrol or errand a vehicle left."""
    return _for_what(row, groups.patrols_named([row.patrol] if row.patrol else [], group, country))


def _for_what(row: Trip, patrols: Mapping[UUID, groups.Patrol]) -> str:
    if row.patrol is None:
        return row.errand
    return patrols[row.patrol].route if row.patrol in patrols else _("un recorrido que aún no se recibe")


def said_due(one: Due, row: RegisteredVehicle, labels: Labels) -> str:
    """Return what is due of a vehicle, in words."""
    what = str(DUE[one.what])
    if one.on is not None:
        day = shortday(one.on)
        return (
            _("{what}: venció el {day}").format(what=what, day=day)
            if one.is_over
            else _("{what}: hasta el {day}").format(what=what, day=day)
        )
    unit = unit_of(row.kind, labels)
    if one.is_over:
        return _("{what}: pasado por {n} {unit}").format(what=what, n=-(one.left or 0), unit=unit)
    return _("{what}: en {n} {unit}").format(what=what, n=one.left, unit=unit)


def fault_name(code: str, labels: Labels) -> str:
    """Return what is broken, in the words of the check before leaving."""
    row = labels.pack.vehicle_checks.get(code)
    return label(row) if row else _("Otra falla")


# What is odd ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Strange:
    """Something odd about a trip, in words, with the vehicle at which it is mended."""

    odd: Odd
    said: str
    vehicle: str
    trip: str


def strange(found: Iterable[Found], group: str, country: str, labels: Labels) -> list[Strange]:
    """Return what is odd, in words."""
    rows = list(found)
    uses = {use for one in rows for use in (one.use, one.other) if use}
    names = names_of({use.driver for use in uses if use.driver})
    fleet = {
        str(row.subject): row for row in [*lookups.vehicles(group, country), *lookups.vehicles(group, country, is_ended=True)]
    }
    words = _Words(group, country, labels, names, fleet)
    return [Strange(one.odd, words.said(one), _place(one), one.use.id if one.use.is_trip else "") for one in rows]


def _place(one: Found) -> str:
    return one.use.vehicle or (one.other.vehicle if one.other else "")


@dataclass(frozen=True)
class _Words:
    """What sentences about trips are made of."""

    group: str
    country: str
    labels: Labels
    names: Mapping[str, str]
    fleet: Mapping[str, RegisteredVehicle]

    def said(self, one: Found) -> str:
        row = self.fleet.get(one.use.vehicle)
        parts = {
            "driver": who_is(one.use.driver, self.names),
            "vehicle": name_of(row, self.labels) if row else _("Vehículo"),
            "use": self.use(one.use, with_vehicle=one.odd == Odd.DRIVER_TWICE),
            "other": self.use(one.other, with_vehicle=one.odd == Odd.DRIVER_TWICE) if one.other else "",
            "n": one.number,
            "unit": unit_of(row.kind, self.labels) if row else _("km"),
        }
        return SENTENCES[one.odd]().format(**parts)

    def use(self, use: Use, *, with_vehicle: bool) -> str:
        """Return which use of a vehicle is meant: 'Camioneta 03, 29 ene 07:10'."""
        row = self.fleet.get(use.vehicle)
        start = f"{shortday(use.start)} {clock(use.start)}"
        until = clock(use.end) if use.end else _("sigue fuera")
        named = f"{name_of(row, self.labels)}, " if with_vehicle and row else ""
        kind = "" if use.is_trip else f"{self.route(use)}, "
        return f"{named}{kind}{start} – {until}"

    def route(self, use: Use) -> str:
        row = groups.patrol(UUID(use.id), self.group, self.country)
        return row.route if row else _("recorrido")


# Functions, since words are drawn in the reader's language when they are asked for.
SENTENCES: Mapping[Odd, Any] = {  # Any: functions without arguments that return a sentence
    Odd.DRIVER_TWICE: lambda: _("{driver} aparece manejando en dos salidas a la vez: {other} y {use}"),
    Odd.VEHICLE_TWICE: lambda: _("{vehicle} aparece en dos salidas a la vez: {other} y {use}"),
    Odd.METER_BACKWARDS: lambda: _("{vehicle} regresó con {n} {unit} menos de los que llevaba al salir ({use})"),
    Odd.METER_TOO_FAR: lambda: _("{vehicle}: {n} {unit} son demasiados para las horas que estuvo fuera ({use})"),
    Odd.METER_GAP: lambda: _("{vehicle} salió con {n} {unit} más de los que traía al regresar: falta anotar una salida ({use})"),
    Odd.METER_BELOW_LAST: lambda: _("{vehicle} salió con {n} {unit} menos de los que traía al regresar ({use})"),
    Odd.BACK_BEFORE_OUT: lambda: _("{vehicle}: el regreso es antes que la salida ({use})"),
    Odd.GRAVE_FAULT: lambda: _("{vehicle} salió con una falla grave sin reparar ({use})"),
    Odd.NOT_CHECKED: lambda: _("{vehicle} salió sin revisión ({use})"),
    Odd.OUT_OF_SERVICE: lambda: _("{vehicle} está fuera, y anotado como fuera de servicio ({use})"),
    Odd.PAPERS_EXPIRED: lambda: _("{vehicle} salió con papeles o seguro vencidos ({use})"),
}


# Forms ---------------------------------------------------------------------------------------------------------------------


def litres(typed: Typed, name: str) -> float:
    """Return litres, with a point or a comma; 0 when the field is empty or wrong."""
    written = typed.get(name).strip().replace(",", ".")
    if not written:
        return 0
    whole, _point, rest = written.partition(".")
    if not (whole.isascii() and whole.isdigit() and (not rest or (rest.isascii() and rest.isdigit())) and len(written) < 10):
        typed.wrong(name, _("«{value}» no son litros. Escriba, por ejemplo, 42.5.").format(value=written[:20]))
        return 0
    found = float(written)
    if found > 2000:
        typed.wrong(name, _("Es más que {most}. Revise la cifra.").format(most=2000))
        return 0
    return found


def checked(typed: Typed, codes: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what was found right at the check, and what was not. 'All right' answers for what has no answer of its own."""
    usual = OK if typed.is_on("all_ok") else ""
    said = {code: typed.get(f"c:{code}") or usual for code in codes}
    return [code for code in codes if said[code] == OK], [code for code in codes if said[code] == BAD]


def notes(reader: Reader, faults: Sequence[VehicleFault]) -> dict[UUID, str]:
    """Return what was written of faults, as far as it opens and the reader may see it, and log that it was looked at."""
    wanted = [row for row in faults if row.has_note]
    if not wanted or not may(
        reader, RecordClass.K2, Action.READ, relation_to(reader, country=reader.country, groups=[wanted[0].group])
    ):
        return {}
    log_read(reader, RecordClass.K2, subject=wanted[0].subject)
    found = {row.entry: open_box(row.entry, FieldClass.FREE_TEXT, row.subject) for row in wanted}
    return {entry: str(box.get("text", "")) for entry, box in found.items() if box}


def per_litre(vehicle: RegisteredVehicle, since: datetime) -> tuple[int, float]:
    """Return what a vehicle's meter counted on trips since then, and the litres that it got."""
    trips = lookups.trips(vehicle.group, vehicle.country, vehicle=vehicle.subject, most=200)
    done = [
        (trip.meter_back or 0) - (trip.meter_out or 0)
        for trip in trips
        if trip.departed_at >= since and not trip.is_withdrawn and trip.meter_out is not None and trip.meter_back is not None
    ]
    filled = [row for row in lookups.refuellings(vehicle.subject, vehicle.group, vehicle.country, 200) if row.filled_at >= since]
    return sum(one for one in done if one > 0), round(sum(row.litres for row in filled), 1)
