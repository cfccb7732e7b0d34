"""What a report, an operation and a switch are after their entries; the hours of a report; which number stands. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.logbook.schema import Entry, State, uuid8, write
from vereda.reports.entries import (
    DailySigned,
    NationalSigned,
    OperationEnded,
    OperationLeftOut,
    OperationOpened,
    PostAnswered,
    PostAsked,
    PostCorrected,
    ServiceSwitched,
    StateAnswered,
    StateAsked,
    StateCorrected,
    StateSigned,
)
from vereda.reports.words import TOTAL

CUT = time(7, 0)
"""At this hour of the post a report ends and the next begins."""
LATE = time(9, 0)
"""A report that was not signed by this hour of the post is late."""
LATE_ABOVE = time(11, 0)
"""A sum of a state that was not signed by this hour is late."""
ODD_TIMES, ODD_MARGIN, ODD_WEEKS = 2, 5, 4


# Days and hours -----------------------------------------------------------------------------------------------------


def window(on: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the hours of the report of a day: from 07:00 to 07:00 at the post, 23 or 25 hours where the clock is changed."""
    return datetime.combine(on, CUT, zone), datetime.combine(on + timedelta(days=1), CUT, zone)


def late_at(on: date, zone: ZoneInfo) -> datetime:
    """Return the instant after which the report of a day is late."""
    return datetime.combine(on + timedelta(days=1), LATE, zone)


def late_above_at(on: date, zone: ZoneInfo) -> datetime:
    """Return the instant after which the sum of a state is late."""
    return datetime.combine(on + timedelta(days=1), LATE_ABOVE, zone)


def last_closed(now: datetime, zone: ZoneInfo) -> date:
    """Return the latest day whose report can be signed."""
    local = now.astimezone(zone)
    return local.date() - timedelta(days=1 if local.time() >= CUT else 2)


def subject_of(kind: str, country: str, whose: str, on: date) -> UUID:
    """Return the subject of a report: the same on every node, so that two versions of one day meet."""
    at = datetime.combine(on, time.min, UTC)
    return uuid8(int(at.timestamp() * 1000), sha256(f"vereda.reports|{kind}|{country}|{whose}|{on}".encode()).digest())


def switch_of(country: str, group: str, what: str, code: str) -> UUID:
    """Return the subject of a group's switch of one service or category."""
    digest = sha256(f"vereda.reports|switch|{country}|{group}|{what}|{code}".encode()).digest()
    return uuid8(int(datetime(2024, 1, 1, tzinfo=UTC).timestamp() * 1000), digest)


# Folds --------------------------------------------------------------------------------------------------------------


def start() -> State:
    """Return a report of which nothing is known."""
    return {"statements": [], "corrections": [], "questions": [], "answers": []}


def step(state: State, entry: Entry) -> State:
    """Return the report of any level after one more entry.

    Everything that was said is kept in fold order, and nothing replaces anything: the last stands, and all are shown.
    """
    payload: Any = entry.payload  # Any: one of the kinds of three levels, alike in what is taken here
    said = {"id": entry.id, "at": entry.occurred_at.isoformat(), "by": entry.author}
    state.setdefault("on", payload.on.isoformat())
    if hasattr(payload, "state"):
        state.setdefault("state", payload.state)
    match payload:
        case DailySigned() | StateSigned() | NationalSigned():
            before = [one["id"] for one in state["statements"] if entry.has_seen(one["id"])]
            told = payload.model_dump(mode="json", exclude={"on", "state"})
            state["statements"].append({**said, **told, "saw": before, "remark": bool(entry.boxes)})
        case PostCorrected() | StateCorrected():
            told = payload.model_dump(mode="json", exclude={"on", "state"})
            state["corrections"].append({**said, **told, "remark": bool(entry.boxes)})
        case PostAsked() | StateAsked():
            told = payload.model_dump(mode="json", exclude={"on", "state"})
            state["questions"].append({**said, **told})
        case PostAnswered() | StateAnswered():
            told = {"question": str(payload.question), "reply": payload.reply.value, "remark": bool(entry.boxes)}
            state["answers"].append({**said, **told})
    return state


