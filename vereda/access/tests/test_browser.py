"""The way in, in Chromium: passkeys with a virtual authenticator, narrow and old screens, contrast, the way back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from vereda.access.actions.demo import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# WCAG 2: relative luminance of the text against the first opaque background behind it.
WEAK_TEXT = """() => {
  const channel = c => { c /= 255; return c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4 };
  const parse = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
  const behind = node => { for (; node; node = node.parentElement) {
    const colour = parse(getComputedStyle(node).backgroundColor); if (colour.length < 4 || colour[3] === 1) return colour }
    return [255, 255, 255] };
  const weak = [];
  for (const node of document.querySelectorAll('body *')) {
    const own = [...node.childNodes].some(child => child.nodeType === 3 && child.textContent.trim());
    if (!own || !node.checkVisibility()) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(behind(node))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 7) weak.push(node.tagName + ': ' + node.textContent.trim().slice(0, 40));
  }
  return weak }"""
SMALL_CONTROLS = """() => [...document.querySelectorAll('main button, main input:not([type=hidden]), main a.button')]
  .filter(node => node.checkVisibility() && node.type !== 'checkbox' && node.getBoundingClientRect().height < 44)
  .map(node => node.outerHTML.slice(0, 80))"""
TOO_WIDE = "() => document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def key(page: Page) -> Callable[[bool], None]:
    """Give the browser a virtual authenticator; the returned function says whether its owner is there to touch it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    def verified(is_owner: bool) -> None:
        told = {"authenticatorId": made["authenticatorId"], "isUserVerified": is_owner}
        session.send("WebAuthn.setUserVerified", told)

    return verified


def enter(page: Page, name: str) -> None:
    page.goto("/entrar/")
    page.get_by_label("Usuario").fill(name)
    page.get_by_label("Contraseña").fill(PASSWORD)
    with page.expect_navigation(url=lambda url: not url.endswith("/entrar/")):
        page.get_by_role("button", name="Entrar", exact=True).click()


def leave(page: Page) -> None:
    page.goto("/salir/")
    page.locator("main").get_by_role("button", name="Salir").click()
    page.wait_for_url("**/entrar/")


def test_a_passkey_is_made_and_opens_without_a_password(cast, page, key):
    enter(page, "rafael")
    page.goto("/cuentas/")
    expect(page).to_have_url(re.compile("/cuenta/segundo-paso/$"))
    with page.expect_navigation():  # loaded: its scripts listen
        page.get_by_role("link", name="Agregar una llave").click()
    page.get_by_role("button", name="Hacer la llave").click()
    page.wait_for_url("**/codigos/")
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto("/cuentas/")
    expect(page.get_by_role("heading", name="Cuentas")).to_be_visible()
    leave(page)
    page.get_by_role("button", name="Entrar con una llave").click()
    page.wait_for_url(lambda url: "/entrar/" not in url)
    page.goto("/cuentas/")
    expect(page.get_by_text("Inés Carrillo")).to_be_visible()


def test_a_passkey_in_other_hands_does_not_open_and_the_page_says_what_to_do(cast, page, key):
    enter(page, "rafael")
    page.goto("/cuenta/segundo-paso/llaves/nueva/")
    page.get_by_role("button", name="Hacer la llave").click()
    page.wait_for_url("**/codigos/")
    leave(page)
    key(False)
    page.get_by_role("button", name="Entrar con una llave").click()
    expect(page.get_by_text("La llave no se pudo usar")).to_be_visible()
    page.goto("/cuentas/")
    expect(page).to_have_url(re.compile("/entrar/"))


def test_a_passkey_is_the_second_step_after_a_password(cast, page, key):
    enter(page, "rafael")
    page.goto("/cuenta/segundo-paso/llaves/nueva/")
    page.get_by_role("button", name="Hacer la llave").click()
    page.wait_for_url("**/codigos/")
    leave(page)
    enter(page, "rafael")
    page.wait_for_url("**/entrar/codigo/")
    page.get_by_role("button", name="Usar mi llave").click()
    page.wait_for_url(lambda url: "/entrar/" not in url)
    page.goto("/cuentas/")
    expect(page.get_by_text("Inés Carrillo")).to_be_visible()


def test_after_signing_out_the_way_back_shows_nothing(cast, page):
    """SEC-018"""
    enter(page, "alma")
    page.goto("/cuentas/")
    expect(page.get_by_text("Inés Carrillo")).to_be_visible()
    leave(page)
    page.go_back()
    page.go_back()
    expect(page.get_by_text("Inés Carrillo")).to_have_count(0)
    expect(page.get_by_role("button", name="Entrar", exact=True)).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(360, 640), (1366, 768)])
def test_pages_fit_a_cheap_phone_and_an_old_screen_and_can_be_read_in_the_sun(cast, page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto("/entrar/")
    addresses = ["/entrar/", "/no-existe/"]
    faults = [*look(page, addresses)]
    enter(page, "alma")
    addresses = ["/cuenta/", "/cuenta/contrasena/", "/cuenta/segundo-paso/", "/cuentas/", "/cuentas/nueva/", "/salir/"]
    faults += look(page, [*addresses, "/cuenta/segundo-paso/aplicacion/", "/cuenta/segundo-paso/llaves/nueva/"])
    assert not faults, "\n".join(faults)


def look(page: Page, addresses: list[str]) -> list[str]:
    """Return what is too wide, too pale or too small on each page."""
    found = []
    for address in addresses:
        page.goto(address)
        if page.evaluate(TOO_WIDE):
            found.append(f"{address}: wider than the screen")
        found += [f"{address}: pale: {one}" for one in page.evaluate(WEAK_TEXT)]
        found += [f"{address}: small: {one}" for one in page.evaluate(SMALL_CONTROLS)]
    return found


def test_no_page_loads_anything_from_elsewhere(cast, page, live_server):
    """SEC-020"""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    enter(page, "alma")
    page.goto("/cuentas/")
    assert asked
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
