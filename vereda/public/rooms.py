"""A call for help from the public form: what was typed, whose alert it is, and the code that answers it."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from vereda.access.door import HEADQUARTERS, author_of, operator
from vereda.countries.door import pack
from vereda.encounters.door import PlaceKind, Where
from vereda.groups import door as groups
from vereda.logbook.door import Author, this_node
from vereda.logbook.schema import uuid7, uuid8
from vereda.places.door import Found
from vereda.rescue import door as rescue
from vereda.rescue.door import Told
from vereda.settings.environment import env

WAY = "public_form"
MOST: Mapping[str, int] = {"what": 1500, "where": 500, "point": 100, "call_back": 60, "people": 8, "city": 64, "form": 64}
PEOPLE_MOST = 10_000
PLACE_MOST = 200
FORM_LASTS_S = 2 * 24 * 3600


@dataclass(frozen=True)
class Call:
    """A call as it was typed. errors: what is wrong, by field."""

    values: Mapping[str, str]
    errors: Mapping[str, str]


def fresh_form(now: datetime) -> str:
    """Return the token of a form that nobody has sent yet."""
    return uuid7(int(now.timestamp() * 1000)).hex


def is_fresh(form: str, at: datetime) -> bool:
    """Tell whether a token is one of ours of the last two days, by its shape."""
    return bool(re.fullmatch(r"[0-9a-f]{32}", form)) and abs((UUID(form).int >> 80) / 1000 - at.timestamp()) <= FORM_LASTS_S


def read(typed: Mapping[str, str]) -> Call:
    """Return what was typed, without what no field may hold. Everything may be empty, but not all at once."""
    values = {name: str(typed.get(name, "")).replace("\0", "").strip()[:most] for name, most in MOST.items()}
    errors, people = {}, values["people"]
    if people and not (people.isascii() and people.isdigit() and 1 <= int(people) <= PEOPLE_MOST):
        errors["people"] = _("Escriba cuántas personas con cifras, o déjelo vacío.")
    if not any(values[name] for name in ("what", "where", "point", "people")):
        errors["what"] = _("Escriba algo: qué pasa, dónde o cuántas personas. Con una cosa basta.")
    return Call(values, errors)


def keep(call: Call, *, at: datetime) -> str:
    """Record the call as an alert and return its code; of the same call sent twice, the same code, and nothing is written.

    at  now, with an offset
    """
    entry, random = _named(call, at)
    values, country = call.values, env().country
    near = pack(country).groups.get(values["city"])
    found = rescue.point_in(values["point"], country, near) or rescue.point_in(values["where"], country, near)
    by = _machine(country, this_node().group or (near.code if near else rescue.nearest_group(found, country)))
    at = at.astimezone(ZoneInfo(by.zone))
    told = Told(
        came_by=WAY if WAY in pack(country).alert_words else "unknown",
        people=int(values["people"]) if values["people"] else None,
        note=_note(values),
        call_back=values["call_back"],
        where=_where(found),
    )
    return rescue.receive_by_form(told, by=by, at=at, entry=entry, random=random)


def _where(found: Found | None) -> Where:
    if found is None:
        return Where()
    place = found.text.strip()[:PLACE_MOST]
    return Where(kind=PlaceKind.POINT, lat=found.lat, lon=found.lon, accuracy_m=found.coarse_m, place=place)


def _note(values: Mapping[str, str]) -> str:
    return "\n".join(part for part in (values["what"], values["where"], values["point"]) if part)


def _named(call: Call, at: datetime) -> tuple[UUID, bytes]:
    """Return the entry that a call makes, and the secret of its code: the same for the same form with the same words in it."""
    form = call.values["form"]
    if not is_fresh(form, at):
        form = fresh_form(at)
    told = repr(sorted((name, value) for name, value in call.values.items() if name != "form"))
    secret = hmac.new(settings.SECRET_KEY.encode(), f"sos|{form}|{told}".encode(), sha256).digest()
    return uuid8(UUID(form).int >> 80, secret[:16]), secret[16:]


def _machine(country: str, group: str) -> Author:
    """Return this machine as the author, for a group or for headquarters."""
    return author_of(replace(operator(), country=country, group="" if group == HEADQUARTERS else group, device="desk"))


def group_numbers(now: datetime) -> list[tuple[str, str]]:
    """Return (city, number) of the groups that may be rung now: verified, on duty by the roster, tried within a day.

    On a post's machine its own alone; at headquarters those of the country, by city.
    """
    country, own = env().country, this_node().group
    rows = groups.numbers_to_show(country, now, [own] if own else None)
    return sorted((pack(country).groups[row.group].city, row.number) for row in rows)


def cities() -> list[tuple[str, str]]:
    """Return (group, city) of the posts, by city: who does not know the point may know the town."""
    return sorted(((row.code, row.city) for row in pack(env().country).groups.values()), key=lambda one: one[1])
