"""The facts of tracks of own teams: one was brought to a mission, it was none of this mission. A phone may write them as well."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from vereda.logbook.schema import Attachment, FieldClass, Instant, Payload, Strict

LENGTH_MOST_M = 5_000_000


class Kept(Strict):
    """What is sealed of a track, and goes with its key: the file, how it was called, and what or who carried the receiver.

    digest  SHA-256 of the points, by which the same recording is known again; '' where a phone did not say it
    """

    name: str = Field(default="", max_length=120)
    carried_by: str = Field(default="", max_length=60)
    digest: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""
    attachments: list[Attachment] = Field(min_length=1, max_length=1)


class TrackBrought(Payload):
    """What a team recorded on a mission. Clear is what counts how much was walked; where, and who carried it, is sealed.

    recorded_from, recorded_until  first and last hour; None where the file says none
    points    as many are kept [2 and more]
    length_m  along the track, to the next hundred [m]
    """

    kind: ClassVar[str] = "rescue.track_brought"
    subject_kind: ClassVar[str] = "track"
    sealed_as: ClassVar[FieldClass] = FieldClass.WHEREABOUTS
    boxes: ClassVar = {FieldClass.CONTACT: Kept}
    mission: UUID
    team: UUID
    recorded_from: Instant | None = None
    recorded_until: Instant | None = None
    points: int = Field(ge=2, le=1_000_000)
    length_m: int = Field(ge=0, le=LENGTH_MOST_M)

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        hours = (self.recorded_from, self.recorded_until)
        if (None in hours) != (hours == (None, None)) or (hours[0] and hours[1] and hours[0] > hours[1]):
            raise ValueError("a track has both hours, the first one first, or none")
        return self


class TrackStruck(Payload):
    """It was none of this mission: shown and counted no more, and after a day its key goes."""

    kind: ClassVar[str] = "rescue.track_struck"
    subject_kind: ClassVar[str] = "track"
    sealed_as: ClassVar[FieldClass] = FieldClass.WHEREABOUTS


class TrackReinstated(Payload):
    """It was of this mission after all."""

    kind: ClassVar[str] = "rescue.track_reinstated"
    subject_kind: ClassVar[str] = "track"
    sealed_as: ClassVar[FieldClass] = FieldClass.WHEREABOUTS


KINDS = (TrackBrought, TrackStruck, TrackReinstated)
