"""The facts of gatherings: a distribution or a reception that is counted by several hands, and a caravan over days and groups.

Every number is a difference that is added: an entry that comes twice is one entry, one that comes late adds what it says.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from vereda.encounters.schema import AgeBand, Count, Place, Sex
from vereda.gatherings.words import COUNT_MOST, EACH_MOST, Arriving, HeadMethod, Method
from vereda.logbook.schema import Code, Demand, FieldClass, FreeText, Instant, OfThePost, Payload, Strict, Whereabouts

Account = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Tap = Annotated[int, Field(ge=-COUNT_MOST, le=COUNT_MOST)]
Lane = Annotated[str, StringConstraints(max_length=20)]
Token = Annotated[int, Field(ge=0, le=9_999_999)]
Area = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]*$", max_length=16)]
Key = Annotated[str, StringConstraints(pattern=r"^[0-9A-HJKMNP-TV-Z]{8}$")]
"""What groups tell each other by radio to speak of one caravan; no letter that is heard or read as another."""


class Offered(Strict):
    """What can be given: an item of stock, or a service at a reception. `each`: what a person gets without a tap of its own."""

    item: Code
    each: Annotated[int, Field(ge=0, le=EACH_MOST)] = 1


class DistributionOpened(Payload):
    """Goods are given out at one point. `staff`: the two who answer for it."""

    kind: ClassVar[str] = "gatherings.distribution_opened"
    subject_kind: ClassVar[str] = "gathering"
    boxes: ClassVar = {FieldClass.WHEREABOUTS: Whereabouts, FieldClass.FREE_TEXT: FreeText}
    place: Place = Field(default_factory=Place)
    items: list[Offered] = Field(default_factory=list, max_length=40)
    staff: list[Account] = Field(default_factory=list, max_length=10)
    method: Method = Method.LANES


class ReceptionAnnounced(Payload):
    """A bus or a flight is expected, or is here already.

    people        as announced; None: nobody said
    expected_min  minutes from the time of this entry until it should be here
    origin        state of the pack, or country of two letters, where it comes from
    announced_by  which kind of institution said so, by role. Nothing of the count ever goes back to it
    """

    kind: ClassVar[str] = "gatherings.reception_announced"
    subject_kind: ClassVar[str] = "gathering"
    boxes: ClassVar = {FieldClass.WHEREABOUTS: Whereabouts, FieldClass.FREE_TEXT: FreeText}
    place: Place = Field(default_factory=Place)
    items: list[Offered] = Field(default_factory=list, max_length=40)
    staff: list[Account] = Field(default_factory=list, max_length=10)
    method: Method = Method.LANES
    people: Count | None = None
    expected_min: Annotated[int, Field(ge=0, le=60 * 24 * 30)] | None = None
    vehicle: Arriving = Arriving.BUS
    origin: Area = ""
    announced_by: Code = "unknown"


class ReceptionArrived(Payload):
    """What was expected is here."""

    kind: ClassVar[str] = "gatherings.reception_arrived"
    subject_kind: ClassVar[str] = "gathering"


class LaneTaken(Payload):
    """A counter has a lane of its own, or numbered tokens from - to. `counter` None: the author."""

    kind: ClassVar[str] = "gatherings.lane_taken"
    subject_kind: ClassVar[str] = "gathering"
    lane: Lane = ""
    from_token: Token | None = None
    to_token: Token | None = None
    counter: Account | None = None


class PeopleCounted(Strict):
    """People who passed, of whom no more is known than this."""

    sex: Sex = Sex.UNKNOWN
    age_band: AgeBand = AgeBand.UNKNOWN
    count: Tap


class ItemCounted(Strict):
    item: Code
    count: Tap


class Counted(Payload):
    """A bundle of taps of one counter: what was added since the bundle before.

    from_at     first tap of the bundle; the entry's own time is that of its last
    takes_back  the entry from which something is taken back; without one nothing is negative
    """

    kind: ClassVar[str] = "gatherings.counted"
    subject_kind: ClassVar[str] = "gathering"
    lane: Lane = ""
    people: list[PeopleCounted] = Field(default_factory=list, max_length=60)
    items: list[ItemCounted] = Field(default_factory=list, max_length=60)
    from_at: Instant | None = None
    takes_back: UUID | None = None

    @model_validator(mode="after")
    def _less_names_what_it_takes_back(self) -> Self:
        if self.takes_back is None and any(count < 0 for count in self._counts()):
            raise ValueError("what is taken back names its entry")
        return self

    def _counts(self) -> list[int]:
        return [*(one.count for one in self.people), *(one.count for one in self.items)]


class Explained(OfThePost):
    """Why what left the stock is not what was given, returned and lost; in words, sealed."""

    kind: ClassVar[str] = "gatherings.explained"
    subject_kind: ClassVar[str] = "gathering"
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}


class Closed(OfThePost):
    """The count was closed into an encounter, which alone is counted officially. What it took over stands here.

    encounter  None: nobody was counted
    """

    kind: ClassVar[str] = "gatherings.closed"
    subject_kind: ClassVar[str] = "gathering"
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}
    encounter: UUID | None = None
    people: list[PeopleCounted] = Field(default_factory=list, max_length=60)
    items: list[ItemCounted] = Field(default_factory=list, max_length=200)


class LateAdded(OfThePost):
    """Somebody looked at taps that came after the closing, and added them to the encounter."""

    kind: ClassVar[str] = "gatherings.late_added"
    subject_kind: ClassVar[str] = "gathering"
    encounter: UUID
    people: list[PeopleCounted] = Field(default_factory=list, max_length=60)
    items: list[ItemCounted] = Field(default_factory=list, max_length=200)


class Reopened(OfThePost):
    """It was closed too early; its encounter is withdrawn with this."""

    kind: ClassVar[str] = "gatherings.reopened"
    subject_kind: ClassVar[str] = "gathering"


class Withdrawn(OfThePost):
    """It was opened by mistake, or never came."""

    kind: ClassVar[str] = "gatherings.withdrawn"
    subject_kind: ClassVar[str] = "gathering"


class Municipality(Strict):
    """Where a caravan is, never finer."""

    state: Area = ""
    municipality: Area = ""


class CaravanOpened(OfThePost):
    """A group's part of a caravan begins. Groups that use one `key` speak of one caravan; each writes its own part."""

    kind: ClassVar[str] = "gatherings.caravan_opened"
    subject_kind: ClassVar[str] = "caravan"
    key: Key
    name: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    place: Municipality = Field(default_factory=Municipality)


