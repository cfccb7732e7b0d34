"""The closed words of safety: how an alarm ended, what was done about it, to whom it went, what was said on the radio."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class DangerOutcome(StrEnum):
    """What it was. A false press is worth nothing against anybody: it is counted and never held against who pressed."""

    HELPED = "helped"
    FALSE_PRESS = "false_press"
    UNKNOWN = "unknown"


class DangerStep(StrEnum):
    """What somebody did about an officer in danger."""

    CALLED = "called"  # rang or radioed the officer, no answer or not yet safe
    ANSWERED = "answered"  # the officer was heard
    TEAM_SENT = "team_sent"
    EMERGENCY_CALLED = "emergency_called"  # the emergency number of the country
    NEIGHBOUR_ASKED = "neighbour_asked"  # another group or a partner goes
    FOUND = "found"
    OTHER = "other"


class Level(StrEnum):
    """To whom an alarm goes that nobody has read, in this order."""

    FIRST = "first"  # at once: post and headquarters
    POST = "post"
    COORDINATOR = "coordinator"
    HEADQUARTERS = "headquarters"


AFTER_MIN: Mapping[Level, int] = {Level.FIRST: 0, Level.POST: 1, Level.COORDINATOR: 3, Level.HEADQUARTERS: 5}
"""Minutes after the alarm at which each is warned while nobody has said to have read it."""

WARNS: Mapping[Level, frozenset[Level]] = {
    Level.FIRST: frozenset({Level.POST, Level.HEADQUARTERS}),
    Level.POST: frozenset({Level.POST}),
    Level.COORDINATOR: frozenset({Level.COORDINATOR}),
    Level.HEADQUARTERS: frozenset({Level.HEADQUARTERS}),
}
"""Whose numbers get a text message at each step."""

DANGER_WORD = "PELIGRO"
"""First word of a text message that raises an alarm; the rest may hold the id that the phone gave it."""


class Bearer(StrEnum):
    """Whose call sign it is."""

    PERSON = "person"
    VEHICLE = "vehicle"
    POST = "post"


class RadioWord(StrEnum):
    """What somebody called for."""

    CHECK_IN = "check_in"
    POSITION = "position"
    SUPPORT = "support"
    RELAY = "relay"
    OTHER = "other"
