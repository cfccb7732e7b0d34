"""Making a bundle for an installation: all that is public today, persons who go there, what we say of those who came.

Each bundle is whole in itself: what was lost on the way goes again with the next, and the receiver takes it once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from vereda.bundles import contents
from vereda.bundles.actions.trust import demand_headquarters, demand_trusted
from vereda.bundles.entries.partner import BundleGiven
from vereda.bundles.lookups import handed, partners
from vereda.bundles.models import Crossing, Handed, Partner
from vereda.bundles.rules.bundle import OPEN_DAYS, Body, sealed
from vereda.bundles.rules.carried import CarriedRecall, CarriedReferral, CarriedWord
from vereda.bundles.words import Way, What
from vereda.countries.door import pack
from vereda.logbook.door import Author, Draft, record_all
from vereda.logbook.schema import uuid7
from vereda.referrals import door as referrals
from vereda.referrals.schema import RESTING, Answer, RecalledFor, RefusedFor, Status

type Json = dict[str, Any]  # Any: JSON
CARRIED = timedelta(days=OPEN_DAYS)
AGAIN = timedelta(hours=1)
"""A person of whom the other side says nothing goes again after so long."""
TOLD_AGAIN = timedelta(days=2 * OPEN_DAYS)
"""For so long it is told again what was said, and what holds no more."""


@dataclass(frozen=True)
class Given:
    """A bundle as it travels. told: the record that it was made."""

    bundle: UUID
    content: bytes
    partner: Partner
    told: Draft


def give(subject: UUID, *, way: Way, by: Author, at: datetime) -> Given:
    """Make a bundle and record it. Raises as `make`."""
    made = make(subject, way=way, by=by, at=at)
    record_all([made.told])
    return made


def make(subject: UUID, *, way: Way, by: Author, at: datetime) -> Given:
    """Make a bundle; over the line it is recorded once it is there. Raises NotAtPost, CardUnknown, NotTrusted, BundleTooLarge."""
    demand_headquarters()
    row = demand_trusted(partners.partner(subject, by.country))
    own, to = partners.own_card(by.country, at), row.told
    persons = {} if own.is_regional or to.is_regional else _persons(row, at)
    content = contents.given(by.country)
    body = Body(
        id=uuid7(int(at.timestamp() * 1000)), made_at=at, sender=own.fingerprint, receiver=row.fingerprint, card=own.as_json,
        content=content, **persons,
    )  # fmt: skip
    made = sealed(body, to=to, sign=partners.sign)
    told = BundleGiven(
        bundle=body.id, made_at=at, digest=sha256(made).hexdigest(), way=way,
        content={name: len(one.items) for name, one in content.items()},
    )  # fmt: skip
    return Given(body.id, made, row, Draft(payload=told, subject=subject, by=by, at=at))


def waits(row: Partner, at: datetime) -> bool:
    """Tell whether something of a person waits to be told to an installation since the last bundle."""
    last = partners.last_given(row.subject)
    since = last.at if last else None
    crossings = handed.crossings_to(row.fingerprint, row.country, at - TOLD_AGAIN)
    going = [one for one in crossings if one.received_at is None and at - one.made_at < CARRIED and _stands(one)]
    if any(since is None or at - since >= AGAIN or one.made_at >= since for one in going):
        return True
    rows = handed.handed_by(row.fingerprint, row.country, since or at - TOLD_AGAIN)
    recalled = [found.recalled_at for one in crossings if (found := _referral(one)) and found.recalled_at]
    return bool(rows) or any(since is None or one >= since for one in recalled)


# Persons ------------------------------------------------------------------------------------------------------------


def _persons(row: Partner, at: datetime) -> Json:
    crossings = handed.crossings_to(row.fingerprint, row.country, at - TOLD_AGAIN)
    came = handed.handed_by(row.fingerprint, row.country, at - TOLD_AGAIN)
    going = [one for one in crossings if one.received_at is None and at - one.made_at < CARRIED]
    return {
        "referrals": [told for one in going if (told := _carried(one))],
        "recalls": [told for one in crossings if (told := _recall(one, at))],
        "words": [told for one in came if one.status != Status.RECALLED for told in _words(one)],
        "received": [one.theirs for one in came],
    }


def _carried(one: Crossing) -> Json | None:
    """Return a person who goes there; None where nothing holds any more, or nothing is needed."""
    row = _referral(one)
    about = referrals.sealed.about(row) if row and _holds(row) else None
    if row is None or about is None or row.status in RESTING:
        return None
    told = CarriedReferral(
        id=row.subject, folio=row.folio, made_at=row.made_at, post=one.post, sent_by=_group(row.group, row.country),
        service=about.service, told=referrals.sealed.told(row),
    )  # fmt: skip
    return told.model_dump(mode="json")


def _recall(one: Crossing, at: datetime) -> Json | None:
    """Return that somebody must be forgotten there: recalled, consent taken back, or erased here."""
    row = _referral(one)
    if row is not None and row.recalled_at is None and _holds(row) and referrals.sealed.about(row) is not None:
        return None
    reason = RecalledFor(row.recalled_for) if row and row.recalled_at else RecalledFor.CONSENT_WITHDRAWN
    told = CarriedRecall(referral=one.referral, reason=reason, at=row.recalled_at if row and row.recalled_at else at)
    return told.model_dump(mode="json")


def _words(row: Handed) -> Iterator[Json]:
    """Yield what the group here said of a person who came."""
    at = {What.ANSWERED: row.answered_at, What.ARRIVED: row.arrived_at, What.DONE: row.done_at}
    for what, when in at.items():
        if when is None:
            continue
        is_answer = what is What.ANSWERED
        told = CarriedWord(
            referral=row.theirs, entry=UUID(row.said[what.value]), what=what, at=when,
            answer=Answer(row.answer) if is_answer else None,
            reason=RefusedFor(row.reason) if is_answer and row.reason else None,
        )  # fmt: skip
        yield told.model_dump(mode="json")
    for entry, when in row.notes:
        if text := referrals.sealed.note(row, entry):
            told = CarriedWord(referral=row.theirs, entry=UUID(entry), what=What.NOTE, at=when, text=text)
            yield told.model_dump(mode="json")


def _referral(one: Crossing) -> referrals.Referral | None:
    return referrals.referrals.found(one.referral, one.country)


def _holds(row: referrals.Referral) -> bool:
    return row.recalled_at is None and referrals.referrals.is_grounded(row)


def _stands(one: Crossing) -> bool:
    row = _referral(one)
    return row is not None and row.status not in RESTING


def _group(code: str, country: str) -> str:
    found = pack(country).groups.get(code)
    return found.name if found else code
