"""What a post needs to recognise its own members without the line: password hashes and public keys of passkeys, no secret.

Codes of an app and recovery codes are secrets that both sides hold; they stay at headquarters, and at a post such an account
signs in by passkey. Accounts and their passwords are made and changed at headquarters alone (rules.md, section 4).
"""

from __future__ import annotations

import os
from base64 import b32encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from allauth.mfa.models import Authenticator
from django.db import transaction

from vereda.access import second_factor
from vereda.access.lookups import members_of
from vereda.access.models import Account, Device, Membership
from vereda.access.words import Standing

FIELDS = ("username", "display_name", "language", "password", "vouch_not_by")
NO_PASSWORD = "!"  # noqa: S105  Django's mark of a password that nothing fits


def verifiers(country: str, group: str) -> list[dict[str, Any]]:  # Any: JSON
    """Return the verifier records of a group's members of today, by id. A first password is changed at headquarters first."""
    found = {account.pk: account for account, _, worth in members_of(country, group) if worth is Standing.LIVE}
    return [
        _record(account)
        for account in sorted(found.values(), key=lambda one: str(one.pk))
        if account.is_active and not account.is_password_temporary
    ]


def digest_of(records: Sequence[Mapping[str, Any]]) -> str:  # Any: JSON
    """Return the SHA-256 by which both sides know that nothing changed."""
    return sha256(orjson.dumps(records, option=orjson.OPT_SORT_KEYS)).hexdigest()


def take_verifiers(records: Sequence[Mapping[str, Any]]) -> None:  # Any: JSON
    """Make a post's accounts those of the list: others that once came from headquarters can no longer sign in here."""
    with transaction.atomic():
        known = [UUID(one["id"]) for one in records]
        former = Account.objects.exclude(pk__in=known).exclude(password="")
        former.update(is_active=False, password=NO_PASSWORD)
        Authenticator.objects.exclude(user_id__in=known).delete()
        for one in records:
            _take(one)


def access_subjects(country: str, group: str) -> set[UUID]:
    """Return the memberships and devices of a group: what every node must know to judge alike."""
    memberships = Membership.objects.filter(country=country, group=group).values_list("subject", flat=True)
    devices = Device.objects.filter(country=country, group=group).values_list("subject", flat=True)
    return {*memberships, *devices}


def _record(account: Account) -> dict[str, Any]:  # Any: JSON
    factors = Authenticator.objects.filter(user_id=account.pk).order_by("pk")
    passkeys = [one.data for one in factors if one.type == Authenticator.Type.WEBAUTHN]
    has_app = any(one.type == Authenticator.Type.TOTP for one in factors)
    return {"id": str(account.pk), **{name: getattr(account, name) for name in FIELDS}, "passkeys": passkeys, "has_app": has_app}


def _take(one: Mapping[str, Any]) -> None:  # Any: JSON
    account = UUID(one["id"])
    for taken in Account.objects.filter(username=one["username"]).exclude(pk=account):
        taken.username = f"{taken.username[:50]}~{taken.pk.hex[:8]}"  # made here by hand; the name belongs to headquarters
        taken.save(update_fields=["username"])
    told = {**{name: one[name] for name in FIELDS}, "is_active": True, "is_password_temporary": False}
    Account.objects.update_or_create(pk=account, defaults=told)
    Authenticator.objects.filter(user_id=account).delete()
    made = [Authenticator(user_id=account, type=Authenticator.Type.WEBAUTHN, data=data) for data in one["passkeys"]]
    if one["has_app"]:
        # A secret that nobody holds: the second step is asked for, and only a passkey answers it.
        data = {"secret": second_factor.seal(b32encode(os.urandom(20)).decode())}
        made.append(Authenticator(user_id=account, type=Authenticator.Type.TOTP, data=data))
    Authenticator.objects.bulk_create(made)
