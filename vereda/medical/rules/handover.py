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


def fitted(
    parts: Sequence[str],
    *,
    name_words: Collection[str],
    words_of: Words,
    most: int = HANDOVER_MOST,
    ranks: Sequence[int] = (),
) -> Fitted:
    """Return the parts that fit, whole or not at all, in the order in which they are read.

    parts       sentences in the order of reading; empty ones are skipped
    name_words  folded words of the person's name;  words_of: how a text is folded to such words
    ranks       of each part, the lowest takes its room first; of equals, and where none is said, the one that is read first
    """
    said = [(at, one.strip()) for at, one in enumerate(parts) if one.strip()]
    clean = [(at, one) for at, one in said if not set(words_of([one])) & set(name_words)]
    kept: list[tuple[int, str]] = []
    for part in sorted(clean, key=lambda one: ranks[one[0]] if ranks else 0):
        if len(_joined([*kept, part])) <= most:
            kept.append(part)
    return Fitted(_joined(sorted(kept)), len(clean) - len(kept), len(said) - len(clean))


def _joined(parts: Iterable[tuple[int, str]]) -> str:
    return " ".join(one for _at, one in parts)
