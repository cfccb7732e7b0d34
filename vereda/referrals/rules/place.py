"""What is known of a place after its entries, whether a count is still today's, and what of it may be seen. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from hashlib import sha256
from uuid import UUID

from vereda.countries.door import HIDDEN_PLACES
from vereda.logbook.schema import Entry, State, uuid8
from vereda.practice import is_practice
from vereda.referrals.entries.place import CapacityChanged, CapacitySaid, Hours, PlaceTold, Span
from vereda.referrals.words import COUNT_H, FEW_FREE, ForWhom, Room, Seen, Way

SATURDAY, SUNDAY = 5, 6
AHEAD = timedelta(minutes=10)  # two clocks may differ by so much


def subject_of(country: str, place: str, group: str = "") -> UUID:
    """Return the subject of a place, the same wherever it is written; a practice has its own."""
    practice = group if is_practice(group) else ""
    return uuid8(0, sha256(f"service_place|{country}|{place}|{practice}".encode()).digest())


def start() -> State:
    """Return a place of which nothing was said."""
    return {}


def step(state: State, entry: Entry) -> State:
    """Return the place after one more entry. Total.

    A count replaces the one before and what was added to it; what changed since is added, so that two people who tap at once are
    both counted. A change before any count says nothing. No conflict is opened: a count holds for a day, the next one mends it.
    The telephone that the place said with its own account stays beside what posts note later: who answers there learns of us.
    """
    told = entry.payload
    when = [entry.occurred_at.isoformat(), entry.author]
    match told:
        case CapacitySaid():
            free = {who.value: told.free[who] for who in ForWhom if who in told.free}
            return {**state, "place": told.place, "free": free, "said": [*when, told.way.value], "changed": None}
        case CapacityChanged() if "free" in state:
            free = {**state["free"], told.for_whom.value: state["free"].get(told.for_whom.value, 0) + told.by}
            return {**state, "free": free, "changed": [*when, told.way.value]}
        case PlaceTold():
            said = told.model_dump(mode="json", exclude={"place", "way"})
            own = [told.telephone, when[0]] if told.way is Way.ACCOUNT else state.get("told", {}).get("own")
            return {**state, "place": told.place, "told": {**said, "when": [*when, told.way.value], "own": own}}
    return state


def is_todays(said_at: datetime | None, now: datetime) -> bool:
    """Tell whether a count may be shown as today's; one from the future may not."""
    return said_at is not None and -AHEAD <= now - said_at < timedelta(hours=COUNT_H)


def free_of(free: Mapping[str, int]) -> dict[ForWhom, int]:
    """Return how many are free, for whom it takes, never below none."""
    return {who: max(0, free[who.value]) for who in ForWhom if who.value in free}


def shown(free: Mapping[str, int], seen: Seen, kind: str) -> dict[ForWhom, int | Room]:
    """Return what posts see of the free places of a house: numbers, yes or no, nothing. kind: of the directory."""
    found = free_of(free)
    if seen is Seen.NOTHING:
        return {}
    if seen is Seen.YES_NO or kind in HIDDEN_PLACES:
        return {who: Room.SOME if count else Room.NONE for who, count in found.items()}
    return dict(found)


def room_of(count: int) -> Room:
    """Return how many in words, for a screen that visitors see."""
    if not count:
        return Room.NONE
    return Room.FEW if count < FEW_FREE else Room.SOME


def is_open(hours: Hours | None, at: datetime) -> bool | None:
    """Tell whether somebody is served at an instant in the clock of the place; None: nobody said its hours.

    Holidays are not known: the screen says to call.
    """
    if hours is None:
        return None
    if hours.always:
        return True
    today, before = _span(hours, at.weekday()), _span(hours, (at.weekday() - 1) % 7)
    now = at.time()
    if before and _is_over_midnight(before) and now < time.fromisoformat(before.closes):
        return True
    if today is None or now < time.fromisoformat(today.opens):
        return False
    return _is_over_midnight(today) or now < time.fromisoformat(today.closes)


def _span(hours: Hours, weekday: int) -> Span | None:
    return {SATURDAY: hours.saturday, SUNDAY: hours.sunday}.get(weekday, hours.weekdays)


def _is_over_midnight(span: Span) -> bool:
    return span.closes < span.opens
