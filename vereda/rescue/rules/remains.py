"""What a file of somebody found dead is after its entries, what is owed in it and since when, who may countersign. Pure.

The hours after which something is shown as owed are this house's own proposal: no law is behind them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from vereda.logbook.schema import Entry, FieldClass, State, reach, reopen, value_of, write, written_by
from vereda.rescue.entries.remains import (
    BelongingsCountersigned,
    BelongingsListed,
    BelongingsReceived,
    BelongingWithdrawn,
    CaseNumbered,
    MatchGiven,
    MatchNoted,
    ProsecutorCame,
    ProsecutorTold,
    RemainsCorrected,
    RemainsFound,
    RemainsHandedOver,
    RemainsReinstated,
    RemainsStep,
    RemainsStepUndone,
    RemainsWithdrawn,
    StayedWith,
)
from vereda.rescue.rules.told import box_of, lines_of, mark, seconds

type Take = Callable[[State, Any, Entry], None]  # Any: each its own payload

MARKS = ".,;:!?()[]«»\"'"
TELL_WITHIN = timedelta(minutes=30)
COME_WITHIN = timedelta(hours=3)
SIGN_WITHIN = timedelta(hours=1)


class Owed(StrEnum):
    """What somebody still has to do, the first of them first."""

    TELL = "tell"
    COME = "come"  # told, and nobody came: ask again
    RELIEVE = "relieve"  # whoever stays, stays longer than was said
    COUNTERSIGN = "countersign"


@dataclass(frozen=True)
class Clock:
    """The hours of one file. staying_until None: nobody stays, or nobody said until when; signed: the list is countersigned."""

    found_at: datetime
    told_at: datetime | None
    came_at: datetime | None
    handed_at: datetime | None
    staying_until: datetime | None
    listed_at: datetime | None
    signed: bool


def start() -> State:
    """Return a file of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the file after one more entry. What is reached, the first says; a second that says otherwise opens a conflict."""
    take = TAKES.get(type(entry.payload))
    if take:
        take(state, entry.payload, entry)
    return state


def _found(state: State, payload: RemainsFound, entry: Entry) -> None:
    told = payload.model_dump(mode="json")
    for name in ("number", "found_by", "setting", "circumstance", "place", "finders"):
        write(state["fields"], f"remains_{name}", told[name], entry)
    write(state["fields"], "remains_found_at", entry.occurred_at.isoformat(), entry)
    write(state["fields"], "remains_of", {name: told[name] for name in ("mission", "patrol", "team", "encounter")}, entry)
    _keep_place(state, entry)


def _corrected(state: State, payload: RemainsCorrected, entry: Entry) -> None:
    told = payload.model_dump(mode="json")
    for name in ("number", "found_by", "setting", "circumstance", "place", "finders", "found_at"):
        if told[name] is not None:
            write(state["fields"], f"remains_{name}", told[name], entry)
    _keep_place(state, entry)


def _keep_place(state: State, entry: Entry) -> None:
    if where := box_of(entry, FieldClass.CONTACT):
        write(state["fields"], "remains_where", where, entry)


def _told(state: State, payload: ProsecutorTold, entry: Entry) -> None:
    _reach(state, RemainsStep.TOLD, [payload.to, payload.how.value], entry)


def _came(state: State, payload: ProsecutorCame, entry: Entry) -> None:
    _reach(state, RemainsStep.CAME, True, entry)


def _handed(state: State, payload: RemainsHandedOver, entry: Entry) -> None:
    _reach(state, RemainsStep.HANDED, True, entry)


def _received(state: State, payload: BelongingsReceived, entry: Entry) -> None:
    _reach(state, RemainsStep.RECEIVED, payload.listed, entry)


def _given(state: State, payload: MatchGiven, entry: Entry) -> None:
    reach(state["fields"], "remains_match_given", True, entry)
    mark(state, "remains_match_given", entry)


def _reach(state: State, what: RemainsStep, value: Any, entry: Entry) -> None:  # Any: JSON
    """Reach a milestone; who said what of the official is kept beside it, by its entry."""
    name = field_of(what)
    reach(state["fields"], name, value, entry)
    mark(state, name, entry)
    if box := box_of(entry, FieldClass.CONTACT):
        state.setdefault("officials", {}).setdefault(name, {})[box] = value


def field_of(what: RemainsStep) -> str:
    """Return the name of a milestone's field."""
    return f"remains_{what.value}"


