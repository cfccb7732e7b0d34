"""Opening, closing and repairing accounts. Names stay here; the logbook knows accounts by id."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from vereda.access import second_factor
from vereda.access.actions.readlog import log_read
from vereda.access.errors import AccountTaken, NoSuchAccount, NotYourUsers, OwnMembership
from vereda.access.lookups import held_by, memberships_of
from vereda.access.models import Account
from vereda.access.rules.policy import holds, reads_more
from vereda.access.words import GRANTED_BY_COORDINATORS, OPERATOR, Action, Part, Reader, RecordClass, Role

# Letters and digits that nobody takes for another one when they are read out over the radio.
ALPHABET = "abcdefhjkmnpqrstuvwxyz2345679"


def open_account(*, username: str, display_name: str, language: str = "es", by: Reader) -> tuple[Account, str]:
    """Open an account and return it with the password of its first sign-in, shown once. It can do nothing until a grant."""
    _demand_users(by)
    name, password = username.strip().lower(), temporary_password()
    if Account.objects.filter(username=name).exists():
        raise AccountTaken(account=name)
    with transaction.atomic():
        account = Account.objects.create_user(
            name,
            password,
            display_name=display_name.strip(),
            language=language,
            is_password_temporary=True,
            vouch_not_by=who_knows(by),
        )
        log_read(by, RecordClass.K10, Action.WRITE, subject=account.pk)
    return account, password


def reset_sign_in(*, account: UUID, by: Reader) -> str:
    """Give a new first password and take the second factor away, after a lost phone; all open sessions end.

    From an administrator's hand, and from a coordinator's for who reads more than coordinators do (a paramedic), it opens no
    case data until somebody else confirms the person.
    """
    found = _cared_for(account, by)
    password = temporary_password()
    with transaction.atomic():
        found.set_password(password)
        found.is_password_temporary = True
        found.vouch_not_by = who_knows(by, [row.role for row, _ in memberships_of(found.pk)]) or found.vouch_not_by
        found.save(update_fields=["password", "is_password_temporary", "vouch_not_by"])
        second_factor.reset(found)
        log_read(by, RecordClass.K10, Action.WRITE, subject=found.pk)
    return password


def close_account(*, account: UUID, by: Reader) -> None:
    """Close an account: its sessions end with the next request. What it wrote stays."""
    _set_active(_cared_for(account, by), False, by)


def reopen_account(*, account: UUID, by: Reader) -> None:
    """Open a closed account again; its roles are as they were."""
    _set_active(_cared_for(account, by), True, by)


def temporary_password() -> str:
    """Return a password of 16 characters in groups of four, 77 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def who_knows(by: Reader, roles: Iterable[str] = ()) -> str:
    """Return the account that may not vouch for a person whose password it gave; '' when it reads all that her roles read.

    An administrator's always; a coordinator's where a role reads more than the own.
    """
    if by.account == OPERATOR:
        return ""
    return by.account if by.role is Role.ADMINISTRATOR or any(reads_more(role, by.role) for role in roles) else ""


def _set_active(account: Account, is_active: bool, by: Reader) -> None:
    with transaction.atomic():
        account.is_active = is_active
        account.save(update_fields=["is_active"])
        log_read(by, RecordClass.K10, Action.WRITE, subject=account.pk)


def _demand_users(by: Reader) -> None:
    if by.account != OPERATOR and not holds(by.role, RecordClass.K10, Action.WRITE, Part.GROUP_USERS):
        raise NotYourUsers


def _cared_for(account: UUID, by: Reader) -> Account:
    """Return an account that `by` looks after. A coordinator looks after those who only work in the own group."""
    found = Account.objects.filter(pk=account).first()
    if found is None:
        raise NoSuchAccount(account=account)
    if by.account == OPERATOR:
        return found
    if by.account == str(account):
        raise OwnMembership
    live = held_by(found.pk)
    if holds(by.role, RecordClass.K10, Action.WRITE) and all(held.country == by.country for held in live):
        return found
    _demand_users(by)
    own = [held for held in live if (held.country, held.group) == (by.country, by.group) and held.role in GRANTED_BY_COORDINATORS]
    if not by.group or not live or len(own) != len(live):
        raise NotYourUsers
    return found
