"""What scripts add to the guide in Chromium: a voice that is in the telephone, a place found by its name, leaving at once."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from vereda.public.tests.test_guide_in_browser import opened, preview  # noqa: F401  the fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VOICES = """window.said = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
const later = [];
Object.defineProperty(window, "speechSynthesis", { value: {
  speaking: false, voices: VOICES,
  getVoices() { return this.voices; },
  addEventListener(name, then) { later.push(then); },
  speak(one) { window.said.push([one.text, one.lang, one.voice && one.voice.name]); },
  cancel() {},
} });
window.arrive = (voices) => { window.speechSynthesis.voices = voices; later.forEach((then) => then()); };"""
OWN = {"lang": "es-MX", "name": "own", "localService": True}
FAR = {"lang": "es-ES", "name": "far", "localService": False}
LISTEN = "button[data-say]:visible"


def with_voices(browser: Browser, url: str, *voices: dict[str, object]) -> Page:
    context, page = opened(browser, url)
    context.add_init_script(VOICES.replace("VOICES", json.dumps(voices), 1))
    return page


@pytest.mark.parametrize("voices", [[], [FAR], [{**OWN, "lang": "en-US"}], [FAR, {**OWN, "lang": "est-EE"}]])
def test_without_a_voice_of_the_language_in_the_telephone_there_is_no_button(browser, live_server, preview, voices):  # noqa: F811
    page = with_voices(browser, live_server.url, *voices)
    page.goto("/guia/spa-t-heat.html")
    expect(page.locator("h1")).to_have_text("Calor y desierto")
    page.wait_for_load_state("networkidle")
    assert page.locator(LISTEN).count() == 0
    page.context.close()


@pytest.mark.parametrize("lang", ["es-MX", "es_US", "ES"])
def test_the_voice_of_the_telephone_reads_and_never_the_one_that_sends_it_elsewhere(browser, live_server, preview, lang):  # noqa: F811
    page = with_voices(browser, live_server.url, FAR, {**OWN, "lang": lang})
    asked = list[str]()
    page.goto("/guia/spa-t-heat.html")
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Escuchar").click()
    text, spoken, voice = page.evaluate("said")[0]
    assert text.startswith("Lleve agua")
    assert (spoken, voice) == (lang, "own")
    assert asked == []
    page.goto("/guia/eng-t-heat.html")
    assert page.locator(LISTEN).count() == 0
    page.context.close()


def test_a_voice_that_comes_late_brings_the_button_and_one_that_goes_takes_it(browser, live_server, preview):  # noqa: F811
    page = with_voices(browser, live_server.url)
    page.goto("/guia/spa-rights.html")
    page.goto("/guia/spa-t-asylum.html")
    expect(page.locator(LISTEN)).to_have_count(0)
    page.evaluate("one => arrive([one])", OWN)
    expect(page.locator(LISTEN)).to_have_count(1)
    page.evaluate("one => arrive([one])", FAR)
    expect(page.locator(LISTEN)).to_have_count(0)
    page.context.close()


def test_where_there_is_no_voice_at_all_one_can_still_leave_at_once(browser, live_server, preview):  # noqa: F811
    context, page = opened(browser, live_server.url)
    context.add_init_script("delete Window.prototype.speechSynthesis; delete window.speechSynthesis")
    for address in ("/guia/spa-t-heat.html", "/sos/"):
        page.goto(address)
        assert page.evaluate("'speechSynthesis' in window") is False
        page.get_by_role("link", name="Salir ya").click()
        page.wait_for_url("**/calendar.html")
        page.go_back()
        assert "calendar" in page.url or page.url == "about:blank"
    context.close()


def test_a_place_is_found_by_its_name_and_nothing_of_it_goes_over_the_line(browser, live_server, preview):  # noqa: F811
    context, page = opened(browser, live_server.url)
    asked = list[str]()
    page.goto("/guia/spa-dangers.html")
    page.on("request", lambda request: asked.append(request.url))
    typed = page.get_by_label("Escriba su municipio, ciudad o cruce")
    typed.fill("piedras")
    page.get_by_role("button", name="Piedras Negras – Eagle Pass, Coahuila").click()
    found = page.locator("[data-find]")
    expect(found.get_by_role("link", name="Piedras Negras").first).to_be_visible()
    expect(found.get_by_role("status")).to_contain_text("Coahuila")
    found.get_by_role("link", name="Todo lo de Coahuila").click()
    expect(page.locator("#MX-COA")).to_have_attribute("open", "")
    typed.fill("CUAUHTEMOC")
    expect(page.get_by_role("button", name="Cuauhtémoc, Chihuahua")).to_be_visible()
    typed.fill("aguascalientes")
    page.get_by_role("button", name="Aguascalientes, Aguascalientes").click()
    expect(found.get_by_role("status")).to_contain_text("No quiere decir que sea seguro.")
    typed.fill("<b>zz")
    expect(found.get_by_role("status")).to_have_text("No está en la lista. Busque su estado abajo.")
    assert asked == [f"{live_server.url}/guia/places.js"], "the whole list once, the same for everybody"
    page.goto("/guia/spa-help.html")
    page.get_by_label("Escriba su municipio").fill("tijuana")
    page.get_by_role("button", name="Tijuana, Baja California").first.click()
    expect(page.get_by_role("link", name="Todo lo de Baja California")).to_have_attribute("href", "#MX-BCN")
    context.close()
