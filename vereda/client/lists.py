"""The lists of a phone's reference: codes of the pack with their words, and what lies near the post. Nothing of a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from vereda.client import labels
from vereda.countries.door import (
    ALERT_LISTS,
    ENFORCEMENT,
    CrossingPoint,
    Group,
    LegalCaseKind,
    MissionWordKind,
    Pack,
    Role,
    municipalities_on,
    services_of,
)
from vereda.places.door import cell_centre, cells_around, distance_km, locate
from vereda.protection import door as protection

REACH_KM = 150.0
"""How far from the post a phone knows towns and cells; farther the agent names the place, and the municipality stays open."""

type List = list[dict[str, Any]]  # Any: JSON


class Labelled(Protocol):
    """A row of a pack with its words."""

    @property
    def code(self) -> str: ...
    @property
    def label_es(self) -> str: ...
    @property
    def label_en(self) -> str: ...


def lists_of(pack: Pack, group: Group, on: date, off: frozenset[str] = frozenset()) -> dict[str, List]:
    """Return all lists by name; every list that a form names is here, and so is nothing that no phone draws.

    on   local day at the post: codes that ended are left out
    off  services that the group switched off on that day
    """
    return {
        **_of_help(pack, group, on, off),
        **_of_alerts(pack, on),
        **_of_gatherings(pack, on),
        **_of_people(pack),
        **_of_places(pack, group, on),
    }


def _of_help(pack: Pack, group: Group, on: date, off: frozenset[str]) -> dict[str, List]:
    given = [row for row in services_of(pack, group.code, on) if row.code not in off]
    dispositions = [row for row in _in_order(pack.dispositions) if row.holds_on(on)]
    return {
        "services": [_said(row, group=row.form_group, icon=row.symbol) for row in given],
        "service_groups": [_said(row) for row in _in_order(pack.form_groups)],
        "dispositions": [_said(row, **({"asks_role": True} if row.asks_role else {})) for row in dispositions],
        "authorities": labels.listed(labels.AUTHORITIES, _authorities(pack)),
        "child_steps": [_said(row) for row in _in_order(pack.child_path) if not row.never],
        "told_roles": labels.listed(labels.TOLD_ROLES),
        "told_through": labels.listed(labels.TOLD_THROUGH),
        "child_offices": _child_offices(pack),
        "other_adults": labels.listed(labels.OTHER_ADULTS),
        "path_ends": labels.listed(labels.PATH_ENDS),
        "terrains": labels.listed(labels.TERRAINS, group.terrain),
        "vehicle_kinds": labels.listed(labels.VEHICLES),
        "withdrawn_for": labels.listed(labels.WITHDRAWN_FOR),
        "legal_case_kinds": [_said(row) for row in _in_order(pack.legal_case_kinds) if _is_asked(row, on)],
        "roadside_signs": [_said(row) for row in protection.roadside.things()],
        "roadside_act": [_said(protection.roadside.act(), **_unsigned(protection.roadside.RULE, on))],
        "asked_answers": labels.listed(labels.ASKED_ANSWERS),
        "point_kinds": [_said(row, icon=row.symbol) for row in _in_order(pack.point_kinds)],
        "mission_outcomes": labels.listed(labels.MISSION_OUTCOMES),
        "mission_clues": [_said(row) for row in _of_missions(pack, on)],
    }


def _child_offices(pack: Pack) -> list[dict[str, Any]]:  # Any: JSON
    """Return who may be told of children who are alone; a body of enforcement is not there to be chosen."""
    return [{"code": one.code, "es": one.name, "en": one.name} for one in protection.offices(pack.country.iso)]


def _unsigned(rule: str, on: date) -> dict[str, bool]:
    """Return the mark of a rule for which no specialist answers on a day."""
    return {} if protection.rule(rule).is_in_force(on) else {"unsigned": True}


def _is_asked(row: LegalCaseKind, on: date) -> bool:
    """Whether a consulate is told is asked at the desk, with consent: no phone offers it."""
    return row.holds_on(on) and row.told != Role.CONSULATE


def _of_missions(pack: Pack, on: date) -> list[Labelled]:
    return [row for row in _in_order(pack.mission_words) if row.kind == MissionWordKind.CLUE and row.holds_on(on)]


def _of_alerts(pack: Pack, on: date) -> dict[str, List]:
    words = [row for row in _in_order(pack.alert_words) if row.holds_on(on)]
    made: dict[str, List] = {name: [_said(row) for row in words if row.kind == kind] for name, kind in ALERT_LISTS.items()}
    sides = [_said(pack.nationalities[code]) for code in pack.sides if code in pack.nationalities]
    return {**made, "alert_sides": sides, "alert_outcomes": labels.listed(labels.ALERT_OUTCOMES)}


def _of_gatherings(pack: Pack, on: date) -> dict[str, List]:
    """Return what distributions and receptions are opened with."""
    neighbours = dict.fromkeys(
        row.country for row in pack.institutions.values() if row.country and row.country != pack.country.iso
    )
    abroad = [pack.nationalities[code] for code in neighbours if code in pack.nationalities]
    return {
        "supply_items": [_said(row, icon=row.symbol) for row in _in_order(pack.supply_items) if row.holds_on(on)],
        "count_methods": labels.listed(labels.COUNT_METHODS),
        "arrival_vehicles": labels.listed(labels.ARRIVING),
        "announcers": labels.listed(labels.ANNOUNCERS),
        "origins": [
            *({"code": row.code, "es": row.label_es, "en": row.label_en} for row in abroad),
            *({"code": row.code, "es": row.name, "en": row.name} for row in pack.admin1.values()),
        ],
    }


def _of_people(pack: Pack) -> dict[str, List]:
    usual = {"usual": True}
    return {
        "nationalities": [_said(row, **(usual if row.on_form else {})) for row in _in_order(pack.nationalities)],
        "languages": [_said(row) for row in pack.languages.values()],
        "sexes": labels.listed(labels.SEXES),
        "age_bands": labels.listed(labels.BANDS),
        "child_bands": labels.listed(labels.BANDS, labels.CHILD_BANDS),
    }


def _of_places(pack: Pack, group: Group, on: date) -> dict[str, List]:
    """Return towns and cells within reach, and the posts and formal crossing points of the state."""
    towns = [row for row in municipalities_on(pack, on) if row.lat is not None and row.lon is not None]
    near = [row for row in towns if distance_km(group.lat, group.lon, row.lat or 0, row.lon or 0) <= REACH_KM]
    crossings = [row for row in pack.crossing_points.values() if _is_near(row, group)]
    return {
        "place_kinds": labels.listed(labels.PLACE_KINDS),
        "towns": [
            {"code": row.code, "state": row.state, "name": row.name, "lon": round(row.lon or 0, 4), "lat": round(row.lat or 0, 4)}
            for row in sorted(near, key=lambda row: row.code)
        ],
        "cells": [_cell(cell) for cell in cells_around(group.lat, group.lon, REACH_KM)],
        "places": [
            {**_point(pack, group.lat, group.lon), "code": group.code, "kind": "post", "name": group.name},
            *(
                {**_point(pack, row.lat or 0, row.lon or 0), "code": row.code, "kind": "crossing", "name": row.name}
                for row in crossings
            ),
        ],
        "states": [
            {"code": row.code, "name": row.name} for row in pack.admin1.values() if row.code in {one.state for one in near}
        ],
        "service_points": [],
    }


def _is_near(row: CrossingPoint, group: Group) -> bool:
    """Tell whether a formal crossing point is of the group's state, or within reach."""
    if row.lat is None or row.lon is None:
        return False
    return group.state in (row.state_a, row.state_b) or distance_km(group.lat, group.lon, row.lat, row.lon) <= REACH_KM


def _point(pack: Pack, lat: float, lon: float) -> dict[str, Any]:  # Any: JSON
    found = locate(pack.iso, lat, lon)
    return {
        "lon": round(lon, 4),
        "lat": round(lat, 4),
        "state": found.state or "",
        "municipality": found.municipality or "",
        "h3_5": found.h3_5,
    }


def _cell(cell: str) -> dict[str, Any]:  # Any: JSON
    lat, lon = cell_centre(cell)
    return {"h3_5": cell, "lon": round(lon, 3), "lat": round(lat, 3)}


def _authorities(pack: Pack) -> list[str]:
    known = {row.role for row in pack.institutions.values() if row.role in ENFORCEMENT}
    return [code for code in labels.AUTHORITIES if code in known or code == "unknown"]


def _in_order(rows: Mapping[str, Any]) -> Iterable[Any]:  # Any: rows of several schemas, all with code and order
    return sorted(rows.values(), key=lambda row: (row.order, row.code))


def _said(row: Labelled, **more: object) -> dict[str, Any]:  # Any: JSON
    return {"code": row.code, "es": row.label_es, "en": row.label_en, **more}
