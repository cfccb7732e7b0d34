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
