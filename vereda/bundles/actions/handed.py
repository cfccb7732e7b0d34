"""A person across a border: sending one of ours to a group abroad, and what a group here says of one who came."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.bundles import errors
from vereda.bundles.entries.handed import CrossingMade, HandedAnswered, HandedArrived, HandedDone, HandedNoted
from vereda.bundles.lookups import handed, partners
from vereda.bundles.lookups.partners import PostAbroad
from vereda.bundles.models import Handed
from vereda.logbook.door import Author, Draft, Plain, Receipt, in_turn, record
from vereda.logbook.schema import FieldClass
from vereda.referrals.schema import Answer, RefusedFor

NOTE_MOST = 2000


def crossing_draft(referral: UUID, to: str, *, by: Author, at: datetime) -> tuple[PostAbroad, Draft]:
    """Return the group abroad of a code, and the record that a referral goes there, to be written beside it.

    Raises ReceiverGone.
    """
    post = partners.post_abroad(to, by.country)
    if post is None:
        raise errors.ReceiverGone
    return post, Draft(payload=CrossingMade(referral=referral, partner=post.partner.fingerprint, post=post.post), by=by, at=at)


def answer(
    subject: UUID, *, answer: Answer, reason: RefusedFor | None = None, text: str = "", by: Author, at: datetime
) -> Receipt:
    """Record whether the group takes a person in. Raises HandedGone, HandedRests, HandedAnswered, ReasonMissing."""
    if answer is Answer.REFUSED and reason is None:
        raise errors.ReasonMissing
    with in_turn("handed", str(subject)):
        row = _open(subject, by)
        if row.answer:
            raise errors.HandedAnswered
        said = HandedAnswered(answer=answer, reason=reason if answer is Answer.REFUSED else None)
        receipt = record(said, subject=subject, by=by, at=at)
    note(subject, text=text, by=by, at=at)
    return receipt


def arrived(subject: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that the person is here. Raises HandedGone, HandedRests, HandedNotAccepted, HandedAnswered."""
    with in_turn("handed", str(subject)):
        row = _accepted(subject, by)
        if row.arrived_at or row.done_at:
            raise errors.HandedAnswered
        return record(HandedArrived(), subject=subject, by=by, at=at)


def done(subject: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that the person was helped. Raises as `arrived`."""
    with in_turn("handed", str(subject)):
        if _accepted(subject, by).done_at:
            raise errors.HandedAnswered
        return record(HandedDone(), subject=subject, by=by, at=at)


def note(subject: UUID, *, text: str, by: Author, at: datetime) -> Receipt | None:
    """Record a word for the group over there; nothing where nothing was written. Raises HandedGone, HandedRests."""
    row, words = _open(subject, by), text.replace("\0", "").strip()[:NOTE_MOST]
    if not words:
        return None
    boxes = [Plain(cls=FieldClass.FREE_TEXT, fields={"text": words})]
    return record(HandedNoted(), subject=row.subject, by=by, at=at, boxes=boxes)


def _accepted(subject: UUID, by: Author) -> Handed:
    row = _open(subject, by)
    if row.answer != Answer.ACCEPTED:
        raise errors.HandedNotAccepted
    return row


def _open(subject: UUID, by: Author) -> Handed:
    row = handed.handed(subject, by.country)
    if row is None or row.group != by.group:
        raise errors.HandedGone
    if row.recalled_at:
        raise errors.HandedRests
    return row
