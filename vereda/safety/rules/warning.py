"""What a warning of an authority is after its entries, which ones stand at an instant, and how far from a post they are. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Protocol
from uuid import UUID

import shapely

from vereda.logbook.schema import Entry, State, reach, reopen, uuid8, write
from vereda.safety.entries.warning import WarningInfo, WarningTakenOut, WarningTold
from vereda.safety.words import NEAR_KM, WARNED_HOURS, CapMessage, CapStatus

KM_PER_DEG = 111.195


def start() -> State:
    """Return a record of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the warning after one more entry. The same file brought twice, at two desks without a line, is no conflict."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, WarningTold):
        write(fields, "warning", payload.model_dump(mode="json"), entry)
        state.setdefault("brought", {})[entry.id] = [entry.occurred_at.isoformat(), entry.author]
        reopen(fields, "warning_taken_out", entry)
    elif isinstance(payload, WarningTakenOut):
        reach(fields, "warning_taken_out", True, entry)
    return state


def first_brought(state: State) -> list[str]:
    """Return [instant, account] of who brought it first."""
    rows: list[list[str]] = list(state.get("brought", {}).values())
    return min(rows, key=lambda row: (datetime.fromisoformat(row[0]).timestamp(), row[1]))


def subject_of(country: str, group: str, told: WarningTold) -> UUID:
    """Return the subject of a warning at a group: the same at every desk, so that a file read in twice is there once."""
    named = f"warning|{country}|{group}|{name_of(told.sender, told.identifier, told.sent)}"
    return uuid8(int(told.sent.timestamp() * 1000), sha256(named.encode()).digest())


def name_of(sender: str, identifier: str, sent: datetime) -> str:
    """Return how messages name each other, whatever the offset their hour was written in."""
    return f"{sender},{identifier},{sent.astimezone(UTC).isoformat(timespec='seconds')}"


# Which ones stand ---------------------------------------------------------------------------------------------------------


class Message(Protocol):
    """A warning as a table or a file has it. references: as `name_of` writes them."""

    sender: str
    identifier: str
    sent_at: datetime
    status: str
    message: str
    ends_at: datetime
    references: Any  # Any: JSON, a list of names


def ends_at(sent: datetime, expires: Iterable[datetime | None]) -> datetime:
    """Return when the last of a message is over. What says no end holds a day: nothing stays on a board for ever."""
    usual = sent + timedelta(hours=WARNED_HOURS)
    return max((one or usual for one in expires), default=usual)


def replaced(rows: Iterable[Message]) -> dict[str, str]:
    """Return by name those messages that another one of the same sender and status replaces or ends, with what it is.

    An exercise takes nothing real back, and no other sender does. Any order of arrival gives the same.
    """
    known = list(rows)
    there = {name_of(row.sender, row.identifier, row.sent_at): row for row in known}
    found: dict[str, str] = {}
    for row in known:
        for name in row.references if row.message != CapMessage.ALERT else ():
            earlier = there.get(name)
            if earlier is None or (earlier.sender, earlier.status) == (row.sender, row.status):
                found[name] = CapMessage.CANCEL if CapMessage.CANCEL in (row.message, found.get(name)) else row.message
    return found


def is_real(row: Message) -> bool:
    return row.status == CapStatus.ACTUAL


def standing[M: Message](rows: Sequence[M], now: datetime) -> list[M]:
    """Return the messages that hold at an instant: not over, not replaced, not ended, and no ending themselves. Practice too."""
    gone = replaced(rows)
    return [
        row
        for row in rows
        if row.message != CapMessage.CANCEL and row.ends_at > now and name_of(row.sender, row.identifier, row.sent_at) not in gone
    ]


def infos_for(infos: Sequence[WarningInfo], language: str, now: datetime | None = None) -> list[WarningInfo]:
    """Return what a reader is shown: in the own language where it is there, else in Spanish, else as it came."""
    going = [one for one in infos if now is None or one.expires is None or one.expires > now]
    for wanted in (language, "es"):
        if told := [one for one in going if one.lang.lower().split("-")[0] == wanted.lower().split("-")[0]]:
            return told
    first = going[0].lang if going else ""
    return [one for one in going if one.lang == first]


# How far ------------------------------------------------------------------------------------------------------------------


def km_away(infos: Iterable[WarningInfo], lat: float, lon: float) -> float | None:
    """Return how far the nearest area is from a point [km; 0: inside]; None where an area is told in words alone."""
    found: list[float] = []
    for area in (area for info in infos for area in info.areas):
        if not area.rings and not area.circles:
            return None
        found += [_ring_km(ring, lat, lon) for ring in area.rings]
        found += [max(0.0, _flat_km(lat, lon, one[0], one[1]) - one[2]) for one in area.circles]
    return min(found, default=None)


def is_near(km: float | None) -> bool:
    """Return whether a post shows it on its board: near, or nobody can tell."""
    return km is None or km <= NEAR_KM


def _ring_km(ring: Sequence[tuple[float, float]], lat: float, lon: float) -> float:
    east = math.cos(math.radians(lat))
    flat = [((one_lon - lon) * east * KM_PER_DEG, (one_lat - lat) * KM_PER_DEG) for one_lat, one_lon in ring]
    return float(shapely.distance(shapely.Polygon(flat).buffer(0), shapely.Point(0, 0)))


def _flat_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return math.hypot((other_lon - lon) * math.cos(math.radians(lat)) * KM_PER_DEG, (other_lat - lat) * KM_PER_DEG)
