"""What a place of the directory says of itself: free places today, whom it serves, when, and what may be seen of it. No person.

Said by its own account, or by telephone to a desk of headquarters. There is no address here: that of a house of women or children
stands nowhere, and of the others the pack has what they agreed to.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, StringConstraints, model_validator

from vereda.logbook.schema import Code, Payload, Strict
from vereda.referrals.words import FREE_MOST, ForWhom, Seen, Way

PLACE = "service_place"
Free = Annotated[int, Field(ge=0, le=FREE_MOST)]
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Kinds = Annotated[list[ForWhom], Field(max_length=len(ForWhom))]


class Span(Strict):
    """From when to when, at the clock of the place; to an hour before it opens: until the next day."""

    opens: Clock
    closes: Clock

    @model_validator(mode="after")
    def _is_a_while(self) -> Self:
        if self.opens == self.closes:
            raise ValueError("opens and closes at the same time")
        return self


class Hours(Strict):
    """When somebody is served. always: day and night; a day without span is closed."""

    always: bool = False
    weekdays: Span | None = None
    saturday: Span | None = None
    sunday: Span | None = None


class OfPlaces(Payload):
    """What is written of a place, at headquarters. place: code of the directory; way: how it was said."""

    subject_kind: ClassVar[str] = PLACE
    from_devices: ClassVar[bool] = False

    place: Code
    way: Way


class CapacitySaid(OfPlaces):
    """The place counted its free places. A count is what is there, so it is set; whom it does not name, it takes none of."""

    kind: ClassVar[str] = "referrals.capacity_said"

    free: Annotated[dict[ForWhom, Free], Field(min_length=1, max_length=len(ForWhom))]


class CapacityChanged(OfPlaces):
    """Some places were taken, or became free, since the count: added to it, in whatever order two people tap."""

    kind: ClassVar[str] = "referrals.capacity_changed"

    for_whom: ForWhom
    by: Annotated[int, Field(ge=-FREE_MOST, le=FREE_MOST)]


class PlaceTold(OfPlaces):
    """Whom the place serves, when, in which languages (codes of the pack), how groups reach it, what of its places is seen."""

    kind: ClassVar[str] = "referrals.place_told"

    hours: Hours | None = None
    serves: Kinds = Field(default_factory=list)
    languages: Annotated[list[Code], Field(max_length=200)] = Field(default_factory=list)
    telephone: Annotated[str, Field(max_length=30)] = ""
    seen: Seen = Seen.NUMBERS


KINDS = (CapacitySaid, CapacityChanged, PlaceTold)
