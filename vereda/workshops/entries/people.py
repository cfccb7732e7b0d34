"""The facts of people who come by name: guests of a workshop, and experts of the roster. Staff of institutions, nobody we met.

Name, post and contact are sealed and owned by the record of that one person: gone when it is erased, or when its days are over.
Clear is what numbers and rules need: country, institution, what the institution does, languages and topics.
"""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Code, Day, FieldClass, Strict
from vereda.workshops.entries.base import Institution, Iso, Lang, Line, LineIf, OfWorkshops, ThingCode
from vereda.workshops.words import ExpertGone

GUEST, EXPERT = "workshop_guest", "workshop_expert"


class WhoComes(Strict):
    """Who it is: name, the post held, where to reach them, and whom to call if something happens to them."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    post: Annotated[str, StringConstraints(max_length=200)] = ""
    contact: Annotated[str, StringConstraints(max_length=200)] = ""
    in_need: Annotated[str, StringConstraints(max_length=200)] = ""


class GuestNamed(OfWorkshops):
    """Somebody comes to a workshop by name. Said again, it changes. country None: not said."""

    kind: ClassVar[str] = "workshops.guest_named"
    subject_kind: ClassVar[str] = GUEST
    field: ClassVar[tuple[str, ...]] = ("named",)
    boxes: ClassVar = {FieldClass.IDENTITY: WhoComes}
    workshop: UUID
    delegation: ThingCode
    institution: Line
    role: Institution
    country: Iso | None = None


class ExpertListed(OfWorkshops):
    """Somebody can be asked to teach. Said again, it changes. until_on: last day on which they may be, where they said one."""

    kind: ClassVar[str] = "workshops.expert_listed"
    subject_kind: ClassVar[str] = EXPERT
    field: ClassVar[tuple[str, ...]] = ("listed",)
    boxes: ClassVar = {FieldClass.IDENTITY: WhoComes}
    institution: Line
    role: Institution
    country: Iso
    topics: list[Code] = Field(min_length=1, max_length=40)
    languages: list[Lang] = Field(min_length=1, max_length=12)
    available: LineIf = ""
    until_on: Day | None = None


class ExpertLeft(OfWorkshops):
    """They are on the roster no more; the name goes with its days."""

    kind: ClassVar[str] = "workshops.expert_left"
    subject_kind: ClassVar[str] = EXPERT
    field: ClassVar[tuple[str, ...]] = ("left",)
    is_milestone: ClassVar[bool] = True
    why: ExpertGone


GUEST_KINDS = (GuestNamed,)
EXPERT_KINDS = (ExpertListed, ExpertLeft)
