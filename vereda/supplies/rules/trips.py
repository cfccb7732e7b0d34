"""What is odd about trips: shown to whoever is on duty and to who reads later, and a reason to stop nobody. Pure.

Audits of groups found the same driver on trips at the same time; therefore trips are compared with each other, and patrols
that name a vehicle without a trip of its own are compared as if they were trips.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from vereda.supplies.words import Odd

SLACK = 1
"""So many km or hours more than the last trip ended with are a matter of rounding."""
SHORTEST = timedelta(minutes=15)
"""No speed is told of a shorter trip: its hours are noted to the minute, and its meter to the whole km."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A grave fault: when it was reported, and repaired, if it was."""

    reported_at: datetime
    repaired_at: datetime | None = None

    def was_open(self, at: datetime) -> bool:
        return self.reported_at < at and (self.repaired_at is None or self.repaired_at > at)


@dataclass(frozen=True, slots=True)
class Known:
    """What of a vehicle matters for its trips. most_per_h: above so many km or hours of engine in an hour it is odd."""

    most_per_h: int = 0
    grave_faults: Sequence[Fault] = ()
    papers_until: datetime | None = None
    insured_until: datetime | None = None
    is_out_of_service: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """A trip, or a patrol that names a vehicle. end None: still out. vehicle, driver: '' where nobody said."""

    id: str
    vehicle: str
    driver: str
    start: datetime
    end: datetime | None = None
    meter_out: int | None = None
    meter_back: int | None = None
    is_checked: bool = True
    is_trip: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """Something odd about a use. other: the use that it contradicts; number: km or hours."""

    odd: Odd
    use: Use
    other: Use | None = None
    number: int = 0


def odd(uses: Sequence[Use], known: dict[str, Known]) -> list[Found]:
    """Return what is odd about uses of vehicles, in the order in which they began.

    uses   trips and patrols of one post near each other in time, in any order
    known  by vehicle
    """
    ordered = sorted(uses, key=lambda use: (use.start, use.id))
    found = [*_together(ordered), *(one for use in ordered for one in _alone(use, known.get(use.vehicle, Known())))]
    found += _in_a_row([use for use in ordered if use.is_trip])
    return sorted(found, key=lambda one: (one.use.start, one.use.id, one.odd))


def overlap(one: Use, other: Use) -> bool:
    """Return whether two uses were under way at the same time; one that ends when the other begins was not."""
    ends_after = one.end is None or other.start < one.end
    return ends_after and (other.end is None or one.start < other.end)


def _together(uses: Sequence[Use]) -> Iterator[Found]:
    for number, later in enumerate(uses):
        for first in uses[:number]:
            if not overlap(first, later):
                continue
            if later.driver and later.driver == first.driver:
                yield Found(Odd.DRIVER_TWICE, later, first)
            if later.vehicle and later.vehicle == first.vehicle:
                yield Found(Odd.VEHICLE_TWICE, later, first)


def _alone(use: Use, known: Known) -> Iterator[Found]:
    if use.end is not None and use.end < use.start:
        yield Found(Odd.BACK_BEFORE_OUT, use)
    if use.meter_out is not None and use.meter_back is not None:
        yield from _meter(use, use.meter_back - use.meter_out, known)
    if any(fault.was_open(use.start) for fault in known.grave_faults):
        yield Found(Odd.GRAVE_FAULT, use)
    if any(until is not None and until <= use.start for until in (known.papers_until, known.insured_until)):
        yield Found(Odd.PAPERS_EXPIRED, use)
    if known.is_out_of_service and use.end is None:
        yield Found(Odd.OUT_OF_SERVICE, use)
    if not use.is_checked:
        yield Found(Odd.NOT_CHECKED, use)


def _meter(use: Use, done: int, known: Known) -> Iterator[Found]:
    if done < 0:
        yield Found(Odd.METER_BACKWARDS, use, number=-done)
    elif use.end is not None and use.end >= use.start and known.most_per_h:
        hours = max(use.end - use.start, SHORTEST) / timedelta(hours=1)
        if done > known.most_per_h * hours + SLACK:
            yield Found(Odd.METER_TOO_FAR, use, number=done)


def _in_a_row(uses: Sequence[Use]) -> Iterator[Found]:
    """Compare what a vehicle leaves with to what it came back with: km between were driven and noted by nobody."""
    last: dict[str, Use] = {}
    for use in uses:
        before = last.get(use.vehicle)
        if before is not None and before.meter_back is not None and use.meter_out is not None:
            gap = use.meter_out - before.meter_back
            if gap > SLACK:
                yield Found(Odd.METER_GAP, use, before, gap)
            elif gap < 0:
                yield Found(Odd.METER_BELOW_LAST, use, before, -gap)
        if use.vehicle:
            last[use.vehicle] = use
