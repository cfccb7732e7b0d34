"""Protection in Chromium: a child at two in the morning on a small dark screen, and the closed room, by taps alone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from vereda.access.door import author_of
from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures
from vereda.desk.tests.test_protection import signed  # noqa: F401  a fixture
from vereda.protection.door import ChildPath, ProtectionCase, sealed, training_actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def alone(page, address: str) -> None:
    """Open a form by confirming first that nobody else hears."""
    page.goto(address)
    page.wait_for_load_state()
    for one in page.locator("[name^='held:']").all():
        one.check()
    press(page, "Se cumple: seguir")


def test_a_child_at_two_in_the_morning_from_the_first_call_to_the_signature(looks, met):
    alone, _other = met(3, unaccompanied_minors=2), met(2, unaccompanied_minors=1)
    page = looks.page_of("ines")
    page.goto(f"/encuentros/{alone}/?purpose=assist")
    press(page, "Abrir la ruta")
    expect(page.locator(".alarm").first).to_contain_text("Ahora: avise a quien protege a la niñez")
    looks.look(page, "open", opened=False)
    page.locator("#f-told_office").select_option("dif")
    page.locator("#f-through").select_option("telephone")
    press(page, "Anotar el aviso")
    expect(page.locator(".alarm").first).to_contain_text("Siga con: Procuradurías de Protección")
    page.fill("#f-wishes", "Quiero hablar con mi tía")
    page.locator("form[action$='quiere/'] button").click()
    expect(page.locator("[role=alert]")).to_contain_text("Elija en qué lengua")
    expect(page.locator("#f-wishes")).to_have_value("Quiero hablar con mi tía")
    looks.look(page, "wrong")
    page.locator("#f-lang").select_option(index=1)
    page.locator("form[action$='quiere/'] button").click()
    expect(page.locator("main")).to_contain_text("Ya está anotado")
    page.locator("#f-adult1").select_option(label="Inés Carrillo")
    page.locator("#f-adult2").select_option(label="Tomás Barrera")
    page.locator("form[action$='vehiculo/'] button").click()
    expect(page.locator("main")).to_contain_text("Anotado: van dos personas adultas")
    page.locator("#f-siblings").select_option(index=1)
    press(page, "Van juntos")
    expect(page.locator("main")).to_contain_text("3 niñas y niños")
    looks.look(page, "called")
    page.fill("#f-name", "Lic. Robles")
    page.fill("#f-number", "CR-77")
    page.locator("#f-office").select_option("dif")
    press(page, "Anotar la firma")
    expect(page.locator("main")).to_contain_text("Una autoridad firmó")
    assert "Robles" not in page.locator("main").inner_text()
    looks.look(page, "signed")
    assert not ChildPath.objects.get().is_with_us

    page = looks.page_of("lucia")
    page.goto(f"/rutas/{ChildPath.objects.get().subject}/?purpose=protection_case")
    expect(page.locator("main")).to_contain_text("Quiero hablar con mi tía")
    looks.look(page, "read")
    page.get_by_role("link", name="Escribir la nota").click()
    page.fill("#f-age", "40")
    page.fill("#f-child_view", "Quiere ir con su tía")
    press(page, "Guardar la nota")
    expect(page.locator("[role=alert]")).to_contain_text("menos de 18 años")
    looks.look(page, "interests-wrong")
    page.fill("#f-age", "9")
    page.fill("#f-decision", "Esperar a la Procuraduría")
    page.fill("#f-why", "Su tía no está verificada")
    page.fill("#f-review_on", (timezone.localdate() + timedelta(days=1)).isoformat())
    press(page, "Guardar la nota")
    expect(page.locator("main")).to_contain_text("no, mientras no se revise el riesgo")


def test_from_the_roadside_to_the_closed_room(looks, cast, named, signed):  # noqa: F811
    by, now = author_of(cast.reader("sergio")), timezone.localtime()
    training_actions.note_trained(str(cast.account("lucia").pk), until_on=now.date() + timedelta(days=90), by=by, at=now)
    page = looks.page_of("ines")
    page.goto(f"/encuentros/{named}/?purpose=assist")
    page.get_by_role("link", name="Avisar a protección").click()
    press(page, "Enviar el aviso")
    expect(page.locator("[role=alert]")).to_contain_text("Marque lo que notó")
    page.locator('label[for="n-SPOKEN_FOR"]').click()
    page.locator("#f-person").select_option(index=1)
    page.fill("#f-words", "Pidió hablar sola")
    looks.look(page, "roadside")
    press(page, "Enviar el aviso")
    expect(page.locator("main")).to_contain_text("Enviado y sellado")
    assert "Pidió hablar sola" not in page.content()

    page = looks.page_of("lucia")
    page.goto("/proteccion/")
    looks.look(page, "waiting")
    press(page, "Tomar el caso")
    page.wait_for_url(re.compile(r"/proteccion/[0-9a-f-]{36}/$"))
    case = page.url
    looks.look(page, "new", opened=False)
    page.locator("#s-what").select_option("safety")
    page.fill("#s-note", "Está en el albergue")
    page.fill("#s-next", (timezone.localdate() + timedelta(days=1)).isoformat())
    press(page, "Anotar")
    expect(page.locator("main")).to_contain_text("Está en el albergue")
    for way, name in (
        ("valorar/", "picture"),
        ("discapacidad/", "difficulty"),
        ("horas/", "hours"),
        ("tortura/", "torture"),
        ("plan/", "plan"),
    ):
        alone(page, case + way)
        looks.look(page, name)
    page.goto(case + "plan/")
    looks.look(page, "alone")
    alone(page, case + "plan/")
    page.fill("#f-safe_place", "Con su prima")
    page.fill("#f-review_on", (timezone.localdate() + timedelta(days=7)).isoformat())
    press(page, "Guardar")
    page.wait_for_url(case)

    page.get_by_role("link", name="Plática a solas sobre trata").click()
    assert page.locator("[name^='q:']").count() == 0
    looks.look(page, "room")
    press(page, "Se cumple todo: ver las preguntas")
    expect(page.locator("[role=alert]")).to_contain_text("Confirme primero cada punto")
    assert page.locator("[name^='q:']").count() == 0
    page.wait_for_load_state()
    for one in page.locator("[name^='held:']").all():
        one.check()
    press(page, "Se cumple todo: ver las preguntas")
    expect(page.locator("main")).to_contain_text("No lea la lista en voz alta")
    page.locator('label[for="p-child"]').click()
    assert not page.locator('label[for="q-ILO-D4-01-yes"]').is_visible(), "folded, by what it is about"
    page.get_by_text("Explotación", exact=True).click()
    page.fill("#f-age", "40")
    page.locator('label[for="q-ILO-D4-01-yes"]').click()
    page.locator('label[for="q-ILO-D4-02-yes"]').click()
    press(page, "Terminar la plática")
    expect(page.locator("[role=alert]")).to_contain_text("menos de 18 años")
    looks.look(page, "questions")
    page.locator('label[for="p-adult"]').click()
    press(page, "Terminar la plática")
    page.wait_for_url(case)
    expect(page.locator("main")).to_contain_text("Referir ahora")
    looks.look(page, "case")
    page.goto("/proteccion/")
    looks.look(page, "mine")
    ((_at, said),) = sealed.screened(ProtectionCase.objects.get())
    assert (said.next, said.led) == ("refer_now", ["ILO-D4-01", "ILO-D4-02"])

    page = looks.page_of("rafael")
    page.goto("/proteccion/")
    expect(page.locator("main")).to_contain_text("Aquí solo se ven números")
    looks.look(page, "counts")
    for who, address in (("sergio", "/proteccion/capacitacion/"), ("emilio", "/proteccion/compartido/")):
        page = looks.page_of(who)
        page.goto(address)
        looks.look(page, who)
