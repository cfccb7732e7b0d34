"""What audits found is found here: one driver on two trips, km that nobody drove or noted. Times are worked by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vereda.logbook.folding import read_entry
from vereda.logbook.rules.fold import fold_all, open_conflicts
from vereda.logbook.schema import value_of
from vereda.logbook.tests.pens import Pen, subject_number
from vereda.supplies.entries.vehicle import (
    FaultRepaired,
    FaultReported,
    Refuelled,
    Serviced,
    TripBack,
    TripCorrected,
    TripOut,
    TripStillOut,
    TripWithdrawn,
    VehicleChanged,
    VehicleIn,
    VehicleOut,
    VehicleRegistered,
)
from vereda.supplies.rules import vehicle as rules
from vereda.supplies.rules.trips import Fault, Known, Use, odd, overlap
from vereda.supplies.words import Odd, OutFor

SEVEN = datetime(2024, 1, 29, 7, tzinfo=UTC)
TRIP, TRUCK = subject_number(1), subject_number(2)


def at(hour: float) -> datetime:
    return SEVEN + timedelta(hours=hour)


def use(name: str, start: float, end: float | None = None, *, vehicle: str = "", driver: str = "", **more) -> Use:
    return Use(
        name, vehicle or f"truck-{name}", driver or f"driver-{name}", at(start), at(end) if end is not None else None, **more
    )


def told(*uses: Use, **known: Known) -> list[tuple[str, str, str, int]]:
    return [(one.odd, one.use.id, one.other.id if one.other else "", one.number) for one in odd(uses, known)]


def test_a_driver_on_two_trips_at_once_is_seen_whichever_was_noted_first():
    first, second = use("a", 0, 5, driver="ines"), use("b", 3, 8, driver="ines")
    assert told(second, first) == [(Odd.DRIVER_TWICE, "b", "a", 0)]


def test_one_trip_may_begin_when_the_other_ends():
    assert told(use("a", 0, 3, driver="ines"), use("b", 3, 8, driver="ines")) == []


def test_two_trips_without_a_driver_are_not_of_the_same_one():
    one, other = Use("a", "x", "", at(0), None), Use("b", "y", "", at(1), None)
    assert told(one, other) == []


def test_a_vehicle_that_is_still_out_cannot_leave_again_unseen():
    assert told(use("a", 0, vehicle="t"), use("b", 30, 31, vehicle="t")) == [(Odd.VEHICLE_TWICE, "b", "a", 0)]


def test_a_patrol_that_names_a_vehicle_counts_as_a_use_of_it():
    patrol = use("p", 1, 4, vehicle="t", is_trip=False)
    assert told(use("a", 0, 2, vehicle="t"), patrol) == [(Odd.VEHICLE_TWICE, "p", "a", 0)]


def test_fewer_km_than_it_left_with():
    assert told(use("a", 0, 5, vehicle="t", meter_out=81_500, meter_back=81_420), t=Known(most_per_h=110)) == [
        (Odd.METER_BACKWARDS, "a", "", 80)
    ]


def test_more_km_than_the_hours_allow():
    fast = use("a", 0, 2, vehicle="t", meter_out=1000, meter_back=1400)
    assert told(fast, t=Known(most_per_h=110)) == [(Odd.METER_TOO_FAR, "a", "", 400)]
    assert told(use("a", 0, 4, vehicle="t", meter_out=1000, meter_back=1400), t=Known(most_per_h=110)) == []


def test_km_between_two_trips_that_nobody_noted():
    first = use("a", 0, 2, vehicle="t", meter_out=1000, meter_back=1100)
    assert told(first, use("b", 5, 6, vehicle="t", meter_out=1101, meter_back=1120)) == []
    assert told(first, use("b", 5, 6, vehicle="t", meter_out=1160, meter_back=1180)) == [(Odd.METER_GAP, "b", "a", 60)]
    assert told(first, use("b", 5, 6, vehicle="t", meter_out=1090, meter_back=1120)) == [(Odd.METER_BELOW_LAST, "b", "a", 10)]


def test_a_grave_fault_is_said_of_who_left_with_it_and_of_nobody_after_the_repair():
    known = Known(grave_faults=[Fault(at(1), at(4))])
    assert told(use("a", 0, 1, vehicle="t"), use("b", 2, 3, vehicle="t"), use("c", 5, 6, vehicle="t"), t=known) == [
        (Odd.GRAVE_FAULT, "b", "", 0)
    ]


def test_papers_that_have_run_out_and_a_check_that_was_not_made():
    late = use("a", 3, 4, vehicle="t", is_checked=False)
    assert told(late, t=Known(insured_until=at(2))) == [(Odd.NOT_CHECKED, "a", "", 0), (Odd.PAPERS_EXPIRED, "a", "", 0)]


def test_back_before_it_left():
    assert told(use("a", 3, 2)) == [(Odd.BACK_BEFORE_OUT, "a", "", 0)]


spans = st.tuples(st.integers(0, 20), st.one_of(st.none(), st.integers(0, 20)), st.integers(0, 2), st.integers(0, 2))


@given(st.lists(spans, max_size=8), st.randoms(use_true_random=False))
def test_no_order_of_entry_hides_a_driver_on_two_trips(told_spans, rng):
    uses = [
        Use(str(number), f"t{vehicle}", f"d{driver}", at(start), at(start + lasted) if lasted is not None else None)
        for number, (start, lasted, vehicle, driver) in enumerate(told_spans)
    ]
    found = odd(uses, {})
    shuffled = list(uses)
    rng.shuffle(shuffled)
    assert odd(shuffled, {}) == found
    said = {frozenset((one.use.id, one.other.id)) for one in found if one.odd == Odd.DRIVER_TWICE and one.other}
    pairs = [(a, b) for number, a in enumerate(uses) for b in uses[:number]]
    assert said == {frozenset((a.id, b.id)) for a, b in pairs if a.driver == b.driver and overlap(a, b)}


def test_two_desks_that_note_a_return_apart_keep_the_first_and_ask():
    one, other = Pen("desk-1"), Pen("desk-2")
    out = one.write(TripOut(vehicle=TRUCK, driver="ines", meter=100, errand="agua"), TRIP)
    other.learn(one)
    back = one.write(TripBack(meter=150), TRIP, minutes=60)
    late = other.write(TripBack(meter=150), TRIP, minutes=90)
    state = fold_all([read_entry(entry.raw) for entry in (late, out, back)], rules.start_trip, rules.step_trip)
    assert value_of(state.state["fields"], "returned") == back.body.occurred_at.isoformat()
    assert [conflict.field for conflict in open_conflicts(str(TRIP), state)] == ["!returned"]


def vehicle_fact(number: int):
    choices = [
        VehicleChanged(number=str(number)),
        VehicleOut(reason=OutFor.REPAIR),
        VehicleIn(),
        FaultReported(fault="tyres", is_grave=True),
        FaultRepaired(fault=subject_number(number % 9)),
        Refuelled(litres=number + 0.5, meter=number * 10),
        Serviced(meter=number, next_at=number + 5000),
    ]
    return choices[number % len(choices)]


def trip_fact(number: int):
    choices = [
        TripBack(meter=number),
        TripCorrected(meter_out=number),
        TripStillOut(),
        TripCorrected(driver=f"d{number}"),
        TripBack(meter=number, fuel=number % 9),
        TripWithdrawn(),
    ]
    return choices[number % len(choices)]


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=10), st.randoms(use_true_random=False), st.booleans())
def test_a_vehicle_and_a_trip_are_the_same_in_any_order(said, rng, is_trip):
    one, other = Pen("desk-1"), Pen("desk-2")
    first = TripOut(vehicle=TRUCK, errand="agua", meter=5) if is_trip else VehicleRegistered(vehicle_kind="truck", number="03")
    subject, make = (TRIP, trip_fact) if is_trip else (TRUCK, vehicle_fact)
    start, step = (rules.start_trip, rules.step_trip) if is_trip else (rules.start, rules.step)
    written = [one.write(first, subject)]
    other.learn(one)
    for minute, (number, is_other) in enumerate(said, start=1):
        written.append((other if is_other else one).write(make(number), subject, minutes=minute))
    again = [*written, *written[:2]]
    rng.shuffle(again)
    states = [fold_all([read_entry(entry.raw) for entry in entries], start, step).state for entries in (written, again)]
    assert states[0] == states[1]
