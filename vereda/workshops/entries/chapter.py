"""The facts of a chapter of the report: what a country did so many months after a workshop, and who has read of it.

Codes, days and counts of things; nobody's name, and no number of people who were helped. A chapter is worked out from the logbook
by the machine when its day has come. What arrives later changes the next one, never one that was kept.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from vereda.logbook.schema import Code, Day, Strict
from vereda.workshops.entries.base import Iso, Line, LineIf, Said, ThingCode
from vereda.workshops.entries.workshop import Count, OfWorkshop
from vereda.workshops.words import Standing

Months = Literal[6, 12, 24]


class Reached(Strict):
    """A milestone of the country, and the day on which it was reached."""

    code: Code
    on: Day


class AdoptedIn(Strict):
    """How many practices were taken up in a country."""

    country: Iso
    count: Count


class Stood(Strict):
    """A commitment as it stood. changed: what it named is seen to be another than on the day of the promise."""

    commitment: ThingCode
    standing: Standing
    changed: bool = False
    document: LineIf = ""
    said: Said | None = None


class ChapterKept(OfWorkshop):
    """What a country did since the last day of a workshop, as it stood so many months later. The first one stands.

    on               the day that is told of;  kept_on: the day on which it was worked out
    reached          milestones between the two days;  before: how many there were at the workshop
    trained, attendances  people trained, each once, and how often they came; None: this installation keeps no training
    """

    kind: ClassVar[str] = "workshops.chapter_kept"
    field: ClassVar[tuple[str, ...]] = ("chapter", "months")
    is_milestone: ClassVar[bool] = True
    months: Months
    on: Day
    kept_on: Day
    country: Iso
    reached: list[Reached] = Field(default_factory=list, max_length=40)
    before: Count = 0
    adopted: list[AdoptedIn] = Field(default_factory=list, max_length=60)
    trained: Count | None = None
    attendances: Annotated[int, Field(ge=0, le=100_000)] | None = None
    stood: list[Stood] = Field(default_factory=list, max_length=200)


class ChapterRead(OfWorkshop):
    """Somebody whose turn it was has read a chapter; who: an organiser, who pays, or an office that answers for a commitment."""

    kind: ClassVar[str] = "workshops.chapter_read"
    field: ClassVar[tuple[str, ...]] = ("chapter_read", "months", "who")
    months: Months
    who: Line
    on: Day


CHAPTER_KINDS = (ChapterKept, ChapterRead)
