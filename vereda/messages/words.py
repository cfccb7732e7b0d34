"""The closed words of messages."""

from __future__ import annotations

from enum import StrEnum


class Warned(StrEnum):
    """For which step of an alarm a number is warned."""

    POST = "post"
    COORDINATOR = "coordinator"
    HEADQUARTERS = "headquarters"


class OutState(StrEnum):
    """What became of a message."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class Trouble(StrEnum):
    """Why a message did not go."""

    NO_GATEWAY = "no_gateway"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    NUMBER_GONE = "number_gone"
    TOO_MANY = "too_many"


ATTEMPTS_MOST = 30  # in six hours: posts are without light or network for that long
CAME_PER_MINUTE_MOST = 1200
CAME_OF_ONE_MOST = 60  # in an hour: who writes more is a machine
SIGNS_MOST = 160  # one message, in the alphabet that every telephone has
