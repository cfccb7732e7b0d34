"""What a post must know of the ground in a demonstration: closed areas, leave, incidents, interference. All of it is invented.

Planted to be seen: an area that ends tomorrow, a route that asks for leave and has none, a grave incident that nobody closed, and
two records of interference in one place that reached no outside body, so that the program proposes to move the point.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from vereda.countries.door import pack
from vereda.demo.writing import Scribe
from vereda.groups.door import routes
from vereda.safety.door import (
    Against,
    ClosedFor,
    Delivery,
    Happening,
    IncidentDone,
    IncidentEnd,
    IncidentTold,
    Interfered,
    Seen,
    Severity,
    Source,
    WeDid,
    Where,
    Within,
    closed_actions,
    incident_actions,
    interference_actions,
)


def ground_day(scribe: Scribe, group: str, now: datetime) -> None:
    """Record what a group knows of its ground; the routes of the post are named already."""
    here = now.astimezone(scribe.plan.grounds[group].zone)
    _areas(scribe, group, here)
    _incidents(scribe, group, here)
    _interference(scribe, group, here)


def _areas(scribe: Scribe, group: str, here: datetime) -> None:
    """Record a place that ends tomorrow, one that was opened, and a route that asks for leave."""
    agent, desk, today = scribe.author(group, 0), scribe.author(group, 1), here.date()
    closed_actions.close_area(
        Where(name="Brecha de la presa (inventada)"),
        reason=ClosedFor.SHOTS,
        said_by=Source.TEAM,
        from_on=today - timedelta(days=2),
        until_on=today + timedelta(days=1),
        by=agent,
        at=here - timedelta(days=2),
        note="Se oyeron dos veces, de noche. Nadie herido. (Inventado.)",
    )
    opened = closed_actions.close_area(
        Where(name="Vado norte (inventado)"),
        reason=ClosedFor.FLOOD,
        said_by=Source.CIVIL_PROTECTION,
        from_on=today - timedelta(days=9),
        until_on=today + timedelta(days=5),
        by=desk,
        at=here - timedelta(days=9),
    ).subject
    closed_actions.open_area(area=opened, by=desk, at=here - timedelta(days=4))
    known = routes(group, desk.country)
    if known:
        where = Where(name=known[-1].name, route=known[-1].subject)
        closed_actions.require_clearance(where, asked_of=Source.LANDOWNER, by=desk, at=here - timedelta(days=20))


def _incidents(scribe: Scribe, group: str, here: datetime) -> None:
    """Record one that is open and grave, and one that is over."""
    agent, desk = scribe.author(group, 0), scribe.author(group, 1)
    place = pack(desk.country).groups[group]
    at = here - timedelta(hours=5)
    told = Happening(
        what="shots",
        severity=Severity.GRAVE,
        state=place.state,
        municipality=place.municipality,
        route_said="Brecha de la presa",
        done=[IncidentDone.LEFT],
        told=[IncidentTold.COORDINATION],
        note="El equipo apagó luces y volvió por el ejido. (Inventado.)",
    )
    shots = incident_actions.report_incident(told, by=agent, at=at).subject
    incident_actions.follow_incident(
        incident=shots,
        by=desk,
        at=at + timedelta(minutes=20),
        done=[IncidentDone.ROUTE_CHANGED, IncidentDone.TALKED],
        told=[IncidentTold.NEIGHBOURS],
    )
    before = here - timedelta(days=11)
    theft = replace(told, what="theft", severity=Severity.SERIOUS, against=Against.GOODS, route_said="", told=[], note="")
    over = incident_actions.report_incident(theft, by=agent, at=before).subject
    incident_actions.follow_incident(incident=over, by=desk, at=before + timedelta(hours=2), done=[IncidentDone.REPLACED])
    incident_actions.close_incident(incident=over, outcome=IncidentEnd.SETTLED, by=desk, at=before + timedelta(days=1))


def _interference(scribe: Scribe, group: str, here: datetime) -> None:
    """Record two that are due, at one place, and one of the quarter before that was given out."""
    agent, desk = scribe.author(group, 0), scribe.author(group, 1)
    known = pack(desk.country)
    seen = Seen(
        authority="migration_authority",
        acts=[Interfered.WAITED, Interfered.DETAINED],
        within=Within.SIGHT,
        people=6,
        detained=2,
        we_did=[WeDid.SPOKE, WeDid.TOLD_RIGHTS],
        municipality=known.groups[group].municipality,
        account="Una camioneta esperó a cien pasos del comedor; bajaron cuando la gente salía. (Inventado.)",
    )
    interference_actions.record_interference(seen, by=agent, at=here - timedelta(days=12))
    asked = replace(seen, authority="police", acts=[Interfered.ASKED_LISTS], people=None, detained=None, we_did=[WeDid.REFUSED])
    interference_actions.record_interference(asked, by=agent, at=here - timedelta(days=1))
    old = interference_actions.record_interference(replace(seen, people=3), by=agent, at=here - timedelta(days=75)).subject
    given = here - timedelta(days=70)
    interference_actions.read_interference(interference=old, by=desk, at=given)
    interference_actions.deliver_interference(
        interference=old,
        body=known.country.outside_body,
        way=Delivery.LETTER,
        on=given.date(),
        receipt="inventado-118",
        by=desk,
        at=given,
    )
