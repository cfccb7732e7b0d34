"""One night in Chromium: a hurt pregnant woman with two children, a hospital without an account, her consent taken back by text.

Strong, large and narrow enough on each page; the hospital's telephone is another browser, which never had an account.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from vereda.desk.tests.test_browser import enter  # noqa: F401  a fixture
from vereda.people.models import Consent
from vereda.referrals.models import Referral
from vereda.settings import environment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOKEN = "clave-de-la-noche"
HERS = "+528685550101"


@pytest.fixture
def text_from_her(monkeypatch: pytest.MonkeyPatch):
    """Return a function that brings what she writes, as the gateway of text messages does."""
    here = replace(environment.env(), sms_token=TOKEN, sms_group="piedras-negras")
    monkeypatch.setattr("vereda.client.texts.env", lambda: here)

    def bring(said: str) -> None:
        told = {"from": HERS, "text": said, "id": "1"}
        assert Client().post("/sync/v1/texts", told, headers={"Authorization": f"Token {TOKEN}"}).status_code == 200

    return bring


def test_she_is_seen_at_night_referred_accepted_and_takes_it_back(looks, text_from_her):
    page, phone = looks.page_of("tomas"), looks.page_of()

    look = partial(looks.look, page, opened=False)

    def press(name: str, on: Page | None = None) -> None:
        (on or page).get_by_role("button", name=name, exact=True).click()

    # Met on the road, by the desk.
    page.goto("/encuentros/nuevo/?purpose=medical")
    page.locator('label[for="nat-HN"]').click()
    panel = page.locator('[data-panel="HN"]')
    panel.get_by_role("button", name="Sumar una: Mujeres").click()
    for _child in range(2):
        panel.get_by_role("button", name="Sumar una: Menores").click()
    page.locator('label[for="s-WATER"]').click()
    press("Guardar")
    page.wait_for_url(re.compile(r"/encuentros/[0-9a-f-]{36}/\?nuevo=1"))
    encounter = page.url.split("?")[0]
    # First aid, without a name.
    page.goto(f"{encounter}primeros-auxilios/nuevo/?purpose=medical")
    page.locator('label[for="complaint-FRACT"]').evaluate("one => one.click()")
    page.locator("#f-sex").select_option("F")
    page.fill("#f-age_years", "24")
    page.locator("#f-pregnant").select_option("yes")
    page.fill("#f-pulse", "98")
    page.fill("#f-allergies", "penicilina")
    press("Guardar")
    page.wait_for_url(re.compile(r"/primeros-auxilios/[0-9a-f-]{36}/"))
    look("first-aid")
    # Referred: filled from what is known, read aloud, sent.
    page.get_by_role("link", name="Referir con permiso").click()
    expect(page.locator('textarea[name="told:handover"]')).to_have_value(re.compile("penicilina"))
    expect(page.locator('textarea[name="told:pregnancy"]')).to_have_value("Está embarazada")
    page.locator('label[for="r-typed"]').click()
    look("fill")
    press("Leérselo a la persona")
    expect(page.locator("[role=alert]")).to_contain_text("escriba el nombre")
    look("fill-wrong")
    page.fill("#f-name", "Hospital General de la Frontera")
    page.locator("#f-role").select_option("health")
    page.locator('textarea[name="told:call_back"]').fill("878 000 0000")
    page.locator('textarea[name="told:needs"]').fill("Los dos niños se quedan con ella")
    press("Leérselo a la persona")
    expect(page.locator(".sending")).to_contain_text("Los dos niños se quedan con ella")
    look("aloud")
    page.locator('label[for="a-yes"]').click()
    page.locator('label[for="f-read"]').click()
    page.locator('label[for="m-thumb"]').click()
    press("Guardar y enviar")
    expect(page.locator("[role=alert]")).to_contain_text("quién estuvo presente")
    page.fill("#f-witness", "Doña Eulalia")
    press("Guardar y enviar")
    expect(page.locator("h1")).to_contain_text("Referencia lista")
    page.locator("summary", has_text="Liga y código QR").click()
    look("slip")
    six, eight = page.locator(".six-words").first.inner_text(), page.locator(".six-words").nth(1).inner_text()
    link = page.locator("p.address").inner_text()
    assert len(six.split()) == 6
    page.get_by_role("link", name="Ver la referencia").click()
    referral = page.url
    expect(page.locator("main")).to_contain_text("nadie la ha abierto")
    # The hospital: no account, a telephone, the words on a scrap of paper.
    phone.goto("/r/")
    phone.fill("#words", " ".join(word[:4].upper() for word in six.split()))
    looks.look(phone, "hospital-words", opened=False)
    press("Abrir", phone)
    expect(phone.locator("main")).to_contain_text("Los dos niños se quedan con ella")
    phone.goto(link)  # the other way to it
    expect(phone).to_have_url(re.compile(r"/r/$"))  # the words do not stay in the address
    press("Abrir", phone)
    expect(phone.locator("main")).to_contain_text("Los dos niños se quedan con ella")
    expect(phone.locator("main")).to_contain_text("No dar: penicilina")
    looks.look(phone, "hospital-opened", opened=False)
    press("Sí, les recibimos", phone)
    expect(phone.locator("main")).to_contain_text("El grupo ya lo ve")
    looks.look(phone, "hospital-accepted", opened=False)
    page.goto(referral)
    expect(page.locator("main")).to_contain_text("La aceptaron, en la página")
    look("accepted")
    # She changes her mind, by text message.
    text_from_her(f"retiro {eight}")
    assert Consent.objects.get().allowed == []
    phone.goto("/r/")
    expect(phone.locator("main")).to_contain_text("Está cerrada")
    for gone in ("penicilina", "Los dos niños", "Hospital General"):
        expect(phone.locator("body")).not_to_contain_text(gone)
    looks.look(phone, "hospital-closed", opened=False)
    phone.goto(link)
    press("Abrir", phone)
    expect(phone.locator("main")).to_contain_text("Está cerrada")
    page.goto(referral)
    expect(page.locator("main")).to_contain_text("La persona quitó su permiso")
    expect(page.locator("main")).to_contain_text("pida que borren")
    look("recalled")
    page.goto("/referencias/?purpose=medical")
    expect(page.locator("main")).to_contain_text("Retirada")
    look("list")
    page.goto(f"{encounter}permisos/?purpose=medical")
    expect(page.locator("main")).to_contain_text("quitó el permiso")
    look("consents")
    row = Referral.objects.get()
    assert (row.status, row.recalled_for, row.answer) == ("recalled", "consent_withdrawn", "accepted")
