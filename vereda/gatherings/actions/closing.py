"""Closing a count into an encounter: drafts that a face records together, so that neither is ever there without the other.

Official counts come from encounters and from nowhere else; the count itself has no facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from vereda.countries.door import pack
from vereda.encounters.door import (
    Corrected,
    Line,
    Meeting,
    PlaceKind,
    Service,
    Where,
    Withdrawn,
    WithdrawnFor,
    correction_draft,
    encounter,
    lines_of,
    meeting_drafts,
    people_of,
    services_of,
)
from vereda.encounters.schema import AgeBand, Sex
from vereda.gatherings.actions.counting import told_in
from vereda.gatherings.actions.opening import of_group
from vereda.gatherings.entries import Closed, LateAdded, Reopened
from vereda.gatherings.errors import NotClosed, NothingLate, NotOpen
from vereda.gatherings.goods import service_of
from vereda.gatherings.rules import counts
from vereda.logbook.door import Author, Draft, subject
from vereda.logbook.schema import Channel, State, uuid7, value_of

UNKNOWN = "U:U"


@dataclass(frozen=True)
class Closing:
    """What is recorded at once, and the encounter that it makes; None where nobody was counted."""

    drafts: list[Draft]
    encounter: UUID | None
    given: dict[str, int]  # pieces by item, which the face takes out of the stock in the same block
    is_anew: bool = False  # whether `given` stands in place of what the closing took out: less was given than it said


def closing_of(
    gathering: UUID, *, by: Author, at: datetime, now: datetime, words: str = "", unaccompanied_minors: int = 0
) -> Closing:
    """Return the closing of a count with its encounter. Raises NotOpen, and what a meeting raises.

    words  why goods do not add up; '' where they do, or where nobody knows: it is closed all the same, and shown
    """
    found = of_group(gathering, by)
    if found.closed_at or found.is_withdrawn:
        raise NotOpen
    state = state_of(gathering)
    sums = counts.sums(state)
    made = uuid7(int(now.timestamp() * 1000)) if sums.met else None
    payload = Closed(encounter=made, people=counts.as_people(sums.people), items=counts.as_items(sums.items))
    boxes = [told_in(words)] if words.strip() else []
    drafts = [Draft(payload=payload, subject=gathering, by=by, at=at, boxes=boxes)]
    if made is not None:
        told = _meeting(state, sums, service_of(pack(by.country), found.what), unaccompanied_minors)
        *others, meeting = meeting_drafts(told, by=by, at=_when(state, at), channel=Channel.DESK, reported_by=None, now=now)
        drafts += [*others, replace(meeting, subject=made, seen=())]
    return Closing(drafts, made, {code: count for code, count in sums.items.items() if count > 0})


def late_of(gathering: UUID, *, by: Author, at: datetime) -> Closing:
    """Return what arrived after the closing, as a correction of the encounter. Raises NotClosed, NothingLate.

    Where a bundle was taken back, the stock gets all pieces anew: what was not given is still out with the distribution.
    """
    found = of_group(gathering, by)
    if not found.closed_at:
        raise NotClosed
    state = state_of(gathering)
    late = counts.late(state)
    if found.encounter is None or not (late.people or late.items):
        raise NothingLate
    kept = subject(found.encounter)
    if kept is None:
        raise NotClosed
    names = service_of(pack(by.country), found.what)
    sums = counts.sums(state)
    changes = _corrected(kept.folded.state, late.people, sums, names)
    payload = LateAdded(encounter=found.encounter, people=counts.as_people(late.people), items=counts.as_items(late.items))
    own = Draft(payload=payload, subject=gathering, by=by, at=at)
    is_less = any(count < 0 for count in late.items.values())
    given = {code: count for code, count in (sums if is_less else late).items.items() if count > 0}
    if changes == Corrected():  # only items of a service that everybody had already
        return Closing([own], found.encounter, given, is_less)
    heads = [UUID(one) for one in kept.folded.heads]
    drafts = [own, correction_draft(found.encounter, changes, by=by, at=None, seen=heads)]
    return Closing(drafts, found.encounter, given, is_less)


def reopening_of(gathering: UUID, *, by: Author, at: datetime) -> list[Draft]:
    """Return the reopening of a count and the withdrawal of its encounter; the next closing makes it anew. Raises NotClosed."""
    found = of_group(gathering, by)
    if not found.closed_at:
        raise NotClosed
    drafts = [Draft(payload=Reopened(), subject=gathering, by=by, at=at)]
    made = encounter(found.encounter, [by.group], by.country) if found.encounter else None
    if made is not None and not made.is_withdrawn:
        drafts.append(Draft(payload=Withdrawn(reason=WithdrawnFor.MISTAKE), subject=made.subject, by=by, at=at))
    return drafts


def state_of(gathering: UUID) -> State:
    """Return the folded state of a count."""
    found = subject(gathering)
    if found is None:
        raise NotOpen
    return found.folded.state


def line_id(key: str) -> str:
    """Return the name of a tally line of an encounter, as the desk names it."""
    sex, band = key.split(":", 1)
    return f"XX-{sex}-{band}".replace("+", "p")


def _meeting(state: State, sums: counts.Sums, names: Mapping[str, str], alone: int) -> Meeting:
    place = value_of(state["fields"], "place") or {}
    given = counts.services_given(sums.items, names, sums.met)
    return Meeting(
        people_met=sums.met,
        lines=[_line(key, count) for key, count in sorted(sums.people.items()) if key != UNKNOWN and count > 0],
        services=[Service(service=code, people=None if some == sums.met else some) for code, some in given.items()],
        where=Where(
            kind=PlaceKind(place.get("kind", "unknown")),
            state=place.get("state", ""),
            municipality=place.get("municipality", ""),
        ),
        unaccompanied_minors=min(alone, sums.met),
    )


def _line(key: str, count: int) -> Line:
    sex, band = key.split(":", 1)
    return Line(line_id=line_id(key), count=count, sex=Sex(sex), age_band=AgeBand(band))


def _corrected(met: State, late: counts.Numbers, sums: counts.Sums, names: Mapping[str, str]) -> Corrected:
    """Return what changes in the encounter: people and lines by what is late, services by all that was counted."""
    lines, had = lines_of(met), services_of(met)
    stands = {line_id: line.get("count", 1) for line_id, line in lines.items()}
    changed, gone = [], []
    for key, more in late.items():
        count = stands.get(line_id(key), 0) + more
        if key != UNKNOWN and count > 0:
            changed.append(_line(key, count))
        elif key != UNKNOWN and line_id(key) in lines:
            gone.append(line_id(key))
        if key != UNKNOWN:
            stands[line_id(key)] = max(0, count)
    people = max(people_of(met) + sum(late.values()), sum(stands.values()))
    given = counts.services_given(sums.items, names, people)
    wanted = {code: None if some >= people else some for code, some in given.items()}
    services = [Service(service=code, people=some) for code, some in wanted.items() if code not in had or had[code] != some]
    return Corrected(
        people_met=people if people != people_of(met) else None, lines=changed, lines_removed=gone, services=services
    )


def _when(state: State, at: datetime) -> datetime:
    """Return when the meeting was: the hour at which it was opened; of a reception, at which it arrived."""
    opened, arrived = value_of(state["fields"], "opened"), value_of(state["fields"], "arrived")
    return min(at, datetime.fromisoformat(arrived or opened[0]))
