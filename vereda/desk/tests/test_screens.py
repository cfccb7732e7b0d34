"""Recibir de la pantalla de un teléfono: from the phone's own pictures to entries, each once; by camera and by scanner."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from gzip import compress
from hashlib import sha256
from time import monotonic

import orjson
import pytest
import segno
from playwright.sync_api import Browser, expect

from vereda.access.models import ReadRow
from vereda.client.tests.phone import Phone
from vereda.client.tests.test_screens import Looks, desk, enrolled, phone  # noqa: F401  fixtures
from vereda.desk.rooms.screens import PICTURE_MOST, codes_in
from vereda.desk.tests.test_browser import enter  # noqa: F401  a fixture
from vereda.encounters.models import Encounter
from vereda.logbook.tests.pens import meeting
from vereda.relay.door import read_codes

LOOK, TAKE = "/recibir/pantalla/cuadro/", "/recibir/pantalla/tomar/"


def codes_of(line: bytes, piece: int = 440) -> list[str]:
    """Return the codes in which a phone shows one envelope."""
    packet = compress(line)
    name, content = sha256(packet).hexdigest()[:16], urlsafe_b64encode(packet).decode().rstrip("=")
    pieces = [content[at : at + piece] for at in range(0, len(content), piece)]
    made = []
    for number, one in enumerate(pieces, start=1):
        check = sha256(f"{name}.{number}.{len(pieces)}.{one}".encode()).hexdigest()[:8]
        made.append(f"VQ1.{name}.1.1.{number}.{len(pieces)}.{check}.{one}")
    return made


def png(code: str) -> str:
    """Return the picture of a code [base64]."""
    return segno.make(code, error="l", micro=False).png_data_uri(scale=6, border=4).split(",")[1]


# Putting together, without a database ------------------------------------------------------------------------------------


def test_pieces_come_in_any_order_twice_and_with_rubbish_between_them():
    line = sha256(b"1").hexdigest().encode() * 30
    codes = codes_of(line, 60)
    assert len(codes) > 1
    assert read_codes([*reversed(codes), "http://example.org", "", codes[0]]).envelopes == [line]
    lacking = read_codes(codes[1:])
    assert (lacking.envelopes, lacking.begun) == ([], 1)


def test_a_piece_that_was_misread_or_exchanged_is_passed_over():
    codes = codes_of(sha256(b"1").hexdigest().encode() * 30, 60)
    for wrong in (
        codes[0][:-1] + "A",
        codes[0].replace("VQ1", "VQ2"),
        codes[0] + "\u0661",
        codes[0].replace(".1.", ".2.", 1)[:-1],
    ):
        assert read_codes([wrong, *codes[1:]]).envelopes == []


def test_a_packet_that_is_not_what_its_name_says_or_grows_without_end_is_no_envelope():
    def named(packet: bytes) -> str:
        name, content = sha256(packet).hexdigest()[:16], urlsafe_b64encode(packet).decode().rstrip("=")
        return f"VQ1.{name}.1.1.1.1.{sha256(f'{name}.1.1.{content}'.encode()).hexdigest()[:8]}.{content}"

    assert read_codes([named(compress(b"{}"))]).envelopes == [b"{}"]
    for packet in (compress(b"x" * 400_000)[:370], compress(b"a\nb"), b"no gzip"):
        assert read_codes([named(packet)]).envelopes == []
    good = named(compress(b"{}"))
    other = good.split(".")
    other[1] = "0" * 16
    other[6] = sha256(f"{other[1]}.1.1.{other[7]}".encode()).hexdigest()[:8]
    assert read_codes([".".join(other)]).envelopes == []


@pytest.mark.parametrize("picture", [b"", b"\xff\xd8\xff", b"<svg/>", b"GIF89a" + bytes(50), bytes(PICTURE_MOST + 1)])
def test_what_is_no_picture_holds_no_code(picture):
    assert codes_in(picture) == []


# Through the pages -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_a_scanner_typed_enters_once_and_stands_in_the_log_of_reads(cast):
    phone = Phone(cast)  # noqa: F811
    codes = codes_of(orjson.dumps(phone.seal(phone.write(meeting(4), 1)).to_json()))
    client = cast.client("rafael")
    said = client.post("/recibir/pantalla/", {"codes": "\r\n".join(codes[1:])}).content.decode()
    assert "Todavía no hay un registro completo" in said
    assert "Trae 1 registro." in client.post("/recibir/pantalla/", {"codes": "\r\n".join(codes)}).content.decode()
    row = ReadRow.objects.order_by("seq").last()
    assert (row.record_class, row.action, row.count) == ("K10", "write", 1)
    assert "1 ya estaba" in client.post("/recibir/pantalla/", {"codes": "\n".join(codes)}).content.decode()
    assert [row.people_met for row in Encounter.objects.all()] == [4]


@pytest.mark.django_db
def test_who_does_not_look_after_phones_receives_none(cast):
    for name in ("ines", "octavio"):
        for address in ("/recibir/pantalla/", LOOK, TAKE):
            assert cast.client(name).post(address, {}).status_code == 403


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_what_a_phone_shows_is_photographed_read_and_entered_once(enrolled, cast):  # noqa: F811
    hand = enrolled()
    hand.page.context.set_offline(True)
    hand.fourteen()
    hand.fourteen()
    hand.tap("this_phone")
    hand.tap("series")
    canvas, client, codes, end = hand.page.locator("canvas.qr"), cast.client("rafael"), set[str](), monotonic() + 300
    expect(canvas).to_have_attribute("data-series", re.compile(r"^VQ1"))
    while len(read_codes(codes).envelopes) < 2:
        assert monotonic() < end, f"{len(codes)} codes"
        read = client.post(LOOK, hand.page.screenshot(type="jpeg", quality=60), content_type="image/jpeg")
        codes |= set(read.json()["codes"])
    assert Encounter.objects.count() == 0
    assert client.post(TAKE, {"codes": "\n".join(codes)}).json()["said"][0] == "Trae 2 registros."
    assert [row.people_met for row in Encounter.objects.all()] == [14, 14]
    client.post(TAKE, {"codes": "\n".join(codes)})
    hand.tap("series_enough")
    hand.page.context.set_offline(False)
    hand.page.evaluate("async () => { await (await import('/app/sync.js')).syncNow(false, true) }")
    assert Encounter.objects.count() == 2, "what came by camera and then by the line is there once"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_page_is_strong_large_and_narrow_enough(looks):
    page = looks.page_of("rafael")
    page.goto("/recibir/")
    page.get_by_role("link", name="Recibir de la pantalla de un teléfono").click()
    page.locator("[data-begin]").wait_for()
    looks.look(page, "camera", opened=False)
    page.evaluate(CAMERA)
    page.locator("[data-begin]").click()
    page.locator("video").wait_for()
    codes = codes_of(sha256(b"1").hexdigest().encode() * 30, 60)
    page.evaluate("(picture) => point(picture)", png(codes[0]))
    expect(page.locator("[data-progress-said]")).to_contain_text(f"partes: 1 de {len(codes)}")
    looks.look(page, "camera, open", opened=False)
    page.get_by_label("Lector de códigos").fill("VQ1.rubbish")
    page.get_by_role("button", name="Recibir", exact=True).click()
    page.get_by_text("Todavía no hay un registro completo").wait_for()
    looks.look(page, "scanner", opened=False)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_phones_pictures_are_large_enough_on_every_phone_and_end_when_nothing_waits(enrolled, lang):  # noqa: F811
    hand = enrolled(lang)
    hand.tap("this_phone")
    assert hand.page.get_by_text(hand.words["series"]).count() == 0, "nothing waits, nothing to show"
    hand.back()
    hand.page.context.set_offline(True)
    hand.fourteen()
    hand.tap("this_phone")
    hand.tap("series")
    hand.sees("series_at", at=1, of=1)
    looks = Looks(hand)
    looks.at("series")
    assert looks.wrong == []
    for width in (320, 412):
        hand.page.set_viewport_size({"width": width, "height": 740})
        assert hand.page.locator("canvas.qr").bounding_box()["width"] >= 0.85 * width
    hand.page.context.set_offline(False)
    hand.page.evaluate("async () => { await (await import('/app/sync.js')).syncNow(false, true) }")
    hand.sees("usb_nothing")
    assert hand.page.locator("canvas.qr").is_hidden()
    hand.tap("series_enough")
    hand.sees("fact_unsent")


CAMERA = """() => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [800, 800];
  globalThis.point = async (picture) => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + picture;
    await image.decode();
    canvas.getContext('2d').drawImage(image, 0, 0, 800, 800);
  };
  canvas.getContext('2d').fillRect(0, 0, 800, 800);
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
}"""


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_page_of_the_camera_says_how_far_it_is_and_takes_each_entry(browser: Browser, live_server, enter, cast):  # noqa: F811
    phone = Phone(cast)  # noqa: F811
    codes = codes_of(orjson.dumps(phone.seal(phone.write(meeting(4), 1)).to_json()))
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    page, wrong = context.new_page(), list[str]()
    page.on("pageerror", lambda why: wrong.append(str(why)))
    page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    enter(context, "rafael")
    page.goto(f"{live_server.url}/recibir/pantalla/")
    page.evaluate(CAMERA)
    page.locator("[data-begin]").click()
    for number, code in enumerate(codes):
        page.evaluate("(picture) => point(picture)", png(code))
        if number < len(codes) - 1:
            expect(page.locator("[data-progress-said]")).to_contain_text(f"partes: {number + 1} de {len(codes)}")
    expect(page.locator("[data-progress-said]")).to_contain_text("Están los 1")
    expect(page.locator("[data-said] li")).to_contain_text("Trae 1 registro.")
    assert [row.people_met for row in Encounter.objects.all()] == [4]
    assert wrong == []
    context.close()
