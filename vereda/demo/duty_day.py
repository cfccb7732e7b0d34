"""The plans of a post around today: roster, routes, planned patrols, hand-overs, agreements, volunteers. All of it is invented.

Planted to be seen: somebody on the roster who is not there, one person twice at the same time, a planned team that did not leave,
a hand-over that nobody signed, one signed with something missing, an agreement that ends soon and one that is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from vereda.demo.writing import Scribe
from vereda.groups import door as groups
from vereda.groups.door import (
    Counterpart,
    Duty,
    Helper,
    Lent,
    LentKind,
    LentUnit,
    Loose,
    Outing,
    Sheet,
    SheetPart,
    ShiftEnded,
    ShiftStarted,
    Terms,
    Vehicle,
)
from vereda.logbook.door import Author, Draft, record_all
from vereda.logbook.schema import uuid7

ZONES = ("Zona 1", "Zona 2", "Zona 3", "Zona 4")
HEARD_MIN = 120
BACK, AHEAD = 4, 8  # days of the roster
AGREED = (
    # who, name, what, first day and last day from today, paper
    (Counterpart.MUNICIPALITY, "Municipio (convenio inventado)", (LentKind.PEOPLE, 2, LentUnit.PERSON), -200, 12, "Convenio 4"),
    (Counterpart.RED_CROSS, "Cruz Roja (convenio inventado)", (LentKind.VEHICLES, 1, LentUnit.VEHICLE), -90, 270, "Convenio 7"),
    (Counterpart.FIRM, "Gasolinera (convenio inventado)", (LentKind.FUEL, 200, LentUnit.LITRE_A_MONTH), -370, -5, "Carta 12"),
)


def plans(scribe: Scribe, group: str, now: datetime) -> None:
    """Record what a post planned and handed over around `now`; the shift and the teams of today are there already."""
    here = now.astimezone(scribe.plan.grounds[group].zone)
    by = scribe.author(group, 1)
    agents = list(dict.fromkeys(scribe.account(group, agent) for agent in range(9)))
    agreement = _agreements(by, here)
    lent = _lent(scribe, group, by, here, agreement)
    days = _roster(by, here, agents, lent)
    _shifts(scribe, group, here, days)
    _outings(by, here, agents, _routes(scribe, group, by, here))
    _handovers(scribe, group, here)
    _volunteers(by, here)


def _agreements(by: Author, here: datetime) -> UUID:
    """Record agreements; return the one that ends soon."""
    made = []
    for kind, name, (what, number, unit), begins, ends, source in AGREED:
        terms = Terms(
            counterpart_kind=kind,
            counterpart=name,
            lent=[Lent(kind=what, unit=unit, number=number)],
            from_on=here.date() + timedelta(days=begins),
            until_on=here.date() + timedelta(days=ends),
            source=f"{source}, inventado",
        )
        made.append(groups.write_agreement(terms, by=by, at=here - timedelta(days=20)).subject)
    return made[0]


def _lent(scribe: Scribe, group: str, by: Author, here: datetime, agreement: UUID) -> list[str]:
    other = next(code for code in scribe.plan.pack.groups if code != group)
    at, until = here - timedelta(days=9), here.date() + timedelta(days=3)
    post = groups.lend(name="Ofelia Treviño", from_group=other, until_on=until, by=by, at=at)
    town = groups.lend(name="Norberto Salas", agreement=agreement, by=by, at=at)
    return [str(post.subject), str(town.subject)]


def _roster(by: Author, here: datetime, agents: Sequence[str], lent: Sequence[str]) -> dict[date, list[Duty]]:
    """Plan two turns a day; return the days."""
    day = groups.name_turn(name="Día", begins="07:00", ends="19:00", by=by, at=here - timedelta(days=30)).subject
    night = groups.name_turn(name="Noche", begins="19:00", ends="07:00", by=by, at=here - timedelta(days=30)).subject
    whole = groups.name_turn(name="Guardia 24 h", begins="07:00", ends="07:00", by=by, at=here - timedelta(days=30)).subject
    first, second, *rest = agents
    by_day = [first, rest[-1] if rest else second, lent[0]]  # the last agent is not on the shift: seen as missing
    by_night = [second, *rest[:1], lent[1]]
    days: dict[date, list[Duty]] = {}
    for ahead in range(-BACK, AHEAD):
        turns = ((day, by_day), (night, by_night)) if ahead % 2 == 0 else ((day, by_night), (night, by_day))
        days[here.date() + timedelta(days=ahead)] = [
            Duty(member=member, turn=turn, zone=ZONES[place % len(ZONES)])
            for turn, members in turns
            for place, member in enumerate(members)
        ]
    days[here.date() + timedelta(days=2)].append(Duty(member=first, turn=whole, zone=ZONES[3]))
    del days[here.date() + timedelta(days=AHEAD - 2)]  # not planned yet
    groups.plan_days(days=days, by=by, at=here - timedelta(days=8))
    return days


def _shifts(scribe: Scribe, group: str, here: datetime, days: dict[date, list[Duty]]) -> None:
    """Record the shifts of the days before today's: all who were planned came, but one."""
    by = scribe.author(group, 0)
    opened = groups.open_shift(by.group, by.country)
    until = opened.started_at if opened else here
    turns = {row.subject: row for row in groups.turns(by.group, by.country)}
    drafts = []
    for on, duties in days.items():
        for turn in dict.fromkeys(duty.turn for duty in duties):
            began, ended = groups.hours_of_turn(on, turns[turn].begins, turns[turn].ends, here.tzinfo)
            if ended > until:
                continue
            members = [duty.member for duty in duties if duty.turn == turn]
            came = members[1:] if on == here.date() - timedelta(days=2) else members
            shift = uuid7(int(began.timestamp() * 1000))
            drafts += [
                Draft(payload=ShiftStarted(members=came), subject=shift, seen=(), by=by, at=began),
                Draft(payload=ShiftEnded(), subject=shift, by=by, at=ended),
            ]
    for draft in drafts:
        record_all([draft])


