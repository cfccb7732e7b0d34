"""Computadora del puesto and Recibir un archivo in Chromium: strong, large and narrow enough, at headquarters and at a post."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from vereda.access.tests.test_browser import TOO_WIDE, WEAK_TEXT
from vereda.client.tests.phone import Phone
from vereda.desk.tests.test_browser import SMALL, enter  # noqa: F401  a fixture
from vereda.desk.tests.test_node import machine  # noqa: F401  a fixture
from vereda.logbook.tests.pens import meeting
from vereda.relay.door import Certificate, Headquarters, Post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = [(320, 640, "dark"), (360, 740, "light"), (1366, 768, "light")]
NAME = "piedras-negras.example.org"


@pytest.fixture
def at_a_post(monkeypatch):
    """Have this installation be the machine of a post, with a certificate that it made itself."""
    known = Headquarters(url="https://vereda.example.org", id="0123456789abcdef", sealing="", signing="", age="")
    here = Post("01a20000-0000-7000-8000-000000000001", "", "mx", "piedras-negras", "Grupo Beta Piedras Negras", known)
    made = Certificate((NAME,), datetime(2028, 1, 1, tzinfo=UTC), "ab" * 32, True, Path("cert.pem"), Path("key.pem"))
    for name, value in (("is_post", True), ("this_post", here), ("certificate_here", made)):
        monkeypatch.setattr(f"vereda.relay.door.{name}", lambda value=value: value)


@pytest.fixture
def seen(browser: Browser, live_server, enter, request):  # noqa: F811  the fixture above
    """Return a function that gives a page in which somebody is signed in, of the size that the test asks for."""
    width, height, scheme = request.param
    contexts = []

    def open_as(name: str):
        size = {"width": width, "height": height}
        contexts.append(browser.new_context(base_url=live_server.url, viewport=size, color_scheme=scheme, locale="es-MX"))
        enter(contexts[-1], name)
        return contexts[-1].new_page()

    yield open_as
    for one in contexts:
        one.close()


def wrong_on(page, name: str) -> list[str]:
    if folder := os.environ.get("VEREDA_TEST_PICTURES"):
        page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=True)
    found = [f"{name} weak: {one}" for one in page.evaluate(WEAK_TEXT)]
    found += [f"{name} small: {one}" for one in page.evaluate(SMALL)]
    return [*found, f"{name} is too wide"] if page.evaluate(TOO_WIDE) else found


@pytest.mark.parametrize("seen", SIZES, indirect=True)
def test_the_pages_at_headquarters_are_strong_large_and_narrow_enough(seen, cast, machine):  # noqa: F811  a fixture
    page = seen("alma")
    page.goto("/puesto/")
    page.locator("summary", has_text="Dar de baja").click()
    wrong = wrong_on(page, "posts")
    page.goto("/puesto/unir/")
    wrong += wrong_on(page, "join")
    page.get_by_label("Grupo").select_option("piedras-negras")
    page.get_by_role("button", name="Mostrar el código").click()
    assert "node join" in page.locator("main").inner_text()
    wrong += wrong_on(page, "code")
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("seen", SIZES, indirect=True)
def test_the_pages_of_a_post_are_strong_large_and_narrow_enough(seen, cast, at_a_post):
    page = seen("rafael")
    page.goto("/puesto/")
    assert "Todavía no ha habido enlace" in page.locator("main").inner_text()
    wrong = wrong_on(page, "post")
    page.goto("/recibir/")
    phone = Phone(cast)
    content = b"\n".join([phone.seal(phone.write(meeting(2), 1)).to_bytes(), b"{cut"])
    page.locator("input[type=file]").set_input_files({"name": "cola.jsonl", "mimeType": "text/plain", "buffer": content})
    page.get_by_role("button", name="Recibir").click()
    page.get_by_text("Trae 1 registro.").wait_for()
    wrong += wrong_on(page, "file")
    assert wrong == [], "\n".join(wrong)
