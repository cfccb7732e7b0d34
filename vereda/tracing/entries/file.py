"""The file of one person sought: who, since when, how it is looked for, and two files that are of one person."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from vereda.encounters.schema import AgeBand, Place, Sex
from vereda.logbook.schema import Code, Day, Demand, FieldClass, FreeText, Instant, OfThePost, Strict, Whereabouts
from vereda.tracing.entries.report import Folio
from vereda.tracing.words import CloseReason, ContactBy, Danger, LeadFrom, LookedWith, Reliability

Country2 = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Text = Annotated[str, Field(max_length=1000)]
FILE = "missing_file"


class Described(Strict):
    """By what the person can be known, who was with them, and in what danger. Owned by the person: erased with the name.

    danger  None: written before it stood here, in clear in the entry
    """

    also_called: Text = ""
    marks: Text = ""
    clothing: Text = ""
    companions: Text = ""
    route: Text = ""
    phone_last_used: Annotated[str, Field(max_length=60)] = ""
    danger: Annotated[list[Danger], Field(max_length=len(Danger))] | None = None


class PersonSought(OfThePost):
    """A person is sought. Names and year of birth stand in the record of the person; here stands what may be counted.

    report           the report that asks for them, with others perhaps
    person           the person's own record
    last_contact_at  when somebody heard of them last; None: not known
    place            where that was, as coarse as it may stand in clear; the exact place is sealed for a week
    danger           of the first version alone: since then it stands in the box of the description
    """

    kind: ClassVar[str] = "tracing.person_sought"
    version: ClassVar[int] = 2
    upcasts: ClassVar = {1: dict}  # the first version had the danger in clear
    subject_kind: ClassVar[str] = FILE
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    boxes: ClassVar = {
        FieldClass.IDENTITY: Described,
        FieldClass.WHEREABOUTS: Whereabouts,
        FieldClass.FREE_TEXT: FreeText,
    }
    report: UUID
    person: UUID
    folio: Folio
    nationality: Country2 = "XX"
    sex: Sex = Sex.UNKNOWN
    age_band: AgeBand = AgeBand.UNKNOWN
    language: Code | None = None
    last_contact_at: Instant | None = None
    last_contact_by: ContactBy = ContactBy.UNKNOWN
    place: Place = Field(default_factory=Place)
    danger: list[Danger] = Field(default_factory=list, max_length=len(Danger))


class SoughtDescribed(OfThePost):
    """What is known better of the person sought. Only what is named changes."""

    kind: ClassVar[str] = "tracing.sought_described"
    version: ClassVar[int] = 2
    upcasts: ClassVar = {1: dict}  # as of the person sought
    subject_kind: ClassVar[str] = FILE
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    boxes: ClassVar = PersonSought.boxes
    nationality: Country2 | None = None
    sex: Sex | None = None
    age_band: AgeBand | None = None
    language: Code | None = None
    last_contact_at: Instant | None = None
    last_contact_by: ContactBy | None = None
    place: Place | None = None
    danger: list[Danger] | None = Field(default=None, max_length=len(Danger))


class AlertOpenedFor(OfThePost):
    """It is fresh: an alert was opened for the person. The alert names the folio and no name."""

    kind: ClassVar[str] = "tracing.alert_opened"
    subject_kind: ClassVar[str] = FILE
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    alert: UUID


class SearchReviewed(OfThePost):
    """Somebody looked again, and when it is looked again: the file is traced, and not forgotten."""

    kind: ClassVar[str] = "tracing.search_reviewed"
    subject_kind: ClassVar[str] = FILE
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    looked: list[LookedWith] = Field(min_length=1, max_length=len(LookedWith))
    next_on: Day


class LeadHeard(OfThePost):
    """Somebody says to have seen the person. lead: its line; the words are sealed."""

    kind: ClassVar[str] = "tracing.lead_heard"
    subject_kind: ClassVar[str] = FILE
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}
    lead: UUID
    source: LeadFrom = LeadFrom.OTHER
    reliability: Reliability = Reliability.UNKNOWN
    seen_on: Day | None = None
    place: Place = Field(default_factory=Place)


class LeadWithdrawn(OfThePost):
    """It was somebody else, or it was made up."""

    kind: ClassVar[str] = "tracing.lead_withdrawn"
    subject_kind: ClassVar[str] = FILE
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    lead: UUID


class FileClosed(OfThePost):
    """The file rests."""

    kind: ClassVar[str] = "tracing.file_closed"
    subject_kind: ClassVar[str] = FILE
    demands: ClassVar[Demand] = Demand("K6", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    reason: CloseReason


class FileReopened(OfThePost):
    """It was closed too early."""

    kind: ClassVar[str] = "tracing.file_reopened"
    subject_kind: ClassVar[str] = FILE
    demands: ClassVar[Demand] = Demand("K6", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY


class FileJoined(OfThePost):
    """Two reports seek one person: `into` goes on, and counts for both."""

    kind: ClassVar[str] = "tracing.file_joined"
    subject_kind: ClassVar[str] = FILE
    demands: ClassVar[Demand] = Demand("K6", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    into: UUID


class FileSeparated(OfThePost):
    """They were two persons after all."""

    kind: ClassVar[str] = "tracing.file_separated"
    subject_kind: ClassVar[str] = FILE
    demands: ClassVar[Demand] = Demand("K6", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY


KINDS = (
    PersonSought, SoughtDescribed, AlertOpenedFor, SearchReviewed, LeadHeard, LeadWithdrawn,
    FileClosed, FileReopened, FileJoined, FileSeparated,
)  # fmt: skip
