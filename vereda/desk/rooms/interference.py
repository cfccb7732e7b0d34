"""Interference with our help as coordination and headquarters see it: what, by which role, what is due. No person, no point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.access.door import HEADQUARTERS, Action, Part, RecordClass
from vereda.countries.door import Role, pack
from vereda.desk.dates import lasting, shortday
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.noticed import Asked, Level, Need, Notice
from vereda.desk.words import ground as words
from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass
from vereda.safety.door import Interference
from vereda.safety.door import interference_lookups as lookups

GIVES_OUT: Need = (RecordClass.K7, Action.APPROVE, Part.WHOLE)
CODE_MOST = 64  # what an entry holds of a service point


@dataclass(frozen=True)
class Shown:
    """A record in words. is_due: it reached no outside body yet; readers: who read it, by name."""

    row: Interference
    folio: str
    group: str
    authority: str
    acts: Sequence[str]
    within: str
    witness: str
    we_did: Sequence[str]
    place: str
    age: str
    is_due: bool
    readers: Sequence[str]
    delivered: Sequence[str]


@dataclass(frozen=True)
class Account:
    """One sealed account, opened. text: '' where this machine cannot open it."""

    at: datetime
    who: str
    text: str


def described(rows: Sequence[Interference], now: datetime, labels: Labels) -> list[Shown]:
    """Return records in words."""
    accounts = {one for row in rows for one in (*(read[1] for read in row.read), *(given[2] for given in row.delivered))}
    names = names_of(accounts)
    return [_shown(row, now, labels, names) for row in rows]


def _shown(row: Interference, now: datetime, labels: Labels, names: dict[str, str]) -> Shown:
    return Shown(
        row=row,
        folio=folio(row.subject),
        group=labels.group(row.group),
        authority=labels.authority(row.authority),
        acts=words.all_said(words.INTERFERED, row.acts),
        within=words.said(words.WITHIN, row.within),
        witness=words.said(words.WITNESSES, row.witness),
        we_did=words.all_said(words.WE_DID, row.we_did),
        place=place_said(row.where, labels),
        age=lasting(now - row.at),
        is_due=not row.is_delivered,
        readers=[_reader(account, group, at, names) for at, account, group in row.read],
        delivered=[_delivered(given, labels, names) for given in row.delivered],
    )


def _reader(account: str, group: str, at: str, names: dict[str, str]) -> str:
    who = who_is(account, names)
    named = _("{who} · central").format(who=who) if group == HEADQUARTERS else who
    return f"{named}, {shortday(datetime.fromisoformat(at))}"


def _delivered(given: Sequence[str], labels: Labels, names: dict[str, str]) -> str:
    _entry, _at, account, body, way, on, receipt = given
    found = labels.pack.institutions.get(body)
    number = _("acuse {receipt}").format(receipt=receipt) if receipt else _("sin número de acuse")
    told = [found.name if found else body, shortday(date.fromisoformat(on)), words.said(words.DELIVERIES, way), number]
    return " · ".join([*told, who_is(account, names)])


def place_said(where: str, labels: Labels) -> str:
    """Return the place by which a record is counted: the service point by name, else the municipality or the state."""
    kind, _colon, code = where.partition(":")
    if kind == "point":
        found = labels.pack.services_directory.get(code)
        return found.name if found else code
    if kind == "municipality":
        area = labels.pack.admin2.get(code)
        return labels.place(area.state if area else "", code)
    return labels.state(code) if code else _("lugar sin dato")


def accounts(row: Interference) -> list[Account]:
    """Return what was told in words. Only for who said to read it: the caller looks, and writes the read log."""
    names = names_of({account for _entry, _at, account in row.accounts})
    made = []
    for entry, at, account in row.accounts:
        told = open_box(entry, FieldClass.INCIDENT)
        made.append(Account(at=datetime.fromisoformat(at), who=who_is(account, names), text=(told or {}).get("text", "")))
    return made


def points(country: str, state: str) -> list[tuple[str, str]]:
    """Return the service points of a state in the pack, by name."""
    rows = pack(country).services_directory.values()
    return sorted(
        ((row.code, f"{row.name} ({row.city})") for row in rows if row.state == state and len(row.code) <= CODE_MOST),
        key=lambda one: one[1],
    )


def bodies(country: str) -> list[tuple[str, str]]:
    """Return the outside bodies of the pack, the one that it names first."""
    known = pack(country)
    rows = sorted(known.institutions_with(Role.OMBUDSPERSON), key=lambda row: row.code != known.country.outside_body)
    return [(row.code, row.name) for row in rows]


def to_move(country: str, group: str | None, today: date, labels: Labels) -> list[str]:
    """Return in words the places from which the help should move."""
    made = []
    for where, number in lookups.points_to_move(country, group, today):
        said = ngettext(
            "{place}: %(n)d registro en 30 días. Proponga llevar la ayuda a otro lugar.",
            "{place}: %(n)d registros en 30 días. Proponga llevar la ayuda a otro lugar.",
            number,
        ) % {"n": number}
        made.append(said.format(place=place_said(where, labels)))
    return made


def by_quarter(country: str, labels: Labels) -> list[tuple[str, str, str, int]]:
    """Return the table of quarters in words."""
    return [
        (quarter, labels.state(state) if state else _("sin dato"), words.said(words.INTERFERED, act), number)
        for quarter, state, act, number in lookups.interference_by_quarter(country)
    ]


def notices(asked: Asked) -> Iterator[Notice]:
    """Yield numbers alone, without place, act or way, to who gives the records out: the others may not know that there is one."""
    due = lookups.undelivered(asked.country, asked.group)
    if due:
        said = ngettext(
            "%(n)d registro de injerencia sin entregar al organismo externo, desde hace {age}. Lo ve la coordinación.",
            "%(n)d registros de injerencia sin entregar al organismo externo, uno desde hace {age}. Los ve la coordinación.",
            len(due),
        ) % {"n": len(due)}
        yield Notice(Level.WARN, said.format(age=lasting(asked.now - due[0].at)), need=GIVES_OUT)
    places = len(lookups.points_to_move(asked.country, asked.group, asked.now.date()))
    if places:
        said = ngettext(
            "Conviene mover %(n)d punto de ayuda: dos injerencias en 30 días. Le toca a la coordinación.",
            "Conviene mover %(n)d puntos de ayuda: dos injerencias en 30 días en cada uno. Le toca a la coordinación.",
            places,
        ) % {"n": places}
        yield Notice(Level.WARN, said, need=GIVES_OUT)
