"""What a board shows of today: a shift, teams out and one late, a mission, alerts, things that wait for a decision."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.countries.door import pack
from vereda.demo import mission_day
from vereda.demo.alarms import alerts, child_path
from vereda.demo.draws import Draw
from vereda.demo.people import Crowd, Traveller
from vereda.demo.phones import phones
from vereda.demo.protection_day import cases
from vereda.demo.telling import line
from vereda.demo.writing import Scribe
from vereda.encounters.door import (
    Corrected,
    Disposition,
    Line,
    Meeting,
    Named,
    PlaceKind,
    Service,
    Where,
    correct_meeting,
    record_meeting,
)
from vereda.groups.door import Vehicle, check_in, depart, start_shift
from vereda.logbook.door import Receipt
from vereda.people.door import Identity
from vereda.rescue.door import open_mission

# Ordinary names, put together by chance: nobody is meant.
GIVEN = {"F": ("Yesenia", "Karla", "Dilcia", "Rosa", "Ingrid"), "M": ("Wilmer", "Óscar", "Selvin", "Marvin", "Josué")}
FAMILIES = ("Orellana", "Mejía", "Xol", "Zelaya", "Pineda", "Caal", "Alvarado", "Funes", "Ajú")
ROUND = (12, 55, 95, 150, 215, 290, 370)  # minutes ago


def zone_of(country: str, group: str) -> ZoneInfo:
    """Return the zone of a group's post."""
    return ZoneInfo(pack(country).groups[group].zone)


def ordinary(scribe: Scribe, group: str, now: datetime) -> None:
    """Record a shift that is open, a team that is out, and a few meetings of the last hours."""
    rng = random.Random(f"{group}|today")  # noqa: S311  the same again, not secret
    here = now.astimezone(zone_of(scribe.plan.question.country, group))
    by = scribe.author(group, 0)
    members = list(dict.fromkeys(scribe.account(group, agent) for agent in range(3)))
    start_shift(members=members, by=by, at=here - timedelta(hours=4, minutes=10))
    out = depart(
        route=_route(scribe, group, 0),
        by=by,
        at=here - timedelta(minutes=100),
        team=members[:2],
        vehicles=[Vehicle(kind="truck", number="03")],
        expected_back_min=240,
    )
    check_in(patrol=out.subject, by=by, at=here - timedelta(minutes=35))
    crowd, nations = Crowd(scribe.plan.figures.people), Draw(scribe.plan.figures.profile_of(group).nationalities)
    for minutes in ROUND:
        people = crowd.party(nations(rng), nations, rng).people
        _met(scribe, group, rng, people=people, at=here - timedelta(minutes=minutes))


def special(scribe: Scribe, group: str, now: datetime) -> None:
    """Record what waits for somebody: a late team, an open mission, a child alone, a difference, a pair, a held entry."""
    rng = random.Random(f"{group}|special")  # noqa: S311  the same again, not secret
    here = now.astimezone(zone_of(scribe.plan.question.country, group))
    _late_team(scribe, group, here)
    _mission(scribe, group, here, rng)
    cared = _medical(scribe, group, here, rng)
    _difference(scribe, group, here, rng)
    _child_alone(scribe, group, here, rng)
    _maybe_the_same(scribe, group, here, rng)
    cases(scribe, group, here, cared[0])
    alerts(scribe, group, here)
    phones(scribe, group, here)


def _late_team(scribe: Scribe, group: str, now: datetime) -> None:
    team = list(dict.fromkeys(scribe.account(group, agent) for agent in (1, 2)))
    out = depart(
        route=_route(scribe, group, 1),
        by=scribe.author(group, 1),
        at=now - timedelta(hours=6, minutes=20),
        team=team,
        vehicles=[Vehicle(kind="truck", number="01"), Vehicle(kind="boat", number="02")],
        expected_back_min=270,
        note="Llevan poca batería en el radio.",
    )
    check_in(patrol=out.subject, by=scribe.author(group, 0), at=now - timedelta(hours=4))


def _mission(scribe: Scribe, group: str, now: datetime, rng: random.Random) -> None:
    """Record an open mission with a team that is out, and three people whom it reached; the exact place is sealed."""
    by, ground = scribe.author(group, 0), scribe.plan.grounds[group]
    opened = open_mission(by=by, at=now - timedelta(minutes=95), terrain=ground.terrains[0])
    team = mission_day.send_team(scribe, group, opened.subject, now)
    today, spot = scribe.plan.figures.today, ground.spots[1]
    people = [Traveller(today.nation, "F", "18-29"), Traveller(today.nation, "F", "0-4"), Traveller(today.nation, "M", "18-29")]
    where = Where(kind=PlaceKind.MISSION, lat=spot.lat, lon=spot.lon, accuracy_m=8.0, place=spot.name)
    meeting = Meeting(
        people_met=3,
        lines=_lines(people),
        services=[Service(service=code) for code in today.rescue],
        where=where,
        language=scribe.plan.pack.country.main_language,
        note="Se les ve desde la orilla. La niña está bien, con frío. Esperamos la lancha.",
        mission=opened.subject,
    )
    at = now - timedelta(minutes=25)
    met = record_meeting(meeting, by=by, at=at, now=scribe.now)
    mission_day.reached(scribe, group, mission=opened.subject, team=team, encounter=met.subject, where=where, at=at)


