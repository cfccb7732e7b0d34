"""Invented names for a million people: three syllables each, the commonest first. No list of anybody's names was copied."""

from __future__ import annotations

SYLLABLES = [first + vowel for first in "bcdfgjlmnprstv" for vowel in "aeiou"]
GIVEN, FAMILIES = 1_000, 4_000


def names() -> tuple[list[str], list[str]]:
    """Return given names and family names, the commonest first, no two alike."""
    made = [f"{a}{b}{c}" for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES if len({a, b, c}) == 3]
    spread = made[:: len(made) // (GIVEN + FAMILIES)]
    return spread[:GIVEN], spread[GIVEN : GIVEN + FAMILIES]
