"""The plan of a mission is made, what was searched in vain is told, and a search that was none is taken out again."""

from __future__ import annotations

import math
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from vereda.logbook.door import Author, Draft, Plain, Receipt, history, in_turn, record, record_all
from vereda.logbook.schema import FieldClass, uuid7
from vereda.rescue.actions.mission import still_open
from vereda.rescue.entries.search_plan import (
    MOST_ALONG,
    AreaNotSearched,
    AreaSearched,
    GivenForm,
    PlanGivenOut,
    PlanNumbers,
    PlanPointSet,
    Role,
    SearchPlanned,
    TrackCounted,
)
from vereda.rescue.errors.search_plan import (
    AreaNotOfPlan,
    PlanChanged,
    PlanGone,
    PlanNeedsBehaviour,
    PlanNeedsCallPoint,
    PlanNeedsDestination,
    SearchedNothing,
    SearchNotThere,
)
from vereda.rescue.lookups import search_plan as lookups
from vereda.rescue.lookups import terrain, tracks
from vereda.rescue.lookups.search_plan import Drawn
from vereda.rescue.models.search_plan import PlannedSearch
from vereda.rescue.planning.flat import shift_of
from vereda.rescue.planning.patches import Point, middle_of
from vereda.rescue.rules.search_plan import Places, Told

SURE = 0.99  # no search is ever surer than this: an area is never done
SUBJECT = "search_plan"


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How an area was searched: so long, or how well by hand. heard_m: how wide a call reaches, None where nobody called."""

    hours: float | None = None
    speed_kmh: float = 2.0
    sweep_m: float = 20.0
    pod: float | None = None
    heard_m: float | None = None


def plan_search(
    numbers: PlanNumbers, places: Places, *, mission: UUID, by: Author, at: datetime, entry: UUID | None = None
) -> Receipt:
    """Record the plan of an open mission, or a new one that takes the place of the last; the terrain is chosen by its points.

    It is worked out first, so that what cannot be a plan is refused and nothing is written.
    Raises MissionNotOpen, PlanNeedsDestination, PlanNeedsCallPoint, PlanNeedsBehaviour, and what the planner refuses.
    """
    still_open(mission, by)
    _check(numbers, places)
    chosen = terrain.terrain_for(places.spread, by.group)
    there = replace(places, clues=dict(lookups.clues_of(mission, by.group, by.country)))
    before = _before(lookups.plan_of(mission, by.group, by.country))
    shift = (before and before.numbers.shift_m) or shift_of(secrets.randbits(128))
    numbers = numbers.model_copy(update={"terrain": chosen.digest if chosen else "", "shift_m": shift})
    made = Told(numbers, there, at, before.searches, before.tracks) if before else Told(numbers, there, at)
    lookups.worked_out(made, by.group)
    with in_turn(SUBJECT, str(mission)):
        still_open(mission, by)
        row = lookups.plan_of(mission, by.group, by.country)
        # Where the judgements were destroyed already the subject is barred: a mission that was reopened gets another one.
        subject = row.subject if row and lookups.opened(row) else uuid7(int(at.timestamp() * 1000))
        return record_all(plan_drafts(numbers, places, mission=mission, subject=subject, by=by, at=at, entry=entry))[0]


def plan_drafts(
    numbers: PlanNumbers, places: Places, *, mission: UUID, subject: UUID, by: Author, at: datetime, entry: UUID | None = None
) -> list[Draft]:
    """Return a plan with its points as drafts, the plan first. Nobody looked whether it can be drawn: `plan_search` does."""
    plan = entry or uuid7(int(at.timestamp() * 1000))
    boxes = [
        Plain(cls=FieldClass.WHEREABOUTS, fields=_where(places.last)),
        Plain(cls=FieldClass.CONTACT, fields=numbers.model_dump(mode="json", exclude_none=True)),
    ]
    made = Draft(payload=SearchPlanned(mission=mission), subject=subject, by=by, at=at, boxes=boxes, id=plan)
    return [made, *_points(places, mission, plan, subject, by, at)]


def search_area(
    area: str,
    effort: Effort,
    *,
    mission: UUID,
    by: Author,
    at: datetime,
    team: UUID | None = None,
    plan: UUID | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Record that an area of the plan was searched and nobody was found.

    area  as the plan calls it; at: when that ended; plan: the one that was looked at, whose areas are meant
    Raises MissionNotOpen, PlanGone, PlanChanged, AreaNotOfPlan, SearchedNothing.
    """
    still_open(mission, by)
    row = _row(mission, by)
    if plan not in (None, row.plan):
        raise PlanChanged
    found = lookups.drawn(row)
    square = _square(area, found)
    middle, wide_m, tall_m = middle_of(found.plan.squares, *square)
    surface_m2 = float(found.plan.squares.surface_m2[square])
    if effort.pod is None and not effort.hours:
        raise SearchedNothing
    pod = effort.pod if effort.pod is not None else _pod(effort, effort.sweep_m, surface_m2)
    heard = max(pod, _pod(effort, effort.heard_m, surface_m2)) if effort.heard_m else None
    payload = AreaSearched(
        mission=mission,
        wide_m=wide_m,
        tall_m=tall_m,
        team=team,
        hours=effort.hours,
        speed_kmh=effort.speed_kmh if effort.hours else None,
        sweep_m=effort.sweep_m if effort.hours else None,
        pod=min(pod, SURE),
        pod_answers=min(heard, SURE) if heard is not None else None,
    )
    boxes = [Plain(cls=FieldClass.WHEREABOUTS, fields={**_where(middle), "place": area})]
    return record(payload, subject=found.row.subject, by=by, at=at, boxes=boxes, id=entry)


