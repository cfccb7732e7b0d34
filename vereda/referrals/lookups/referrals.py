"""What pages ask of referrals: only those of the classes that the reader holds. Who may look at all is decided by access, before.

A referral of a class that the reader does not hold answers as one that never was, in lists and counts as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from vereda.countries.door import installed, pack
from vereda.logbook.door import key_for, last_received
from vereda.logbook.schema import FieldClass
from vereda.people.door import ConsentFor, consents
from vereda.practice import PREFIX
from vereda.referrals.models import Referral
from vereda.referrals.rules import code
from vereda.referrals.rules.referral import opens_until
from vereda.referrals.words import RESTING, Answer, Basis, Status

RETENTION = "referral"
"""How the country's table of retention names referrals."""
KEY, MARK_KEY = "referrals.code", "referrals.receiver"
OPEN = sorted(set(Status) - RESTING)
ENDED = 60
"""Of those that ended, the latest that a list shows."""


def referral(subject: UUID, group: str, country: str, classes: Collection[FieldClass]) -> Referral | None:
    """Return a referral of the group, of one of the classes."""
    return _rows(group, country, classes).filter(subject=subject).first()


def open_referrals(group: str, country: str, classes: Collection[FieldClass]) -> list[Referral]:
    """Return those of a group that somebody must still look after, the longest waiting first."""
    rows = _rows(group, country, classes).exclude(status__in=RESTING)
    return list(rows.order_by("made_at", "subject"))


def of_country(country: str, classes: Collection[FieldClass], made_by: str, most: int = 500) -> list[Referral]:
    """Return those that somebody without a group may see, and those they made themselves, the longest waiting first.

    What was practised is of the practice alone.
    """
    rows = Referral.objects.filter(country=country).exclude(group__startswith=PREFIX)
    return _open_and_latest(rows, classes, made_by, most)


def of_group(group: str, country: str, made_by: str, classes: Collection[FieldClass], most: int = 500) -> list[Referral]:
    """Return those of a group of some classes, and those that somebody of it made, the longest waiting first."""
    return _open_and_latest(Referral.objects.filter(country=country, group=group), classes, made_by, most)


def _open_and_latest(rows: QuerySet[Referral], classes: Collection[FieldClass], made_by: str, most: int) -> list[Referral]:
    """Return what is open, at most so many, and the latest that ended, the longest waiting first. Of ten years most ended."""
    seen = rows.filter(Q(within__in=[one.value for one in classes]) | Q(made_by=made_by))
    found = list(seen.filter(status__in=OPEN).order_by("made_at", "subject")[:most])
    ended = [row for one in RESTING for row in seen.filter(status=one).order_by("-made_at", "subject")[:ENDED]]
    found += sorted(ended, key=_by_age)[-ENDED:]
    return sorted(found, key=_by_age)


def _by_age(row: Referral) -> tuple[datetime, UUID]:
    return row.made_at, row.subject


def found(subject: UUID, country: str) -> Referral | None:
    """Return a referral of the country, of whatever class: who may see it is asked next."""
    return Referral.objects.filter(subject=subject, country=country).first()


def all_of_encounter(encounter: UUID, group: str, country: str) -> list[Referral]:
    """Return those that were made in an encounter, of whatever class: which of them somebody may see is asked next."""
    return list(Referral.objects.filter(encounter=encounter, group=group, country=country).order_by("made_at", "subject"))


def of_encounter(encounter: UUID, group: str, country: str, classes: Collection[FieldClass]) -> list[Referral]:
    """Return those that were made in an encounter, the oldest first."""
    return list(_rows(group, country, classes).filter(encounter=encounter).order_by("made_at", "subject"))


def with_consents(subjects: Iterable[UUID], country: str) -> list[Referral]:
    """Return the referrals that hang on some readings and were not recalled, of whatever class: they must stop with them."""
    rows = Referral.objects.filter(consent__in=list(subjects), country=country, recalled_at__isnull=True)
    return list(rows.order_by("made_at", "subject"))


def recalled(country: str, since: datetime) -> set[UUID]:
    """Return the referrals that were recalled since then."""
    return set(Referral.objects.filter(country=country, recalled_at__gte=since).values_list("subject", flat=True))


def with_words(typed: str, country: str) -> Referral | None:
    """Return the referral that six words open, open or not; None where they are none, or no longer the ones that stand."""
    words = code.typed(typed)
    return Referral.objects.filter(digest=digest_of(words), country=country).first() if words else None


def digest_of(words: str) -> str:
    """Return what is kept of six words."""
    return code.digest_of(key_for(KEY), words)


def mark_of(referral: UUID, institution: str | None) -> str | None:
    """Return by what an institution finds a referral to it; None where it is none of the directory."""
    return code.mark_of(key_for(MARK_KEY), referral, institution) if institution else None


def is_shown(row: Referral, now: datetime) -> bool:
    """Tell whether the receiver may see it at this moment: asked each time, and each time the consent is looked at."""
    if row.recalled_at or row.until is None or row.answer == Answer.REFUSED:
        return False
    accepted_at = row.answered_at if row.answer == Answer.ACCEPTED else None
    return now < opens_until(row.until, accepted_at) and is_grounded(row)


def is_grounded(row: Referral) -> bool:
    """Tell whether what allowed it still does."""
    if row.basis != Basis.CONSENT:
        return True
    return row.consent is not None and consents.is_allowed(row.consent, ConsentFor.REFER, row.country)


def ungrounded(rows: Iterable[Referral]) -> set[UUID]:
    """Return those of some referrals that nothing allows any more, in one look a country."""
    asked = [row for row in rows if row.basis == Basis.CONSENT]
    allowed = {
        one
        for country in {row.country for row in asked}
        for one in consents.allowed([row.consent for row in asked if row.consent], ConsentFor.REFER, country)
    }
    return {row.subject for row in asked if row.consent not in allowed}


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield the referrals in which nothing was written for the days of the table, ended or not: their words go, codes stay."""
    for country in installed():
        since = pack(country).kept_since(RETENTION, now)
        if since is None:
            continue
        there = list(Referral.objects.filter(country=country, made_at__lt=since).values_list("subject", flat=True))
        yield from (subject for subject, at in last_received(there).items() if at < since)


def _rows(group: str, country: str, classes: Collection[FieldClass]) -> QuerySet[Referral]:
    return Referral.objects.filter(country=country, group=group, within__in=[one.value for one in classes])
