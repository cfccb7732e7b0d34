"""Persons handed on across a border: which of ours go there, which came. Who may look at one is asked first, by its class."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from vereda.bundles.models import Crossing, Handed
from vereda.bundles.rules import handed as rules
from vereda.bundles.rules.bundle import OPEN_DAYS
from vereda.countries.door import installed, pack
from vereda.logbook.door import last_received
from vereda.logbook.schema import FieldClass
from vereda.referrals.schema import RESTING

RETENTION = "referral"
"""As the country's table of retention names them: they are kept as its own referrals are."""
LISTED = 60
TOLD_AGAIN = timedelta(days=2 * OPEN_DAYS)
"""For so long it is told again what was said of somebody who came; then nobody needs what came with them."""


def crossing_of(referral: UUID, country: str) -> Crossing | None:
    """Return where a referral of ours goes; None: to nobody abroad."""
    return Crossing.objects.filter(referral=referral, country=country).first()


def crossings_to(fingerprint: str, country: str, since: datetime) -> list[Crossing]:
    """Return what goes to an installation and was made since then, the oldest first."""
    rows = Crossing.objects.filter(partner=fingerprint, country=country, made_at__gte=since)
    return list(rows.order_by("made_at", "subject"))


def groups_that_sent(fingerprint: str, country: str) -> list[str]:
    """Return the codes of the own groups that handed somebody on to an installation."""
    rows = Crossing.objects.filter(partner=fingerprint, country=country).order_by("group")
    return list(rows.values_list("group", flat=True).distinct())


def crossing_with(referral: UUID, fingerprint: str, country: str) -> Crossing | None:
    """Return the crossing of a referral that went to this very installation: of others it may say nothing."""
    return Crossing.objects.filter(referral=referral, partner=fingerprint, country=country).first()


def handed_by(fingerprint: str, country: str, since: datetime) -> list[Handed]:
    """Return who came from an installation and of whom something was written since then."""
    rows = Handed.objects.filter(partner=fingerprint, country=country, changed_at__gte=since)
    return list(rows.order_by("came_at", "subject"))


def is_told(row: Handed, now: datetime) -> bool:
    """Tell whether what came of a person is still shown to the group."""
    steps = {name: getattr(row, name) for name in ("answer", "answered_at", "arrived_at", "done_at", "recalled_at")}
    return rules.is_told(now, row.came_at, **steps)


def handed(subject: UUID, country: str) -> Handed | None:
    """Return one, of whatever class: who may see it is asked next."""
    return Handed.objects.filter(subject=subject, country=country).first()


def handed_to(group: str, country: str, classes: Collection[FieldClass]) -> tuple[list[Handed], list[Handed]]:
    """Return those that somebody of the group must look after, the longest waiting first, and the last that ended."""
    rows = Handed.objects.filter(country=country, group=group, within__in=[one.value for one in classes])
    rests = Q(status__in=[one.value for one in RESTING])
    return list(rows.exclude(rests).order_by("came_at", "subject")), list(rows.filter(rests).order_by("-came_at")[:LISTED])


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield those in which nothing was written for the days of the table, or since it was told abroad for the last time.

    Their words go, codes stay.
    """
    yield from Handed.objects.filter(changed_at__lt=now - TOLD_AGAIN).values_list("subject", flat=True)
    for country in installed():
        since = pack(country).kept_since(RETENTION, now)
        if since is None:
            continue
        there = list(Handed.objects.filter(country=country, came_at__lt=since).values_list("subject", flat=True))
        yield from (subject for subject, at in last_received(there).items() if at < since)
