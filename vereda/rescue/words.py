"""The closed words of alerts and missions: what became of one, whom it rings. Needs, means and clues are codes of the pack."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class AlertOutcome(StrEnum):
    """What became of an alert."""

    MISSION_OPENED = "mission_opened"
    HANDED_OVER = "handed_over"
    FALSE_ALARM = "false_alarm"
    JOINED = "joined"
    UNKNOWN = "unknown"


class RingStep(StrEnum):
    """Whom an alert rings that nobody has read, in this order."""

    POST = "post"
    COORDINATOR = "coordinator"
    HEADQUARTERS = "headquarters"


RING_AFTER_MIN: Mapping[RingStep, int] = {RingStep.POST: 5, RingStep.COORDINATOR: 10, RingStep.HEADQUARTERS: 15}
"""Minutes unread after which each is rung (rules.md, section 1)."""


class AttemptResult(StrEnum):
    """How one attempt of a mission ended. None of them ends the search: that is the closure of the mission."""

    FOUND = "found"
    PARTLY = "partly"
    NOT_FOUND = "not_found"
    BROKEN_OFF = "broken_off"  # weather, night, danger, fuel
    UNKNOWN = "unknown"


class OverdueStep(StrEnum):
    """Whom a team rings that has not been heard when it said it would be, in this order."""

    FIRST = "first"
    AGAIN = "again"
    HEADQUARTERS = "headquarters"


OVERDUE_AFTER_MIN: Mapping[OverdueStep, int] = {OverdueStep.FIRST: 0, OverdueStep.AGAIN: 5, OverdueStep.HEADQUARTERS: 10}
"""Minutes after the grace at which each step is taken while nobody said to have read it and the team is not heard."""

OVERDUE_WARNS: Mapping[OverdueStep, frozenset[str]] = {
    OverdueStep.FIRST: frozenset({"post", "coordinator"}),
    OverdueStep.AGAIN: frozenset({"post", "coordinator"}),
    OverdueStep.HEADQUARTERS: frozenset({"headquarters"}),
}
"""Whose numbers get a text message at each step, in the words of `messages`."""

CHECK_IN_MIN_USUAL, GRACE_MIN_USUAL = 60, 10
"""How often a team is heard, and how late it may be, where nobody said otherwise [minutes]."""
