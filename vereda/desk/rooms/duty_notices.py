"""What of the shift and its plans must be seen: teams without return, who is missing, what nobody signed, what ends soon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.desk.dates import clock, lasting, shortday
from vereda.desk.rooms import duty, teams
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.noticed import Asked, Level, Notice
from vereda.groups import door as groups
from vereda.groups.door import Phase

UNSIGNED = timedelta(minutes=30)
OVER_SHOWN = timedelta(hours=12)
USUALLY = 3
"""On so many of the last seven days somebody was planned for a turn: then a day without is a gap."""
ENDED_SHOWN = timedelta(days=30)
"""How long it is said that an agreement is over; afterwards its page says so."""


def notices(asked: Asked) -> Iterator[Notice]:
    """Yield what must be seen of teams, shift, roster, hand-over and agreements."""
    yield from _teams(asked)
    yield from _plans(asked)
    yield from _shift(asked)
    yield from _roster(asked)
    yield from _handovers(asked)
    yield from _agreements(asked)
    yield from _volunteers(asked)


def _teams(asked: Asked) -> Iterator[Notice]:
    out = groups.patrols_out(asked.group, asked.country)
    for row in out:
        if groups.is_overdue(row, asked.now):
            said = _("Sin regreso o sin reportarse: {route}. {late}").format(
                route=row.route, late=teams.late_said(row, asked.now)
            )
            yield Notice(Level.ALARM, said, reverse("desk:patrol", args=[row.subject]))
    yield from (Notice(Level.WARN, said, reverse("desk:patrols")) for said in duty.in_two_teams(out))


def _plans(asked: Asked) -> Iterator[Notice]:
    for one in groups.not_gone(asked.group, asked.country, asked.now):
        said = _("Planeado y no ha salido: {route}, {day} {hour}.").format(
            route=one.row.route_said, day=shortday(one.row.on), hour=one.row.leaves
        )
        yield Notice(Level.WARN, said, reverse("desk:patrol_plans"))


def _shift(asked: Asked) -> Iterator[Notice]:
    shift, url = groups.open_shift(asked.group, asked.country), reverse("desk:duty")
    there = list(shift.members) if shift else []
    planned = groups.planned_around(asked.group, asked.country, asked.now)
    absent = list(groups.missing_on_shift(planned, there, asked.now))
    besides = groups.unplanned_on_shift(planned, there, asked.now)
    names = names_of({*(one.member for one in absent), *besides})
    if absent:
        who = ", ".join(f"{who_is(one.member, names)} ({one.said}, {clock(one.begins_at)})" for one in absent)
        yield Notice(Level.WARN, _("En el rol y no en el turno: {who}.").format(who=who), url)
    if besides:
        who = ", ".join(who_is(member, names) for member in besides)
        yield Notice(Level.NOTE, _("En el turno y no en el rol: {who}.").format(who=who), url)
    yield from _who_did_not_come(asked, url)


def _who_did_not_come(asked: Asked, url: str) -> Iterator[Notice]:
    """The turn that ended lately: whoever comes on at 07:00 sees who was missing at night."""
    today = asked.now.date()
    over = [
        one
        for one in groups.planned(asked.group, asked.country, today - timedelta(days=2), today)
        if asked.now - OVER_SHOWN < one.ends_at <= asked.now
    ]
    shifts = groups.shifts_since(asked.group, asked.country, asked.now - timedelta(days=3))
    absent = [one for one in over if not groups.was_there(one, shifts, asked.now)]
    if absent:
        names = names_of({one.member for one in absent})
        who = ", ".join(f"{who_is(one.member, names)} ({one.said})" for one in absent)
        yield Notice(Level.NOTE, _("En el turno anterior faltó, según el rol: {who}.").format(who=who), url)


def _roster(asked: Asked) -> Iterator[Notice]:
    today = asked.now.date()
    url = reverse("desk:duty")
    yield from (Notice(Level.WARN, said, url) for said in duty.twice_said(asked.group, asked.country, today))
    planned = groups.planned(asked.group, asked.country, today - timedelta(days=7), today + timedelta(days=7))
    last = duty.last_days(asked.group, asked.country)
    over = {one.member for one in planned if one.on >= today and one.member in last and one.on > last[one.member]}
    names = names_of(over)
    for member in sorted(over):
        said = _("{name} está en el rol después de su último día de préstamo, {day}.").format(
            name=who_is(member, names), day=shortday(last[member])
        )
        yield Notice(Level.NOTE, said, url)
    yield from _nobody_next(asked, {(one.on, one.turn) for one in planned})


def _nobody_next(asked: Asked, planned: set[tuple[date, UUID]]) -> Iterator[Notice]:
    """The turn that is under way or begins soon; only of turns that the post usually plans, or it would be told each day."""
    usual = Counter(turn for on, turn in planned if on < asked.now.date())
    for turn in groups.turns(asked.group, asked.country):
        if usual[turn.subject] < USUALLY:
            continue
        for on in (asked.now.date(), asked.now.date() + timedelta(days=1)):
            begins_at, ends_at = groups.hours_of_turn(on, turn.begins, turn.ends, asked.now.tzinfo)
            if (on, turn.subject) not in planned and begins_at - OVER_SHOWN <= asked.now < ends_at:
                said = _("Nadie está en el rol para {turn}, {day} {hour}.").format(
                    turn=turn.name, day=shortday(on), hour=turn.begins
                )
                yield Notice(Level.WARN, said, reverse("desk:roster_day", args=[on.isoformat()]))


def _handovers(asked: Asked) -> Iterator[Notice]:
    rows = groups.unsigned_handovers(asked.group, asked.country)
    names = names_of({row.given_by for row in rows})
    for row in rows:
        age = asked.now - row.given_at
        said = _("Entrega de turno sin firmar desde hace {age}: la hizo {who}.").format(
            age=lasting(age), who=who_is(row.given_by, names)
        )
        yield Notice(Level.WARN if age > UNSIGNED else Level.NOTE, said, reverse("desk:handover", args=[row.subject]))


def _agreements(asked: Asked) -> Iterator[Notice]:
    today = asked.now.date()
    for row, phase in groups.agreements(asked.group, asked.country, today):
        url = reverse("desk:agreement", args=[row.subject])
        if phase is Phase.ENDS_SOON and row.until_on:
            left = (row.until_on - today).days
            said = ngettext(
                "El convenio con {who} termina en %(n)d día, el {day}.",
                "El convenio con {who} termina en %(n)d días, el {day}.",
                left,
            ) % {"n": left}
            yield Notice(Level.NOTE, said.format(who=row.counterpart, day=shortday(row.until_on)), url)
        elif phase is Phase.ENDED and row.ended_on is None and row.until_on and today - row.until_on <= ENDED_SHOWN:
            said = _("El convenio con {who} terminó el {day}.").format(who=row.counterpart, day=shortday(row.until_on))
            yield Notice(Level.WARN, said, url)


def _volunteers(asked: Asked) -> Iterator[Notice]:
    """A number alone and no way: names of volunteers are for the coordinator."""
    today = asked.now.date()
    rows = [row for row in groups.volunteers(asked.group, asked.country) if not row.has_left]
    if number := sum(1 for row in rows if not (row.signed_on and row.trained_on and row.conduct_on)):
        said = ngettext(
            "A %(n)d persona voluntaria le falta acuerdo, capacitación o código de conducta. Le toca a la coordinación.",
            "A %(n)d personas voluntarias les falta acuerdo, capacitación o código de conducta. Le toca a la coordinación.",
            number,
        )
        yield Notice(Level.NOTE, said % {"n": number})
    if number := sum(1 for row in rows if row.until_on and row.until_on < today):
        said = ngettext(
            "El acuerdo de %(n)d persona voluntaria ya terminó. Le toca a la coordinación.",
            "Los acuerdos de %(n)d personas voluntarias ya terminaron. Le toca a la coordinación.",
            number,
        )
        yield Notice(Level.NOTE, said % {"n": number})
