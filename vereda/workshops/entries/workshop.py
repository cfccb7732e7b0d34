"""The facts of a workshop. One subject is one workshop: agenda, delegations, promises, what came of them.

Clear, since donors and countries read them in the report: no name of a person stands here. Who comes is sealed (`people`).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from vereda.logbook.schema import Day, Strict
from vereda.workshops.entries.base import (
    Digest,
    Hour,
    Institution,
    Iso,
    Lang,
    Line,
    LineIf,
    OfWorkshops,
    Said,
    ThingCode,
)
from vereda.workshops.words import Asked, Material, Part, Reply, Session, Standing, Thing, Toward

WORKSHOP = "workshop"
Count = Annotated[int, Field(ge=0, le=10_000)]
Money = Annotated[Decimal, Field(gt=0, max_digits=16, decimal_places=2)]
DayOf = Annotated[int, Field(ge=1, le=60)]  # 1 is the first day of the workshop


class OfWorkshop(OfWorkshops):
    subject_kind: ClassVar[str] = WORKSHOP


class Proposed(OfWorkshop):
    """A workshop is proposed. template: '' where it was begun empty; source: where it is told, of one that is entered later."""

    kind: ClassVar[str] = "workshops.proposed"
    field: ClassVar[tuple[str, ...]] = ("proposed",)
    code: ThingCode
    name: Said
    purpose: Said
    place: Said
    country: Iso
    days: DayOf
    template: Annotated[str, StringConstraints(max_length=64)] = ""
    source: Annotated[str, StringConstraints(max_length=500)] = ""
    status: Annotated[str, StringConstraints(max_length=64)] = ""


class Scheduled(OfWorkshop):
    """It has its days."""

    kind: ClassVar[str] = "workshops.scheduled"
    field: ClassVar[tuple[str, ...]] = ("scheduled",)
    from_on: Day
    until_on: Day
    venue: LineIf = ""

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.until_on < self.from_on:
            raise ValueError("it ends before it begins")
        return self


class OrganiserSet(OfWorkshop):
    """Who organises or hosts it. institution: code of the country's list, '' where it is in none."""

    kind: ClassVar[str] = "workshops.organiser_set"
    field: ClassVar[tuple[str, ...]] = ("organiser", "organiser")
    organiser: ThingCode
    name: Said
    institution: Annotated[str, StringConstraints(max_length=64)] = ""
    hosts: bool = False


class Funded(OfWorkshop):
    """Who pays, under which award and phase. activity: its code in the programme, where spending is written."""

    kind: ClassVar[str] = "workshops.funded"
    field: ClassVar[tuple[str, ...]] = ("funded",)
    donor: Line
    phase: LineIf = ""
    award: LineIf = ""
    activity: Annotated[str, StringConstraints(max_length=24, pattern=r"^[A-Za-z0-9-]*$")] = ""
    currency: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = ""


class LineSet(OfWorkshop):
    """A line of the budget, in the currency of the donor."""

    kind: ClassVar[str] = "workshops.line_set"
    field: ClassVar[tuple[str, ...]] = ("line", "line")
    line: ThingCode
    name: Said
    amount: Money


class FromCountry(Strict):
    """How many of a delegation come from a country. count None: nobody has said it yet, and it is not made up."""

    country: Iso
    count: Count | None = None


class DelegationSet(OfWorkshop):
    """Those who come together. total None, role None: to be asked.

    role  what their institution does; a delegation of several has one where all of them have it
    """

    kind: ClassVar[str] = "workshops.delegation_set"
    field: ClassVar[tuple[str, ...]] = ("delegation", "delegation")
    delegation: ThingCode
    part: Part
    who: Said
    institution: Annotated[str, StringConstraints(max_length=64)] = ""
    role: Institution | None = None
    total: Count | None = None
    countries: list[FromCountry] = Field(default_factory=list, max_length=60)

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        known = [one.count for one in self.countries if one.count is not None]
        if self.total is not None and (
            sum(known) > self.total or (self.countries and len(known) == len(self.countries) and sum(known) != self.total)
        ):
            raise ValueError("the countries do not add up to the total")
        return self


class SessionSet(OfWorkshop):
    """A session of the agenda. topic: of the catalogue of training; lead: delegation or organiser who gives it."""

    kind: ClassVar[str] = "workshops.session_set"
    field: ClassVar[tuple[str, ...]] = ("session", "session")
    session: ThingCode
    day: DayOf
    begins: Hour
    minutes: Annotated[int, Field(ge=5, le=1440)]
    what: Session
    title: Said
    topic: Annotated[str, StringConstraints(max_length=64)] = ""
    lead: Annotated[str, StringConstraints(max_length=24)] = ""
    visit: UUID | None = None


