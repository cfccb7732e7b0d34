"""The closed words of printed figures: what a heading measures, why a row is in no table, by which rule numbers do not fit."""

from __future__ import annotations

from enum import StrEnum


class Measure(StrEnum):
    """How a heading behaves over time."""

    SUM = "sum"  # adds up from the first day of its period: it can only grow
    STANDING = "standing"  # what there is on a day: it may rise and fall
    SHARE = "share"  # per cent


class Claim(StrEnum):
    """A sentence that gives no exact number."""

    AT_LEAST = "at_least"
    ABOUT = "about"
    UP_TO = "up_to"


class Skipped(StrEnum):
    """Why a printed row is in no table of an edition. A total is compared with its parts, and shown beside them."""

    TOTAL = "total"
    INEXACT = "inexact"
    TWO_IN_ONE = "two_in_one"
    AGES = "ages"
    SHARE = "share"
    MEANS = "means"
    SURVEY = "survey"
    MIGRATION = "migration"


class Rule(StrEnum):
    """By which rule two printed numbers do not fit. Those of ODD may both be true, and are only asked about."""

    PRINTED_TWICE = "printed_twice"
    REVISED = "revised_later"
    FALLS = "falls"
    MONTH_NEGATIVE = "month_negative"
    LOCATED = "located_above_reported"
    PARTS = "parts_do_not_sum"
    PART_ABOVE = "part_above_total"
    CLAIM = "claim_disagrees"
    STANDS_STILL = "stands_still"
    PACE = "pace_changes"
    YEAR = "far_from_year_before"


ODD = frozenset({Rule.LOCATED, Rule.STANDS_STILL, Rule.PACE, Rule.YEAR})


class Known(StrEnum):
    """How well the day of printing is known, from the address of the page."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NOT = "not"  # not before the last day that it counts


class Why(StrEnum):
    """What one printed figure did to the edition of its period."""

    FIRST = "first"  # this cell had not been printed
    CARRIED_ON = "carried_on"  # counted up to a later day
    SAME = "same"  # printed again, the same
    OTHER = "other"  # printed again for the same days, with another value
    OLDER = "older"  # printed later, but counted up to an earlier day: what stood goes on standing


ALL, FOREIGN, UNKNOWN, OTHER = "ALL", "FOREIGN", "UNKNOWN", "OTHER"
"""Nationalities of printed tables that are no country: everybody, all but nationals, not known, the rest."""
