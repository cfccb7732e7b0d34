"""An authority acted within sight or within two hours of our help. There is no entry that takes such a record back."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints, model_validator

from vereda.logbook.schema import Code, Day, Demand, FieldClass, FreeText, OfThePost
from vereda.safety.entries.spot import CoarsePlace
from vereda.safety.words import Delivery, Interfered, WeDid, Within, Witness

Number = Annotated[int, Field(ge=0, le=100_000)]


class InterferenceRecorded(OfThePost):
    """What an authority did, by role and code. Who was met is nobody's name; the account is sealed (class `incident`).

    authority      a role of the pack's institutions, or `unknown`
    acts, detained `detained` [people] only with the act of that name
    people         how many people were affected; None: not known
    service_point  code of the pack, where the place is one; else `place` tells the municipality. It is kept
    """

    kind: ClassVar[str] = "safety.interference_recorded"
    subject_kind: ClassVar[str] = "interference"
    boxes: ClassVar = {FieldClass.INCIDENT: FreeText}
    authority: Code
    acts: list[Interfered] = Field(min_length=1, max_length=10)
    detained: Number | None = None
    people: Number | None = None
    within: Within
    witness: Witness = Witness.AGENT
    we_did: list[WeDid] = Field(default_factory=list, max_length=10)
    service_point: Annotated[str, StringConstraints(max_length=64, pattern=r"^[a-z0-9_-]*$")] = ""
    place: CoarsePlace = Field(default_factory=CoarsePlace)

    @model_validator(mode="after")
    def _number_with_its_act(self) -> InterferenceRecorded:
        if self.detained is not None and Interfered.DETAINED not in self.acts:
            raise ValueError("a number of people detained goes with the act")
        return self


class InterferenceAdded(OfThePost):
    """Something more is known of it: added beside, nothing is taken away."""

    kind: ClassVar[str] = "safety.interference_added"
    subject_kind: ClassVar[str] = "interference"
    demands: ClassVar[Demand] = Demand("K7", "approve")
    boxes: ClassVar = {FieldClass.INCIDENT: FreeText}
    people: Number | None = None
    detained: Number | None = None


class InterferenceRead(OfThePost):
    """Somebody at the coordination or at headquarters read it, by name."""

    kind: ClassVar[str] = "safety.interference_read"
    subject_kind: ClassVar[str] = "interference"
    demands: ClassVar[Demand] = Demand("K7", "approve")


class InterferenceDelivered(OfThePost):
    """It reached the outside body. body: its code in the pack; receipt: the number that it gave, '' where it gave none."""

    kind: ClassVar[str] = "safety.interference_delivered"
    subject_kind: ClassVar[str] = "interference"
    demands: ClassVar[Demand] = Demand("K7", "approve")
    body: Code
    way: Delivery
    on: Day
    receipt: Annotated[str, StringConstraints(max_length=40)] = ""


KINDS = (InterferenceRecorded, InterferenceAdded, InterferenceRead, InterferenceDelivered)
