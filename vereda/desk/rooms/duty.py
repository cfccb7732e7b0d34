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
DIFFERENCES_SHOWN = 14


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
    """Return who is on now: those planned first, as the roster has them; then those who are there besides.

    Whose turn has just ended or is about to begin is there as planned.
    """
    shift = groups.open_shift(group, country)
    there = list(shift.members) if shift else []
    near = groups.planned_around(group, country, now)
    planned = [one for one in near if one.holds(now)]
    names = names_of({*there, *(one.member for one in planned)})
    lent = lent_said(group, country, labels)
    rows = [
        OnDuty(one.member, who_is(one.member, names), duty_said(one), one.member in there, lent.get(one.member, ""))
        for one in planned
    ]
    expected, said = {one.member for one in planned}, {one.member: duty_said(one) for one in near}
    rest = [OnDuty(one, who_is(one, names), said.get(one, ""), True, lent.get(one, "")) for one in there if one not in expected]
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
    days = {
        str(row.subject): last_day(row, agreed.get(row.agreement) if row.agreement else None)
        for row in groups.lent_staff(group, country)
    }
    return {id_: day for id_, day in days.items() if day}


def week(group: str, country: str, first: date, today: date) -> list[RosterOfDay]:
    """Return the roster of seven days, each with every turn of the post, planned or not."""
    planned = groups.planned(group, country, first, first + timedelta(days=6))
    names = names_of({one.member for one in planned})
    turns = groups.turns(group, country)
    made = []
    for ahead in range(7):
        on = first + timedelta(days=ahead)
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
    return _twice(groups.rostered_twice(groups.planned(group, country, today - timedelta(days=1), today + LOOKED_BACK)))


def twice_on(group: str, country: str, day: date) -> list[str]:
    """Return who is planned twice at the same time on one day, or on it and the night before or after, in words."""
    pairs = groups.rostered_twice(groups.planned(group, country, day - timedelta(days=1), day + timedelta(days=1)))
    return _twice([pair for pair in pairs if day in (pair[0].on, pair[1].on)])


def _twice(pairs: Sequence[tuple[Planned, Planned]]) -> list[str]:
    names = names_of({first.member for first, _second in pairs})
    return [
        _("{name} está dos veces en el rol a la misma hora, {day}: {one} y {other}.").format(
            name=who_is(first.member, names), day=weekday(first.on), one=duty_said(first), other=duty_said(second)
        )
        for first, second in pairs
    ]


def in_two_teams(out: Sequence[groups.Patrol]) -> list[str]:
    """Return who is with two teams that are out at the same time, in words."""
    both = groups.in_two_teams(out)
    names = names_of({member for member, _rows in both})
    return [
        _("{name} va en dos equipos que están fuera a la vez: {routes}.").format(
            name=who_is(member, names), routes=", ".join(row.route for row in rows)
        )
        for member, rows in both
    ]


def differences(group: str, country: str, now: datetime) -> list[str]:
    """Return where the turns of the last days that are over and the shifts differed, the latest first, in words."""
    planned = groups.planned(group, country, (now - LOOKED_BACK).date(), now.date())
    shifts = groups.shifts_since(group, country, now - LOOKED_BACK - timedelta(days=2))
    turns: dict[tuple[datetime, str], list[Planned]] = {}
    for one in planned:
        if one.ends_at <= now:
            turns.setdefault((one.begins_at, one.said), []).append(one)
    extra = groups.there_besides(planned, shifts, now)
    names = names_of({*(one.member for one in planned), *(member for member, _at in extra)})
    said = [(at, text) for (at, turn), duties in turns.items() if (text := _absent(turn, duties, shifts, now, names))]
    said += [(at, _("{name} estuvo en el turno y no en el rol.").format(name=who_is(member, names))) for member, at in extra]
    latest = sorted(said, key=lambda one: (one[0], one[1]), reverse=True)
    return [f"{shortday(at)}. {text}" for at, text in latest[:DIFFERENCES_SHOWN]]


def _absent(
    turn: str, duties: Sequence[Planned], shifts: Sequence[Any], now: datetime, names: dict[str, str]
) -> str:  # Any: shifts
    """Return who of a turn did not come; '' when everybody did."""
    absent = sorted(who_is(one.member, names) for one in duties if not groups.was_there(one, shifts, now))
    if not absent:
        return ""
    if not groups.stood_in(duties[0], shifts, now):
        return _("{turn}: nadie abrió el turno; en el rol: {names}.").format(turn=turn, names=", ".join(absent))
    return _("{turn}: en el rol y no en el turno: {names}.").format(turn=turn, names=", ".join(absent))
