"""Reading of devices: whose token, which key, which agents, when it last spoke; and the state of a one-time code."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from vereda.access.lookups import held_by, members_of
from vereda.access.models import AccessCode, Account, Contact, Device
from vereda.access.places import zone_of
from vereda.access.rules.tokens import token_hash
from vereda.access.words import GRANTED_BY_COORDINATORS, Reader, Standing
from vereda.countries.door import pack


def device_of_token(token: str) -> str | None:
    """Return the id of the device that holds a token, None when nobody does. A revoked one is still known by its token."""
    device = Device.objects.filter(token_hash=token_hash(token)).values_list("subject", flat=True).first()
    return str(device) if device else None


def device_with_token(token: str) -> Device | None:
    """Return the device that holds a token, revoked or not, None when nobody does."""
    return Device.objects.filter(token_hash=token_hash(token)).first()


def device(id_: UUID | str) -> Device | None:
    """Return a device as its entries left it, None when it is not here."""
    return Device.objects.filter(subject=id_).first()


def agents_on(row: Device) -> list[str]:
    """Return the accounts on a device that are open and hold a live role in its group today."""
    open_ = Account.objects.filter(pk__in=list(row.agents), is_active=True).values_list("pk", flat=True)
    live = {str(one) for one in open_ if any((held.country, held.group) == (row.country, row.group) for held in held_by(one))}
    return [one for one in row.agents if one in live]


def agents_for(by: Reader, country: str, group: str) -> list[tuple[str, str]]:
    """Return (account, name) of those whom `by` may put on a phone of a group, by name."""
    names: dict[str, str] = {}
    roles: dict[str, set[str]] = {}
    for account, row, worth in members_of(country, group):
        if worth is Standing.LIVE and account.is_active and not account.vouch_not_by:
            names[str(account.pk)] = account.display_name
            roles.setdefault(str(account.pk), set()).add(row.role)
    cared_for = {one for one in names if by.group == group and roles[one] <= GRANTED_BY_COORDINATORS}
    return [(one, name) for one, name in names.items() if one in cared_for or one == by.account]


def is_agents_secret(row: Device, account: str, secret: bytes) -> bool:
    """Return whether this is the secret that an agent's PIN opens on a device: the device's token alone pulls nothing.

    An agent who was put there without one, by this machine's operator, needs none.
    """
    if account not in row.agents:
        return False
    kept = row.agents[account]
    return not kept or hmac.compare_digest(kept, sha256(secret).hexdigest())


def devices_of(country: str, group: str = "") -> list[Device]:
    """Return the devices of a group (of the country when none is named): those in use first, by group and label."""
    rows = Device.objects.filter(country=country)
    rows = rows.filter(group=group) if group else rows
    return sorted(rows, key=lambda row: (row.is_ended, row.group, row.label.casefold(), str(row.subject)))


def device_labels(devices: Iterable[str]) -> Mapping[str, str]:
    """Return what some devices are called, by id; unknown ones are left out."""
    rows = Device.objects.filter(subject__in=list(devices)).values_list("subject", "label")
    return {str(id_): label for id_, label in rows}


def contacts(devices: Iterable[UUID]) -> Mapping[UUID, Contact]:
    """Return when some devices last spoke with this node, and what they said; one that never did is left out."""
    return Contact.objects.in_bulk(list(devices))


def phone_expiry_h(country: str, group: str) -> int:
    """Return the hours without contact after which a phone of the group can be read no more."""
    hours = pack(country).country.phone_expiry_h
    return hours.get(group, hours["usual"])


def zone_name(country: str, group: str) -> str:
    """Return the IANA zone of a group's post."""
    return zone_of(country, group).key


def code(id_: UUID | str) -> AccessCode | None:
    """Return the row of a one-time code: until when it is good, and what it opened. Its text is nowhere."""
    return AccessCode.objects.filter(pk=id_).first()


def is_waiting(row: AccessCode, now: datetime) -> bool:
    """Return whether a code can still be used."""
    return row.used_at is None and now < row.expires_at
