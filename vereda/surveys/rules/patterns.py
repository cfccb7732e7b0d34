"""Which patterns of regex() a form may bring: those that no answer can keep busy for hours, here or on a phone. Pure.

Python's engine and the browsers' try every way to divide a text. What repeats within what repeats ('(a+)+') has as many ways as
there are subsets of the signs; what repeats beside what repeats has the product of both. A hundred million ways of a text of
400 signs take about a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import prod
from re import _constants, _parser  # the library's own reading of a pattern
from typing import Any

TEXT_MOST = 400  # [signs] of an answer that is looked at
WAYS_MOST = 2 * TEXT_MOST**3
"""Three repeats without an end, and something that may be missing."""
REPEATS = frozenset({_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT})

type Piece = tuple[Any, Any]  # Any: what the library names its pieces, and what each holds


def is_pattern(text: str) -> bool:
    """Tell whether a text can be read as a pattern."""
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def is_bounded(pattern: str) -> bool:
    """Tell whether a pattern can be read, and is soon done with any text."""
    try:
        return is_pattern(pattern) and _ways(_parser.parse(pattern), within=False) <= WAYS_MOST
    except _Nested:
        return False


class _Nested(Exception):
    """What repeats holds something that may be read in several ways."""


def _ways(pieces: Iterable[Piece], *, within: bool) -> int:
    """Return in how many ways a text may be divided. within: a repeat. Raises _Nested."""
    return prod(_ways_of(kind, held, within=within) for kind, held in pieces)


def _ways_of(kind: Any, held: Any, *, within: bool) -> int:  # Any: as in `Piece`
    if kind in REPEATS:
        least, most, body = held
        if within and least != most:
            raise _Nested
        return (min(int(most), TEXT_MOST) - min(int(least), TEXT_MOST) + 1) * _ways(body, within=within or most > 1)
    if kind is _constants.BRANCH:
        if within:
            raise _Nested
        return sum(_ways(one, within=within) for one in held[1])
    inside = [one for one in (held if isinstance(held, tuple) else ()) if isinstance(one, _parser.SubPattern)]
    return prod(_ways(one, within=within) for one in inside)
