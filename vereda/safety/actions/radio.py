"""The radio's plan, and its log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.logbook.door import Author, Draft, Plain, Receipt, record
from vereda.logbook.schema import Channel, FieldClass
from vereda.safety.entries.radio import (
    CallSignGiven,
    CallSignWithdrawn,
    RadioCalled,
    RadioCallWithdrawn,
    RadioChannelSet,
    RadioChannelWithdrawn,
)
from vereda.safety.errors.radio import BearerMissing, CallerMissing, NotInPlan, SignMissing
from vereda.safety.lookups import radio
from vereda.safety.words import Bearer, RadioWord


def give_sign(
    *, sign: str, bearer: Bearer, by: Author, at: datetime, account: str = "", vehicle: str = "", entry: UUID | None = None
) -> Receipt:
    """Put a call sign into the plan. Raises SignMissing, BearerMissing. That two bear the same one is shown, not refused."""
    if not sign.strip():
        raise SignMissing
    if (bearer is Bearer.PERSON and not account) or (bearer is Bearer.VEHICLE and not vehicle.strip()):
        raise BearerMissing
    payload = CallSignGiven(
        sign=sign.strip(),
        bearer=bearer,
        account=account if bearer is Bearer.PERSON else "",
        vehicle=vehicle.strip() if bearer is Bearer.VEHICLE else "",
    )
    return record(payload, by=by, at=at, id=entry)


def withdraw_sign(*, sign: UUID, by: Author, at: datetime) -> Receipt:
    """Take a call sign out of the plan. Raises NotInPlan."""
    if radio.call_sign(sign, by.group, by.country) is None:
        raise NotInPlan
    return record(CallSignWithdrawn(), subject=sign, by=by, at=at)


def set_channel(*, name: str, use: str, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Put a channel into the plan. Raises SignMissing."""
    if not name.strip():
        raise SignMissing
    return record(RadioChannelSet(name=name.strip(), use=use.strip()), by=by, at=at, id=entry)


def withdraw_channel(*, channel: UUID, by: Author, at: datetime) -> Receipt:
    """Take a channel out of the plan. Raises NotInPlan."""
    if radio.radio_channel(channel, by.group, by.country) is None:
        raise NotInPlan
    return record(RadioChannelWithdrawn(), subject=channel, by=by, at=at)


def called(
    *,
    what: RadioWord,
    by: Author,
    at: datetime,
    sign: str = "",
    account: str = "",
    patrol: UUID | None = None,
    channel: str = "",
    note: str = "",
    entry: UUID | None = None,
) -> Draft:
    """Return a call as it will be recorded, alone or with what it also says: a face composes. Raises CallerMissing."""
    if not (sign.strip() or account or patrol):
        raise CallerMissing
    who = account or radio.bearer_of(sign, by.group, by.country)
    payload = RadioCalled(
        what=what,
        sign=sign.strip() or radio.sign_of(who, by.group, by.country),
        account=who,
        patrol=patrol,
        channel=channel,
    )
    boxes = [Plain(cls=FieldClass.FREE_TEXT, fields={"text": note.strip()})] if note.strip() else []
    return Draft(payload=payload, by=by, at=at, boxes=boxes, channel=Channel.RADIO, reported_by=who or by.account, id=entry)


def withdraw_call(*, call: UUID, by: Author, at: datetime) -> Receipt:
    """Take back a call that was noted by mistake. Raises NotInPlan."""
    if radio.radio_call(call, by.group, by.country) is None:
        raise NotInPlan
    return record(RadioCallWithdrawn(), subject=call, by=by, at=at)
