"""How a meeting is told to the logbook: lines, counts apart or a sum; services; the place as coarsely as it may stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from vereda.demo.grounds import Spot
from vereda.demo.meetings import Known, Meeting
from vereda.demo.people import MINORS, Traveller
from vereda.demo.slips import Slip
from vereda.encounters.door import (
    UNKNOWN,
    AgeBand,
    Attribute,
    Corrected,
    Disposition,
    Line,
    Margin,
    Place,
    PlaceKind,
    Recorded,
    Service,
    Sex,
)

ON_LINES = 0.7  # share of a large gathering that is written on lines where not everybody is
CHILDREN = {*MINORS, "0-17"}
NEAR_PLACES = {"post": PlaceKind.POST, "patrol": PlaceKind.PATROL, "mission": PlaceKind.MISSION, "named": PlaceKind.NAMED}


def recorded(meeting: Meeting, spot: Spot, *, patrol: UUID | None, mission: UUID | None) -> Recorded:
    """Return the entry of a meeting."""
    place = "point" if meeting.place == "patrol" and patrol is None else meeting.place
    return Recorded(
        people_met=len(meeting.people),
        lines=lines(meeting),
        margins=margins(meeting.people) if meeting.known is Known.APART else [],
        services=[
            *(Service(service=code) for code in meeting.given.everybody),
            *(Service(service=code, people=count) for code, count in sorted(meeting.given.parts.items())),
        ],
        place=Place(
            kind=NEAR_PLACES.get(place, PlaceKind.POINT), state=spot.state, municipality=spot.municipality, h3_5=spot.h3_5
        ),
        language=meeting.language,
        dispositions=[Disposition(code=code, people=count) for code, count in meeting.dispositions],
        unaccompanied_minors=meeting.minors_alone,
        bodies=meeting.bodies,
        patrol=patrol,
        mission=mission,
        aggregate=meeting.known is Known.SUM,
    )


def lines(meeting: Meeting) -> list[Line]:
    """Return the lines of a meeting, people of whom the same is known on one of them."""
    if meeting.known in {Known.APART, Known.SUM}:
        return []
    named = meeting.people if meeting.known is Known.LINES else meeting.people[: round(len(meeting.people) * ON_LINES)]
    counts: Counter[tuple[Traveller, tuple[str, ...]]] = Counter(
        (one, tuple(sorted(meeting.given.own.get(number, ())))) for number, one in enumerate(named)
    )
    return [line(f"l{number}", who, count, services) for number, ((who, services), count) in enumerate(counts.items(), start=1)]


def line(line_id: str, who: Traveller, count: int, services: Sequence[str] = ()) -> Line:
    """Return one line."""
    return Line(
        line_id=line_id,
        count=count,
        nationality=who.nationality,
        sex=Sex(who.sex),
        age_band=AgeBand(who.age_band),
        services=list(services),
    )


def margins(people: Sequence[Traveller]) -> list[Margin]:
    """Return what is known apart: nationalities, and how many are children."""
    nations = Counter(one.nationality for one in people)
    children = sum(one.age_band in CHILDREN for one in people)
    found = [
        Margin(attribute=Attribute.NATIONALITY, value=code, count=count)
        for code, count in sorted(nations.items())
        if code != UNKNOWN[Attribute.NATIONALITY]
    ]
    if children:
        found.append(Margin(attribute=Attribute.AGE_BAND, value=AgeBand.MINOR, count=children))
    return found


def slipped(right: Recorded, slip: Slip) -> tuple[Recorded, list[Corrected]]:
    """Return what was first written wrong, and the corrections that lead to what is right."""
    met, first, rest = right.people_met, right.lines[0], right.lines[1:]
    fewer = [_with(first, count=first.count - 1), *rest] if first.count > 1 else rest
    if slip is Slip.COUNT:
        return _with(right, people_met=met - 1, lines=fewer), [Corrected(people_met=met, lines=[first])]
    if slip is Slip.CONFLICT:
        apart = [Corrected(people_met=met + 1), Corrected(people_met=met, lines=[first])]
        return _with(right, people_met=met - 1, lines=fewer), apart
    if slip is Slip.AGE:
        return _with(right, lines=[_with(first, age_band=AgeBand.UNKNOWN), *rest]), [Corrected(lines=[first])]
    if slip is Slip.SERVICE:
        return _with(right, services=right.services[1:]), [Corrected(services=[right.services[0]])]
    return right, []


def _with[T: (Recorded, Line)](one: T, **changed: object) -> T:
    return one.model_copy(update=changed)
