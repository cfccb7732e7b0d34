"""The facts of the roster: the named turns of a post, who is planned for which, and staff lent by others.

The roster is a plan. Who was there is said by the shift (`patrols.py`): the difference is shown, neither mends the other.
"""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.groups.entries.patrols import Account, Zone
from vereda.logbook.schema import Code, Day, Demand, FieldClass, OfThePost, Strict

Hour = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""An hour at the post, as the clock on the wall says it."""


class TurnNamed(OfThePost):
    """A turn of the post. `ends` not after `begins`: it ends on the next day; both alike: 24 hours. Written again, it changes."""

    kind: ClassVar[str] = "groups.turn_named"
    subject_kind: ClassVar[str] = "turn"
    demands: ClassVar[Demand] = Demand("K1", "approve")
    name: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    begins: Hour
    ends: Hour


class TurnRetired(OfThePost):
    """The post works this turn no more; what was planned for it stays."""

    kind: ClassVar[str] = "groups.turn_retired"
    subject_kind: ClassVar[str] = "turn"
    demands: ClassVar[Demand] = Demand("K1", "approve")


class Duty(Strict):
    """Somebody is planned for a turn. member: an account, or the id of somebody lent."""

    member: Account
    turn: UUID
    zone: Zone = ""


class DutyRef(Strict):
    """Which duty: somebody's of one turn."""

    member: Account
    turn: UUID


class RosterPlanned(OfThePost):
    """The roster of one day changed. One subject a group and day (`rules.roster.roster_of`): two desks change the same one."""

    kind: ClassVar[str] = "groups.roster_planned"
    subject_kind: ClassVar[str] = "roster_day"
    on: Day
    added: list[Duty] = Field(default_factory=list, max_length=200)
    removed: list[DutyRef] = Field(default_factory=list, max_length=200)


class StaffName(Strict):
    """What somebody lent is called on the roster."""

    name: str = Field(min_length=1, max_length=120)


class StaffLent(OfThePost):
    """Somebody works here for a time who has no account: lent by another post, or under an agreement."""

    kind: ClassVar[str] = "groups.staff_lent"
    subject_kind: ClassVar[str] = "lent_staff"
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    boxes: ClassVar = {FieldClass.IDENTITY: StaffName}
    from_group: Code | None = None
    agreement: UUID | None = None
    until_on: Day | None = None


class StaffReturned(OfThePost):
    """Somebody lent went back."""

    kind: ClassVar[str] = "groups.staff_returned"
    subject_kind: ClassVar[str] = "lent_staff"


TURN_KINDS = (TurnNamed, TurnRetired)
ROSTER_KINDS = (RosterPlanned,)
LENT_KINDS = (StaffLent, StaffReturned)
