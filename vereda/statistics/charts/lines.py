"""Line charts: one or a few series through time, with a band where an interval is known; and small ones side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from vereda.statistics.charts import paper
from vereda.statistics.charts.data import Band, Cell, Series, is_monthly, keys_of, table_of
from vereda.statistics.charts.paper import COLOURS, SMALL, WIDE, at, text
from vereda.statistics.charts.words import number, short_month, short_number

HIGH, DOTTED = 220, 62  # [px]; points up to which each has a dot


def line(
    series: Sequence[Series],
    *,
    band: Band | None = None,
    lang: str,
    title: str,
    width: int = WIDE,
    height: int = HIGH,
    most: float | None = None,
) -> str:
    """Return the SVG of series by month or by day, from zero upward, to one scale.

    series   names and values by date; None breaks the line, a foreseen one is drawn with dashes
    band     low and high by date, drawn behind the lines
    width    [px]; height: of the plot alone; most: top of the scale, where several pictures share one

    Where there is one point alone, a dot stands for it. A value below zero is drawn at zero; the table has it.
    """
    dates = [key for key in keys_of(series, band) if isinstance(key, date)]
    known = [value for one in series for _on, value in one.points if value is not None]
    if not known and not (band and band.points):
        return paper.nothing(width, title, lang)
    highest = max([*known, *(high for _on, _low, high in band.points)] if band else known)
    marks = paper.steps(highest if most is None else most)
    ticks = [short_number(one, lang) for one in marks]
    named, top = paper.legend(series, width, 0, band=band, lines=True)
    left = max(paper.text_px(one, SMALL) for one in ticks) + 10
    plot = Plot(dates, marks[-1], left, width - 14 - _last_px(series, lang), top + 16, height)
    parts = [
        *named,
        *(_tick(plot, value, said, width) for value, said in zip(marks, ticks, strict=True)),
        *(_band(plot, band) if band else ()),
        *(part for at_, one in enumerate(series) for part in _series(plot, one, at_, lang)),
        *_days(plot, lang),
        *_ends(plot, series, lang),
    ]
    table = table_of(series, lang, band=band)
    return paper.sheet(width, plot.below + 44, title, paper.described(title, table), parts)


@dataclass(frozen=True)
class Plot:
    """From days and values to the paper."""

    dates: Sequence[date]
    most: float
    left: float
    right: float
    top: float
    height: float

    @property
    def below(self) -> float:
        return self.top + self.height

    def x(self, on: date) -> float:
        first, last = self.dates[0].toordinal(), self.dates[-1].toordinal()
        if first == last:
            return (self.left + self.right) / 2
        return self.left + 6 + (self.right - self.left - 12) * (on.toordinal() - first) / (last - first)

    def y(self, value: float) -> float:
        return self.below - self.height * min(max(value, 0), self.most) / self.most


def _last_px(series: Sequence[Series], lang: str) -> float:
    """Return the room for the last values, which stand right of their points."""
    return max(
        (1.15 * paper.text_px(number(value, lang), SMALL) for one in series if (value := _last(one)[1]) is not None), default=0
    )


def _last(one: Series) -> tuple[date | None, Cell]:
    known = [(on, value) for on, value in one.points if value is not None and isinstance(on, date)]
    return known[-1] if known else (None, None)


def _tick(plot: Plot, value: float, said: str, width: int) -> str:
    y = plot.y(value)
    css = ("c-axis", "#7f7d6d") if value == 0 else ("c-hair", paper.HAIR)
    return paper.line(plot.left, y, plot.right, y, *css) + text(
        plot.left - 6, y + 4, said, size=SMALL, tone="quiet", anchor="end"
    )


def _band(plot: Plot, band: Band) -> list[str]:
    if not band.points:
        return []
    points = sorted(band.points)
    above = [f"{at(plot.x(on))} {at(plot.y(high))}" for on, _low, high in points]
    under = [f"{at(plot.x(on))} {at(plot.y(low))}" for on, low, _high in reversed(points)]
    if len(points) == 1:  # as wide as a dot and a little more
        [(on, low, high)] = points
        x, y = at(plot.x(on) - 5), plot.y(high)
        return [f'<rect class="c-band" x="{x}" y="{at(y)}" width="10" height="{at(plot.y(low) - y)}" fill="#b9d3c4"/>']
    return [f'<path class="c-band" d="M{"L".join([*above, *under])}Z" fill="#b9d3c4"/>']


def _series(plot: Plot, one: Series, place: int, lang: str) -> list[str]:
    colour = place % len(COLOURS)
    runs: list[list[tuple[date, float]]] = [[]]
    for on, value in one.points:
        if value is None or not isinstance(on, date):
            runs.append([])
        else:
            runs[-1].append((on, value))
    parts = [
        f'<path class="c-l{colour}" d="M{"L".join(f"{at(plot.x(on))} {at(plot.y(value))}" for on, value in run)}" fill="none" '
        f'stroke="{COLOURS[colour]}" stroke-width="2.5" stroke-linejoin="round"{paper.dash_of(one, place)}/>'
        for run in runs
        if len(run) > 1
    ]
    found = [point for run in runs for point in run]
    if len(found) <= DOTTED:
        hint = (lambda on: short_month(on, lang)) if is_monthly(plot.dates) else str
        parts += [
            _dot(plot.x(on), plot.y(value), colour, f"{one.name}, {hint(on)}: {number(value, lang)}") for on, value in found
        ]
    return parts


def _dot(x: float, y: float, colour: int, hint: str) -> str:
    """Return the mark of a point: each series has a shape of its own."""
    of_class = f'class="c-s{colour}" fill="{COLOURS[colour]}"'
    left, above = at(x - 3), at(y - 3)
    shape = (
        f'<circle {of_class} cx="{at(x)}" cy="{at(y)}" r="3.5">',
        f'<rect {of_class} x="{left}" y="{above}" width="6" height="6">',
        f'<path {of_class} d="M{at(x)} {at(y - 4)}L{at(x + 4)} {at(y + 3)}H{at(x - 4)}Z">',
        f'<path {of_class} d="M{at(x)} {at(y - 4.5)}l4.5 4.5l-4.5 4.5l-4.5 -4.5Z">',
    )[colour]
    return f"{shape}<title>{escape(hint)}</title></{shape[1:].split()[0]}>"


def _days(plot: Plot, lang: str) -> list[str]:
    """Return the words below the plot, as many as have room: months with the year under the first and under each January."""
    monthly = is_monthly(plot.dates)
    wanted = 46 if monthly else 56
    every = max(1, -(-len(plot.dates) * wanted // max(1, int(plot.right - plot.left))))
    parts, year = [], 0
    for on in plot.dates[::every]:
        said = short_month(on, lang) if monthly else f"{on.day} {short_month(on, lang)}"
        parts.append(text(plot.x(on), plot.below + 18, said, size=SMALL, tone="quiet", anchor="middle"))
        if on.year != year:
            parts.append(text(plot.x(on), plot.below + 35, str(on.year), size=SMALL, tone="quiet", anchor="middle"))
            year = on.year
    return parts


def _ends(plot: Plot, series: Sequence[Series], lang: str) -> list[str]:
    """Return the last value of each series beside its point, moved apart where they would lie on each other."""
    found = [(plot.y(value), plot.x(on), value) for one in series for on, value in [_last(one)] if on and value is not None]
    parts, lowest = [], -100.0
    for y, x, value in sorted(found):
        lowest = max(y + 4, lowest + 14)
        parts.append(text(x + 9, lowest, number(value, lang), size=SMALL, bold=True))
    return parts


def multiples(panels: Sequence[Series], *, lang: str, title: str, width: int = WIDE, columns: int | None = None) -> str:
    """Return one SVG of small line charts to one scale, a panel for each series, with its highest and last value."""
    known = [value for one in panels for _on, value in one.points if value is not None]
    dates = [key for key in keys_of(panels) if isinstance(key, date)]
    if not known:
        return paper.nothing(width, title, lang)
    beside = columns or max(1, width // 165)
    wide, high = width / beside, 118
    most = max(known) or 1.0
    parts: list[str] = []
    for place, one in enumerate(panels):
        x, y = wide * (place % beside), high * (place // beside)
        plot = Plot(dates, most, x, x + wide - 14, y + 40, high - 62)
        last = _last(one)[1]
        parts += [
            text(x, y + 16, paper.fit(one.name, wide - 14, SMALL), size=SMALL, bold=True),
            text(x, y + 33, number(last, lang), size=SMALL, tone="quiet"),
            paper.line(plot.left, plot.below, plot.right, plot.below, "c-axis", "#7f7d6d"),
            *_bare(plot, one),
        ]
    first, end = short_month(dates[0], lang), short_month(dates[-1], lang)
    rows = -(-len(panels) // beside)
    foot = f"{first} {dates[0].year} – {end} {dates[-1].year}"
    parts.append(text(0, high * rows + 14, foot, size=SMALL, tone="quiet"))
    return paper.sheet(width, high * rows + 24, title, paper.described(title, table_of(panels, lang)), parts)


def _bare(plot: Plot, one: Series) -> list[str]:
    """Return a small line with its last point."""
    found = [(on, value) for on, value in one.points if value is not None and isinstance(on, date)]
    parts = []
    if len(found) > 1:
        path = "L".join(f"{at(plot.x(on))} {at(plot.y(value))}" for on, value in found)
        parts.append(f'<path class="c-l0" d="M{path}" fill="none" stroke="{COLOURS[0]}" stroke-width="2"/>')
    if found:
        on, value = found[-1]
        parts.append(f'<circle class="c-s0" cx="{at(plot.x(on))}" cy="{at(plot.y(value))}" r="3.5" fill="{COLOURS[0]}"/>')
    return parts


__all__ = ["line", "multiples"]
