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

from vereda.bundles import contents, errors
from vereda.bundles.actions.trust import check_card, demand_headquarters, demand_trusted
from vereda.bundles.entries.partner import BundleGiven
from vereda.bundles.lookups import handed, partners
from vereda.bundles.models import Crossing, Handed, Partner
from vereda.bundles.rules.bundle import OPEN_DAYS, Body, sealed
from vereda.bundles.rules.carried import CarriedRecall, CarriedReferral, CarriedWord
from vereda.bundles.words import Standing, Way, What
from vereda.countries.door import pack
from vereda.logbook.door import Author, Draft, record_all
from vereda.logbook.schema import uuid7
from vereda.referrals import door as referrals
from vereda.referrals.schema import RESTING, Answer, RecalledFor, RefusedFor, Status

type Json = dict[str, Any]  # Any: JSON
CARRIED = timedelta(days=OPEN_DAYS)
AGAIN = timedelta(hours=1)
"""A person of whom the other side says nothing goes again after so long."""
FORGETS = timedelta(days=2 * 365)
"""For so long after somebody went there it is told there that they must be forgotten: nobody withdraws by a calendar of ours."""
RECALLS_MOST = 20_000


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
    """Make a bundle; over the line it is recorded once it is there. Raises NotAtPost, CardUnknown, NotTrusted, BundleTooLarge.

    Where the trust ended, it has nothing but whom they must forget, and there is none where that is nobody.
    """
    demand_headquarters()
    row = partners.partner(subject, by.country)
    own, to, is_over = partners.own_card(by.country, at), row.told, partners.is_told_to_forget(row)
    if is_over:
        check_card(to, row.country)
    else:
        demand_trusted(row)
    content = {} if is_over else contents.given(by.country)
    persons: Json = {"recalls": recalls(row, at)} if is_over else {}
    if not is_over and not own.is_regional and not to.is_regional:
        persons = _persons(row, at)
    if is_over and not persons["recalls"]:
        raise errors.NotTrusted
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
    recalled = referrals.referrals.recalled(row.country, since or at - FORGETS)
    if any(one.referral in recalled for one in handed.crossings_to(row.fingerprint, row.country, at - FORGETS)):
        return True
    if row.standing != Standing.TRUSTED:
        return False
    crossings = handed.crossings_to(row.fingerprint, row.country, at - handed.TOLD_AGAIN)
    going = [one for one in crossings if one.received_at is None and at - one.made_at < CARRIED and _stands(one)]
    if any(since is None or at - since >= AGAIN or one.made_at >= since for one in going):
        return True
    return bool(handed.handed_by(row.fingerprint, row.country, since or at - handed.TOLD_AGAIN))


# Persons ------------------------------------------------------------------------------------------------------------


def _persons(row: Partner, at: datetime) -> Json:
    crossings = handed.crossings_to(row.fingerprint, row.country, at - handed.TOLD_AGAIN)
    came = handed.handed_by(row.fingerprint, row.country, at - handed.TOLD_AGAIN)
    going = [one for one in crossings if one.received_at is None and at - one.made_at < CARRIED]
    return {
        "referrals": [told for one in going if (told := _carried(one))],
        "recalls": recalls(row, at),
        "words": [told for one in came if one.status != Status.RECALLED for told in _words(one)],
        "received": [one.theirs for one in came],
    }


def recalls(row: Partner, at: datetime) -> list[Json]:
    """Return whom an installation must forget, of all that went there; of a regional office nobody did."""
    crossings = handed.crossings_to(row.fingerprint, row.country, at - FORGETS)
    return [told for one in crossings if (told := _recall(one, at))][-RECALLS_MOST:]


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
