"""Printed sheets: every form, both languages, with and without fonts of the machine, the longest words of the pack: all fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pytest
from PIL import Image

from vereda.countries.door import installed, pack
from vereda.desk.labels import OUTCOMES
from vereda.logbook.door import forms
from vereda.paper import printing
from vereda.paper.errors import GlyphMissing, TextOverflows
from vereda.paper.rules.forms import PAGES, drawn
from vereda.paper.rules.serials import Serial
from vereda.paper.rules.sheets import LISTS, SYMBOLS, Ground, Widget
from vereda.paper.words import Form
from vereda.practice import shadow_of

ON = date(2026, 11, 25)
SIDES = {Form.BODY: 1, Form.VEHICLE: 1}
PIXELS_A5 = (874, 1240)  # 148 x 210 mm at 150 dots an inch


@cache
def symbols() -> dict[str, str]:
    from vereda.desk.rooms.paper_sheets import symbols

    return dict(symbols())


def longest(country: str) -> str:
    """Return the group with the longest name, as it is called while it practises."""
    return shadow_of(max(pack(country).groups.values(), key=lambda group: len(group.name)).code)


def ground(country: str, lang: str, **more: object) -> Ground:
    words = {"es": ("Autoridad migratoria", "No se sabe cuál"), "en": ("Migration authority", "Not known which")}[lang]
    others = {
        "authorities": [("migration_authority", words[0]), ("unknown", words[1])] * 2,
        "terrains": [(str(number), "Carretera") for number in range(5)],
        "came_from": [(str(number), "La oficina estatal o la central") for number in range(5)],
        "mission_outcomes": [(str(number), "Encontrados en parte") for number in range(5)],
    }
    return Ground(pack(country), longest(country), lang, ON, forms(), others, **more)  # type: ignore[arg-type]  # fields of it


WAYS = [("mx", lang, fonts) for lang in ("es", "en") for fonts in (False, True)]
WAYS += [(iso, "es", False) for iso in installed() if iso != "mx"]  # the words are the country's, the sheet is the same


@pytest.mark.parametrize(("country", "lang", "own_fonts_only"), WAYS)
@pytest.mark.parametrize("form", list(Form))
def test_every_form_fits_on_its_sides(country: str, form: Form, lang: str, own_fonts_only: bool):
    here = ground(country, lang)
    serial = Serial(country, here.group, form, 99_999)
    pictures = printing.pictures(drawn(form, here), here, [serial], symbols(), own_fonts_only=own_fonts_only)
    assert len(pictures) == SIDES.get(form, 2)
    assert Image.open(BytesIO(pictures[0])).size == PIXELS_A5


@pytest.mark.parametrize("form", list(Form))
def test_a_sheet_is_of_one_ink(form: Form):
    here = ground("mx", "es")
    for picture in printing.pictures(drawn(form, here), here, [Serial("mx", here.group, form, 1)], symbols()):
        opened = Image.open(BytesIO(picture)).convert("RGB")
        assert all(red == green == blue for _count, (red, green, blue) in opened.getcolors(1 << 24) or [])


def test_a_text_that_does_not_fit_is_refused_and_not_cut():
    here = ground("mx", "es")
    sheet = drawn(Form.BODY, here)
    long = [replace(box, size=40) if box.widget == Widget.TEXT else box for box in sheet.pages[0]]
    with pytest.raises(TextOverflows) as told:
        printing.pdf(replace(sheet, pages=[long]), here, (), symbols())
    assert told.value.details["form"] == "body"
    wide = [replace(box, label="x" * 80) if box.width < 6 else box for box in sheet.pages[0]]
    with pytest.raises(TextOverflows):
        printing.pdf(replace(sheet, pages=[wide]), here, (), symbols())


def test_a_sign_that_the_fonts_do_not_have_is_refused():
    here = ground("mx", "es")
    sheet = drawn(Form.BODY, here)
    with pytest.raises(GlyphMissing) as told:
        printing.pdf(replace(sheet, title="Persona አ"), here, (), symbols())
    assert told.value.details["sign"] == "አ"


def test_each_copy_has_its_own_number_and_boxes_are_numbered_through_both_sides():
    here = ground("mx", "es")
    sheet = drawn(Form.ENCOUNTER, here)
    assert [box.number for box in sheet.boxes] == list(range(1, len(sheet.boxes) + 1))
    serials = [Serial("mx", here.group, Form.ENCOUNTER, number) for number in (1, 2, 3)]
    assert len(printing.pictures(sheet, here, serials, symbols())) == 6
    data = printing.data_of(sheet, here, serials, symbols(), printing.FONTS)
    assert [copy["serial"] for copy in data["copies"]] == [str(one) for one in serials]
    assert len({copy["code"] for copy in data["copies"]}) == 3


def test_a_scanner_reads_the_number():
    zxingcpp = pytest.importorskip("zxingcpp")
    here = ground("mx", "es")
    serial = Serial("mx", here.group, Form.ENCOUNTER, 42)
    picture = printing.pictures(drawn(Form.ENCOUNTER, here), here, [serial], symbols())[0]
    assert [found.text for found in zxingcpp.read_barcodes(Image.open(BytesIO(picture)))] == [str(serial)]


@pytest.mark.parametrize("lang", ["es", "en"])
def test_no_sheet_that_counts_people_asks_for_a_name(lang: str):
    here = ground("mx", lang)
    for form in set(Form) - {Form.ALERT}:  # who called may be called back: a caller is no case
        words = " ".join(box.label.lower() for box in drawn(form, here).boxes)
        assert not {"nombre", "name", "firma", "signature", "apellido"} & set(words.split()), form
        assert not any(box.path in ("name", "given", "families") for box in drawn(form, here).boxes)


def test_every_service_of_the_form_stands_there_with_its_symbol():
    here = ground("mx", "es")
    box = next(box for box in drawn(Form.ENCOUNTER, here).boxes if box.path == "services")
    offered = [row for row in pack("mx").services.values() if row.on_form]
    assert {option.code for option in box.options} == {row.code for row in offered}
    assert all(option.symbol in symbols() for option in box.options)


def test_a_symbol_stands_beside_a_word_only_where_there_is_such_a_symbol_and_such_a_word():
    here = ground("mx", "es")
    for name, named in SYMBOLS.items():
        assert set(named.values()) <= set(symbols()), name
        if name in LISTS:
            assert set(named) <= {option.code for option in here.options(name)}, name
    assert set(SYMBOLS["mission_outcomes"]) <= set(OUTCOMES)
    needs = next(box for box in drawn(Form.ALERT, here).boxes if box.path == "needs")
    assert {option.symbol for option in needs.options if option.code in ("no_water", "injury")} == {"water", "first-aid"}


def test_a_question_that_is_new_in_a_layout_stands_on_the_paper_without_a_change_here():
    here = ground("mx", "es")
    layouts = forms()
    layout = layouts["encounter"]
    extra = layout.questions[2].model_copy(update={"path": "animals"})
    steps = (*layout.steps, layout.steps[-1].model_copy(update={"fields": (extra,)}))
    new = replace(here, layouts={**layouts, "encounter": layout.model_copy(update={"steps": steps})})
    assert "animals" in {box.path for box in drawn(Form.ENCOUNTER, new).boxes}


def test_paper_that_is_printed_keeps_its_order_and_its_numbers():
    here = ground("mx", "es", printed={"services": ["FOOD", "WATER", "GONE"]})
    box = next(box for box in drawn(Form.ENCOUNTER, here).boxes if box.path == "services")
    assert [(one.mark, one.code) for one in box.options] == [("1", "FOOD"), ("2", "WATER"), ("3", "GONE")]


def test_the_letters_of_both_fonts_hold_every_word_of_the_sheets():
    """Each sign that a sheet may hold is drawn, and none as the empty box that a font draws for what it has not."""
    import typst

    signs = [chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0x180), *map(ord, "‘’“”–—…·•")) if chr(code) != "\xad"]
    for font in printing.FONTS[1:]:
        lacking = _drawn_alone(typst, font, chr(0x0D80), signs)
        assert not lacking, f"{font}: {lacking}"


def _drawn_alone(typst, font: str, unknown: str, signs: list[str]) -> list[str]:
    """Return the signs whose picture is that of a sign which the font surely has not."""
    source = f'#set page(width: 8mm, height: 8mm, margin: 1mm)\n#set text(font: "{font}", fallback: false, size: 12pt)\n'
    pages = "\n#pagebreak()\n".join(f"#str.from-unicode({ord(sign)})" for sign in (unknown, *signs))
    empty, *drawn_signs = typst.compile((source + pages).encode(), format="png", ppi=72, ignore_system_fonts=True)
    return [sign for sign, picture in zip(signs, drawn_signs, strict=True) if picture == empty]


def test_every_form_has_its_pages():
    assert set(PAGES) == set(Form)
