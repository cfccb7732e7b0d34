"""The plan of the open mission of a demonstration, on ground that is invented: hills and a wash around the post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from vereda.countries.door import pack
from vereda.demo.writing import Scribe
from vereda.logbook.door import record_all
from vereda.logbook.schema import uuid7
from vereda.rescue.door import open_missions, search_plan_actions, terrain_actions
from vereda.rescue.door import search_plan_entries as entries
from vereda.rescue.door import search_plan_rules as rules
from vereda.rescue.planning import Dem, flat_dem

INVENTED = "relieve inventado para la demostración"
HILLS_M, WASH_M = 45.0, 20.0


def plan_day(scribe: Scribe, group: str, now: datetime) -> None:
    """Record the plan of the open mission, from a place a few kilometres off towards the other side of its ground."""
    missions = open_missions(group, scribe.plan.question.country)
    if not missions:
        return
    mission, by, ground = missions[0], scribe.author(group, 1), scribe.plan.grounds[group]
    post = pack(scribe.plan.question.country).groups[group]
    spot, at = ground.spots[1], mission.opened_at + timedelta(minutes=20)
    places = rules.Places(last=(spot.lon, spot.lat), destination=(round(post.lon + 0.07, 5), round(post.lat + 0.06, 5)))
    kept = terrain_actions.keep_terrain(_hills(places.spread), name="Zona de ejemplo", source=INVENTED, by=by, at=now)
    numbers = entries.PlanNumbers(
        seen_at=at - timedelta(hours=7),
        terrain=kept.digest,
        side_m=1000,
        ground="stony_ground",
        towards=entries.Towards(weight=3, walked_h=(1, 3, 6), detour_h=1),
        near=entries.Near(weight=1, error_m=800),
        rings=entries.Rings(weight=1, category="Hiker", ecoregion="dry", terrain="flat"),
        searchers=[
            entries.Searcher(name="A pie", hours=6, speed_kmh=2, sweep_m=33),
            entries.Searcher(name="Camioneta", hours=3, speed_kmh=10, sweep_m=28),
        ],
        known=entries.Known(air_c=36, water_l=1, youngest=4),
        answers=0.5,
    )
    subject = uuid7(int(at.timestamp() * 1000))
    record_all(search_plan_actions.plan_drafts(numbers, places, mission=mission.subject, subject=subject, by=by, at=at))


def _hills(points: Sequence[tuple[float, float]]) -> Dem:
    flat = flat_dem(points)
    rows, columns = np.indices(flat.shape) * flat.cell_m / 1000  # [km]
    hills = HILLS_M * (np.sin(columns / 2.3) * np.cos(rows / 3.1) + 0.4 * np.sin((rows + 2 * columns) / 1.7))
    wash = WASH_M * np.exp(-((columns - rows * 0.4 - 12 - 1.5 * np.sin(rows / 3)) ** 2))
    return replace(flat, z=250 + hills - wash)
