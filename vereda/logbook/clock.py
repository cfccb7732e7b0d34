"""The hybrid logical clock: sortable text that follows the wall clock and never runs backwards on one node.

A reading is 16 hexadecimal digits: 12 for milliseconds since 1970 (UTC), 4 for a counter within the millisecond.
Text, because a JSON number of that size would lose digits in a browser.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from vereda.logbook.words import CLOCK_AHEAD_MIN

COUNTER_MOST = 0xFFFF


def reading(ms: int, counter: int = 0) -> str:
    """Return the reading of `ms` [milliseconds since 1970, UTC] and `counter` [0 to 65535]."""
    return f"{ms:012x}{counter:04x}"


def ms_of(clock: str) -> int:
    """Return the milliseconds since 1970 (UTC) of a reading."""
    return int(clock[:12], 16)


def instant_of(clock: str) -> datetime:
    """Return the instant (UTC) of a reading."""
    return datetime.fromtimestamp(ms_of(clock) / 1000, UTC)


def to_ms(at: datetime) -> int:
    """Return an aware instant as milliseconds since 1970 (UTC)."""
    return int(at.timestamp() * 1000)


def tick(last: str, now_ms: int) -> str:
    """Return the next reading of a node whose last was `last`; greater than `last` even when the wall clock went back."""
    if not last or now_ms > ms_of(last):
        return reading(now_ms)
    ms, counter = ms_of(last), int(last[12:], 16) + 1
    return reading(ms, counter) if counter <= COUNTER_MOST else reading(ms + 1)


def follow(last: str, seen: str, now_ms: int) -> str:
    """Return the node's last reading after it received `seen`.

    A reading more than ten minutes ahead of the wall clock does not pull the node along (rules.md, section 2).
    """
    return seen if seen > last and not is_ahead(seen, now_ms) else last


def is_ahead(clock: str, now_ms: int) -> bool:
    """Tell whether a reading is more than ten minutes ahead of the wall clock `now_ms`."""
    return ms_of(clock) > now_ms + int(timedelta(minutes=CLOCK_AHEAD_MIN).total_seconds() * 1000)
