"""What a coordinator writes down of agreements and of volunteers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from vereda.groups.entries.agreements import (
    AgreementEnded,
    AgreementRenewed,
    AgreementWritten,
    Lent,
    VolunteerLeft,
    VolunteerName,
    VolunteerWritten,
)
from vereda.groups.errors import (
    AgreementEndedAlready,
    DaysReversed,
    NameMissing,
    NothingLent,
    NotOfThePost,
    RenewalNotLater,
    SourceMissing,
)
from vereda.groups.lookups import agreements as lookups
from vereda.groups.models import Agreement, Volunteer
from vereda.groups.words import Counterpart
from vereda.logbook.door import Author, Plain, Receipt, erase, in_turn, record
from vereda.logbook.schema import FieldClass


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What was agreed, with whom, until when, and on which paper."""

    counterpart_kind: Counterpart
    counterpart: str
    from_on: date
    source: str
    lent: Sequence[Lent] = field(default_factory=tuple)
    until_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Helper:
    """A volunteer, and what is signed and done."""

    name: str
    telephone: str = ""
    signed_on: date | None = None
    trained_on: date | None = None
    conduct_on: date | None = None
    until_on: date | None = None


def write_agreement(
    terms: Terms, *, by: Author, at: datetime, agreement: UUID | None = None, entry: UUID | None = None
) -> Receipt:
    """Write down an agreement, or correct one. Raises NameMissing, SourceMissing, NothingLent, DaysReversed, NotOfThePost."""
    if agreement is not None:
        _agreement(agreement, by)
    if not terms.counterpart.strip():
        raise NameMissing
    if not terms.source.strip():
        raise SourceMissing
    if not terms.lent:
        raise NothingLent
    if terms.until_on is not None and terms.until_on < terms.from_on:
        raise DaysReversed
    payload = AgreementWritten(
        counterpart_kind=terms.counterpart_kind,
        counterpart=terms.counterpart.strip(),
        lent=list(terms.lent),
        from_on=terms.from_on,
        until_on=terms.until_on,
        source=terms.source.strip(),
    )
    return record(payload, subject=agreement, by=by, at=at, id=entry)


def renew_agreement(*, agreement: UUID, until_on: date, source: str, by: Author, at: datetime) -> Receipt | None:
    """Record until when an agreement holds now; None when it does. Raises SourceMissing, RenewalNotLater, NotOfThePost."""
    with in_turn("agreement", str(agreement)):
        row = _agreement(agreement, by)
        if not source.strip():
            raise SourceMissing
        if row.until_on == until_on and row.renewed_by == source.strip() and row.ended_on is None:
            return None
        if (row.until_on is not None and until_on <= row.until_on) or until_on < row.from_on:
            raise RenewalNotLater(until=(row.until_on or row.from_on).isoformat())
        return record(AgreementRenewed(until_on=until_on, source=source.strip()), subject=agreement, by=by, at=at)


def end_agreement(*, agreement: UUID, by: Author, at: datetime) -> Receipt:
    """Record that an agreement ended before its last day. Raises NotOfThePost, AgreementEndedAlready."""
    with in_turn("agreement", str(agreement)):
        if _agreement(agreement, by).ended_on is not None:
            raise AgreementEndedAlready
        return record(AgreementEnded(), subject=agreement, by=by, at=at)


def write_volunteer(
    helper: Helper, *, by: Author, at: datetime, volunteer: UUID | None = None, entry: UUID | None = None
) -> Receipt:
    """Write down a volunteer, or what changed. It makes no account, and nothing here can. Raises NameMissing, NotOfThePost."""
    if not helper.name.strip():
        raise NameMissing
    if volunteer is not None:
        _volunteer(volunteer, by)
    if helper.signed_on and helper.until_on and helper.until_on < helper.signed_on:
        raise DaysReversed
    payload = VolunteerWritten(
        signed_on=helper.signed_on, trained_on=helper.trained_on, conduct_on=helper.conduct_on, until_on=helper.until_on
    )
    name = VolunteerName(name=helper.name.strip(), telephone=helper.telephone.strip())
    return record(
        payload, subject=volunteer, by=by, at=at, boxes=[Plain(cls=FieldClass.IDENTITY, fields=name.model_dump())], id=entry
    )


def let_go(*, volunteer: UUID, by: Author, at: datetime) -> Receipt | None:
    """Record that a volunteer left; None when that was recorded. Raises NotOfThePost."""
    with in_turn("volunteer", str(volunteer)):
        return None if _volunteer(volunteer, by).has_left else record(VolunteerLeft(), subject=volunteer, by=by, at=at)


def strike_volunteer(*, volunteer: UUID, by: Author, at: datetime) -> Receipt:
    """Erase a volunteer: the key of name and telephone is destroyed, and the record with it. Raises NotOfThePost."""
    _volunteer(volunteer, by)
    return erase(volunteer, by=by, at=at, reason="struck")


def _agreement(agreement: UUID, by: Author) -> Agreement:
    found = lookups.agreement(agreement, by.group, by.country)
    if found is None:
        raise NotOfThePost
    return found


def _volunteer(volunteer: UUID, by: Author) -> Volunteer:
    found = lookups.volunteer(volunteer, by.group, by.country)
    if found is None:
        raise NotOfThePost
    return found
