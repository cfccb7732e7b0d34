"""The report: who seeks, from where, and what the seeker agrees to. One report may seek several persons; each has a file."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Code, Day, Demand, FieldClass, FreeText, OfThePost, Strict
from vereda.tracing.words import ConsentFor, Relation, SeekFrom

Folio = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class Seeker(Strict):
    """Who seeks, whose they are, and how to call back. Sealed, owned by the report, and not in the index of names: no case.

    relation  None: written before it stood here, in clear in the entry
    """

    name: str = Field(default="", max_length=120)
    call_back: str = Field(default="", max_length=120)
    relation: Relation | None = None


class ReportOpened(OfThePost):
    """Somebody reports that a person is missing.

    folio      what the seeker is given, with hour and telephone of the group
    relation   of the first version alone: since then it stands in the box of the seeker
    consent    what the seeker agrees to
    language   in which the seeker can be spoken to: a code of the pack
    encounter  the meeting in which it was told; None: by telephone, or somebody came. It carries the service then
    """

    kind: ClassVar[str] = "tracing.report_opened"
    version: ClassVar[int] = 2
    upcasts: ClassVar = {1: dict}  # the first version had the relation in clear
    subject_kind: ClassVar[str] = "missing_report"
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    boxes: ClassVar = {FieldClass.IDENTITY: Seeker, FieldClass.FREE_TEXT: FreeText}
    folio: Folio
    seek_from: SeekFrom = SeekFrom.UNKNOWN
    relation: Relation = Relation.UNKNOWN
    language: Code | None = None
    consent: list[ConsentFor] = Field(min_length=1, max_length=len(ConsentFor))
    encounter: UUID | None = None


class ReportCorrected(OfThePost):
    """What is known better of the seeker. Only what is named changes; a box takes the place of the one before."""

    kind: ClassVar[str] = "tracing.report_corrected"
    version: ClassVar[int] = 2
    upcasts: ClassVar = {1: dict}  # as of the report
    subject_kind: ClassVar[str] = "missing_report"
    demands: ClassVar[Demand] = Demand("K6", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    boxes: ClassVar = {FieldClass.IDENTITY: Seeker, FieldClass.FREE_TEXT: FreeText}
    seek_from: SeekFrom | None = None
    relation: Relation | None = None
    language: Code | None = None
    consent: list[ConsentFor] | None = Field(default=None, max_length=len(ConsentFor))


class PosterMade(OfThePost):
    """The name of who seeks may hang on a poster until a day. text_version: of the text that was read to them first."""

    kind: ClassVar[str] = "tracing.poster_made"
    subject_kind: ClassVar[str] = "missing_report"
    demands: ClassVar[Demand] = Demand("K6", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    until: Day
    text_version: int = Field(ge=1, le=10_000)
    language: Code


class PosterEnded(OfThePost):
    """The posters are to be taken down."""

    kind: ClassVar[str] = "tracing.poster_ended"
    subject_kind: ClassVar[str] = "missing_report"
    demands: ClassVar[Demand] = Demand("K6", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY


class ReportWithdrawn(OfThePost):
    """The seeker asked that nothing goes on: nobody is called any more, whatever was written elsewhere meanwhile."""

    kind: ClassVar[str] = "tracing.report_withdrawn"
    subject_kind: ClassVar[str] = "missing_report"
    demands: ClassVar[Demand] = Demand("K6", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY


KINDS = (ReportOpened, ReportCorrected, ReportWithdrawn, PosterMade, PosterEnded)
