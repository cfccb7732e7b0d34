"""What a group of another country says, by a bundle, of somebody who was handed on to it. Said again, it changes nothing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.logbook.door import Plain, Receipt, record
from vereda.logbook.schema import FieldClass
from vereda.referrals.actions.receiving import RECEIVER, local_to, machine, say_answer, say_arrival, say_done
from vereda.referrals.entries.referral import NoteLeft
from vereda.referrals.models import Referral
from vereda.referrals.words import Answer, RefusedFor, Way


def answer_from_abroad(row: Referral, answer: Answer, reason: RefusedFor | None, at: datetime) -> Receipt:
    """Record the answer. Raises AlreadyAnswered, RefusalReasonMissing."""
    return say_answer(row, answer, reason, machine(row, at), local_to(row, at), Way.BUNDLE)


def arrived_abroad(row: Referral, at: datetime) -> Receipt:
    """Record that the person is there. Raises NotAcceptedYet, AlreadyAnswered."""
    return say_arrival(row, machine(row, at), local_to(row, at), Way.BUNDLE)


def done_abroad(row: Referral, at: datetime) -> Receipt:
    """Record that it is done. Raises NotAcceptedYet, AlreadyAnswered."""
    return say_done(row, machine(row, at), local_to(row, at), Way.BUNDLE)


def note_from_abroad(row: Referral, text: str, at: datetime, entry: UUID) -> Receipt:
    """Record a word for the group. entry: its id, by which it is known again."""
    boxes = [Plain(cls=FieldClass.FREE_TEXT, fields={"text": text})]
    note = NoteLeft(way=Way.BUNDLE)
    return record(
        note, subject=row.subject, by=machine(row, at), at=local_to(row, at), boxes=boxes, reported_by=RECEIVER, id=entry
    )
