"""What pages ask of vehicles: which there are, who has them, what is odd about their trips, what is due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Q, QuerySet, Subquery

from vereda.countries.door import VehicleCheck, VehicleKind, pack
from vereda.groups import door as groups
from vereda.once import once
from vereda.supplies.models.vehicle import Refuelling, RegisteredVehicle, Trip, VehicleFault
from vereda.supplies.rules.trips import Fault, Found, Known, Use, odd

DUE_SOON = timedelta(days=30)
DUE_SOON_METER = {"km": 500, "hours": 10}
LOOKED_BACK = timedelta(days=31)
NEAR = timedelta(days=2)


@once
def vehicles(group: str, country: str, *, is_ended: bool = False) -> list[RegisteredVehicle]:
    """Return the vehicles of a post by kind and number."""
    rows = RegisteredVehicle.objects.filter(country=country, group=group)
    rows = rows.exclude(ended_for="") if is_ended else rows.filter(ended_for="")
    return list(rows.order_by("kind", "number", "subject"))


def vehicle(subject: UUID, group: str, country: str) -> RegisteredVehicle | None:
    """Return a vehicle of the post, one that is no longer there as well."""
    return RegisteredVehicle.objects.filter(subject=subject, group=group, country=country).first()


def vehicles_named(subjects: Iterable[UUID], group: str, country: str) -> dict[UUID, RegisteredVehicle]:
    """Return vehicles of the post by their ids, those that are no longer there as well."""
    return RegisteredVehicle.objects.filter(group=group, country=country).in_bulk(list(subjects))


def numbered(kind: str, number: str, group: str, country: str) -> RegisteredVehicle | None:
    """Return the vehicle of the post that goes by a kind and number."""
    rows = RegisteredVehicle.objects.filter(country=country, group=group, kind=kind, number__iexact=number.strip(), ended_for="")
    return rows.order_by("subject").first()


def kind_of(country: str, code: str) -> VehicleKind | None:
    return pack(country).vehicle_kinds.get(code)


def checks_of(country: str, kind: str, on: date) -> list[VehicleCheck]:
    """Return what is looked at before a vehicle of a kind leaves, in the order of the pack."""
    found = kind_of(country, kind)
    surface = "water" if found and found.on_water else "land"
    rows = [row for row in pack(country).vehicle_checks.values() if row.surface in ("all", surface) and row.holds_on(on)]
    return sorted(rows, key=lambda row: row.order)


def faults(group: str, country: str, *, vehicle: UUID | None = None, is_open: bool = True) -> list[VehicleFault]:
    """Return faults, the grave ones first, then the oldest; those that were repaired the latest first."""
    rows = VehicleFault.objects.filter(country=country, group=group, repaired_at__isnull=is_open)
    rows = rows.filter(subject=vehicle) if vehicle else rows
    return list(rows.order_by("-is_grave", "reported_at") if is_open else rows.order_by("-repaired_at")[:20])


def refuellings(vehicle: UUID, group: str, country: str, most: int = 12) -> list[Refuelling]:
    """Return the last times a vehicle got fuel."""
    return list(Refuelling.objects.filter(subject=vehicle, group=group, country=country).order_by("-filled_at")[:most])


def trip(subject: UUID, group: str, country: str) -> Trip | None:
    """Return a trip of the post."""
    return Trip.objects.filter(subject=subject, group=group, country=country).first()


def trips(group: str, country: str, *, vehicle: UUID, most: int = 20) -> list[Trip]:
    """Return the last trips of a vehicle, the newest first; those that were withdrawn as well."""
    return list(Trip.objects.filter(country=country, group=group, vehicle=vehicle).order_by("-departed_at")[:most])


def trips_out(group: str, country: str) -> list[Trip]:
    """Return the trips that are under way, the oldest first."""
    return list(_there(group, country).filter(returned_at__isnull=True).order_by("departed_at"))


def _there(group: str, country: str) -> QuerySet[Trip]:
    return Trip.objects.filter(country=country, group=group, is_withdrawn=False)


def meter(vehicle: RegisteredVehicle) -> int | None:
    """Return the last that anybody read on the meter of a vehicle: at a return, a departure, a filling, or when registered."""
    return meters([vehicle])[vehicle.subject]


def meters(fleet: Iterable[RegisteredVehicle]) -> dict[UUID, int | None]:
    """Return the same of several vehicles, by three queries however many there are and however often they went out."""
    rows = {row.subject: row for row in fleet}
    trips = Trip.objects.filter(
        vehicle=OuterRef("subject"), country=OuterRef("country"), group=OuterRef("group"), is_withdrawn=False
    )
    filled = Refuelling.objects.filter(subject=OuterRef("subject"), meter__isnull=False)
    last = RegisteredVehicle.objects.filter(subject__in=list(rows)).annotate(
        trip=Subquery(trips.order_by("-departed_at").values("subject")[:1]),
        filling=Subquery(filled.order_by("-filled_at").values("id")[:1]),
    )
    found = list(last.values_list("subject", "trip", "filling"))
    gone = Trip.objects.in_bulk([trip for _vehicle, trip, _filling in found if trip])
    fillings = Refuelling.objects.in_bulk([filling for _vehicle, _trip, filling in found if filling])
    return {one: _read(rows[one], gone.get(trip), fillings.get(filling)) for one, trip, filling in found}


def _read(vehicle: RegisteredVehicle, last: Trip | None, filled: Refuelling | None) -> int | None:
    read: list[tuple[datetime, int]] = []
    if last is not None:
        read += [(last.returned_at, last.meter_back)] if last.returned_at and last.meter_back is not None else []
        read += [(last.departed_at, last.meter_out)] if last.meter_out is not None else []
    if filled is not None and filled.meter is not None:
        read.append((filled.filled_at, filled.meter))
    return max(read)[1] if read else vehicle.meter


class Due(NamedTuple):
    """What is due of a vehicle. what: papers, insurance, service; on: until when; left: km or hours until the service."""

    what: str
    on: date | None
    left: int | None
    is_over: bool


def due(row: RegisteredVehicle, today: date) -> list[Due]:
    """Return what of a vehicle has run out or will within 30 days, 500 km or 10 hours."""
    return dues([row], today)[row.subject]


def dues(fleet: Sequence[RegisteredVehicle], today: date) -> dict[UUID, list[Due]]:
    """Return the same of several vehicles."""
    read = meters(row for row in fleet if row.service_at is not None)
    return {row.subject: _due(row, today, read.get(row.subject)) for row in fleet}


def _due(row: RegisteredVehicle, today: date, read: int | None) -> list[Due]:
    found = [
        Due(what, on, None, on < today)
        for what, on in (("papers", row.papers_on), ("insurance", row.insured_on), ("service", row.service_on))
        if on is not None and on <= today + DUE_SOON
    ]
    kind = kind_of(row.country, row.kind)
    if row.service_at is not None and read is not None and kind is not None:
        left = row.service_at - read
        if left <= DUE_SOON_METER[kind.meter]:
            found.append(Due("service", None, left, left <= 0))
    return found


def oddities(group: str, country: str, start: datetime, end: datetime, *, vehicle: UUID | None = None) -> list[Found]:
    """Return what is odd about the trips and patrols that were under way between two instants.

    Compared are also those near by: what a vehicle came back with before, and who is still out.
    """
    # Sorted here: asked for an order, SQLite goes through all trips that ever departed.
    near = _there(group, country).filter(_reaches(start - LOOKED_BACK, end)).order_by()
    rows = sorted(near, key=lambda row: row.departed_at)
    uses = [_use(row) for row in rows] + patrol_uses(group, country, rows, start - NEAR, end)
    fleet = RegisteredVehicle.objects.filter(country=country, group=group)
    found = odd(uses, _known(list(fleet.order_by("subject")), country))
    # Only what touches the span asked for: the rest was looked at to compare with.
    shown = [one for one in found if one.use.end is None or one.use.end >= start]
    mine = str(vehicle) if vehicle else ""
    return [one for one in shown if not mine or mine in (one.use.vehicle, one.other.vehicle if one.other else "")]


def _reaches(start: datetime, end: datetime) -> Q:
    # The end stands in each part, so that each is answered by an index.
    return (
        Q(returned_at__isnull=True, departed_at__lt=end)
        | Q(returned_at__gte=start, departed_at__lt=end)
        | Q(departed_at__gte=start, departed_at__lt=end)
    )


def _use(row: Trip) -> Use:
    return Use(
        id=str(row.subject),
        vehicle=str(row.vehicle),
        driver=row.driver,
        start=row.departed_at,
        end=row.returned_at,
        meter_out=row.meter_out,
        meter_back=row.meter_back,
        is_checked=row.is_checked,
    )


def unnoted(group: str, country: str, now: datetime) -> list[Use]:
    """Return the registered vehicles that are out with a patrol and of which nobody noted a check, a driver or km."""
    rows = list(_there(group, country).filter(returned_at__isnull=True))
    return [use for use in patrol_uses(group, country, rows, now - NEAR, now) if use.vehicle and use.end is None]


def patrol_uses(group: str, country: str, rows: Sequence[Trip], start: datetime, end: datetime) -> list[Use]:
    """Return the patrols of a span that have a driver or a registered vehicle and no trip of their own, as uses."""
    with_trip = {(row.patrol, str(row.vehicle)) for row in rows if row.patrol}
    driven = {row.patrol for row in rows if row.patrol and row.driver}
    numbers = {(row.kind, row.number.casefold()): str(row.subject) for row in vehicles(group, country)}
    made: list[Use] = []
    for patrol in _patrols(group, country, start, end):
        named = [numbers.get((one["kind"], one.get("number", "").casefold()), "") for one in patrol.vehicles]
        driver = "" if patrol.subject in driven else patrol.driver
        own = [one for one in named if one and (patrol.subject, one) not in with_trip] or ([""] if driver else [])
        # The driver drives one of them; the others are known to be out, and no more.
        made += [
            Use(str(patrol.subject), one, driver if not number else "", patrol.departed_at, patrol.returned_at, is_trip=False)
            for number, one in enumerate(own)
        ]
    return made


def _patrols(group: str, country: str, start: datetime, end: datetime) -> Iterable[groups.Patrol]:
    out = {row.subject: row for row in groups.patrols_out(group, country) if row.departed_at < end}
    # The local day of a patrol may be the one before or after that of the instant.
    for row in groups.patrols_of_days(group, country, (start - timedelta(days=1)).date(), (end + timedelta(days=1)).date()):
        if row.departed_at < end and (row.returned_at is None or row.returned_at >= start):
            out.setdefault(row.subject, row)
    return out.values()


def _known(fleet: Sequence[RegisteredVehicle], country: str) -> dict[str, Known]:
    grave: dict[UUID, list[Fault]] = defaultdict(list)
    for fault in VehicleFault.objects.filter(subject__in=[row.subject for row in fleet], is_grave=True).order_by("reported_at"):
        grave[fault.subject].append(Fault(fault.reported_at, fault.repaired_at))
    made = {}
    for row in fleet:
        kind, zone = kind_of(country, row.kind), _zone(country, row.group)
        made[str(row.subject)] = Known(
            most_per_h=kind.most_per_h if kind else 0,
            grave_faults=grave[row.subject],
            papers_until=_end_of(row.papers_on, zone),
            insured_until=_end_of(row.insured_on, zone),
            is_out_of_service=bool(row.out_for),
        )
    return made


def _zone(country: str, group: str) -> ZoneInfo:
    found = pack(country).groups.get(group)
    return ZoneInfo(found.zone if found else pack(country).country.default_zone)


def _end_of(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC) if day else None
