"""What may be read of contact cards: counts of months that are over. No function answers for one card, known or not."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from hmac import new
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vereda.countries.door import pack
from vereda.logbook.door import key_until
from vereda.people.models import CardCount, CardMonth
from vereda.people.rules.noted import Counted, Noted, packed, unpacked
from vereda.people.rules.observed import Shown

NONCE = 12
USE = "cards"


@dataclass(frozen=True)
class Keys:
    """What is derived from the key of a year: for digests, for what lies together, for the rounding of counts."""

    digest: bytes
    shut: bytes
    count: bytes

    def seal(self, country: str, month: date, cards: Sequence[Noted]) -> bytes:
        """Return the cards of a month closed."""
        nonce = os.urandom(NONCE)
        return nonce + AESGCM(self.shut).encrypt(nonce, packed(cards), _bound(country, month))

    def open(self, country: str, month: date, sealed: bytes) -> list[Noted]:
        """Return what `seal` closed."""
        return unpacked(AESGCM(self.shut).decrypt(sealed[:NONCE], sealed[NONCE:], _bound(country, month)))


def keys_of(country: str, year: int, now: datetime) -> Keys | None:
    """Return the keys of a calendar year, by the country's own clock; None once it is over: nobody has them any more."""
    zone = ZoneInfo(pack(country).country.default_zone)
    key = key_until(USE, datetime(year + 1, 1, 1, tzinfo=zone), now=now)
    if key is None:
        return None
    derived = [new(key, f"{country}|{use}".encode(), sha256).digest() for use in ("digest", "shut", "count")]
    return Keys(*derived)


def cards_of(country: str, month: date, now: datetime) -> list[Noted]:
    """Return the cards of a month of this year, as they lie: by their digest."""
    row, keys = CardMonth.every.filter(country=country, month=month).first(), keys_of(country, month.year, now)
    return keys.open(country, month, bytes(row.cards)) if row and keys else []


def today_in(country: str, now: datetime) -> date:
    """Return the day by the country's own clock."""
    return now.astimezone(ZoneInfo(pack(country).country.default_zone)).date()


def first_of_month(day: date) -> date:
    """Return the first day of the month of a day."""
    return day.replace(day=1)


def card_counts(country: str, year: int, *, now: datetime) -> dict[date, list[Counted]]:
    """Return what was counted of the months of a year that are over, by their first day."""
    running = first_of_month(today_in(country, now))
    rows = CardCount.objects.filter(country=country, month__year=year, month__lt=running).order_by("month")
    return {row.month: [Counted.of(one) for one in row.rows] for row in rows}


def shown_cards(country: str, from_on: date, to_on: date, *, now: datetime) -> list[Shown]:
    """Return the cards of a period for the estimate of individuals: of months that are over and counted, of this year alone.

    Which day of its month it was is not known any more: each time is put on a day of that month by chance. The names of cards are
    made up for this answer, and are others in the next.
    """
    months = CardMonth.over.filter(country=country, month__gte=first_of_month(from_on), month__lte=to_on).order_by("month")
    names: dict[bytes, str] = {}
    found = [
        Shown(names.setdefault(one.digest, secrets.token_hex(8)), _any_day(row.month))
        for row in months
        for one in cards_of(country, row.month, now)
    ]
    return sorted((one for one in found if from_on <= one.on <= to_on), key=lambda one: (one.on, one.card))


def _any_day(month: date) -> date:
    following = (month + timedelta(days=31)).replace(day=1)
    return month + timedelta(days=secrets.randbelow((following - month).days))


def _bound(country: str, month: date) -> bytes:
    return f"cards|{country}|{month.isoformat()}".encode()
