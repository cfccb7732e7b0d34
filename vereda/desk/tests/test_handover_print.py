"""The sheet of a hand-over: fitted by rule, and printed on one page in Chromium after the fullest night."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from vereda.access.door import author_of
from vereda.desk.rooms.handover_print import LINE_MOST, PARTS_MOST, cut_text, fitted, printed
from vereda.groups.door import Loose, Sheet, SheetPart, give_handover, sign_handover

WORDS = "Ruta 2: ribera poniente · Camioneta 01 · Lucía Andrade, Rafael Ontiveros · salió 16:29 · vuelve 20:59 · se reportó 18:49"


def sheet(parts: int, lines: int, long: bool = True) -> Sheet:
    line = WORDS if long else "PN-7: abierta desde 29 ene 10:00"
    return Sheet(
        parts=[SheetPart(title=f"Parte {number} de la entrega", lines=[line] * lines) for number in range(parts)],
        loose=[Loose(what=f"Cosa suelta número {number}", count=number) for number in range(6)],
        text="La puerta del patio no cierra y hay que decirlo a quien venga mañana.\n" * 40,
    )


def test_what_fits_is_printed_whole_and_large():
    made = printed(sheet(6, 2, long=False).model_copy(update={"text": "Todo bien."}), "")
    assert (made.density, made.cut) == ("", 0)
    assert [len(lines) for _title, lines, _more in made.parts] == [2] * 6


def test_what_does_not_fit_is_cut_in_the_longest_parts_and_said():
    full = sheet(8, 20)
    made = printed(full, "falta una llave")
    assert made.density == "densest"
    shown = sum(len(lines) for _title, lines, _more in made.parts)
    assert made.cut == 8 * 20 - shown > 0
    assert all(lines for _title, lines, _more in made.parts), "no part goes unseen"
    assert all("más, en la pantalla" in more for _title, _lines, more in made.parts)
    assert made.text.endswith("(…)")


def test_the_tallest_part_gives_way_first():
    assert fitted([[1] * 10, [1, 1]], 8) == [5, 2]
    assert fitted([[1] * 3], 0) == [1]
    assert fitted([], 5) == []


def test_a_text_is_cut_at_lines_and_signs_and_says_so():
    assert cut_text("uno\ndos", 100, 5) == "uno\ndos"
    assert cut_text("uno\ndos\ntres", 100, 2) == "uno\ndos (…)"
    assert cut_text("a" * 20, 10, 2) == "a" * 10 + " (…)"


def test_more_parts_and_longer_lines_than_a_page_holds_are_counted_as_left_out():
    many = Sheet(parts=[SheetPart(title="x", lines=["y" * 400])] * (PARTS_MOST + 5))
    made = printed(many, "")
    assert made.cut == 5
    assert max(len(line) for _title, lines, _more in made.parts for line in lines) == LINE_MOST


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("parts", "lines", "long"), [(3, 1, False), (9, 3, False), (9, 4, True), (12, 12, True), (40, 30, True)],
    ids=["quiet", "usual", "full", "fuller", "fullest"],
)  # fmt: skip
def test_a_handover_prints_on_one_page(page, cast, live_server, parts: int, lines: int, long: bool):
    ines, rafael = author_of(cast.reader("ines")), author_of(cast.reader("rafael"))
    made = give_handover(sheet(parts, lines, long), by=ines, at=timezone.now()).subject
    sign_handover(handover=made, by=rafael, at=timezone.now(), missing="Falta la llave del almacén.\n" * 30)
    cookie = cast.client("rafael").cookies["vereda_session"]
    page.context.add_cookies([{"name": "vereda_session", "value": cookie.value, "url": live_server.url}])
    page.goto(f"/turno/entrega/{made}/")
    for paper in ("A4", "Letter"):
        pdf = page.pdf(format=paper)
        assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1, (paper, parts, lines)
    page.emulate_media(media="print")
    assert page.locator(".by-hand p").count() == 2
    assert page.locator(".by-hand").is_visible(), "room for two signatures by hand"
    assert page.locator(".ways").is_hidden()
