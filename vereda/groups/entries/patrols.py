"""The facts of a group's day: who is on shift, and patrols from departure to return."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Code, FieldClass, FreeText, Payload, Strict

Route = Annotated[str, StringConstraints(max_length=80)]
Account = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Zone = Annotated[str, StringConstraints(max_length=40)]
"""The part of a group's ground that its people call by a name."""
Minutes = Annotated[int, Field(ge=1, le=60 * 24 * 7)]


class ShiftStarted(Payload):
    """A shift began; `members` are the accounts on it."""

    kind: ClassVar[str] = "groups.shift_started"
    subject_kind: ClassVar[str] = "shift"
    members: list[Account] = Field(max_length=100)


class ShiftJoined(Payload):
    """Somebody came on, late or lent by another post."""

    kind: ClassVar[str] = "groups.shift_joined"
    subject_kind: ClassVar[str] = "shift"
    member: Account


class ShiftEnded(Payload):
    kind: ClassVar[str] = "groups.shift_ended"
    subject_kind: ClassVar[str] = "shift"


class Vehicle(Strict):
    """What a team goes out with: a kind, and its number at the post."""

    kind: Code
    number: str = Field(default="", max_length=20)


class PatrolDeparted(Payload):
    """A team went out. Patrols are counted, and never added to the total of attentions.

    driver        one account of the team, or somebody lent
    named_route   the route of the post that was chosen, beside its name as it was then
    check_in_min  how often the team said it would be heard
    """

    kind: ClassVar[str] = "groups.patrol_departed"
    version: ClassVar[int] = 2
    subject_kind: ClassVar[str] = "patrol"
    upcasts: ClassVar = {1: dict}  # the first version knew neither driver, named route nor check-ins
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}
    route: Route
    team: list[Account] = Field(default_factory=list, max_length=40)
    vehicles: list[Vehicle] = Field(default_factory=list, max_length=10)
    expected_back_min: Minutes | None = None
    driver: Account | None = None
    named_route: UUID | None = None
    check_in_min: Minutes | None = None
    patrols: Annotated[int, Field(ge=1, le=10_000)] = 1  # more than one only where an old table is typed in


class PatrolCheckedIn(Payload):
    """The team was heard: it is well."""

    kind: ClassVar[str] = "groups.patrol_checked_in"
    subject_kind: ClassVar[str] = "patrol"


class PatrolReturned(Payload):
    kind: ClassVar[str] = "groups.patrol_returned"
    subject_kind: ClassVar[str] = "patrol"
    kilometres: Annotated[int, Field(ge=0, le=5000)] | None = None


class PatrolStillOut(Payload):
    """The return was noted by mistake: the team is out, and is waited for again."""

    kind: ClassVar[str] = "groups.patrol_still_out"
    subject_kind: ClassVar[str] = "patrol"


class PatrolWithdrawn(Payload):
    """Entered by mistake; it does not count."""

    kind: ClassVar[str] = "groups.patrol_withdrawn"
    subject_kind: ClassVar[str] = "patrol"


SHIFT_KINDS = (ShiftStarted, ShiftJoined, ShiftEnded)
PATROL_KINDS = (PatrolDeparted, PatrolCheckedIn, PatrolReturned, PatrolStillOut, PatrolWithdrawn)
