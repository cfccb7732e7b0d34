"""How often one account may look for relatives: who tries name after name finds out who was met. Pure.

The same question again is no other one: after each word on a candidate the page is drawn anew.
"""

from __future__ import annotations

from collections.abc import Sequence

HOUR_S, DAY_S = 3_600, 86_400
AN_HOUR, A_DAY = 20, 60
"""Different questions of one account; own proposal: a search that a person looks through takes minutes."""

type Asked = tuple[float, str]
"""When [seconds since 1970] and what, by its digest."""


def wait_s(asked: Sequence[Asked], what: str, at: float) -> float:
    """Return for how many seconds a question must wait, 0 when it may be asked now. asked: earlier ones, the oldest first."""
    lately = [one for one in asked if one[0] > at - DAY_S]
    if any(digest == what for _, digest in lately):
        return 0.0
    waits = [
        times[len(times) - most] + span - at
        for most, span in ((AN_HOUR, HOUR_S), (A_DAY, DAY_S))
        if len(times := [when for when, _ in lately if when > at - span]) >= most
    ]
    return max(waits, default=0.0)


def noted(asked: Sequence[Asked], what: str, at: float) -> list[Asked]:
    """Return what stands of the questions of an account after one more."""
    lately = [one for one in asked if one[0] > at - DAY_S]
    return lately if any(digest == what for _, digest in lately) else [*lately, (at, what)]
