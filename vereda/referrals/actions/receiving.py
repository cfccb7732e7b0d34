"""The receiver's side: opening by words, answering, arrived, done, a word back; the same from the desk, said by telephone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.access.door import author_of, operator
from vereda.logbook.door import Author, Plain, Receipt, in_turn, record
from vereda.logbook.schema import FieldClass
from vereda.referrals.actions.referral import own
from vereda.referrals.entries.referral import Answered, Arrived, Done, NoteLeft, Opened, OpenedElsewhere
from vereda.referrals.errors import AlreadyAnswered, NotAcceptedYet, ReferralGone, ReferralRests, RefusalReasonMissing
from vereda.referrals.lookups import referrals, sealed
from vereda.referrals.models import Referral
from vereda.referrals.words import Answer, RefusedFor, Way

RECEIVER = "receiver"
"""Who reports what the page says: the receiver, who has no account."""
NOTE_MOST = 2000


class Look(StrEnum):
    """What words open."""

    SHOWN = "shown"
    ELSEWHERE = "elsewhere"
    CLOSED = "closed"


@dataclass(frozen=True)
class Page:
    """What a browser may see. row: only where it is shown."""

    look: Look
    row: Referral | None = None


def open_by_words(words: str, *, token: str, country: str, at: datetime) -> Page:
    """Open a referral for the browser that holds `token` (random, of our making), and record its first opening.

    Expired, refused, recalled, without consent, erased, never made: all are closed, and nothing says which.
    """
    row = referrals.with_words(words, country)
    if row is None:
        return Page(Look.CLOSED)
    with in_turn("referral", str(row.subject)):
        row = referrals.with_words(words, country)
        if row is None or not _is_shown(row, at):
            return Page(Look.CLOSED)
        by, holder = machine(row, at), holder_of(token)
        if row.holder and row.holder != holder:
            record(OpenedElsewhere(digest=row.digest), subject=row.subject, by=by, at=at, reported_by=RECEIVER)
            return Page(Look.ELSEWHERE)
        if not row.holder:
            record(Opened(digest=row.digest, holder=holder), subject=row.subject, by=by, at=at, reported_by=RECEIVER)
    return held(token, country=country, at=at)


def held(token: str, *, country: str, at: datetime) -> Page:
    """Return the page that belongs to a browser, if it is still shown: asked again with each request."""
    row = (
        Referral.objects.filter(holder=holder_of(token), country=country).order_by("-made_at", "subject").first()
        if token
        else None
    )
    return Page(Look.SHOWN, row) if row and _is_shown(row, at) else Page(Look.CLOSED)


def holder_of(token: str) -> str:
    """Return how a browser's token is known here: it is random, 256 bits."""
    return sha256(token.encode()).hexdigest()


def machine(row: Referral, at: datetime) -> Author:
    """Return this machine as the author for the group whose referral it is."""
    return author_of(replace(operator(), country=row.country, group=row.group, device="desk"))


def answer_by_page(token: str, answer: Answer, *, country: str, at: datetime, reason: RefusedFor | None = None) -> Receipt:
    """Record the receiver's answer. Raises ReferralGone, AlreadyAnswered, RefusalReasonMissing."""
    row = _held_row(token, country, at)
    return say_answer(row, answer, reason, machine(row, at), local_to(row, at), Way.LINK)


def arrived_by_page(token: str, *, country: str, at: datetime) -> Receipt:
    """Record that the person is there. Raises ReferralGone, NotAcceptedYet, AlreadyAnswered."""
    row = _held_row(token, country, at)
    return say_arrival(row, machine(row, at), local_to(row, at), Way.LINK)


def done_by_page(token: str, *, country: str, at: datetime) -> Receipt:
    """Record that it is done. Raises ReferralGone, NotAcceptedYet, AlreadyAnswered."""
    row = _held_row(token, country, at)
    return say_done(row, machine(row, at), local_to(row, at), Way.LINK)


def note_by_page(token: str, text: str, *, country: str, at: datetime) -> Receipt | None:
    """Record a word for the group; nothing where nothing was written. Raises ReferralGone."""
    row = _held_row(token, country, at)
    return say_note(row, text, machine(row, at), local_to(row, at), Way.LINK)


