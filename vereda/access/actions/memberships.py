"""Giving, confirming and taking away roles. Each is an entry, so that every node judges alike."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from vereda.access.actions.accounts import who_knows
from vereda.access.actions.readlog import log_read
from vereda.access.entries import Confirmed, Granted, PostedTo, Revoked
from vereda.access.errors import (
    EnforcementPost,
    NoSuchAccount,
    NotYourUsers,
    OwnMembership,
    PartnerWithoutInstitution,
    PostingOver,
    RoleWithoutGroup,
    RoleWithoutState,
    SecondPersonNeeded,
    VouchedByAnother,
)
from vereda.access.lookups import held_by
from vereda.access.models import Account, Membership
from vereda.access.places import is_state, partner_role, state_of
from vereda.access.reach import author_of
from vereda.access.rules.institutions import may_hold_account
from vereda.access.rules.policy import holds
from vereda.access.words import (
    GRANTED_BY_COORDINATORS,
    GROUP_ROLES,
    OPERATOR,
    Action,
    InstitutionRole,
    Part,
    Reader,
    RecordClass,
    RevokedFor,
    Role,
)
from vereda.logbook.door import Draft, Receipt, record, record_all
from vereda.logbook.schema import uuid7


def grant(
    *,
    account: UUID,
    role: Role,
    country: str,
    group: str = "",
    state: str = "",
    institution_role: str = InstitutionRole.NETWORK,
    from_on: date,
    until_on: date | None = None,
    by: Reader,
    at: datetime,
    second: Reader | None = None,
    institution: str = "",
) -> Receipt:
    """Give an account a role for the time of a posting.

    until_on  last day of the posting [local date], itself included
    institution  of a partner: code of the directory; what it is decides, whatever was chosen beside it
    second    another administrator, when the role is that of an administrator
    Raises EnforcementPost, PostingOver, RoleWithoutGroup, RoleWithoutState, PartnerWithoutInstitution, UnknownGroup,
    NotYourUsers, OwnMembership, SecondPersonNeeded.
    """
    if role is Role.PARTNER and may_hold_account(institution_role):
        institution_role = _of_partner(country, institution)
    payload = granting(
        account=account,
        role=role,
        country=country,
        group=group,
        state=state,
        institution_role=institution_role,
        from_on=from_on,
        until_on=until_on,
    )
    _demand_right(by, account, country=country, group=group, role=role)
    if role is Role.ADMINISTRATOR:
        _demand_second(by, second, account)
    with transaction.atomic():
        # A coordinator who opened the account still knows its first password: a role that reads more waits for somebody else.
        knows = "" if by.role is Role.ADMINISTRATOR else who_knows(by, [role])
        if knows:
            Account.objects.filter(pk=account, is_password_temporary=True, vouch_not_by="").update(vouch_not_by=knows)
        if role is not Role.PARTNER:
            return _write(payload, by=by, at=at, account=account)
        return _write_partner(payload, PostedTo(institution=institution), by=by, at=at)


def granting(
    *,
    account: UUID,
    role: Role,
    country: str,
    group: str = "",
    state: str = "",
    institution_role: str = InstitutionRole.NETWORK,
    from_on: date,
    until_on: date | None = None,
) -> Granted:
    """Return the entry of a grant, checked against rules and pack; writes nothing."""
    if not may_hold_account(institution_role):
        raise EnforcementPost(institution_role=institution_role)
    if until_on is not None and until_on < from_on:
        raise PostingOver(from_on=from_on, until_on=until_on)
    if role in GROUP_ROLES and not group:
        raise RoleWithoutGroup(role=role)
    if role is Role.STATE_OFFICE and not is_state(country, state):
        raise RoleWithoutState(role=role)
    if not Account.objects.filter(pk=account).exists():
        raise NoSuchAccount(account=account)
    return Granted(
        account=account,
        role=role,
        country=country,
        group=group,
        state=state_of(country, group) if group else state,
        institution_role=InstitutionRole(institution_role),
        from_on=from_on,
        until_on=until_on,
    )


def confirm(*, membership: UUID, by: Reader, at: datetime) -> Receipt:
    """Say that the person still holds the posting; an account locked after 90 days opens again.

    Raises VouchedByAnother to the administrator who gave the account its password: somebody else vouches for the person.
    """
    row = _found(membership)
    _demand_right(by, row.account, country=row.country, group=row.group, role=Role(row.role))
    if Account.objects.filter(pk=row.account, vouch_not_by=by.account).exists():
        raise VouchedByAnother
    with transaction.atomic():
        Account.objects.filter(pk=row.account).update(vouch_not_by="")
        return _write(Confirmed(), by=by, at=at, account=row.account, subject=membership)


def revoke(*, membership: UUID, reason: RevokedFor, by: Reader, at: datetime) -> Receipt:
    """Take a role away, at once and for good."""
    row = _found(membership)
    _demand_right(by, row.account, country=row.country, group=row.group, role=Role(row.role))
    return _write(Revoked(reason=reason), by=by, at=at, account=row.account, subject=membership)


def _write(
    payload: Granted | Confirmed | Revoked, *, by: Reader, at: datetime, account: UUID, subject: UUID | None = None
) -> Receipt:
    with transaction.atomic():
        receipt = record(payload, subject=subject, by=author_of(by), at=at)
        log_read(by, RecordClass.K10, Action.WRITE, subject=account)
    return receipt


def _write_partner(payload: Granted, posted: PostedTo, *, by: Reader, at: datetime) -> Receipt:
    author = author_of(by)
    entry, subject = (uuid7(int(at.timestamp() * 1000)) for _ in range(2))
    drafts = [
        Draft(payload=payload, subject=subject, seen=(), by=author, at=at, id=entry),
        Draft(payload=posted, subject=subject, seen=(entry,), by=author, at=at),
    ]
    with transaction.atomic():
        receipt = record_all(drafts)[0]
        log_read(by, RecordClass.K10, Action.WRITE, subject=payload.account)
    return receipt


def _of_partner(country: str, institution: str) -> InstitutionRole:
    role = partner_role(country, institution)
    if role is None:
        raise PartnerWithoutInstitution
    return role


def _found(membership: UUID) -> Membership:
    row = Membership.objects.filter(subject=membership).first()
    if row is None:
        raise NotYourUsers
    return row


def _demand_right(by: Reader, account: UUID, *, country: str, group: str, role: Role) -> None:
    """Administrators care for all accounts of their country, coordinators for agents and paramedics of their group."""
    if by.account == OPERATOR:
        return
    if by.account == str(account):
        raise OwnMembership
    if by.country == country and holds(by.role, RecordClass.K10, Action.WRITE):
        return
    is_own = by.country == country and bool(group) and by.group == group and role in GRANTED_BY_COORDINATORS
    if not (is_own and holds(by.role, RecordClass.K10, Action.WRITE, Part.GROUP_USERS)):
        raise NotYourUsers


def _demand_second(by: Reader, second: Reader | None, account: UUID) -> None:
    """Two persons make an administrator: two administrators, or this machine's operator with one; the first is made alone."""
    if not Membership.objects.filter(role=Role.ADMINISTRATOR, revoked_on=None).exists() and by.account == OPERATOR:
        return
    if second is None or second.account in (by.account, str(account)):
        raise SecondPersonNeeded
    if not any(held.role is Role.ADMINISTRATOR for held in held_by(second.account)):
        raise SecondPersonNeeded
