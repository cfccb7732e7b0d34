"""Alerts and children who are alone in Chromium: strong, large and narrow enough, and an alert taken by taps."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from vereda.desk.tests.test_browser import enter  # noqa: F401  a fixture
from vereda.protection import door as protection
from vereda.rescue import door as rescue
from vereda.rescue.door import AlertOutcome, Told
from vereda.rescue.models.alert import Alert

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def seen(browser: Browser, live_server, enter):  # noqa: F811  the fixture above
    """Give a page in which Inés is signed in."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 360, "height": 740}, locale="es-MX")
    enter(context, "ines")
    yield context.new_page()
    context.close()


def test_every_page_of_alerts_and_paths_is_strong_large_and_narrow_enough(looks, by, met):
    now, told = timezone.now(), Told(people=4, children=1, needs=["no_water"], urgent=["unconscious"], note="Torre 14")
    unread, read, closed = (
        rescue.receive_alert(told, by=by("ines"), at=now - timedelta(minutes=n)).subject for n in (12, 38, 60)
    )
    rescue.read_alert(alert=read, by=by("rafael"), at=now)
    rescue.close_alert(alert=closed, outcome=AlertOutcome.FALSE_ALARM, by=by("ines"), at=now)
    met(2, unaccompanied_minors=1)
    alone = met(3, unaccompanied_minors=2)
    path = protection.open_path(encounter=alone, by=by("ines"), at=now).subject
    pages = [
        "/hoy/",
        "/alertas/",
        "/alertas/lista/",
        "/alertas/nueva/",
        f"/rutas/{path}/",
        f"/encuentros/{alone}/?purpose=assist",
    ]
    looks.walk({"ines": [*pages, *(f"/alertas/{one}/" for one in (unread, read, closed))]}, opened=False)


def test_an_alert_is_taken_by_taps_seen_on_the_board_and_read(seen):
    seen.goto("/hoy/")
    with seen.expect_navigation():  # loaded: its scripts listen
        seen.get_by_role("link", name="Alerta", exact=True).click()
    seen.get_by_text("No responde", exact=True).click()
    seen.get_by_text("Sin agua", exact=True).click()
    seen.get_by_role("button", name="Sumar una: Personas").click()
    seen.get_by_label("Teléfono para llamar").fill("878 111 2233")
    seen.get_by_role("button", name="Guardar").click()
    expect(seen.locator("h1")).to_contain_text("Alerta")
    row = Alert.objects.get()
    assert (row.needs, row.urgent, row.people, row.came_by) == (["no_water"], ["unconscious"], 1, "telephone")
    seen.goto("/hoy/")
    first = seen.locator("article.team").first
    expect(first).to_contain_text("ALERTA SIN LEER")
    first.get_by_role("button", name="Enterado").click()
    seen.goto("/hoy/")
    expect(seen.locator("article.team").first).to_contain_text("la vio Inés Carrillo")


def test_a_call_becomes_an_alert_a_second_is_proposed_joined_and_taken_apart(seen):
    def take(said: str) -> None:
        seen.goto("/alertas/nueva/")
        seen.get_by_text("Sin agua", exact=True).click()
        seen.get_by_label("Teléfono para llamar").fill("878 111 2233")
        seen.get_by_label("Lo que dijo").fill(said)
        seen.get_by_text("Lo que ayuda a encontrarlas").click()
        seen.get_by_label("Agua que les queda").select_option("water_none")
        seen.get_by_role("spinbutton", name="Pila del teléfono, en %").fill("15")
        seen.get_by_label("Ropa, mochila, color").fill("Chamarra verde")
        seen.get_by_role("button", name="Guardar").click()
        expect(seen.locator("h1")).to_contain_text("Alerta")

    take("Somos cuatro junto a la torre")
    assert Alert.objects.count() == 1
    expect(seen.locator("main")).to_contain_text("Al teléfono le queda 20 % o menos: llame ya")
    expect(seen.locator("main")).to_contain_text("Chamarra verde")
    take("Mi hermano está en las dunas, ya le llamé antes")
    first, second = sorted(Alert.objects.all(), key=lambda row: (row.told_at, str(row.subject)))  # of one minute: by id
    name = str(first.subject)[-6:].upper()
    seen.goto("/hoy/")
    seen.get_by_role("link", name=f"¿Es la misma emergencia que {name}?").click()
    proposed = seen.locator("#parecidas")
    expect(proposed).to_contain_text("dieron el mismo teléfono para llamar")
    proposed.get_by_role("button", name="Sí, unir las dos").click()
    expect(seen.locator("h1")).to_contain_text(name)
    expect(seen.locator("main")).to_contain_text("De la misma emergencia")
    second.refresh_from_db()
    assert (second.outcome, second.into) == ("joined", first.subject)
    seen.get_by_role("link", name=str(second.subject)[-6:].upper()).click()
    expect(seen.locator(".off-band")).to_contain_text(name)
    seen.get_by_role("button", name="Separarla").click()
    expect(seen.locator("main")).to_contain_text("Separadas: esta alerta está abierta otra vez")
    second.refresh_from_db()
    assert (second.outcome, second.into) == ("", None)
    seen.goto("/hoy/")
    expect(seen.locator("main")).to_contain_text(f"¿Es la misma emergencia que {name}?")
