"""What a receiver without an account sees of one referral, in words, and whose browser it is."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise

from vereda.access.door import Purpose, Reader, RecordClass, Role, log_read, operator
from vereda.countries.door import pack
from vereda.logbook.schema import FieldClass
from vereda.practice import is_practice, real_of
from vereda.referrals import door as referrals
from vereda.referrals.door import Look, Page, Referral, labels
from vereda.settings.environment import env

LOGGED: Mapping[str, tuple[RecordClass, Purpose]] = {
    FieldClass.CONTACT: (RecordClass.K2, Purpose.ASSIST),
    FieldClass.HEALTH: (RecordClass.K3, Purpose.MEDICAL),
    FieldClass.SCREENING: (RecordClass.K4, Purpose.PROTECTION_CASE),
    FieldClass.SEXUAL_VIOLENCE: (RecordClass.K4, Purpose.PROTECTION_CASE),
    FieldClass.LEGAL: (RecordClass.K5, Purpose.LEGAL_AID),
    FieldClass.TRACING: (RecordClass.K6, Purpose.TRACING),
}
RECEIVER = "receiver"


@dataclass(frozen=True)
class Shown:
    """One referral as the receiver reads it."""

    row: Referral
    service: str | Promise
    receiver: str
    from_group: str
    told: tuple[tuple[str | Promise, str], ...]
    until: str
    is_practice: bool


def opened(words: str, tokens: Sequence[str], at: datetime) -> tuple[Page, str]:
    """Open by six words, and return the page with the token to which it belongs: the browser's own where it has it already."""
    country = env().country
    meant = referrals.referrals.with_words(words, country)
    own = (one for one in tokens if meant is not None and meant.holder == referrals.holder_of(one))
    token = next(own, "") or secrets.token_urlsafe(32)
    return referrals.open_by_words(words, token=token, country=country, at=at), token


def mark_of(token: str) -> str:
    """Return by what a page says which of the browser's referrals stands on it. The token itself is written on no page."""
    return sha256(f"page|{token}".encode()).hexdigest()[:32]


def shown(row: Referral) -> Shown | None:
    """Return what is shown, and log that it was; None where its words are gone."""
    about = referrals.sealed.about(row)
    if about is None:
        return None
    record_class, purpose = LOGGED[row.within]
    log_read(_reader(row, purpose), record_class, subject=row.subject)
    group = pack(row.country).groups.get(real_of(row.group))
    told = tuple((labels.ITEMS[item], text) for item, text in referrals.sealed.told(row).items())
    zone = ZoneInfo(group.zone if group else pack(row.country).country.default_zone)
    local = row.until.astimezone(zone) if row.until else None
    until = f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M}" if local else ""  # 02/12 is two days, one in each language
    return Shown(
        row, labels.SERVICES[about.service], about.name, group.name if group else "", told, until, is_practice(row.group)
    )


def _reader(row: Referral, purpose: Purpose) -> Reader:
    return replace(operator(), account=RECEIVER, role=Role.PARTNER, group=row.group, device="link", purpose=purpose)


def address(language: str) -> str:
    """Return where words are entered, in a language; the main one has the short address."""
    is_main = language == pack(env().country).country.main_language
    return reverse("public:referral") if is_main else reverse("public:referral-in", args=[language])


def is_held(token: str, at: datetime) -> Referral | None:
    """Return the referral that belongs to a browser, if it may still be seen."""
    page = referrals.held(token, country=env().country, at=at)
    return page.row if page.look is Look.SHOWN else None
