"""The directory at the desk: who helps near the post, whom they serve, whether they are open now, and what room they have today.

The pack has what sources say; hours, languages and room are what the place said itself. An address is shown where the place
agreed to it; that of a house of women or children stands nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.access.door import Action, Part, Reader, RecordClass, holds
from vereda.countries.door import HIDDEN_PLACES, Consent, DirectoryEntry, Group, Status, pack
from vereda.desk.dates import clock, lasting, shortday
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.words import directory as words
from vereda.logbook import door as logbook
from vereda.places.door import distance_km
from vereda.practice import real_of
from vereda.referrals import door as referrals
from vereda.referrals.door import FREE_MOST, ForWhom, Place, Room, Seen, Service, Way

NEAR_KM = 150
SHOWS_ADDRESS = (Consent.PUBLIC, Consent.ALL)


@dataclass(frozen=True)
class Free:
    """Free places for somebody. said: a number, or a word; is_none: there are none."""

    who: str
    said: str
    is_none: bool


@dataclass(frozen=True)
class Beds:
    """The room of a house. free: empty where nothing is shown; age: of the count; is_todays: whether it may be shown at all."""

    free: Sequence[Free]
    age: str
    by: str
    is_todays: bool
    is_hidden: bool


@dataclass(frozen=True)
class Number:
    """A telephone of a place, and who says that it is: one that a post wrote down stands last, and instead of no other."""

    number: str
    said: str

    @property
    def dial(self) -> str:
        """Return what a telephone dials; a year of the source in brackets is none of it."""
        return re.sub(r"\(\d{4}\)|[^+0-9]", "", self.number)


@dataclass(frozen=True)
class Listed:
    """A place in the list."""

    entry: DirectoryEntry
    kind: str
    city: str
    km: float | None
    far: str
    hours: Sequence[str]
    is_open: bool | None
    serves: str
    languages: str
    telephones: Sequence[Number]
    checked: str
    is_checked: bool
    receives: bool
    beds: Beds | None


def listed(reader: Reader, rows: Iterable[DirectoryEntry], now: datetime) -> list[Listed]:
    """Return places in words, the nearest first; those whose distance nobody knows by city and name."""
    post, said = post_of(reader), referrals.places.places(reader.country, reader.group)
    found = [_listed(reader, row, said.get(row.code), post, now) for row in rows]
    return sorted(found, key=lambda one: (one.km is None, one.km or 0, one.city, one.entry.name))


def listed_one(reader: Reader, row: DirectoryEntry, now: datetime) -> Listed:
    """Return one place in words."""
    return _listed(reader, row, referrals.places.place(reader.country, row.code, reader.group), post_of(reader), now)


def _listed(reader: Reader, row: DirectoryEntry, said: Place | None, post: Group | None, now: datetime) -> Listed:
    told, hours = (said.told if said else None) or {}, referrals.places.hours_of(said)
    km = _km(row, post)
    return Listed(
        entry=row,
        kind=str(words.KINDS.get(row.kind, row.kind)),
        city=_city(row),
        km=km,
        far=_far(row, post, km),
        hours=words.hours_said(hours),
        is_open=referrals.is_open(hours, now.astimezone(_zone(row, reader.country))),
        serves=words.served(told.get("serves", ())),
        languages=words.languages_said(reader.country, told.get("languages", ())),
        telephones=telephones(row, told),
        checked=_checked(row),
        is_checked=row.is_verified and row.reviewed_on is not None,
        receives=referrals.partner.role_of(row.code, reader.country) is not None,
        beds=beds_of(row, said, now) if may_see_beds(reader) and row.kind in referrals.SLEEPS else None,
    )


def may_see_beds(reader: Reader) -> bool:
    """Tell whether the reader works at a post, or answers for all of them."""
    return holds(reader.role, RecordClass.K1, Action.READ, Part.POST)


def beds_of(row: DirectoryEntry, said: Place | None, now: datetime) -> Beds:
    """Return the room of a house, as far as it lets posts see it; a count of yesterday is none."""
    if said is None or said.free is None or said.said_at is None:
        return Beds((), "", "", is_todays=False, is_hidden=False)
    is_todays, seen = referrals.places.has_count_of_today(said, now), referrals.places.seen_of(said)
    free = referrals.shown(said.free, seen, row.kind) if is_todays else {}
    return Beds(
        free=[_free(who, count) for who, count in free.items()],
        age=_("hace {age}").format(age=lasting(now - said.said_at)),
        by=_said_by(said),
        is_todays=is_todays,
        is_hidden=seen is Seen.NOTHING,
    )


def _free(who: ForWhom, count: int | Room) -> Free:
    if isinstance(count, Room):
        return Free(str(words.FOR_WHOM[who]), str(words.ROOM[count]), count is Room.NONE)
    return Free(str(words.FOR_WHOM[who]), formats.number_format(count, use_l10n=True), count == 0)


def _said_by(said: Place) -> str:
    return str(words.WAYS.get(said.said_way, ""))


def post_of(reader: Reader) -> Group | None:
    """Return the reader's post in the pack; None for an office."""
    return pack(reader.country).groups.get(real_of(reader.group))


def _zone(row: DirectoryEntry, country: str) -> ZoneInfo:
    """Return the zone of a place: that of the posts of its state, else of the country."""
    known = pack(country)
    return ZoneInfo(next((one.zone for one in known.groups.values() if one.state == row.state), known.country.default_zone))