class CaravanJoined(CaravanOpened):
    """A group joins a caravan that another one opened, by the key that it was told."""

    kind: ClassVar[str] = "gatherings.caravan_joined"
    demands: ClassVar[Demand] = Demand("K1", "approve")


class CaravanLeft(OfThePost):
    """The caravan is no longer with this group."""

    kind: ClassVar[str] = "gatherings.caravan_left"
    subject_kind: ClassVar[str] = "caravan"


class CaravanBack(OfThePost):
    """It is with this group again, or never left."""

    kind: ClassVar[str] = "gatherings.caravan_back"
    subject_kind: ClassVar[str] = "caravan"


class HeadcountTaken(OfThePost):
    """How many people, on one day, found in which way. rows, in_row: what an estimate was made from."""

    kind: ClassVar[str] = "gatherings.headcount_taken"
    subject_kind: ClassVar[str] = "caravan"
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}
    people: Count
    method: HeadMethod
    rows: Annotated[int, Field(ge=1, le=COUNT_MOST)] | None = None
    in_row: Annotated[int, Field(ge=1, le=1000)] | None = None
    place: Municipality = Field(default_factory=Municipality)


class HeadcountWithdrawn(OfThePost):
    """That number was a mistake."""

    kind: ClassVar[str] = "gatherings.headcount_withdrawn"
    subject_kind: ClassVar[str] = "caravan"
    entry: UUID


class EncounterTagged(OfThePost):
    """An encounter of the group was with people of the caravan. It counts as any other encounter."""

    kind: ClassVar[str] = "gatherings.encounter_tagged"
    subject_kind: ClassVar[str] = "caravan"
    encounter: UUID


class EncounterUntagged(OfThePost):
    kind: ClassVar[str] = "gatherings.encounter_untagged"
    subject_kind: ClassVar[str] = "caravan"
    encounter: UUID


class ChildPointOpened(OfThePost):
    """There is a point for children who lost their people. Where it is stands in the box; children never stand here."""

    kind: ClassVar[str] = "gatherings.child_point_opened"
    subject_kind: ClassVar[str] = "caravan"
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}
    in_charge: list[Account] = Field(default_factory=list, max_length=10)


class ChildPointClosed(OfThePost):
    kind: ClassVar[str] = "gatherings.child_point_closed"
    subject_kind: ClassVar[str] = "caravan"


GATHERING_KINDS = (
    DistributionOpened,
    ReceptionAnnounced,
    ReceptionArrived,
    LaneTaken,
    Counted,
    Explained,
    Closed,
    LateAdded,
    Reopened,
    Withdrawn,
)
CARAVAN_KINDS = (
    CaravanOpened,
    CaravanJoined,
    CaravanLeft,
    CaravanBack,
    HeadcountTaken,
    HeadcountWithdrawn,
    EncounterTagged,
    EncounterUntagged,
    ChildPointOpened,
    ChildPointClosed,
)
