"""A signed-in session without a browser: what a password and a second factor leave behind."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_hex

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from vereda.access import second_factor
from vereda.access.door import Role, grant, local_day, reader_for_command
from vereda.access.models import Account
from vereda.access.words import GROUP_ROLES
from vereda.settings.environment import env


def opened(role: str, group: str) -> str:
    """Return the value of the session cookie of a new account that holds one role."""
    country, operator = env().country, reader_for_command(None, None)
    place = group if Role(role) in GROUP_ROLES else ""
    account = Account.objects.create_user(f"{role}-{token_hex(3)}", display_name=role)
    begins = local_day(country, place) - timedelta(days=1)
    grant(account=account.id, role=Role(role), country=country, group=place, from_on=begins, by=operator, at=timezone.now())
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[second_factor.ENROLLED] = True
    session.create()
    assert session.session_key
    return session.session_key
