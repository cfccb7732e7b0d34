"""The facts of missions: a search began, ended, began again."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from vereda.logbook.schema import Code, FieldClass, FreeText, Payload, Whereabouts


class MissionOpened(Payload):
    """A team or the duty officer began a rescue. `terrain` is a code of the pack's terrains."""

    kind: ClassVar[str] = "rescue.mission_opened"
    subject_kind: ClassVar[str] = "mission"
    boxes: ClassVar = {FieldClass.WHEREABOUTS: Whereabouts, FieldClass.FREE_TEXT: FreeText}
    folio: str = Field(max_length=40)
    terrain: Code | None = None


class MissionClosed(Payload):
    """The mission ended; what became of the people may stay unknown."""

    kind: ClassVar[str] = "rescue.mission_closed"
    subject_kind: ClassVar[str] = "mission"
    outcome: Code = "unknown"


class MissionReopened(Payload):
    kind: ClassVar[str] = "rescue.mission_reopened"
    subject_kind: ClassVar[str] = "mission"


KINDS = (MissionOpened, MissionClosed, MissionReopened)
