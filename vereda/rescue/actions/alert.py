"""Alerts: received, read, closed, opened again, also by a mission."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from vereda.countries.door import AlertWordKind, Pack, pack
from vereda.encounters.door import Where, coarse
from vereda.encounters.schema import COUNT_MOST
from vereda.logbook.door import Author, Draft, Plain, Receipt, history, in_turn, open_box, record, record_all
from vereda.logbook.schema import Channel, FieldClass, uuid7
from vereda.rescue.actions.mission import usual_folio
from vereda.rescue.entries.alert import (
    BATTERY_MOST,
    LAST_SEEN_MOST_H,
    AlertClosed,
    AlertRead,
    AlertReceived,
    AlertReopened,
)
from vereda.rescue.entries.mission import MissionOpened
from vereda.rescue.errors.alert import AlertNotClosed, AlertNotOpen, NothingTold, OutcomeNeeds, UnknownWord
from vereda.rescue.lookups import alerts, missions
from vereda.rescue.words import AlertOutcome

UNKNOWN_WAY = "unknown"  # how it came is not known: no pack has to say so


CHANNELS = {"telephone": Channel.TELEPHONE, "radio": Channel.RADIO, "message": Channel.SMS}
"""By which channel the entry reached the post, where the way of the alert tells it; else the desk."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """An alert as it is told. Everything may be unknown, but not all at once."""

    came_by: str = "unknown"
    people: int | None = None
    children: int | None = None
    needs: Sequence[str] = ()
    urgent: Sequence[str] = ()
    where: Where = field(default_factory=Where)
    note: str = ""
    caller: str = ""
    call_back: str = ""
    clothing: str = ""
    language: str = ""
    side: str = ""
    last_seen_h: int | None = None
    heading: str = ""
    means: str = ""
    guide_left: bool | None = None
    water_left: str = ""
    battery_pct: int | None = None


def receive_alert(told: Told, *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record an alert. Raises NothingTold, UnknownWord and writes nothing then.

    entry  id of the entry, where the same form sent twice must be the same entry
    """
    draft = alert_draft(told, by=by, at=at, channel=CHANNELS.get(told.came_by, Channel.DESK))
    return record_all([replace(draft, id=entry)])[0]


def alert_draft(told: Told, *, by: Author, at: datetime, channel: Channel, reported_by: str | None = None) -> Draft:
    """Return a checked alert as a draft, for whoever records it together with something else."""
    _check(told, by.country)
    payload = AlertReceived(
        came_by=told.came_by,
        people=told.people,
        children=told.children,
        needs=list(told.needs),
        urgent=list(told.urgent),
        place=coarse(told.where, by.country),
        language=told.language or None,
        side=told.side or None,
        last_seen_h=told.last_seen_h,
        heading=told.heading or None,
        means=told.means or None,
        guide_left=told.guide_left,
        water_left=told.water_left or None,
        battery_pct=told.battery_pct,
    )
    return Draft(payload=payload, by=by, at=at, boxes=_boxes(told), channel=channel, reported_by=reported_by)


def read_alert(*, alert: UUID, by: Author, at: datetime) -> Receipt | None:
    """Record who saw the alert first; None when somebody had. Raises AlertNotOpen."""
    with in_turn("alert", str(alert)):
        found = alerts.alert(alert, by.group, by.country)
        if found is None:
            raise AlertNotOpen
        return None if found.read_at else record(AlertRead(), subject=alert, by=by, at=at)


def close_alert(
    *, alert: UUID, outcome: AlertOutcome, by: Author, at: datetime, mission: UUID | None = None, into: UUID | None = None
) -> Receipt:
    """Record what became of an alert. Raises AlertNotOpen; OutcomeNeeds where the record that it goes on with is missing."""
    _open_alert(alert, by)
    if outcome == AlertOutcome.MISSION_OPENED and (mission is None or missions.mission(mission, by.group, by.country) is None):
        raise OutcomeNeeds
    if outcome == AlertOutcome.JOINED and not _may_join(alert, into, by):
        raise OutcomeNeeds
    return record(AlertClosed(outcome=outcome, mission=mission, into=into), subject=alert, by=by, at=at)


