"""The person was found: how it is known, what they allow, what the seeker was told; or the forensic body has the case."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from vereda.logbook.schema import Code, Demand, FieldClass, OfThePost, Strict
from vereda.tracing.entries.file import FILE
from vereda.tracing.words import MEETS, LocatedBy, RiskSign, Tell, Verdict, Wish


class PersonLocated(OfThePost):
    """The person is alive. It counts once, in the month of this.

    encounter  the meeting in which it was seen: there the service stands, and counts. None: nobody of ours met the person
    mission    that found them
    """

    kind: ClassVar[str] = "tracing.person_located"
    subject_kind: ClassVar[str] = FILE
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    by: LocatedBy
    encounter: UUID | None = None
    mission: UUID | None = None

    @model_validator(mode="after")
    def _met_where(self) -> Self:
        if (self.by in MEETS) != (self.encounter is not None):
            raise ValueError("an encounter goes with having met the person, and with nothing else")
        return self


class LocatedTakenBack(OfThePost):
    """It was somebody else."""

    kind: ClassVar[str] = "tracing.located_taken_back"
    subject_kind: ClassVar[str] = FILE
    demands: ClassVar[Demand] = Demand("K6", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY


class WishSaid(OfThePost):
    """The person located says what the seeker may be told.

    finding  the entry of the finding whose person was asked, also where it stands in the file to which this one is joined. None:
             nobody knows who was asked, and it allows nothing
    """

    kind: ClassVar[str] = "tracing.wish_said"
    subject_kind: ClassVar[str] = FILE
    demands: ClassVar[Demand] = Demand("K6", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    wish: Wish
    finding: UUID | None = None


class Risk(Strict):
    """What speaks against telling, and what was decided. Sealed under the class of tracing."""

    signs: list[RiskSign] = Field(default_factory=list, max_length=len(RiskSign))
    verdict: Verdict


class RiskChecked(OfThePost):
    """A person looked whether the seeker is a danger. Clear is that somebody did, and nothing else."""

    kind: ClassVar[str] = "tracing.risk_checked"
    subject_kind: ClassVar[str] = FILE
    demands: ClassVar[Demand] = Demand("K6", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.TRACING
    boxes: ClassVar = {FieldClass.TRACING: Risk}


class SeekerTold(OfThePost):
    """The seeker was told something, within what the person allows."""

    kind: ClassVar[str] = "tracing.seeker_told"
    subject_kind: ClassVar[str] = FILE
    demands: ClassVar[Demand] = Demand("K6", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    what: Tell


class ForensicCase(Strict):
    """The number under which the forensic body has it."""

    number: Annotated[str, StringConstraints(min_length=1, max_length=80)]


class PassedToForensics(OfThePost):
    """The forensic body has the case and speaks with the family. to: its code in the pack. Nothing else is held of the dead."""

    kind: ClassVar[str] = "tracing.passed_to_forensics"
    subject_kind: ClassVar[str] = FILE
    demands: ClassVar[Demand] = Demand("K6", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.TRACING
    boxes: ClassVar = {FieldClass.TRACING: ForensicCase}
    to: Code


KINDS = (PersonLocated, LocatedTakenBack, WishSaid, RiskChecked, SeekerTold, PassedToForensics)
