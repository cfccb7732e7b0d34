"""Between which days somebody may be born who told a birthday or an age. Pure.

An age is often a guess and ends in 0 or 5; who is 14 to 17 may say 18, so as not to be parted from friends. Neither is a lie to
be counted against a person: `columns.py` only marks them, and no adult age vetoes a link of a possible child.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

YEAR_DAYS = 365.25
OLDEST = 115
HEAPS, FROM_HEAP = 5, 20
SAID_ADULT = range(18, 20)
"""Ages that a boy or girl of 14 to 17 gives who says to be of age."""
NEW_YEAR = (1, 1)
"""Month and day that are written where only the year is known: the birthday then is that year."""
DAY_ZERO = date(1900, 1, 1)


class Birth(NamedTuple):
    """When somebody may be born, days since 1900, both included; year, month and day where a birthday was told.

    is_heaped   a stated age that ends in 0 or 5, from 20 on
    says_adult  a stated age of 18 or 19, without a birthday
    """

    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    is_heaped: bool = False
    says_adult: bool = False


def born(birthday: date | None, age: int | None, seen_on: date) -> Birth | None:
    """Return when somebody may be born: by the birthday, else by the age told on the day `seen_on`; None by neither.

    The 1st of January stands for a day that nobody knows: only its year is taken. A birthday after the day `seen_on`, or more
    than 115 years before it, is a slip of the pen and counts as not told.
    """
    if birthday is not None and birthday <= seen_on and seen_on.year - birthday.year <= OLDEST:
        at = days(birthday)
        if (birthday.month, birthday.day) == NEW_YEAR:
            return Birth(at, at + int(YEAR_DAYS), is_heaped=age is not None and _is_heaped(age), says_adult=age in SAID_ADULT)
        return Birth(at, at, birthday.year, birthday.month, birthday.day)
    if age is None or not 0 <= age <= OLDEST:
        return None
    latest = days(seen_on) - int(age * YEAR_DAYS)
    return Birth(latest - int(YEAR_DAYS), latest, is_heaped=_is_heaped(age), says_adult=age in SAID_ADULT)


def _is_heaped(age: int) -> bool:
    return age >= FROM_HEAP and age % HEAPS == 0


def days(on: date) -> int:
    """Return the days since 1900."""
    return (on - DAY_ZERO).days
