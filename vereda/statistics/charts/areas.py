"""A map by area: outlines of a country's first-level areas in four steps of one colour, with the numbers of the largest."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

import shapely
from shapely.geometry import shape

from vereda.statistics.charts import paper
from vereda.statistics.charts.data import Series, Table, table_of
from vereda.statistics.charts.paper import SHADES, SMALL, WIDE, at, text
from vereda.statistics.charts.words import number, phrase

COARSE_PX = 0.8
"""Outlines are drawn as roughly as an eye does not see [px]: the picture stays light."""
NAMED = 5
EMPTY = "#f0ebdd"


class Outlines:
    """Areas of a country, prepared once: code, name, geometry (longitude, latitude, WGS 84), a point inside."""

    def __init__(self, features: Sequence[Mapping[str, Any]]) -> None:  # Any: GeoJSON features
        own = [one for one in features if one["properties"].get("is_own", True)]
        self.names = {one["properties"]["code"]: one["properties"]["name"] for one in own}
        self.shapes = {one["properties"]["code"]: shape(one["geometry"]) for one in own}
        self.box = _box(list(self.shapes.values()))

    @lru_cache(maxsize=4)  # noqa: B019  few pictures of few countries, as long as the process
    def drawn(self, width: int) -> tuple[dict[str, tuple[str, float, float]], int]:
        """Return by code the path and the place for its number [px], and the height of the map [px]."""
        west, south, east, north = self.box
        narrow = math.cos(math.radians((south + north) / 2))
        scale = (width - 2) / ((east - west) * narrow)
        found = {}
        for code, one in self.shapes.items():
            flat = shapely.transform(one, lambda points: (points - [west, north]) * [narrow * scale, -scale])
            rough = flat.simplify(COARSE_PX)
            inside = max(getattr(flat, "geoms", [flat]), key=lambda part: part.area).representative_point()
            found[code] = (_path(rough), float(inside.x), float(inside.y))
        return found, math.ceil((north - south) * scale)


def _box(shapes: Sequence[shapely.Geometry]) -> tuple[float, float, float, float]:
    """Return west, south, east, north of what is large enough to be seen: a rock far out would make the land small."""
    parts = [part for one in shapes for part in getattr(one, "geoms", [one])]
    least = sum(part.area for part in parts) / 5000
    west, south, east, north = shapely.total_bounds([part for part in parts if part.area >= least]) if parts else (0, 0, 1, 1)
    return float(west), float(south), float(east), float(north)


def _path(drawn: shapely.Geometry) -> str:
    rings = [
        part.exterior for part in getattr(drawn, "geoms", [drawn]) if isinstance(part, shapely.Polygon) and not part.is_empty
    ]
    return "".join(f"M{'L'.join(f'{at(x)} {at(y)}' for x, y in ring.coords[:-1])}Z" for ring in rings)


def area_map(values: Mapping[str, float], outlines: Outlines, *, lang: str, title: str, unit: str, width: int = WIDE) -> str:
    """Return the SVG of values by code of area. Areas without one are drawn empty; codes without outline are told below.

    unit  what is counted, in words: the head of the table's column
    """
    known = {code: value for code, value in values.items() if value and code in outlines.shapes}
    unplaced = sum(value for code, value in values.items() if code not in outlines.shapes)
    if not known and not unplaced:
        return paper.nothing(width, title, lang)
    breaks = steps(list(known.values()))
    paths, high = outlines.drawn(width)
    parts = [_area(paths[code][0], _shade(known.get(code, 0), breaks), _hint(outlines, code, values, lang)) for code in paths]
    top = sorted(known, key=lambda code: (-known[code], code))[:NAMED]
    parts += [
        text(paths[code][1], paths[code][2] + 5, number(known[code], lang), size=SMALL, anchor="middle", bold=True, halo=True)
        for code in top
    ]
    key, below = _key(breaks, width, high + 10, lang) if breaks else ([], high + 6.0)
    parts += key
    if unplaced:
        parts.append(text(0, below + 16, phrase(lang, "unplaced", n=number(unplaced, lang)), size=SMALL, tone="quiet"))
        below += 24
    table = area_table(values, outlines, lang=lang, unit=unit)
    return paper.sheet(width, below + 4, title, paper.described(title, table), parts)


def area_table(values: Mapping[str, float], outlines: Outlines, *, lang: str, unit: str) -> Table:
    """Return the table of a map, the largest first."""
    order = sorted((code for code, value in values.items() if value), key=lambda code: (-values[code], code))
    rows = [(outlines.names.get(code, code or "—"), values[code]) for code in order]
    return table_of([Series(unit, rows)], lang, head=phrase(lang, "area"))


def steps(values: Sequence[float]) -> list[float]:
    """Return the lowest value of each step, at most four: round numbers that part the areas about evenly."""
    found = sorted(value for value in values if value > 0)
    if not found:
        return []
    wanted = [found[0], *(found[len(found) * part // len(SHADES)] for part in range(1, len(SHADES)))]
    rounded = [1.0, *(_round(one) for one in wanted[1:])] if found[0] >= 1 else [_round(one) for one in wanted]
    breaks = sorted(set(rounded))
    ends = [*breaks[1:], math.inf]
    return [low for low, end in zip(breaks, ends, strict=True) if any(low <= value < end for value in found)]


def _round(value: float) -> float:
    """Return a value with one digit that counts, or two where it begins with 1."""
    power = 10.0 ** math.floor(math.log10(value))
    step = power / 10 if value < 2 * power and power > 1 else power
    return math.floor(value / step + 1e-9) * step


def _shade(value: float, breaks: Sequence[float]) -> int:
    """Return the step of a value, -1 for none. The fewer steps, the more they stand apart."""
    place = sum(value >= one for one in breaks) - 1
    return place if place < 0 else place + (len(SHADES) - len(breaks))


def _area(path: str, step: int, hint: str) -> str:
    fill, css = (EMPTY, "c-m-none") if step < 0 else (SHADES[step], f"c-m{step}")
    return f'<path class="{css}" d="{path}" fill="{fill}" stroke="#7f7d6d" stroke-width=".8"><title>{escape(hint)}</title></path>'


def _hint(outlines: Outlines, code: str, values: Mapping[str, float], lang: str) -> str:
    return f"{outlines.names[code]}: {number(values.get(code, 0), lang)}"


def _key(breaks: Sequence[float], width: int, y: float, lang: str) -> tuple[list[str], float]:
    """Return what each step means, in as many lines as there is room for."""
    parts, x = [], 0.0
    for place, low in enumerate(breaks):
        end = breaks[place + 1] - 1 if place + 1 < len(breaks) else None
        said = _said(low, end, lang)
        wide = 32 + paper.text_px(said, SMALL)
        if x and x + wide > width:
            x, y = 0.0, y + 22
        step = place + len(SHADES) - len(breaks)
        box = f'x="{at(x)}" y="{at(y)}" width="22" height="15"'
        parts += [
            f'<rect class="c-m{step}" {box} fill="{SHADES[step]}" stroke="#7f7d6d" stroke-width=".8"/>',
            text(x + 28, y + 13, said, size=SMALL),
        ]
        x += wide + 12
    return parts, y + 22


def _said(low: float, end: float | None, lang: str) -> str:
    if end is None:
        return phrase(lang, "and_more", low=number(low, lang))
    return number(low, lang) if end <= low else phrase(lang, "between", low=number(low, lang), high=number(end, lang))
