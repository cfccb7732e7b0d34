"""A practice of yesterday at the first group: begun by its coordinator, with a team, an alert and a mission; ended at noon."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from vereda.access.door import Reader, Role, begin_practice, end_practices
from vereda.demo import today
from vereda.demo.writing import Scribe
from vereda.encounters.door import Line, Meeting, Service, record_meeting
from vereda.groups.door import check_in, come_back, depart, end_shift, start_shift
from vereda.practice import shadow_of
from vereda.rescue.door import AlertOutcome, Told, close_alert, close_mission, open_mission, read_alert, receive_alert

LASTED = timedelta(hours=2)


def practice(scribe: Scribe, group: str, now: datetime) -> None:
    """Record it in the name of the shadow group, as a desk in practice does."""
    country = scribe.plan.question.country
    yesterday = now.astimezone(today.zone_of(country, group)) - timedelta(days=1)
    begun = yesterday.replace(hour=10, minute=0, second=0, microsecond=0)
    leader = Reader(scribe.author(group, 0).account, "", Role.COORDINATOR, country, group=group)
    begin_practice(until=begun + LASTED, by=leader, at=begun)
    _shift(scribe, group, begun)
    end_practices(by=leader, at=begun + LASTED - timedelta(minutes=5))


def _shift(scribe: Scribe, group: str, begun: datetime) -> None:
    by = replace(scribe.author(group, 0), group=shadow_of(group))
    members = list(dict.fromkeys(scribe.account(group, agent) for agent in range(3)))

    def minute(number: int) -> datetime:
        return begun + timedelta(minutes=number)

    shift = start_shift(members=members, by=by, at=minute(2)).subject
    alert = receive_alert(Told(came_by="telephone", people=3), by=by, at=minute(10)).subject
    read_alert(alert=alert, by=by, at=minute(12))
    mission = open_mission(by=by, at=minute(15), folio="SIMULACRO-1").subject
    close_alert(alert=alert, by=by, at=minute(16), outcome=AlertOutcome.MISSION_OPENED, mission=mission)
    team = depart(route="Ruta de práctica", by=by, at=minute(20), team=members[:2], expected_back_min=60).subject
    check_in(patrol=team, by=by, at=minute(45))
    met = Meeting(people_met=3, lines=[Line(line_id="a", count=3)], services=[Service(service="WATER")], mission=mission)
    record_meeting(met, by=by, at=minute(60), now=scribe.now)
    come_back(patrol=team, by=by, at=minute(85), kilometres=12)
    close_mission(mission=mission, by=by, at=minute(95), outcome="found")
    end_shift(shift=shift, by=by, at=minute(110))
