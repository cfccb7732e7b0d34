"""What cannot be right is written as it was said, shown where one looks and on the board, and stops nobody's work at night.

A driver on two trips, a truck back with fewer kilometres, a count below zero, a roster with one person twice.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from vereda.access.tests.cast import Cast
from vereda.desk.tests.looking import EVERY, show
from vereda.desk.tests.test_pages import text
from vereda.gatherings.door import Gathering
from vereda.groups import door as groups
from vereda.groups.models import Patrol, RosterDay, Shift
from vereda.supplies.door import Line, balance
from vereda.supplies.door import stock_actions as stock
from vereda.supplies.door import vehicle_actions as vehicles
from vereda.supplies.door import vehicle_lookups as lookups

pytestmark = pytest.mark.django_db
HERE = ("piedras-negras", "mx")
ZONE = ZoneInfo("America/Matamoros")
BOARD = ("/hoy/", "/el-puesto/")
TOKEN = re.compile(r'name="(token|form)" value="([0-9a-f]{32})"')
TWO_TRIPS = "Inés Carrillo aparece manejando en dos salidas a la vez"
TWO_TEAMS = "Inés Carrillo va en dos equipos que están fuera a la vez: Ruta A, Ruta B"
FEWER_KM = "regresó con 50 km menos de los que llevaba al salir"
TWICE_PLANNED = "Inés Carrillo está dos veces en el rol a la misma hora"


def sent(client, path: str, page: str, **told: str) -> None:
    """Fill the form of a page and save it: it is taken."""
    form = dict(TOKEN.findall(client.get(page).content.decode())[:1])
    answer = client.post(path, {**form, **told})
    assert answer.status_code == 302, text(answer)


def seen(client, said: str, *paths: str) -> None:
    for path in (*paths, *BOARD):
        assert said in text(client.get(path)), path


def fleet(by) -> tuple[UUID, UUID]:
    """A truck and a boat that are there for two days."""
    at = datetime.now(UTC) - timedelta(hours=50)
    truck = vehicles.register("truck", "03", by=by("ines"), at=at, meter=81_000).subject
    return truck, vehicles.register("boat", "02", by=by("ines"), at=at).subject


def turns_that_overlap(by) -> tuple[UUID, UUID]:
    at = datetime.now(UTC)
    one = groups.name_turn(name="Día", begins="07:00", ends="19:00", by=by("rafael"), at=at)
    two = groups.name_turn(name="Apoyo", begins="12:00", ends="22:00", by=by("rafael"), at=at)
    return one.subject, two.subject


def today() -> str:
    return datetime.now(ZONE).date().isoformat()


def test_a_driver_on_two_trips_goes_out_twice_and_comes_back_twice(cast: Cast, by):
    client, ines = cast.client("ines"), by("ines").account
    pair = fleet(by)
    for vehicle, errand in zip(pair, ("Agua", "Río"), strict=True):
        sent(
            client,
            f"/vehiculos/{vehicle}/sale/",
            f"/vehiculos/{vehicle}/",
            driver=ines,
            errand=errand,
            meter="81000",
            all_ok="on",
        )
    assert {(trip.vehicle, trip.driver) for trip in lookups.trips_out(*HERE)} == {(one, ines) for one in pair}
    seen(client, TWO_TRIPS, "/vehiculos/", *(f"/vehiculos/{one}/" for one in pair))
    for trip in lookups.trips_out(*HERE):
        sent(client, f"/vehiculos/{trip.vehicle}/regresa/{trip.subject}/", f"/vehiculos/{trip.vehicle}/", meter="81040")
    assert lookups.trips_out(*HERE) == [], "both came back"
    seen(client, TWO_TRIPS, "/vehiculos/")


def test_a_driver_of_two_teams_leaves_reports_and_returns_with_both(cast: Cast, by):
    client, ines = cast.client("ines"), by("ines").account
    for route, number in (("Ruta A", "03"), ("Ruta B", "04")):
        told = {"route": route, "driver": ines, "vehicle": "truck", "number": number, "back_h": "4"}
        sent(client, "/recorridos/sale/", "/recorridos/sale/", **told)
    rows = list(Patrol.objects.order_by("route"))
    assert [(row.route, row.driver) for row in rows] == [("Ruta A", ines), ("Ruta B", ines)]
    seen(client, TWO_TEAMS, "/recorridos/")
    for row in rows:
        assert client.post(f"/recorridos/{row.subject}/se-reporta/", {"next": "board"}).status_code == 302
        assert client.post(f"/recorridos/{row.subject}/regresa/", {"next": "board"}).status_code == 302
    assert not Patrol.objects.filter(returned_at__isnull=True).exists()


def test_a_truck_back_with_fewer_kilometres_is_back_and_leaves_again(cast: Cast, by):
    client = cast.client("ines")
    truck, _boat = fleet(by)
    page = f"/vehiculos/{truck}/"
    sent(client, f"{page}sale/", page, errand="Agua", meter="81000", all_ok="on")
    (trip,) = lookups.trips_out(*HERE)
    sent(client, f"{page}regresa/{trip.subject}/", page, meter="80950")
    row = lookups.trip(trip.subject, *HERE)
    assert row is not None
    assert (row.meter_out, row.meter_back) == (81_000, 80_950), "as it was read"
    seen(client, FEWER_KM, "/vehiculos/", page)
    sent(client, f"{page}sale/", page, errand="Otra vez", meter="80950", all_ok="on")
    assert len(lookups.trips_out(*HERE)) == 1
    seen(client, FEWER_KM, page)


def test_stock_below_zero_goes_on_being_given_counted_and_received(cast: Cast):
    client = cast.client("ines")
    for _time in range(2):
        sent(client, "/existencias/anotar/entrega/", "/existencias/anotar/entrega/", **{"q:serum": "15"})
    assert balance(*HERE)["serum"].shelf == -30
    seen(client, "bajo cero (-30)")
    for path in ("/existencias/", "/existencias/articulo/serum/"):
        assert "bajo cero" in text(client.get(path)), path
    sent(client, "/existencias/conteo/", "/existencias/conteo/", **{"n:serum": "4"})
    seen(client, "se contaron 4 y el libro dice -30")
    assert "Se contaron 4; el libro dice -30." in text(client.get("/existencias/conteo/"))
    told = {"came_from": "donation", "donor": "Banco inventado", "q:serum": "40"}
    sent(client, "/existencias/anotar/entra/", "/existencias/anotar/entra/", **told)
    assert balance(*HERE)["serum"].shelf == 10


def test_a_distribution_below_zero_goes_on_and_is_closed(cast: Cast, by):
    client = cast.client("ines")
    told = {
        "i:water_1l": "on",
        "at_post": "on",
        "method": "lanes",
        f"staff:{by('ines').account}": "on",
        f"staff:{by('rafael').account}": "on",
    }
    sent(client, "/repartos/abrir/", "/repartos/abrir/", **told)
    subject = Gathering.objects.get().subject
    page = f"/repartos/{subject}/"
    sent(client, f"{page}contar/", page, **{"p:F:18+": "7"})
    bundle = re.search(rf"{page}quitar/([0-9a-f-]{{36}})/", client.get(page).content.decode())
    assert bundle is not None
    for _twice in range(2):
        assert client.post(f"{page}quitar/{bundle[1]}/").status_code == 302
    assert Gathering.objects.get().people == -7
    assert "algún conteo quedó bajo cero" in text(client.get(page))
    seen(client, "hay algo raro en la cuenta")
    sent(client, f"{page}contar/", page, **{"p:F:18+": "20"})
    assert client.post(f"{page}cerrar/").status_code == 302
    row = Gathering.objects.get()
    assert (row.people, bool(row.closed_at)) == (13, True)


def test_a_roster_with_one_person_twice_is_saved_and_her_shift_opens(cast: Cast, by):
    client, ines, on = cast.client("ines"), by("ines").account, today()
    one, two = turns_that_overlap(by)
    page = f"/turno/rol/{on}/"
    sent(client, page, page, **{f"d:{one}:{ines}": "on", f"d:{two}:{ines}": "on"})
    assert len(RosterDay.objects.get().duties) == 2, "both as they were ticked"
    seen(client, TWICE_PLANNED, "/turno/")
    assert TWICE_PLANNED in text(client.get(page)), "where it is mended"
    sent(client, "/turno/esta/", "/turno/", member=ines)
    assert Shift.objects.get().members == [ines]


@pytest.fixture
def a_bad_night(cast: Cast, by) -> None:
    """All four at once, and a dozen things that only want to be known."""
    client, ines = cast.client("ines"), by("ines").account
    pair = fleet(by)
    for vehicle in pair:
        sent(
            client,
            f"/vehiculos/{vehicle}/sale/",
            f"/vehiculos/{vehicle}/",
            driver=ines,
            errand="Agua",
            meter="81000",
            all_ok="on",
        )
    trip = next(one for one in lookups.trips_out(*HERE) if one.vehicle == pair[0])
    sent(client, f"/vehiculos/{pair[0]}/regresa/{trip.subject}/", f"/vehiculos/{pair[0]}/", meter="80950")
    stock.give([Line(item="serum", quantity=15)], by=by("ines"), at=datetime.now(UTC))
    one, two = turns_that_overlap(by)
    sent(client, f"/turno/rol/{today()}/", f"/turno/rol/{today()}/", **{f"d:{one}:{ines}": "on", f"d:{two}:{ines}": "on"})
    soon = (datetime.now(ZONE) + timedelta(days=5)).date()
    for number in range(12):
        vehicles.register("truck", f"9{number}", insured_on=soon, by=by("ines"), at=datetime.now(UTC))


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_grave_ones_stand_first_and_the_rest_is_folded(looks, a_bad_night):
    page = looks.page_of("ines")
    page.goto("/hoy/")
    loud = page.locator(".notices > ul > li")
    assert {"notice warn", "notice alarm"} >= {one.get_attribute("class") for one in loud.all()}
    for said in (TWO_TRIPS, FEWER_KM, "bajo cero (-15)", TWICE_PLANNED):
        expect(page.locator(".notices > ul")).to_contain_text(said)
    for sight in EVERY:
        show(page, sight)
        box = loud.first.bounding_box()
        assert box is not None
        assert box["y"] < sight.height, "the first is seen without scrolling"
    folded = page.locator(".notices details li")
    assert folded.count() >= 12
    expect(folded.first).not_to_be_visible()
    page.locator(".notices summary").click()
    expect(folded.first).to_be_visible()
    looks.look(page, "unfolded", opened=False)
