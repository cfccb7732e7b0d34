"""The facts of encounters: one meeting and what was given in it, its corrections, totals reported by a post, imports."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from vereda.encounters.words import COUNT_MOST, AgeBand, Attribute, PlaceKind, Sex, WithdrawnFor
from vereda.logbook.schema import Code, Day, Demand, FieldClass, FreeText, Payload, Strict, Whereabouts
from vereda.people.schema import LastHelp
from vereda.places.schema import is_coarse


def _coarse(cell: str) -> str:
    """Refuse a cell that is finer than the clear part of an entry may tell, and what is no cell."""
    if cell and not is_coarse(cell):
        raise ValueError("an H3 cell of resolution 5 is expected")
    return cell


Count = Annotated[int, Field(ge=1, le=COUNT_MOST)]
LineId = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]
Area = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]*$")]
Cell5 = Annotated[str, AfterValidator(_coarse)]
Country2 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class Line(Strict):
    """People of whom the same is known together; each got every service named here and every service of the encounter."""

    line_id: LineId
    count: Count = 1
    nationality: Country2 = "XX"
    sex: Sex = Sex.UNKNOWN
    age_band: AgeBand = AgeBand.UNKNOWN
    services: list[Code] = Field(default_factory=list, max_length=40)
    persons: list[UUID] = Field(default_factory=list, max_length=100)


class Margin(Strict):
    """What is known apart: so many of the people met have this value ('17 people, of whom 5 minors')."""

    attribute: Attribute
    value: str = Field(min_length=1, max_length=8)
    count: Annotated[int, Field(ge=0, le=COUNT_MOST)]


class Service(Strict):
    """A service given; `people` None: to everybody met."""

    service: Code
    people: Count | None = None


class Place(Strict):
    """Where, as coarse as it may stand in clear: state, municipality, H3 cell of resolution 5. All may be unknown."""

    kind: PlaceKind = PlaceKind.UNKNOWN
    state: Area = Field(default="", max_length=8)
    municipality: Area = Field(default="", max_length=16)
    h3_5: Cell5 = ""


class Disposition(Strict):
    """Where people went afterwards. `people` None: everybody. `role`: which authority, by role, where one took them."""

    code: Code
    people: Count | None = None
    role: str = Field(default="", max_length=40)


class Recorded(Payload):
    """One meeting. A party, a family or a caravan is one meeting, however many agents or boats were there."""

    kind: ClassVar[str] = "encounters.recorded"
    subject_kind: ClassVar[str] = "encounter"
    boxes: ClassVar = {FieldClass.WHEREABOUTS: Whereabouts, FieldClass.FREE_TEXT: FreeText}

    people_met: Annotated[int, Field(ge=0, le=COUNT_MOST)]
    lines: list[Line] = Field(default_factory=list, max_length=500)
    margins: list[Margin] = Field(default_factory=list, max_length=200)
    services: list[Service] = Field(default_factory=list, max_length=60)
    place: Place = Field(default_factory=Place)
    language: str = Field(default="", max_length=8)
    dispositions: list[Disposition] = Field(default_factory=list, max_length=20)
    unaccompanied_minors: Annotated[int, Field(ge=0, le=COUNT_MOST)] = 0
    bodies: Annotated[int, Field(ge=0, le=10_000)] = 0
    party: UUID | None = None
    mission: UUID | None = None
    patrol: UUID | None = None
    aggregate: bool = False


class Bodies(Strict):
    """Bodies of one imported row: a number outside the people met. What else the row says of them is kept, and not counted."""

    line_id: LineId
    count: Count = 1
    nationality: Country2 = "XX"
    sex: Sex = Sex.UNKNOWN
    age_band: AgeBand = AgeBand.UNKNOWN


class LineRecorded(Payload):
    """One row of an imported file: a line of an encounter that is named by its file, with what the row says of the meeting.

    day_only    the row tells the day and no hour: `occurred_at` is noon at the post, and means nothing but the day
    instead_of  imports that were withdrawn or never finished, in whose place this row comes again
    """

    kind: ClassVar[str] = "encounters.line_recorded"
    subject_kind: ClassVar[str] = "encounter"
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True
    boxes: ClassVar = {FieldClass.WHEREABOUTS: Whereabouts, FieldClass.FREE_TEXT: FreeText}

    batch: UUID
    line: Line | None = None  # None: a row of bodies only
    bodies: Bodies | None = None
    place: Place = Field(default_factory=Place)
    day_only: bool = False
    instead_of: list[UUID] = Field(default_factory=list, max_length=100)
    aggregate: bool = False


class Corrected(Payload):
    """What was wrong, said again. Only what is named changes; a line or service is taken away by name."""

    kind: ClassVar[str] = "encounters.corrected"
    subject_kind: ClassVar[str] = "encounter"
    boxes: ClassVar = {FieldClass.WHEREABOUTS: Whereabouts, FieldClass.FREE_TEXT: FreeText}

    people_met: Annotated[int, Field(ge=0, le=COUNT_MOST)] | None = None
    lines: list[Line] = Field(default_factory=list, max_length=500)
    lines_removed: list[LineId] = Field(default_factory=list, max_length=500)
    margins: list[Margin] = Field(default_factory=list, max_length=200)
    services: list[Service] = Field(default_factory=list, max_length=60)
    services_removed: list[Code] = Field(default_factory=list, max_length=60)
    place: Place | None = None
    language: str | None = Field(default=None, max_length=8)
    dispositions: list[Disposition] | None = None
    unaccompanied_minors: Annotated[int, Field(ge=0, le=COUNT_MOST)] | None = None
    bodies: Annotated[int, Field(ge=0, le=10_000)] | None = None
    bodies_of_rows: list[Bodies] = Field(default_factory=list, max_length=500)
    happened_again: bool = False  # True: `occurred_at` of this entry is the right time of the meeting
    day_only: bool = False  # with happened_again: the right day; the hour means nothing


class Withdrawn(Payload):
    """The encounter no longer counts; it stays in its history."""

    kind: ClassVar[str] = "encounters.withdrawn"
    subject_kind: ClassVar[str] = "encounter"
    reason: WithdrawnFor


class Reinstated(Payload):
    """The withdrawal was a mistake: the encounter counts again."""

    kind: ClassVar[str] = "encounters.reinstated"
    subject_kind: ClassVar[str] = "encounter"


class Struck(Payload):
    """The person was read what was written, and said 'strike it': names, notes and exact place go at once, the tally stays.

    It needs only the author of the encounter; what another account strikes is kept as it came and changes nothing.
    """

    kind: ClassVar[str] = "encounters.struck"
    subject_kind: ClassVar[str] = "encounter"


class Answered(Strict):
    """So many people more, or fewer, gave this answer."""

    answer: LastHelp
    nationality: Country2 = "XX"
    people: Annotated[int, Field(ge=-COUNT_MOST, le=COUNT_MOST)]


class LastHelpAnswered(Payload):
    """What people of a party answered when they were asked when a group last helped them, before this meeting.

    The numbers are added and never set: answers of one party may come one by one; a correction takes away what was wrong.
    every  one party in so many is asked, as whoever asked knew it; whether this one was due is worked out, not told
    """

    kind: ClassVar[str] = "encounters.last_help_answered"
    subject_kind: ClassVar[str] = "encounter"

    every: Annotated[int, Field(ge=1, le=100)]
    answers: list[Answered] = Field(min_length=1, max_length=2000)  # answers times nationalities


class Joined(Payload):
    """A coordinator saw that this is the same meeting as another, which counts for both."""

    kind: ClassVar[str] = "encounters.joined"
    subject_kind: ClassVar[str] = "encounter"
    demands: ClassVar[Demand] = Demand("K1", "approve")
    into: UUID


class Separated(Payload):
    """They were two meetings after all."""

    kind: ClassVar[str] = "encounters.separated"
    subject_kind: ClassVar[str] = "encounter"
    demands: ClassVar[Demand] = Demand("K1", "approve")


class ReportedCount(Strict):
    """One figure of a reported total: of a category, or of people (category '')."""

    category: str = Field(default="", max_length=40)
    nationality: Country2 = "XX"
    sex: Sex = Sex.UNKNOWN
    age_band: AgeBand = AgeBand.UNKNOWN
    count: Count


class TotalReported(Payload):
    """What a post without the system says it did in a period; counted beside encounters, never both for one post and day."""

    kind: ClassVar[str] = "encounters.total_reported"
    subject_kind: ClassVar[str] = "reported_total"
    from_devices: ClassVar[bool] = False  # the desk checks that no day is told twice
    from_posts: ClassVar[bool] = True
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}

    from_on: Day
    to_on: Day
    state: Area = Field(default="", max_length=8)
    counts: list[ReportedCount] = Field(max_length=2000)
    source: str = Field(max_length=400)
    cut_off_on: Day | None = None

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.to_on < self.from_on:
            raise ValueError("the period ends before it begins")
        return self


class TotalWithdrawn(Payload):
    """A reported total no longer counts."""

    kind: ClassVar[str] = "encounters.total_withdrawn"
    subject_kind: ClassVar[str] = "reported_total"
    from_devices: ClassVar[bool] = False  # the desk checks that no day is told twice
    from_posts: ClassVar[bool] = True
    reason: WithdrawnFor


class ImportOpened(Payload):
    """A file begins to come in; until it is closed, nothing of it counts."""

    kind: ClassVar[str] = "encounters.import_opened"
    subject_kind: ClassVar[str] = "import"
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True
    file_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    rows: Annotated[int, Field(ge=0, le=10_000_000)]  # as many as a column of every database holds, and more than any file


class ImportClosed(Payload):
    """The whole file is in: from now on it counts."""

    kind: ClassVar[str] = "encounters.import_closed"
    subject_kind: ClassVar[str] = "import"
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True
    months: list[Day] = Field(default_factory=list)


class ImportCancelled(Payload):
    """The file was taken back as a whole."""

    kind: ClassVar[str] = "encounters.import_cancelled"
    subject_kind: ClassVar[str] = "import"
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True
    months: list[Day] = Field(default_factory=list)


KINDS = (Recorded, LineRecorded, Corrected, Withdrawn, Reinstated, Struck, LastHelpAnswered, Joined, Separated)
TOTAL_KINDS = (TotalReported, TotalWithdrawn)
IMPORT_KINDS = (ImportOpened, ImportClosed, ImportCancelled)
