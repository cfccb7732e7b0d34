"""Transparencia in Chromium: strong, large and narrow enough at every size, clean to axe; a letter is seen before it is given."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from vereda.desk.tests.looking import OPEN
from vereda.desk.tests.test_transparency import PAGE, TABLE, asks, noted
from vereda.logbook import registry
from vereda.statistics import drawing
from vereda.statistics.door import propose, publish
from vereda.statistics.tests.test_editions import ADRIANA, AT, JULIA, MONTH, SOME, december

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pages_of_requests_at_every_sight_to_axe_and_answered(looks, home, cast, monkeypatch):
    monkeypatch.setattr(drawing, "public_tables", lambda: SOME)
    monkeypatch.setattr(registry, "_authority", [])
    december()
    propose(MONTH, by=JULIA, at=AT)
    publish(MONTH, by=ADRIANA, at=AT + timedelta(hours=1))
    client = cast.client("julia")
    here = noted(client, lang="es")
    asks(client, here, "HN;M", "NI;F")
    noted(client, received_on="2011-11-01", due_on="2011-11-20")
    looks.walk({"julia": [PAGE, f"{PAGE}nueva/", f"{here}celdas/?edicion=2011-12:&tabla={TABLE}"], "adriana": [f"{here}quien/"]})
    page = looks.page_of("julia")
    page.goto(f"{here}contestar/")
    page.get_by_label("Las palabras de la carta").fill("Estas son las cifras.")
    page.get_by_role("button", name="Ver la carta").click()
    page.get_by_text("Así queda la carta").wait_for()
    looks.look(page, "contestar")
    page.get_by_role("button", name="Contestar así").click()
    page.get_by_role("link", name="Carta (PDF)").wait_for()
    looks.look(page, "solicitud")
    for place in (here, PAGE, f"{PAGE}nueva/"):
        page.goto(place)
        page.evaluate(OPEN)
        found = [f"{place} {one['id']}: {one['nodes'][0]['html'][:160]}" for one in Axe().run(page).response["violations"]]
        assert found == []
