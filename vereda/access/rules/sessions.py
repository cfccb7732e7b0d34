"""When a session on a desk is over (SEC-017), and how long somebody waits after wrong passwords (SEC-015)."""

from __future__ import annotations

IDLE_SHARED_S = 15 * 60
IDLE_OWN_S = 30 * 60
ABSOLUTE_S = 12 * 3600
WALL_QUIET_S = 3 * 24 * 3600
"""A wall that asked for nothing for so long is none any more: the screen was taken down, or away."""
TOUCH_S = 60  # a session is written at most once a minute, so that reading pages does not write at each click

FREE_FAILURES = 5
FIRST_WAIT_S = 60
LONGEST_WAIT_S = 3600


def is_over(*, now: float, opened: float, last: float, is_shared: bool) -> bool:
    """Return whether the session has ended by idleness or age. All in seconds since the epoch."""
    idle = IDLE_SHARED_S if is_shared else IDLE_OWN_S
    return now - last >= idle or now - opened >= ABSOLUTE_S


def wait_after(failures: int) -> int:
    """Return the seconds to wait after so many failures in a row: none up to four, then 1, 2, 4 ... 60 minutes."""
    if failures < FREE_FAILURES:
        return 0
    # The exponent is limited first: 2**failures of a week-long attack is a number nobody needs.
    return min(FIRST_WAIT_S * 2 ** min(failures - FREE_FAILURES, 6), LONGEST_WAIT_S)
