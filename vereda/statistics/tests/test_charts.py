"""Charts: what stands in the picture, for the eye and for who hears it; of nothing, one, zeros, huge numbers, sixty names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest

from vereda.statistics.charts.door import (
    Band,
    Outlines,
    Series,
    area_map,
    area_table,
    bars,
    framed,
    grouped,
    line,
    multiples,
    table_of,
)
from vereda.statistics.charts.paper import COLOURS, SHADES, steps
from vereda.statistics.charts.words import listed, number, percent, short_number

MONTHS = [date(2025 + at // 12, at % 12 + 1, 1) for at in range(14)]
NASTY = '<script>"&'
SQUARE = {"type": "Polygon", "coordinates": [[[-101, 25], [-100, 25], [-100, 26], [-101, 26], [-101, 25]]]}
FAR = {"type": "Polygon", "coordinates": [[[-99, 25], [-98, 25], [-98, 26], [-99, 26], [-99, 25]]]}
OUTLINES = Outlines(
    [
        {"properties": {"code": "MX-COA", "name": f"Coahuila {NASTY}", "is_own": True}, "geometry": SQUARE},
        {"properties": {"code": "MX-TAM", "name": "Tamaulipas", "is_own": True}, "geometry": FAR},
        {"properties": {"code": "US-TX", "name": "Texas", "is_own": False}, "geometry": FAR},
    ]
)


def months(*values: float | None) -> list[tuple[date, float | None]]:
    return list(zip(MONTHS, values, strict=False))


def drawn(values: list[float | None], width: int = 540) -> list[str]:
    """Return one picture of each kind of the same values."""
    named = [(f"n {at}", value) for at, value in enumerate(values)]
    dated = [(date(2000 + at // 12, at % 12 + 1, 1), value) for at, value in enumerate(values)]
    codes = {code: value or 0 for code, value in zip(("MX-COA", "MX-TAM", "XX-YY"), values, strict=False)}
    return [
        bars(named, lang="es", title="t", unit="u", width=width),
        grouped([Series("a", named), Series("b", named)], lang="es", title="t", width=width),
        line([Series("a", dated)], lang="es", title="t", width=width),
        multiples([Series("a", dated), Series("b", dated)], lang="es", title="t", width=width),
        area_map(codes, OUTLINES, lang="es", title="t", unit="u", width=width),
    ]


def words_of(svg: str) -> list[str]:
    return [one.text or "" for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("width", [330, 540])
@pytest.mark.parametrize("values", [[], [None], [0], [1], [0, 0, 0], [3, None, 5], [10**13, 1], [0.5, 0.25], list(range(60))])
def test_a_picture_is_whole_named_and_on_its_paper_whatever_there_is_to_show(values, width):
    for svg in drawn(values, width):
        root = ET.fromstring(svg)
        found = {one.get("id"): one.tag.rpartition("}")[2] for one in root if one.get("id")}
        assert root.get("role") == "img"
        assert [found[name] for name in (root.get("aria-labelledby") or "").split()] == ["title", "desc"]
        assert float(root.get("width") or 0) == width
        assert not {"script", "style", "image", "foreignObject"} & {one.tag.rpartition("}")[2] for one in root.iter()}
        assert "style=" not in svg, "a page of the house takes no style of an element"
        assert not re.search(r"nan|inf\b|None", svg)
        for one in root.iter("{http://www.w3.org/2000/svg}rect"):
            assert 0 <= float(one.get("x", "0")) <= width
            assert float(one.get("x", "0")) + float(one.get("width", "0")) <= width + 1
        for one in root.iter("{http://www.w3.org/2000/svg}text"):
            assert -1 <= float(one.get("x", "0")) <= width


@pytest.mark.parametrize("values", [[], [None]])
def test_a_picture_of_nothing_says_so(values):
    assert all(words_of(svg) == ["Sin datos en este periodo"] for svg in drawn(values))


def test_words_of_people_are_words_and_nothing_else():
    pictures = [
        bars([(NASTY, 3)], lang="es", title=NASTY, unit=NASTY),
        line(
            [Series(NASTY, months(1, 2)), Series("b", months(2, 1))],
            lang="es",
            title=NASTY,
            band=Band(NASTY, [(MONTHS[1], 1, 2)]),
        ),
        multiples([Series(NASTY, months(1, 2))], lang="es", title=NASTY),
        area_map({"MX-COA": 2, "MX-TAM": 9}, OUTLINES, lang="es", title=NASTY, unit=NASTY),
        framed(bars([("a", 1)], lang="es", title="t", unit="u"), NASTY, [NASTY], NASTY),
    ]
    for svg in pictures:
        ET.fromstring(svg)
        assert "<script" not in svg
    table = table_of([Series(NASTY, [(NASTY, 1)])], "es", head=NASTY)
    assert "<script" not in table.html(NASTY)


def test_the_longest_bar_is_the_largest_and_zero_has_none():
    root = ET.fromstring(bars([("a", 400), ("b", 100), ("c", 0)], lang="es", title="t", unit="u"))
    wide = [float(one.get("width", "0")) for one in root.iter("{http://www.w3.org/2000/svg}rect") if one.get("class") == "c-s0"]
    assert wide[0] == pytest.approx(4 * wide[1], rel=0.01)
    assert wide[2] == 0


def test_of_sixty_names_the_first_24_are_drawn_and_the_picture_says_how_many_more():
    rows = [(f"n {at}", 60 - at) for at in range(60)]
    assert words_of(bars(rows, lang="es", title="t", unit="u"))[-1] == "y 36 más, en la tabla"
    assert words_of(bars(rows[:25], lang="en", title="t", unit="u"))[-1] == "and 1 more, in the table"
    assert len(table_of([Series("u", rows)], "es").rows) == 60


def test_a_gap_breaks_the_line_a_forecast_is_broken_and_its_band_lies_behind():
    told, foreseen = (
        Series("Contadas", months(1, 2, None, 4, 5)),
        Series("Previstas", [(MONTHS[5], 6.0), (MONTHS[6], 7.0)], is_foreseen=True),
    )
    svg = line([told, foreseen], band=Band("Intervalo de 80 %", [(MONTHS[5], 4, 8), (MONTHS[6], 4, 10)]), lang="es", title="t")
    paths = [
        one for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}path") if (one.get("class") or "").startswith("c-l")
    ]
    assert [one.get("class") for one in paths] == ["c-l0", "c-l0", "c-l1"]
    assert [bool(one.get("stroke-dasharray")) for one in paths] == [False, False, True]
    assert svg.index("c-band") < svg.index('<path class="c-l0"')
    assert {"Contadas", "Previstas", "Intervalo de 80 %"} <= set(words_of(svg))


def test_months_stand_below_in_the_language_of_the_reader_with_their_year():
    said = words_of(line([Series("a", months(*range(1, 15)))], lang="es", title="t"))
    assert "ene" in said
    assert {"2025", "2026"} <= set(said)
    assert "Jan" in words_of(line([Series("a", months(*range(1, 15)))], lang="en", title="t"))


def test_a_map_draws_own_areas_says_steps_and_what_has_no_place():
    svg = area_map({"MX-COA": 3, "MX-TAM": 1204, "": 12}, OUTLINES, lang="es", title="t", unit="Personas")
    said = words_of(svg)
    assert {"3", "1,204", "sin lugar en el mapa: 12"} <= set(said)
    assert len(list(ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}path"))) == 2
    assert [name for name, _values in area_table({"MX-COA": 3, "MX-TAM": 1204}, OUTLINES, lang="es", unit="Personas").rows] == [
        "Tamaulipas", f"Coahuila {NASTY}",
    ]  # fmt: skip


def test_the_table_of_a_chart_holds_its_numbers_for_a_sheet_and_no_formula():
    table = table_of([Series("Personas", [("=1+1", 1204), ("b", None)]), Series("Antes", [("b", 0.5)])], "es", head="De\tdónde")
    assert table.tsv() == "De dónde\tPersonas\tAntes\n'=1+1\t1204\t\nb\t\t0.5"
    assert list(csv.reader(io.StringIO(table.csv()))) == [
        ["De dónde", "Personas", "Antes"],
        ["'=1+1", "1204", ""],
        ["b", "", "0.5"],
    ]
    assert table.html("c").count('scope="row"') == 2
    band = table_of([Series("a", months(1, 2))], "en", band=Band("80%", [(MONTHS[1], 1, 3)]))
    assert band.columns == ("Month", "a", "80%, from", "80%, to")
    assert band.rows[1] == ("February 2025", (2, 1, 3))


@pytest.mark.parametrize(
    ("most", "marks"), [(0, [0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (97, [0, 50, 100]), (4e12, [0, 1e12, 2e12, 3e12, 4e12])]
)
def test_an_axis_has_round_marks_from_zero(most, marks):
    assert steps(most) == marks


@pytest.mark.parametrize(
    ("call", "es", "en"),
    [
        (lambda lang: number(2310, lang), "2,310", "2,310"),
        (lambda lang: number(12.5, lang), "12.5", "12.5"),
        (lambda lang: number(None, lang), "sin dato", "no data"),
        (lambda lang: percent(0.123, lang), "12\u00a0%", "12%"),
        (lambda lang: percent(0.001, lang), "<1\u00a0%", "<1%"),
        (lambda lang: short_number(250_000, lang), "250\u00a0mil", "250k"),
        (lambda lang: listed(["Cuba", "Haití"], lang), "Cuba y Haití", "Cuba and Haití"),
        (lambda lang: listed(["Cuba", "India"], lang), "Cuba e India", "Cuba and India"),
    ],
)
def test_numbers_and_lists_are_written_as_people_write_them(call: Callable[[str], str], es, en):
    assert (call("es"), call("en")) == (es, en)


# colours ---------------------------------------------------------------------------------------------------------

# Full protanopia, deuteranopia, tritanopia in linear RGB. Source: Machado, Oliveira and Fernandes 2009, severity 1.0.
SEEN = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]


def seen(colour: str, eye: str) -> tuple[float, float, float]:
    """Return a colour as an eye sees it, in CIE Lab (D65)."""
    red, green, blue = (max(0.0, sum(a * b for a, b in zip(row, linear(colour), strict=True))) for row in SEEN[eye])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def apart(one: str, other: str, eye: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(seen(one, eye), seen(other, eye), strict=True)) ** 0.5


@pytest.mark.parametrize("eye", SEEN)
def test_colours_of_series_fall_apart_for_every_eye(eye):
    assert min(apart(one, other, eye) for one, other in combinations(COLOURS, 2)) > 20


def test_series_and_steps_of_a_map_fall_apart_in_grey():
    grey = sorted(seen(one, "all")[0] for one in COLOURS[:2])
    assert grey[1] - grey[0] > 30, "the two that stand side by side most"
    light = [seen(one, "all")[0] for one in SHADES]
    assert all(before - after > 14 for before, after in pairwise(light))
