"""One-time codes (SEC-032): made on the desk, shown once, good for 15 minutes and one phone; known here by a keyed digest."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from vereda.access.actions.devices import demand_agent, demand_devices, may_keep_devices
from vereda.access.errors import CodeExpired, CodeUnknown, CodeUsed, NotYourUsers
from vereda.access.lookups import held_by, is_open
from vereda.access.models import AccessCode
from vereda.access.reach import author_of
from vereda.access.rules import codes
from vereda.access.rules.policy import holds
from vereda.access.words import CODE_MIN, OPERATOR, Action, CodeFor, Reader, RecordClass
from vereda.logbook.door import Author, key_for
from vereda.practice import is_practice

KEPT_H = 24
"""Hours for which a code's row is kept, so that a late phone is told 'expired' and not 'unknown'."""


def make_device_code(
    *, country: str, group: str, label: str, by: Reader, at: datetime, account: UUID | None = None
) -> tuple[AccessCode, str]:
    """Return a code by which one phone joins the group, and its text, shown once. account: its first agent."""
    demand_devices(by, country, group)
    if account is not None:
        demand_agent(by, account, country, group)
    return _made(CodeFor.DEVICE, country=country, group=group, label=label, account=account, by=by, at=at)


def make_agent_code(*, account: UUID, country: str, group: str, by: Reader, at: datetime) -> tuple[AccessCode, str]:
    """Return a code by which an agent is added to a phone of the group: made by herself, or by her coordinator."""
    demand_agent(by, account, country, group)
    return _made(CodeFor.AGENT, country=country, group=group, label="", account=account, by=by, at=at)


def make_node_code(*, country: str, group: str, label: str, by: Reader, at: datetime) -> tuple[AccessCode, str]:
    """Return a code by which the mini-PC of a post joins; administrators and the operator make it."""
    if by.account != OPERATOR and not (by.country == country and holds(by.role, RecordClass.K10, Action.WRITE)):
        raise NotYourUsers
    return _made(CodeFor.NODE, country=country, group=group, label=label, account=None, by=by, at=at)


def use_code(text: str, *, purpose: CodeFor, used_by: str, at: datetime) -> AccessCode:
    """Return the row of a code that may be used now, within `in_turn`; the caller notes the use with `note_use`.

    used_by  who brings it (digest of the phone's key, id of the phone): who brought it first may ask again, nobody else
    Raises CodeUnknown, CodeExpired, CodeUsed.
    """
    kept = codes.typed(text)
    row = AccessCode.objects.filter(digest=_digest(kept), purpose=purpose).first() if kept else None
    if row is None:
        raise CodeUnknown
    if at >= row.expires_at or not _is_still_right(row):
        raise CodeExpired
    if row.used_at is not None and row.used_by != used_by:
        raise CodeUsed
    return row


def note_use(row: AccessCode, *, used_by: str, device: UUID, at: datetime) -> None:
    """Keep who used a code, and on which phone."""
    row.used_at, row.used_by, row.device = at, used_by, device
    row.save(update_fields=["used_at", "used_by", "device"])


def maker_of(row: AccessCode) -> Author:
    """Return who made a code, as the author of what it opens."""
    return author_of(Reader(row.made_by, "", "", row.country, group=row.made_in, device=row.made_on))


def _made(
    purpose: CodeFor, *, country: str, group: str, label: str, account: UUID | None, by: Reader, at: datetime
) -> tuple[AccessCode, str]:
    if is_practice(group):
        raise NotYourUsers
    AccessCode.objects.filter(expires_at__lt=at - timedelta(hours=KEPT_H)).delete()
    text = codes.fresh()
    row = AccessCode(
        digest=_digest(text),
        purpose=purpose,
        country=country,
        group=group,
        account=account,
        label=label,
        made_by=by.account,
        made_in=by.group,
        made_on=by.device,
        made_at=at,
        expires_at=at + timedelta(minutes=CODE_MIN),
    )
    row.save(force_insert=True)
    return row, codes.shown(text)


def _is_still_right(row: AccessCode) -> bool:
    """Return whether the maker still has the right: who lost it in these minutes leaves no open door."""
    if row.made_by == OPERATOR:
        return True
    if not is_open(row.made_by):
        return False
    held = [one for one in held_by(row.made_by) if one.country == row.country]
    if str(row.account) == row.made_by and row.purpose == CodeFor.AGENT:
        return any(one.group == row.group for one in held)
    return any(may_keep_devices(one, row.country, row.group) for one in held)


def _digest(code: str) -> str:
    return codes.digest(key_for("access.code"), code)
