"""A referral: made, opened by its words, answered, arrived, done, recalled.

In clear stands that there is one, of which class, and how it goes. To what help, to whom, and what is told stand in boxes of the
referral, each piece in the box of its class. Written at the desk of headquarters alone: its page is served there.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from vereda.countries.door import ENFORCEMENT, Role
from vereda.logbook.schema import Code, FieldClass, Instant, Payload, Strict
from vereda.referrals.words import ITEM_CLASS, TOLD_MOST, Answer, Basis, Item, RecalledFor, RefusedFor, Service, Way

REFERRAL = "referral"
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Told = Annotated[str, StringConstraints(min_length=1, max_length=TOLD_MOST)]


class About(Strict):
    """To what help, and to whom. receiver: code of the directory; empty: only a name was typed."""

    service: Service
    receiver: Code | None = None
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    role: Role
    reason: str = Field(default="", max_length=2000)

    @model_validator(mode="after")
    def _is_no_enforcement(self) -> Self:
        """Refuse a body that could detain, whoever wrote the entry (rules.md, section 1)."""
        if self.role in ENFORCEMENT:
            raise ValueError("an institution of enforcement receives no referral")
        return self


class Sent(Strict):
    """What the receiver is told that is of one class. about: in the box of the class within which the referral is closed."""

    of_class: ClassVar[FieldClass]
    about: About | None = None
    told: dict[Item, Told] = Field(default_factory=dict, max_length=len(Item))

    @model_validator(mode="after")
    def _each_piece_in_its_box(self) -> Self:
        wrong = [item for item in self.told if ITEM_CLASS[item] is not self.of_class]
        if wrong:
            raise ValueError(f"{wrong[0]} belongs in another box")
        return self


class SentContact(Sent):
    of_class = FieldClass.CONTACT


class SentIdentity(Sent):
    of_class = FieldClass.IDENTITY


class SentHealth(Sent):
    of_class = FieldClass.HEALTH


class SentScreening(Sent):
    of_class = FieldClass.SCREENING


class SentSexualViolence(Sent):
    of_class = FieldClass.SEXUAL_VIOLENCE


class SentLegal(Sent):
    of_class = FieldClass.LEGAL


class SentTracing(Sent):
    of_class = FieldClass.TRACING


SENT = (SentContact, SentIdentity, SentHealth, SentScreening, SentSexualViolence, SentLegal, SentTracing)


class OfReferrals(Payload):
    """What is written of a referral. On its way it is closed like a screening: no post opens it."""

    subject_kind: ClassVar[str] = REFERRAL
    from_devices: ClassVar[bool] = False
    sealed_as: ClassVar[FieldClass] = FieldClass.SCREENING


class ReferralMade(OfReferrals):
    """Somebody is handed on. within: the class of which it is; consent: the reading that allows it, empty on another ground."""

    kind: ClassVar[str] = "referrals.made"
    boxes: ClassVar = {one.of_class: one for one in SENT}
    folio: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    within: FieldClass
    basis: Basis
    encounter: UUID | None = None
    person: UUID | None = None
    consent: UUID | None = None


class LinkGiven(OfReferrals):
    """The receiver was told six words. digest: keyed, of the words; until: when they open nothing any more. The latest stands.

    mark  keyed, of this referral and its receiver in the directory: by it the receiver's own account finds it. Salted with the
          referral, so that nobody sees which two went to the same house; None: a name was typed
    """

    kind: ClassVar[str] = "referrals.link_given"
    digest: Digest
    until: Instant
    mark: Digest | None = None


class Opened(OfReferrals):
    """The words were entered, and the page belongs to that browser. holder: digest of its token."""

    kind: ClassVar[str] = "referrals.opened"
    digest: Digest
    holder: Digest


class OpenedElsewhere(OfReferrals):
    """The same words were entered in another browser, which was shown nothing."""

    kind: ClassVar[str] = "referrals.opened_elsewhere"
    digest: Digest


class Answered(OfReferrals):
    """The receiver accepts, or cannot."""

    kind: ClassVar[str] = "referrals.answered"
    answer: Answer
    reason: RefusedFor | None = None
    way: Way


class AnswerTakenBack(OfReferrals):
    """The answer was given by mistake."""

    kind: ClassVar[str] = "referrals.answer_taken_back"


class Arrived(OfReferrals):
    """The person is there."""

    kind: ClassVar[str] = "referrals.arrived"
    way: Way


class Done(OfReferrals):
    """The receiver did what was asked."""

    kind: ClassVar[str] = "referrals.done"
    way: Way


class Word(Strict):
    """A word of the receiver for the group."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class NoteLeft(OfReferrals):
    """The receiver left a word."""

    kind: ClassVar[str] = "referrals.note_left"
    boxes: ClassVar = {FieldClass.FREE_TEXT: Word}
    way: Way


class Recalled(OfReferrals):
    """It holds no more; the receiver is asked to forget what was told."""

    kind: ClassVar[str] = "referrals.recalled"
    reason: RecalledFor


class ReceiverReminded(OfReferrals):
    """Somebody of the group asked the receiver again."""

    kind: ClassVar[str] = "referrals.receiver_reminded"


KINDS = (
    ReferralMade, LinkGiven, Opened, OpenedElsewhere, Answered, AnswerTakenBack, Arrived, Done, NoteLeft, Recalled,
    ReceiverReminded,
)  # fmt: skip