def note_answer(
    *,
    referral: UUID,
    answer: Answer,
    classes: Collection[FieldClass],
    by: Author,
    at: datetime,
    way: Way = Way.TELEPHONE,
    reason: RefusedFor | None = None,
    text: str = "",
) -> Receipt:
    """Record what the receiver said. Raises ReferralGone, ReferralRests, AlreadyAnswered, RefusalReasonMissing."""
    row = _open(referral, classes, by)
    receipt = say_answer(row, answer, reason, by, at, way)
    say_note(row, text, by, at, way)
    return receipt


def note_arrival(
    *, referral: UUID, classes: Collection[FieldClass], by: Author, at: datetime, way: Way = Way.TELEPHONE
) -> Receipt:
    """Record that the person is there. Raises ReferralGone, ReferralRests, AlreadyAnswered."""
    row = _open(referral, classes, by)
    return say_arrival(row, by, at, way)


def note_done(*, referral: UUID, classes: Collection[FieldClass], by: Author, at: datetime, way: Way = Way.TELEPHONE) -> Receipt:
    """Record that it is done. Raises as `note_arrival`."""
    return say_done(_open(referral, classes, by), by, at, way)


def _open(referral: UUID, classes: Collection[FieldClass], by: Author) -> Referral:
    row = own(referral, classes, by)
    if row.recalled_at:
        raise ReferralRests
    return row


def _held_row(token: str, country: str, at: datetime) -> Referral:
    row = held(token, country=country, at=at).row
    if row is None:
        raise ReferralGone
    return row


def _is_shown(row: Referral, at: datetime) -> bool:
    return referrals.is_shown(row, at) and sealed.about(row) is not None


def say_answer(row: Referral, answer: Answer, reason: RefusedFor | None, by: Author, at: datetime, way: Way) -> Receipt:
    """Record an answer on a row that the caller may see. Raises AlreadyAnswered, RefusalReasonMissing."""
    if answer is Answer.REFUSED and reason is None:
        raise RefusalReasonMissing
    with in_turn("referral", str(row.subject)):
        row.refresh_from_db()
        if row.answer:
            raise AlreadyAnswered
        said = Answered(answer=answer, reason=reason if answer is Answer.REFUSED else None, way=way)
        return record(said, subject=row.subject, by=by, at=at, reported_by=_teller(way))


def say_arrival(row: Referral, by: Author, at: datetime, way: Way) -> Receipt:
    """Record an arrival on a row that the caller may see. Raises NotAcceptedYet, AlreadyAnswered."""
    if row.answer != Answer.ACCEPTED:
        raise NotAcceptedYet
    if row.arrived_at or row.done_at:
        raise AlreadyAnswered
    return record(Arrived(way=way), subject=row.subject, by=by, at=at, reported_by=_teller(way))


def say_done(row: Referral, by: Author, at: datetime, way: Way) -> Receipt:
    """Record the end on a row that the caller may see. Raises NotAcceptedYet, AlreadyAnswered."""
    if row.answer != Answer.ACCEPTED:
        raise NotAcceptedYet
    if row.done_at:
        raise AlreadyAnswered
    return record(Done(way=way), subject=row.subject, by=by, at=at, reported_by=_teller(way))


def say_note(row: Referral, text: str, by: Author, at: datetime, way: Way) -> Receipt | None:
    """Record a word on a row that the caller may see; nothing where nothing was written."""
    words = text.replace("\0", "").strip()[:NOTE_MOST]
    if not words:
        return None
    boxes = [Plain(cls=FieldClass.FREE_TEXT, fields={"text": words})]
    return record(NoteLeft(way=way), subject=row.subject, by=by, at=at, boxes=boxes, reported_by=_teller(way))


def _teller(way: Way) -> str | None:
    return RECEIVER if way in (Way.LINK, Way.BUNDLE) else None


def local_to(row: Referral, at: datetime) -> datetime:
    """Return an instant on the clock of the group whose referral it is."""
    return at.astimezone(ZoneInfo(machine(row, at).zone))