def official_in(state: State, what: RemainsStep) -> str:
    """Return the entry whose box names the official of a milestone that stands, '' where none does."""
    name = field_of(what)
    by, boxes = written_by(state["fields"], name), state.get("officials", {}).get(name, {})
    if by is None or by in boxes:
        return by or ""
    stands = value_of(state["fields"], name)
    return min((entry for entry, value in boxes.items() if value == stands), default="") if _settled(state, name, by) else ""


def _settled(state: State, name: str, by: str) -> bool:
    """Tell whether a person chose among several: then the box is that of an entry which said the same."""
    return by not in state.get("at", {}).get(name, {})


def _undone(state: State, payload: RemainsStepUndone, entry: Entry) -> None:
    reopen(state["fields"], field_of(payload.step), entry)


def _case(state: State, payload: CaseNumbered, entry: Entry) -> None:
    if box := box_of(entry, FieldClass.CONTACT):
        write(state["fields"], "remains_case", box, entry)


def _stayed(state: State, payload: StayedWith, entry: Entry) -> None:
    told = payload.model_dump(mode="json")
    write(state["fields"], "remains_staying", [told["who"], told["until"], entry.occurred_at.isoformat()], entry)


def _listed(state: State, payload: BelongingsListed, entry: Entry) -> None:
    if box_of(entry, FieldClass.IDENTITY):
        for one in payload.lines:
            value = [one.count, entry.id, entry.author, entry.occurred_at.isoformat()]
            write(state["fields"], f"belonging:{one.line}", value, entry)
    if payload.nothing:
        write(state["fields"], "remains_nothing", [entry.id, entry.author, entry.occurred_at.isoformat()], entry)


def _no_line(state: State, payload: BelongingWithdrawn, entry: Entry) -> None:
    """Take a line away, and keep who did it: a list that got shorter must not look as if nobody had touched it."""
    write(state["fields"], f"belonging:{payload.line}", None, entry)
    state.setdefault("taken_off", {})[entry.id] = [str(payload.line), entry.author, entry.occurred_at.isoformat()]


def _countersigned(state: State, payload: BelongingsCountersigned, entry: Entry) -> None:
    state.setdefault("signed", {})[entry.id] = [entry.occurred_at.isoformat(), entry.author, payload.listed]


def _match(state: State, payload: MatchNoted, entry: Entry) -> None:
    if box_of(entry, FieldClass.TRACING):
        state.setdefault("matches", {})[entry.id] = [entry.occurred_at.isoformat(), entry.author]


def _withdrawn(state: State, payload: RemainsWithdrawn, entry: Entry) -> None:
    reach(state["fields"], "remains_withdrawn", payload.reason.value, entry)


def _reinstated(state: State, payload: RemainsReinstated, entry: Entry) -> None:
    reopen(state["fields"], "remains_withdrawn", entry)


TAKES: Mapping[type, Take] = {
    RemainsFound: _found,
    RemainsCorrected: _corrected,
    ProsecutorTold: _told,
    ProsecutorCame: _came,
    RemainsHandedOver: _handed,
    RemainsStepUndone: _undone,
    CaseNumbered: _case,
    StayedWith: _stayed,
    BelongingsListed: _listed,
    BelongingWithdrawn: _no_line,
    BelongingsCountersigned: _countersigned,
    BelongingsReceived: _received,
    MatchNoted: _match,
    MatchGiven: _given,
    RemainsWithdrawn: _withdrawn,
    RemainsReinstated: _reinstated,
}
"""What each kind changes."""