def start_operation() -> State:
    """Return an operation of which nothing is known."""
    return {"fields": {}, "left_out": {}}


def operation_step(state: State, entry: Entry) -> State:
    """Return the operation after one more entry."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, OperationOpened):
        write(fields, "tag", str(payload.tag), entry)
        write(fields, "name", payload.name, entry)
        write(fields, "days", [payload.from_on.isoformat(), payload.until_on.isoformat()], entry)
    elif isinstance(payload, OperationEnded):
        write(fields, "ended", payload.until_on.isoformat(), entry)
    elif isinstance(payload, OperationLeftOut):
        # Two who decide alike or apart about one record: the later stands, as on the page.
        state["left_out"][str(payload.record)] = [payload.what.value, not payload.is_back]
    return state


def start_switch() -> State:
    """Return a switch that nobody touched."""
    return {"days": {}}


def switch_step(state: State, entry: Entry) -> State:
    """Return the switch after one more entry: for each first day what was said last."""
    payload = entry.payload
    if isinstance(payload, ServiceSwitched):
        state["what"], state["code"] = payload.what.value, payload.code
        state["days"][payload.from_on.isoformat()] = payload.is_given
    return state


def is_given(days: Mapping[str, bool], on: date) -> bool:
    """Return whether a switch is on: as the latest day says that has come; on where none has."""
    come = [day for day in days if day <= on.isoformat()]
    return days[max(come)] if come else True


# What stands --------------------------------------------------------------------------------------------------------


def standing(state: State) -> dict[str, Any] | None:  # Any: JSON of a statement
    """Return the statement that stands: the last in fold order."""
    return state["statements"][-1] if state["statements"] else None


def is_doubled(statements: Sequence[Mapping[str, Any]]) -> bool:  # Any: JSON of a statement
    """Return whether two versions stand side by side whose authors did not know of each other."""
    seen = {id_ for one in statements for id_ in one["saw"]}
    return len([one for one in statements if one["id"] not in seen]) > 1


def corrected(said: Mapping[str, int], corrections: Iterable[Mapping[str, Any]]) -> dict[str, int]:  # Any: JSON
    """Return the numbers of a level: what the one below said, and over it the last correction of each category.

    A corrected part moves the total with it, unless the total was corrected itself: a sum that its parts do not make is a
    mistake of the one who signs.
    """
    last = {one["category"]: one["said"] for one in corrections}
    found = {**said, **last}
    if TOTAL not in last:
        found.pop(TOTAL, None)
    return found


def added(rows: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return numbers by category, added up."""
    found: dict[str, int] = {}
    for row in rows:
        for category, number in row.items():
            found[category] = found.get(category, 0) + number
    return found


def with_total(said: Mapping[str, int], in_total: Iterable[str]) -> dict[str, int]:
    """Return numbers with the total that their parts make, where nobody said another."""
    parts = sum(said.get(category, 0) for category in in_total)
    return {**said, TOTAL: said.get(TOTAL, parts)}


def odd_band(before: Sequence[int]) -> tuple[int, int] | None:
    """Return the lowest and highest number that is not odd, from the same weekday of the last four weeks; None: too few.

    From half of the least, less five, to double the most and five. Three of the four weeks must be known.
    """
    if len(before) < ODD_WEEKS - 1:
        return None
    return max(0, min(before) // ODD_TIMES - ODD_MARGIN), max(before) * ODD_TIMES + ODD_MARGIN


def is_odd(number: int, before: Sequence[int]) -> bool:
    """Return whether a number falls far outside the last four weeks."""
    band = odd_band(before)
    return band is not None and not band[0] <= number <= band[1]
