"""The facts of notes to the press, and of the persons whom the press may ask. Written at headquarters.

No person who was helped is in them. A contact is an official who agreed to be printed, with the day on which he did.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from vereda.logbook.schema import Code, Day, Payload, Strict
from vereda.press.words import Approver, Method, Part, Stands

NOTE, CONTACT = "press_note", "press_contact"
LINE_MOST, WORDS_MOST = 200, 1000  # [signs]
Line = Annotated[str, StringConstraints(min_length=1, max_length=LINE_MOST, strip_whitespace=True)]
LineIf = Annotated[str, StringConstraints(max_length=LINE_MOST, strip_whitespace=True)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=WORDS_MOST, strip_whitespace=True)]
Period = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2]))?$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Number = Annotated[int, Field(ge=0, le=1_000_000_000)]
Revision = Annotated[int, Field(ge=1, le=10_000)]
Iso = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Telephone = Annotated[str, StringConstraints(pattern=r"^\+[0-9]{1,15}( [0-9]{1,14})*( ext\. [0-9]{1,8})?$", max_length=40)]


class Said(Strict):
    """Words in the two languages of notes."""

    es: Words
    en: Words

    def of(self, lang: str) -> str:
        return self.en if lang == "en" else self.es


# who the press may ask ----------------------------------------------------------------------------------------------


class ContactSet(Payload):
    """An official whom the press may ask. What is empty is not printed; after `valid_until` nothing is.

    agreed_on  the day on which he agreed to be printed
    """

    kind: ClassVar[str] = "press.contact_set"
    subject_kind: ClassVar[str] = CONTACT
    from_devices: ClassVar[bool] = False
    name: LineIf = ""
    office: Line
    role: LineIf = ""
    languages: Annotated[list[Language], Field(max_length=8)] = Field(default_factory=list)
    telephones: Annotated[list[Telephone], Field(max_length=4)] = Field(default_factory=list)
    email: LineIf = ""
    agreed_on: Day
    valid_until: Day

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if not (self.telephones or self.email):
            raise ValueError("neither telephone nor e-mail")
        return self


# what a note is made of ---------------------------------------------------------------------------------------------


class Participants(Strict):
    """Some who took part. count None: not known, and never made up.

    countries  those named together: how many of each is told where it is known, as participants of its own
    """

    count: Number | None = None
    who: Said
    countries: list[Iso] = Field(default_factory=list)
    institution: LineIf = ""


class Workshop(Strict):
    """A workshop as a note tells of it; typed, from a source. from_on, until_on None: the source does not say.

    status  how sure the source is, as the list of facts says it
    """

    code: Code
    place: Said
    days: Annotated[int, Field(ge=1, le=60)]
    from_on: Day | None = None
    until_on: Day | None = None
    organisers: list[Said]
    participants: Annotated[list[Participants], Field(min_length=1, max_length=20)]
    topics: list[Said]
    source: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    status: Code


class Estimated(Strict):
    """One of the three estimates of individuals as it may be told: rounded, low down and high up; or why there is none."""

    method: Method
    version: LineIf = ""
    individuals: Number | None = None
    low: Number | None = None
    high: Number | None = None
    why: Said | None = None

    @model_validator(mode="after")
    def _has_its_interval(self) -> Self:
        told = (self.individuals, self.low, self.high)
        if any(one is None for one in told) != all(one is None for one in told) or (self.individuals is None) != (
            self.why is not None
        ):
            raise ValueError("an estimate has its interval, or a reason why there is none")
        return self


class Annex(Strict):
    """What a note tells beside its edition, frozen with it: how many groups worked, and the estimates of individuals.

    groups       groups that gave help in the period; no count of people
    rounding     of the estimates
    as_of_block  up to which block was counted
    """

    groups: Number
    estimates: list[Estimated]
    rounding: Code = "two-leading-digits"
    as_of_block: Number


class Quotation(Strict):
    """Words of an official, in both languages; he or his office says yes to both."""

    speaker: Line
    office: Line
    words: Said


class ProgrammeLine(Strict):
    """What a note says of the programme that pays. programme, phase: where it is kept here; else where the words are from."""

    text: Said
    programme: UUID | None = None
    phase: LineIf = ""
    source: LineIf = ""


class Figure(Strict):
    """A figure of a note and where it stands.

    number      by which the text names it
    value       as it stands there
    document    the edition ('mx-2011-r1'), or the address of a source; table, cell: where in it
    """

    number: Annotated[int, Field(ge=1, le=200)]
    stands: Stands
    document: Annotated[str, StringConstraints(max_length=500)]
    table: Code
    cell: list[str]
    value: Number
    unit: Said


class Run(Strict):
    """A stretch of a paragraph; `figure` names the one that it tells."""

    text: Annotated[str, StringConstraints(max_length=2000)]
    figure: int | None = None


class Paragraph(Strict):
    part: Part
    runs: list[Run]


class NoteText(Strict):
    """A note as it is printed: paragraphs in both languages, and each figure once."""

    method: Code
    es: list[Paragraph]
    en: list[Paragraph]
    figures: list[Figure]

    def of(self, lang: str) -> list[Paragraph]:
        return self.en if lang == "en" else self.es


# the facts ----------------------------------------------------------------------------------------------------------


class OfNotes(Payload):
    subject_kind: ClassVar[str] = NOTE
    from_devices: ClassVar[bool] = False
    revision: Revision = 1


class NoteDrafted(OfNotes):
    """Somebody wrote a note, or its next revision, from an edition; the last draft counts.

    content  SHA-256 of the manifest of the edition's revision from which it is written
    network  how the network of groups is called
    why      of a revision, in words
    """

    kind: ClassVar[str] = "press.note_drafted"
    period: Period
    edition_revision: Revision
    content: Digest
    network: Said
    place: LineIf = ""
    annex: Annex
    workshop: Workshop | None = None
    quotations: Annotated[list[Quotation], Field(max_length=3)] = Field(default_factory=list)
    programme: ProgrammeLine | None = None
    contacts: Annotated[list[UUID], Field(max_length=8)] = Field(default_factory=list)
    why: LineIf = ""


class QuotationApproved(OfNotes):
    """The speaker or his office said yes to these very words, in both languages; somebody else than who wrote them notes it.

    words   SHA-256 of speaker, office and words
    name    who said yes; means: by which letter, message or call
    """

    kind: ClassVar[str] = "press.quotation_approved"
    words: Digest
    approved_by: Approver
    name: Line
    on: Day
    means: Line


class NotePublished(OfNotes):
    """A note stands from now on, by a second person, with the words and contacts that she read.

    draft    the entry that she says yes to; content: SHA-256 of text and contacts
    """

    kind: ClassVar[str] = "press.note_published"
    draft: UUID
    content: Digest
    text: NoteText
    contacts: Annotated[list[ContactSet], Field(min_length=1, max_length=8)]


NOTE_KINDS = (NoteDrafted, QuotationApproved, NotePublished)
CONTACT_KINDS = (ContactSet,)
