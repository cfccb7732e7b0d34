"""Keys with which a program of an institution fetches messages by itself: for one use, some kinds, some languages, some days."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from vereda.access.door import Action, Holding, NotForYou, Reader, RecordClass, holds, log_read
from vereda.webhooks import errors, lookups
from vereda.webhooks.actions import Asked, demand_asked
from vereda.webhooks.institutions import body, demand_body
from vereda.webhooks.models import Message, ReadingKey
from vereda.webhooks.words import Kind

PREFIX = "vkey_"
DAYS_MOST = 366
USED_EVERY = timedelta(minutes=10)
PAGE = 100


def give_key(asked: Asked, *, days: int, by: Reader, at: datetime) -> tuple[ReadingKey, str]:
    """Return a new key and what is handed over, which is shown this once.

    days  for which it holds. Raises NotForYou, HeldByEnforcement, KindsOutsideUse, LanguageOutside, DaysWrong.
    """
    if not holds(by.role, RecordClass.K10, Action.WRITE) or by.group:
        raise NotForYou
    found = demand_body(asked.institution, by.country, Holding.TOKEN, at)
    demand_asked(asked, by.country)
    if not 1 <= days <= DAYS_MOST:
        raise errors.DaysWrong(most=DAYS_MOST)
    token = PREFIX + secrets.token_urlsafe(32)
    row = ReadingKey.objects.create(
        token_hash=_hash(token), country=by.country, institution=found.code, use=asked.use, kinds=list(asked.kinds),
        languages=sorted(set(asked.languages)), made_by=UUID(by.account), made_at=at, expires_at=at + timedelta(days=days),
    )  # fmt: skip
    log_read(by, RecordClass.K10, Action.WRITE, subject=row.id)
    return row, token


def end_key(key: UUID, *, by: Reader, at: datetime) -> bool:
    """End a key; return False where there is none."""
    ended = bool(ReadingKey.objects.filter(pk=key, country=by.country, ended_at=None).update(ended_at=at))
    if ended:
        log_read(by, RecordClass.K10, Action.WRITE, subject=key)
    return ended


def keys_of(country: str) -> list[ReadingKey]:
    """Return the keys that nobody ended, also those whose days are over, by institution."""
    return list(ReadingKey.objects.filter(country=country, ended_at=None).order_by("institution", "made_at", "id"))


def key_with_token(token: str, now: datetime) -> ReadingKey | None:
    """Return the key of a token; None where there is none, it ended or expired, or its institution may hold none (any more)."""
    row = ReadingKey.objects.filter(token_hash=_hash(token), ended_at=None, expires_at__gt=now).first() if token else None
    return row if row and body(row.institution, row.country, Holding.TOKEN, now) is not None else None


def note_use(row: ReadingKey, now: datetime) -> None:
    """Note that a key is used, at most every ten minutes."""
    if row.used_at is None or now - row.used_at > USED_EVERY:
        ReadingKey.objects.filter(pk=row.pk).update(used_at=now)


def fetch(row: ReadingKey, *, after: str = "", kinds: list[Kind] | None = None) -> list[Message]:
    """Return what a key may read, the oldest first, at most a hundred.

    after  id of the last message that is known; kinds: some of its own alone
    Raises AfterUnknown; NotForYourKey for a kind that it is not bound to.
    """
    if kinds and not set(kinds) <= set(row.kinds):
        raise errors.NotForYourKey
    known = lookups.message(after, row.country) if after else None
    if after and known is None:
        raise errors.AfterUnknown
    return lookups.messages(row.country, kinds or row.kinds, row.languages, known, PAGE)


def may_read(row: ReadingKey, kind: Kind, language: str = "") -> bool:
    """Tell whether a key reaches this kind, in this language."""
    return kind in row.kinds and (not language or not row.languages or language in row.languages)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
