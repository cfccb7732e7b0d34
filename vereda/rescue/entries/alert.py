"""The facts of alerts: somebody may be in danger."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.encounters.schema import Count, Place
from vereda.logbook.schema import Code, FieldClass, FreeText, Payload, Strict, Whereabouts
from vereda.rescue.words import AlertOutcome


class Caller(Strict):
    """Who told of it, and how to call back. Sealed, owned by the alert, and not in the index of names: a caller is no case."""

    name: str = Field(default="", max_length=120)
    call_back: str = Field(default="", max_length=60)


class Said(FreeText):
    """What was said, and what the people wear: clothing tells one person from another, and is sealed with the words."""

    text: str = Field(default="", max_length=4000)
    clothing: str = Field(default="", max_length=4000)


Side = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
LAST_SEEN_MOST_H = 720  # thirty days; who was seen last before that is looked for by tracing
BATTERY_MOST = 100


class AlertReceived(Payload):
    """Somebody may be in danger. An alert is no encounter: alerts, people and outcomes are three counts.

    came_by      how it reached the group: a code of the pack's ways
    needs        what is known of the danger or the need; `urgent`: what cannot wait. Codes of the pack
    language     in which the people, or the caller, can be spoken to
    side         country on whose ground they are, as it was told (ISO 3166-1, two letters)
    last_seen_h  so long before the alert they were seen or heard last [whole hours, 0: less than one]
    heading, means, water_left   where to, how, and the water that is left: codes of the pack
    guide_left   the guide went away without them; None: not known
    battery_pct  what is left in the telephone by which they can be reached [percent]
    """

    kind: ClassVar[str] = "rescue.alert_received"
    version: ClassVar[int] = 2
    subject_kind: ClassVar[str] = "alert"
    upcasts: ClassVar = {1: dict}  # the first version asked none of what helps to find them
    boxes: ClassVar = {FieldClass.WHEREABOUTS: Whereabouts, FieldClass.FREE_TEXT: Said, FieldClass.IDENTITY: Caller}

    came_by: Code = "unknown"
    people: Count | None = None
    children: Count | None = None
    needs: list[Code] = Field(default_factory=list, max_length=30)
    urgent: list[Code] = Field(default_factory=list, max_length=20)
    place: Place = Field(default_factory=Place)
    language: Code | None = None
    side: Side | None = None
    last_seen_h: Annotated[int, Field(ge=0, le=LAST_SEEN_MOST_H)] | None = None
    heading: Code | None = None
    means: Code | None = None
    guide_left: bool | None = None
    water_left: Code | None = None
    battery_pct: Annotated[int, Field(ge=0, le=BATTERY_MOST)] | None = None


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
