"""When a message that was not taken goes again, and when it is given up. Pure; chance comes in as an argument.

Source: Standard Webhooks 1.0.0, 'Deliverability and reliability': its example of a schedule, ten attempts within 75 h 35 min 5 s.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from vereda.webhooks.words import State

MINUTE, HOUR = 60, 3600
DELAYS_S = (5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR)
"""After the first attempt, the second, ... [s]. The first is made at once; after the last there is none."""
ATTEMPTS_MOST = len(DELAYS_S) + 1
JITTER = 0.1
"""A delay is lengthened by up to this share: what fell over together does not come back together."""
ASKED_MOST = timedelta(hours=24)
"""What `Retry-After` may ask for at most: a receiver must not hold its messages for ever."""
HOLDS = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT}
"""Answers after which everything for that receiver waits."""


@dataclass(frozen=True)
class Next:
    """What follows from an attempt. at: of the next one; holds: nothing else goes there before; is_gone: switch it off."""

    state: State
    at: datetime | None = None
    holds: bool = False
    is_gone: bool = False


def after(status: int | None, attempts: int, now: datetime, chance: float, retry_after_s: int | None = None) -> Next:
    """Return what follows from an attempt.

    status         HTTP status of the answer; None: there was none
    attempts       that were made, this one counted (>= 1)
    chance         0 <= chance < 1
    retry_after_s  what the answer asked for [s], None: nothing
    """
    if status is not None and HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Next(State.TAKEN)
    if status == HTTPStatus.GONE:
        return Next(State.DROPPED, is_gone=True)
    if attempts >= ATTEMPTS_MOST:
        return Next(State.GIVEN_UP)
    delay = timedelta(seconds=DELAYS_S[attempts - 1] * (1 + JITTER * chance))
    asked = min(timedelta(seconds=max(0, retry_after_s or 0)), ASKED_MOST)
    return Next(State.WAITING, now + max(delay, asked), holds=status in HOLDS or asked > timedelta(0))
