"""The closed words of programmes: what a result, an indicator, a value and a cost can be."""

from __future__ import annotations

from enum import StrEnum

THRESHOLD, THRESHOLD_SENSITIVE, ROUNDS_TO = 10, 20, 5
"""Of people whom we help no smaller number leaves, and none that is not rounded (docs/decisions/programme.md)."""

YOUNGEST_DAYS = 30
"""Of people whom we help nothing leaves that is younger than this."""

WHOLE = ""
"""Stands where a country stands: a value of the whole programme."""


class Level(StrEnum):
    """The levels of a results framework, from far to near."""

    GOAL = "goal"
    OUTCOME = "outcome"
    OUTPUT = "output"


class Unit(StrEnum):
    """What one of a value is."""

    PEOPLE = "people"
    CONTACTS = "contacts"
    ITEMS = "items"
    EVENTS = "events"
    ORGANISATIONS = "organisations"
    COUNTRIES = "countries"
    MINUTES = "minutes"
    PERCENT = "percent"


class Adding(StrEnum):
    """How values of several periods and countries become one."""

    SUM = "sum"  # what happened: months add up to the year
    LATEST = "latest"  # how it stands: the last one holds; countries are added


class About(StrEnum):
    """Whom the numbers tell of. Those of people whom we help leave protected, and no others need it."""

    HELPED = "helped"
    OTHERS = "others"  # officials, our own people, organisations, events


class Dimension(StrEnum):
    """What a value can be split by."""

    SEX = "sex"
    AGE_BAND = "age_band"
    NATIONALITY = "nationality"
    STATE = "state"
    GROUP = "group"
    MONTH = "month"
    ORGANISATION = "organisation"
    CHANNEL = "channel"
    SERVICE = "service"


class Origin(StrEnum):
    """Where a value comes from."""

    COUNTED = "counted"  # out of published editions
    RECEIVED = "received"  # out of a file of protected cells that a country's office sent
    REPORTED = "reported"  # entered by an officer, with evidence
    FROZEN = "frozen"  # as it was when the phase was closed


class Why(StrEnum):
    """Why there is no value. None of these is a zero."""

    NOT_REPORTED = "not_reported"
    NOT_YET = "not_yet"  # the period has not begun
    TOO_YOUNG = "too_young"
    NOT_PUBLISHED = "not_published"  # no edition of these months stands
    WITHHELD = "withheld"  # so few that they could be known


class Kind(StrEnum):
    """What an activity is, and what money was spent for."""

    WORKSHOP = "workshop"
    COURSE = "course"
    SUPPLY = "supply"
    SERVICE = "service"
    OTHER = "other"


class Status(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


class ForWhom(StrEnum):
    HELPED = "helped"
    OFFICIALS = "officials"
    STAFF = "staff"
    ORGANISATIONS = "organisations"


class Section(StrEnum):
    """The parts of a narrative."""

    DONE = "done"
    DIFFICULT = "difficult"
    LEARNED = "learned"
    NEXT = "next"


class Stands(StrEnum):
    """What a claim of a narrative stands on."""

    FIGURE = "figure"  # an indicator of this programme
    EDITION = "edition"  # a publication of numbers
    DOCUMENT = "document"


class Thing(StrEnum):
    """What can be taken back."""

    VALUE = "value"
    AGGREGATE = "aggregate"
    SPENT = "spent"
    ACTIVITY = "activity"
    CLAIM = "claim"
