"""Records that may be one person, all invented: what the identity review of a demonstration finds in the morning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from vereda.access.door import HEADQUARTERS, Role, everybody
from vereda.demo import compared
from vereda.demo.writing import Scribe
from vereda.encounters.door import Line, Meeting, Named, PlaceKind, Service, Where, record_meeting
from vereda.logbook.door import Author
from vereda.people.door import (
    ChildView,
    ConsentFor,
    ConsentMode,
    ForChild,
    Identity,
    Person,
    SaidBy,
    Scored,
    hold_pairs,
    note_consent,
)


class Invented(NamedTuple):
    """Somebody as one group wrote them down. place: of the group among those of the demonstration; days: ago."""

    key: str
    place: int
    days: int
    nationality: str
    sex: str
    age_band: str
    told: Mapping[str, Any]  # Any: fields of an Identity


def _told(given: str, families: Sequence[str], born: int | None = None, **more: str) -> dict[str, Any]:  # Any: as above
    years = {"birth_year_from": born, "birth_year_to": born} if born else {}
    return {"given": given, "families": list(families), **years, **more}


PEOPLE = (
    Invented("chepe", -1, 24, "HN", "M", "30-59", _told("José Rigoberto", ["Zúniga", "Amaya"], 1987, telephone="504 0000 1177")),
    Invented("jose", 0, 5, "HN", "M", "30-59", _told("Chepe", ["Suniga"], 1988, telephone="00001177")),
    Invented("xol", -1, 19, "GT", "F", "18-29", _told("Marta Elena", ["Xol", "Caal"], 2003)),
    Invented("xol2", 0, 3, "GT", "F", "18-29", _told("Elena", ["Caal", "Xol"], 2004)),
    Invented("jean", -1, 30, "HT", "M", "30-59", _told("Jean Baptiste", ["Pierre Louis"], 1990)),
    Invented("jn", 0, 8, "HT", "M", "30-59", _told("Jn Batis", ["Pyè-Lwi"], 1991)),
    Invented("boy", -1, 12, "SV", "M", "18-29", _told("Nelson", ["Alas", "Portillo"], 2008, nickname="Nel")),
    Invented("boy2", 0, 2, "SV", "M", "12-17", _told("Nelson Antonio", ["Alas"], 2011)),
    Invented("namesake", 0, 9, "HN", "M", "60+", _told("José", ["Zúniga"], 1958)),
)
MINOR = "12-17"
CHILD = ForChild(view=ChildView.YES, said_by=SaidBy.OFFICE, office="Procuraduría de Protección (inventada)")
SISTERS = (_told("Yesenia", ["Bonilla", "Rivas"], 2001), _told("Yessica", ["Bonilla", "Rivas"], 2003))
PAIRS = (("chepe", "jose", 6.1), ("xol", "xol2", 4.4), ("jean", "jn", 2.8), ("boy", "boy2", 1.2), ("jose", "namesake", -1.7))

REVIEW_FROM = 0.0
"""Pairs of less weight are there because they were drawn."""


def pairs_day(scribe: Scribe, groups: Sequence[str], now: datetime) -> None:
    """Record whom the groups met, what they allowed, what the matching found and what was said of it; nothing without review."""
    country = scribe.plan.question.country
    reviewer = next((str(account.pk) for account, held, _ in everybody(country) if held.role == Role.IDENTITY_REVIEW), "")
    if not reviewer:
        return
    zone = scribe.plan.grounds[groups[0]].zone
    by = Author(account=reviewer, group=HEADQUARTERS, country=country, zone=zone.key)
    met = {one.key: _met(scribe, groups[one.place], now, one.days, [one.told], one)[0] for one in PEOPLE}
    sisters = _met(scribe, groups[0], now, 6, SISTERS, Invented("", 0, 6, "HN", "F", "18-29", {}))
    found = [_scored(met[one], met[other], weight) for one, other, weight in PAIRS]
    found.append(_scored(sisters[0], sisters[1], 2.0))

    def write(at: int, days: int, nation: str, told: Sequence[Mapping[str, Any]]) -> list[UUID]:  # Any: as above
        return _met(scribe, groups[at % len(groups)], now, days, told, Invented("", 0, days, nation, "M", "18-29", {}))

    records, alike = compared.compared(write)
    found += [_scored(one.left, one.right, one.weight) for one in alike]
    expected: dict[UUID, float] = dict.fromkeys([*met.values(), *sisters, *records], 0.0)
    for one in found:
        for end in (one.left, one.right):
            expected[end] += one.probability
    at = now.astimezone(zone) - timedelta(minutes=90)
    hold_pairs(found, expected, model="", by=by, at=at, now=now, review_from=REVIEW_FROM)
    compared.say(alike, by=by, at=at + timedelta(minutes=20))


def _scored(one: UUID, other: UUID, weight: float) -> Scored:
    return Scored(left=one, right=other, weight=weight, probability=1 / (1 + 2**-weight))


def _met(scribe: Scribe, group: str, now: datetime, days: int, told: Sequence[Mapping[str, Any]], like: Invented) -> list[UUID]:
    """Record one meeting in which some gave their names, and that each allows to be compared; return the persons in order."""
    ground, by = scribe.plan.grounds[group], scribe.author(group, 0)
    at, place = now.astimezone(ground.zone) - timedelta(days=days), ground.spots[1]
    line = Line(line_id="l1", count=len(told), nationality=like.nationality, sex=like.sex, age_band=like.age_band)
    meeting = Meeting(
        people_met=len(told),
        lines=[line],
        services=[Service(service=code) for code in scribe.plan.figures.today.small],
        where=Where(kind=PlaceKind.POINT, lat=place.lat, lon=place.lon, accuracy_m=10.0, place=place.name),
        language=scribe.plan.pack.country.main_language,
        named=[Named(line_id="l1", identity=Identity(**one), purpose="legal") for one in told],
    )
    before = set(Person.objects.filter(group=group).values_list("subject", flat=True))
    record_meeting(meeting, by=by, at=at, now=scribe.now)
    persons = sorted(set(Person.objects.filter(group=group).values_list("subject", flat=True)) - before)
    for person in persons:
        note_consent(
            by=by, language="spa", given=[ConsentFor.MATCH], person=person, mode=ConsentMode.SPOKEN,
            witness="Testigo inventado", at=at + timedelta(minutes=4), now=scribe.now,
            for_child=CHILD if like.age_band == MINOR else None,
        )  # fmt: skip
    return persons