# The list of belongings ---------------------------------------------------------------------------------------------------


def belongings_of(state: State) -> list[list[Any]]:  # Any: JSON
    """Return the lines that stand: [line, count, entry, author, at], in the order in which they were first written.

    The id of a line begins with its instant, so that one which is said again keeps its place.
    """
    return [[line, *value] for line, value in lines_of(state, "belonging")]


def nothing_of(state: State) -> list[str] | None:
    """Return [entry, author, at] where somebody said that nothing was to be seen, and no line stands against it."""
    return None if belongings_of(state) else value_of(state["fields"], "remains_nothing")


def taken_off_of(state: State) -> list[list[str]]:
    """Return [line, entry, author, at] of each time that somebody took a line away, in the order of the lines."""
    return sorted([line, entry, author, at] for entry, (line, author, at) in state.get("taken_off", {}).items())


def version_of(state: State) -> str:
    """Return the name of the list as it stands, '' where there is none.

    A line that is said again makes it another list, and so does one that is taken away, also the last one.
    """
    rows, nothing = belongings_of(state), nothing_of(state)
    told = sorted(f"{row[0]} {row[2]}" for row in rows) or ([f"nothing {nothing[0]}"] if nothing else [])
    told += [f"without {line} {entry}" for line, entry, _author, _at in taken_off_of(state)]
    return sha256("\n".join(told).encode()).hexdigest()[:16] if told else ""


def writers_of(state: State) -> set[str]:
    """Return who wrote the list as it stands; whoever took a line away wrote it too."""
    nothing = nothing_of(state)
    wrote = {row[3] for row in belongings_of(state)} | {row[2] for row in taken_off_of(state)}
    return wrote | ({nothing[1]} if nothing else set())


def countersigned(state: State) -> list[str]:
    """Return [at, account] of the first who countersigned the list as it stands and wrote nothing of it; [] where nobody did."""
    version, writers = version_of(state), writers_of(state)
    held = [[at, by] for at, by, over in state.get("signed", {}).values() if over == version and by not in writers]
    return min(held, key=lambda one: (seconds(one[0]), one[1]), default=[])


# The note for the forensic service ----------------------------------------------------------------------------------------


def folios_in(fields: Mapping[str, Any]) -> set[str]:  # Any: JSON of a box
    """Return the words of a note that may be the folio of a report, in capitals: whoever is erased is not told of there."""
    said = f"{fields.get('report', '')} {fields.get('text', '')}".upper()
    return {word.strip(MARKS) for word in said.split()} - {""}


# What is owed ---------------------------------------------------------------------------------------------------------------


def owed(clock: Clock, now: datetime) -> list[tuple[Owed, datetime]]:
    """Return what is owed now, and since when it runs: from the finding, from the call, from the hour of the relief."""
    due = []
    if not clock.told_at and not clock.came_at and not clock.handed_at and now - clock.found_at >= TELL_WITHIN:
        due.append((Owed.TELL, clock.found_at))
    if clock.told_at and not clock.came_at and not clock.handed_at and now - clock.told_at >= COME_WITHIN:
        due.append((Owed.COME, clock.told_at))
    if clock.staying_until and not clock.handed_at and now > clock.staying_until:
        due.append((Owed.RELIEVE, clock.staying_until))
    if clock.listed_at and not clock.signed and now - clock.listed_at >= SIGN_WITHIN:
        due.append((Owed.COUNTERSIGN, clock.listed_at))
    return due


def bodies_after(counted: int, before: int, after: int) -> int:
    """Return how many the encounter has to count once its files tell of `after` instead of `before`.

    Where it counts more than its files, others were counted without a file: they stay, and a file that is added is one of them.
    """
    return max(counted, after) if counted > before else after
