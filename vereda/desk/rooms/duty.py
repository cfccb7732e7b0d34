"""Turno: who is on now, by the shift and by the roster; the roster of a week; what differed in the last days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from vereda.desk.dates import clock, shortday, weekday
from vereda.desk.labels import Labels
from vereda.desk.rooms.choices import staff
from vereda.desk.rooms.history import names_of, who_is
from vereda.groups import door as groups
from vereda.groups.door import Planned

LOOKED_BACK = timedelta(days=7)
ZONES_FROM = timedelta(days=60)


@dataclass(frozen=True)
class OnDuty:
    """Somebody on now. said: turn, hours and zone as planned, '' where not planned; there: on the open shift."""

    member: str
    name: str
    said: str
    there: bool
    lent: str


@dataclass(frozen=True)
class TurnOfDay:
    """Who is planned for one turn of a day."""

    name: str
    hours: str
    names: Sequence[str]


@dataclass(frozen=True)
class RosterOfDay:
    """A day of the roster. on: local day."""

    on: date
    said: str
    is_today: bool
    turns: Sequence[TurnOfDay]


def on_now(group: str, country: str, now: datetime, labels: Labels) -> list[OnDuty]:
    """Return who is on now: those planned first, as the roster has them; then those who are there besides."""
    shift = groups.open_shift(group, country)
    there = list(shift.members) if shift else []
    planned = groups.planned_now(group, country, now)
    names = names_of({*there, *(one.member for one in planned)})
    lent = lent_said(group, country, labels)
    rows = [
        OnDuty(one.member, who_is(one.member, names), duty_said(one), one.member in there, lent.get(one.member, ""))
        for one in planned
    ]
    expected = {one.member for one in planned}
    rest = [OnDuty(one, who_is(one, names), "", True, lent.get(one, "")) for one in there if one not in expected]
    return [*rows, *sorted(rest, key=lambda one: one.name.casefold())]


def duty_said(one: Planned) -> str:
    """Return a duty in one line: 'Día, 07:00-19:00 · Río'."""
    said = f"{one.said}, {clock(one.begins_at)}-{clock(one.ends_at)}"
    return f"{said} · {one.zone}" if one.zone else said


def lent_said(group: str, country: str, labels: Labels) -> dict[str, str]:
    """Return by whom and until when somebody is lent, by id: 'prestado por Tapachula, hasta el 31 dic'."""
    agreed = {row.subject: row for row, _phase in groups.agreements(group, country, date.min)}
    found = {}
    for row in groups.lent_staff(group, country):
        agreement = agreed.get(row.agreement) if row.agreement else None
        until = last_day(row, agreement)
        by = agreement.counterpart if agreement else labels.group(row.from_group) if row.from_group else ""
        said = _("de {post}").format(post=by) if by else _("de fuera")
        found[str(row.subject)] = _("{who}, hasta el {day}").format(who=said, day=shortday(until)) if until else said
    return found


def last_day(row: groups.LentStaff, agreement: groups.Agreement | None) -> date | None:
    """Return the last day on which somebody lent works here: the one said, or that of the agreement, whichever is first."""
    known = [day for day in (row.until_on, agreement.until_on if agreement else None) if day]
    return min(known, default=None)


def last_days(group: str, country: str) -> dict[str, date]:
    """Return the last day of those lent who have one, by id."""
    agreed = {row.subject: row for row, _phase in groups.agreements(group, country, date.min)}
    days = {str(row.subject): last_day(row, agreed.get(row.agreement)) for row in groups.lent_staff(group, country)}
    return {id_: day for id_, day in days.items() if day}


def week(group: str, country: str, monday: date, today: date) -> list[RosterOfDay]:
    """Return the roster of seven days, each with every turn of the post, planned or not."""
    last = monday + timedelta(days=6)
    planned = groups.planned(group, country, monday, last)
    names = names_of({one.member for one in planned})
    turns = groups.turns(group, country)
    made = []
    for back in range(7):
        on = monday + timedelta(days=back)
        of_day = [one for one in planned if one.on == on]
        rows = [TurnOfDay(turn.name, f"{turn.begins}-{turn.ends}", _names(of_day, turn.subject, names)) for turn in turns]
        known = {turn.subject for turn in turns}
        gone = {one.turn: one.said for one in of_day if one.turn not in known}
        rows += [TurnOfDay(said, "", _names(of_day, turn, names)) for turn, said in gone.items()]
        made.append(RosterOfDay(on, weekday(on), on == today, rows))
    return made


def _names(planned: Iterable[Planned], turn: Any, names: dict[str, str]) -> list[str]:  # Any: a UUID
    found = [(one.zone, who_is(one.member, names)) for one in planned if one.turn == turn]
    return [f"{name} ({zone})" if zone else name for zone, name in sorted(found)]


def members(group: str, country: str) -> dict[str, str]:
    """Return who can be planned, sent out or put on the shift: staff with an account here, then those lent. id -> name."""
    lent = [str(row.subject) for row in groups.lent_staff(group, country)]
    return staff(group, country) | dict(sorted(groups.lent_names(lent).items(), key=lambda one: one[1]))


def zones(group: str, country: str, today: date) -> list[str]:
    """Return the zones that the post has named, in routes and rosters."""
    named = {row.zone for row in groups.routes(group, country) if row.zone}
    return sorted(named | set(groups.zones_of_rosters(group, country, today - ZONES_FROM)))


def twice_said(group: str, country: str, today: date) -> list[str]:
    """Return who is planned twice at the same time from yesterday to a week ahead, in words."""
    pairs = groups.rostered_twice(groups.planned(group, country, today - timedelta(days=1), today + LOOKED_BACK))
    names = names_of({first.member for first, _second in pairs})
    return [
        _("{name} está dos veces en el rol a la misma hora, {day}: {one} y {other}.").format(
            name=who_is(first.member, names), day=weekday(first.on), one=duty_said(first), other=duty_said(second)
        )
        for first, second in pairs
    ]


def differences(group: str, country: str, now: datetime) -> list[str]:
    """Return where the turns of the last days that are over and the shifts differed, the latest first, in words."""
    from_on = (now - LOOKED_BACK).date()
    planned = [one for one in groups.planned(group, country, from_on, now.date()) if one.ends_at <= now]
    shifts = groups.shifts_since(group, country, now - LOOKED_BACK - timedelta(days=2))
    absent = [one for one in planned if not groups.was_there(one, shifts, now)]
    extra = groups.there_besides(planned, shifts, now)
    names = names_of({*(one.member for one in absent), *(member for member, _at in extra)})
    said = [
        (one.begins_at, _("{day}: {name} estaba en el rol ({duty}) y no en el turno."), one.member, duty_said(one))
        for one in absent
    ]
    said += [(at, _("{day}: {name} estuvo en el turno y no en el rol."), member, "") for member, at in extra]
    return [
        text.format(day=shortday(at), name=who_is(member, names), duty=duty)
        for at, text, member, duty in sorted(said, key=lambda one: (one[0], one[2]), reverse=True)
    ]
