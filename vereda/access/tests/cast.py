"""The cast of the whole house: Inés, Rafael, Nadia of another group, and one account of each role.

    def test_somebody(cast):
        page = cast.client("nadia").get("/encuentros/")
        reader = cast.reader("ines", "assist")

Names are those of the demonstration (actions/demo.py), groups those of the Mexican pack. A plugin of pytest, loaded before
Django stands: therefore models are imported where they are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from vereda.access.words import Purpose, Reader, Role

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from vereda.access.models import Account


def text(answer: HttpResponse) -> str:
    """Return what a page says, without its marks and with single blanks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def day_at(group: str = "piedras-negras") -> date:
    """Return the day that it is at a post, or at headquarters (HEADQUARTERS): in the evening there it is tomorrow in UTC."""
    from django.utils import timezone

    from vereda.access.places import zone_of

    return timezone.localdate(timezone=zone_of("mx", group))


class Cast:
    """Accounts by user name, as readers and as browsers."""

    def __init__(self) -> None:
        from vereda.access.actions.demo import CAST
        from vereda.access.models import Account
        from vereda.access.tests.copied import settle

        settle()
        self.accounts = {account.username: account for account in Account.objects.all()}
        self.roles = {one.role: one.username for one in CAST if one.username != "nadia"}

    def account(self, name: str) -> Account:
        return self.accounts[name]

    def of_role(self, role: Role | str) -> str:
        """Return the user name of who holds a role."""
        return self.roles[Role(role)]

    def reader(self, name: str, purpose: Purpose | str | None = None, **changed: object) -> Reader:
        """Return somebody as a reader, looking for a purpose."""
        from vereda.access import lookups

        account = self.account(name)
        live = lookups.held_by(account.pk)
        made = lookups.reader_of(account, live[0], live, Purpose(purpose) if purpose else None)
        return replace(made, **changed)  # type: ignore[arg-type]  # fields of Reader

    def client(self, name: str, *, second_factor_used: bool = True, **headers: str) -> Client:
        """Return a browser in which somebody is signed in, with the second step unless told otherwise."""
        from allauth.mfa.models import Authenticator
        from django.test import Client

        from vereda.access import second_factor

        client, account = Client(headers=headers or None), self.account(name)
        client.force_login(account)
        if second_factor_used:
            Authenticator.objects.get_or_create(user=account, type=Authenticator.Type.TOTP, defaults={"data": {}})
            session = client.session
            session[second_factor.ENROLLED] = True
            session.save()
        return client


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    """Give the cast; the cache is emptied, so that wrong passwords of one test do not make another one wait."""
    from django.core.cache import cache

    cache.clear()
    yield Cast()
    cache.clear()
