"""The practice (simulacro) of a group: a shadow group in whose name entries stand that are none of the real day.

Whatever is looked up by group shows either the real day or the practice, and never both. Pure, and known to all.
"""

from __future__ import annotations

PREFIX = "practice."
"""No group has such a code: codes of groups are words joined by hyphens."""


def shadow_of(group: str) -> str:
    """Return the group in whose name a group practises."""
    return PREFIX + real_of(group)


def real_of(group: str) -> str:
    """Return the group that practises under a code; the code itself where it is no practice."""
    return group.removeprefix(PREFIX)


def is_practice(group: str) -> bool:
    """Tell whether a code is that of a practice."""
    return group.startswith(PREFIX)
