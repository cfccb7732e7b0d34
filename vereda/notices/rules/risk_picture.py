"""The risk map as a picture (SVG) that can be passed on: what it does not say stands in it. Pure.

Nothing in it comes from another address. All words come in; each is one line, so none is cut where a viewer has another font.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import shapely
from shapely.geometry import shape

from vereda.notices.rules.risk import CLASSES, Months, Square

WIDE, SIDE, TOP = 1080, 40, 190
SHADES = ("#f3c9a5", "#e08a4a", "#b3401a", "#5c1206")
"""Four steps that also fall apart in grey."""
INK, QUIET, LINE, LAND, SEA, BAND = "#1b1b1b", "#404040", "#7d776b", "#f7f3ea", "#dfe8ec", "#8a1020"
FONT = "'DejaVu Sans', 'Libertinus Serif', sans-serif"
COARSE_DEG = 0.05
"""Outlines are drawn so roughly: five kilometres. The picture is light, and no square lies on a line that means something."""


@dataclass(frozen=True)
class Words:
    """What stands in the picture. unsafe: that no mark does not mean safe; band: '' where all of it may be published.

    lines: below the map; steps: of the four shades; season: what each row of months is called; months: their letters
    """

    title: str
    subtitle: str
    unsafe: str
    band: str
    described: str
    steps: Sequence[str]
    seasons: Mapping[str, str]
    months: Sequence[str]
    lines: Sequence[str]


class _Flat:
    """From degrees to the paper: flat at the middle latitude of the box."""

    def __init__(self, box: Sequence[float]) -> None:
        self.south, self.west, self.north, self.east = box
        self.narrow = math.cos(math.radians((self.south + self.north) / 2))
        self.scale = (WIDE - 2 * SIDE) / ((self.east - self.west) * self.narrow)
        self.high = round((self.north - self.south) * self.scale)

    def x(self, lon: float) -> float:
        return round(SIDE + (lon - self.west) * self.narrow * self.scale, 1)

    def y(self, lat: float) -> float:
        return round(TOP + (self.north - lat) * self.scale, 1)


def picture(
    squares: Sequence[Square],
    seasons: Sequence[Months],
    areas: Sequence[tuple[dict[str, Any], bool]],  # Any: GeoJSON
    box: Sequence[float],
    words: Words,
) -> str:
    """Return the SVG. areas: (geometry, whether it is an own one); box: south, west, north, east [degrees] of what is shown."""
    flat = _Flat(box)
    below = TOP + flat.high
    marks = "".join(_square(one, flat) for one in squares)
    tall = below + 120 + 56 * len(seasons) + 30 * len(words.lines) + (70 if words.band else 0) + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {tall}" width="{WIDE}" height="{tall}" role="img">',
        f"<title>{escape(words.title)}</title><desc>{escape(words.described)}</desc>",
        f'<rect width="{WIDE}" height="{tall}" fill="#fffdf8"/>',
        _text(SIDE, 62, words.title, 44, bold=True),
        _text(SIDE, 104, words.subtitle, 25, QUIET),
        f'<rect x="{SIDE}" y="124" width="{WIDE - 2 * SIDE}" height="52" fill="{INK}"/>',
        _text(WIDE / 2, 160, words.unsafe, 30, "#ffffff", bold=True, middle=True),
        f'<clipPath id="m"><rect x="{SIDE}" y="{TOP}" width="{WIDE - 2 * SIDE}" height="{flat.high}"/></clipPath>',
        f'<g clip-path="url(#m)"><rect x="{SIDE}" y="{TOP}" width="{WIDE - 2 * SIDE}" height="{flat.high}" fill="{SEA}"/>',
        *(_area(geometry, is_own, flat) for geometry, is_own in areas),
        marks,
        *(_area(geometry, is_own, flat, only_line=True) for geometry, is_own in areas if is_own),
        "</g>",
        _legend(below + 20, words),
        *(_season(below + 96 + 56 * at, one, words) for at, one in enumerate(seasons)),
    ]
    at = below + 120 + 56 * len(seasons)
    parts += [_text(SIDE, at + 30 * number, line, 21, QUIET) for number, line in enumerate(words.lines)]
    if words.band:
        parts += [
            f'<rect y="{tall - 84}" width="{WIDE}" height="84" fill="{BAND}"/>',
            _text(WIDE / 2, tall - 32, words.band, 34, "#ffffff", bold=True, middle=True),
        ]
    return "".join([*parts, "</svg>"])


def _square(one: Square, flat: _Flat) -> str:
    left, top = flat.x(one.west), flat.y(one.north)
    wide, high = round(flat.x(one.east) - left, 1), round(flat.y(one.south) - top, 1)
    return f'<rect x="{left}" y="{top}" width="{wide}" height="{high}" fill="{SHADES[one.depth - 1]}" fill-opacity=".92"/>'


def _area(geometry: dict[str, Any], is_own: bool, flat: _Flat, *, only_line: bool = False) -> str:  # Any: GeoJSON
    drawn = shape(geometry).simplify(COARSE_DEG)
    rings = [one.exterior for one in getattr(drawn, "geoms", [drawn]) if isinstance(one, shapely.Polygon) and not one.is_empty]
    path = "".join(f"M{'L'.join(f'{flat.x(lon):g} {flat.y(lat):g}' for lon, lat in ring.coords)}Z" for ring in rings)
    fill = "none" if only_line else LAND if is_own else "#efece4"
    return f'<path d="{path}" fill="{fill}" stroke="{LINE}" stroke-width="{1 if is_own else 0.5}"/>'


def _legend(y: float, words: Words) -> str:
    step = (WIDE - 2 * SIDE) / len(CLASSES)
    return "".join(
        f'<rect x="{SIDE + step * at:g}" y="{y}" width="34" height="34" fill="{SHADES[at]}"/>'
        + _text(SIDE + step * at + 44, y + 26, words.steps[at], 23)
        for at in range(len(CLASSES))
    )


def _season(y: float, one: Months, words: Words) -> str:
    """Return a row of months: the more people died in one, the higher its bar; the worst ones are written bold."""
    most, left, wide = max(one.people, default=0), 330, (WIDE - SIDE - 330) / 12
    drawn = [_text(SIDE, y + 30, words.seasons[one.season], 23, bold=True)]
    for at, people in enumerate(one.people):
        high, is_high = (26 * people / most if most else 0), at + 1 in one.high
        x = left + wide * at
        shade = SHADES[2 if is_high else 0]
        box = f'x="{x:.1f}" y="{y + 26 - high:.1f}" width="{wide - 6:.1f}" height="{high + 1:.1f}"'
        drawn.append(f'<rect {box} fill="{shade}"/>')
        drawn.append(_text(x + wide / 2 - 3, y + 46, words.months[at], 19, INK if is_high else QUIET, bold=is_high, middle=True))
    return "".join(drawn)


def _text(x: float, y: float, said: str, size: int, fill: str = INK, *, bold: bool = False, middle: bool = False) -> str:
    weight, anchor = (' font-weight="700"' if bold else ""), (' text-anchor="middle"' if middle else "")
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="{FONT}" font-size="{size}" fill="{fill}"{weight}{anchor}>{escape(said)}</text>'
    )
