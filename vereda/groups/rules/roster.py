"""What a turn, a day's roster and somebody lent are after their entries; who is planned now, missing, or twice. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import sha256
from itertools import combinations
from typing import Any, Protocol
from uuid import UUID

from vereda.groups.entries.roster import RosterPlanned, StaffLent, StaffReturned, TurnNamed, TurnRetired
from vereda.logbook.schema import Entry, FieldClass, State, reach, reopen, uuid8, value_of, write

GRACE = timedelta(minutes=30)
"""After which whoever is planned and not on the shift is shown as missing."""


def turn_step(state: State, entry: Entry) -> State:
    """Return the turn after one more entry. Whoever names it anew after it was retired has it in use again."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, TurnNamed):
        write(fields, "name", payload.name, entry)
        write(fields, "hours", [payload.begins, payload.ends], entry)
        reopen(fields, "retired", entry)
    elif isinstance(payload, TurnRetired):
        reach(fields, "retired", True, entry)
    return state


def roster_of(country: str, group: str, on: date) -> UUID:
    """Return the subject of a group's roster of one day: the same at every desk, so that two changes meet in one record."""
    ms = int(datetime.combine(on, time(), UTC).timestamp() * 1000)
    return uuid8(ms, sha256(f"roster|{country}|{group}|{on.isoformat()}".encode()).digest())


def roster_step(state: State, entry: Entry) -> State:
    """Return the roster of a day after one more entry. Each duty is a field: two who plan different people do not clash."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, RosterPlanned):
        write(fields, "on", payload.on.isoformat(), entry)
        for gone in payload.removed:
            write(fields, f"duty:{gone.turn}:{gone.member}", None, entry)
        for duty in payload.added:
            write(fields, f"duty:{duty.turn}:{duty.member}", {"zone": duty.zone}, entry)
    return state


def duties_of(state: State) -> list[dict[str, str]]:
    """Return who is planned on a day: member, turn, zone; in the same order whatever came first."""
    found = []
    for name in state["fields"]:
        value = value_of(state["fields"], name) if name.startswith("duty:") else None
        if value is not None:
            _duty, turn, member = name.split(":", 2)
            found.append({"turn": turn, "member": member, "zone": value["zone"]})
    return sorted(found, key=lambda one: (one["turn"], one["zone"], one["member"]))


def lent_step(state: State, entry: Entry) -> State:
    """Return somebody lent after one more entry. The name stands in the box of the entry that `identity` says."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, StaffLent):
        told: dict[str, Any] = payload.model_dump(mode="json")  # Any: codes, ids and days
        write(fields, "lent", told, entry)
        if any(box.cls == FieldClass.IDENTITY for box in entry.boxes):
            write(fields, "identity", entry.id, entry)
        reopen(fields, "left", entry)
    elif isinstance(payload, StaffReturned):
        reach(fields, "left", True, entry)
    return state


@dataclass(frozen=True)
class Planned:
    """One duty with its hours. begins_at, ends_at: aware."""

    member: str
    turn: UUID
    said: str
    zone: str
    on: date
    begins_at: datetime
    ends_at: datetime

    def holds(self, now: datetime) -> bool:
        """Return whether the duty is under way."""
        return self.begins_at <= now < self.ends_at

    def is_near(self, now: datetime) -> bool:
        """Return whether the duty is under way, or within the grace of it: around a change of turns both are there."""
        return self.begins_at - GRACE <= now < self.ends_at + GRACE


def hours_of(on: date, begins: str, ends: str, zone: tzinfo | None) -> tuple[datetime, datetime]:
    """Return when a turn of a day begins and ends (aware). Where the clock changes, its hours on the wall stand."""
    start = datetime.combine(on, time.fromisoformat(begins), zone)
    last = on if ends > begins else on + timedelta(days=1)
    return start, datetime.combine(last, time.fromisoformat(ends), zone)


def twice(planned: Sequence[Planned]) -> list[tuple[Planned, Planned]]:
    """Return pairs of duties of one person that overlap, the earlier first."""
    by_member: dict[str, list[Planned]] = {}
    for one in planned:
        by_member.setdefault(one.member, []).append(one)
    return [
        (first, second)
        for duties in by_member.values()
        for first, second in combinations(sorted(duties, key=lambda one: (one.begins_at, str(one.turn))), 2)
        if second.begins_at < first.ends_at
    ]


def missing(planned: Iterable[Planned], there: Collection[str], now: datetime) -> Iterator[Planned]:
    """Yield who is planned now, past the grace, and not on the shift."""
    return (one for one in planned if one.holds(now) and one.begins_at + GRACE <= now and one.member not in there)


def unplanned(planned: Sequence[Planned], there: Iterable[str], now: datetime) -> list[str]:
    """Return who is on the shift and not planned around now; nobody where nothing is planned now: no plan to differ from."""
    expected = {one.member for one in planned if one.is_near(now)}
    return [member for member in there if member not in expected] if any(one.holds(now) for one in planned) else []


class Stood(Protocol):
    """A shift as it was: from when until when (None: still), and who was on it."""

    @property
    def started_at(self) -> datetime: ...
    @property
    def ended_at(self) -> datetime | None: ...
    @property
    def members(self) -> Sequence[str]: ...


def was_there(duty: Planned, shifts: Iterable[Stood], now: datetime) -> bool:
    """Return whether somebody planned was on a shift that fell into the hours of the duty."""
    return any(duty.member in shift.members for shift in shifts if _overlap(duty, shift, now))


def stood_in(duty: Planned, shifts: Iterable[Stood], now: datetime) -> bool:
    """Return whether any shift fell into the hours of a duty."""
    return any(_overlap(duty, shift, now) for shift in shifts)


def there_besides(planned: Sequence[Planned], shifts: Iterable[Stood], now: datetime) -> list[tuple[str, datetime]]:
    """Return who was on a shift that is over without being planned into its hours, and since when.

    Of shifts into whose hours nobody at all was planned, nobody: there was no plan to differ from.
    """
    found = []
    for shift in shifts:
        expected = {duty.member for duty in planned if _overlap(duty, shift, now)}
        if expected and shift.ended_at is not None:
            found += [(member, shift.started_at) for member in shift.members if member not in expected]
    return found


def _overlap(duty: Planned, shift: Stood, now: datetime) -> bool:
    return shift.started_at < duty.ends_at and duty.begins_at < (shift.ended_at or now)
