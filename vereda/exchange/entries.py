"""The facts of good practice: what it is about, its text in one language, who reviewed and published it, who took it up.

A text of one language is a subject of its own: there is no entry in which two languages stand, so that saving one cannot touch
another. No person who was helped is in any of them, and nothing is sealed: what is written here is meant to be read abroad.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, ClassVar
from uuid import UUID

import orjson
from pydantic import Field, StringConstraints

from vereda.exchange.words import LINE_MOST, PART_MOST, TITLE_MOST, Origin, ReferenceStatus, Result, Topic
from vereda.logbook.schema import Code, Day, Payload, Strict

PRACTICE, TEXT, ADOPTION = "good_practice", "practice_text", "practice_adoption"
Line = Annotated[str, StringConstraints(min_length=1, max_length=LINE_MOST, strip_whitespace=True)]
LineIf = Annotated[str, StringConstraints(max_length=LINE_MOST, strip_whitespace=True)]
Part = Annotated[str, StringConstraints(max_length=PART_MOST)]
Iso = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{3}$")]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
VersionIf = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{16})?$")]
Period = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2]))?$")]
Revision = Annotated[int, Field(ge=1, le=10_000)]


class Figure(Strict):
    """A figure that tells how it went: a cell of a published edition, as it stood there. series: '' of our own editions."""

    country: Iso
    series: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{0,64}$")] = ""
    period: Period
    revision: Revision
    table: Code
    cell: Annotated[list[Annotated[str, StringConstraints(min_length=1, max_length=64)]], Field(min_length=1, max_length=6)]
    value: Annotated[int, Field(ge=0, le=1_000_000_000)]


class Reference(Strict):
    """What somebody else wrote of it. address: a page, '' where there is none."""

    title: Line
    address: Annotated[str, StringConstraints(pattern=r"^(https?://\S+)?$", max_length=500)] = ""
    status: ReferenceStatus = ReferenceStatus.NAMED


class Card(Strict):
    """What a practice says in every language alike.

    practised_in  countries where it was done
    since         year in which it began, None where nobody knows
    office, email an office that answers questions; never a person's own number
    """

    topics: Annotated[list[Topic], Field(min_length=1, max_length=4)]
    practised_in: Annotated[list[Iso], Field(max_length=20)] = Field(default_factory=list)
    since: Annotated[int, Field(ge=1900, le=2199)] | None = None
    office: LineIf = ""
    email: LineIf = ""
    figures: Annotated[list[Figure], Field(max_length=20)] = Field(default_factory=list)
    references: Annotated[list[Reference], Field(max_length=30)] = Field(default_factory=list)


class Said(Strict):
    """A text in one language. Its version is named by what it says."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=TITLE_MOST)]
    context: Part = ""
    problem: Part = ""
    done: Part = ""
    took: Part = ""
    evidence: Part = ""
    limits: Part = ""
    adapt: Part = ""

    @property
    def version(self) -> str:
        return sha256(orjson.dumps(list(self.model_dump().values()))).hexdigest()[:16]


# what it is about -----------------------------------------------------------------------------------------------------


class _OfPractice(Payload):
    subject_kind: ClassVar[str] = PRACTICE
    from_devices: ClassVar[bool] = False


class PracticeOpened(_OfPractice):
    """A practice begins as a draft. language: in which it is written first; came_from: country that shared it."""

    kind: ClassVar[str] = "exchange.practice_opened"
    origin: Origin
    language: Language
    came_from: Annotated[str, StringConstraints(pattern=r"^([a-z]{2})?$")] = ""
    card: Card


class PracticeDescribed(_OfPractice):
    """What it is about, its figures, references and contact were written anew, whole."""

    kind: ClassVar[str] = "exchange.practice_described"
    card: Card


# its text in one language ---------------------------------------------------------------------------------------------


class _OfText(Payload):
    subject_kind: ClassVar[str] = TEXT
    from_devices: ClassVar[bool] = False
    practice: UUID
    language: Language


class TextWritten(_OfText):
    """A whole version. translates: the version of the first language that it says; '' where it is no translation.

    revision_abroad  of a text that came from another country: which revision of theirs it is
    """

    kind: ClassVar[str] = "exchange.text_written"
    said: Said
    translates: VersionIf = ""
    revision_abroad: Revision | None = None


class TextReviewed(_OfText):
    """Somebody who knows the work read the version and its references, and answers for it by name."""

    kind: ClassVar[str] = "exchange.text_reviewed"
    version_id: Version
    reviewer: Line
    office: Line


class TextPublished(_OfText):
    """From now on it stands, word for word, with the card as it was; what is changed later is another revision."""

    kind: ClassVar[str] = "exchange.text_published"
    revision: Revision
    version_id: Version
    said: Said
    card: Card


class TextWithdrawn(_OfText):
    """Nothing of it is shown as published any more in this language; publishing again brings it back."""

    kind: ClassVar[str] = "exchange.text_withdrawn"
    reason: Line


# who took it up -------------------------------------------------------------------------------------------------------


class _OfAdoption(Payload):
    subject_kind: ClassVar[str] = ADOPTION
    from_devices: ClassVar[bool] = False


class Adopted(_OfAdoption):
    """A group, an institution or a country took a practice up. language: in which `changed` is written."""

    kind: ClassVar[str] = "exchange.adopted"
    practice: UUID
    who: Line
    in_country: Iso
    on: Day
    version_id: VersionIf = ""
    language: Language
    changed: Part = ""


class AdoptionTold(_OfAdoption):
    """How it went there, as far as somebody can tell by that day."""

    kind: ClassVar[str] = "exchange.adoption_told"
    result: Result
    on: Day
    language: Language
    words: Part = ""


class AdoptionWithdrawn(_OfAdoption):
    """It was noted by mistake."""

    kind: ClassVar[str] = "exchange.adoption_withdrawn"
    reason: Line


PRACTICE_KINDS = (PracticeOpened, PracticeDescribed)
TEXT_KINDS = (TextWritten, TextReviewed, TextPublished, TextWithdrawn)
ADOPTION_KINDS = (Adopted, AdoptionTold, AdoptionWithdrawn)
