"""Free places for a screen that visitors see: full, few, room; of houses near the post that let it be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vereda.countries.door import HIDDEN_PLACES, DirectoryEntry, Group
from vereda.desk.dates import clock
from vereda.desk.rooms.directory import is_near
from vereda.desk.words import directory as words
from vereda.referrals import door as referrals
from vereda.referrals.door import Place, Room, Seen

MOST = 7
"""Houses that fit a screen which never scrolls."""


@dataclass(frozen=True)
class House:
    """A house on the wall. room: for whom, and how much; empty: no count of today."""

    name: str
    city: str
    room: Sequence[tuple[str, str, bool]]
    said: str


def picture(country: str, group: Group, now: datetime) -> dict[str, Any]:  # Any: what the page draws
    """Return all that the screen shows, houses that counted today first."""
    said = referrals.places.places(country)
    near = [row for row in referrals.places.shelters(country) if is_near(row, group) and row.kind not in HIDDEN_PLACES]
    found = [_house(row, said.get(row.code), now) for row in near if not _is_silent(said.get(row.code))]
    found.sort(key=lambda one: (not one.room, one.city != group.city, one.city, one.name))
    return {"now": now, "houses": found[:MOST], "more": max(0, len(found) - MOST)}


def _is_silent(row: Place | None) -> bool:
    return row is not None and referrals.places.seen_of(row) is Seen.NOTHING


def _house(entry: DirectoryEntry, row: Place | None, now: datetime) -> House:
    if row is None or not referrals.places.has_count_of_today(row, now):
        return House(entry.name, entry.city, (), "")
    exact = referrals.places.seen_of(row) is Seen.NUMBERS
    room = []
    for who, count in referrals.free_of(row.free or {}).items():
        found = referrals.room_of(count) if exact or not count else Room.SOME
        room.append((str(words.FOR_WHOM[who]), str(words.ROOM[found]), found is Room.NONE))
    return House(entry.name, entry.city, room, clock(row.said_at))
