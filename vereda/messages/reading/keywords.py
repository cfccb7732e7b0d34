"""What a text message asks for: a word in any language of the pack, a number of a menu, a language by its name. Pure.

Accents, capitals, signs and emoji are passed over; a slip of spelling is forgiven in words of four letters and more, but not in
those that ask for help, stop or start: of these a near word means something else (ALTO, ALTA).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from vereda.countries.door import Asks, SmsLanguage

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
READ_MOST = 2000  # signs that are looked at
NUMBER_DIGITS = 3
NAME_LETTERS = 6  # a slip in a shorter name of a language makes a word of it
EXACT_ONLY = frozenset({Asks.SOS, Asks.STOP, Asks.START, Asks.MORE})
NUMBER_WORDS = frozenset({"no", "num", "numero", "opcion", "option", "number", "nimewo"})


@dataclass(frozen=True)
class Asked:
    """What a text asks for.

    language   of the word that was found, or the language that is named; '': none
    is_name    the language is named, to be spoken from now on
    number     of a menu
    is_whole   the text says nothing else: nobody has to read it
    is_empty   it holds no word at all
    """

    what: Asks | None = None
    language: str = ""
    number: int | None = None
    is_whole: bool = False
    is_empty: bool = False
    is_name: bool = False


def folded(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: without accents, capitals, signs and emoji."""
    plain = unicodedata.normalize("NFKD", text[:READ_MOST].casefold())
    return tuple(word.replace("’", "'") for word in WORD.findall("".join(one for one in plain if not unicodedata.combining(one))))


@cache
def _kept(word: str) -> tuple[str, ...]:
    """Return a word of the pack as it is compared; there are a few hundred."""
    return folded(word)


def asked(
    text: str, languages: Mapping[str, SmsLanguage], names: Mapping[str, Sequence[str]], preferred: Sequence[str] = ()
) -> Asked:
    """Return what a text asks for.

    names      how each language may be called, its own name first
    preferred  languages whose words are tried first: that of the conversation, the main one
    """
    said = folded(text)
    if not said:
        return Asked(is_empty=True)
    if (number := _number(said)) is not None:
        return Asked(number=number, is_whole=True)
    order = [*(one for one in preferred if one in languages), *(one for one in languages if one not in preferred)]
    known = [
        (language, what, _kept(word)) for language in order for what, words in languages[language].words.items() for word in words
    ]
    return _whole(said, known, names) or _begun(said, known) or _within(said, known) or Asked()


def _number(said: Sequence[str]) -> int | None:
    rest = [word for word in said if word not in NUMBER_WORDS]
    is_number = len(rest) == 1 and rest[0].isdecimal() and len(rest[0]) <= NUMBER_DIGITS
    return int(rest[0]) if is_number else None


type Known = Sequence[tuple[str, Asks, tuple[str, ...]]]


def _whole(said: tuple[str, ...], known: Known, names: Mapping[str, Sequence[str]]) -> Asked | None:
    for language, what, word in known:
        if said == word:
            return Asked(what, language, is_whole=True)
    together = " ".join(said)
    for language, own in names.items():
        if any(together == " ".join(_kept(name)) for name in own):
            return Asked(Asks.LANGUAGE, language, is_whole=True, is_name=True)
    return _nearly(together, known, names)


def _nearly(together: str, known: Known, names: Mapping[str, Sequence[str]]) -> Asked | None:
    """Return the nearest word or name of a language, the first of several as near; None where none is near."""
    near = [
        (slips, Asked(what, language, is_whole=True))
        for language, what, word in known
        if what not in EXACT_ONLY and (slips := _slips(together, " ".join(word))) is not None
    ]
    near += [
        (slips, Asked(Asks.LANGUAGE, language, is_whole=True, is_name=True))
        for language, own in names.items()
        for name in own
        if len(name) >= NAME_LETTERS and (slips := _slips(together, " ".join(_kept(name)))) is not None
    ]
    return min(near, key=lambda one: one[0])[1] if near else None


def _begun(said: tuple[str, ...], known: Known) -> Asked | None:
    """Return what the first words ask for, the longest first; a text that begins with STOP and goes on asks for no end."""
    for language, what, word in sorted(known, key=lambda one: -len(one[2])):
        if what is not Asks.STOP and said[: len(word)] == word:
            return Asked(what, language)
    return next((Asked(one.what, one.language) for one in [_nearly(said[0], known, {})] if one), None)


def _within(said: tuple[str, ...], known: Known) -> Asked | None:
    """Return what a word in the midst of a text asks for; nobody asks for an end, or for help, in passing."""
    for place in range(1, min(len(said), 60)):
        for language, what, word in known:
            if what not in EXACT_ONLY and said[place : place + len(word)] == word:
                return Asked(what, language)
    return None


def _slips(one: str, other: str) -> int | None:
    """Return how many letters were left out, put in, changed or swapped, where that is forgiven; else None."""
    most = 0 if len(other) < 4 else 1 if len(other) < 8 else 2
    if abs(len(one) - len(other)) > most:
        return None
    before, row = list[int](), list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        last, row, older = row, [at], before
        for to, wanted in enumerate(other, start=1):
            cost = min(last[to] + 1, row[to - 1] + 1, last[to - 1] + (letter != wanted))
            if older and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, older[to - 2] + 1)
            row.append(cost)
        before = last
    return row[-1] if row[-1] <= most else None
