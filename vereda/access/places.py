"""What the country pack tells about where somebody works: zone and state."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from vereda.access.errors import UnknownGroup
from vereda.access.rules.institutions import may_hold_account
from vereda.access.words import InstitutionRole
from vereda.countries.door import RECEIVES_AS, DirectoryEntry, Status, pack
from vereda.practice import is_practice


def zone_of(country: str, group: str) -> ZoneInfo:
    """Return the IANA zone of a group's post; that of the country for an office."""
    found = pack(country).groups.get(group)
    return ZoneInfo(found.zone if found else pack(country).country.default_zone)


def state_of(country: str, group: str) -> str:
    """Return the state (ISO 3166-2) of a group's post. Raises UnknownGroup."""
    found = pack(country).groups.get(group)
    if found is None or is_practice(group):  # nobody is posted to a practice
        raise UnknownGroup(group=group, country=country)
    return found.state


def is_state(country: str, state: str) -> bool:
    """Return whether the pack knows a first-level area by this code."""
    return state in pack(country).admin1


def partner_role(country: str, institution: str) -> InstitutionRole | None:
    """Return what an institution of the directory is, None where it may hold no account, has closed, or is not there."""
    row = pack(country).services_directory.get(institution)
    role = RECEIVES_AS.get(row.kind) if row and row.status != Status.CLOSED else None
    return role if role and may_hold_account(role) else None


def partners(country: str) -> list[DirectoryEntry]:
    """Return the institutions of the directory that may hold a partner's account, by city and name."""
    rows = pack(country).services_directory.values()
    return sorted((row for row in rows if partner_role(country, row.code)), key=lambda row: (row.city, row.name, row.code))
