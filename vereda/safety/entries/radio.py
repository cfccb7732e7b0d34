"""The radio of a group: who is called how, which channel is for what, and what was said."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import StringConstraints

from vereda.logbook.schema import Demand, FieldClass, FreeText, OfThePost
from vereda.safety.entries.danger import Account
from vereda.safety.words import Bearer, RadioWord

Sign = Annotated[str, StringConstraints(min_length=1, max_length=20)]
Short = Annotated[str, StringConstraints(max_length=80)]


class CallSignGiven(OfThePost):
    """A person, a vehicle or the post is called so. Written again on the same subject it is corrected."""

    kind: ClassVar[str] = "safety.call_sign_given"
    subject_kind: ClassVar[str] = "call_sign"
    demands: ClassVar[Demand] = Demand("K1", "approve")
    sign: Sign
    bearer: Bearer
    account: Account = ""
    vehicle: Short = ""


class CallSignWithdrawn(OfThePost):
    kind: ClassVar[str] = "safety.call_sign_withdrawn"
    subject_kind: ClassVar[str] = "call_sign"
    demands: ClassVar[Demand] = Demand("K1", "approve")


class RadioChannelSet(OfThePost):
    """A channel of the group's plan: its name on the set, and what it is for. No frequency: who finds the paper hears nothing."""

    kind: ClassVar[str] = "safety.radio_channel_set"
    subject_kind: ClassVar[str] = "radio_channel"
    demands: ClassVar[Demand] = Demand("K1", "approve")
    name: Sign
    use: Short = ""


class RadioChannelWithdrawn(OfThePost):
    kind: ClassVar[str] = "safety.radio_channel_withdrawn"
    subject_kind: ClassVar[str] = "radio_channel"
    demands: ClassVar[Demand] = Demand("K1", "approve")


class RadioCalled(OfThePost):
    """Somebody called the post. sign: as it was heard; account, patrol: whose it is, where that is known."""

    kind: ClassVar[str] = "safety.radio_called"
    subject_kind: ClassVar[str] = "radio_call"
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}
    what: RadioWord
    sign: Annotated[str, StringConstraints(max_length=20)] = ""
    account: Account = ""
    patrol: UUID | None = None
    channel: Annotated[str, StringConstraints(max_length=20)] = ""


class RadioCallWithdrawn(OfThePost):
    """Noted by mistake."""

    kind: ClassVar[str] = "safety.radio_call_withdrawn"
    subject_kind: ClassVar[str] = "radio_call"


SIGN_KINDS = (CallSignGiven, CallSignWithdrawn)
CHANNEL_KINDS = (RadioChannelSet, RadioChannelWithdrawn)
CALL_KINDS = (RadioCalled, RadioCallWithdrawn)
