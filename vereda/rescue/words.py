"""The closed words of alerts: what may become of one, whom an unread one rings. Needs and ways are codes of the pack."""

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
