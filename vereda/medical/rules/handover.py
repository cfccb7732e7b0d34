"""The text by which somebody is handed over: at most three text messages, whole parts only, and without a name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

HANDOVER_MOST = 480
"""Three text messages of 160 signs."""


type Words = Callable[[Iterable[str]], Iterable[str]]


class Fitted(NamedTuple):
    """text: what fits; left_out: how many parts did not; named: how many were left out for a word of the name."""

    text: str
    left_out: int
    named: int


def fitted(parts: Sequence[str], *, name_words: Collection[str], words_of: Words, most: int = HANDOVER_MOST) -> Fitted:
    """Return the parts that fit, the most important first, whole or not at all.

    parts       sentences in the order of their weight; empty ones are skipped
    name_words  folded words of the person's name;  words_of: how a text is folded to such words
    """
    said = [one.strip() for one in parts if one.strip()]
    clean = [one for one in said if not set(words_of([one])) & set(name_words)]
    kept: list[str] = []
    for one in clean:
        if len(" ".join([*kept, one])) <= most:
            kept.append(one)
    return Fitted(" ".join(kept), len(clean) - len(kept), len(said) - len(clean))
