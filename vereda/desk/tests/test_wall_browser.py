"""The wall in Chromium: it fits at both sizes on a full night, is read from afar, renews itself, and says when it is stale."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from vereda.access.tests.test_browser import TOO_WIDE, WEAK_TEXT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = ((1366, 768), (1920, 1080))
CUT = """() => [document.documentElement, ...document.querySelectorAll('main, .picture, .columns, .side, .teams, section')]
  .filter(node => node.scrollHeight > node.clientHeight + 2)
  .map(node => node.className + ' ' + node.scrollHeight + '/' + node.clientHeight)"""
SHORTENED = """() => [...document.querySelectorAll('.picture p')].filter(node => node.scrollWidth > node.clientWidth + 1)
  .map(node => node.textContent)"""
LEAST = """() => Math.min(...[...document.querySelectorAll('.picture p, .picture h2')]
  .map(node => parseFloat(getComputedStyle(node).fontSize)))"""


@pytest.fixture
def wall(browser: Browser, cast, live_server) -> Iterator[Page]:
    """Give a page that the coordinator turned into a wall; an error of its own scripts fails the test, a cut line does not."""
    context, wrong = browser.new_context(locale="es-MX", timezone_id="America/Mexico_City"), list[str]()
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda told: wrong.append(told.text) if "Content Security Policy" in told.text else None)
    page.clock.install(time=datetime.now(UTC))
    cookie = cast.client("rafael").cookies["vereda_session"]
    context.add_cookies([{"name": "vereda_session", "value": cookie.value, "url": live_server.url}])
    page.goto(f"{live_server.url}/paredes/")
    page.locator("#f-label").fill("Guardia")
    page.get_by_role("button", name="Encender la pared aquí").click()
    page.wait_for_url("**/pared/")
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def full(by, cast):
    """Have a night on which everything happens at once."""
    from vereda.groups import door as groups
    from vereda.rescue import door as rescue
    from vereda.safety import door as safety

    team = [str(cast.account(name).pk) for name in ("ines", "rafael")]
    for number in range(8):
        at = datetime.now(UTC) - timedelta(hours=4, minutes=number)
        groups.depart(route=f"Ruta {number}", by=by("ines"), at=at, team=team, expected_back_min=60 + 240 * (number % 2))
        rescue.open_mission(by=by("ines"), at=at, folio=f"PIE-1124-21{number:02d}")
        rescue.receive_alert(rescue.Told(people=4), by=by("ines"), at=at)
    for name in ("ines", "rafael"):
        safety.raise_danger(who=str(cast.account(name).pk), by=by("ines"), at=datetime.now(UTC) - timedelta(minutes=3))
    groups.start_shift(members=team, by=by("ines"), at=datetime.now(UTC))


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("night", ["quiet", "full"])
def test_all_of_it_fits_without_scrolling_and_is_read_from_afar(wall, request, width, height, night):
    if night == "full":
        request.getfixturevalue("full")
    wall.set_viewport_size({"width": width, "height": height})
    wall.reload()
    assert wall.evaluate(CUT) == []
    assert wall.evaluate(SHORTENED) == []
    assert not wall.evaluate(TOO_WIDE)
    assert wall.evaluate(WEAK_TEXT) == []
    # 4 m at 1 pixel of about 0.25 mm: a letter of 20 pixels is a 5 mm one, what a sign for that distance has.
    assert wall.evaluate(LEAST) >= (19 if night == "full" else 24) * height / 1080


def test_it_renews_itself(wall, by):
    from vereda.rescue import door as rescue

    rescue.open_mission(by=by("ines"), at=datetime.now(UTC), folio="PN-99")
    assert "PN-99" not in wall.locator("#picture").inner_text()
    wall.clock.run_for(16_000)
    expect(wall.locator("#picture")).to_contain_text("PN-99")


def test_it_says_loudly_that_it_has_had_no_answer_for_two_minutes_and_takes_it_back(wall):
    wall.context.set_offline(True)
    wall.clock.run_for(60_000)
    expect(wall.locator("[data-silent]")).to_be_hidden()
    wall.clock.run_for(70_000)
    expect(wall.locator("[data-silent]")).to_be_visible()
    wall.context.set_offline(False)
    wall.clock.run_for(16_000)
    expect(wall.locator("[data-silent]")).to_be_hidden()


def test_what_is_opened_from_it_asks_who_is_there_and_going_back_finds_the_wall(wall):
    wall.get_by_role("link", name="Abrir el escritorio").click()
    wall.wait_for_url("**/entrar/**")
    wall.go_back()
    wall.wait_for_url("**/pared/")
    expect(wall.locator("#picture")).to_be_visible()


def test_it_goes_dark_when_it_is_ended_at_the_desk(wall, cast):
    from vereda.access.models import Wall

    cast.client("rafael").post(f"/paredes/{Wall.objects.get().pk}/apagar/")
    wall.clock.run_for(16_000)
    expect(wall.get_by_role("heading", name="Esta pantalla no es una pared")).to_be_visible()


def test_without_scripts_it_renews_itself_as_a_page(wall, browser, live_server):
    context = browser.new_context(java_script_enabled=False, locale="es-MX")
    context.add_cookies(wall.context.cookies())
    page = context.new_page()
    page.goto(f"{live_server.url}/pared/")
    assert page.locator("noscript meta[http-equiv=refresh], meta[http-equiv=refresh]").count() == 1
    expect(page.locator("#picture")).to_contain_text("Equipos fuera")
    context.close()
