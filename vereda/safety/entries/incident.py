"""A security incident: what happened to staff or near their work, what was done about it, and that it is over."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from vereda.logbook.schema import Code, FieldClass, FreeText, OfThePost
from vereda.safety.entries.spot import CoarsePlace, Said
from vereda.safety.words import Against, IncidentDone, IncidentEnd, IncidentTold, Severity


class IncidentReported(OfThePost):
    """Something happened to one of ours, or near our work. What exactly stands in a box; no name of anybody in clear.

    what   a code of the pack's kinds; route: the post's route on which it was, `route_said`: as it was called
    """

    kind: ClassVar[str] = "safety.incident_reported"
    subject_kind: ClassVar[str] = "incident"
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}
    what: Code
    severity: Severity
    against: Against = Against.NEAR
    place: CoarsePlace = Field(default_factory=CoarsePlace)
    route: UUID | None = None
    route_said: Said = ""
    done: list[IncidentDone] = Field(default_factory=list, max_length=20)
    told: list[IncidentTold] = Field(default_factory=list, max_length=20)


class IncidentFollowed(OfThePost):
    """It went on: something was done, somebody was told, it is graver than it seemed."""

    kind: ClassVar[str] = "safety.incident_followed"
    subject_kind: ClassVar[str] = "incident"
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}
    severity: Severity | None = None
    done: list[IncidentDone] = Field(default_factory=list, max_length=20)
    told: list[IncidentTold] = Field(default_factory=list, max_length=20)


class IncidentClosed(OfThePost):
    kind: ClassVar[str] = "safety.incident_closed"
    subject_kind: ClassVar[str] = "incident"
    outcome: IncidentEnd


class IncidentReopened(OfThePost):
    """It was closed too early."""

    kind: ClassVar[str] = "safety.incident_reopened"
    subject_kind: ClassVar[str] = "incident"


KINDS = (IncidentReported, IncidentFollowed, IncidentClosed, IncidentReopened)
