"""Who may be told, or fetch: institutions of the country's pack and directory. The role of the pack decides at each use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from vereda.access.door import Holding, may_hold
from vereda.countries.door import RECEIVES_AS, DirectoryEntry, Institution, Pack, Role, Status, installed, pack
from vereda.webhooks.errors import HeldByEnforcement


@dataclass(frozen=True)
class Body:
    """An institution that may be told today."""

    code: str
    name: str
    role: Role


def bodies(country: str, holding: Holding, now: datetime) -> list[Body]:
    """Return the institutions that may hold this today, by name."""
    codes = dict.fromkeys((*pack(country).institutions, *pack(country).services_directory))  # some stand in both
    found = [one for code in codes if (one := body(code, country, holding, now)) is not None]
    return sorted(found, key=lambda one: (one.name, one.code))


def body(code: str, country: str, holding: Holding, now: datetime) -> Body | None:
    """Return an institution; None where it detains, has ended, or is not in the pack.

    What is told apart by role alone could be told to a body that detains under the name of a service: a code of the pack's
    institutions therefore wins over the same code in the directory.
    """
    if country not in installed():
        return None
    here = pack(country)
    if (institution := here.institutions.get(code)) is not None:
        role: Role | None = institution.role if institution.holds_on(now.date()) else None
        name = _said(institution)
    elif (service := here.services_directory.get(code)) is not None:
        role = RECEIVES_AS.get(service.kind) if service.status != Status.CLOSED else None
        name = _called(service, here)
    else:
        return None
    return Body(code, name, role) if role is not None and may_hold(role, holding) else None


def demand_body(code: str, country: str, holding: Holding, now: datetime) -> Body:
    """Return an institution that may hold this today. Raises HeldByEnforcement."""
    found = body(code, country, holding, now)
    if found is None:
        raise HeldByEnforcement
    return found


def name_of(code: str, country: str) -> str:
    """Return how an institution is called, by its code where the pack has it no more."""
    here = pack(country)
    if (institution := here.institutions.get(code)) is not None:
        return _said(institution)
    service = here.services_directory.get(code)
    return _called(service, here) if service else code


def _said(institution: Institution) -> str:
    """Return the name of an institution in the language of who reads."""
    return institution.name_en if (get_language() or "").startswith("en") else institution.name


def _called(service: DirectoryEntry, here: Pack) -> str:
    """Return the name of a service, with its city where others are called the same: it is chosen by its name alone."""
    names = [*(one.name for one in here.institutions.values()), *(one.name for one in here.services_directory.values())]
    return f"{service.name}, {service.city}" if names.count(service.name) > 1 and service.city else service.name


def enforcement_names(country: str) -> list[str]:
    """Return the short names of all bodies that detain, as the pack writes them."""
    rows = [row for row in pack(country).institutions.values() if row.is_enforcement]
    return [part.strip() for row in rows for part in (row.code, *(row.short or "").split("/"))]
