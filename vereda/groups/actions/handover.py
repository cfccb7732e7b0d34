"""Handing over, taking over, and taking back what was handed over by mistake."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.groups.entries.handover import HandoverGiven, HandoverSigned, HandoverWithdrawn, Sheet
from vereda.groups.errors import HandoverOwn, HandoverSignedAlready, HandoverTakenBack, HandoverUnreadable, NotOfThePost
from vereda.groups.lookups import handover as lookups
from vereda.groups.models import Handover
from vereda.groups.rules.handover import digest_of
from vereda.logbook.door import Author, Plain, Receipt, in_turn, record
from vereda.logbook.schema import FieldClass


def give(sheet: Sheet, *, by: Author, at: datetime, shift: UUID | None = None, entry: UUID | None = None) -> Receipt:
    """Hand over what stands on a sheet. It is sealed as it was read; its digest stands in clear."""
    box = Plain(cls=FieldClass.CONTACT, fields=sheet.model_dump(mode="json"))
    return record(HandoverGiven(sheet=digest_of(sheet), shift=shift), by=by, at=at, boxes=[box], id=entry)


def sign(*, handover: UUID, by: Author, at: datetime, missing: str = "") -> Receipt | None:
    """Record that the author read the sheet and took over, with what is missing; None when the author did before.

    Raises NotOfThePost, HandoverTakenBack, HandoverOwn, HandoverSignedAlready; HandoverUnreadable where the sheet cannot be read
    here: nobody signs what nobody read.
    """
    with in_turn("handover", str(handover)):
        row = _row(handover, by)
        if row.is_withdrawn:
            raise HandoverTakenBack
        if row.given_by == by.account:
            raise HandoverOwn
        if row.signed_by:
            if row.signed_by != by.account:
                raise HandoverSignedAlready
            return None
        sheet = lookups.sheet_of(row)
        if sheet is None:
            raise HandoverUnreadable
        boxes = [Plain(cls=FieldClass.CONTACT, fields={"text": missing.strip()})] if missing.strip() else []
        return record(HandoverSigned(sheet=digest_of(sheet)), subject=handover, by=by, at=at, boxes=boxes)


def take_back(*, handover: UUID, by: Author, at: datetime) -> Receipt | None:
    """Record that a hand-over was given by mistake; None when that was recorded. Raises NotOfThePost, HandoverSignedAlready."""
    with in_turn("handover", str(handover)):
        row = _row(handover, by)
        if row.signed_by:
            raise HandoverSignedAlready
        return None if row.is_withdrawn else record(HandoverWithdrawn(), subject=handover, by=by, at=at)


def _row(handover: UUID, by: Author) -> Handover:
    found = lookups.handover(handover, by.group, by.country)
    if found is None:
        raise NotOfThePost
    return found
