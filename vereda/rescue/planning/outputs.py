"""A plan as a file. JSON is for the planners and says every number; GeoJSON, GPX and the picture go out with teams and hold
search areas only: no point where anybody was seen, no probability, nobody's way, and no row or column that leads to one.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from vereda.rescue.planning.explained import PARTS, area_of, assumptions
from vereda.rescue.planning.hurry import told_hurry
from vereda.rescue.planning.picture import drawn
from vereda.rescue.planning.plan import SearchPlan
from vereda.rescue.planning.scenario_errors import PlanFormatUnknown, PlanNotWritten
from vereda.said import Said, Word, noop, spoken

CAUTION = Said(noop("Uso interno. Dice dónde buscar primero. También pueden estar fuera de estas áreas, y se sigue buscando."))


def spanish(text: str) -> str:
    """Say a text as it stands in the code."""
    return text


def searched_areas(plan: SearchPlan) -> list[Mapping[str, Any]]:  # Any: JSON
    """Return the squares that the plan sends somebody to, the first to search first."""
    places = sorted(zip(*np.nonzero(plan.order), strict=True), key=lambda at: (plan.order[at], at))
    return [area_of(plan, int(row), int(column)) for row, column in places]


def called(areas: Sequence[Mapping[str, Any]]) -> list[str]:  # Any: JSON
    """Return how areas are called in what goes out: by their order, equal ones '3.1' and '3.2'.

    Row and column would count from a corner of the ground that the plan was drawn on, and lead back to its middle.
    """
    orders = [area["order"] for area in areas]
    return [str(one) if orders.count(one) == 1 else f"{one}.{orders[:place].count(one) + 1}" for place, one in enumerate(orders)]


def as_json(plan: SearchPlan, word: Word = spanish) -> bytes:
    """Return the whole plan: every square with a probability, what lies outside, and what was taken for granted.

    word  says its sentences in the reader's language
    """
    squares = sorted(zip(*np.nonzero((plan.poc > 0) | (plan.order > 0)), strict=True), key=lambda at: (-plan.poc[at], at))
    said = {
        "name": plan.scenario.name,
        "caution": CAUTION,
        "hurry": told_hurry(plan.hurry),
        "probability_inside": float(plan.poc.sum()),
        "probability_outside": plan.outside,
        "success": plan.success,
        "probability_outside_if_not_found": plan.outside_after,
        "parts": [
            {"name": Said(PARTS[part.kind]), "weight": part.weight, "outside": part.prior.outside, "said": part.said}
            for part in plan.parts
        ],
        "assumptions": assumptions(plan),
        "areas": [area_of(plan, int(row), int(column)) for row, column in squares],
    }
    return json.dumps(spoken(said, word), ensure_ascii=False, indent=1).encode()


def as_geojson(plan: SearchPlan, word: Word = spanish) -> bytes:
    """Return the search areas: name, order, hours by team."""
    areas = searched_areas(plan)
    features = [
        {
            "type": "Feature",
            "properties": {"name": name, "order": area["order"], "hours": area["hours"]},
            "geometry": {"type": "Polygon", "coordinates": [area["ring"]]},
        }
        for name, area in zip(called(areas), areas, strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def as_gpx(plan: SearchPlan, word: Word = spanish) -> bytes:
    """Return the outlines of the search areas as tracks that a receiver shows."""
    from gpxpy import gpx

    file = gpx.GPX()
    file.creator = "Vereda"
    areas = searched_areas(plan)
    for name, area in zip(called(areas), areas, strict=True):
        hours = ", ".join(f"{team} {long:.1f} h" for team, long in area["hours"].items())
        track = gpx.GPXTrack(name=name, description=hours)
        track.segments.append(gpx.GPXTrackSegment([gpx.GPXTrackPoint(lat, lon) for lon, lat in area["ring"]]))
        file.tracks.append(track)
    return file.to_xml().encode()


def as_png(plan: SearchPlan, word: Word = spanish) -> bytes:
    """Return a picture of the relief with the search areas, their order and hours."""
    return drawn(plan.squares.dem, plan.scenario.name, [_box(plan, area) for area in searched_areas(plan)])


FORMS: Mapping[str, Callable[[SearchPlan, Word], bytes]] = MappingProxyType(
    {".json": as_json, ".geojson": as_geojson, ".gpx": as_gpx, ".png": as_png}
)


def check_names(paths: Sequence[Path]) -> None:
    """Raise PlanFormatUnknown if a plan has no form by the ending of a name."""
    for path in paths:
        if path.suffix.lower() not in FORMS:
            raise PlanFormatUnknown(name=path.name, known=", ".join(FORMS))


def write_plan(plan: SearchPlan, paths: Sequence[Path], word: Word = spanish) -> None:
    """Write the plan in each form; all are made before the first is written, and each appears whole or not at all.

    word  says the sentences of the plan in the reader's language

    Raises PlanFormatUnknown, PlanNotWritten.
    """
    check_names(paths)
    made = [(path, FORMS[path.suffix.lower()](plan, word)) for path in paths]
    written: list[tuple[str, Path]] = []
    try:
        for path, content in made:
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
                written.append((file.name, path))
                file.write(content)
        for name, path in written:
            os.replace(name, path)
    except OSError as why:
        for name, _path in written:
            Path(name).unlink(missing_ok=True)
        raise PlanNotWritten(
            name=Path(why.filename or paths[0]).name, why=why.strerror or Said(noop("el sistema no deja"))
        ) from why


def _box(plan: SearchPlan, area: Mapping[str, Any]) -> tuple[tuple[float, float, float, float], str]:  # Any: JSON
    """Return a square as (top, left, bottom, right) in cells, and its label."""
    row, column = (int(part) - 1 for part in area["name"].split("-"))
    side, (rows, columns) = plan.squares.side, plan.squares.dem.shape
    box = (row * side, column * side, min((row + 1) * side, rows), min((column + 1) * side, columns))
    return box, f"{area['order']}\n{sum(area['hours'].values()):.1f} h"
