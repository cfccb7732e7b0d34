"""The words of a bulletin: what can be counted, by what, and the codes that every country shares."""

from __future__ import annotations

from enum import StrEnum


class Count(StrEnum):
    """The unit. A fourth, `individuals`, is an estimate and comes only with its interval, never from a bulletin."""

    SERVICES = "services"
    PEOPLE = "people"
    ENCOUNTERS = "encounters"


class By(StrEnum):
    """What a bulletin can be split by; the value is the header of the CSV column."""

    CATEGORY = "category"
    NATIONALITY = "nationality"
    GROUP = "group"
    STATE = "state"
    MONTH = "month"
    SEX = "sex"
    AGE_BAND = "age_band"
    SERVICE = "service"


# Attributes of the people met. They may be known only apart from each other; the other dimensions never are.
ATTRIBUTES = (By.NATIONALITY, By.SEX, By.AGE_BAND)

TOTAL = "TOTAL"
NOT_TOGETHER = "*"  # known, but not together with the rest of the row
UNKNOWN_NATIONALITY = "XX"

# Outside the total everywhere, under these codes where a pack has none of its own for them.
BODY = "BODY"
PATROL = "PATROL"

SEXES = ("F", "M", "X", "U", NOT_TOGETHER)
AGE_BANDS = ("0-4", "5-11", "12-17", "0-17", "18-29", "30-59", "60+", "18+", "U", NOT_TOGETHER)
MINOR_BANDS = ("0-4", "5-11", "12-17", "0-17")

LANGUAGES = ("es", "en")


class Origin(StrEnum):
    """Whose numbers an edition holds: counted here and protected, or printed by others and copied as they were."""

    OWN = "own"
    PRESS = "press"
