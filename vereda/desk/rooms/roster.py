"""The form of a day's roster: who, on which turns, in which zone; kept for this day alone or for those after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from vereda.desk.labels import Labels
from vereda.desk.rooms import duty
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.typed import Typed
from vereda.groups import door as groups
from vereda.groups.door import Duty

REPEATED_MOST = 13


@dataclass(frozen=True)
class Row:
    """Somebody who can be planned. over: whether the day is after the last one of the loan."""

    member: str
    name: str
    lent: str
    over: bool


def filled(group: str, country: str, day: date) -> dict[str, str]:
    """Return the roster of a day as the values of its form, with what the form will have seen."""
    values: dict[str, str] = {}
    for one in _duties(group, country, day):
        values[f"d:{one.turn}:{one.member}"] = "on"
        values[f"z:{one.member}"] = one.zone
        values[f"w:{one.turn}:{one.member}"] = one.zone or "-"
    return values


def rows(group: str, country: str, day: date, members: Mapping[str, str], labels: Labels) -> list[Row]:
    """Return who can be planned on a day: those of the post, those lent, and whoever is planned already."""
    lent, last = duty.lent_said(group, country, labels), duty.last_days(group, country)
    planned = {one.member for one in _duties(group, country, day)} - set(members)
    names = names_of(planned)
    known = {**members, **{member: who_is(member, names) for member in sorted(planned)}}
    return [Row(id_, name, lent.get(id_, ""), id_ in last and day > last[id_]) for id_, name in known.items()]


def kept(typed: Typed) -> dict[str, str]:
    """Return what the form had seen when it was drawn, to come back with it."""
    return {name: typed.get(name) for _rest, name in typed.named("w:")}


def seen(typed: Typed) -> list[Duty]:
    """Return the roster that the form had seen."""
    found = []
    for rest, name in typed.named("w:"):
        turn, _colon, member = rest.partition(":")
        zone = typed.get(name)
        if (id_ := _id(turn)) and 0 < len(member) <= 64 and len(zone) <= 40:
            found.append(Duty(member=member, turn=id_, zone="" if zone == "-" else zone))
    return found


def read(typed: Typed, group: str, country: str, day: date, members: Mapping[str, str]) -> dict[date, list[Duty]] | None:
    """Return the roster of the day, and of those after it that are to be alike; None with the errors beside their fields."""
    turns = {str(row.subject) for row in groups.turns(group, country, retired=True)}
    planned = set(members) | {one.member for one in seen(typed)}
    duties = []
    for rest, _name in typed.named("d:"):
        turn, _colon, member = rest.partition(":")
        if turn in turns and member in planned:
            duties.append(Duty(member=member, turn=UUID(turn), zone=typed.text(f"z:{member}", 40)))
    repeated = typed.number("repeat", REPEATED_MOST)
    if typed.errors:
        return None
    return {day + timedelta(days=ahead): duties for ahead in range(repeated + 1)}


def as_week_before(group: str, country: str, first: date) -> dict[date, list[Duty]]:
    """Return the empty days of seven as the same days of the week before were planned."""
    made = {}
    for ahead in range(7):
        day = first + timedelta(days=ahead)
        before = _duties(group, country, day - timedelta(days=7))
        if before and not _duties(group, country, day):
            made[day] = before
    return made


def _duties(group: str, country: str, day: date) -> list[Duty]:
    row = groups.roster_days(group, country, day, day).get(day)
    return [Duty.model_validate(one) for one in row.duties] if row else []


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