def _km(row: DirectoryEntry, post: Group | None) -> float | None:
    if post is None:
        return None
    if row.city == post.city and row.state == post.state:
        return 0.0
    if row.lat is None or row.lon is None:
        return None
    return distance_km(post.lat, post.lon, row.lat, row.lon)


def _far(row: DirectoryEntry, post: Group | None, km: float | None) -> str:
    """Return how far: the pack knows the middle of the city, seldom the street."""
    if km is None or post is None:
        return ""
    if row.city == post.city:
        return _("aquí mismo, en {city}").format(city=row.city)
    return _("a unos {km} km en línea recta").format(km=formats.number_format(max(5, round(km / 5) * 5), use_l10n=True))


def _city(row: DirectoryEntry) -> str:
    return row.city


def _public_number(row: DirectoryEntry) -> str:
    return row.public_contact or "" if row.consent in SHOWS_ADDRESS else ""


def telephones(row: DirectoryEntry, told: Mapping[str, Any]) -> list[Number]:  # Any: JSON, as the place was told last
    """Return the numbers of a place and who said each: its own account, the directory, and what one post wrote down."""
    own, (at, _author, way) = told.get("own") or ("", ""), told.get("when") or ("", "", "")
    found = [
        Number(own[0], _("dicho por el lugar, con su cuenta, el {on}").format(on=_day(own[1]))),
        Number(_public_number(row), _("del directorio")),
        Number(told.get("telephone", ""), _noted(way).format(on=_day(at))),
    ]
    known: dict[str, Number] = {}
    for one in found:
        known.setdefault(one.dial, one)
    return [one for dial, one in known.items() if dial]


def _noted(way: str) -> str:
    if way == Way.IN_PERSON:
        return _("lo anotó un puesto el {on}, en persona; nadie más lo comprobó")
    return _("lo anotó un puesto el {on}, por teléfono; nadie más lo comprobó")


def _day(at: str) -> str:
    return shortday(timezone.localtime(datetime.fromisoformat(at))) if at else ""


def address_of(row: DirectoryEntry) -> str:
    """Return the address where the place agreed to have it shown, and is no house of women or children."""
    return row.address or "" if row.consent in SHOWS_ADDRESS and row.kind not in HIDDEN_PLACES else ""


def _checked(row: DirectoryEntry) -> str:
    if row.is_verified and row.reviewed_on:
        return _("Comprobado el {on}").format(on=formats.date_format(row.reviewed_on, "SHORT_DATE_FORMAT"))
    since = _(" (fuente de {when})").format(when=row.source_dated) if row.source_dated and row.source_dated[:4].isdigit() else ""
    return _("Sin comprobar{since}: llame antes de enviar").format(since=since)


def chosen(reader: Reader, service: Service | None, is_all: bool) -> list[DirectoryEntry]:
    """Return the places that may serve a need: near the post and in its state, or everywhere."""
    rows = [row for row in pack(reader.country).services_directory.values() if row.status != Status.CLOSED]
    if service:
        rows = [row for row in rows if referrals.ROLE_OF_KIND.get(row.kind) in referrals.RECEIVERS[service]]
    post = post_of(reader)
    return rows if is_all or post is None else [row for row in rows if is_near(row, post)]


def is_near(row: DirectoryEntry, post: Group) -> bool:
    """Tell whether a place is in the state of the post, or not far from it."""
    km = _km(row, post)
    return row.state == post.state or (km is not None and km <= NEAR_KM)


def history(reader: Reader, code: str) -> list[tuple[Any, str | Promise, str]]:  # Any: an entry as the logbook tells it
    """Return what was said of a place, the latest first: when, what, by whom. Of another post no name: only that it was one."""
    row = referrals.places.place(reader.country, code, reader.group)
    told = [one for one in logbook.history(row.subject) if one.kind in words.STEPS] if row else []
    names = names_of({one.author for one in told if one.group == reader.group})
    return [(one, words.STEPS[one.kind], _who(one, reader, names)) for one in reversed(told)][:20]


def _who(one: logbook.Told, reader: Reader, names: dict[str, str]) -> str:
    if getattr(one.payload, "way", "") == Way.ACCOUNT:
        return _("el albergue, con su cuenta")
    return who_is(one.author, names) if one.group == reader.group else _("otro puesto")


def typed_of(country: str, code: str, group: str) -> dict[str, str]:
    """Return what the place said, as its form holds it."""
    row = referrals.places.place(country, code, group)
    told, hours = (row.told if row else None) or {}, referrals.places.hours_of(row)
    found = {"telephone": told.get("telephone", ""), "seen": told.get("seen", Seen.NUMBERS.value)}
    found |= {f"serves:{one}": "1" for one in told.get("serves", ())} | {
        f"speaks:{one}": "1" for one in told.get("languages", ())
    }
    if hours:
        found |= {"always": "1"} if hours.always else {}
        for name, _day in words.DAYS:
            if span := getattr(hours, name):
                found |= {f"{name}_opens": span.opens, f"{name}_closes": span.closes}
    return found


def languages(country: str) -> list[tuple[str, str]]:
    """Return the languages of the pack, by name: those that people here speak."""
    english = (get_language() or "").startswith("en")
    rows = pack(country).languages.values()
    return sorted(((row.code, row.label_en if english else row.label_es) for row in rows), key=lambda one: one[1])


MOST = FREE_MOST


def said_when(row: Place | None) -> str:
    """Return when the last count was, '' where there was none."""
    if row is None or row.said_at is None:
        return ""
    local = timezone.localtime(row.said_at)
    return f"{shortday(local)} {clock(local)}"
