"""What a track is after its entries, within which hours it counts, and when its key goes. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from vereda.logbook.schema import Entry, FieldClass, State, reach, reopen, write
from vereda.rescue.entries.track import TrackBrought, TrackReinstated, TrackStruck
from vereda.rescue.rules.told import box_of, mark

STRUCK_KEPT = timedelta(days=1)
"""So long what was struck can be put back; it may be somebody's own way, and is destroyed then."""


def start() -> State:
    """Return a track of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the track after one more entry. Striking is a milestone that is taken back by who has seen it."""
    payload = entry.payload
    if isinstance(payload, TrackBrought):
        told = payload.model_dump(mode="json", exclude={"mission", "team"})
        of = {"mission": str(payload.mission), "team": str(payload.team)}
        write(state["fields"], "brought", {**told, **of, "at": entry.occurred_at.isoformat(), "by": entry.author}, entry)
        write(state["fields"], "kept", box_of(entry, FieldClass.CONTACT), entry)
    elif isinstance(payload, TrackStruck):
        reach(state["fields"], "struck", True, entry)
        mark(state, "struck", entry)
    elif isinstance(payload, TrackReinstated):
        reopen(state["fields"], "struck", entry)
    return state


def hours_on_mission(dispatched_at: datetime, ends: Iterable[datetime | None], now: datetime) -> tuple[datetime, datetime]:
    """Return from when until when a team was on a mission: what a receiver recorded before or after is nobody's business.

    ends  when it returned or was stood down, when the mission was closed; None where it did not come to that
    The minute of the dispatch counts whole.
    """
    return dispatched_at.replace(second=0, microsecond=0), min([now, *(end for end in ends if end)])


def is_kept_too_long(
    *,
    since: datetime,
    now: datetime,
    closed_at: datetime | None,
    last_told: datetime,
    is_mission_here: bool,
    struck_at: datetime | None,
) -> bool:
    """Tell whether the key of a track goes now.

    since      tracks of missions that were closed before it are not kept: today less the days of the country's table
    last_told  when the last entry of the mission came here; of the track itself where its mission is not here

    A struck one goes after a day; one of a mission that never came here, or was erased, as if it had been closed when it came. A
    closure that claims to be of the future, by a wrong clock, counts from when it came here.
    """
    if struck_at is not None and min(struck_at, now) <= now - STRUCK_KEPT:
        return True
    if not is_mission_here:
        return last_told <= since
    return closed_at is not None and (closed_at if closed_at <= now else last_told) <= since
