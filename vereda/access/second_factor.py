"""Whether this session was opened with a second factor, and how its secrets are kept."""

from __future__ import annotations

import base64
import os
import time
from collections.abc import Iterable
from functools import cache
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.http import HttpRequest

from vereda.access.models import Account
from vereda.access.rules.policy import opens_case_data
from vereda.access.words import Held
from vereda.settings.environment import env
from vereda.settings.secrets import secret_at

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
PROVED_S = 120  # a key that was touched again counts for so long
TOUCH_SPENT = "access_touch_spent"
ENROLLED = "access_second_factor_enrolled"  # in the session in which the factor was set up, and so was proved
SEALED = "v1:"


def is_needed(memberships: Iterable[Held]) -> bool:
    """Return whether any of the roles opens data about people. A demonstration holds none about real ones."""
    return not env().demo and any(opens_case_data(held.role) for held in memberships)


def is_set_up(account: Account) -> bool:
    """Return whether the account has a TOTP or a passkey."""
    return Authenticator.objects.filter(user_id=account.pk, type__in=STRONG).exists()


def is_missing(request: HttpRequest, memberships: Iterable[Held]) -> bool:
    """Return whether a second factor is needed and this session was not opened with one.

    Having one is not enough: a session that was opened by password before it was set up elsewhere does not count.
    """
    if not is_needed(memberships):
        return False
    assert isinstance(request.user, Account)
    return not (is_set_up(request.user) and was_used(request))


def was_used(request: HttpRequest) -> bool:
    """Return whether this session proved a second factor, at sign-in or by setting it up."""
    assert isinstance(request.user, Account)
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records) or bool(request.session.get(ENROLLED))


def prove_again(request: HttpRequest, code: str) -> bool:
    """Return whether the reader proves the factor once more, now: a fresh code of the app, or a key touched just now.

    A code counts once (allauth keeps it for its half minute), a touch for PROVED_S. Codes of paper are for signing in alone.
    In a demonstration who has set up nothing is asked for nothing.
    """
    assert isinstance(request.user, Account)
    totp = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).first()
    if totp is not None and code.strip() and TOTP(totp).validate_code(code.strip()):
        return True
    if _touched(request, time.time()):
        return True
    return env().demo and not is_set_up(request.user)


def _touched(request: HttpRequest, now: float) -> bool:
    """Tell whether a key was touched for this session just now; a touch serves one asking."""
    records = get_authentication_records(request, request.user)
    at = max((one["at"] for one in records if one.get("type") == "webauthn" and one.get("reauthenticated")), default=0.0)
    if not 0 <= now - at < PROVED_S or request.session.get(TOUCH_SPENT) == at:
        return False
    request.session[TOUCH_SPENT] = at
    return True


def note_enrolment(request: HttpRequest, authenticator: Authenticator, **rest: Any) -> None:  # Any: Django's signals
    """Receive allauth's authenticator_added: who set up the factor just now has proved to hold it."""
    if authenticator.type in STRONG:
        request.session[ENROLLED] = True


def reset(account: Account) -> None:
    """Take all factors away, when the phone is lost; the account must set up a new one before it sees anything."""
    Authenticator.objects.filter(user_id=account.pk).delete()


@cache
def _cipher() -> AESGCM:
    return AESGCM(base64.urlsafe_b64decode(secret_at(env().keys / "second-factor") + "="))


def seal(text: str) -> str:
    """Return a secret of a factor as it is stored: AES-256-GCM under a key outside the database."""
    nonce = os.urandom(12)
    return SEALED + base64.b64encode(nonce + _cipher().encrypt(nonce, text.encode(), b"access.second_factor")).decode()


def unseal(stored: str) -> str:
    """Return the secret that `seal` stored."""
    raw = base64.b64decode(stored.removeprefix(SEALED))
    return _cipher().decrypt(raw[:12], raw[12:], b"access.second_factor").decode()
