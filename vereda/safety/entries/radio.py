"""The radio of a group: who is called how, which channel is for what, and what was said."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import StringConstraints

from vereda.logbook.schema import FieldClass, FreeText, Payload
from vereda.safety.entries.danger import Account
from vereda.safety.words import Bearer, RadioWord

Sign = Annotated[str, StringConstraints(min_length=1, max_length=20)]
Short = Annotated[str, StringConstraints(max_length=80)]


class CallSignGiven(Payload):
    """A person, a vehicle or the post is called so. Written again on the same subject it is corrected."""

    kind: ClassVar[str] = "safety.call_sign_given"
    subject_kind: ClassVar[str] = "call_sign"
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True
    sign: Sign
    bearer: Bearer
    account: Account = ""
    vehicle: Short = ""


class CallSignWithdrawn(Payload):
    kind: ClassVar[str] = "safety.call_sign_withdrawn"
    subject_kind: ClassVar[str] = "call_sign"
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True


class RadioChannelSet(Payload):
    """A channel of the group's plan: its name on the set, and what it is for. No frequency: who finds the paper hears nothing."""

    kind: ClassVar[str] = "safety.radio_channel_set"
    subject_kind: ClassVar[str] = "radio_channel"
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True
    name: Sign
    use: Short = ""


class RadioChannelWithdrawn(Payload):
    kind: ClassVar[str] = "safety.radio_channel_withdrawn"
    subject_kind: ClassVar[str] = "radio_channel"
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True


class RadioCalled(Payload):
    """Somebody called the post. sign: as it was heard; account, patrol: whose it is, where that is known."""

    kind: ClassVar[str] = "safety.radio_called"
    subject_kind: ClassVar[str] = "radio_call"
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}
    what: RadioWord
    sign: Annotated[str, StringConstraints(max_length=20)] = ""
    account: Account = ""
    patrol: UUID | None = None
    channel: Annotated[str, StringConstraints(max_length=20)] = ""


class RadioCallWithdrawn(Payload):
    """Noted by mistake."""

    kind: ClassVar[str] = "safety.radio_call_withdrawn"
    subject_kind: ClassVar[str] = "radio_call"
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True


SIGN_KINDS = (CallSignGiven, CallSignWithdrawn)
CHANNEL_KINDS = (RadioChannelSet, RadioChannelWithdrawn)
CALL_KINDS = (RadioCalled, RadioCallWithdrawn)
