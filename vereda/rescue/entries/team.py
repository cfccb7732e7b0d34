"""The facts of a team on a mission: sent, gone, heard, back. One team on one outing is one line."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Code, FieldClass, Instant, OfThePost, Payload, Strict, Whereabouts
from vereda.rescue.words import GRACE_MIN_USUAL

Account = Annotated[str, StringConstraints(min_length=1, max_length=64)]
CallSign = Annotated[str, StringConstraints(max_length=20)]
Interval = Annotated[int, Field(ge=5, le=24 * 60)]
Grace = Annotated[int, Field(ge=0, le=240)]


class Means(Strict):
    """What a team goes with: a code of the pack, and its number or the name of whoever brings it."""

    code: Code
    number: str = Field(default="", max_length=40)


class Team(Strict):
    """Who goes, how they are called, with what, and how often they will be heard.

    members       accounts of the roster, or staff lent
    check_in_min  the agreed interval [minutes]; grace_min: how late a check-in may be before it rings [minutes]
    """

    call_sign: CallSign
    members: list[Account] = Field(default_factory=list, max_length=40)
    means: list[Means] = Field(default_factory=list, max_length=10)
    check_in_min: Interval
    grace_min: Grace = GRACE_MIN_USUAL


class TeamDispatched(Payload):
    """A team was sent. The meeting point is sealed; `meet_at`: the hour there. From now on it is waited for."""

    kind: ClassVar[str] = "rescue.team_dispatched"
    subject_kind: ClassVar[str] = "mission"
    boxes: ClassVar = {FieldClass.WHEREABOUTS: Whereabouts}
    team: UUID
    attempt: UUID
    who: Team
    meet_at: Instant | None = None


class TeamChanged(OfThePost):
    """Another one goes with it, another call sign, another interval: the whole line, said again."""

    kind: ClassVar[str] = "rescue.team_changed"
    subject_kind: ClassVar[str] = "mission"
    team: UUID
    who: Team


class _OfTeam(Payload):
    subject_kind: ClassVar[str] = "mission"
    team: UUID


class TeamDeparted(_OfTeam):
    """The team left."""

    kind: ClassVar[str] = "rescue.team_departed"


class TeamCheckedIn(_OfTeam):
    """The team was heard; the channel of the entry says how."""

    kind: ClassVar[str] = "rescue.team_checked_in"


class TeamReturned(_OfTeam):
    """The team is back."""

    kind: ClassVar[str] = "rescue.team_returned"


class TeamStillOut(_OfTeam):
    """The return, or that it was stood down, was noted by mistake: the team is waited for again."""

    kind: ClassVar[str] = "rescue.team_still_out"


class TeamStoodDown(_OfTeam):
    """The team was sent and never left."""

    kind: ClassVar[str] = "rescue.team_stood_down"


KINDS = (TeamDispatched, TeamChanged, TeamDeparted, TeamCheckedIn, TeamReturned, TeamStillOut, TeamStoodDown)