def _routes(scribe: Scribe, group: str, by: Author, here: datetime) -> list[UUID]:
    names = list(dict.fromkeys(name for found in scribe.plan.grounds[group].routes.values() for name in found))[:6]
    return [
        groups.name_route(
            number=f"Ruta {number}",
            name=name.partition(": ")[2] or name[:60],
            zone=ZONES[(number - 1) % len(ZONES)],
            check_in_min=HEARD_MIN if number % 2 else None,
            by=by,
            at=here - timedelta(days=30),
        ).subject
        for number, name in enumerate(names, start=1)
    ]


def _outings(by: Author, here: datetime, agents: Sequence[str], routes: Sequence[UUID]) -> None:
    """Plan a team that should have left more than an hour ago, one that leaves soon, one tomorrow."""
    known = {row.subject: row for row in groups.routes(by.group, by.country)}
    for place, leaves in enumerate((here - timedelta(minutes=75), here + timedelta(minutes=50), here + timedelta(hours=20))):
        route, team = known[routes[place % len(routes)]], [agents[place % len(agents)], agents[(place + 1) % len(agents)]]
        outing = Outing(
            on=leaves.date(),
            leaves=f"{leaves:%H:%M}",
            route=route.subject,
            route_said=groups.route_said(route.number, route.name),
            back_after_min=240,
            team=team,
            vehicles=[Vehicle(kind="truck", number=f"0{place + 1}")],
            driver=team[0],
            check_in_min=route.check_in_min,
        )
        groups.plan_patrol(outing, by=by, at=here - timedelta(hours=18))


def _handovers(scribe: Scribe, group: str, here: datetime) -> None:
    """Record a hand-over signed with something missing, and one that nobody signed yet."""
    for hours, signed in ((29, True), (5, False)):
        at = here - timedelta(hours=hours)
        sheet = Sheet(
            parts=[
                SheetPart(title="Equipos fuera", lines=["Nadie está fuera."]),
                SheetPart(title="Teléfonos", lines=["4 teléfonos en uso"]),
            ],
            loose=[Loose(what="Llaves", count=6), Loose(what="Caja chica, pesos", count=850)],
            text="La puerta del patio no cierra bien. Avisó el albergue que hoy recibe hasta las 22:00.",
        )
        given = groups.give_handover(sheet, by=scribe.author(group, 0 if signed else 2), at=at)
        if signed:
            taken = at + timedelta(minutes=12)
            groups.sign_handover(handover=given.subject, by=scribe.author(group, 1), at=taken, missing="Son 5 llaves, no 6.")


def _volunteers(by: Author, here: datetime) -> None:
    for name, days, conduct in (("Socorro Limón", 60, True), ("Abel Ríos", 25, False)):
        on = here.date() - timedelta(days=days)
        helper = Helper(
            name=name,
            telephone="555 010 0162",
            signed_on=on,
            trained_on=on + timedelta(days=4),
            conduct_on=on if conduct else None,
            until_on=on + timedelta(days=365),
        )
        groups.write_volunteer(helper, by=by, at=here - timedelta(days=days))
