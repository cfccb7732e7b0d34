"""What board, map, hand-over and pages ask of warnings: those of one group; for headquarters those of the country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from vereda.safety.entries.warning import WarningInfo
from vereda.safety.models.warning import AuthorityWarning, GivenWarning
from vereda.safety.rules import warning as rules
from vereda.safety.words import CapMessage

RECENT = timedelta(days=30)


@dataclass(frozen=True)
class Known:
    """A warning with what it says in the reader's language. km: from the post to its area, 0 inside; None: nobody can tell."""

    row: AuthorityWarning
    infos: Sequence[WarningInfo]
    km: float | None

    @property
    def is_near(self) -> bool:
        return rules.is_near(self.km)

    @property
    def is_real(self) -> bool:
        return rules.is_real(self.row)


def known(row: AuthorityWarning, language: str, at: tuple[float, float], now: datetime | None = None) -> Known:
    """Return a warning as it is shown. at: latitude, longitude of the post; now: leave out what is over by then."""
    every = [WarningInfo.model_validate(one) for one in row.infos]
    return Known(row, rules.infos_for(every, language, now), rules.km_away(every, *at))


def warning(subject: UUID, group: str, country: str) -> AuthorityWarning | None:
    return AuthorityWarning.objects.filter(subject=subject, group=group, country=country).first()


def standing(group: str, country: str, now: datetime) -> list[AuthorityWarning]:
    """Return the warnings that hold at an instant, exercises and tests too, the one that ends first first."""
    return sorted(rules.standing(_recent(group, country, now), now), key=lambda row: (row.ends_at, str(row.subject)))


def ended(group: str, country: str, now: datetime) -> list[tuple[AuthorityWarning, str]]:
    """Return the warnings of 30 days that hold no more, the latest first, and why: 'update', 'cancel', '': its hour came."""
    rows = _recent(group, country, now)
    going, gone = {row.subject for row in rules.standing(rows, now)}, rules.replaced(rows)
    over = [row for row in rows if row.subject not in going and row.message != CapMessage.CANCEL]
    told = [(row, gone.get(rules.name_of(row.sender, row.identifier, row.sent_at), "")) for row in over]
    return sorted(told, key=lambda one: (one[0].sent_at, str(one[0].subject)), reverse=True)


def of_country(country: str, groups: Sequence[str], now: datetime) -> dict[str, list[AuthorityWarning]]:
    """Return by group what holds at the posts of a country."""
    return {group: found for group in groups if (found := standing(group, country, now))}


def _recent(group: str, country: str, now: datetime) -> list[AuthorityWarning]:
    """Return what may matter: what ended lately or not yet; an ending that came long before its warning is kept too."""
    rows = AuthorityWarning.objects.filter(group=group, country=country)
    return list(rows.filter(ends_at__gte=now - RECENT) | rows.filter(brought_at__gte=now - RECENT))


# Warnings of the post -------------------------------------------------------------------------------------------------------


def given(subject: UUID, group: str, country: str) -> GivenWarning | None:
    return GivenWarning.objects.filter(subject=subject, group=group, country=country).first()


def given_warnings(group: str, country: str, now: datetime) -> list[GivenWarning]:
    """Return what the post gave out and what ended in the last 30 days, what stands first."""
    rows = GivenWarning.objects.filter(group=group, country=country, expires_at__gte=now - RECENT)
    return sorted(rows, key=lambda row: (row.is_cancelled or row.expires_at <= now, row.expires_at, str(row.subject)))
