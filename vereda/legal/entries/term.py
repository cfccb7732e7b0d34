"""The terms that run in a case. Clear are the hours at which somebody must be rung; which term it is stands in the box."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.legal.entries.case import OfCases
from vereda.legal.words import TermEnd, TermRing
from vereda.logbook.schema import Code, Day, Demand, FieldClass, Instant, Strict

Reason = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class StoodStill(Strict):
    """Days that were not counted, both included."""

    first: Day
    last: Day


class TermSaid(Strict):
    """What was computed, and from which row of which pack: the date can be followed for as long as the case is kept.

    pack   hash of the country pack; source: as the row said it on that day
    """

    code: Code
    country: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    pack: Annotated[str, Field(max_length=64)]
    started_at: Instant
    amount: Annotated[int, Field(ge=0, le=10_000)] = 0
    unit: Code
    last_on: date | None = None
    safe_on: date | None = None
    suspended: list[StoodStill] = Field(default_factory=list, max_length=40)
    source: Annotated[str, Field(max_length=1000)]
    notes: list[Code] = Field(default_factory=list, max_length=20)


class TermStarted(OfCases):
    """A term runs. remind_at, due_at: from when it presses, and when it is over; empty for one without a date."""

    kind: ClassVar[str] = "legal.term_started"
    boxes: ClassVar = {FieldClass.LEGAL: TermSaid}
    term: UUID
    remind_at: Instant | None = None
    due_at: Instant | None = None


class Extended(Strict):
    """Why it runs longer: the body extended it, or it stood still."""

    reason: Reason
    last_on: date
    suspended: list[StoodStill] = Field(default_factory=list, max_length=40)


class TermExtended(OfCases):
    """It runs longer, with a reason."""

    kind: ClassVar[str] = "legal.term_extended"
    boxes: ClassVar = {FieldClass.LEGAL: Extended}
    term: UUID
    remind_at: Instant
    due_at: Instant


class TermSeen(OfCases):
    """Somebody answers for it: it rings nobody else."""

    kind: ClassVar[str] = "legal.term_seen"
    term: UUID


class HowEnded(Strict):
    how: TermEnd
    reason: Annotated[str, Field(max_length=2000)] = ""


class TermEnded(OfCases):
    """It was met, or missed, or is not needed any more; which, and why, stands in the box."""

    kind: ClassVar[str] = "legal.term_ended"
    boxes: ClassVar = {FieldClass.LEGAL: HowEnded}
    term: UUID


class TermGoesOn(OfCases):
    """It had been ended by mistake."""

    kind: ClassVar[str] = "legal.term_goes_on"
    term: UUID


class TermRang(OfCases):
    """It presses and nobody answered for it: it rang. Written by the machine."""

    kind: ClassVar[str] = "legal.term_rang"
    demands: ClassVar[Demand | None] = None
    term: UUID
    to: TermRing


KINDS = (TermStarted, TermExtended, TermSeen, TermEnded, TermGoesOn, TermRang)
