"""The form of a plan: filled in from the mission and its alert, or from the plan that stands; and what was typed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError

from vereda.access.door import Reader
from vereda.countries.door import pack
from vereda.desk.labels import Labels
from vereda.desk.rooms import plan_shapes, point_field
from vereda.desk.rooms.decimals import above_zero, decimal
from vereda.desk.rooms.missions import place_in
from vereda.desk.rooms.typed import FORM, Typed
from vereda.desk.words import search_plan as words
from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass
from vereda.places.door import distance_km
from vereda.practice import real_of
from vereda.rescue import door as rescue
from vereda.rescue.door import Alert, Mission
from vereda.rescue.door import search_plan_entries as entries
from vereda.rescue.door import search_plan_lookups as lookups
from vereda.rescue.door import search_plan_rules as rules
from vereda.rescue.planning import walked_between

ROWS = 5  # of who searches
DARK = (19.0, 6.0)  # local hours between which it is taken to be dark: no table of the sun stands behind it
NEAR_KM = 150.0  # as far as places are offered as a destination
WEIGHT_MOST, HOURS_MOST = 100.0, 240.0
USUAL_HOURS = "6"
FIELDS = {
    "rescue.plan_needs_destination": "destination",
    "rescue.plan_needs_call_point": "call",
    "rescue.plan_needs_behaviour": "w_towards",
    "rescue.plan_needs_place": "point",
    "rescue.not_ascending": "low",
    "rescue.area_too_large": "point",
    "rescue.scenario_wrong_value": "side_m",
}
"""Beside which field an action's refusal is shown."""
WATER_L = {"water_none": 0.0, "water_sips": 0.0, "water_half_litre": 0.0, "water_litre": 1.0, "water_more": 1.0}
"""What a word of the alert is at the least, per person [l]: the careful side."""


def offered(reader: Reader, row: Mission) -> dict[str, Any]:  # Any: what the page draws
    """Return what the form may choose from."""
    labels = Labels(reader.country)
    clues = [{**one, "place": place_in(one["where"], reader), "said": labels.mission_word(one["what"])} for one in row.clues]
    return {
        "ways": [(code, str(way.said), way.speed_kmh, way.sweep_m, way) for code, way in words.WAYS.items()],
        "categories": list(words.CATEGORIES.items()),
        "grounds": list(words.GROUNDS.items()),
        "answers": list(words.ANSWERS.items()),
        "yes_no": [("1", _("sí")), ("0", _("no"))],
        "goals": [(code, name) for code, name, _point in _goals(reader, row)],
        "clues": [one for one in clues if one["place"]],
        "rows": range(ROWS),
        "terrains": rescue.terrain_lookups.terrains(),
        "states": plan_shapes.states(reader),
    }


def dark_hours(typed: Typed, now: datetime) -> str:
    """Return how many dark hours there were since they were seen, '' where nobody can tell yet."""
    try:
        seen = datetime.fromisoformat(typed.get("seen_at")).replace(tzinfo=typed.zone)
    except ValueError:
        return ""
    hours = rules.hours_since(seen, now)
    return f"{walked_between(seen.hour + seen.minute / 60, hours, *DARK):.1f}" if hours else ""


def values_of(reader: Reader, row: Mission, plan: rules.Told | None, now: datetime) -> dict[str, str]:
    """Return the form as it is first shown: the plan that stands, else what mission and alert tell."""
    if plan is not None:
        return _of_plan(plan, row)
    alerts = rescue.alerts_of(row.subject, row.group, row.country)
    alert = alerts[0] if alerts else None
    seen_at = (alert.last_seen_at or alert.told_at) if alert else row.opened_at
    box = (open_box(row.where, FieldClass.WHEREABOUTS) if row.where else None) or {}
    hours = max(1.0, rules.hours_since(seen_at, now))
    values = {
        "point": _figures((box["lon"], box["lat"])) if box.get("lat") is not None else "",
        "seen_at": _local(seen_at),
        "w_towards": "3", "low": _short(min(hours, 12) / 4), "mode": _short(min(hours, 12) / 2), "high": _short(min(hours, 24)),
        "detour": "1", "along_times": "4",
        "w_near": "1", "near_m": str(round(max(500.0, box.get("accuracy_m") or 0))),
        "w_rings": "1", "category": "Hiker|dry|flat",
        "w_call": "", "call_m": "1000",
        "side_m": "1000", "ground": "path", "answers": "0.5",
    }  # fmt: skip
    values |= {f"times:{one['line']}": "3" for one in row.clues if one["what"] != "other"}
    values |= {f"around:{one['line']}": "1000" for one in row.clues}
    return {**values, **_known(alert), **_teams(row)}


def _known(alert: Alert | None) -> dict[str, str]:
    """Return what an alert tells of the people; what it does not tell is left open."""
    if alert is None:
        return {}
    told = {*alert.needs, *alert.urgent}
    water = 0.0 if "no_water" in told else WATER_L.get(alert.water_left)
    return {
        "water_l": "" if water is None else f"{water:g}",
        "pregnant": "1" if told & {"pregnant", "labour"} else "",
        "immersed": "1" if "in_water" in told else "",
        "walking": "0" if alert.heading == "staying" else "",
    }


