"""Assistance points and numbered places of a demonstration. All invented: numbers begin at 900, notes say so, no tower is there.

Planted to be seen: a deposit that is empty, a help button that does not work, a deposit that nobody looked at for three weeks.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from vereda.countries.door import pack
from vereda.demo.writing import Scribe
from vereda.safety.door import PointState, points_actions, references_actions

INVENTED = "lugar inventado para la demostración"
POINTS = (
    ("water", "901", "Depósito de ejemplo", 2, PointState.FILLED),
    ("water", "902", "", 1, PointState.EMPTY),
    ("water", "903", "", 21, PointState.FINE),
    ("sign", "911", "", 12, PointState.FINE),
    ("beacon", "921", "", 6, PointState.FINE),
    ("button", "931", "", 3, PointState.BROKEN),
    ("first_aid", "941", "", 5, PointState.REPAIRED),
)
"""Kind, number, name, looked at so many days ago, what was found."""
SERIES = (
    ("Torre (ejemplo)", "T-{n}", 40, 0.004),
    ("Poste (ejemplo)", "{n}", 60, 0.002),
    ("Kilómetro (ejemplo)", "{n}", 20, 0.01),
)
FIRST = 900


def points_day(scribe: Scribe, group: str, now: datetime) -> None:
    """Record what a group has on the land, and its tables of numbers, in a line that leads away from the post."""
    here = now.astimezone(scribe.plan.grounds[group].zone)
    by, post = scribe.author(group, 1), pack(scribe.plan.question.country).groups[group]
    kinds = scribe.plan.pack.point_kinds
    since = here - timedelta(days=30)
    for place, (what, number, name, days, found) in enumerate(POINTS, start=1):
        if what not in kinds:
            continue
        stands = points_actions.Stands(round(post.lat + place * 0.006, 5), round(post.lon - place * 0.008, 5), INVENTED)
        told = points_actions.Told(what=what, number=number, name=name, state=post.state, municipality=post.municipality or "")
        subject = points_actions.set_point(told, by=by, at=since, stands=stands).subject
        at = here - timedelta(days=days, hours=1)
        points_actions.look_at_point(point=subject, found=found, by=scribe.author(group, place), at=at)
    references_actions.read_in_references(_table(post.lat, post.lon), by=by, at=since)


def _table(lat: float, lon: float) -> str:
    """Return a table as a group would read it in, with degrees that lead away from a post."""
    lines = ["series,number,lat,lon,note,source"]
    for series, number, many, step in SERIES:
        lines += [
            f"{series},{number.format(n=FIRST + n)},{lat + n * step / 3:.5f},{lon - n * step:.5f},inventado,{INVENTED}"
            for n in range(many)
        ]
    return "\n".join(lines)
