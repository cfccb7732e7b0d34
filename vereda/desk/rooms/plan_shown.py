"""A plan in words and on a map: the hurry, what lies outside, areas in order, what was searched, what is taken for granted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from vereda.access.door import Reader
from vereda.desk.labels import Labels
from vereda.desk.rooms.decimals import above_zero, decimal
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.typed import Typed
from vereda.desk.words import search_plan as words
from vereda.rescue import door as rescue
from vereda.rescue.door import Mission
from vereda.rescue.door import plan_shown_lookups as lookups
from vereda.rescue.door import search_plan_actions as actions

SHOWN = 60  # areas on the page
ON_A_SHEET = 24  # areas of one team on its sheet
NEXT = 5
FIELD = 120  # areas that nobody is sent to, drawn faintly by their probability
type Area = Mapping[str, Any]  # Any: JSON
FIELDS = {"rescue.area_not_of_plan": "area", "rescue.plan_changed": "area", "rescue.searched_nothing": "hours"}
"""Beside which field an action's refusal is shown."""


def shown(row: Mission, found: Any, reader: Reader, now: datetime) -> dict[str, Any]:  # Any: the plan; what the page draws
    """Return what the page of a plan draws."""
    every, names = lookups.areas(found), names_of([found.row.made_by])
    rest = lookups.likeliest(found, FIELD)
    hurry, ground = rescue.search_plan_lookups.hurry_now(found, now), found.terrain
    return {
        "row": row,
        "plan": found,
        "terrain_of": Labels(reader.country).group(ground.group) if ground and ground.is_of_others(row.group) else "",
        "made_by": who_is(found.row.made_by, names),
        "hurry": lookups.spoken(lookups.hurry(hurry), _),
        "is_hot": hurry.within_h <= 3,
        "outside": found.plan.outside,
        "is_large": found.plan.outside >= lookups.LARGE_OUTSIDE,
        "success": found.plan.success,
        "outside_after": found.plan.outside_after,
        "areas": lookups.spoken(every[:SHOWN], _),
        "more": len(every) - SHOWN,
        "next": lookups.spoken(rest[:NEXT], _),
        "said": lookups.spoken(lookups.said(found), _),
        "lines": found.lines,
        "shapes": shapes(found),
        "tracks": _uncounted(row, found),
        "drawn": _map(row, found, every[:SHOWN], rest),
        "called": [(code, said) for code, (said, _metres) in words.CALLED.items()],
        "sweep": words.WAYS[words.USUAL].sweep_m,
    }


def shown_above(row: Mission, found: Any, reader: Reader, now: datetime) -> dict[str, Any]:  # Any: as `shown`
    """Return what headquarters sees of a plan: areas, chances, hurry, what was searched; no point, nothing that was drawn."""
    whole = shown(row, found, reader, now)
    drawn = {**whole["drawn"], "last": None, "goal": None, "shapes": []}
    wanted = ("plan", "terrain_of", "made_by", "hurry", "is_hot", "outside", "success", "areas", "more", "lines")
    return {"drawn": drawn, **{name: whole[name] for name in wanted}}


def _map(row: Mission, found: Any, every: Sequence[Area], rest: Sequence[Area]) -> dict[str, Any]:  # Any: the plan; JSON
    most = max((area["probability"] for area in (*every, *rest)), default=0) or 1
    places = found.told.places
    return {
        "areas": [_drawn(area, most) for area in (*rest, *every)],
        "last": [places.last[1], places.last[0]],
        "goal": [places.destination[1], places.destination[0]] if places.destination else None,
        "shapes": [{"ring": _turned(one.points), "name": one.name, "kind": one.kind} for one in shapes(found)],
    }


@dataclass(frozen=True)
class OnMap:
    """A barrier or a region as page and map show it. said: what it does; kind: wall, slow, closed or region."""

    name: str
    kind: str
    said: str
    points: Sequence[tuple[float, float]]


def shapes(found: Any) -> list[OnMap]:  # Any: the plan
    """Return the barriers and regions of a plan."""
    told = found.told.numbers
    made = [OnMap(one.name, "wall" if one.minutes is None else "slow", _crossed(one.minutes), one.line) for one in told.lines]
    made += [OnMap(one.name, "closed", _("nadie entra"), one.ring) for one in told.closed]
    regions = told.regions.regions if told.regions else ()
    return made + [
        OnMap(one.name, "region", _("pueden estar aquí: {p}").format(p=percent(one.share)), one.ring) for one in regions
    ]


