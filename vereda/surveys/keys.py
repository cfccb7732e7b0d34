"""Keys of programs that send answers: of one person of one group, for one purpose and some forms; looked at on each call."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from vereda.access.door import (
    Action,
    Part,
    Purpose,
    Reader,
    RecordClass,
    Standing,
    agents_for,
    held_by,
    holds,
    log_read,
    may,
    members_of,
    relation_to,
)
from vereda.surveys import lookups
from vereda.surveys.errors import KeyRefused
from vereda.surveys.models import FormVersion, SendingKey
from vereda.surveys.rules.digest import digest_hash

PURPOSES = (Purpose.ASSIST, Purpose.RESCUE)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
SECRET_SIGNS = 20  # [signs] of 31: 99 bits
USED_EVERY = timedelta(minutes=10)


def make_key(
    *, account: UUID, group: str, purpose: Purpose, forms: Sequence[UUID], by: Reader, at: datetime, days: int | None = None
) -> tuple[SendingKey, str]:
    """Return a new key and its secret, which is shown this once. Raises KeyRefused for who may not give it, or not have it.

    days  after which it ends; None: with the work of that person
    """
    is_theirs = any(holds(by.role, RecordClass.K10, Action.WRITE, part) for part in (Part.WHOLE, Part.GROUP_USERS))
    if not is_theirs or purpose not in PURPOSES or str(account) not in {one for one, _name in agents_for(by, by.country, group)}:
        raise KeyRefused
    secret = "".join(secrets.choice(LETTERS) for _ in range(SECRET_SIGNS))
    name = f"{group[:20]}-{''.join(secrets.choice(LETTERS) for _ in range(6))}"
    row = SendingKey(
        name=name,
        secret_hash=sha256(secret.encode()).hexdigest(),
        digest_hash=digest_hash(name, secret),
        country=by.country,
        group=group,
        account=account,
        purpose=purpose,
        forms=[str(one) for one in forms],
        made_by=UUID(by.account),
        made_at=at,
        expires_at=at + timedelta(days=days) if days else None,
    )
    if reader_of_key(row) is None:
        raise KeyRefused
    row.save(force_insert=True)
    log_read(by, RecordClass.K10, Action.WRITE, subject=row.id)
    return row, secret


def end_key(*, key: UUID, by: Reader, at: datetime) -> bool:
    """End a key of the own group; return False where there is none."""
    rows = SendingKey.objects.filter(pk=key, country=by.country, ended_at=None)
    ended = bool((rows.filter(group=by.group) if by.group else rows).update(ended_at=at))
    if ended:
        log_read(by, RecordClass.K10, Action.WRITE, subject=key)
    return ended


def keys_of(country: str, group: str) -> list[SendingKey]:
    """Return the keys of a group that go on, by name."""
    return list(SendingKey.objects.filter(country=country, group=group, ended_at=None).order_by("name"))


def all_keys(country: str) -> list[SendingKey]:
    """Return the keys of all groups that go on, by group and name."""
    return list(SendingKey.objects.filter(country=country, ended_at=None).order_by("group", "name"))


def key_named(name: str, now: datetime) -> SendingKey | None:
    """Return a key that goes on."""
    row = SendingKey.objects.filter(name=name, ended_at=None).first() if name else None
    return None if row is not None and row.expires_at is not None and row.expires_at <= now else row


def is_secret(row: SendingKey, secret: str) -> bool:
    """Tell whether this is the secret of a key."""
    return hmac.compare_digest(row.secret_hash, sha256(secret.encode()).hexdigest())


def reader_of_key(row: SendingKey) -> Reader | None:
    """Return for whom a key sends; None where that person may no longer write encounters of the group for its purpose.

    Roles and institutions are looked at on each call: a posting that ended, or one with enforcement powers, holds nothing.
    """
    live = held_by(row.account)
    is_open = any(
        account.pk == row.account and account.is_active and worth is Standing.LIVE
        for account, _membership, worth in members_of(row.country, row.group)
    )
    for held in live if is_open else ():
        if (held.country, held.group) != (row.country, row.group):
            continue
        reader = Reader(
            account=str(row.account),
            display_name="",
            role=held.role,
            country=held.country,
            group=held.group,
            state=held.state,
            memberships=live,
            purpose=Purpose(row.purpose),
        )
        if may(reader, RecordClass.K1, Action.WRITE, relation_to(reader, country=row.country, groups=[row.group])):
            return replace(reader, device="desk")
    return None


def note_use(row: SendingKey, now: datetime) -> None:
    """Note that a key is used, at most every ten minutes."""
    if row.used_at is None or now - row.used_at > USED_EVERY:
        SendingKey.objects.filter(pk=row.pk).update(used_at=now)


def forms_of_key(row: SendingKey) -> list[FormVersion]:
    """Return the forms that a key may read: those that are asked now, and that it is bound to."""
    return [one for one in lookups.asked_forms(row.country) if not row.forms or str(one.subject) in row.forms]
