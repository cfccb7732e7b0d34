"""The facts of an attempt: one search within a mission began, and ended with a result."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from vereda.logbook.schema import Payload
from vereda.rescue.words import AttemptResult


class AttemptBegun(Payload):
    """A search began. `attempt`: its line, by which teams and its end name it."""

    kind: ClassVar[str] = "rescue.attempt_begun"
    subject_kind: ClassVar[str] = "mission"
    attempt: UUID


class AttemptEnded(Payload):
    """A search ended; the mission goes on until it is closed."""

    kind: ClassVar[str] = "rescue.attempt_ended"
    subject_kind: ClassVar[str] = "mission"
    attempt: UUID
    result: AttemptResult = AttemptResult.UNKNOWN


KINDS = (AttemptBegun, AttemptEnded)
