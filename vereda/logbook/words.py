"""The closed words of the logbook: classes of fields, and the ways in which a fact reaches it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class FieldClass(StrEnum):
    """How closed a field is. Only `contact` may stand in clear; every other class lives in sealed boxes."""

    CONTACT = "contact"
    WHEREABOUTS = "whereabouts"
    IDENTITY = "identity"
    HEALTH = "health"
    SCREENING = "screening"
    SEXUAL_VIOLENCE = "sexual_violence"
    TORTURE = "torture"
    LEGAL = "legal"
    TRACING = "tracing"
    INCIDENT = "incident"
    FREE_TEXT = "free_text"


class Demand(NamedTuple):
    """What an author must hold over the records of the own group, in the words of the matrix of access."""

    record_class: str
    action: str
    part: str = "whole"


class Channel(StrEnum):
    """The way in which a fact reached the logbook."""

    PHONE = "phone"
    DESK = "desk"
    PAPER = "paper"
    RADIO = "radio"
    TELEPHONE = "telephone"
    SMS = "sms"
    IMPORT = "import"


class Taken(StrEnum):
    """What the logbook answers to one delivered entry."""

    ACCEPTED = "accepted"
    KNOWN = "known"
    QUARANTINED = "quarantined"
    NOT_UNDERSTOOD = "not_understood"
    REFUSED = "refused"


class Held(StrEnum):
    """Why a chained entry is not folded yet."""

    QUARANTINE = "quarantine"
    DECLINED = "declined"
    NOT_UNDERSTOOD = "not_understood"


PRACTICE_DAYS = 30
"""Days after which nothing can be read of a practice; its entries stay in the chain."""

WHEREABOUTS_DAYS = 7
"""Days after which the exact place of a living person is destroyed (rules.md, section 1)."""

CLOCK_AHEAD_MIN = 10
"""Minutes by which an entry may be ahead of this node's wall clock before it is limited (rules.md, section 2)."""

BATCH_MOST = 500
"""Entries in one delivered batch, at most."""
