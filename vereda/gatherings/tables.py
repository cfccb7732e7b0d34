"""From a folded count or caravan to the row that lists read."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from vereda.gatherings.models import CaravanPart, Gathering
from vereda.gatherings.rules import counts
from vereda.logbook.door import Rows, SubjectRef, instant, instant_if
from vereda.logbook.schema import Folded, State, value_of


def gathering(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one count; none while only taps of it have arrived."""
    state, fields = folded.state, folded.state["fields"]
    opened = value_of(fields, "opened")
    if opened is None:
        return {}
    place, closed = value_of(fields, "place") or {}, value_of(fields, "closed")
    announced, due = value_of(fields, "announced") or (None, None)
    vehicle, origin, announced_by = value_of(fields, "coming") or ("", "", "")
    sums, late = counts.sums(state), counts.late(state)
    row = Gathering(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        what=opened[2],
        opened_at=instant(opened[0]),
        opened_on=date.fromisoformat(opened[1]),
        state=place.get("state", ""),
        municipality=place.get("municipality", ""),
        place_kind=place.get("kind", "unknown"),
        method=value_of(fields, "method", "lanes"),
        items=value_of(fields, "items") or [],
        staff=value_of(fields, "staff") or [],
        announced=announced,
        due_at=instant_if(due),
        vehicle=vehicle,
        origin=origin,
        announced_by=announced_by,
        arrived_at=instant_if(value_of(fields, "arrived")),
        closed_at=instant(closed[0]) if closed else None,
        encounter=UUID(closed[1]) if closed and closed[1] else None,
        people=sums.total,
        late_people=late.total,
        has_late=bool(late.people or late.items),
        given={code: count for code, count in sorted(sums.items.items()) if count},
        is_explained="explained" in fields,
        is_odd=_is_odd(state),
        is_withdrawn=bool(value_of(fields, "withdrawn")),
    )
    return {Gathering: [row]}


def _is_odd(state: State) -> bool:
    return counts.below_zero(state) or bool(counts.more_than_tokens(state)) or any(counts.clashes(state))


def caravan(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a group's part of a caravan."""
    fields = folded.state["fields"]
    opened = value_of(fields, "opened")
    if opened is None:
        return {}
    place, left = value_of(fields, "place") or {}, value_of(fields, "left")
    row = CaravanPart(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        key=value_of(fields, "key"),
        name=value_of(fields, "name"),
        opened_at=instant(opened[0]),
        opened_on=date.fromisoformat(opened[1]),
        state=place.get("state", ""),
        municipality=place.get("municipality", ""),
        left_at=instant_if(left),
        has_child_point=value_of(fields, "child_point") is not None,
    )
    return {CaravanPart: [row]}
