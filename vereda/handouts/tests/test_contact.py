"""Contact cards on paper: five words, the same as a code, and what it is for; no group, no country, no day."""

from __future__ import annotations

import random
import re
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from vereda.countries.door import pack
from vereda.handouts import contact
from vereda.handouts.contact import A_SHEET, Text, contact_cards, texts
from vereda.handouts.drawing import drawn
from vereda.handouts.errors import TextNotReviewed, TextOfCardMissing
from vereda.handouts.tests.drawn import words
from vereda.people.rules import card

RANDOM = random.Random(9)
CODES = [card.fresh(RANDOM.randrange) for _card in range(A_SHEET + 3)]
BAND = "Demostración: no se fíe de esto"


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return contact_cards(CODES, ["spa", "eng"])


def test_ten_cards_stand_on_a_sheet_and_each_word_is_there(sheet: bytes):
    pages = pypdfium2.PdfDocument(sheet)
    assert len(pages) == 2
    said = words(sheet)
    for code in CODES:
        assert code in said


def test_nothing_tells_of_a_group_a_country_or_a_day(sheet: bytes):
    said = words(sheet).casefold()
    assert not re.search(r"\d", said)
    of_groups = {word.casefold() for group in pack("mx").groups.values() for word in (group.name, group.city)}
    assert not [one for one in (*of_groups, "méxico", "beta", "vereda", "migra") if one and one in said]
    about = pypdfium2.PdfDocument(sheet).get_metadata_dict()
    assert not [one for name, one in about.items() if one and name not in ("Creator", "Producer", "Title")]


def test_what_it_is_for_stands_in_both_languages_under_the_band(sheet: bytes):
    said = words(sheet)
    assert said.count("Es suya y es voluntaria") == len(CODES)
    assert said.count("It is yours and it is voluntary") == len(CODES)
    assert said.count(BAND) == len(CODES)


def test_the_code_holds_the_words_alone():
    data = {"words": CODES[0].split(), "code": contact.code_of(CODES[0])}
    page = drawn("contact", {"font": "Noto Sans", "band": [], "texts": [], "cards": [data]}, "png", 200)[0]
    with Image.open(BytesIO(page)) as picture:
        assert [found.text for found in zxingcpp.read_barcodes(picture)] == [CODES[0]]


def test_a_longer_text_becomes_smaller_and_what_does_not_fit_stops_the_printing(monkeypatch: pytest.MonkeyPatch):
    from vereda.handouts.errors import TextOverflows

    spanish = texts()["spa"]
    monkeypatch.setattr(contact, "texts", lambda: {"spa": spanish._replace(text=spanish.text * 2)})
    contact_cards(CODES[:1], ["spa"])
    monkeypatch.setattr(contact, "texts", lambda: {"spa": spanish._replace(text=spanish.text * 9)})
    with pytest.raises(TextOverflows):
        contact_cards(CODES[:1], ["spa"])


def test_without_a_reviewer_nothing_final_is_made(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(TextNotReviewed):
        contact_cards(CODES[:1], ["spa"], is_final=True)
    signed = Text("spa", texts()["spa"].text, "Doña Eulalia", date(2026, 11, 1))
    monkeypatch.setattr(contact, "texts", lambda: {"spa": signed})
    assert BAND not in words(contact_cards(CODES[:1], ["spa"], is_final=True))


@pytest.mark.parametrize("languages", [["quc"], ["spa", "quc"], []])
def test_no_language_is_better_than_a_wrong_one(languages: list[str]):
    with pytest.raises(TextOfCardMissing):
        contact_cards(CODES[:1], languages)
