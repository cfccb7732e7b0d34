"""Alarms, radio and messages in Chromium: strong, large and narrow enough; the band comes by itself; also without scripts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures
from vereda.messages import door as texts
from vereda.safety import door as safety
from vereda.safety.models.danger import Danger
from vereda.safety.models.radio import RadioCall

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plan(cast, by):
    """Have a plan, a number, a text that came and a note."""
    ines, rafael, now = str(cast.account("ines").pk), by("rafael"), datetime.now(UTC)
    for sign in ("Lobo 2", "lobo-2"):
        safety.give_sign(sign=sign, bearer=safety.Bearer.PERSON, account=ines, by=rafael, at=now)
    safety.set_channel(name="Canal 2", use="Equipos fuera", by=rafael, at=now)
    texts.keep_number(number="8781112233", account=ines, name="", warned=[texts.Warned.POST], by=rafael, at=now)
    return texts.receive_text(texts.Came("8681110000", "hola"), account="", by=rafael, at=now).subject


def test_the_pages_of_safety_are_strong_large_and_narrow_enough(looks, by, plan, out):
    danger = safety.raise_danger(by=by("ines"), at=datetime.now(UTC), who="").subject
    safety.take_step(danger=danger, step=safety.DangerStep.OTHER, note="una nota", by=by("rafael"), at=datetime.now(UTC))
    pages = {
        "rafael": [
            "/hoy/", "/el-puesto/", "/agente-en-peligro/", f"/agente-en-peligro/{danger}/", "/agente-en-peligro/nueva/",
            "/radio/", "/radio/plan/", "/mensajes/", f"/mensajes/{plan}/",
        ],
        "graciela": ["/central/", f"/central/{danger}/"],
    }  # fmt: skip
    looks.walk(pages, opened=False, ready="#danger [data-unread]")


def test_the_band_comes_by_itself_and_sound_is_a_choice_of_the_screen(desk, by):  # noqa: F811
    desk.goto("/agente-en-peligro/")
    desk.get_by_role("button", name="Que suene").click()
    expect(desk.locator("[data-sound-said]")).to_contain_text("Suena mientras nadie")
    desk.goto("/encuentros/")
    expect(desk.locator("#danger [data-danger]")).to_have_count(0)
    safety.raise_danger(by=by("rafael"), at=datetime.now(UTC))
    expect(desk.locator("#danger [data-unread]")).to_be_visible()
    desk.locator("#danger a").click()
    desk.get_by_role("button", name="Enterado").click()
    expect(desk.locator("#danger [data-unread]")).to_have_count(0)


def test_an_alarm_and_a_call_go_without_scripts(browser, live_server, enter, out):  # noqa: F811
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    enter(context, "ines")
    page = context.new_page()
    page.goto("/radio/")
    page.get_by_role("button", name="Se reportó").click()
    assert RadioCall.objects.get().patrol == out
    page.goto("/hoy/")
    page.get_by_role("link", name="Agente en peligro").click()
    page.get_by_role("button", name="DAR LA ALARMA").click()
    page.get_by_role("button", name="Enterado").click()
    page.get_by_role("button", name="Va un equipo").click()
    page.get_by_role("button", name="Se apretó sin querer").click()
    row = Danger.objects.get()
    assert (row.outcome, len(row.seen), row.steps[0][3]) == ("false_press", 1, "team_sent")
    context.close()
