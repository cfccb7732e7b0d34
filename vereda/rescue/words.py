"""The closed words of alerts: what may become of one. Needs and ways are codes of the pack."""

from __future__ import annotations

from enum import StrEnum


class AlertOutcome(StrEnum):
    """What became of an alert."""

    MISSION_OPENED = "mission_opened"
    HANDED_OVER = "handed_over"
    FALSE_ALARM = "false_alarm"
    JOINED = "joined"
    UNKNOWN = "unknown"
