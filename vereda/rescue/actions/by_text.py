"""An alert that came as a text message: SOS, and whatever else was written. What is understood is kept, the rest is sealed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from vereda.countries.door import Group, pack
from vereda.encounters.door import PlaceKind, Where
from vereda.logbook.door import Author, Draft, in_turn, record_all
from vereda.logbook.schema import Channel, uuid7
from vereda.places.door import BadPoint, Found, distance_km, read_point
from vereda.rescue.actions.alert import Told, alert_draft
from vereda.rescue.actions.code import code_draft
from vereda.rescue.lookups.by_text import alert_of_number

SOS = re.compile(r"^[^\w🆘]*(?:🆘|s+\W?[o0]+\W?s+(?![^\W\d_]))", re.IGNORECASE)
WAY = "message"
NOTE_MOST = 1600
PLACE_MOST = 200


@dataclass(frozen=True, kw_only=True)
class TextAlert:
    """What a text made. entry: the one whose boxes hold number and words; code: '' where the sender has one already."""

    alert: UUID
    entry: UUID
    code: str
    has_point: bool


def is_sos(text: str) -> bool:
    """Tell whether a text asks for help: it begins with SOS, however it is written."""
    return SOS.match(text) is not None


def point_in(text: str, country: str, near: Group | None = None) -> Found | None:
    """Return the one point that a text holds, None where it holds none, two, or one that cannot be meant."""
    try:
        return read_point(country, SOS.sub("", text), (near.lat, near.lon) if near else None)
    except BadPoint:
        return None


def nearest_group(point: Found | Where | None, country: str) -> str:
    """Return the group whose post is nearest to a point as the crow flies; '' without a point."""
    if point is None or point.lat is None or point.lon is None:
        return ""
    lat, lon = point.lat, point.lon
    rows = sorted(pack(country).groups.values(), key=lambda row: (distance_km(lat, lon, row.lat, row.lon), row.code))
    return rows[0].code if rows else ""


def alert_by_text(*, text: str, number: str, account: str, by: Author, at: datetime) -> TextAlert:
    """Record what a text that asks for help says, on the open alert of the same number where there is one.

    account  of ours who wrote it; '': a number that nobody here knows
    """
    words = text.replace("\0", "").strip()[:NOTE_MOST]
    point = point_in(words, by.country, pack(by.country).groups.get(by.group))
    told = Told(came_by=_way(by.country), note=words, call_back=number.strip()[:60], where=_where(point))
    with in_turn("alert-by-text", by.country):
        known = alert_of_number(number, by.country, at)
        alert = known.subject if known else uuid7(int(at.timestamp() * 1000))
        entry = uuid7(int(at.timestamp() * 1000))
        draft = alert_draft(told, by=by, at=at, channel=Channel.SMS, reported_by=account or by.account)
        drafts = [replace(draft, subject=alert, id=entry, seen=None if known else ())]
        code = "" if known else _with_code(drafts, alert, by, at)
        record_all(drafts)
    return TextAlert(alert=alert, entry=entry, code=code, has_point=point is not None)


def _with_code(drafts: list[Draft], alert: UUID, by: Author, at: datetime) -> str:
    entry = drafts[0].id
    code, draft = code_draft(alert=alert, by=by, at=at, channel=Channel.SMS, seen=[entry] if entry else [])
    drafts.append(draft)
    return code


def _where(point: Found | None) -> Where:
    """Return the place with what was understood beside it, as it stood in the text."""
    if point is None:
        return Where()
    return Where(
        kind=PlaceKind.POINT, lat=point.lat, lon=point.lon, accuracy_m=point.coarse_m, place=point.text.strip()[:PLACE_MOST]
    )


def _way(country: str) -> str:
    return WAY if WAY in pack(country).alert_words else "unknown"
