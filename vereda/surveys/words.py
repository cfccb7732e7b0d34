"""The closed words of forms: how a question is answered, what a form is for, what may never be asked."""

from __future__ import annotations

from enum import StrEnum


class Answer(StrEnum):
    """How a question is answered; the words are those of XLSForm."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    ONE = "select_one"
    SEVERAL = "select_multiple"
    DATE = "date"
    TIME = "time"
    INSTANT = "dateTime"
    POINT = "geopoint"
    IMAGE = "image"
    AGREED = "acknowledge"
    NOTE = "note"  # says something and asks nothing
    CALCULATED = "calculate"
    GROUP = "group"
    REPEAT = "repeat"


HOLDING = frozenset({Answer.GROUP, Answer.REPEAT})
"""What holds other questions, and is none."""
SILENT = frozenset({Answer.NOTE, Answer.GROUP})
"""What stands in no answer."""
CLOSED = frozenset({Answer.ONE, Answer.SEVERAL, Answer.INTEGER, Answer.AGREED})
"""What may stand in clear when whoever imports says so: codes and whole numbers, never words or places."""


class Use(StrEnum):
    """What the answers of a form become."""

    EXTRA = "extra"  # extra questions, of an encounter or alone
    ENCOUNTER = "encounter"  # an encounter, and what else was asked beside it


class Field(StrEnum):
    """Field of an encounter that an answer fills; the last four are of a line, in a repeat that is `lines`."""

    PEOPLE = "people_met"
    SERVICES = "services"
    PLACE = "place"
    LANGUAGE = "language"
    NOTE = "note"
    LINES = "lines"
    COUNT = "count"
    NATIONALITY = "nationality"
    SEX = "sex"
    AGE_BAND = "age_band"


OF_LINE = frozenset({Field.COUNT, Field.NATIONALITY, Field.SEX, Field.AGE_BAND})


class Never(StrEnum):
    """What no form may ask, whoever wishes it: it would tell who somebody is, or what is held against them."""

    IDENTITY = "identity"
    STATUS = "status"
    RELIGION = "religion"
