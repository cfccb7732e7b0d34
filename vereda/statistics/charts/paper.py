"""The paper that charts are drawn on: SVG in pixels, without a style sheet, script, font or address from anywhere.

Colours stand as attributes, for print, files and PDF; each has a class too, by which a page's own sheet repaints it at night.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr
from zlib import crc32

from vereda.statistics.charts.data import Band, Series, Table, table_of
from vereda.statistics.charts.words import phrase

NARROW, WIDE = 330, 620
"""Widths [px]: of a telephone and of a column on a desk. Each is drawn by itself, so that words keep their size."""
FONT = "system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif"
SIZE, SMALL = 15, 13  # [px]
PAPER, INK, QUIET, HAIR = "#fffdf8", "#14201a", "#3b4741", "#d9d2c2"
COLOURS = ("#0d4a36", "#c9a24b", "#a63c06", "#6f93d2")
"""Series, in order: green, ochre, rust, blue. They fall apart in grey and for every kind of colour blindness; dashes and marks
tell them apart as well."""
DASHES = ("", "7 4", "2 4", "10 3 2 3")
SHADES = ("#d5e8d4", "#8fc3a4", "#3f8f6c", "#0d4a36")
"""Steps of a map, in equal steps of grey."""
WIDTHS_EM = {"narrow": 0.3, "wide": 0.86}
ROWS_SAID = 12


def text_px(said: str, size: int = SIZE) -> float:
    """Return about how wide words are, rather too much than too little [px]."""
    return size * sum(
        0.32 if one in "ijl.,:;'|!1 ()" else 0.88 if one in "mwMW@%" else 0.7 if one.isupper() else 0.58 for one in said
    )


def fit(said: str, room_px: float, size: int = SIZE) -> str:
    """Return words as far as they have room, with '…' where they are cut: the whole stands in the table."""
    if text_px(said, size) <= room_px:
        return said
    while said and text_px(said + "…", size) > room_px:
        said = said[:-1]
    return said.rstrip() + "…"


def text(
    x: float,
    y: float,
    said: str,
    *,
    size: int = SIZE,
    tone: str = "ink",
    anchor: str = "",
    bold: bool = False,
    halo: bool = False,
) -> str:
    fill = {"ink": INK, "quiet": QUIET}[tone]
    more = f' text-anchor="{anchor}"' if anchor else ""
    more += ' font-weight="700"' if bold else ""
    more += f' stroke="{PAPER}" stroke-width="4" paint-order="stroke" stroke-linejoin="round"' if halo else ""
    css = f"c-{tone} c-halo" if halo else f"c-{tone}"
    return f'<text class="{css}" x="{at(x)}" y="{at(y)}" font-size="{size}" fill="{fill}"{more}>{escape(said)}</text>'


def rect(x: float, y: float, width: float, height: float, colour: int, *, hint: str = "") -> str:
    """Return a bar of a series; a light one has an edge, so that it is seen on paper."""
    told = f"<title>{escape(hint)}</title>" if hint else ""
    return (
        f'<rect class="c-s{colour}" x="{at(x)}" y="{at(y)}" width="{at(max(width, 0))}" height="{at(height)}" rx="2" '
        f'fill="{COLOURS[colour]}">{told}</rect>'
    )


def line(x1: float, y1: float, x2: float, y2: float, css: str = "c-hair", colour: str = HAIR) -> str:
    return f'<line class="{css}" x1="{at(x1)}" y1="{at(y1)}" x2="{at(x2)}" y2="{at(y2)}" stroke="{colour}"/>'


def at(value: float) -> str:
    """Return a coordinate to a tenth of a pixel, without a needless zero."""
    return f"{value:.1f}".removesuffix(".0")


def sheet(width: int, height: float, title: str, desc: str, parts: Sequence[str]) -> str:
    """Return the SVG: an image with a title and a description, for who hears it."""
    key = f"c{crc32(f'{width}{title}{desc}{parts}'.encode()):08x}"
    tall = math.ceil(height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart-svg" viewBox="0 0 {width} {tall}" width="{width}" height="{tall}" '
        f'role="img" aria-labelledby="{key}t {key}d" font-family={quoteattr(FONT)}>'
        f'<title id="{key}t">{escape(title)}</title><desc id="{key}d">{escape(desc)}</desc>'
        f'<rect class="c-paper" width="{width}" height="{tall}" fill="{PAPER}"/>{"".join(parts)}</svg>'
    )


def described(title: str, table: Table) -> str:
    """Return what a picture shows, row by row, as far as one listens: the rest is in the table."""
    rows = [f"{name}: {', '.join(_values(table, values))}" for name, values in table.rows[:ROWS_SAID]]
    more = len(table.rows) - ROWS_SAID
    rows += [phrase(table.lang, "more_rows", n=more)] if more > 0 else []
    return phrase(table.lang, "described", title=title, rows="; ".join(rows) or phrase(table.lang, "no_data"))


def _values(table: Table, values: Sequence[float | None]) -> list[str]:
    from vereda.statistics.charts.words import number

    named = len(table.columns) > 2
    return [
        f"{name} {number(one, table.lang)}" if named else number(one, table.lang)
        for name, one in zip(table.columns[1:], values, strict=True)
    ]


def nothing(width: int, title: str, lang: str) -> str:
    """Return a picture that says that there is nothing to show: an empty place would look like a fault."""
    said = phrase(lang, "no_data")
    return sheet(width, 60, title, f"{title}. {said}.", [text(0, 36, said, tone="quiet")])


def legend(
    series: Sequence[Series], width: int, y: float, *, band: Band | None = None, lines: bool = False
) -> tuple[list[str], float]:
    """Return the names of series with their colours, and the height they took [px]. One series alone needs none."""
    names: list[tuple[str, int]] = [(one.name, number) for number, one in enumerate(series)] if len(series) > 1 or band else []
    names += [(band.name, -1)] if band else []
    parts: list[str] = []
    x, began = 0.0, y
    for name, colour in names:
        said = fit(name, width - 34, SMALL)
        wide = 34 + text_px(said, SMALL)
        if x and x + wide > width:
            x, y = 0.0, y + 22
        parts += [_swatch(x, y, colour, lines, series), text(x + 28, y + 13, said, size=SMALL)]
        x += wide + 12
    return parts, (y - began + 26 if names else 0)


def _swatch(x: float, y: float, colour: int, lines: bool, series: Sequence[Series]) -> str:
    if colour < 0:
        return f'<rect class="c-band" x="{at(x)}" y="{at(y + 2)}" width="22" height="12" fill="#b9d3c4"/>'
    if not lines:
        return rect(x, y + 2, 22, 12, colour % len(COLOURS))
    dash = dash_of(series[colour], colour)
    return (
        f'<line class="c-l{colour % len(COLOURS)}" x1="{at(x)}" y1="{at(y + 8)}" x2="{at(x + 22)}" y2="{at(y + 8)}" '
        f'stroke="{COLOURS[colour % len(COLOURS)]}" stroke-width="3"{dash}/>'
    )


def dash_of(one: Series, colour: int) -> str:
    dashes = "5 4" if one.is_foreseen and colour % len(DASHES) == 0 else DASHES[colour % len(DASHES)]
    return f' stroke-dasharray="{dashes}"' if dashes else ""


def steps(most: float, about: int = 4) -> list[float]:
    """Return the marks of an axis from zero: round numbers (1, 2, 5 times a power of ten), the last one not below `most`."""
    if most <= 0:
        return [0.0, 1.0]
    raw = most / about
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(one * power for one in (1, 2, 5, 10) if one * power >= raw * (1 - 1e-9))
    step = max(step, 1.0) if most >= 1 else step
    return [step * number for number in range(math.ceil(most / step - 1e-9) + 1)]


__all__ = [
    "COLOURS", "HAIR", "INK", "NARROW", "PAPER", "QUIET", "SHADES", "SIZE", "SMALL", "WIDE", "at", "dash_of", "described", "fit",
    "legend", "line", "nothing", "rect", "sheet", "steps", "table_of", "text", "text_px",
]  # fmt: skip
