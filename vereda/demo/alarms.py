"""What makes a board urgent: two open alerts, one that nobody read, and the path of children who are alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from vereda.countries.door import AlertWordKind, Pack
from vereda.demo.writing import Scribe
from vereda.encounters.door import PlaceKind, Where
from vereda.protection.door import ToldThrough, note_step, offices, open_path, tell_office
from vereda.rescue.door import Told, read_alert, receive_alert

UNREAD_MIN, READ_MIN = 12, 38  # minutes ago


def alerts(scribe: Scribe, group: str, now: datetime) -> None:
    """Record a call that nobody on duty has seen, and one that somebody has. Callers and numbers are invented."""
    chosen, ground, by = scribe.plan.pack, scribe.plan.grounds[group], scribe.author(group, 0)
    far, near = ground.spots[-1], ground.spots[1]
    call = Told(
        came_by=_first(chosen, AlertWordKind.WAY, 1),
        people=4,
        children=1,
        needs=_some(chosen, AlertWordKind.NEED, 0, 5),
        urgent=_some(chosen, AlertWordKind.URGENT, 1),
        where=Where(kind=PlaceKind.NAMED, lat=far.lat, lon=far.lon, accuracy_m=400.0, place=far.name),
        note="Caminan desde ayer. Una señora ya no se levanta. Dice que ve una torre con el número 14.",
        caller="Óscar",
        call_back="555 010 0147",
        clothing="Dos chamarras negras, una gorra roja.",
        means="".join(_some(chosen, AlertWordKind.MEANS, 0)),
        water_left="".join(_some(chosen, AlertWordKind.WATER, 1)),
        guide_left=True,
        battery_pct=18,
        last_seen_h=1,
    )
    receive_alert(call, by=by, at=now - timedelta(minutes=UNREAD_MIN))
    seen = Told(
        came_by=_first(chosen, AlertWordKind.WAY, 3),
        people=2,
        needs=_some(chosen, AlertWordKind.NEED, 2),
        where=Where(kind=PlaceKind.NAMED, lat=near.lat, lon=near.lon, accuracy_m=60.0, place=near.name),
        note="Van al puesto a pie, uno cojea.",
    )
    told = receive_alert(seen, by=by, at=now - timedelta(minutes=READ_MIN))
    read_alert(alert=told.subject, by=scribe.author(group, 1), at=now - timedelta(minutes=READ_MIN - 3))


def child_path(scribe: Scribe, group: str, now: datetime, encounter: UUID) -> None:
    """Open the path for the children of an encounter, with its first two steps."""
    by = scribe.author(group, 1)
    steps = [row.code for row in sorted(scribe.plan.pack.child_path.values(), key=lambda row: row.order) if not row.never]
    opened = open_path(encounter=encounter, by=by, at=now - timedelta(minutes=50), done=steps[:1])
    for step in steps[1:2]:
        note_step(path=opened.subject, step=step, by=by, at=now - timedelta(minutes=41))
    office = offices(scribe.plan.question.country)[0].code
    tell_office(office, ToldThrough.TELEPHONE, answered=False, path=opened.subject, by=by, at=now - timedelta(minutes=12))


def _words(chosen: Pack, kind: AlertWordKind) -> list[str]:
    return [row.code for row in sorted(chosen.alert_words.values(), key=lambda row: row.order) if row.kind == kind]


def _some(chosen: Pack, kind: AlertWordKind, *places: int) -> list[str]:
    words = _words(chosen, kind)
    return [words[place] for place in places if place < len(words)]


def _first(chosen: Pack, kind: AlertWordKind, place: int) -> str:
    return (_some(chosen, kind, place) or ["unknown"])[0]
