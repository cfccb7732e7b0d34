"""One answer for one question while a page is made: what several parts of it ask for is looked up once. Pure, and known to all.

    @once
    def patrols_out(group, country): ...

    with reading():         patrols_out(...) asks the database the first time, and hands out copies afterwards

Outside of a reading everything is asked each time: what writes must see what is there now. Answers are kept by what was asked, so
what is kept for one reader is nothing that another question of the same page would not have been told.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from functools import wraps
from typing import Any

_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept", default=None)  # Any: answers of every kind


@contextmanager
def reading() -> Iterator[None]:
    """Keep answers until the end; within another reading, that one's."""
    if _kept.get() is not None:
        yield
        return
    mark = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(mark)


def once[**P, R](ask: Callable[P, R]) -> Callable[P, R]:
    """Return a question that is asked once in a reading. Its answer is a list, a set or a dictionary of rows, or one row."""

    @wraps(ask)
    def within(*args: P.args, **kwargs: P.kwargs) -> R:
        kept = _kept.get()
        if kept is None:
            return ask(*args, **kwargs)
        key = (ask, args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = ask(*args, **kwargs)
        answer: R = kept[key]
        # Who sorts or drops from a list does so in a copy of their own.
        return copy(answer) if isinstance(answer, list | set | dict) else answer

    return within
