"""An age as it is told, as years of birth and as a band: 'about twenty', 'fourteen or fifteen'. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from vereda.encounters.schema import AgeBand

AGE_MOST = 120
BANDS = (
    (4, AgeBand.INFANT), (11, AgeBand.CHILD), (17, AgeBand.TEEN),
    (29, AgeBand.YOUNG), (59, AgeBand.ADULT), (AGE_MOST, AgeBand.OLDER),
)  # fmt: skip
"""Last completed year of each band."""
GROWN = 18
AGES: Mapping[str, tuple[int, int]] = {
    band.value: (first, last) for first, (last, band) in zip((0, 5, 12, 18, 30, 60), BANDS, strict=True)
} | {AgeBand.MINOR.value: (0, GROWN - 1), AgeBand.GROWN.value: (GROWN, AGE_MOST)}


class Born(NamedTuple):
    """Years between which somebody was born, both inclusive."""

    from_year: int
    to_year: int


def born(least: int, most: int, on: date) -> Born:
    """Return the years of birth of who is `least` to `most` completed years old on a day.

    Whoever is 20 on 20 November 2026 was born between 21 November 2005 and that day of 2006.
    """
    return Born(on.year - most - 1, on.year - least)


def ages(born_from: int, born_to: int, on: date) -> tuple[int, int]:
    """Return the ages that `born` was given, on a day of the same year; never below zero."""
    return max(0, on.year - born_to), max(0, on.year - born_from - 1)


def band_of(least: int, most: int) -> AgeBand:
    """Return the band in which all these ages lie; minor or adult where only that is sure; else unknown."""
    first, last = _band(least), _band(most)
    if first is last:
        return first
    if most < GROWN:
        return AgeBand.MINOR
    return AgeBand.GROWN if least >= GROWN else AgeBand.UNKNOWN


def years_of(band: str, on: date) -> Born | None:
    """Return the years of birth of a band as it was told by a day, None where it is unknown."""
    least, most = AGES.get(band, (0, 0))
    return born(least, most, on) if most else None


def _band(age: int) -> AgeBand:
    return next(band for last, band in BANDS if age <= last)