def _medical(scribe: Scribe, group: str, now: datetime, rng: random.Random) -> list[UUID]:
    """Record two people who gave their names because their care goes on, and return where; both are invented."""
    met = []
    for hours, sex, text in (
        (27, "M", "Fractura de tobillo, cita el lunes."),
        (3, "F", "Embarazo de siete meses, control mañana."),
    ):
        person = Traveller(scribe.plan.figures.today.nation, sex, "18-29")
        families = rng.sample(FAMILIES, 2)
        named = Named(line_id="l1", identity=Identity(given=rng.choice(GIVEN[sex]), families=families), purpose="medical")
        told = _met(
            scribe, group, rng, people=[person], at=now - timedelta(hours=hours),
            services=scribe.plan.figures.today.medical, note=text, named=[named],
        )  # fmt: skip
        met.append(told.subject)
    return met


def _difference(scribe: Scribe, group: str, now: datetime, rng: random.Random) -> None:
    """Record a meeting that two people corrected without knowing of each other."""
    at = now - timedelta(hours=5, minutes=30)
    people = [Traveller(scribe.plan.figures.today.nation, "M", "18-29")] * 4
    told = _met(scribe, group, rng, people=people, at=at)
    for agent, met in ((0, 5), (1, 6)):
        correct_meeting(told.subject, Corrected(people_met=met), by=scribe.author(group, agent), at=None, seen=[told.entry])


def _child_alone(scribe: Scribe, group: str, now: datetime, rng: random.Random) -> None:
    child = Traveller(scribe.plan.figures.today.nation, "M", "12-17")
    note = "Viene solo, dice tener 15. Está en el puesto; falta avisar."
    _met(scribe, group, rng, people=[child], at=now - timedelta(minutes=70), note=note, alone=1)
    sisters = [Traveller(scribe.plan.figures.today.nation, "F", band) for band in ("12-17", "5-11")]
    met = _met(scribe, group, rng, people=sisters, at=now - timedelta(minutes=55), note="Son hermanas, vienen solas.", alone=2)
    child_path(scribe, group, now, met.subject)


def _maybe_the_same(scribe: Scribe, group: str, now: datetime, rng: random.Random) -> None:
    """Record one family twice, as two agents typed it; a coordinator may join the two."""
    nation = scribe.plan.figures.today.nation
    people = [Traveller(nation, "F", "30-59"), Traveller(nation, "M", "30-59"), Traveller(nation, "F", "5-11")]
    for agent, minutes in ((0, 128), (1, 121)):
        _met(scribe, group, rng, people=people, at=now - timedelta(minutes=minutes), agent=agent, spot=2)


def _met(
    scribe: Scribe,
    group: str,
    rng: random.Random,
    *,
    people: list[Traveller],
    at: datetime,
    services: tuple[str, ...] = (),
    note: str = "",
    named: list[Named] | None = None,
    alone: int = 0,
    agent: int | None = None,
    spot: int | None = None,
) -> Receipt:
    """Record a small meeting near the post, with its exact place."""
    ground = scribe.plan.grounds[group]
    place = ground.spots[rng.randrange(1, len(ground.spots)) if spot is None else spot]
    goes_on = [] if alone else [Disposition(code=scribe.plan.figures.codes.goes_on)]
    meeting = Meeting(
        people_met=len(people),
        lines=_lines(people),
        services=[Service(service=code) for code in services or scribe.plan.figures.today.small],
        where=Where(kind=PlaceKind.POINT, lat=place.lat, lon=place.lon, accuracy_m=10.0, place=place.name),
        dispositions=goes_on,
        language=scribe.plan.pack.country.main_language,
        unaccompanied_minors=alone,
        note=note,
        named=named or [],
    )
    by = scribe.author(group, rng.randrange(3) if agent is None else agent)
    return record_meeting(meeting, by=by, at=at, now=scribe.now)


def _lines(people: list[Traveller]) -> list[Line]:
    counts = {who: people.count(who) for who in people}
    return [line(f"l{number}", who, count) for number, (who, count) in enumerate(counts.items(), start=1)]


def _route(scribe: Scribe, group: str, number: int) -> str:
    routes = [route for found in scribe.plan.grounds[group].routes.values() for route in found]
    return routes[number % len(routes)]