def reopen_alert(*, alert: UUID, by: Author, at: datetime) -> Receipt:
    """Record that the alert was closed too early. Raises AlertNotClosed."""
    found = alerts.alert(alert, by.group, by.country)
    if found is None or not found.outcome:
        raise AlertNotClosed
    return record(AlertReopened(), subject=alert, by=by, at=at)


def open_mission_for(*, alert: UUID, by: Author, at: datetime, folio: str = "", terrain: str | None = None) -> Receipt:
    """Open a mission for an alert and close the alert with it, in one block. Raises AlertNotOpen.

    The exact place of the alert goes into the mission's own box, held while the mission is open. The receipt is the mission's.
    """
    with in_turn("alert", str(alert)):
        _open_alert(alert, by)
        mission = uuid7(int(at.timestamp() * 1000))
        place = next((box for box in _places_of(alert)), None)
        boxes = [Plain(cls=FieldClass.WHEREABOUTS, fields=place)] if place else []
        opened = MissionOpened(folio=folio or usual_folio(by, at), terrain=terrain)
        closed = AlertClosed(outcome=AlertOutcome.MISSION_OPENED, mission=mission)
        return record_all(
            [
                Draft(payload=opened, subject=mission, seen=(), by=by, at=at, boxes=boxes),
                Draft(payload=closed, subject=alert, by=by, at=at),
            ]
        )[0]


def _check(told: Told, country: str) -> None:
    for code in _unknown_words(told, pack(country)):
        raise UnknownWord(value=code)
    ranges = (
        (told.people, 1, COUNT_MOST),
        (told.children, 1, COUNT_MOST),
        (told.last_seen_h, 0, LAST_SEEN_MOST_H),
        (told.battery_pct, 0, BATTERY_MOST),
    )
    for value, least, most in ranges:
        if value is not None and not least <= value <= most:
            raise UnknownWord(value=str(value))
    if not (told.needs or told.urgent or told.people or told.note.strip() or told.where.place or told.where.lat is not None):
        raise NothingTold


def _unknown_words(told: Told, pack: Pack) -> Iterator[str]:
    """Yield the codes that the pack does not have, or has as another kind of word."""
    said: tuple[tuple[AlertWordKind, Sequence[str]], ...] = (
        (AlertWordKind.NEED, told.needs),
        (AlertWordKind.URGENT, told.urgent),
        (AlertWordKind.WAY, [] if told.came_by == UNKNOWN_WAY else [told.came_by]),
        (AlertWordKind.HEADING, [told.heading]),
        (AlertWordKind.MEANS, [told.means]),
        (AlertWordKind.WATER, [told.water_left]),
    )
    for kind, codes in said:
        yield from (code for code in codes if code and (code not in pack.alert_words or pack.alert_words[code].kind != kind))
    if told.language and told.language not in pack.languages:
        yield told.language
    if told.side and told.side not in pack.sides:
        yield told.side


def _boxes(told: Told) -> list[Plain]:
    where, caller = told.where, {"name": told.caller.strip(), "call_back": told.call_back.strip()}
    words = {"text": told.note.strip(), "clothing": told.clothing.strip()}
    exact = {"lat": where.lat, "lon": where.lon, "accuracy_m": where.accuracy_m, "place": where.place or None}
    parts = (
        (FieldClass.WHEREABOUTS, {name: value for name, value in exact.items() if value is not None}),
        (FieldClass.FREE_TEXT, {name: value for name, value in words.items() if value}),
        (FieldClass.IDENTITY, {name: value for name, value in caller.items() if value}),
    )
    return [Plain(cls=cls, fields=fields) for cls, fields in parts if fields]


def _places_of(alert: UUID) -> list[dict[str, object]]:
    """Return the exact places that were told in an alert and still open, the latest first."""
    told = [one for one in reversed(history(alert)) if not one.held]
    return [box for one in told if (box := open_box(one.id, FieldClass.WHEREABOUTS))]


def _may_join(alert: UUID, into: UUID | None, by: Author) -> bool:
    """Return whether an alert can be joined to another: one of the group that was not joined to this one itself."""
    other = alerts.alert(into, by.group, by.country) if into else None
    return other is not None and alerts.main_of(other).subject != alert


def _open_alert(alert: UUID, by: Author) -> None:
    found = alerts.alert(alert, by.group, by.country)
    if found is None or found.outcome:
        raise AlertNotOpen
