"""Vehicles and equipment through their actions: nothing odd stops a departure, and all of it is seen."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from vereda.groups import door as groups
from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass
from vereda.logbook.tests.pens import NOW, author
from vereda.supplies import errors
from vereda.supplies.actions import equipment as pieces
from vereda.supplies.actions import vehicle as actions
from vereda.supplies.entries.stock import Holder
from vereda.supplies.lookups import equipment as stores
from vereda.supplies.lookups import vehicle as lookups
from vereda.supplies.words import EndedFor, HolderKind, Odd, OutFor

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
INES, NADIA = author("ines", "desk"), author("nadia", "desk", group="tapachula")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HERE = ("piedras-negras", "mx")


@pytest.fixture
def truck() -> UUID:
    return actions.register("truck", "03", by=INES, at=NOW - DAY, meter=81_000).subject


def odd() -> list[Odd]:
    return [one.odd for one in lookups.oddities(*HERE, NOW - DAY, NOW + DAY)]


def test_a_truck_leaves_with_its_check_and_comes_back(truck):
    trip = actions.leave(
        truck, driver="ines", errand="Agua", meter=81_000, fuel=6, checked=["tyres", "oil"], by=INES, at=NOW
    ).subject
    assert [row.subject for row in lookups.trips_out(*HERE)] == [trip]
    actions.come_in(trip, meter=81_120, fuel=4, by=INES, at=NOW + 3 * HOUR)
    assert lookups.trips_out(*HERE) == []
    row = lookups.vehicle(truck, *HERE)
    assert row is not None
    assert lookups.meter(row) == 81_120
    assert odd() == []


def test_what_is_not_right_at_the_check_is_a_fault_until_it_is_repaired_and_stops_nobody(truck):
    actions.leave(truck, errand="Agua", checked=["oil"], faults=["tyres", "lights"], by=INES, at=NOW)
    assert [(one.fault, one.is_grave) for one in lookups.faults(*HERE)] == [("tyres", True), ("lights", False)]
    again = actions.leave(truck, errand="Otra", checked=["oil"], faults=["tyres"], by=INES, at=NOW + HOUR).subject
    assert len(lookups.faults(*HERE)) == 2  # known already: no second fault
    assert set(odd()) == {Odd.GRAVE_FAULT, Odd.VEHICLE_TWICE}
    grave = lookups.faults(*HERE)[0]
    actions.repair(grave.entry, by=INES, at=NOW + 2 * HOUR)
    with pytest.raises(errors.FaultNotOpen):
        actions.repair(grave.entry, by=INES, at=NOW + 2 * HOUR)
    actions.withdraw_trip(again, by=INES, at=NOW + 2 * HOUR)
    assert odd() == []


def test_the_same_driver_on_two_trips_at_once_is_shown(truck):
    other = actions.register("boat", "02", by=INES, at=NOW - DAY).subject
    actions.leave(truck, driver="ines", errand="Agua", checked=["oil"], by=INES, at=NOW)
    actions.leave(other, driver="ines", errand="Río", checked=["hull"], by=INES, at=NOW + HOUR)
    assert odd() == [Odd.DRIVER_TWICE]


def test_a_patrol_that_names_a_truck_which_is_out_on_an_errand_is_shown(truck):
    actions.leave(truck, driver="ines", errand="Agua", checked=["oil"], by=INES, at=NOW)
    out = groups.depart(
        route="Ruta 1", by=INES, at=NOW + HOUR, team=["rafael"], vehicles=[groups.Vehicle(kind="truck", number="03")]
    )
    assert odd() == [Odd.VEHICLE_TWICE]
    assert [one.use.id for one in lookups.oddities(*HERE, NOW - DAY, NOW + DAY)] == [str(out.subject)]


def test_a_trip_of_the_patrol_that_names_the_truck_is_one_use_not_two(truck):
    out = groups.depart(route="Ruta 1", by=INES, at=NOW, vehicles=[groups.Vehicle(kind="truck", number="03")])
    actions.leave(truck, driver="ines", patrol=out.subject, checked=["oil"], by=INES, at=NOW)
    assert odd() == []


def test_fewer_km_are_recorded_and_shown_and_mended_by_a_correction(truck):
    trip = actions.leave(truck, errand="Agua", meter=81_000, checked=["oil"], by=INES, at=NOW).subject
    actions.come_in(trip, meter=80_940, by=INES, at=NOW + HOUR)
    assert odd() == [Odd.METER_BACKWARDS]
    actions.correct_trip(trip, meter_back=81_040, by=INES, at=NOW + 2 * HOUR)
    assert odd() == []


def test_a_return_by_mistake_is_taken_back(truck):
    trip = actions.leave(truck, errand="Agua", meter=81_000, by=INES, at=NOW).subject
    with pytest.raises(errors.TripNotHere):
        actions.still_out(trip, by=INES, at=NOW)
    actions.come_in(trip, meter=81_500, by=INES, at=NOW + HOUR)
    with pytest.raises(errors.TripNotOut):
        actions.come_in(trip, meter=81_500, by=INES, at=NOW + HOUR)
    actions.still_out(trip, by=INES, at=NOW + HOUR)
    row = lookups.trip(trip, *HERE)
    assert row is not None
    assert (row.returned_at, row.meter_back) == (None, None)


def test_a_fault_in_words_is_sealed(truck):
    receipt = actions.report_fault(truck, fault="other", note="Truena al frenar", by=INES, at=NOW)
    assert open_box(receipt.entry, FieldClass.FREE_TEXT, truck) == {"text": "Truena al frenar"}
    with pytest.raises(errors.FaultMissing):
        actions.report_fault(truck, fault="other", by=INES, at=NOW)


def test_papers_service_and_fuel(truck):
    today = date(2024, 1, 29)
    actions.change(truck, insured_on=today - DAY, papers_on=today + 20 * DAY, service_at=81_300, by=INES, at=NOW)
    row = lookups.vehicle(truck, *HERE)
    assert row is not None
    assert [(one.what, one.is_over, one.left) for one in lookups.due(row, today)] == [
        ("papers", False, None),
        ("insurance", True, None),
        ("service", False, 300),
    ]
    actions.refuel(truck, litres=42.5, meter=81_290, voucher="V-77", by=INES, at=NOW)
    assert [one.litres for one in lookups.refuellings(truck, *HERE)] == [42.5]
    with pytest.raises(errors.LitresMissing):
        actions.refuel(truck, litres=0, by=INES, at=NOW)
    actions.service(truck, meter=81_295, next_at=86_300, by=INES, at=NOW)
    row = lookups.vehicle(truck, *HERE)
    assert row is not None
    assert [one.what for one in lookups.due(row, today)] == ["papers", "insurance"]


def test_out_of_service_and_no_longer_of_the_post(truck):
    actions.take_out(truck, reason=OutFor.REPAIR, by=INES, at=NOW)
    actions.leave(truck, errand="Agua", checked=["oil"], by=INES, at=NOW)
    assert odd() == [Odd.OUT_OF_SERVICE]
    actions.put_back(truck, by=INES, at=NOW)
    assert odd() == []
    with pytest.raises(errors.NumberTaken):
        actions.register("truck", "03", by=INES, at=NOW)
    actions.end(truck, reason=EndedFor.WORN_OUT, by=INES, at=NOW)
    assert lookups.vehicles(*HERE) == []
    actions.register("truck", "03", by=INES, at=NOW)
    with pytest.raises(errors.VehicleNotHere):
        actions.leave(truck, errand="Agua", by=INES, at=NOW)


@pytest.mark.parametrize(("kind", "number", "error"), [("ufo", "1", errors.UnknownKind), ("truck", " ", errors.NumberMissing)])
def test_a_vehicle_has_a_kind_of_the_pack_and_a_number(kind, number, error):
    with pytest.raises(error):
        actions.register(kind, number, by=INES, at=NOW)


def test_a_trip_is_for_a_patrol_or_an_errand(truck):
    with pytest.raises(errors.ErrandMissing):
        actions.leave(truck, by=INES, at=NOW)


def test_nadia_of_another_group_moves_nothing_here(truck):
    trip = actions.leave(truck, errand="Agua", by=INES, at=NOW).subject
    with pytest.raises(errors.VehicleNotHere):
        actions.leave(truck, errand="Agua", by=NADIA, at=NOW)
    with pytest.raises(errors.TripNotOut):
        actions.come_in(trip, by=NADIA, at=NOW)
    with pytest.raises(errors.TripNotHere):
        actions.withdraw_trip(trip, by=NADIA, at=NOW)


def test_a_piece_is_lent_charged_missed_and_found():
    radio = pieces.register("radio", "7", by=INES, at=NOW).subject
    pieces.lend(radio, holder=Holder(kind=HolderKind.AGENT, id="tomas"), by=INES, at=NOW + HOUR)
    row = stores.piece(radio, *HERE)
    assert row is not None
    assert (row.holder_id, row.held_since) == ("tomas", NOW + HOUR)
    assert stores.dues(row, NOW + HOUR, NOW.date()) == ["charge"]
    pieces.bring_back(radio, by=INES, at=NOW + 2 * HOUR)
    pieces.charge(radio, by=INES, at=NOW + 2 * HOUR)
    pieces.miss(radio, by=INES, at=NOW + 3 * HOUR)
    row = stores.piece(radio, *HERE)
    assert row is not None
    assert (row.holder_kind, row.is_missing, stores.dues(row, NOW + 3 * HOUR, NOW.date())) == ("", True, [])
    pieces.find(radio, by=INES, at=NOW + 4 * HOUR)
    pieces.end(radio, reason=EndedFor.LOST, by=INES, at=NOW + 5 * HOUR)
    assert stores.equipment(*HERE) == []
    with pytest.raises(errors.EquipmentNotHere):
        pieces.charge(radio, by=NADIA, at=NOW)


def test_oxygen_that_expires_is_seen_before_and_after():
    today = NOW.date()
    tank = pieces.register("oxygen", "2", expires_on=today + 30 * DAY, by=INES, at=NOW).subject
    row = stores.piece(tank, *HERE)
    assert row is not None
    assert stores.dues(row, NOW, today) == ["expires"]
    assert stores.dues(row, NOW, today + 31 * DAY) == ["expired"]
    pieces.inspect(tank, expires_on=today + 400 * DAY, by=INES, at=NOW + HOUR)
    row = stores.piece(tank, *HERE)
    assert row is not None
    assert stores.dues(row, NOW, today) == []
