"""What is compared of a name: its words without particles, the names a pet name may stand for, and how it sounds. Pure.

A name keeps as many words as the person has; what is dropped here is dropped for comparing only. The key of a sound is one
table of rules (SOUNDS) that Python and SQL both read; `people/rules/sounds.py` is finer and serves the search by hand.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from vereda.people.rules.sounds import stands_for

SPELLINGS = Path(__file__).parents[1] / "texts" / "spellings.csv"
PARTICLES = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "y",
        "e",
        "i",
        "da",
        "do",
        "das",
        "dos",
        "du",
        "di",
        "san",
        "santa",
        "von",
        "van",
        "al",
        "ap",
        "mc",
        "sta",
        "sto",
    ]
)
SUFFIXES = frozenset(["filho", "neto", "junior", "jr", "sobrinho", "hijo"])
"""What Brazilians and others put after a name to tell father and son apart; the one who writes it down often does not."""

SAINTS = frozenset(["saint", "sainte", "st", "ste", "sen", "sent"])
"""Words that are one with the next: Saint-Louis is another family than Louis."""
FIGURES = str.maketrans("0135", "oles")
"""Letters that were read from paper as figures."""
READ_AS = (("rn", "m"), ("cl", "d"), ("vv", "w"))
"""Letters that look alike on paper: both are compared as the second."""

SHORT = 4
"""Names that sound no longer than this keep their vowels in the key: Xol, Xal and Xul are three families."""
WORDS = 60_000
"""So many words are kept in memory with what was made of them; a million records hold some hundred thousand words."""

_TWINS = tuple((f"{letter}{letter}+", letter) for letter in "abcdefghijklmnopqrstuvwxyz")
SOUNDS: tuple[tuple[str, str], ...] = (
    # Haiti: endings and letters of French and of Creole meet.
    ("^jean$", "jan"), ("eaux?$", "o"), ("^au", "o"), ("ius$", "us"), ("ph", "f"), ("(e|i)au", r"\1o"), ("ou", "u"),
    ("^w([aeio])", r"gu\1"), ("w", "u"), ("cois$", "sois"), ("cques?$", "k"), ("pt", "t"), ("gn", "n"), ("dj", "j"),
    ("n[dt]$", "n"),
    # Brazil.
    ("lh", "ll"), ("nh", "n"),
    # Spanish as the region speaks it, and Maya names as a clerk hears them.
    ("^x([ei])", r"j\1"), ("(ch|sh)", "x"), ("tz|ts|tx", "s"), ("^hu([aeio])", r"gu\1"), ("h", ""),
    ("x", "s"), ("cc([ei])", r"s\1"), ("sc([ei])", r"s\1"), ("[cz]([eiy])", r"s\1"), ("z", "s"),
    ("qu([eiy])", r"k\1"), ("ck|q|c", "k"), ("gu([ei])", r"G\1"), ("g([eiy])", r"j\1"), ("G", "g"),
    ("v", "b"), ("^(ll|y|i)([aeou])", r"j\2"), ("ll", "j"), ("y([aeou])", r"j\1"), ("y", "i"), ("m([bp])", r"n\1"),
    *_TWINS,
    ("([aeio])[dt]$", r"\1"), ("(oi|ui|ai)[sx]$", r"\1"),
)  # fmt: skip
"""(what is heard, what is written for it), in this order. RE2 reads them too: nothing looks ahead, nothing refers back.
Own proposal."""


def _needed(sound: str) -> str:
    """Return letters without which a sound is not heard, '' where that may be: those that it begins with."""
    found = re.match(r"\^?([a-zG]*)(.?)", sound)
    if found is None or "|" in sound:
        return ""
    return found[1][:-1] if found[2] in ("?", "*") else found[1]


_HEARD = tuple((_needed(sound), re.compile(sound).sub, into) for sound, into in SOUNDS)
"""The same with the letters that it needs: most words hold few of them, and a million records many words."""
VOWELS = "[aeiou]"
EARS, EAR_LEAST = str.maketrans("pdgjxzm", "btksssn"), 2
"""Consonants that are taken for each other; a name with fewer is compared by its sound. Own proposal."""


def folded(text: str) -> str:
    """Return small letters and blanks only: no accents, no signs; 'Tz'unun' is one word, 'Jean-Baptiste' are two."""
    text = text.lower().replace("ç", "s")
    plain = text if text.isascii() else _without_accents(text)
    plain = re.sub(r"(?<=[a-z])[0135]|[0135](?=[a-z])", lambda figure: figure[0].translate(FIGURES), plain)
    return " ".join(re.sub(r"[^a-z]+", " ", re.sub(r"['’`ʼ´]", "", plain)).split())


