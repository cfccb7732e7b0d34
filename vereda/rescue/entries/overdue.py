"""A team was not heard when it said it would be: that it rang, who read it; and that a post went silent with a mission open."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from vereda.logbook.schema import Instant, OfThePost
from vereda.rescue.words import OverdueStep

Numbers = Annotated[int, Field(ge=0, le=1000)]


class OverdueRang(OfThePost):
    """Written by the machine that rang.

    since    the instant from which it rings: the agreed check-in and the grace, or what was said when it was read
    at_post  whether the machine of the post did it; headquarters counts its own steps
    numbers  how many numbers a text message was queued for; 0: none is kept, or there is no gateway
    """

    kind: ClassVar[str] = "rescue.overdue_rang"
    subject_kind: ClassVar[str] = "mission"
    team: UUID
    since: Instant
    step: OverdueStep
    at_post: bool = False
    numbers: Numbers = 0


class OverdueSeen(OfThePost):
    """Somebody on duty read it and asks for the team, by name. It rings again after one more interval without a word."""

    kind: ClassVar[str] = "rescue.overdue_seen"
    subject_kind: ClassVar[str] = "mission"
    team: UUID


class PostFellSilent(OfThePost):
    """Headquarters heard nothing of the post's machine since `since`, while the mission was open. Written by headquarters."""

    kind: ClassVar[str] = "rescue.post_fell_silent"
    subject_kind: ClassVar[str] = "mission"
    since: Instant
    numbers: Numbers = 0


KINDS = (OverdueRang, OverdueSeen, PostFellSilent)
