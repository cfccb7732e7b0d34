"""Reading of access: what an account may do today, who holds which role, and whether the read log holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from vereda.access.errors import NoSuchAccount, PurposeNotHeld, UnknownPurpose
from vereda.access.models import Account, Membership, ReadRow
from vereda.access.places import partner_role, zone_of
from vereda.access.rules.memberships import standing, vouched
from vereda.access.rules.policy import matrix
from vereda.access.rules.readlog import FIELDS, GENESIS, Verdict, verify
from vereda.access.words import OPERATOR, Held, Purpose, Reader, Role, Standing
from vereda.practice import real_of
from vereda.settings.environment import env


def local_day(country: str, group: str, now: datetime | None = None) -> date:
    """Return the local date at a group's post; at the country's own zone for an office."""
    return (now or timezone.now()).astimezone(zone_of(country, group)).date()


def standing_of(row: Membership, now: datetime | None = None) -> Standing:
    """Return what a stored membership is worth now."""
    if row.institution and partner_role(row.country, row.institution) is None:
        return Standing.REFUSED  # whatever an entry says: no such institution may hold an account
    return standing(
        institution_role=row.institution_role,
        from_on=row.from_on,
        until_on=row.until_on,
        confirmed_on=row.confirmed_on,
        revoked_on=row.revoked_on,
        today=local_day(row.country, row.group, now),
    )


def memberships_of(account: UUID | str) -> list[tuple[Membership, Standing]]:
    """Return every membership of an account with its standing, in order of its beginning; of what is no account, none."""
    if not _is_id(account):
        return []
    rows = Membership.objects.filter(account=account).order_by("from_on", "subject")
    is_vouched = not Account.objects.filter(pk=account).exclude(vouch_not_by="").exists()
    return [(row, vouched(standing_of(row), row.role, is_vouched)) for row in rows]


def _is_id(account: UUID | str) -> bool:
    try:
        return bool(UUID(str(account)))
    except ValueError:
        return False


def live(worth: list[tuple[Membership, Standing]]) -> tuple[Held, ...]:
    """Return the live ones."""
    return tuple(as_held(row) for row, standing in worth if standing is Standing.LIVE)


def held_by(account: UUID | str) -> tuple[Held, ...]:
    """Return the live memberships of an account."""
    return live(memberships_of(account))


def who_work_as(role: Role, country: str, group: str | None = None) -> frozenset[str]:
    """Return the accounts that are not closed and hold a role now, in a group; None: wherever in the country.

    It asks as often whoever they are: a list of what nobody carries tells by its time of no case that somebody does.
    """
    held = Membership.objects.filter(role=role, country=country)
    rows = list(held if group is None else held.filter(group=group))
    accounts = Account.objects.filter(pk__in=[row.account for row in rows])
    closed = set(accounts.filter(is_active=False).values_list("pk", flat=True))
    unsure = set(accounts.exclude(vouch_not_by="").values_list("pk", flat=True))
    worth = [(row, vouched(standing_of(row), row.role, row.account not in unsure)) for row in rows if row.account not in closed]
    return frozenset(str(row.account) for row, standing in worth if standing is Standing.LIVE)


def is_open(account: UUID | str) -> bool:
    """Return whether an account is there and not closed."""
    return Account.objects.filter(pk=account, is_active=True).exists()


def is_closed(account: UUID | str) -> bool:
    """Return whether an account is here and closed. One that is not here is judged by its memberships alone: a post has few."""
    return Account.objects.filter(pk=account, is_active=False).exists()


def as_held(row: Membership) -> Held:
    return Held(
        id=str(row.subject),
        role=Role(row.role),
        country=row.country,
        group=row.group,
        state=row.state,
        institution=row.institution,
    )


def reader_of(account: Account, held: Held, memberships: tuple[Held, ...], purpose: Purpose | None = None) -> Reader:
    """Return an account as a reader in one of its memberships."""
    return Reader(
        account=str(account.id),
        display_name=account.display_name,
        role=held.role,
        country=held.country,
        group=held.group,
        state=held.state,
        memberships=memberships,
        purpose=purpose,
        institution=held.institution,
    )


def operator() -> Reader:
    """Return whoever runs commands on this machine: no role of the matrix, logged as 'operator'."""
    return Reader(account=OPERATOR, display_name="", role=OPERATOR, country=env().country, device="cli")


def reader_for_command(as_: str | None, purpose: str | None) -> Reader:
    """Return the reader of a command: this machine's operator, or the account named by --as with its --purpose.

    Raises UnknownPurpose, PurposeNotHeld, NoSuchAccount. The first live membership that may look for this purpose is taken.
    """
    if as_ is None:
        return operator()
    known = " ".join(Purpose)
    if purpose is None or purpose not in set(Purpose):
        raise UnknownPurpose(purpose=purpose or "", known=known)
    account = Account.objects.filter(username=as_.lower(), is_active=True).first()
    live = held_by(account.id) if account else ()
    if account is None or not live:
        raise NoSuchAccount(account=as_)
    for held in live:
        if any(right.role == held.role and purpose in right.purposes for right in matrix().rights):
            reader = reader_of(account, held, live, Purpose(purpose))
            return replace(reader, device="cli")
    raise PurposeNotHeld(purpose=purpose)


def account_named(username: str) -> Account:
    """Return an account by its user name, or raise NoSuchAccount."""
    found = Account.objects.filter(username=username.strip().lower()).first()
    if found is None:
        raise NoSuchAccount(account=username)
    return found


def administrator_for_command(username: str) -> Reader:
    """Return an administrator named on the command line, in that role, or raise NoSuchAccount."""
    account = account_named(username)
    live = held_by(account.pk) if account.is_active else ()
    for held in live:
        if held.role is Role.ADMINISTRATOR:
            return replace(reader_of(account, held, live), device="cli")
    raise NoSuchAccount(account=username)


def members_of(country: str, group: str) -> list[tuple[Account, Membership, Standing]]:
    """Return who holds or held a role in a group, by name; in its practice, the same people."""
    rows = list(Membership.objects.filter(country=country, group=real_of(group)))
    return _with_accounts(rows)


def everybody(country: str) -> list[tuple[Account, Membership, Standing]]:
    """Return all memberships of a country with their accounts, by name."""
    return _with_accounts(list(Membership.objects.filter(country=country)))


def _with_accounts(rows: list[Membership]) -> list[tuple[Account, Membership, Standing]]:
    accounts = Account.objects.in_bulk([row.account for row in rows])
    known = [(accounts[row.account], row, standing_of(row)) for row in rows if row.account in accounts]
    return sorted(known, key=lambda one: (one[0].display_name.casefold(), one[1].from_on, str(one[1].subject)))


def read_log_head() -> tuple[int, str]:
    """Return (seq, hash) of the last row, to be copied outside; (0, zeros) when nothing was read yet."""
    return ReadRow.objects.order_by("-seq").values_list("seq", "hash").first() or (0, GENESIS)


def verify_read_log(expect: tuple[int, str] | None = None) -> Verdict:
    """Return whether every row stands as it was written; names the first seq that does not.

    expect  a head copied outside earlier; without it a tail that was cut off cannot be seen
    """
    names = (*FIELDS, "prev", "hash")

    def rows() -> Iterator[dict[str, object]]:
        found = ReadRow.objects.order_by("seq").values_list(*names)
        for row in found.iterator(chunk_size=5000):
            yield dict(zip(names, row, strict=True))

    return verify(rows(), expect)
