"""That a contact card was given or read. In clear it says nothing: not which, not at whose encounter, not of what nationality.

A subject of its own each time, so that nothing leads from a card to a meeting. The code travels in a box that no post opens; at
headquarters it becomes a digest as it enters, and neither the box nor its key is kept (`SubjectFold.takes`).
docs/decisions/contact-card.md says against whom.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, StringConstraints

from vereda.logbook.schema import FieldClass, Payload, Strict
from vereda.people.rules.card import is_number
from vereda.people.words import CardAct

CARD = "card"
SEALED = FieldClass.TRACING
"""Of the classes that a post may not open."""
CARRIERS_MOST = 9


def _number(text: str) -> str:
    if not is_number(text):
        raise ValueError("no code of a card")
    return text


class CardSeen(Strict):
    """The code, as long as every other one. carriers: how many people carry this card; nine stands for more."""

    code: Annotated[str, AfterValidator(_number)]
    act: CardAct
    carriers: int = Field(ge=1, le=CARRIERS_MOST)
    nationality: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = "XX"


class CardNoted(Payload):
    """A card was given, or read."""

    kind: ClassVar[str] = "people.card_noted"
    subject_kind: ClassVar[str] = CARD
    from_posts: ClassVar[bool] = True
    sealed_as: ClassVar[FieldClass] = SEALED
    boxes: ClassVar = {SEALED: CardSeen}


KINDS = (CardNoted,)