def _teams(row: Mission) -> dict[str, str]:
    """Return the teams that are out as who searches; one on foot where nobody is out yet."""
    out = [one for one in rescue.teams_of(row.subject, row.group, row.country) if one.is_out][:ROWS]
    values: dict[str, str] = {}
    for number, team in enumerate(out):
        means = next((words.OF_MEANS[one["code"]] for one in team.means if one["code"] in words.OF_MEANS), words.USUAL)
        values |= _searcher(number, team.call_sign, str(team.team), means)
    return values or _searcher(0, _("Equipo a pie"), "", words.USUAL)


def _searcher(number: int, name: str, team: str, code: str) -> dict[str, str]:
    way = words.WAYS[code]
    told = {
        "name": name,
        "team": team,
        "way": code,
        "hours": USUAL_HOURS,
        "speed": f"{way.speed_kmh:g}",
        "sweep": str(way.sweep_m),
    }
    return {f"r{number}-{key}": value for key, value in told.items()}


def _of_plan(plan: rules.Told, row: Mission) -> dict[str, str]:
    """Return a plan as its form shows it again."""
    told, places = plan.numbers, plan.places
    values = {"point": _figures(places.last), "seen_at": _local(told.seen_at), "side_m": f"{told.side_m:g}"}
    values |= {
        "ground": told.ground,
        "limits": "on" if told.limits else "",
        "weigh_alive": "on" if told.weigh_alive else "",
        "answers": _g(told.answers),
    }
    values |= {"destination": _figures(places.destination), "call": _figures(places.call), "detour": "1", "along_times": "4"}
    values |= {"along": "\n".join(_figures(point) for point in places.along), "near_m": "500", "call_m": "1000"}
    if told.towards:
        low, mode, high = told.towards.walked_h
        values |= {"w_towards": _g(told.towards.weight), "low": _g(low), "mode": _g(mode), "high": _g(high)}
        values |= {"detour": _g(told.towards.detour_h), "along_times": _g(told.towards.along_times)}
    for name, near in (("near", told.near), ("call", told.call)):
        if near:
            values |= {f"w_{name}": _g(near.weight), f"{name}_m": _g(near.error_m)}
    if told.rings:
        rings = told.rings
        values |= {"w_rings": _g(rings.weight), "category": f"{rings.category}|{rings.ecoregion}|{rings.terrain}"}
    values |= {f"around:{one['line']}": "1000" for one in row.clues}
    for clue in told.clues:
        values |= {f"times:{clue.clue}": _g(clue.times), f"around:{clue.clue}": _g(clue.radius_m)}
    for number, one in enumerate(told.searchers[:ROWS]):
        row_of = {"name": one.name, "team": str(one.team or ""), "hours": _g(one.hours), "speed": _g(one.speed_kmh)}
        values |= {f"r{number}-{key}": value for key, value in {**row_of, "sweep": _g(one.sweep_m)}.items()}
    for name, value in told.known.model_dump(exclude_none=True).items():
        values[name] = str(int(value)) if isinstance(value, bool) else _g(value)
    return {**values, **plan_shapes.of_plan(told)}


def read(typed: Typed, reader: Reader, row: Mission) -> tuple[entries.PlanNumbers, rules.Places] | None:
    """Return what was judged and the points, None with the errors beside their fields."""
    places, seen_at = _places(typed, reader, row), typed.instant("seen_at")
    if seen_at is None:
        typed.wrong("seen_at", _("Diga cuándo se les vio o se supo de ellos por última vez."))
    elif seen_at > timezone.now():
        typed.wrong("seen_at", _("La hora está en el futuro. Revísela."))
    told = {
        "seen_at": seen_at,
        "side_m": decimal(typed, "side_m", 50, 20_000) or 1000.0,
        "ground": typed.get("ground") if typed.get("ground") in words.GROUNDS else "path",
        "limits": typed.is_on("limits"),
        "weigh_alive": typed.is_on("weigh_alive"),
        "answers": decimal(typed, "answers", 0, 1),
        **_behaviours(typed),
        **plan_shapes.read(typed),
        "clues": list(_clues(typed, row)),
        "searchers": list(_searchers(typed)),
        "known": _people(typed),
    }
    if not told["searchers"]:
        typed.wrong("r0-name", _("Diga quién busca: a lo menos un equipo, con sus horas."))
    if typed.errors or places is None:
        return None
    try:
        return entries.PlanNumbers.model_validate(told), places
    except ValidationError:
        typed.wrong(FORM, _("El formulario trae un dato que no está en la lista. Recargue la página."))
    return None


