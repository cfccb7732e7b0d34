"""The three counts of a period: alerts, people, outcomes. They are never added up, and none follows from another. Pure.

An alert is a call, also the second and third one about the same people. An emergency is what alerts that were joined tell of:
people and outcomes are counted once for each, in the period of its main alert. What nobody told stays a number of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from vereda.rescue.words import AlertOutcome

OPEN = "open"
MISSION_OUT = "mission_out"
OUTCOME_OF_MISSION = "mission."


@dataclass(frozen=True)
class Counted:
    """What of an alert is counted.

    outcome  what became of it, '' while it is open; into: the alert that it was joined to
    mission_outcome  how its mission ended, '' while that is out
    """

    subject: UUID
    people: int | None = None
    outcome: str = ""
    into: UUID | None = None
    mission_outcome: str = ""


@dataclass(frozen=True)
class AlertCounts:
    """The counts of a period.

    alerts     calls that came; joined: those of them that tell of an emergency already known
    emergencies  what the calls tell of
    people     told of in these, without false alarms; unknown: emergencies of which nobody said how many
    outcomes   what became of the emergencies, by code: `open`, `mission_out`, `mission.` and the outcome of a mission, or that of
               the alert. They sum to `emergencies`
    """

    alerts: int
    joined: int
    emergencies: int
    people: int
    unknown: int
    outcomes: Mapping[str, int]


def count(rows: Collection[Counted], within: Collection[UUID]) -> AlertCounts:
    """Return the counts of a period.

    rows    alerts by subject: those of the period, and all that were joined to them or that they were joined to
    within  those of the period
    """
    known = {row.subject: row for row in rows}
    mains = {row.subject: main_of(row, known) for row in rows}
    told = [known[one] for one in within if mains[one] == one]
    people = [_people(row, [known[one] for one, main in mains.items() if main == row.subject]) for row in told]
    real = [number for row, number in zip(told, people, strict=True) if row.outcome != AlertOutcome.FALSE_ALARM]
    return AlertCounts(
        alerts=len(within),
        joined=len(within) - len(told),
        emergencies=len(told),
        people=sum(number for number in real if number is not None),
        unknown=sum(number is None for number in real),
        outcomes=dict(sorted(Counter(became(row) for row in told).items())),
    )


def main_of(row: Counted, known: Mapping[UUID, Counted]) -> UUID:
    """Return the alert under which an emergency is counted: the end of the chain of joined ones.

    Where the chain goes in a circle (two devices joined two alerts crosswise) the first of the circle by id; where it leads to an
    alert that has not arrived, the last one that has: nothing falls out of the count.
    """
    path = [row.subject]
    while (further := _joined_to(known[path[-1]])) in known and further is not None:
        if further in path:
            return min(path[path.index(further) :])
        path.append(further)
    return path[-1]


def _joined_to(row: Counted) -> UUID | None:
    return row.into if row.outcome == AlertOutcome.JOINED else None


def became(row: Counted) -> str:
    """Return what became of an emergency, as a code of `outcomes`."""
    if row.outcome == AlertOutcome.MISSION_OPENED:
        return OUTCOME_OF_MISSION + row.mission_outcome if row.mission_outcome else MISSION_OUT
    if row.outcome == AlertOutcome.JOINED:  # to one that is not here
        return AlertOutcome.UNKNOWN
    return row.outcome or OPEN


def _people(main: Counted, all_: Collection[Counted]) -> int | None:
    """Return how many an emergency is about: as the main alert says, else the most that another call said."""
    if main.people is not None:
        return main.people
    return max((row.people for row in all_ if row.people is not None), default=None)
