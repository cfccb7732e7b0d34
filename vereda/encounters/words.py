"""The closed words of an encounter: sex, age bands, kinds of place. Codes of services and nationalities are the pack's."""

from __future__ import annotations

from enum import StrEnum


class Sex(StrEnum):
    F = "F"
    M = "M"
    X = "X"
    UNKNOWN = "U"


class AgeBand(StrEnum):
    """Completed years. 0-17 and 18+ where only 'minor' or 'adult' is known."""

    INFANT = "0-4"
    CHILD = "5-11"
    TEEN = "12-17"
    MINOR = "0-17"
    YOUNG = "18-29"
    ADULT = "30-59"
    OLDER = "60+"
    GROWN = "18+"
    UNKNOWN = "U"


MINORS = frozenset({AgeBand.INFANT, AgeBand.CHILD, AgeBand.TEEN, AgeBand.MINOR})


class Attribute(StrEnum):
    """What may be known of the people met, together on a line or apart as a margin."""

    NATIONALITY = "nationality"
    SEX = "sex"
    AGE_BAND = "age_band"


UNKNOWN = {Attribute.NATIONALITY: "XX", Attribute.SEX: "U", Attribute.AGE_BAND: "U"}
APART = "*"
"""'Not recorded together': the value of an attribute that is known only apart, as a margin."""


class PlaceKind(StrEnum):
    """How the place was given."""

    POINT = "point"
    NAMED = "named"
    PATROL = "patrol"
    MISSION = "mission"
    POST = "post"
    UNKNOWN = "unknown"


class WithdrawnFor(StrEnum):
    """Why an encounter no longer counts."""

    TWICE = "entered_twice"
    MISTAKE = "mistake"
    NOT_OURS = "not_ours"
    PRACTICE = "practice"
    ASKED = "person_asked"


COUNT_MOST = 1_000_000
"""People in one row, at most (rules.md, section 5); above AGGREGATE_FROM the row is an aggregate, not a meeting."""

AGGREGATE_FROM = 1_000
