"""The closed words of the register: under what somebody asks, by which way, how a request stands, what it was answered."""

from __future__ import annotations

from enum import StrEnum


class Basis(StrEnum):
    """Under what somebody asks: the law sets a term, the press has none."""

    LAW = "law"
    PRESS = "press"


class Way(StrEnum):
    """By which way it came, and goes back."""

    PLATFORM = "platform"
    MAIL = "mail"
    LETTER = "letter"
    COUNTER = "counter"
    TELEPHONE = "telephone"


class TermFrom(StrEnum):
    """Where the last day comes from."""

    PACK = "pack"  # a row of the country, with its source and status
    TOLD = "told"  # somebody read it off the receipt
    NONE = "none"  # nobody knows one: it is said so, and nothing is guessed


class Standing(StrEnum):
    RECEIVED = "received"
    CLARIFYING = "clarifying"
    DECIDED = "decided"
    APPEALED = "appealed"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What a request was answered. The first three follow from the cells, and nobody chooses them."""

    GIVEN = "given"
    PARTLY = "partly"  # some cells are held back, or something that was asked stands in no table
    WITHHELD = "withheld"  # all of them are
    NOT_HELD = "not_held"
    NOT_IN_CATALOGUE = "not_in_catalogue"
    TRANSFERRED = "transferred"
    REFUSED = "refused"


FROM_CELLS = (Outcome.GIVEN, Outcome.PARTLY, Outcome.WITHHELD)
CHOSEN = (Outcome.NOT_HELD, Outcome.NOT_IN_CATALOGUE, Outcome.TRANSFERRED, Outcome.REFUSED)


class Outside(StrEnum):
    """What is asked for that no published table holds, as a code: so that the same question is known again."""

    BY_GROUP = "by_group"
    FINER_PLACE = "finer_place"  # municipality, post, crossing
    FINER_TIME = "finer_time"  # days and hours
    NOT_LISTED = "not_listed"  # under a code that the edition does not list: fewer than may be told, or nobody
    NOT_PUBLISHED = "not_published"  # a month without an edition yet
    BEFORE_COUNTING = "before_counting"
    A_PERSON = "a_person"
    WHERE_PEOPLE_ARE = "where_people_are"
    OTHER_TABLE = "other_table"
    NOT_OURS = "not_ours"  # money, staff, acts of an authority


class Ground(StrEnum):
    """Why a request is refused."""

    PERSONAL_DATA = "personal_data"
    PUTS_AT_RISK = "puts_at_risk"
    RESERVED = "reserved"
