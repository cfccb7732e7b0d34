"""The facts of alerts: somebody may be in danger."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from vereda.encounters.schema import Count, Place
from vereda.logbook.schema import Code, FieldClass, FreeText, Payload, Strict, Whereabouts
from vereda.rescue.words import AlertOutcome


class Caller(Strict):
    """Who told of it, and how to call back. Sealed, owned by the alert, and not in the index of names: a caller is no case."""

    name: str = Field(default="", max_length=120)
    call_back: str = Field(default="", max_length=60)


class AlertReceived(Payload):
    """Somebody may be in danger. An alert is no encounter: alerts, people and outcomes are three counts.

    came_by   how it reached the group: a code of the pack's ways
    needs     what is known of the danger or the need; `urgent`: what cannot wait. Codes of the pack
    """

    kind: ClassVar[str] = "rescue.alert_received"
    subject_kind: ClassVar[str] = "alert"
    boxes: ClassVar = {FieldClass.WHEREABOUTS: Whereabouts, FieldClass.FREE_TEXT: FreeText, FieldClass.IDENTITY: Caller}

    came_by: Code = "unknown"
    people: Count | None = None
    children: Count | None = None
    needs: list[Code] = Field(default_factory=list, max_length=30)
    urgent: list[Code] = Field(default_factory=list, max_length=20)
    place: Place = Field(default_factory=Place)


class AlertRead(Payload):
    """Somebody on duty saw the alert. The first one stands: until then it is 'not read yet'."""

    kind: ClassVar[str] = "rescue.alert_read"
    subject_kind: ClassVar[str] = "alert"


class AlertClosed(Payload):
    """What became of the alert. `mission`: the one that was opened for it; `into`: the alert that tells of the same emergency."""

    kind: ClassVar[str] = "rescue.alert_closed"
    subject_kind: ClassVar[str] = "alert"
    outcome: AlertOutcome
    mission: UUID | None = None
    into: UUID | None = None


class AlertReopened(Payload):
    """The alert was closed too early."""

    kind: ClassVar[str] = "rescue.alert_reopened"
    subject_kind: ClassVar[str] = "alert"


KINDS = (AlertReceived, AlertRead, AlertClosed, AlertReopened)
