"""The closed words of readiness: how a step stands, and who says so."""

from __future__ import annotations

from enum import StrEnum


class Mark(StrEnum):
    """What somebody says of a step."""

    DONE = "done"
    OPEN = "open"  # said by mistake, or no longer so
    NOT_NEEDED = "not_needed"


class Section(StrEnum):
    """The parts of the guide, in their order."""

    MANDATE = "mandate"
    LAW = "law"
    AGREEMENTS = "agreements"
    TEAM = "team"
    EQUIPMENT = "equipment"
    POSTS = "posts"
    TRAINING = "training"
    DATA = "data"
    FIRST_DAYS = "first_days"
