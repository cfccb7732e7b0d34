"""Evidence of a case, with the hash of what was kept, and in whose hands it was, when."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.legal.entries.case import OfCases, Sha256
from vereda.logbook.schema import Attachment, FieldClass, Strict

Who = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class ItemSaid(Strict):
    """One thing. sha256: of the file as it was brought, empty for a thing on paper; holder: in whose hands it is."""

    what: Annotated[str, StringConstraints(min_length=1, max_length=400)]
    came_from: Annotated[str, Field(max_length=200)] = ""
    holder: Who
    sha256: Sha256 | None = None
    name: Annotated[str, Field(max_length=200)] = ""
    size: Annotated[int, Field(ge=0)] = 0
    attachments: list[Attachment] = Field(default_factory=list, max_length=1)


class EvidenceKept(OfCases):
    """Something was brought, and is kept."""

    kind: ClassVar[str] = "legal.evidence_kept"
    boxes: ClassVar = {FieldClass.LEGAL: ItemSaid}
    item: UUID


class Passed(Strict):
    """From whose hands into whose, and why."""

    giver: Who
    taker: Who
    why: Annotated[str, Field(max_length=400)] = ""


class EvidencePassed(OfCases):
    """It went into other hands; when is when the entry says it happened."""

    kind: ClassVar[str] = "legal.evidence_passed"
    boxes: ClassVar = {FieldClass.LEGAL: Passed}
    item: UUID


KINDS = (EvidenceKept, EvidencePassed)
