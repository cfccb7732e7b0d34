"""A legal case: asked for, taken by an adviser, its steps, its end, and a word for who comes back with a receipt."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.legal.words import Answer, CaseEnd, CaseKind, Step
from vereda.logbook.schema import Code, Day, Demand, FieldClass, Instant, Payload, Strict

CASE = "legal_case"
SENT = Demand("K5", "write", "minimum")
KEPT = Demand("K5", "write")
Text = Annotated[str, Field(max_length=4000)]
Folio = Annotated[str, Field(max_length=40)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class OfCases(Payload):
    """What is written of a legal case: at the desk of headquarters alone. Of phones, that help is asked for, and no more."""

    subject_kind: ClassVar[str] = CASE
    from_devices: ClassVar[bool] = False
    demands: ClassVar[Demand | None] = KEPT
    sealed_as: ClassVar[FieldClass] = FieldClass.LEGAL


class Opening(Strict):
    """What the case is about.

    seeks_refuge, child, trafficking   what must stop a notice to the consulate, and be seen before a return
    detained_at   since when the person is held; None: free, or not known
    consents      that the consulate is told; only asked where the case is about that
    """

    what: CaseKind
    seeks_refuge: Answer = Answer.UNKNOWN
    child: Answer = Answer.UNKNOWN
    trafficking: Answer = Answer.UNKNOWN
    detained_at: Instant | None = None
    consents: bool = False
    note: Text = ""


class CaseOpened(OfCases):
    """Legal help is asked for. Whoever asks at a post, or on a phone, sends it and cannot read it back.

    folio              empty from a phone: then it is made of the case's id, as the desk makes it
    person, encounter  whom it is for, and where it was asked; both empty for a complaint without a name
    receipt            SHA-256 of the words that the person takes home, to come back with; empty: none was given
    """

    kind: ClassVar[str] = "legal.case_opened"
    from_devices: ClassVar[bool] = True
    demands: ClassVar[Demand | None] = SENT
    begins_once: ClassVar[bool] = True
    boxes: ClassVar = {FieldClass.LEGAL: Opening}
    folio: Folio = ""
    person: UUID | None = None
    encounter: UUID | None = None
    receipt: Sha256 | None = None


class CaseTold(OfCases):
    """What is known better of it; the box takes the place of the one before."""

    kind: ClassVar[str] = "legal.case_told"
    boxes: ClassVar = {FieldClass.LEGAL: Opening}


class AdviserTook(OfCases):
    """An adviser has the case from now on. account: whose it is."""

    kind: ClassVar[str] = "legal.adviser_took"
    demands: ClassVar[Demand | None] = SENT
    account: Code


class AdviserAdded(OfCases):
    """Another account works on the case too: a second adviser, or the case worker of the person."""

    kind: ClassVar[str] = "legal.adviser_added"
    account: Code


class AdviserLeft(OfCases):
    """An account works on it no more."""

    kind: ClassVar[str] = "legal.adviser_left"
    account: Code


class StepSaid(Strict):
    """One step. before: role of the body; number: what that body calls the file."""

    what: Step
    on: Day
    before: Code | None = None
    number: Annotated[str, Field(max_length=80)] = ""
    note: Text = ""


class StepTaken(OfCases):
    """Something was done, or happened."""

    kind: ClassVar[str] = "legal.step_taken"
    boxes: ClassVar = {FieldClass.LEGAL: StepSaid}
    step: UUID


class StepWithdrawn(OfCases):
    """It was written by mistake."""

    kind: ClassVar[str] = "legal.step_withdrawn"
    step: UUID


class AnswerSaid(Strict):
    """What is told to who comes back with the receipt. Nothing else of the case is."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class AnswerLeft(OfCases):
    """A word for who comes back with the receipt; the latest stands."""

    kind: ClassVar[str] = "legal.answer_left"
    boxes: ClassVar = {FieldClass.LEGAL: AnswerSaid}


class Ended(Strict):
    why: CaseEnd
    note: Text = ""


class CaseClosed(OfCases):
    """The case rests."""

    kind: ClassVar[str] = "legal.case_closed"
    boxes: ClassVar = {FieldClass.LEGAL: Ended}


class CaseReopened(OfCases):
    """It goes on."""

    kind: ClassVar[str] = "legal.case_reopened"


KINDS = (
    CaseOpened, CaseTold, AdviserTook, AdviserAdded, AdviserLeft, StepTaken, StepWithdrawn, AnswerLeft, CaseClosed, CaseReopened,
)  # fmt: skip