class MaterialSet(OfWorkshop):
    """What is shown or given out; ref: where it lies."""

    kind: ClassVar[str] = "workshops.material_set"
    field: ClassVar[tuple[str, ...]] = ("material", "material")
    material: ThingCode
    what: Material
    title: Said
    languages: list[Lang] = Field(min_length=1, max_length=12)
    session: Annotated[str, StringConstraints(max_length=24)] = ""
    ref: LineIf = ""


class InterpretingSet(OfWorkshop):
    """Interpreters between two languages."""

    kind: ClassVar[str] = "workshops.interpreting_set"
    field: ClassVar[tuple[str, ...]] = ("interpreting", "from_lang", "to_lang")
    from_lang: Lang
    to_lang: Lang
    count: Count


class ExpertEngaged(OfWorkshop):
    """Somebody of the roster gives a session."""

    kind: ClassVar[str] = "workshops.expert_engaged"
    field: ClassVar[tuple[str, ...]] = ("engaged", "session", "expert")
    session: ThingCode
    expert: UUID


class ExpertRated(OfWorkshop):
    """What those who came said of an expert: answers by score, 1 to 5."""

    kind: ClassVar[str] = "workshops.expert_rated"
    field: ClassVar[tuple[str, ...]] = ("rated", "expert")
    expert: UUID
    answers: Annotated[list[Count], Field(min_length=5, max_length=5)]


class Invited(OfWorkshop):
    """A delegation was invited; number: of this invitation, one more each time it was changed and sent again."""

    kind: ClassVar[str] = "workshops.invited"
    field: ClassVar[tuple[str, ...]] = ("invited", "delegation")
    delegation: ThingCode
    on: Day
    number: Annotated[int, Field(ge=0, le=1000)]


class Replied(OfWorkshop):
    """What a delegation answered."""

    kind: ClassVar[str] = "workshops.replied"
    field: ClassVar[tuple[str, ...]] = ("replied", "delegation")
    delegation: ThingCode
    reply: Reply
    on: Day


class Attended(OfWorkshop):
    """How many of a delegation were there on a day, counted by the list."""

    kind: ClassVar[str] = "workshops.attended"
    field: ClassVar[tuple[str, ...]] = ("attended", "delegation", "day")
    delegation: ThingCode
    day: DayOf
    count: Count


class MinutesWritten(OfWorkshop):
    """What was said and agreed in a session, without names of people."""

    kind: ClassVar[str] = "workshops.minutes_written"
    field: ClassVar[tuple[str, ...]] = ("minutes", "session")
    session: ThingCode
    text: Said


class Evaluated(OfWorkshop):
    """What the sheets at the end said to one question: answers by score, 1 to 5."""

    kind: ClassVar[str] = "workshops.evaluated"
    field: ClassVar[tuple[str, ...]] = ("evaluated", "asked")
    asked: Asked
    answers: Annotated[list[Count], Field(min_length=5, max_length=5)]


class Promised(OfWorkshop):
    """A commitment with its owner and its day.

    owner    the office that answers for it, never a person's name
    ref      what is to change: of a pack, its file; of a text or course, its code
    as_was   SHA-256 of it on the day of the promise, '' where the program cannot read it
    """

    kind: ClassVar[str] = "workshops.promised"
    field: ClassVar[tuple[str, ...]] = ("commitment", "commitment")
    commitment: ThingCode
    country: Iso
    owner: Line
    text: Said
    due_on: Day
    toward: Toward
    ref: LineIf = ""
    as_was: Digest = ""
    session: Annotated[str, StringConstraints(max_length=24)] = ""


class Followed(OfWorkshop):
    """How a commitment stood on a day. Each look is kept.

    document  what shows it, of what the program cannot read itself; as_is: SHA-256 of what is to change, as it is now
    """

    kind: ClassVar[str] = "workshops.followed"
    field: ClassVar[tuple[str, ...]] = ("followed", "commitment", "on")
    commitment: ThingCode
    on: Day
    standing: Standing
    said: Said | None = None
    document: LineIf = ""
    as_is: Digest = ""


class Held(OfWorkshop):
    """The workshop is over; what was agreed is followed from now on."""

    kind: ClassVar[str] = "workshops.held"
    field: ClassVar[tuple[str, ...]] = ("held",)
    is_milestone: ClassVar[bool] = True
    on: Day


class TakenBack(OfWorkshop):
    """Something of the plan was taken back; which: its field, as 'session:S1'."""

    kind: ClassVar[str] = "workshops.taken_back"
    field: ClassVar[tuple[str, ...]] = ("withdrawn", "which")
    is_milestone: ClassVar[bool] = True
    thing: Thing
    which: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    why: Line


KINDS = (
    Proposed, Scheduled, OrganiserSet, Funded, LineSet, DelegationSet, SessionSet, MaterialSet, InterpretingSet, ExpertEngaged,
    ExpertRated, Invited, Replied, Attended, MinutesWritten, Evaluated, Promised, Followed, Held, TakenBack,
)  # fmt: skip
