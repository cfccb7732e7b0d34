"""The facts of a person who is handed on across a border: that a referral goes there; and on the other side, that one came.

What is told stands in boxes, in the same classes as a referral within the country.
"""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import StringConstraints

from vereda.bundles.rules.card import Fingerprint, Line
from vereda.logbook.schema import Code, FieldClass, Instant, Payload
from vereda.referrals.schema import SENT, Answer, RecalledFor, RefusedFor, Word

CROSSING, HANDED = "crossing", "handed"
Folio = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class OfCrossings(Payload):
    """Closed like a referral on its way: no post opens it."""

    subject_kind: ClassVar[str] = CROSSING
    from_devices: ClassVar[bool] = False
    sealed_as: ClassVar[FieldClass] = FieldClass.SCREENING


class CrossingMade(OfCrossings):
    """A referral goes to a group of another installation. post: code of that group on its card."""

    kind: ClassVar[str] = "bundles.crossing_made"
    referral: UUID
    partner: Fingerprint
    post: Code


class CrossingReceived(OfCrossings):
    """The other installation has it."""

    kind: ClassVar[str] = "bundles.crossing_received"


class OfHanded(Payload):
    """What is written of a person whom another country handed on."""

    subject_kind: ClassVar[str] = HANDED
    from_devices: ClassVar[bool] = False
    sealed_as: ClassVar[FieldClass] = FieldClass.SCREENING


class HandedCame(OfHanded):
    """It came, with the person's consent as its sender says. theirs: the referral over there; sent_by: the group over there."""

    kind: ClassVar[str] = "bundles.handed_came"
    boxes: ClassVar = {one.of_class: one for one in SENT}
    partner: Fingerprint
    theirs: UUID
    folio: Folio
    within: FieldClass
    made_at: Instant
    sent_by: Line


class HandedAnswered(OfHanded):
    """The group here takes them in, or cannot."""

    kind: ClassVar[str] = "bundles.handed_answered"
    answer: Answer
    reason: RefusedFor | None = None


class HandedArrived(OfHanded):
    kind: ClassVar[str] = "bundles.handed_arrived"


class HandedDone(OfHanded):
    kind: ClassVar[str] = "bundles.handed_done"


class HandedNoted(OfHanded):
    """A word for the group over there."""

    kind: ClassVar[str] = "bundles.handed_noted"
    boxes: ClassVar = {FieldClass.FREE_TEXT: Word}


class HandedRecalled(OfHanded):
    """It holds no more: the words that came are destroyed here. Whatever arrives later does not bring them back."""

    kind: ClassVar[str] = "bundles.handed_recalled"
    reason: RecalledFor


CROSSING_KINDS = (CrossingMade, CrossingReceived)
HANDED_KINDS = (HandedCame, HandedAnswered, HandedArrived, HandedDone, HandedNoted, HandedRecalled)
