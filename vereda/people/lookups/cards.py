"""What may be read of contact cards: counts of months that are over. No function answers for one card, known or not."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from hmac import new
from typing import Any
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


def card_estimates(country: str, year: int, *, now: datetime) -> dict[date, dict[str, Any]]:  # Any: JSON
    """Return how many individuals the cards told, from the first of January to the end of each month that is over."""
    running = first_of_month(today_in(country, now))
    rows = CardCount.objects.filter(country=country, month__year=year, month__lt=running, estimate__isnull=False)
    return {row.month: row.estimate for row in rows.order_by("month") if row.estimate}


def shown_until(country: str, month: date, *, now: datetime) -> list[Shown]:
    """Return the cards from January to a month, for the batch that counts them and for nobody else: none of it is told.

    On which day of its month a card was noted is not known any more: each time is put on one by chance, the same in each run.
    Cards are named by their place among all, which a new one changes.
    """
    keys = keys_of(country, month.year, now)
    months = [date(month.year, number, 1) for number in range(1, month.month + 1)]
    noted = [(first, number, one) for first in months for number, one in enumerate(cards_of(country, first, now))]
    names = {digest: str(at) for at, digest in enumerate(sorted({one.digest for _month, _number, one in noted}))}
    return [Shown(names[one.digest], _any_day(first, number, keys)) for first, number, one in noted] if keys else []


def _any_day(month: date, number: int, keys: Keys) -> date:
    following = (month + timedelta(days=31)).replace(day=1)
    draw = new(keys.count, f"{month}|{number}".encode(), sha256).digest()
    return month + timedelta(days=int.from_bytes(draw[:8], "big") % (following - month).days)


def _bound(country: str, month: date) -> bytes:
    return f"cards|{country}|{month.isoformat()}".encode()
