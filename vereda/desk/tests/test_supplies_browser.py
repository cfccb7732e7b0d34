"""Stock, vehicles and equipment in Chromium: strong, large and narrow enough; a count and a departure without scripts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from vereda.desk.tests.test_browser import enter as enter
from vereda.supplies.door import CameFrom, FoundLine, Holder, HolderKind, Line, ReceivedLine, balance, issue
from vereda.supplies.door import equipment_actions as pieces
from vereda.supplies.door import stock_actions as stock
from vereda.supplies.door import vehicle_actions as vehicles
from vereda.supplies.door import vehicle_lookups as lookups

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = ("piedras-negras", "mx")


@pytest.fixture
def post_at_work(by, out) -> dict[str, str]:
    """Return the ids of a truck and of a patrol that has goods; a count differs, a fault is open, km are fewer."""
    ines, now = by("ines"), datetime.now(UTC)
    at = now - timedelta(hours=5)
    soon = (now + timedelta(days=9)).date()
    lines = [ReceivedLine(item="water_1l", quantity=60, batch="L-1", expires_on=soon), ReceivedLine(item="serum", quantity=9)]
    stock.receive(lines, came_from=CameFrom.DONATION, donor="Banco de ejemplo", by=ines, at=at)
    issue([Line(item="water_1l", quantity=24)], holder=Holder(kind=HolderKind.PATROL, id=str(out)), by=ines, at=at)
    stock.give([Line(item="socks", quantity=3)], by=ines, at=at)
    stock.count([FoundLine(item="serum", found=7)], by=ines, at=now - timedelta(hours=1))
    truck = vehicles.register("truck", "03", meter=81_000, insured_on=soon, by=ines, at=at).subject
    trip = vehicles.leave(truck, errand="Agua", meter=81_000, faults=["tyres"], checked=["oil"], by=ines, at=at).subject
    vehicles.come_in(trip, meter=80_950, by=ines, at=now - timedelta(hours=2))
    pieces.register("oxygen", "1", expires_on=soon, by=ines, at=at)
    return {"truck": str(truck), "patrol": str(out)}


def test_every_page_of_goods_is_strong_large_and_narrow_enough(looks, post_at_work):
    paths = [
        "/existencias/", "/existencias/anotar/entra/", "/existencias/anotar/sale/", "/existencias/anotar/baja/",
        "/existencias/anotar/envia/", "/existencias/conteo/", "/existencias/periodo/", "/existencias/donativos/?cual=0",
        "/existencias/articulo/water_1l/", f"/existencias/quedo/patrol/{post_at_work['patrol']}/", "/vehiculos/",
        f"/vehiculos/{post_at_work['truck']}/", "/equipo/",
    ]  # fmt: skip
    looks.walk({"ines": paths})


def test_goods_are_counted_and_a_truck_leaves_without_scripts(browser: Browser, live_server, enter, post_at_work):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    enter(context, "ines")
    page = context.new_page()
    page.goto(f"/existencias/quedo/patrol/{post_at_work['patrol']}/")
    page.get_by_role("spinbutton", name="Regresa al estante").fill("4")
    page.get_by_role("button", name="Anotar", exact=True).click()
    assert balance(*HERE)["water_1l"].shelf == 40
    page.goto(f"/vehiculos/{post_at_work['truck']}/")
    page.get_by_label("Se revisó todo y está bien").check()
    page.get_by_label("Si es un mandado").fill("Por hielo")
    page.get_by_role("button", name="Anotar la salida").click()
    expect(page.locator("main")).to_contain_text("Está fuera")
    expect(page.locator("main")).to_contain_text("falla grave sin reparar")
    assert len(lookups.trips_out(*HERE)) == 1
    context.close()
