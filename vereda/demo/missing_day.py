"""Missing persons in a demonstration, all invented: a fresh report, one to be looked at again, one found and not yet asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from vereda.demo.writing import Scribe
from vereda.encounters.door import Line, Meeting, Named, PlaceKind, Service, Where, record_meeting
from vereda.people.door import Identity
from vereda.tracing import door as tracing
from vereda.tracing.door import ConsentFor, ContactBy, Danger, Described, LeadFrom, LocatedBy, LookedWith, Reliability

EVERYTHING = tuple(ConsentFor)


def missing_day(scribe: Scribe, group: str, now: datetime) -> None:
    """Record the reports of a group, the oldest first."""
    here = now.astimezone(scribe.plan.grounds[group].zone)
    _old(scribe, group, here)
    _alike(scribe, group, here)
    _found(scribe, group, here)
    _fresh(scribe, group, here)


def _taken(scribe: Scribe, group: str, at: datetime, seeker: Mapping[str, Any], **sought: Any) -> UUID:  # Any: fields of both
    seeking = tracing.Seeking(**{"seek_from": tracing.SeekFrom.FAMILY, "consent": EVERYTHING, **seeker})
    return tracing.open_report(seeking, tracing.Sought(**sought), by=scribe.author(group, 0), at=at).subject


def _old(scribe: Scribe, group: str, here: datetime) -> None:
    """A brother was heard of a month ago; it was looked twice, somebody may have seen him, and it is due today."""
    at, desk = here - timedelta(days=30), scribe.author(group, 1)
    file = _taken(
        scribe,
        group,
        at,
        {"name": "Hermano inventado", "call_back": "por el consulado (inventado)", "relation": tracing.Relation.SIBLING},
        identity=Identity(given="Wilmer (inventado)", families=["Paz"], birth_year_from=1995, birth_year_to=1997),
        described=Described(marks="Cicatriz en la ceja izquierda", companions="Dos primos"),
        nationality="SV",
        sex="M",
        age_band="18+",
        last_contact_at=at - timedelta(days=6),
        last_contact_by=ContactBy.MESSAGE,
    )
    for days, looked in ((29, [LookedWith.OWN_RECORDS]), (8, [LookedWith.SHELTERS, LookedWith.HOSPITALS])):
        seen = here - timedelta(days=days)
        tracing.review(file=file, looked=looked, next_on=(seen + timedelta(days=8)).date(), by=desk, at=seen)
    tracing.hear_lead(
        file=file,
        text="En el comedor creen haberlo visto, con una mochila azul. (Inventado.)",
        source=LeadFrom.SHELTER,
        reliability=Reliability.DOUBTFUL,
        seen_on=(here - timedelta(days=9)).date(),
        by=desk,
        at=here - timedelta(days=8),
    )


def _alike(scribe: Scribe, group: str, here: datetime) -> None:
    """Somebody who was met ten days ago has a name much like his: two persons will look whether it may be him."""
    place, line = scribe.plan.grounds[group].spots[1], Line(line_id="l1", count=1, nationality="SV", sex="M", age_band="18-29")
    called = Identity(given="Wilmar (inventado)", families=["Paz"], birth_year_from=1996, birth_year_to=1996)
    meeting = Meeting(
        people_met=1,
        lines=[line],
        services=[Service(service=code) for code in scribe.plan.figures.today.small],
        where=Where(kind=PlaceKind.POINT, lat=place.lat, lon=place.lon, accuracy_m=10.0, place=place.name),
        language=scribe.plan.pack.country.main_language,
        named=[Named(line_id="l1", identity=called, purpose="medical")],
    )
    record_meeting(meeting, by=scribe.author(group, 0), at=here - timedelta(days=10), now=scribe.now)


def _found(scribe: Scribe, group: str, here: datetime) -> None:
    """A woman was found three days ago; nobody asked her yet what the seeker may be told."""
    file = _taken(
        scribe,
        group,
        here - timedelta(days=5),
        {"name": "Pareja inventada", "call_back": "878 000 0000 (inventado)", "relation": tracing.Relation.PARTNER},
        identity=Identity(given="Marlen (inventada)", families=["Rosales"]),
        nationality="HN",
        sex="F",
        age_band="30-59",
        last_contact_at=here - timedelta(days=7),
        last_contact_by=ContactBy.CALL,
    )
    tracing.locate(file=file, by_way=LocatedBy.OTHERS, by=scribe.author(group, 1), at=here - timedelta(days=3))


def _fresh(scribe: Scribe, group: str, here: datetime) -> None:
    """A mother called two hours ago: her son was left behind, without water."""
    _taken(
        scribe,
        group,
        here - timedelta(hours=2),
        {"name": "Mamá inventada", "call_back": "504 0000 0000 (inventado)", "relation": tracing.Relation.PARENT},
        identity=Identity(given="Kevin (inventado)", families=["Zelaya"], nickname="Chele"),
        described=Described(
            clothing="Gorra roja, camisa gris", marks="Aparatos en los dientes", route="Por las vías, hacia el río"
        ),
        nationality="HN",
        sex="M",
        age_band="12-17",
        last_contact_at=here - timedelta(hours=9),
        last_contact_by=ContactBy.CALL,
        danger=[Danger.LEFT_BEHIND, Danger.NO_WATER],
        note="Iba con un guía que siguió sin él. (Inventado.)",
    )
