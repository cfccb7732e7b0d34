"""Which numbered place somebody means who says 'torre 114', 'T-114' or 'poste 33' on a bad line. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from vereda.safety.rules.points import plain

SMALL_WORDS = frozenset({"a", "al", "de", "del", "el", "en", "la", "las", "lo", "los", "no", "num", "numero", "nr", "por", "y"})
SHORT = 3
"""So many letters may stand for a whole word: 'T' for 'torre', 'km' for 'kilómetro'."""
TRIED = 4
"""Of so many numbers in one sentence each is tried as the one of the place: 'línea 3, torre 114'."""


class Place(Protocol):
    """What is compared of a numbered place: a row of a file, or of the read model."""

    @property
    def series(self) -> Any: ...  # Any: text; a read model has a column here
    @property
    def number(self) -> Any: ...  # Any: as series


@dataclass(frozen=True)
class Asked:
    """What was said. number: as it is compared, '' when none was said; words: the rest, small words left out."""

    number: str
    words: tuple[str, ...]


def asked(said: str) -> list[Asked]:
    """Return the ways in which a sentence can be understood: each number in it may be the one that stands on the place.

    'T-114' and 'T 114' are the number 114 with the word 't'; a sentence without a number asks for a series.
    """
    tokens = [one for word in re.split(r"[\s,;:/]+", said) if (one := plain(word)) and one not in SMALL_WORDS]
    numbered = [place for place, one in enumerate(tokens) if one[-1:].isdigit() or any(sign.isdigit() for sign in one)]
    if not numbered:
        return [Asked("", tuple(tokens))] if tokens else []
    return [
        Asked(tokens[place], tuple(one for at, one in enumerate(tokens) if at != place))
        for place in numbered[-1 : -TRIED - 1 : -1]
    ]


def parted(number: str) -> tuple[str, str]:
    """Return a plain number as letters and what follows: 't114' is 't' and '114'; '114a' is '' and '114a'."""
    found = re.match(r"[^\W\d]*", number)
    letters = found[0] if found else ""
    return (letters, number[len(letters) :].lstrip("0") or number[len(letters) :]) if letters != number else ("", number)


def means(told: Asked, place: Place) -> bool:
    """Return whether a numbered place is meant: the same number, and every other word fits its series or its letters."""
    letters, rest = parted(plain(place.number))
    if told.number:
        said, number = parted(told.number)
        if number != rest:
            return False
        words = (*((said,) if said else ()), *told.words)
    else:
        words = told.words
    names = [*names_of(place.series), *((letters,) if letters else ())]
    return all(any(fits(word, name) for name in names) for word in words)


def names_of(series: str) -> list[str]:
    """Return the words of a series as they are compared."""
    return [plain(one) for one in re.split(r"[\s,;:/()-]+", series) if one]


def is_series(said: str, series: str) -> bool:
    """Return whether a sentence without a number means a series."""
    return any(all(any(fits(word, name) for name in names_of(series)) for word in told.words) for told in asked(said))


def is_number(told: Asked, place: Place) -> bool:
    """Return whether a place bears the number, whatever its series."""
    return bool(told.number) and parted(told.number)[1] == parted(plain(place.number))[1]


def fits(word: str, name: str) -> bool:
    """Return whether a word that was said is a name, its beginning, its plural, or short for it; or the name is short for it."""
    return name.startswith(word) or word in (f"{name}s", f"{name}es") or _is_short(word, name) or _is_short(name, word)


def _is_short(short: str, whole: str) -> bool:
    """Return whether a few letters stand for a word: the same first one, the others in their order."""
    if not short or len(short) > SHORT or not short.isalpha() or short[0] != whole[:1]:
        return False
    letters = iter(whole)
    return all(one in letters for one in short)


@dataclass(frozen=True)
class Found[P: Place]:
    """places: what is meant; others: the same number in another series, where nothing is meant."""

    places: Sequence[P]
    others: Sequence[P] = ()


def find[P: Place](said: str, places: Iterable[P], most: int = 50) -> Found[P]:
    """Return the numbered places that a sentence means, by series and number; at most so many."""
    ways, there = asked(said), list(places)
    for told in ways:
        if met := [one for one in there if means(told, one)]:
            return Found(sorted(met, key=order)[:most])
    others = [one for told in ways for one in there if is_number(told, one)]
    return Found((), sorted({id(one): one for one in others}.values(), key=order)[:most])


def order(place: Place) -> tuple[str, int, str]:
    """Return by what numbered places are sorted: series, then the number as a number."""
    digits = re.search(r"\d+", place.number)
    return plain(place.series), int(digits[0]) if digits else 0, plain(place.number)


def endings(said: str) -> Iterator[str]:
    """Yield what the plain number of a place must end with to be meant; nothing where no number was said."""
    for told in asked(said):
        if told.number:
            yield parted(told.number)[1]
