"""Bars: one row a name, its words above or beside it; and grouped ones, where each name has several values."""

from __future__ import annotations

from collections.abc import Sequence

from vereda.statistics.charts import paper
from vereda.statistics.charts.data import Series, table_of
from vereda.statistics.charts.paper import SIZE, SMALL, WIDE, text
from vereda.statistics.charts.words import number, phrase

MOST = 24
"""Rows that a picture holds; the rest stands in its table, and the picture says how many."""
BESIDE = 480
"""Width from which words stand beside their bar [px]; on less they stand above it."""


def bars(rows: Sequence[tuple[str, float | None]], *, lang: str, title: str, unit: str, width: int = WIDE) -> str:
    """Return the SVG of (name, value) rows in the order given, to one scale from zero. unit: what is counted, in words."""
    return grouped([Series(unit, rows)], lang=lang, title=title, width=width)


def grouped(series: Sequence[Series], *, lang: str, title: str, width: int = WIDE) -> str:
    """Return the SVG of one bar a series for each name, in the order of the first series.

    series  names and values by name; the first is what is looked at, later ones stand below it, lighter and thinner
    """
    table = table_of(series, lang)
    if not any(value is not None for _name, values in table.rows for value in values):
        return paper.nothing(width, title, lang)
    rows = table.rows[:MOST]
    numbers = [[number(value, lang) for value in values] for _name, values in rows]
    room_px = 1.15 * max(paper.text_px(one, SIZE) for some in numbers for one in some) + 14
    beside = width >= BESIDE
    left = min(max(paper.text_px(name) for name, _values in rows) + 12, width * 0.36) if beside else 0.0
    most = max((value for _name, values in rows for value in values if value is not None), default=0) or 1.0
    scale = max(width - left - room_px, 40) / most
    parts, top = paper.legend(series, width, 0)
    thick = [20, *[14] * (len(series) - 1)]
    y = top + 4
    for (name, values), said in zip(rows, numbers, strict=True):
        parts.append(text(0, y + 15, paper.fit(name, left - 8 if beside else width)))
        y += 0 if beside else 21
        for place, value in enumerate(values):
            long = max(value or 0, 0) * scale
            parts.append(
                paper.rect(
                    left, y, max(long, 1.5) if value else 0, thick[place], place % 4, hint=_hint(name, series, place, said)
                )
            )
            size = SIZE if place == 0 else SMALL
            tone = "ink" if place == 0 else "quiet"
            parts.append(
                text(left + long + 7, y + thick[place] - 4 + place % 2, said[place], size=size, tone=tone, bold=place == 0)
            )
            y += thick[place] + 2
        y += 9
    if more := len(table.rows) - len(rows):
        parts.append(text(0, y + 13, phrase(lang, "left_out_one" if more == 1 else "left_out", n=more), size=SMALL, tone="quiet"))
        y += 24
    return paper.sheet(width, y, title, paper.described(title, table), parts)


def _hint(name: str, series: Sequence[Series], place: int, said: Sequence[str]) -> str:
    return f"{name}, {series[place].name}: {said[place]}"
