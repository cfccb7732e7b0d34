"""The closed words of a child's path. Its steps are the pack's."""

from __future__ import annotations

from enum import StrEnum


class PathEnd(StrEnum):
    """How a path ended."""

    IN_CARE = "in_care"
    FAMILY_FOUND = "family_found"
    LEFT = "left"
    NOT_ALONE = "not_alone"
    UNKNOWN = "unknown"


HANDED = frozenset({PathEnd.IN_CARE, PathEnd.FAMILY_FOUND})
"""Ends by which the children went to somebody: they are with us until an official has signed for them."""


class ToldThrough(StrEnum):
    """By which way an office was told."""

    TELEPHONE = "telephone"
    RADIO = "radio"
    SMS = "sms"
    MAIL = "mail"
    IN_PERSON = "in_person"


class PathRing(StrEnum):
    """Whom the clock of a path rings."""

    COORDINATOR = "coordinator"
    NEXT_OFFICE = "next_office"


# screening ---------------------------------------------------------------------------------------------------------------


class Strength(StrEnum):
    """How much an indicator weighs in its dimension."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class Heard(StrEnum):
    """What was said of a row when it was talked about. A row that nobody asked about has no answer."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Next(StrEnum):
    """What follows from a screening. There is no other answer, and none is a finding."""

    REFER_NOW = "refer_now"
    TALK_AGAIN = "talk_again"
    NO_SIGNS_TODAY = "no_signs_today"


class Profile(StrEnum):
    """Whose strengths hold."""

    ADULT = "adult"
    CHILD = "child"


class Level(StrEnum):
    """Where a factor lies."""

    INDIVIDUAL = "individual"
    HOUSEHOLD = "household"
    COMMUNITY = "community"
    STRUCTURAL = "structural"


class Confidence(StrEnum):
    """How sure who writes is of an answer."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


class ToldBy(StrEnum):
    """From whom an answer is known."""

    PERSON = "person"
    RELATIVE = "relative"
    OTHER_HELPER = "other_helper"
    SEEN = "seen"  # by who writes
    PAPER = "paper"


class Difficulty(StrEnum):
    """The four answers of the short set."""

    NONE = "none"
    SOME = "some"
    A_LOT = "a_lot"
    CANNOT = "cannot"


# cases -------------------------------------------------------------------------------------------------------------------


class CaseStep(StrEnum):
    """The steps of a case, in their order. Nobody is held to it: what presses comes first."""

    IDENTIFY = "identify"
    SAFETY = "safety"
    CONSENT = "consent"
    ASSESS = "assess"
    PLAN = "plan"
    REFER = "refer"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"


class CaseEnd(StrEnum):
    """How a case ended."""

    SAFE = "safe"
    WITH_ANOTHER = "with_another"
    NOT_WANTED = "not_wanted"
    LOST_CONTACT = "lost_contact"
    MISTAKE = "mistake"


class Wanted(StrEnum):
    """What somebody who survived torture said to a referral, asked once."""

    YES = "yes"
    NO = "no"
    LATER = "later"


class FamilyRisk(StrEnum):
    """What somebody looks at before a family is searched for: any of them stops it until it was talked about."""

    FLED_THEM = "fled_them"
    VIOLENCE = "violence"
    SOLD_OR_SENT = "sold_or_sent"
    PERSECUTED = "persecuted"
    NOT_WANTED = "not_wanted"
