"""The five words of a contact card: drawn, checked, read as people type them, digested under a key. Pure; randomness comes in.

Four words are drawn and the fifth follows from them, so that one wrong word, or two in each other's place, is always noticed.
A code says nothing of who carries it, and nothing here tells whether it was ever seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from hmac import new
from itertools import combinations, product
from pathlib import Path

from vereda.people.rules.sounds import sound

LIST = Path(__file__).parents[1] / "texts" / "card_words.txt"
DRAWN, WORDS, BEGINS = 4, 5, 4
DIGITS = 13
"""Every code is as long as every other one where it is sealed: a length would tell of it."""
READ_MOST = 200
PROPOSED_MOST = 4
PART = re.compile(r"[a-z]+")

type Code = tuple[int, ...]  # places in the list, five of them


class Wrong(StrEnum):
    """Why words are no code. It is said of the words alone, whoever may carry them."""

    FEW = "few"
    MANY = "many"
    UNKNOWN = "unknown"  # a word that is not in the list
    CHECK = "check"  # words of the list that do not go together


@dataclass(frozen=True)
class Typed:
    """What somebody typed. code: the five words; '' with `wrong` and, where they are few, the codes that may be meant."""

    code: str = ""
    wrong: Wrong | None = None
    proposed: tuple[str, ...] = ()


@cache
def words() -> tuple[str, ...]:
    """Return the list. Its length is a prime number: only so no swap goes unnoticed."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def _places() -> dict[str, int]:
    return {word[:BEGINS]: place for place, word in enumerate(words())}


@cache
def _sounds() -> dict[str, int]:
    return {sound(word): place for place, word in enumerate(words())}


def fresh(below: Callable[[int], int]) -> str:
    """Return a code of five different words. below: `secrets.randbelow`, or what stands for it in a test."""
    while True:
        drawn = tuple(below(len(words())) for _word in range(DRAWN))
        code = (*drawn, check_of(drawn))
        if len(set(code)) == WORDS:
            return spoken(code)


def check_of(drawn: Sequence[int]) -> int:
    """Return the place of the fifth word: that with which the sum of (place in the code) times (place in the list) vanishes."""
    many = len(words())
    return -sum(at * place for at, place in enumerate(drawn, 1)) * pow(WORDS, -1, many) % many


def fits(code: Code) -> bool:
    """Tell whether five words go together."""
    return len(code) == WORDS and check_of(code[:DRAWN]) == code[DRAWN]


def spoken(code: Code) -> str:
    """Return a code as it is printed and read aloud."""
    return " ".join(words()[place] for place in code)


def typed(text: str) -> Typed:
    """Return what was typed, whatever its capitals, accents, blanks and hyphens; of a word its first four letters count."""
    parts = PART.findall(_plain(text))
    if not parts:
        return Typed(wrong=Wrong.FEW)
    found = [_places().get(part[:BEGINS]) for part in parts]
    if len(parts) != WORDS:
        return Typed(wrong=Wrong.FEW if len(parts) < WORDS else Wrong.MANY)
    code = tuple(place for place in found if place is not None)
    if fits(code):
        return Typed(code=spoken(code))
    wrong = Wrong.CHECK if len(code) == WORDS else Wrong.UNKNOWN
    meant = dict.fromkeys(spoken(one) for one in _meant(parts, found) if fits(one))
    return Typed(wrong=wrong, proposed=tuple(meant) if len(meant) <= PROPOSED_MOST else ())


def _meant(parts: Sequence[str], found: Sequence[int | None]) -> Iterator[Code]:
    """Yield what may have been meant: words one slip away, or that sound so; or two words in each other's place."""
    choices = [[place] if place is not None else near(part) for part, place in zip(parts, found, strict=True)]
    yield from product(*choices)
    if None not in found:
        code = [place for place in found if place is not None]
        for one, two in combinations(range(WORDS), 2):
            turned = list(code)
            turned[one], turned[two] = code[two], code[one]
            yield tuple(turned)


def near(part: str) -> list[int]:
    """Return the places of the words that one slip makes of what was typed, or that sound like it."""
    whole = {*_without_one(part), *_swapped(part)}  # a letter too much, two in each other's place
    meant = {place for one in (*_marked(part), f"-{part}") for place in _slips().get(one, ())}
    meant |= {place for place, word in enumerate(words()) if word in whole}
    return sorted(meant | {place for place in [_sounds().get(sound(part))] if place is not None})


@cache
def _slips() -> dict[str, list[int]]:
    """Return which words lack one letter where there is a mark, and which are so without one of their letters, after a dash."""
    found: dict[str, list[int]] = {}
    for place, word in enumerate(words()):
        for one in (*_marked(word), *(f"-{rest}" for rest in _without_one(word))):
            found.setdefault(one, []).append(place)
    return found


def _marked(word: str) -> set[str]:
    return {f"{word[:at]}_{word[at + 1 :]}" for at in range(len(word))}


def _without_one(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _swapped(word: str) -> set[str]:
    return {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}


def completions(part: str, most: int) -> list[str]:
    """Return the words that begin so, to be tapped instead of typed."""
    plain = "".join(PART.findall(_plain(part)))
    return [word for word in words() if word.startswith(plain)][:most] if plain else []


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text[:READ_MOST].casefold())
    return "".join(one for one in folded if not unicodedata.combining(one))


def number_of(code: str) -> str:
    """Return a code as it is sealed [digits, always as many]. Raises ValueError of what is no code."""
    places = tuple(_places()[word[:BEGINS]] for word in code.split() if word in words())
    if not fits(places):
        raise ValueError("no code")
    number = 0
    for place in places[:DRAWN]:
        number = number * len(words()) + place
    return f"{number:0{DIGITS}}"


def is_number(number: str) -> bool:
    """Tell whether digits stand for a code."""
    return re.fullmatch(rf"[0-9]{{{DIGITS}}}", number) is not None and int(number) < len(words()) ** DRAWN


def digest_of(key: bytes, number: str) -> bytes:
    """Return how a code is known within a calendar year [16 bytes]. key: of that year; with it, it is forgotten."""
    return new(key, number.encode(), sha256).digest()[:16]
