"""Which two alerts likely tell of the same emergency, and why. A person joins them; nothing here does. Pure.

Hour, place, number of people, the number to call back and the caller's name are compared. Only the reasons come out: that two
callers gave the same number, never the number. The weights are our own proposal: a pair needs something that ties it (place,
number or name), since two calls in one hour about one person each are no sign by themselves.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from vereda.places.door import cell_centre, distance_km

WINDOW = timedelta(hours=72)
SAME_KM, NEAR_KM, FAR_KM = 3.0, 20.0, 100.0
DIGITS_LEAST, DIGITS = 7, 8
"""Of a telephone: fewer mean none; so many at its end are compared, as long as the shortest whole number of a country."""
WORD_LEAST = 3
PROPOSED_FROM = 4


class Sign(StrEnum):
    """What speaks for one emergency, or against it."""

    SAME_NUMBER = "same_number"
    SAME_NAME = "same_name"
    SAME_PLACE = "same_place"
    NEAR_PLACE = "near_place"
    FAR_PLACE = "far_place"
    SAME_PEOPLE = "same_people"
    NEAR_PEOPLE = "near_people"
    OTHER_PEOPLE = "other_people"
    WITHIN_AN_HOUR = "within_an_hour"
    WITHIN_SIX_HOURS = "within_six_hours"


POINTS: Mapping[Sign, int] = {
    Sign.SAME_NUMBER: 4,
    Sign.SAME_NAME: 2,
    Sign.SAME_PLACE: 3,
    Sign.NEAR_PLACE: 2,
    Sign.FAR_PLACE: -3,
    Sign.SAME_PEOPLE: 2,
    Sign.NEAR_PEOPLE: 1,
    Sign.OTHER_PEOPLE: -1,
    Sign.WITHIN_AN_HOUR: 2,
    Sign.WITHIN_SIX_HOURS: 1,
}
TIES = frozenset({Sign.SAME_NUMBER, Sign.SAME_NAME, Sign.SAME_PLACE, Sign.NEAR_PLACE})


@dataclass(frozen=True)
class Told:
    """What is compared of an alert.

    told_at   aware
    lat, lon  exact place while it is still held [degrees, WGS 84]; None: only the coarse cell is known
    h3_5      coarse cell, '' where nothing is known
    people    how many, None: not known
    number    digits of the number to call back; name: words of the caller's name, folded. Never shown
    """

    told_at: datetime
    lat: float | None = None
    lon: float | None = None
    h3_5: str = ""
    people: int | None = None
    number: str = field(default="", repr=False)
    name: frozenset[str] = field(default=frozenset(), repr=False)


def likely_same(one: Told, other: Told) -> tuple[Sign, ...]:
    """Return the signs by which two alerts likely tell of one emergency, the strongest first; none where they do not.

    It does not matter which of the two is given first.
    """
    if abs(one.told_at - other.told_at) > WINDOW:
        return ()
    signs = sorted(_signs(one, other), key=lambda sign: (-POINTS[sign], sign))
    if TIES.isdisjoint(signs) or sum(POINTS[sign] for sign in signs) < PROPOSED_FROM:
        return ()
    return tuple(signs)


def digits(number: str) -> str:
    """Return by what two numbers are compared: the last digits; '' where there are too few to mean one telephone."""
    found = "".join(sign for sign in number if sign.isascii() and sign.isdigit())
    return found[-DIGITS:] if len(found) >= DIGITS_LEAST else ""


def words(name: str) -> frozenset[str]:
    """Return by what two names are compared: the words of three letters or more, without accents and capitals."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign)).casefold()
    return frozenset(word for word in plain.split() if len(word) >= WORD_LEAST)


def _signs(one: Told, other: Told) -> Iterator[Sign]:
    if one.number and one.number == other.number:
        yield Sign.SAME_NUMBER
    if one.name and other.name and (one.name <= other.name or other.name <= one.name):
        yield Sign.SAME_NAME
    yield from _of_place(_apart_km(one, other))
    yield from _of_people(one.people, other.people)
    apart = abs(one.told_at - other.told_at)
    if apart <= timedelta(hours=1):
        yield Sign.WITHIN_AN_HOUR
    elif apart <= timedelta(hours=6):
        yield Sign.WITHIN_SIX_HOURS


def _apart_km(one: Told, other: Told) -> tuple[float, bool] | None:
    """Return how far apart they are and whether both places are exact; None where one is not known."""
    here, there = _point(one), _point(other)
    if here is None or there is None:
        return None
    return distance_km(*here, *there), one.lat is not None and other.lat is not None


def _point(told: Told) -> tuple[float, float] | None:
    if told.lat is not None and told.lon is not None:
        return told.lat, told.lon
    return cell_centre(told.h3_5) if told.h3_5 else None


def _of_place(apart: tuple[float, bool] | None) -> Iterator[Sign]:
    if apart is None:
        return
    km, is_exact = apart
    if km <= SAME_KM and is_exact:
        yield Sign.SAME_PLACE
    elif km <= NEAR_KM:
        yield Sign.NEAR_PLACE
    elif km > FAR_KM:
        yield Sign.FAR_PLACE


def _of_people(one: int | None, other: int | None) -> Iterator[Sign]:
    if one is None or other is None:
        return
    less, more = sorted((one, other))
    if less == more:
        yield Sign.SAME_PEOPLE
    elif more - less == 1 or more <= less * 1.25:
        yield Sign.NEAR_PEOPLE
    elif more > 2 * less:
        yield Sign.OTHER_PEOPLE