def _places(typed: Typed, reader: Reader, row: Mission) -> rules.Places | None:
    last, call = (point_field.written(typed, reader.country, reader.group, name) for name in ("point", "call"))
    if last is None:
        typed.wrong("point", _("Diga dónde se les vio o desde dónde llamaron por última vez: sin ese punto no hay plan."))
    goal = point_field.written(typed, reader.country, reader.group, "destination")
    known = {code: point for code, _name, point in _goals(reader, row)}
    along = point_field.points_of_line(typed, reader.country, reader.group, "along", entries.MOST_ALONG)
    if last is None:
        return None
    return rules.Places(
        last=(last.lon, last.lat),
        destination=(goal.lon, goal.lat) if goal else known.get(typed.get("goal")),
        call=(call.lon, call.lat) if call else None,
        along=tuple((one.lon, one.lat) for one in along),
    )


def _behaviours(typed: Typed) -> dict[str, Any]:  # Any: what the schema checks
    made: dict[str, Any] = {}
    if weight := decimal(typed, "w_towards", 0, WEIGHT_MOST):
        low, mode, high = (decimal(typed, name, 0, HOURS_MOST) for name in ("low", "mode", "high"))
        if low is None or mode is None or not high:
            typed.wrong("low", _("Diga cuántas horas pueden haber caminado: las menos, las más probables y las más."))
        elif not low <= mode <= high:
            typed.wrong("low", _("Las horas caminadas van de menos a más: las menos, las más probables, las más."))
        else:
            detour, times = above_zero(typed, "detour", HOURS_MOST) or 1.0, decimal(typed, "along_times", 1, 1000) or 1.0
            made["towards"] = {"weight": weight, "walked_h": (low, mode, high), "detour_h": detour, "along_times": times}
    for name in ("near", "call"):
        if weight := decimal(typed, f"w_{name}", 0, WEIGHT_MOST):
            made[name] = {"weight": weight, "error_m": above_zero(typed, f"{name}_m", 50_000) or 500.0}
    if weight := decimal(typed, "w_rings", 0, WEIGHT_MOST):
        chosen = typed.get("category") if typed.get("category") in words.CATEGORIES else "Hiker|other|any"
        category, ecoregion, terrain = chosen.split("|")
        made["rings"] = {"weight": weight, "category": category, "ecoregion": ecoregion, "terrain": terrain}
    return made


def _clues(typed: Typed, row: Mission) -> Iterator[dict[str, Any]]:  # Any: what the schema checks
    for line in (one["line"] for one in row.clues):
        times = decimal(typed, f"times:{line}", 0, 1e6)
        if times is not None and times != 1:
            yield {"clue": line, "times": times, "radius_m": above_zero(typed, f"around:{line}", 50_000) or 1000.0}


def _searchers(typed: Typed) -> Iterator[dict[str, Any]]:  # Any: what the schema checks
    for number in range(ROWS):
        name = typed.text(f"r{number}-name", 40)
        if not name:
            continue
        way = words.WAYS.get(typed.get(f"r{number}-way"), words.WAYS[words.USUAL])
        hours = decimal(typed, f"r{number}-hours", 0, HOURS_MOST)
        if hours is None:
            typed.wrong(f"r{number}-hours", _("Diga cuántas horas tiene «{name}» para buscar.").format(name=name))
        yield {
            "name": name,
            "team": _id(typed.get(f"r{number}-team")),
            "hours": hours or 0.0,
            "speed_kmh": above_zero(typed, f"r{number}-speed", 300) or way.speed_kmh,
            "sweep_m": above_zero(typed, f"r{number}-sweep", 5000) or float(way.sweep_m),
        }


def _people(typed: Typed) -> dict[str, Any]:  # Any: what the schema checks
    ranges: Mapping[str, tuple[float, float]] = {
        "air_c": (-60, 60),
        "humidity_pct": (0, 100),
        "water_l": (0, 50),
        "water_c": (-2, 45),
        "youngest": (0, 120),
        "oldest": (0, 120),
    }
    made: dict[str, Any] = {name: decimal(typed, name, *both) for name, both in ranges.items()}
    for name in ("in_sun", "walking", "wet", "immersed", "pregnant"):
        made[name] = {"1": True, "0": False}.get(typed.get(name))
    return made


def _goals(reader: Reader, row: Mission) -> Iterator[tuple[str, str, tuple[float, float]]]:
    """Yield places with a name to which they may be walking, as near as people walk: (code, name, point)."""
    chosen = pack(reader.country)
    here = chosen.groups[real_of(row.group)]
    towns = {one.nearest_town or one.name: (one.lat, one.lon) for one in chosen.crossing_points.values()}
    towns |= {one.city: (one.lat, one.lon) for one in chosen.groups.values()}
    for name, (lat, lon) in sorted(towns.items()):
        if lat is not None and lon is not None and distance_km(lat, lon, here.lat, here.lon) <= NEAR_KM:
            yield name, name, (lon, lat)


def standing(row: Mission) -> rules.Told | None:
    """Return what the plan that stands is made of, None where there is none that can be read."""
    found = lookups.plan_of(row.subject, row.group, row.country)
    return lookups.read(found)[0] if found and lookups.opened(found) else None


def _figures(point: tuple[float, float] | None) -> str:
    return f"{point[1]:.6f}, {point[0]:.6f}" if point else ""


def _local(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _g(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _id(written: str) -> str | None:
    try:
        return str(UUID(written))
    except ValueError:
        return None
