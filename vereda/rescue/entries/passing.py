"""An alert handed over to somebody else: to the other side of a border, to an emergency centre; what came back, or never did."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.encounters.schema import Count
from vereda.logbook.schema import Code, FieldClass, OfThePost, Strict

Institution = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class Handed(StrEnum):
    """All that may be handed over. There is no word for a name, a nationality or a document (rules.md, section 1)."""

    POSITION = "position"
    NUMBER = "number"
    CONDITION = "condition"
    CALL_BACK = "call_back"


class PassReason(StrEnum):
    """Why others go. Bodies with enforcement powers: for the first one alone."""

    BEYOND_REACH = "beyond_reach"  # life in danger that we cannot reach
    OTHER_SIDE = "other_side"
    NEARER = "nearer"


class ToldBefore(StrEnum):
    """Whether somebody was told before it was handed over."""

    TOLD = "told"
    NOT_REACHED = "not_reached"


class AskStep(StrEnum):
    """When an outcome that is owed is asked for."""

    DAY = "24h"
    THREE_DAYS = "72h"
    MONTH = "30d"


class PassOutcome(StrEnum):
    """What became of them, as the other side says it."""

    FOUND_ALIVE = "found_alive"
    FOUND_DEAD = "found_dead"
    NOT_FOUND = "not_found"
    NOT_SEARCHED = "not_searched"


class AlertPassed(OfThePost):
    """An alert was handed over by telephone or radio. One record for each hand-over.

    to              institution of the pack; `role`: what it was then
    handed          what was said
    told_caller, told_person  whether they had been told before
    """

    kind: ClassVar[str] = "rescue.alert_passed"
    subject_kind: ClassVar[str] = "alert"
    to: Institution
    role: Code
    reason: PassReason
    handed: list[Handed] = Field(min_length=1, max_length=4)
    told_caller: ToldBefore
    told_person: ToldBefore


class TakenBy(Strict):
    """Receipt of a hand-over: the other side's number for it, or the name of who took it. Sealed, and the post reads it again."""

    receipt: str = Field(min_length=1, max_length=80)


class PassReceipted(OfThePost):
    """The other side took it. handover: the entry of the hand-over."""

    kind: ClassVar[str] = "rescue.pass_receipted"
    subject_kind: ClassVar[str] = "alert"
    boxes: ClassVar = {FieldClass.CONTACT: TakenBy}
    handover: UUID


class OutcomeAsked(OfThePost):
    """Somebody asked the other side what became of them; no word yet."""

    kind: ClassVar[str] = "rescue.outcome_asked"
    subject_kind: ClassVar[str] = "alert"
    handover: UUID
    step: AskStep


class OutcomeTold(OfThePost):
    """The other side said what became of them. people: of how many it speaks."""

    kind: ClassVar[str] = "rescue.outcome_told"
    subject_kind: ClassVar[str] = "alert"
    handover: UUID
    outcome: PassOutcome
    people: Count | None = None


KINDS = (AlertPassed, PassReceipted, OutcomeAsked, OutcomeTold)