def count_track(
    *,
    track: UUID,
    sweep_m: float,
    mission: UUID,
    by: Author,
    at: datetime,
    sweep_answers_m: float | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Record that a track of the mission counts as a search in vain, once. Raises MissionNotOpen, PlanGone, SearchNotThere."""
    found = tracks.track(track, mission, by.group, by.country)
    is_there = found is not None and not found.struck_at and tracks.walked(found) is not None
    with in_turn(SUBJECT, str(mission)):
        still_open(mission, by)
        row = _row(mission, by)
        if not is_there or any(one.get("track") == str(track) for one in row.searched):
            raise SearchNotThere
        payload = TrackCounted(mission=mission, track=track, sweep_m=sweep_m, sweep_answers_m=sweep_answers_m)
        return record(payload, subject=row.subject, by=by, at=at, id=entry)


def take_search_out(*, search: UUID, mission: UUID, by: Author, at: datetime) -> Receipt:
    """Record that it was not searched after all: the plan is as if it had never been written.

    search  the line: the entry of an area, the track that counted. Raises MissionNotOpen, SearchNotThere.
    """
    still_open(mission, by)
    row = lookups.plan_of(mission, by.group, by.country)
    if row is None or not any(one["line"] == str(search) for one in row.searched):
        raise SearchNotThere
    return record(AreaNotSearched(mission=mission, search=search), subject=row.subject, by=by, at=at)


def give_out(form: GivenForm, *, mission: UUID, by: Author, at: datetime) -> Receipt | None:
    """Record that somebody took the areas of the plan that stands out of here; the same again by the same person is told once.

    Raises PlanGone.
    """
    with in_turn(SUBJECT, str(mission)):
        row = _row(mission, by)
        if any(_is_same(one.payload, row.plan, form) and one.author == by.account for one in history(row.subject)):
            return None
        return record(PlanGivenOut(mission=mission, plan=row.plan, form=form), subject=row.subject, by=by, at=at)


def _is_same(payload: object, plan: UUID, form: GivenForm) -> bool:
    return isinstance(payload, PlanGivenOut) and (payload.plan, payload.form) == (plan, form)


def _check(numbers: PlanNumbers, places: Places) -> None:
    if numbers.towards and numbers.towards.weight and places.destination is None:
        raise PlanNeedsDestination
    if numbers.call and numbers.call.weight and places.call is None:
        raise PlanNeedsCallPoint
    if not any(part and part.weight for part in (numbers.towards, numbers.near, numbers.rings, numbers.call, numbers.regions)):
        raise PlanNeedsBehaviour


def _before(row: PlannedSearch | None) -> Told | None:
    """Return what the plan before was made of, for its searches; None where there is none that can be read."""
    try:
        return lookups.read(row)[0] if row else None
    except PlanGone:
        return None


def _row(mission: UUID, by: Author) -> PlannedSearch:
    row = lookups.plan_of(mission, by.group, by.country)
    if row is None:
        raise PlanGone
    return row


def _points(places: Places, mission: UUID, plan: UUID, subject: UUID, by: Author, at: datetime) -> Iterator[Draft]:
    told: Sequence[tuple[Role, int, Point | None]] = (
        (Role.DESTINATION, 0, places.destination),
        (Role.CALL, 0, places.call),
        *((Role.ALONG, order, point) for order, point in enumerate(places.along[:MOST_ALONG])),
    )
    for role, order, point in told:
        if point:
            payload = PlanPointSet(mission=mission, plan=plan, role=role, order=order)
            boxes = [Plain(cls=FieldClass.WHEREABOUTS, fields=_where(point))]
            yield Draft(payload=payload, subject=subject, by=by, at=at, boxes=boxes)


def _where(point: Point) -> dict[str, float]:
    return {"lon": point[0], "lat": point[1]}


def _square(area: str, found: Drawn) -> tuple[int, int]:
    row, _dash, column = area.partition("-")
    rows, columns = found.plan.squares.shape
    if not (row.isascii() and row.isdigit() and column.isascii() and column.isdigit()):
        raise AreaNotOfPlan(name=area[:12])
    at = int(row[:6]) - 1, int(column[:6]) - 1
    if not (0 <= at[0] < rows and 0 <= at[1] < columns):
        raise AreaNotOfPlan(name=area[:12])
    return at


def _pod(effort: Effort, width_m: float, surface_m2: float) -> float:
    """Return the chance of detection by random search, the curve of the plan itself."""
    return -math.expm1(-width_m * effort.speed_kmh * 1000 * (effort.hours or 0.0) / surface_m2)
