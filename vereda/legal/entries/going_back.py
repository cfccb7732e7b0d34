"""Somebody asks to go back to their country: in their own words, seen by two persons, and taken back until they leave."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.legal.entries.case import OfCases
from vereda.legal.words import Answer
from vereda.logbook.schema import FieldClass, Strict


class OwnWords(Strict):
    """What the person said, as they said it, and what was asked before.

    lang      ISO 639 code of the words
    refuge    whether they fear to go back; child: whether under eighteen; trafficking: signs of it
    """

    words: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    lang: Annotated[str, Field(min_length=2, max_length=8)] = "es"
    refuge: Answer
    child: Answer
    trafficking: Answer


class ReturnAsked(OfCases):
    """The first person wrote it down."""

    kind: ClassVar[str] = "legal.return_asked"
    boxes: ClassVar = {FieldClass.LEGAL: OwnWords}
    request: UUID


class ReturnSeconded(OfCases):
    """A second person spoke with them alone, and says the same. Of who wrote it down it counts for nothing."""

    kind: ClassVar[str] = "legal.return_seconded"
    request: UUID


class ReturnTakenBack(OfCases):
    """They do not want to go. Wins over everything, whatever the clock, until they have left."""

    kind: ClassVar[str] = "legal.return_taken_back"
    request: UUID


class ReturnDeparted(OfCases):
    """They left. Only after two persons, and while it was not taken back."""

    kind: ClassVar[str] = "legal.return_departed"
    request: UUID


KINDS = (ReturnAsked, ReturnSeconded, ReturnTakenBack, ReturnDeparted)
