"""An officer in danger: told, read, raised, answered step by step, ended, begun again."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import FieldClass, FreeText, OfThePost, Payload, Whereabouts
from vereda.safety.words import DangerOutcome, DangerStep, Level

Account = Annotated[str, StringConstraints(max_length=64)]
Sign = Annotated[str, StringConstraints(max_length=20)]


class OfficerInDanger(Payload):
    """One of ours needs help now. The same alarm may come twice, by data and by text message: it is one.

    who  account of the officer, where somebody else wrote it; '': who reported it, or the phone that nobody had unlocked
    """

    kind: ClassVar[str] = "safety.officer_in_danger"
    subject_kind: ClassVar[str] = "danger"
    from_posts: ClassVar[bool] = True
    boxes: ClassVar = {FieldClass.WHEREABOUTS: Whereabouts}
    who: Account = ""
    call_sign: Sign = ""
    patrol: UUID | None = None
    battery_pct: Annotated[int, Field(ge=0, le=100)] | None = None


class DangerSeen(OfThePost):
    """Somebody read the alarm, by name; the first one stops the ringing, all of them are shown.

    From a desk alone: a phone in other hands must not silence it.
    """

    kind: ClassVar[str] = "safety.danger_seen"
    subject_kind: ClassVar[str] = "danger"


class DangerRaised(OfThePost):
    """Nobody had read it yet, and it went on to the next. Written by the machine.

    at_post  whether the machine of the post did it; headquarters counts its own steps
    numbers  how many numbers a text message was queued for; 0: none is kept, or there is no gateway
    """

    kind: ClassVar[str] = "safety.danger_raised"
    subject_kind: ClassVar[str] = "danger"
    level: Level
    at_post: bool = False
    numbers: Annotated[int, Field(ge=0, le=1000)] = 0


class DangerStepTaken(OfThePost):
    """Somebody did something about it."""

    kind: ClassVar[str] = "safety.danger_step_taken"
    subject_kind: ClassVar[str] = "danger"
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}
    step: DangerStep


class DangerResolved(Payload):
    """It is over, and what it was."""

    kind: ClassVar[str] = "safety.danger_resolved"
    subject_kind: ClassVar[str] = "danger"
    from_posts: ClassVar[bool] = True
    outcome: DangerOutcome


class DangerReopened(OfThePost):
    """It was ended too early."""

    kind: ClassVar[str] = "safety.danger_reopened"
    subject_kind: ClassVar[str] = "danger"


KINDS = (OfficerInDanger, DangerSeen, DangerRaised, DangerStepTaken, DangerResolved, DangerReopened)
