"""The facts of a receiver: registered by one, approved by another, switched off. What is sent to it is a table, and no fact."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, StringConstraints, model_validator

from vereda.countries.door import ENFORCEMENT, Role
from vereda.logbook.schema import Code, Payload
from vereda.webhooks.rules.address import LENGTH_MOST
from vereda.webhooks.words import USES, Kind, OffFor, Use

RECEIVER = "webhook_receiver"
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{3}$")]


class OfReceiver(Payload):
    """What headquarters writes of a program that is told. No person is in it, and no secret."""

    subject_kind: ClassVar[str] = RECEIVER
    from_devices: ClassVar[bool] = False


class ReceiverRegistered(OfReceiver):
    """An institution asks to be told.

    institution  its code in the pack or in the directory of services; role: as the pack says it that day, none that detains
    kinds        within those of the use
    languages    of texts, notices and practices; empty: all
    """

    kind: ClassVar[str] = "webhooks.receiver_registered"
    institution: Code
    role: Role
    address: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=LENGTH_MOST)]
    use: Use
    kinds: Annotated[list[Kind], Field(min_length=1, max_length=len(Kind))]
    languages: Annotated[list[Language], Field(max_length=200)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _holds(self) -> Self:
        if self.role in ENFORCEMENT:
            raise ValueError("an institution of enforcement holds no webhook")
        if not set(self.kinds) <= set(USES[self.use]):
            raise ValueError("kinds outside the use")
        return self


class ReceiverApproved(OfReceiver):
    """A second person approved it: from now on it is told. Whoever registered it counts once."""

    kind: ClassVar[str] = "webhooks.receiver_approved"


class ReceiverSwitchedOff(OfReceiver):
    """It is told nothing any more, for ever."""

    kind: ClassVar[str] = "webhooks.receiver_switched_off"
    reason: OffFor


KINDS = (ReceiverRegistered, ReceiverApproved, ReceiverSwitchedOff)
