"""What a partner says by its own account, of referrals to its institution alone. Each act asks again whether it may see it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.logbook.door import Author, Receipt
from vereda.referrals.actions.receiving import say_answer, say_arrival, say_done, say_note
from vereda.referrals.errors import ReferralGone
from vereda.referrals.lookups.partner import offered_one
from vereda.referrals.models import Referral
from vereda.referrals.words import Answer, RefusedFor, Way


def answer_by_account(
    *, referral: UUID, institution: str, answer: Answer, by: Author, at: datetime, reason: RefusedFor | None = None
) -> Receipt:
    """Record the answer. Raises ReferralGone, AlreadyAnswered, RefusalReasonMissing. by: in the group whose referral it is."""
    return say_answer(_own(referral, institution, by, at), answer, reason, by, at, Way.ACCOUNT)


def arrived_by_account(*, referral: UUID, institution: str, by: Author, at: datetime) -> Receipt:
    """Record that the person is there. Raises ReferralGone, NotAcceptedYet, AlreadyAnswered."""
    return say_arrival(_own(referral, institution, by, at), by, at, Way.ACCOUNT)


def done_by_account(*, referral: UUID, institution: str, by: Author, at: datetime) -> Receipt:
    """Record that it is done. Raises ReferralGone, NotAcceptedYet, AlreadyAnswered."""
    return say_done(_own(referral, institution, by, at), by, at, Way.ACCOUNT)


def note_by_account(*, referral: UUID, institution: str, text: str, by: Author, at: datetime) -> Receipt | None:
    """Record a word for the group; nothing where nothing was written. Raises ReferralGone."""
    return say_note(_own(referral, institution, by, at), text, by, at, Way.ACCOUNT)


def _own(referral: UUID, institution: str, by: Author, at: datetime) -> Referral:
    row = offered_one(referral, institution, by.country, at)
    if row is None or row.group != by.group:
        raise ReferralGone
    return row
