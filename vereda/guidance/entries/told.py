"""The facts of telling: so many people were told of which topics, in which language, at which version. Nobody's identity.

The numbers are added and never set: two tellings are two. A phone writes it at the meeting; a desk for the own post.
"""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.guidance.entries.text import Language, TopicCode, Version
from vereda.guidance.words import TOLD_MOST, TOPICS_MOST
from vereda.logbook.schema import Code, Payload, Strict

Area = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]*$", max_length=16)]
Count = Annotated[int, Field(ge=1, le=TOLD_MOST)]


class ToldTopic(Strict):
    """A topic that was told. version: of the text as it was shown; '' where it was told from memory."""

    topic: TopicCode
    language: Language
    version: Version | None = None


class ServiceHeld(Strict):
    """A service that this telling wrote into its encounter, and for how many people the encounter held it before."""

    service: Code
    before: Annotated[int, Field(ge=0, le=TOLD_MOST)] = 0


class PeopleTold(Payload):
    """People were told. municipality: where, as coarse as the encounter says it; wrote: services written along with it."""

    kind: ClassVar[str] = "guidance.people_told"
    subject_kind: ClassVar[str] = "telling"
    from_posts: ClassVar[bool] = True
    people: Count
    topics: list[ToldTopic] = Field(min_length=1, max_length=TOPICS_MOST)
    encounter: UUID | None = None
    municipality: Area = ""
    wrote: list[ServiceHeld] = Field(default_factory=list, max_length=10)


class TellingWithdrawn(Payload):
    """It was noted by mistake, and counts no more."""

    kind: ClassVar[str] = "guidance.telling_withdrawn"
    subject_kind: ClassVar[str] = "telling"
    from_posts: ClassVar[bool] = True


TOLD_KINDS = (PeopleTold, TellingWithdrawn)