def _without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


@lru_cache(WORDS)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name that are compared, as they stand; a name of particles only keeps them."""
    every = _with_saints([word for part in name.split() for word in _folded_words(part)])
    kept = [word for word in every if word not in PARTICLES and word not in SUFFIXES]
    return tuple(spelled(word) for word in kept or every)


@lru_cache(WORDS)
def _folded_words(part: str) -> tuple[str, ...]:
    """Return the words of what stands between blanks: no letter is read by what stands behind a blank."""
    return tuple(folded(part).split())


def _with_saints(every: list[str]) -> list[str]:
    """Return the words of a name, those after a saint as one with it."""
    if SAINTS.isdisjoint(every):
        return every
    made = list[str]()
    for at, word in enumerate(every):
        if at and every[at - 1] in SAINTS:
            made[-1] = f"saint{spelled(word)}"
        else:
            made.append(word)
    return made


def spelled(word: str) -> str:
    """Return a word of a name as it is mostly written: 'Jn' is Jean, 'Hdez' is Hernández."""
    return _spellings().get(word, word)


@lru_cache(WORDS)
def canonical(word: str) -> tuple[str, ...]:
    """Return every name for which a given name may stand, sorted: Beto is Alberto, Humberto, Roberto and Beto itself."""
    return tuple(sorted({word, *stands_for(word)}))


def heard(word: str) -> str:
    """Return how a folded word sounds, without vowels but the first; short names keep them all."""
    sound = word
    for letters, heard_as, into in _HEARD:
        if letters in sound:
            sound = heard_as(into, sound)
    sound = sound or word
    return sound if len(sound) <= SHORT else sound[:1] + re.sub(VOWELS, "", sound[1:])


@lru_cache(WORDS)
def key(word: str) -> str:
    """Return the same, remembered: for words that come again, not for whole names, which would drive them out."""
    return heard(word)


@lru_cache(WORDS)
def by_ear(word: str) -> str:
    """Return what is left of a sound when a stranger writes it: classes of consonants; 'Joseph', 'Jozèf' and 'Yosef' are one.

    r is heard at the beginning only, and an s or t behind two others not at all, as in Creole and French.
    """
    sound = key(word)
    first = "a" if sound[0] in "aeiou" else sound[0].translate(EARS)
    rest = re.sub("[aeiour]", "", sound[1:]).translate(EARS)
    whole = re.sub(r"(.)\1+", r"\1", first + rest)
    if len(whole) > EAR_LEAST and whole[-1] in "st":
        whole = whole[:-1]
    return whole if len(whole) >= EAR_LEAST else sound


def key_sql(column: str) -> str:
    """Return the same in SQL (DuckDB) over a column of folded words."""
    sound = column
    for pattern, into in SOUNDS:
        sound = f"regexp_replace({sound}, '{pattern}', '{into}', 'g')"
    return (
        f"(select case when length(h) <= {SHORT} then h else h[1] || regexp_replace(h[2:], '{VOWELS}', '', 'g') end"
        f" from (select coalesce(nullif({sound}, ''), {column}) as h))"
    )


def nearby(word: str) -> Iterator[str]:
    """Yield a word and all it becomes when one letter is left out: two words that share one are a slip apart."""
    for looks, into in READ_AS:
        word = word.replace(looks, into)
    yield word
    if len(word) >= SHORT:
        yield from {word[:at] + word[at + 1 :] for at in range(len(word))}


@cache
def _spellings() -> dict[str, str]:
    with SPELLINGS.open(encoding="utf-8", newline="") as file:
        return {row["written"]: row["name"] for row in csv.DictReader(file)}
