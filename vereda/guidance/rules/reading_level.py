"""How easy a Spanish text is to read: the formula of Szigriszt-Pazos, told in the words of the INFLESZ scale. Pure.

It counts syllables, words and sentences and knows nothing of whether the words are known: a help for who writes, no gate.
Sources: F. Szigriszt Pazos, Sistemas predictivos de legibilidad del mensaje escrito: fórmula de perspicuidad (thesis, 1993);
I. Barrio-Cantalejo et al., Validación de la Escala INFLESZ, An. Sist. Sanit. Navar. 31(2) 2008, 135-152.
Syllables: Ortografía de la lengua española (RAE, 2010): diphthongs by spelling, h between vowels does not part them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

LANGUAGE = "spa"
STRONG, WEAK = "aeoáéóíú", "iuü"
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SENTENCE = re.compile(r"[.!?…]+(?=\s|$)|\n+")
DIGITS = {"0": 2, "1": 2, "2": 1, "3": 1, "4": 2, "5": 2, "6": 1, "7": 2, "8": 2, "9": 2}
"""Syllables of a digit, as numbers are told: one by one."""


class Ease(StrEnum):
    """The INFLESZ scale."""

    VERY_HARD = "very_hard"
    RATHER_HARD = "rather_hard"
    NORMAL = "normal"
    RATHER_EASY = "rather_easy"
    VERY_EASY = "very_easy"


LEVELS = ((40, Ease.VERY_HARD), (55, Ease.RATHER_HARD), (65, Ease.NORMAL), (80, Ease.RATHER_EASY))
"""From each number on it is the next one; 40 itself is rather hard."""


@dataclass(frozen=True)
class Level:
    """score: of perspicuity, about 0 to 100, the higher the easier; words, sentences, syllables: what was counted."""

    score: float
    ease: Ease
    words: int
    sentences: int
    syllables: int


def level_of(text: str) -> Level | None:
    """Return how easy a Spanish text is; None where it has no word."""
    words = WORD.findall(text)
    if not words:
        return None
    sentences = max(1, sum(1 for one in SENTENCE.split(text) if one and WORD.search(one)))
    count = sum(syllables(one) for one in words)
    score = 206.835 - 62.3 * count / len(words) - len(words) / sentences
    ease = next((ease for below, ease in LEVELS if score < below), Ease.VERY_EASY)
    return Level(round(score, 1), ease, len(words), sentences, count)


def syllables(word: str) -> int:
    """Return the syllables of a Spanish word; digits as they are told one by one. At least one: what is written is said."""
    told = sum(DIGITS.get(one, 0) for one in word)
    runs = re.findall(rf"[{STRONG}{WEAK}]+", _as_said(word.lower()))
    return max(1, told + sum(_nuclei(run) for run in runs))


def _as_said(word: str) -> str:
    """Return a word without the letters that are not said (u of que, h between vowels), a last y as the vowel it is."""
    word = re.sub(r"qu(?=[eiéí])|gu(?=[eiéí])", "q", word)
    word = re.sub(rf"(?<=[{STRONG}{WEAK}])h(?=[{STRONG}{WEAK}])", "", word)
    return re.sub(rf"(?<=[{STRONG}{WEAK}])y$|^y$", "i", word)


def _nuclei(run: str) -> int:
    """Return the syllables of vowels that stand together: each strong one is one; weak ones alone are one, two equal ones two."""
    strong = sum(one in STRONG for one in run)
    if strong:
        return strong
    return 1 + sum(one == other for one, other in pairwise(run))
