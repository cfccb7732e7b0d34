"""The facts of a child's path: opened for the children of an encounter who are alone, its steps, its end.

What a step was and what is known of the children stands in boxes of class `screening`; the whole entry travels under that class.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from vereda.encounters.schema import AgeBand, Count
from vereda.logbook.schema import Code, FieldClass, Instant, Payload, Strict
from vereda.protection.words import PathEnd


class Screening(Strict):
    """What is known of the children, and what was done at once. Steps are codes of the pack's child path."""

    ages: list[AgeBand] = Field(default_factory=list, max_length=40)
    done: list[Code] = Field(default_factory=list, max_length=40)
    note: str = Field(default="", max_length=4000)


class StepDone(Strict):
    """One step, and to whom it was told, by role and never by name. `done_at` empty: when the entry says it happened."""

    step: Code
    done_at: Instant | None = None
    told: Code | None = None
    note: str = Field(default="", max_length=2000)


class ChildPathOpened(Payload):
    """Children who are alone were met: the path begins. `encounter` is where they were met."""

    kind: ClassVar[str] = "protection.child_path_opened"
    subject_kind: ClassVar[str] = "child_path"
    sealed_as: ClassVar[FieldClass] = FieldClass.SCREENING
    boxes: ClassVar = {FieldClass.SCREENING: Screening}
    encounter: UUID
    children: Count


class ChildPathStep(Payload):
    """A step of the path was done. Which, stands in the box."""

    kind: ClassVar[str] = "protection.child_path_step"
    subject_kind: ClassVar[str] = "child_path"
    sealed_as: ClassVar[FieldClass] = FieldClass.SCREENING
    boxes: ClassVar = {FieldClass.SCREENING: StepDone}


class ChildPathClosed(Payload):
    """The children are in the care of who must care for them, or the path ended otherwise."""

    kind: ClassVar[str] = "protection.child_path_closed"
    subject_kind: ClassVar[str] = "child_path"
    sealed_as: ClassVar[FieldClass] = FieldClass.SCREENING
    outcome: PathEnd


class ChildPathReopened(Payload):
    """The path was closed too early."""

    kind: ClassVar[str] = "protection.child_path_reopened"
    subject_kind: ClassVar[str] = "child_path"
    sealed_as: ClassVar[FieldClass] = FieldClass.SCREENING


KINDS = (ChildPathOpened, ChildPathStep, ChildPathClosed, ChildPathReopened)
