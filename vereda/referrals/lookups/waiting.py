"""How long receivers let groups wait. Of closed classes only those that the reader holds; of too few, nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from vereda.countries.door import pack
from vereda.logbook.schema import FieldClass
from vereda.practice import is_practice
from vereda.referrals.lookups import sealed
from vereda.referrals.models import Referral
from vereda.referrals.rules import waiting
from vereda.referrals.rules.referral import waiting_min
from vereda.referrals.rules.waiting import Spread
from vereda.referrals.words import FEWEST, RESTING, Service

DAYS = 90
"""Days back that are looked at."""
MOST = 2000
"""Referrals whose boxes are opened at once, the latest."""


@dataclass(frozen=True)
class Waits:
    """Waiting times of a group, of the classes asked for. read: whose boxes were opened, for the log."""

    services: Mapping[Service, Spread]
    receivers: Mapping[str, Spread]
    read: Sequence[UUID]


def waits_of(group: str, country: str, classes: Collection[FieldClass], now: datetime) -> Waits:
    """Return the waiting times of a group by help and by receiver; what is to whom is opened of those classes alone."""
    rows = list(_answered(country, classes, now).filter(group=group).order_by("-made_at", "subject")[:MOST])
    abouts = sealed.abouts(rows)
    told = [(row, abouts[row.subject]) for row in rows if row.subject in abouts]
    return Waits(
        waiting.by((about.service, _min(row)) for row, about in told),
        waiting.by((about.name, _min(row)) for row, about in told),
        [row.subject for row, _about in told],
    )


def waits_by_group(country: str, groups: Collection[str], now: datetime) -> Mapping[str, Spread]:
    """Return the waiting times of groups for what is no closed matter, from clear fields: no box is opened."""
    rows = _answered(country, [FieldClass.CONTACT], now).filter(group__in=list(groups))
    return waiting.by((row.group, _min(row)) for row in rows.iterator() if not is_practice(row.group))


def unanswered_by_group(country: str, groups: Collection[str], now: datetime) -> Mapping[str, int]:
    """Return how many of what is no closed matter wait longer than the pack allows, of groups with enough of them."""
    rows = _unanswered(country, [FieldClass.CONTACT]).filter(group__in=list(groups))
    found: dict[str, int] = {}
    for row in rows.iterator():
        if waiting_min(row.made_at, None, now) > 60 * answer_h(country, FieldClass.CONTACT):
            found[row.group] = found.get(row.group, 0) + 1
    return {group: count for group, count in found.items() if count >= FEWEST}


def unanswered(group: str, country: str, classes: Collection[FieldClass], now: datetime) -> list[Referral]:
    """Return those of a group that wait longer than the pack allows for their class, the longest first."""
    rows = _unanswered(country, classes).filter(group=group).order_by("made_at", "subject")
    return [row for row in rows if now - row.made_at > timedelta(hours=answer_h(country, FieldClass(row.within)))]


def answer_h(country: str, within: FieldClass) -> int:
    """Return the hours within which a receiver answers, by the country's table."""
    hours = pack(country).country.referral_answer_h
    return hours.get(within.value, hours["usual"])


def _answered(country: str, classes: Collection[FieldClass], now: datetime) -> QuerySet[Referral]:
    rows = _of(country, classes).filter(answered_at__isnull=False)
    return rows.filter(made_at__gte=now - timedelta(days=DAYS))


def _unanswered(country: str, classes: Collection[FieldClass]) -> QuerySet[Referral]:
    return _of(country, classes).filter(answer="").exclude(status__in=RESTING)


def _of(country: str, classes: Collection[FieldClass]) -> QuerySet[Referral]:
    return Referral.objects.filter(country=country, within__in=[one.value for one in classes])


def _min(row: Referral) -> int:
    assert row.answered_at is not None
    return waiting_min(row.made_at, row.answered_at, row.answered_at)
