"""What the account of a partner may see: referrals to its own institution, while they are open to it, and of each the minimum.

The receiver stands in a box. In clear stands a keyed mark of referral and receiver, by which an institution finds its own: no box
of another's is opened, and as many questions are asked of the database whatever is hidden. Asked with each request: what was
recalled, refused, has expired or lost its consent is not there, as if it never was.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from vereda.access.door import Holding, may_hold
from vereda.countries.door import Role, pack
from vereda.practice import is_practice
from vereda.referrals.entries.referral import About
from vereda.referrals.lookups import sealed
from vereda.referrals.lookups.referrals import is_shown, mark_of
from vereda.referrals.models import Referral
from vereda.referrals.rules.minimum import pieces_of
from vereda.referrals.words import ACCEPTED_DAYS, IDENTIFYING, RECEIVERS, ROLE_OF_KIND, WITHIN, Answer, Basis, Item


def offered(institution: str, country: str, now: datetime) -> list[Referral]:
    """Return the referrals that an institution may see at this moment, the longest waiting first."""
    open_ = _open(institution, country, now)
    marks = open_.exclude(mark="").values_list("subject", "mark")
    own = [subject for subject, mark in marks if mark == mark_of(subject, institution)]
    rows = open_.filter(subject__in=own).order_by("made_at", "subject")
    return [row for row in rows if _is_for(row, institution, now)]


def offered_one(subject: UUID, institution: str, country: str, now: datetime) -> Referral | None:
    """Return one of them; None where it is to somebody else, closed, or never was: all alike."""
    row = _open(institution, country, now).filter(subject=subject).first()
    return row if row is not None and _is_for(row, institution, now) else None


def role_of(institution: str, country: str) -> Role | None:
    """Return what an institution is; None where it may receive nobody."""
    entry = pack(country).services_directory.get(institution)
    role = ROLE_OF_KIND.get(entry.kind) if entry else None
    return role if role and may_hold(role, Holding.REFERRAL) else None


def told(row: Referral, about: About) -> dict[Item, str]:
    """Return what the institution may read: what the table allows for that help today; who it is, once it accepted."""
    allowed = {piece.item for piece in pieces_of(about.service, Basis(row.basis))}
    if row.answer != Answer.ACCEPTED:
        allowed -= IDENTIFYING
    return {item: text for item, text in sealed.told(row).items() if item in allowed}


def _open(institution: str, country: str, now: datetime) -> QuerySet[Referral]:
    role = role_of(institution, country)
    classes = {WITHIN[service].value for service, roles in RECEIVERS.items() if role in roles}
    rows = Referral.objects.filter(country=country, within__in=classes, recalled_at__isnull=True).exclude(answer=Answer.REFUSED)
    return rows.filter(Q(until__gt=now) | Q(answered_at__gt=now - timedelta(days=ACCEPTED_DAYS)))


def _is_for(row: Referral, institution: str, now: datetime) -> bool:
    if row.mark != mark_of(row.subject, institution) or is_practice(row.group) or not is_shown(row, now):
        return False
    about = sealed.about(row)
    return about is not None and about.receiver == institution and may_hold(about.role, Holding.REFERRAL)
