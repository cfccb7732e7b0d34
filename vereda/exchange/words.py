"""Closed lists of good practice."""

from __future__ import annotations

from enum import StrEnum

PARTS = ("context", "problem", "done", "took", "evidence", "limits", "adapt")
"""The parts of a text, in the order in which they are read; the title stands before them."""
NEEDED = ("title", "problem", "done", "limits")
"""What a draft needs: a practice that names no limit is an advertisement."""
TITLE_MOST, PART_MOST, LINE_MOST = 140, 3000, 300  # [signs]


class Topic(StrEnum):
    """What a practice is about."""

    RESCUE = "rescue"
    ORIENTATION = "orientation"
    HEALTH = "health"
    LEGAL = "legal"
    PROTECTION = "protection"
    TRACING = "tracing"
    REFERRALS = "referrals"
    ACROSS_BORDERS = "across_borders"
    TEAMS = "teams"
    TRUST = "trust"
    RECORDS = "records"


class Origin(StrEnum):
    """Where a practice comes from. Of a mission no more than this is kept: its id would tell when it was."""

    POST = "post"
    MISSION = "mission"
    WORKSHOP = "workshop"
    VISIT = "visit"
    SOURCES = "sources"
    ABROAD = "abroad"


class ReferenceStatus(StrEnum):
    """How sure a reference is: somebody read it, it was read in what others say of it, or it was only named."""

    READ = "source_read"
    SECOND_HAND = "second_hand"
    NAMED = "named"


class Result(StrEnum):
    """How it went where a practice was taken up."""

    TOO_EARLY = "too_early"
    WORKED = "worked"
    IN_PART = "in_part"
    NOT = "not"
    STOPPED = "stopped"


class Stage(StrEnum):
    """How far a text is in its language."""

    NONE = "none"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
