"""Alerts that nobody read in time, as band and headquarters show them: whose, how long, whom it rang. No person, no note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from vereda.countries.door import pack
from vereda.desk.dates import clock, lasting
from vereda.desk.labels import folio
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.words import ringing as words
from vereda.rescue import door as rescue
from vereda.rescue.door import Alert


@dataclass(frozen=True)
class Rung:
    """An alert that rang. place: its post; rang: whom, the last; read: who saw it and when, '' while nobody has."""

    row: Alert
    folio: str
    place: str
    age: str
    unread: bool
    rang: str
    read: str
    url: str


def at_post(group: str, country: str, now: datetime) -> list[Rung]:
    """Return the alerts of a post that rang and that nobody has read yet."""
    return _rung(rescue.ringing_alerts(group, country), "desk:alert", now)


def at_headquarters(country: str, now: datetime) -> list[Rung]:
    """Return the open alerts that went unread until headquarters was rung, those that still are first."""
    return _rung(rescue.rang_headquarters(country), "desk:central_alert", now)


def _rung(rows: Sequence[Alert], way: str, now: datetime) -> list[Rung]:
    rang = rescue.rang(row.subject for row in rows)
    names = names_of({row.read_by for row in rows})
    return [
        Rung(
            row=row,
            folio=folio(row.subject),
            place=_post(row),
            age=lasting(now - row.told_at),
            unread=row.read_at is None,
            rang=words.said(str(rang[row.subject][-1][1])),
            read=_("{who} la vio a las {hour}").format(who=who_is(row.read_by, names), hour=clock(row.read_at))
            if row.read_at
            else "",
            url=reverse(way, args=[row.subject]),
        )
        for row in rows
    ]


def _post(row: Alert) -> str:
    group = pack(row.country).groups.get(row.group)
    return group.name if group else row.group
