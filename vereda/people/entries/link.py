"""What somebody said of two records that may be one person, and that it was taken back. Ids and codes only, never a name.

The subject is the pair itself. No entry of a person is ever rewritten: each record keeps its own history and its own keys.
All of it is of a class that no post opens: whether other groups know a person too, no group learns.
"""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Code, Demand, FieldClass, Payload
from vereda.people.words import LinkSays, UndoneFor

LINK, EXPECTED = "person_link", "person_expected"
REVIEWS = Demand("K2", "approve", "pair")
Because = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,20}:(same|near|differs|unknown)$")]
"""A trait and how far the two agree in it, 'families:near'."""


class OfLink(Payload):
    """What is written of two records, at headquarters."""

    subject_kind: ClassVar[str] = LINK
    sealed_as: ClassVar[FieldClass] = FieldClass.TRACING
    demands: ClassVar[Demand] = REVIEWS
    from_devices: ClassVar[bool] = False


class LinkDecided(OfLink):
    """Two records are one person, are two, or nobody can tell.

    left, right  ids of the records, the smaller first
    because      what was seen side by side
    by_program   no person looked: the weight was high and nothing contradicted; model: its version
    """

    kind: ClassVar[str] = "people.link_decided"
    left: UUID
    right: UUID
    says: LinkSays
    because: list[Because] = Field(default_factory=list, max_length=16)
    by_program: bool = False
    model: Code | None = None


class LinkUndone(OfLink):
    """Decisions on this pair are taken back, for good: whoever thinks so again decides again."""

    kind: ClassVar[str] = "people.link_undone"
    undoes: list[UUID] = Field(min_length=1, max_length=64)
    reason: UndoneFor


class ExpectedKept(Payload):
    """An erased record goes on counting as the part of a person that it was.

    expected  sum of the probabilities of its matches when the matching saw it last; nationality: of the record
    """

    kind: ClassVar[str] = "people.expected_kept"
    subject_kind: ClassVar[str] = EXPECTED
    sealed_as: ClassVar[FieldClass] = FieldClass.TRACING
    from_devices: ClassVar[bool] = False
    expected: float = Field(ge=0, le=100_000)
    nationality: str = Field(default="XX", pattern=r"^[A-Z]{2}$")
    model: Code | None = None


KINDS = (LinkDecided, LinkUndone)
KEPT_KINDS = (ExpectedKept,)
