"""Which patterns of regex() a form may bring: those that no answer can keep busy for hours, here or on a phone. Pure.

Python's engine and the browsers' try every way to divide a text. What repeats within what repeats ('(a+)+') has as many ways as
there are subsets of the signs; three open repeats of a text of 400 signs have ten million, which takes a fraction of a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants, _parser  # type: ignore[attr-defined]  # the library's own reading of a pattern; no stub knows it
from typing import Any

OPEN_MOST = 3
"""Repeats without a small end that a pattern may have."""
FEW = 10
"""A repeat of at most so many times has an end."""
REPEATS = frozenset({_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT})

type Piece = tuple[Any, Any]  # Any: what the library names its pieces, and what each holds


def is_bounded(pattern: str) -> bool:
    """Tell whether a pattern can be read, and is soon done with any text."""
    try:
        pieces = _parser.parse(pattern)
        return _open_in(pieces, within=False) <= OPEN_MOST
    except (re.error, RecursionError, OverflowError, _Nested):
        return False


class _Nested(Exception):
    """What repeats holds something that may be read in several ways."""


def _open_in(pieces: Iterable[Piece], *, within: bool) -> int:
    """Return how many open repeats there are. within: a repeat. Raises _Nested."""
    return sum(_open_of(kind, held, within=within) for kind, held in pieces)


def _open_of(kind: Any, held: Any, *, within: bool) -> int:  # Any: as in `Piece`
    if kind in REPEATS:
        least, most, body = held
        if within and least != most:
            raise _Nested
        is_open = least != most and most > FEW
        return is_open + _open_in(body, within=within or most > 1)
    if kind is _constants.BRANCH:
        if within:
            raise _Nested
        return sum(_open_in(one, within=within) for one in held[1])
    inside = [one for one in (held if isinstance(held, tuple) else ()) if isinstance(one, _parser.SubPattern)]
    return sum(_open_in(one, within=within) for one in inside)
