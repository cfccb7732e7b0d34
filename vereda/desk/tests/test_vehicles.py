"""Vehículos y equipo through the pages: what audits found cannot be hidden, and stops nobody at night."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from vereda.desk.labels import Labels
from vereda.desk.rooms import supplies as room
from vereda.desk.rooms.noticed import Asked
from vereda.desk.tests.test_pages import text
from vereda.supplies.door import CameFrom, FoundLine, Holder, HolderKind, Line, ReceivedLine, issue
from vereda.supplies.door import equipment_actions as pieces
from vereda.supplies.door import equipment_lookups as stores
from vereda.supplies.door import stock_actions as stock
from vereda.supplies.door import vehicle_actions as actions
from vereda.supplies.door import vehicle_lookups as lookups

pytestmark = pytest.mark.django_db
HERE = ("piedras-negras", "mx")


def ago(hours: float) -> datetime:
    return datetime.now(UTC) - timedelta(hours=hours)


@pytest.fixture
def truck(by):
    return actions.register("truck", "03", plate="ZAFIRO-3", by=by("ines"), at=ago(50), meter=81_000).subject


@pytest.fixture
def radio(by):
    return pieces.register("radio", "ZAF7", by=by("ines"), at=ago(50)).subject


def token(page: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert found is not None
    return found[1]


def noticed(cast) -> str:
    asked = Asked("mx", "piedras-negras", timezone.localtime(), Labels("mx"))
    return " | ".join(one.said for one in room.notices(asked))


def test_nadia_of_another_group_finds_neither_vehicle_nor_equipment_and_moves_none(cast, truck, radio):
    client = cast.client("nadia")
    for path in ("/vehiculos/", "/equipo/"):
        page = text(client.get(path))
        assert "ZAF" not in page
    assert client.get(f"/vehiculos/{truck}/").status_code in (403, 404)
    for path in ("sale", "falla", "combustible", "servicio", "datos", "fuera", "termina"):
        assert client.post(f"/vehiculos/{truck}/{path}/", {"errand": "x", "litres": "4"}).status_code in (403, 404)
    assert client.post(f"/equipo/{radio}/carga/").status_code in (403, 404)
    assert lookups.trips_out(*HERE) == []
    row = stores.piece(radio, *HERE)
    assert row is not None
    assert row.charged_at is None


@pytest.mark.parametrize("name", ["julia", "alma"])
def test_who_has_no_group_finds_no_vehicle(cast, truck, name):
    for path in ("/vehiculos/", f"/vehiculos/{truck}/", "/equipo/"):
        assert cast.client(name).get(path).status_code in (403, 404)


def test_a_vehicle_is_registered_once(cast):
    client = cast.client("ines")
    sent = {"token": token(client.get("/vehiculos/").content.decode()), "kind": "boat", "number": "02", "meter": "340"}
    assert client.post("/vehiculos/registrar/", sent).status_code == 302
    assert client.post("/vehiculos/registrar/", sent).status_code == 302  # a second tap
    assert client.post("/vehiculos/registrar/", sent | {"token": ""}).status_code == 422  # its number is taken: said beside it
    assert len(lookups.vehicles(*HERE)) == 1
    refused = client.post("/vehiculos/registrar/", {"kind": "boat", "number": "", "meter": "-4"})
    assert refused.status_code == 422
    assert 'value="-4"' in refused.content.decode()


def test_a_truck_leaves_with_its_check_and_comes_back(cast, truck):
    client, ines = cast.client("ines"), str(cast.account("ines").pk)
    page = client.get(f"/vehiculos/{truck}/").content.decode()
    assert "Chalecos" not in page  # life vests are for boats
    sent = {"token": token(page), "driver": ines, "errand": "Por agua", "meter": "81000", "c:oil": "ok", "c:lights": "bad"}
    for _tap in range(2):
        assert client.post(f"/vehiculos/{truck}/sale/", sent).status_code == 302
    (trip,) = lookups.trips_out(*HERE)
    page = text(client.get(f"/vehiculos/{truck}/"))
    assert "Está fuera" in page
    assert "Luces" in page
    client.post(f"/vehiculos/{truck}/regresa/{trip.subject}/", {"meter": "81040", "note": "Rechina"})
    again = client.post(f"/vehiculos/{truck}/regresa/{trip.subject}/", {"meter": "81040"})
    assert again.status_code == 422
    page = text(client.get(f"/vehiculos/{truck}/"))
    assert "81,040" in page
    assert "Rechina" in page  # what was written is opened for the group


def test_the_same_driver_on_two_trips_and_fewer_km_are_shown_everywhere_and_stop_nobody(cast, truck, by):
    client, ines = cast.client("ines"), str(cast.account("ines").pk)
    boat = actions.register("boat", "02", by=by("ines"), at=ago(50)).subject
    for vehicle, errand in ((truck, "Agua"), (boat, "Río")):
        page = client.get(f"/vehiculos/{vehicle}/").content.decode()
        sent = {"token": token(page), "driver": ines, "errand": errand, "meter": "81000", "c:oil": "ok"}
        assert client.post(f"/vehiculos/{vehicle}/sale/", sent).status_code == 302
    trip = next(one for one in lookups.trips_out(*HERE) if one.vehicle == truck)
    client.post(f"/vehiculos/{truck}/regresa/{trip.subject}/", {"meter": "80950"})
    for path in ("/vehiculos/", f"/vehiculos/{truck}/", "/hoy/", "/el-puesto/"):
        page = text(client.get(path))
        assert "Inés Carrillo aparece manejando en dos salidas a la vez" in page, path
        assert "regresó con 50 km menos" in page, path
    client.post(f"/vehiculos/{truck}/salida/{trip.subject}/corrige/", {"meter_back": "81050", "meter_out": "81000"})
    assert "menos" not in text(client.get("/vehiculos/"))


def test_a_trip_needs_a_patrol_or_an_errand_and_keeps_what_was_typed(cast, truck, out):
    client = cast.client("ines")
    refused = client.post(f"/vehiculos/{truck}/sale/", {"meter": "81000", "c:oil": "bad"})
    assert refused.status_code == 422
    assert 'value="81000"' in refused.content.decode()
    assert "escriba a qué sale" in text(refused)
    client.post(f"/vehiculos/{truck}/sale/", {"patrol": str(out), "c:oil": "ok"})
    assert "Ruta 3" in text(client.get("/vehiculos/"))


def test_a_planned_patrol_is_offered_the_fleet_as_a_departure_is(cast, truck):
    client = cast.client("ines")
    for path in ("/recorridos/plan/nuevo/", "/recorridos/sale/"):
        assert '<option value="03">Camioneta 03</option>' in client.get(path).content.decode(), path


def test_a_truck_is_checked_for_the_patrol_that_goes_with_it_and_the_patrol_says_what_it_took(cast, truck, radio, by):
    from vereda.groups import door as groups
    from vereda.groups.door import Vehicle

    rafael, tomas = by("rafael"), by("tomas")
    out = groups.depart(
        route="Ruta 5", by=rafael, at=ago(1), team=[tomas.account], driver=tomas.account,
        vehicles=[Vehicle(kind="truck", number="03")],
    ).subject  # fmt: skip
    groups.depart(route="Ruta 6", by=rafael, at=ago(0.5), team=[rafael.account], vehicles=[Vehicle(kind="truck")])
    client = cast.client("rafael")
    page = client.get(f"/vehiculos/{truck}/").content.decode()
    assert f'<option value="{out}" selected>' in page, "not the reader's own, which goes with another truck"
    assert f'<option value="{tomas.account}" selected>' in page
    stock.receive([ReceivedLine(item="water_1l", quantity=40)], came_from=CameFrom.DONATION, by=by("ines"), at=ago(3))
    page = text(client.get(f"/recorridos/{out}/"))
    assert "Nada anotado" in page
    assert "Sale mercancía" in page
    holder = Holder(kind=HolderKind.PATROL, id=str(out))
    issue([Line(item="water_1l", quantity=24)], holder=holder, by=rafael, at=ago(0.9))
    pieces.lend(radio, holder=holder, by=rafael, at=ago(0.8))
    answer = client.get(f"/recorridos/{out}/")
    assert "Agua, botella de 1 L: 24 Radio ZAF7 Camioneta 03 Decir qué quedó" in re.sub(r"\s+", " ", text(answer))
    assert f"/vehiculos/{truck}/" in answer.content.decode()
    assert f"/existencias/quedo/patrol/{out}/" in answer.content.decode()
    chosen = client.get(f"/existencias/anotar/sale/?quien=patrol:{out}").content.decode()
    assert f'<option value="patrol:{out}" selected>' in chosen


def test_one_tap_answers_for_what_is_right_and_a_truck_that_nobody_looked_at_is_shown(cast, truck):
    client = cast.client("ines")
    client.post(f"/vehiculos/{truck}/sale/", {"errand": "Agua", "all_ok": "on", "c:tyres": "bad"})
    assert [fault.fault for fault in lookups.faults(*HERE)] == ["tyres"]
    assert "salió sin revisión" not in text(client.get("/vehiculos/"))
    client.post(f"/vehiculos/{truck}/sale/", {"errand": "Leña"})
    page = text(client.get("/vehiculos/"))
    assert "salió sin revisión" in page
    assert "salió con una falla grave sin reparar" in page


def test_faults_fuel_service_and_papers(cast, truck):
    client = cast.client("ines")
    at = f"/vehiculos/{truck}/"
    assert client.post(f"{at}falla/", {"fault": "other"}).status_code == 422
    client.post(f"{at}falla/", {"fault": "other", "note": "Truena", "is_grave": "on"})
    (fault,) = lookups.faults(*HERE)
    assert "falla grave abierta" in noticed(cast)
    client.post(f"{at}falla/{fault.entry}/reparada/")
    assert lookups.faults(*HERE) == []
    assert client.post(f"{at}combustible/", {"litres": "mucho"}).status_code == 422
    client.post(f"{at}combustible/", {"litres": "42,5", "voucher": "V-77", "meter": "81100"})
    assert "vale V-77" in text(client.get(at))
    client.post(f"{at}datos/", {"insured_on": "2020-01-01", "service_at": "81200"})
    assert "Seguro: venció" in noticed(cast)
    assert "Servicio: en 100 km" in noticed(cast)
    client.post(f"{at}servicio/", {"meter": "81150", "next_at": "86000"})
    assert "Servicio" not in noticed(cast)
    client.post(f"{at}fuera/", {"reason": "repair"})
    assert "En el taller" in text(client.get("/vehiculos/"))
    client.post(f"{at}vuelve/")
    client.post(f"{at}termina/", {"reason": "worn_out"})
    assert "Ya no es del puesto" in text(client.get(at))


def test_equipment_is_lent_and_comes_back(cast, radio, out):
    client = cast.client("ines")
    client.post(f"/equipo/{radio}/presta/", {"holder": f"patrol:{out}"})
    assert "Lo trae : Ruta 3" in text(client.get("/equipo/")).replace("trae:", "trae :")
    assert "Diga quién" in text(client.post(f"/equipo/{radio}/presta/", {"holder": "patrol:x"}, follow=True))
    client.post(f"/recorridos/{out}/regresa/")
    assert "ya regresó" in noticed(cast)
    client.post(f"/equipo/{radio}/regresa/")
    client.post(f"/equipo/{radio}/carga/")
    client.post(f"/equipo/{radio}/falta/")
    assert "no se encuentra" in noticed(cast)
    client.post(f"/equipo/{radio}/aparece/")
    client.post(f"/equipo/{radio}/revisa/", {"is_damaged": "on", "expires_on": "2024-13-01"})
    client.post(f"/equipo/{radio}/revisa/", {"is_damaged": "on"})
    assert "dañado" in text(client.get("/equipo/"))
    client.post(f"/equipo/{radio}/termina/", {"reason": "lost"})
    assert stores.equipment(*HERE) == []


def test_equipment_is_registered_and_what_is_missing_is_said(cast, radio):
    client = cast.client("ines")
    for number in ("", "ZAF7"):
        assert client.post("/equipo/registrar/", {"kind": "radio", "number": number}).status_code == 422
    client.post("/equipo/registrar/", {"kind": "oxygen", "number": "2", "expires_on": ago(-240).date().isoformat()})
    assert "caduca pronto" in noticed(cast)


def test_the_board_is_told_of_stock_and_the_hand_over_who_has_what(cast, by, out, truck):
    ines = by("ines")
    stock.receive([ReceivedLine(item="serum", quantity=50)], came_from=CameFrom.PURCHASE, by=ines, at=ago(6))
    team = Holder(kind=HolderKind.PATROL, id=str(out))
    issue([Line(item="serum", quantity=20)], holder=team, by=ines, at=ago(3))
    stock.give([Line(item="water_1l", quantity=5)], by=ines, at=ago(2))
    stock.count([FoundLine(item="serum", found=28)], by=ines, at=ago(1))
    cast.client("ines").post(f"/recorridos/{out}/regresa/")
    said = noticed(cast)
    for part in (
        "Agua, botella de 1 L: el libro está bajo cero (-5)",
        "Suero oral, sobre: se contaron 28 y el libro dice 30",
        "ya regresó y falta decir qué quedó",
        "Queda poco: Suero oral, sobre: 30",
    ):
        assert part in said, part
    asked = Asked("mx", "piedras-negras", timezone.localtime(), Labels("mx"))
    lines = " | ".join(line for part in room.parts(asked) for line in part.lines)
    assert "Suero oral, sobre: 20" in lines
    assert "Camioneta 03 · en el puesto" in lines