def _crossed(minutes: float | None) -> str:
    return _("nadie la cruza") if minutes is None else _("cruzarla toma {n} minutos").format(n=f"{minutes:g}")


def _turned(points: Sequence[tuple[float, float]]) -> list[list[float]]:
    return [[lat, lon] for lon, lat in points]


def _drawn(area: Area, most: float) -> dict[str, Any]:  # Any: JSON for the map
    return {
        "ring": [[lat, lon] for lon, lat in area["ring"]],
        "name": area["name"],
        "order": area["order"],
        "said": f"{area['name']}: {percent(area['probability'])}",
        "depth": round(area["probability"] / most, 3),
    }


def percent(share: float) -> str:
    """Return a share as people read it: one figure behind the point below ten."""
    return f"{share * 100:.1f} %" if share < 0.1 else f"{share * 100:.0f} %"


def _uncounted(row: Mission, found: Any) -> list[Any]:  # Any: the plan; tracks that can be read
    counted = {str(one.get("track")) for one in found.row.searched}
    return [one for one in rescue.tracks_of(row.subject, row.group, row.country) if str(one.track) not in counted]


def usual_search(plan: Any, area: str, now: datetime) -> dict[str, str]:  # Any: the row of the plan
    """Return the form of a search in vain as it is first shown: the hours that the plan gave, the first team that goes there."""
    found = rescue.search_plan_lookups.drawn(plan)
    told = next((one for one in lookups.areas(found) if one["name"] == area), None)
    searchers = found.told.numbers.searchers
    going = next((one for one in searchers if told and one.name in told["hours"]), searchers[0])
    hours = told["hours"].get(going.name, 0) if told else 0
    return {
        "area": area,
        "at": timezone.localtime(now).strftime("%Y-%m-%dT%H:%M"),
        "team": str(going.team or ""),
        "hours": f"{hours:.1f}" if hours else "",
        "speed": f"{going.speed_kmh:g}",
        "sweep": f"{going.sweep_m:g}",
    }


def read_effort(typed: Typed) -> Any:  # Any: the effort, a class of rescue
    """Return how an area was searched, with what is wrong noted beside its field."""
    well = typed.get("well") if typed.get("well") in words.HOW_WELL else ""
    called = typed.get("called")
    heard = above_zero(typed, "heard", 5000) or float(words.CALLED[called][1]) if called in words.CALLED else None
    return actions.Effort(
        hours=decimal(typed, "hours", 0, 240) or None,
        speed_kmh=above_zero(typed, "speed", 300) or words.WAYS[words.USUAL].speed_kmh,
        sweep_m=above_zero(typed, "sweep", 5000) or float(words.WAYS[words.USUAL].sweep_m),
        pod=float(well) if well else None,
        heard_m=heard,
    )


def read_sweep(typed: Typed) -> tuple[float, float | None]:
    """Return the sweep width with which a track counts, and the one for who answers a call, None where nobody called."""
    called = typed.get("called")
    heard = float(words.CALLED[called][1]) if called in words.CALLED else None
    return above_zero(typed, "sweep", 5000) or float(words.WAYS[words.USUAL].sweep_m), heard


def teams(row: Mission) -> list[tuple[str, str]]:
    """Return the teams of a mission: id and call sign."""
    return [(str(one.team), one.call_sign) for one in rescue.teams_of(row.subject, row.group, row.country)]


def team_of(typed: Typed, row: Mission) -> UUID | None:
    """Return the team that was chosen, None for nobody of the list."""
    return UUID(typed.get("team")) if typed.get("team") in dict(teams(row)) else None


def looked_at(typed: Typed) -> UUID | None:
    """Return the plan from which an area was chosen, None where the form does not say."""
    try:
        return UUID(typed.get("plan"))
    except ValueError:
        return None


def sheets(found: Any) -> list[Any]:  # Any: the plan; sheets
    """Return the sheets of those who have somewhere to search."""
    return [one for one in lookups.sheets(found) if one.areas]


def file_name(row: Mission) -> str:
    """Return a folio as it can stand in the name of a file."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", row.folio).strip("-") or "mision"
