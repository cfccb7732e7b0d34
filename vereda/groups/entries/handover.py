"""The facts of a hand-over: what was handed over, as it was read; and that another account took it over.

Its boxes are of class `contact`: sealed, and a post may hold their keys. Those of free text are shut at a post as soon as
headquarters has them, and the next shift could not read what it is to sign.
"""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import FieldClass, FreeText, OfThePost, Strict

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=400)]


class SheetPart(Strict):
    """One heading of a sheet with its lines, in the words in which they were read."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    lines: list[Line] = Field(max_length=300)


class Loose(Strict):
    """A loose thing handed over: keys, the cash box."""

    what: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    count: Annotated[int, Field(ge=0, le=1_000_000)]


class Sheet(Strict):
    """What was handed over. Sealed as a whole: words of people, and lines that say together what a post is doing tonight."""

    parts: list[SheetPart] = Field(default_factory=list, max_length=60)
    loose: list[Loose] = Field(default_factory=list, max_length=30)
    text: str = Field(default="", max_length=4000)
    lang: str = Field(default="es", min_length=2, max_length=8)


class HandoverGiven(OfThePost):
    """Whoever leaves handed over. sheet: SHA-256 of the sealed sheet (`rules.handover.digest_of`); shift: the one that ends."""

    kind: ClassVar[str] = "groups.handover_given"
    subject_kind: ClassVar[str] = "handover"
    boxes: ClassVar = {FieldClass.CONTACT: Sheet}
    sheet: Digest
    shift: UUID | None = None


class HandoverSigned(OfThePost):
    """Another account read this sheet and took over; what it found missing stands in the box."""

    kind: ClassVar[str] = "groups.handover_signed"
    subject_kind: ClassVar[str] = "handover"
    boxes: ClassVar = {FieldClass.CONTACT: FreeText}
    sheet: Digest


class HandoverWithdrawn(OfThePost):
    """Given by mistake: nobody has to sign it."""

    kind: ClassVar[str] = "groups.handover_withdrawn"
    subject_kind: ClassVar[str] = "handover"


HANDOVER_KINDS = (HandoverGiven, HandoverSigned, HandoverWithdrawn)
