"""What is told during a mission: situation reports, clues, what was learnt. The post can read the sealed words again."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from vereda.logbook.schema import Code, FieldClass, FreeText, Payload, Whereabouts


class SituationReported(Payload):
    """How it stands, in words. `team`: who told it, where a team did."""

    kind: ClassVar[str] = "rescue.situation_reported"
    subject_kind: ClassVar[str] = "mission"
    boxes: ClassVar = {FieldClass.CONTACT: FreeText}
    team: UUID | None = None


class ClueFound(Payload):
    """Something that tells where people went. `clue`: its line; `what`: a code of the pack. Place and words are sealed."""

    kind: ClassVar[str] = "rescue.clue_found"
    subject_kind: ClassVar[str] = "mission"
    boxes: ClassVar = {FieldClass.WHEREABOUTS: Whereabouts, FieldClass.CONTACT: FreeText}
    clue: UUID
    what: Code = "other"
    team: UUID | None = None


class ClueWithdrawn(Payload):
    """It was no clue, or was written twice."""

    kind: ClassVar[str] = "rescue.clue_withdrawn"
    subject_kind: ClassVar[str] = "mission"
    clue: UUID


class AfterActionNoted(Payload):
    """What went well and what must change, after the closure or before."""

    kind: ClassVar[str] = "rescue.after_action_noted"
    subject_kind: ClassVar[str] = "mission"
    boxes: ClassVar = {FieldClass.CONTACT: FreeText}


KINDS = (SituationReported, ClueFound, ClueWithdrawn, AfterActionNoted)
