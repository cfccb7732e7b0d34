"""A signed-in session without a browser: what a password and a second factor leave behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from secrets import token_hex

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from vereda.access import second_factor
from vereda.access.door import Purpose, Reader, Role, everybody, grant, local_day, make_wall, reader_for_command
from vereda.access.models import Account
from vereda.access.words import GROUP_ROLES
from vereda.countries.door import pack
from vereda.settings.environment import env

WALL = "wall"


def opened(role: str, group: str) -> str:
    """Return the value of the session cookie of a new account that holds one role; of `wall`, the token of a screen."""
    if role == WALL:
        return _wall(group)
    return _session(_account(role, group))


def opened_as(role: str, group: str, purpose: str) -> tuple[str, Reader]:
    """Return a session as `opened` does, and its account as a reader for a purpose, who can write in earnest."""
    account = _account(role, group)
    return _session(account), replace(reader_for_command(account.username, purpose), device="desk")


def _wall(group: str) -> str:
    """Return the token of a screen that a new coordinator made the wall of the post."""
    coordinator = _account(Role.COORDINATOR, group)
    by = reader_for_command(coordinator.username, Purpose.ASSIST)
    return make_wall(label="bench", by=by, at=timezone.now())[1]


def _account(role: str, group: str) -> Account:
    country, operator = env().country, reader_for_command(None, None)
    place = group if Role(role) in GROUP_ROLES else ""
    account = Account.objects.create_user(f"{role}-{token_hex(3)}", display_name=role)
    begins = local_day(country, place) - timedelta(days=1)
    grant(
        account=account.id,
        role=Role(role),
        country=country,
        group=place,
        state=pack(country).groups[group].state if role == Role.STATE_OFFICE else "",
        from_on=begins,
        by=operator,
        second=_administrator() if role == Role.ADMINISTRATOR else None,
        at=timezone.now(),
    )
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    return account


def _administrator() -> Reader | None:
    """Return somebody who is an administrator already: two make another one."""
    known = [account for account, held, _standing in everybody(env().country) if held.role == Role.ADMINISTRATOR]
    return reader_for_command(known[0].username, Purpose.QUALITY_AUDIT) if known else None


def _session(account: Account) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[second_factor.ENROLLED] = True
    session.create()
    assert session.session_key
    return session.session_key
