"""The facts of a child's path: opened for the children of an encounter who are alone, its steps, its end.

What a step was and what is known of the children stands in boxes of class `screening`; the whole entry travels under that class.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from vereda.encounters.schema import AgeBand, Count
from vereda.logbook.schema import Code, Day, Demand, FieldClass, Instant, Payload, Strict
from vereda.protection.words import PathEnd, PathRing, ToldThrough

Text = Annotated[str, Field(max_length=4000)]
Years = Annotated[int, Field(ge=0, le=17)]


class OfPaths(Payload):
    """What is written of children who are alone, by whoever may write of protection in the group: it may be nobody else."""

    subject_kind: ClassVar[str] = "child_path"
    demands: ClassVar[Demand | None] = Demand("K4", "write", "minimum")
    sealed_as: ClassVar[FieldClass] = FieldClass.SCREENING


class AtTheDesk(OfPaths):
    """What the desk of the post writes, and no phone."""

    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True


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


class ChildPathOpened(OfPaths):
    """Children who are alone were met: the path begins. `encounter` is where they were met."""

    kind: ClassVar[str] = "protection.child_path_opened"
    boxes: ClassVar = {FieldClass.SCREENING: Screening}
    encounter: UUID
    children: Count


class ChildPathStep(OfPaths):
    """A step of the path was done. Which, stands in the box."""

    kind: ClassVar[str] = "protection.child_path_step"
    boxes: ClassVar = {FieldClass.SCREENING: StepDone}


class ChildPathClosed(OfPaths):
    """The children are in the care of who must care for them, or the path ended otherwise."""

    kind: ClassVar[str] = "protection.child_path_closed"
    outcome: PathEnd


class ChildPathReopened(OfPaths):
    """The path was closed too early."""

    kind: ClassVar[str] = "protection.child_path_reopened"


class SpokenWith(Strict):
    """Who was on the other end, as they said it themselves."""

    name: Annotated[str, Field(max_length=200)] = ""
    number: Annotated[str, Field(max_length=80)] = ""
    note: Annotated[str, Field(max_length=2000)] = ""


class ChildOfficeTold(OfPaths):
    """An office was told, or tried: which, by which channel, and whether somebody answered. The hour is that of the entry."""

    kind: ClassVar[str] = "protection.child_office_told"
    boxes: ClassVar = {FieldClass.SCREENING: SpokenWith}
    office: Code
    by: ToldThrough
    answered: bool


class ChildRang(OfPaths):
    """Nobody answered for half an hour: the machine rang on. office: which is the next to be told."""

    kind: ClassVar[str] = "protection.child_rang"
    demands: ClassVar[Demand | None] = None  # the clock writes it, in nobody's name
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True
    to: PathRing
    office: Code | None = None


class Official(Strict):
    """Who took the children into care, with their own words on paper: name, number, hour. The office stands outside the box."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
    number: Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
    signed_at: Instant


class ChildOfficialSigned(OfPaths):
    """An official signed: until then the children are still with us, whatever else was written.

    The office is no secret and stands in the clear: what opens no box, the clock and the board, knows whether it may sign.
    """

    kind: ClassVar[str] = "protection.child_official_signed"
    boxes: ClassVar = {FieldClass.SCREENING: Official}
    office: Code


class InVehicle(Strict):
    """Two adults at least ride with the children. adults: accounts of ours, or roles of others."""

    adults: Annotated[list[Code], Field(min_length=2, max_length=8)]
    vehicle: Annotated[str, Field(max_length=80)] = ""

    @model_validator(mode="after")
    def _are_two(self) -> Self:
        if len(set(self.adults)) != len(self.adults):
            raise ValueError("two different adults are expected")
        return self


class ChildVehicleLeft(OfPaths):
    """The children were driven, with whom."""

    kind: ClassVar[str] = "protection.child_vehicle_left"
    boxes: ClassVar = {FieldClass.SCREENING: InVehicle}


class Wishes(Strict):
    """What the child said it wants, in its own words. lang: ISO 639 code of them."""

    words: Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
    lang: Annotated[str, Field(min_length=2, max_length=8)] = "es"


class ChildWishesSaid(OfPaths):
    """The child said what it wants; what it said last stands, and what it said before stays in the history."""

    kind: ClassVar[str] = "protection.child_wishes_said"
    boxes: ClassVar = {FieldClass.SCREENING: Wishes}


class ChildSiblingsJoined(AtTheDesk):
    """Sisters and brothers met elsewhere belong to the same file. encounter: where they were met."""

    kind: ClassVar[str] = "protection.child_siblings_joined"
    encounter: UUID
    children: Count


class BestInterests(Strict):
    """A note on what is best for the child: looked at side by side, decided by a person, and until when.

    age      in years, where it was said: whoever is 18 is on no path of children
    risks    codes of what was looked at before somebody searches for the family: `FamilyRisk`
    may_seek  whether a family may be looked for; None: the risk check was not done, and nobody does
    """

    age: Years | None = None
    child_view: Text = ""
    family: Text = ""
    safety: Text = ""
    health: Text = ""
    identity: Text = ""
    development: Text = ""
    people_close: Text = ""
    options: Text = ""
    risks: Annotated[list[Code], Field(max_length=20)] = Field(default_factory=list)
    may_seek: bool | None = None
    decision: Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
    why: Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
    review_on: Day


class ChildBestInterestsNoted(OfPaths):
    """A note on the best interests, by who carries cases; the latest stands. Written where boxes open, at headquarters."""

    kind: ClassVar[str] = "protection.child_best_interests_noted"
    from_devices: ClassVar[bool] = False
    demands: ClassVar[Demand | None] = Demand("K4", "write")
    boxes: ClassVar = {FieldClass.SCREENING: BestInterests}


KINDS = (
    ChildPathOpened, ChildPathStep, ChildPathClosed, ChildPathReopened, ChildOfficeTold, ChildRang, ChildOfficialSigned,
    ChildVehicleLeft, ChildWishesSaid, ChildSiblingsJoined, ChildBestInterestsNoted,
)  # fmt: skip
