"""A plan that was worked out, as faces show it and as it goes out: areas in search order, assumptions, files, sheets by team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from vereda.rescue.lookups.search_plan import Drawn
from vereda.rescue.planning.body import Urgency
from vereda.rescue.planning.explained import GROUNDS, area_of, assumptions
from vereda.rescue.planning.hurry import told_hurry
from vereda.rescue.planning.outputs import FORMS, searched_areas, spanish
from vereda.said import Said, spoken

GOES_OUT: Mapping[str, str] = MappingProxyType(
    {"gpx": "application/gpx+xml", "geojson": "application/geo+json", "png": "image/png"}
)
"""The forms in which a plan leaves: search areas, their order and hours; nobody's point, no probability."""
__all__ = ["GOES_OUT", "GROUNDS", "LARGE_OUTSIDE", "Sheet", "areas", "file_of", "hurry", "likeliest", "said", "sheets", "spoken"]
LARGE_OUTSIDE = 0.4  # above, the page says first what to do about it: judgement


@dataclass(frozen=True)
class Sheet:
    """What one team takes along: its areas in order, each with name, order, corners (longitude, latitude) and hours."""

    name: str
    hours: float
    areas: tuple[Mapping[str, Any], ...]  # Any: JSON


def areas(found: Drawn) -> list[Mapping[str, Any]]:  # Any: JSON
    """Return the areas that somebody is sent to, the first to search first, each number with what it was made of."""
    return searched_areas(found.plan)


def likeliest(found: Drawn, most: int) -> list[Mapping[str, Any]]:  # Any: JSON
    """Return areas that this plan has no hours for, the likeliest first: where the next team goes."""
    plan = found.plan
    rest = [(-float(value), at) for at, value in _cells(plan.poc) if value > 0 and not plan.order[at]]
    return [area_of(plan, *at) for _value, at in sorted(rest)[:most]]


def said(found: Drawn) -> list[Said]:
    """Return what the plan takes for granted."""
    return assumptions(found.plan)


def hurry(found: Urgency) -> Mapping[str, Any]:  # Any: JSON
    """Return how soon to go, with reasons, models and caution."""
    return told_hurry(found)


def file_of(found: Drawn, form: str, name: str) -> bytes:
    """Return the plan in a form of `GOES_OUT`, under a name that stands in the picture: a folio, never a person."""
    plan = replace(found.plan, scenario=found.plan.scenario.model_copy(update={"name": name}))
    return FORMS[f".{form}"](plan, spanish)


def sheets(found: Drawn) -> list[Sheet]:
    """Return one sheet for each who searches, in the order of the plan."""
    every = areas(found)
    return [
        Sheet(one.name, one.hours, tuple(area for area in every if one.name in area["hours"]))
        for one in found.plan.scenario.resources
    ]


def _cells(grid: Any) -> list[tuple[tuple[int, int], float]]:  # Any: numpy
    rows, columns = grid.shape
    return [((row, column), grid[row, column]) for row in range(rows) for column in range(columns)]
