"""A contact card on the phone: read and given without a line, answered with 'noted', and no word of it left on the phone."""

from __future__ import annotations

import json
import random
import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from vereda.client.tests.screens import WORDS, Hand
from vereda.client.tests.test_legal_screens import KEPT, met
from vereda.client.tests.test_orient_screens import SYNC, sent
from vereda.client.tests.test_screens import Looks, desk, enrolled, phone  # noqa: F401
from vereda.logbook.models import Box, LogEntry
from vereda.people.rules import card as rules

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RANDOM = random.Random(6)
KIND = "people.card_noted"
GREY = """() => {
  const picture = document.querySelector('canvas[data-card]');
  const points = picture.getContext('2d').getImageData(0, 0, picture.width, picture.width).data;
  return [picture.width, [...points].filter((_, at) => at % 4 === 0)];
}"""
MADE = """async () => {
  const code = await import('/app/card/code.js');
  await code.readList();
  return Array.from({ length: 200 }, code.fresh).map((one) => [one, code.numberOf(one)]);
}"""
READ = """async (all) => {
  const code = await import('/app/card/code.js');
  await code.readList();
  return all.map(code.typed);
}"""
CAMERA = """(words) => {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d');
  globalThis.stopped = 0;
  globalThis.BarcodeDetector = class {
    static async getSupportedFormats() { return ['qr_code']; }
    async detect() { return [{ rawValue: 'otra cosa' }, { rawValue: words }]; }
  };
  navigator.mediaDevices.getUserMedia = async () => {
    const stream = canvas.captureStream(5);
    for (const track of stream.getTracks()) {
      const stop = track.stop.bind(track);
      track.stop = () => { globalThis.stopped += 1; stop(); };
    }
    return stream;
  };
}"""
TWICE = """() => {
  const field = document.querySelector('#card-words');
  for (let n = 0; n < 2; n += 1) field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
}"""
APP = WORDS.parent


def noted() -> list[tuple[str, bool, int]]:
    from vereda.people.lookups.cards import cards_of, first_of_month, today_in

    now = datetime.now(UTC)
    rows = cards_of("mx", first_of_month(today_in("mx", now)), now)
    return [(one.nationality, one.is_given, one.carriers) for one in rows]


def carded(hand: Hand) -> Hand:
    hand.words |= json.loads((WORDS / f"card.{hand.lang}.json").read_text())
    return hand


def test_a_card_is_read_without_a_line_and_nothing_of_it_stays(enrolled):  # noqa: F811
    hand = carded(enrolled("es"))
    page, looks = hand.page, Looks(hand)
    page.evaluate(SYNC)
    page.context.set_offline(True)
    met(hand)
    hand.tap("card")
    hand.sees("card_free")
    looks.at("a contact card")
    hand.tap("card_read")
    code = rules.fresh(RANDOM.randrange)
    first, *rest = code.split()
    field = page.locator("#card-words")
    field.press_sequentially(first[:3])
    page.get_by_role("button", name=first, exact=True).click()
    expect(field).to_have_value(f"{first} ")
    field.fill(f"{code[::-1][:3]}zz {' '.join(rest)}")
    hand.tap("card_note")
    hand.sees("card_unknown")
    looks.at("words of a card, one of them wrong")
    field.fill(" ".join([rest[0], first, *rest[1:]]))
    hand.tap("card_note")
    hand.sees("card_check")
    page.get_by_role("button", name=code, exact=True).click()
    hand.sees("card_fits")
    page.evaluate(TWICE)  # a key that trembles: one card
    hand.sees("card_noted")
    for word in code.split():
        assert word not in page.content()
    kept = page.evaluate(KEPT)
    for secret in (*code.split(), rules.number_of(code), KIND):
        assert secret not in kept
    sent(hand)
    assert noted() == [("XX", False, 1)]
    entry = LogEntry.objects.get(kind=KIND)
    assert not Box.objects.filter(entry=entry.id).exists()
    assert looks.wrong == []


