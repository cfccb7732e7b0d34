"""Computadora del puesto and Recibir un archivo in Chromium: strong, large and narrow enough, at headquarters and at a post."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from vereda.client.tests.phone import Phone
from vereda.desk.tests.test_node import machine  # noqa: F401  a fixture
from vereda.logbook.tests.pens import meeting
from vereda.relay.door import Certificate, Headquarters, Post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME = "piedras-negras.example.org"


@pytest.fixture
def at_a_post(monkeypatch):
    """Have this installation be the machine of a post, with a certificate that it made itself."""
    known = Headquarters(url="https://vereda.example.org", id="0123456789abcdef", sealing="", signing="", age="")
    here = Post("01a20000-0000-7000-8000-000000000001", "", "mx", "piedras-negras", "Grupo Beta Piedras Negras", known)
    made = Certificate((NAME,), datetime(2028, 1, 1, tzinfo=UTC), "ab" * 32, True, Path("cert.pem"), Path("key.pem"))
    for name, value in (("is_post", True), ("this_post", here), ("certificate_here", made)):
        monkeypatch.setattr(f"vereda.relay.door.{name}", lambda value=value: value)


def test_the_pages_at_headquarters_are_strong_large_and_narrow_enough(looks, machine):  # noqa: F811  a fixture
    page = looks.page_of("alma")
    page.goto("/puesto/")
    page.locator("summary", has_text="Dar de baja").click()
    looks.look(page, "posts", opened=False)
    page.goto("/puesto/unir/")
    looks.look(page, "join", opened=False)
    page.get_by_label("Grupo").select_option("piedras-negras")
    with page.expect_navigation():
        page.get_by_role("button", name="Mostrar el código").click()
    assert "node join" in page.locator("main").inner_text()
    looks.look(page, "code", opened=False)


def test_the_pages_of_a_post_are_strong_large_and_narrow_enough(looks, cast, at_a_post):
    page = looks.page_of("rafael")
    page.goto("/puesto/")
    assert "Todavía no ha habido enlace" in page.locator("main").inner_text()
    looks.look(page, "post", opened=False)
    page.goto("/recibir/")
    phone = Phone(cast)
    content = b"\n".join([phone.seal(phone.write(meeting(2), 1)).to_bytes(), b"{cut"])
    page.locator("input[type=file]").set_input_files({"name": "cola.jsonl", "mimeType": "text/plain", "buffer": content})
    page.get_by_role("button", name="Recibir").click()
    page.get_by_text("Trae 1 registro.").wait_for()
    looks.look(page, "file", opened=False)
