"""The facts of what others give to the post: agreements, and the volunteers who help."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from vereda.groups.words import Counterpart, LentKind, LentUnit
from vereda.logbook.schema import Day, Demand, FieldClass, OfThePost, Strict

Source = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Lent(Strict):
    """What is lent: so many of a kind."""

    kind: LentKind
    unit: LentUnit
    number: Annotated[int, Field(ge=1, le=1_000_000)]


class AgreementWritten(OfThePost):
    """An agreement. `source`: its folio, or the paper it stands on. Written again, it is corrected."""

    kind: ClassVar[str] = "groups.agreement_written"
    subject_kind: ClassVar[str] = "agreement"
    demands: ClassVar[Demand] = Demand("K1", "approve")
    counterpart_kind: Counterpart
    counterpart: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    lent: list[Lent] = Field(min_length=1, max_length=20)
    from_on: Day
    until_on: Day | None = None
    source: Source


class AgreementRenewed(OfThePost):
    """It holds until a later day; `source`: on which paper."""

    kind: ClassVar[str] = "groups.agreement_renewed"
    subject_kind: ClassVar[str] = "agreement"
    demands: ClassVar[Demand] = Demand("K1", "approve")
    until_on: Day
    source: Source


class AgreementEnded(OfThePost):
    """It ended before its last day."""

    kind: ClassVar[str] = "groups.agreement_ended"
    subject_kind: ClassVar[str] = "agreement"
    demands: ClassVar[Demand] = Demand("K1", "approve")


class VolunteerName(Strict):
    """Who the volunteer is: sealed, owned by this record of the volunteer, erasable with it."""

    name: str = Field(min_length=1, max_length=120)
    telephone: str = Field(default="", max_length=40)


class VolunteerWritten(OfThePost):
    """A volunteer helps without account or phone. What is not signed or done yet has no day. Written again, it changes."""

    kind: ClassVar[str] = "groups.volunteer_written"
    subject_kind: ClassVar[str] = "volunteer"
    demands: ClassVar[Demand] = Demand("K1", "approve")
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    boxes: ClassVar = {FieldClass.IDENTITY: VolunteerName}
    signed_on: Day | None = None
    trained_on: Day | None = None
    conduct_on: Day | None = None
    until_on: Day | None = None


class VolunteerLeft(OfThePost):
    kind: ClassVar[str] = "groups.volunteer_left"
    subject_kind: ClassVar[str] = "volunteer"
    demands: ClassVar[Demand] = Demand("K1", "approve")


AGREEMENT_KINDS = (AgreementWritten, AgreementRenewed, AgreementEnded)
VOLUNTEER_KINDS = (VolunteerWritten, VolunteerLeft)