def test_new_words_are_given_from_the_screen_and_the_code_in_the_picture_says_them(enrolled):  # noqa: F811
    import zxingcpp
    from PIL import Image

    hand = carded(enrolled("es"))
    page, looks = hand.page, Looks(hand)
    page.evaluate(SYNC)
    met(hand)
    hand.tap("card")
    hand.tap("card_give")
    page.get_by_role("button", name=re.compile("^Más")).click()
    looks.at("how many carry a card")
    hand.tap("card_none")
    words = page.locator(".card-words li").all_inner_texts()
    assert rules.typed(" ".join(words)).code == " ".join(words)
    looks.at("a new card")
    picture = page.locator("canvas[data-card]")
    picture.scroll_into_view_if_needed()
    side, grey = page.evaluate(GREY)
    image = Image.frombytes("L", (side, side), bytes(grey))
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [" ".join(words)]
    hand.tap("card_copied")
    hand.sees("card_noted")
    sent(hand)
    assert noted() == [("XX", True, 2)]
    assert looks.wrong == []


def test_the_phone_and_the_house_have_the_same_words_and_the_same_check(enrolled):  # noqa: F811
    page = enrolled("es").page
    made = page.evaluate(MADE)
    for words, number in made:
        assert rules.typed(words).code == words
        assert rules.number_of(words) == number
    codes = [rules.fresh(RANDOM.randrange) for _code in range(50)]
    asked = [
        *codes,
        *(code.upper().replace(" ", "-") for code in codes),
        *(" ".join(reversed(code.split())) for code in codes),
        *(code.replace("a", "á", 1) for code in codes),
        *(" ".join(["x" + code[1:].split()[0], *code.split()[1:]]) for code in codes),
        "".join(chr(ord(sign) + 0xFEE0) if sign != " " else sign for sign in codes[0]),  # as some keyboards write it
        f"\u200b{codes[1]}\x00 😀 7",
        f"{codes[2]} {'z' * 400}",
        "",
        "abeja",
    ]
    read = page.evaluate(READ, asked)
    for text, told in zip(asked, read, strict=True):
        here = rules.typed(text)
        assert (told["code"], told["wrong"]) == (here.code, here.wrong or ""), text
    slipped = [one["proposed"] for one in read[200:250]]
    assert sum(one == [code] for one, code in zip(slipped, codes, strict=True)) > 40


def test_a_camera_that_reads_codes_notes_the_card_and_one_that_is_refused_says_so(enrolled):  # noqa: F811
    hand = carded(enrolled("es"))
    page, code = hand.page, rules.fresh(RANDOM.randrange)
    page.evaluate(SYNC)
    page.evaluate(CAMERA, code)
    met(hand)
    hand.tap("card")
    hand.tap("card_read")
    hand.tap("card_camera")
    hand.sees("card_noted")
    assert page.evaluate("globalThis.stopped") == 1
    sent(hand)
    assert noted() == [("XX", False, 1)]
    page.evaluate("() => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('no'); }; }")
    met(hand)
    hand.tap("card")
    hand.tap("card_read")
    hand.tap("card_camera")
    hand.sees("card_no_camera")
    page.evaluate(CAMERA, "nada")  # it sees no card, and the agent goes back
    hand.tap("card_camera")
    expect(page.locator("video.scan")).to_be_visible()
    page.get_by_role("button", name=hand.said("back"), exact=True).click()
    hand.sees("card_free")
    assert page.evaluate("globalThis.stopped") == 1, "no camera looks on behind another screen"


def test_the_words_of_the_card_are_the_same_in_both_languages_and_none_is_unused():
    es, en = (json.loads((WORDS / f"card.{lang}.json").read_text()) for lang in ("es", "en"))
    assert list(es) == list(en) == sorted(es)
    for key, spanish in es.items():
        assert set(re.findall(r"\{\w+\}", spanish)) == set(re.findall(r"\{\w+\}", en[key])), key
        assert spanish.count("|") == en[key].count("|"), key
    code = "\n".join(path.read_text() for path in (APP / "card").glob("*.js"))
    used = set(re.findall(r'"(card_[a-z_]+)"', code)) | {f"card_{one}" for one in rules.Wrong}
    assert used == set(es)
