"""The facts of a request: that it came, what it asks for in codes, what was said in between, what it was answered.

Who asks, and every text, is sealed: asking must expose nobody. Clear are days, codes and published cells, so that the register
can be published without the boxes, and goes on counting when their keys are gone. Written at headquarters, by no phone or post.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, StringConstraints, model_validator

from vereda.logbook.schema import Day, FieldClass, FreeText, Payload, Strict
from vereda.transparency.words import Basis, Ground, Outcome, Outside, TermFrom, Way

REQUEST = "request"
CELLS_MOST, PARTS_MOST = 60, 12
LINE_MOST = 200  # [signs]
CodeOf = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Series = Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9_.-]*$")]
Period = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2]))?$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Line = Annotated[str, StringConstraints(max_length=LINE_MOST, strip_whitespace=True)]
Codes = Annotated[list[CodeOf], Field(min_length=1, max_length=12)]


class OfRequests(Payload):
    """What headquarters writes of a request."""

    subject_kind: ClassVar[str] = REQUEST
    from_devices: ClassVar[bool] = False


class Asker(Strict):
    """Who asks, as far as they said it: name or pen name, where to answer, number of another office's receipt."""

    name: Annotated[str, StringConstraints(max_length=LINE_MOST)] = ""
    contact: Annotated[str, StringConstraints(max_length=LINE_MOST)] = ""
    receipt: Annotated[str, StringConstraints(max_length=LINE_MOST)] = ""


class RequestReceived(OfRequests):
    """A request came.

    number  one more than the last of the year; lang: ISO 639-1, in which it is answered
    due_on  last day to answer; None: nobody knows one. term: where it comes from; deadline: code of the country's row
    """

    kind: ClassVar[str] = "transparency.received"
    boxes: ClassVar = {FieldClass.IDENTITY: Asker, FieldClass.FREE_TEXT: FreeText}
    number: Annotated[int, Field(ge=1, le=1_000_000)]
    basis: Basis
    way: Way
    received_on: Day
    lang: Annotated[str, StringConstraints(pattern=r"^(es|en)$")] = "es"
    term: TermFrom = TermFrom.NONE
    deadline: Annotated[str, StringConstraints(max_length=64)] = ""
    due_on: Day | None = None

    @model_validator(mode="after")
    def _day_with_its_source(self) -> Self:
        if (self.due_on is None) != (self.term is TermFrom.NONE):
            raise ValueError("a last day says where it comes from")
        return self


class Part(Strict):
    """Some cells of a published table: its edition (series '' for our own), its code, codes by column; no cells: all of it."""

    series: Series = ""
    period: Period
    table: CodeOf
    cells: list[Codes] = Field(default_factory=list, max_length=CELLS_MOST)


class QuestionSet(OfRequests):
    """What is asked, in codes. The latest stands until it is answered. outside: what no published table holds, and of when."""

    kind: ClassVar[str] = "transparency.question_set"
    parts: list[Part] = Field(default_factory=list, max_length=PARTS_MOST)
    outside: Outside | None = None
    of: Annotated[str, StringConstraints(pattern=r"^([0-9]{4}(-(0[1-9]|1[0-2]))?)?$")] = ""


class ClarificationAsked(OfRequests):
    """Somebody was asked back what they mean. The term runs on: what a law says of it comes with the answer."""

    kind: ClassVar[str] = "transparency.clarification_asked"
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}
    on: Day


class Clarified(OfRequests):
    """They said it. due_on: the new last day, where the law begins the term anew."""

    kind: ClassVar[str] = "transparency.clarified"
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}
    on: Day
    due_on: Day | None = None


class TermExtended(OfRequests):
    """The term was made longer, once. The reason is sealed: it is in the letter that tells of it."""

    kind: ClassVar[str] = "transparency.term_extended"
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}
    on: Day
    term: TermFrom
    deadline: Annotated[str, StringConstraints(max_length=64)] = ""
    due_on: Day


class EditionAt(Strict):
    """The revision of an edition that an answer was drawn from, by the SHA-256 of its manifest."""

    series: Series = ""
    period: Period
    revision: Annotated[int, Field(ge=1, le=10_000)]
    content: Digest


class GivenCell(Strict):
    """One cell as it was told. value None: held back, and `why` by which rule."""

    series: Series = ""
    period: Period
    table: CodeOf
    codes: Codes
    value: Annotated[int, Field(ge=0)] | None = None
    why: Annotated[str, StringConstraints(max_length=64)] = ""


class Answered(OfRequests):
    """What was answered.

    at     editions that it was drawn from, or looked at; cells: those that were chosen; a whole table is the edition's file
    to     authority that it goes on to; ground, law: of a refusal
    """

    kind: ClassVar[str] = "transparency.answered"
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}
    on: Day
    outcome: Outcome
    question: Digest
    at: list[EditionAt] = Field(default_factory=list, max_length=PARTS_MOST)
    cells: list[GivenCell] = Field(default_factory=list, max_length=CELLS_MOST * PARTS_MOST)
    to: Line = ""
    ground: Ground | None = None
    law: Line = ""


class Appealed(OfRequests):
    """Somebody appealed against the answer. to: the body that decides."""

    kind: ClassVar[str] = "transparency.appealed"
    on: Day
    to: Line = ""


class Closed(OfRequests):
    """Nothing is left to do: the days until who asked is forgotten begin."""

    kind: ClassVar[str] = "transparency.closed"
    on: Day


KINDS = (RequestReceived, QuestionSet, ClarificationAsked, Clarified, TermExtended, Answered, Appealed, Closed)
