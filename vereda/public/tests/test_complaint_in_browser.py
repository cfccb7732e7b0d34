"""A complaint written in Chromium: closed in the browser, read by the body's own tool, its answer opened with the letters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from vereda.access.tests.test_browser import TOO_WIDE, WEAK_TEXT
from vereda.cli import complaints as network
from vereda.cli import ombuds
from vereda.complaints import lookups, reading
from vereda.logbook.models import LogEntry
from vereda.public.tests.test_in_browser import SMALL_TARGET

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSPHRASE = "caballo lluvia puente siete"
SAID = "Me pidió 500 pesos por subir a la camioneta «ñandú»"


@pytest.fixture
def body(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the private keys of a body, made with its own tool, whose public half the pack has."""
    made = CliRunner().invoke(ombuds.command, ["keys", str(tmp_path / "cndh")], input=f"{PASSPHRASE}\n{PASSPHRASE}\n")
    assert made.exit_code == 0, made.output
    private = tmp_path / "cndh" / "ombuds-private.pem"
    keys = reading.keys_from(private.read_bytes(), PASSPHRASE, "x").public
    monkeypatch.setattr(lookups, "key_today", lambda country, on: keys)
    monkeypatch.setattr(lookups, "key_with", lambda country, fingerprint: keys if fingerprint == keys.fingerprint else None)
    return private


def run(command: object, *arguments: object) -> str:
    done = CliRunner().invoke(command, [str(one) for one in arguments], input=f"{PASSPHRASE}\n")  # type: ignore[arg-type]  # a command of click
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1366, 768)])
def test_from_a_borrowed_telephone_to_the_body_and_back(
    browser, live_server, body: Path, tmp_path: Path, width: int, height: int
):
    context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": height})
    page, sent = context.new_page(), list[str]()
    page.on("request", lambda request: sent.append(f"{request.url} {request.headers} {request.post_data or ''}"))
    page.goto("/queja/")
    expect(page.get_by_text("Desde este teléfono no se puede")).to_be_hidden()
    page.get_by_label("Qué pasó").fill(SAID)
    page.get_by_label("Cuándo").fill("el martes")
    assert page.evaluate(WEAK_TEXT) == []
    assert page.evaluate(SMALL_TARGET) == []
    assert not page.evaluate(TOO_WIDE)
    page.get_by_role("button", name="Cerrar con llave y enviar").click()
    expect(page.get_by_text("Enviada. Es la queja 1")).to_be_visible()
    code = page.locator(".code").inner_text()
    assert re.fullmatch(r"(?:[A-HJ-NP-Z2-9]{4}-){5}[A-HJ-NP-Z2-9]{4}", code)
    assert SAID not in page.content()
    assert not page.evaluate(TOO_WIDE)
    for one in sent:
        for word in ("500 pesos", "martes", code, code.replace("-", "")):
            assert word not in one

    there, back = tmp_path / "quejas.json", tmp_path / "respuestas.json"
    run(network.command, "export", "--out", there)
    assert "pesos" not in there.read_text()
    read = run(ombuds.command, "read", there, "--key", body)
    assert SAID in read
    assert "Cuándo: el martes" in read
    (tmp_path / "r.txt").write_text("Ya no trabaja ahí. «Gracias»", encoding="utf-8")
    run(ombuds.command, "answer", there, "--key", body, "--number", 1, "--text", tmp_path / "r.txt", "--close", "--out", back)
    run(network.command, "import", back)

    sent.clear()
    page.goto("/queja/")
    page.get_by_label("Las letras que le dieron").fill(code.lower())
    page.get_by_role("button", name="Ver", exact=True).click()
    expect(page.get_by_text("Ese organismo la cerró.")).to_be_visible()
    expect(page.get_by_text("Ya no trabaja ahí. «Gracias»")).to_be_visible()
    assert not any(code.lower() in one or code in one for one in sent)
    page.get_by_label("Las letras que le dieron").fill("ABCD")
    page.get_by_role("button", name="Ver", exact=True).click()
    expect(page.get_by_text("Ninguna queja tiene esas letras")).to_be_visible()
    stored = b"".join(bytes(one.body) for one in LogEntry.objects.all())
    assert b"pesos" not in stored
    assert b"trabaja" not in stored
    context.close()


def test_without_scripts_nothing_can_be_written_and_paper_is_one_tap_away(browser, live_server, body: Path):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, viewport={"width": 320, "height": 568})
    page = context.new_page()
    page.goto("/queja/")
    expect(page.get_by_text("Desde este teléfono no se puede escribir aquí")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("textbox")).to_have_count(0)
    expect(page.get_by_role("link", name="Hoja para escribirla")).to_be_visible()
    assert not page.evaluate(TOO_WIDE)
    context.close()


def test_what_could_not_be_sent_is_still_there_and_goes_the_second_time_as_the_same_one(browser, live_server, body: Path):
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto("/queja/")
    page.get_by_label("Qué pasó").fill(SAID)
    page.route("**/queja/", lambda route: (route.fetch(), route.abort()) if route.request.method == "POST" else route.continue_())
    page.get_by_role("button", name="Cerrar con llave y enviar").click()
    expect(page.get_by_role("alert")).to_have_text("No se pudo enviar. Lo escrito sigue aquí; intente otra vez.")
    expect(page.get_by_label("Qué pasó")).to_have_value(SAID)
    page.unroute("**/queja/")
    page.get_by_role("button", name="Cerrar con llave y enviar").click()
    expect(page.get_by_text("Enviada. Es la queja 1")).to_be_visible()
    assert len(list(lookups.carried("mx"))) == 1
    context.close()
