"""What a mission is after its entries: the whole, attempts and what was told. Teams are folded in `team.py`. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from vereda.logbook.schema import Entry, FieldClass, State, reach, reopen, value_of, write
from vereda.rescue.entries.attempt import AttemptBegun, AttemptEnded
from vereda.rescue.entries.found import PeopleFound
from vereda.rescue.entries.mission import MissionClosed, MissionOpened, MissionReopened
from vereda.rescue.entries.sitrep import AfterActionNoted, ClueFound, ClueWithdrawn, SituationReported
from vereda.rescue.rules import team
from vereda.rescue.rules.told import box_of, mark

type Take = Callable[[State, Any, Entry], None]  # Any: each its own payload


def start() -> State:
    """Return a mission of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the mission after one more entry.

    Closing is a milestone: the first stands, a second opens a conflict. What is told is kept by its entry or line and is never a
    conflict; what somebody says again of a line that others changed without knowing is one.
    """
    take = TAKES.get(type(entry.payload))
    if take:
        take(state, entry.payload, entry)
    return state


def ended_at(state: State) -> datetime | None:
    """Return when a mission was closed (aware), None while it is open: places of its people are held until then."""
    closed = value_of(state["fields"], "closed")
    return datetime.fromisoformat(closed[0]) if closed else None


def places_of(state: State) -> list[tuple[str, str]]:
    """Return (encounter, entry) of each place where people were found: who has the encounter struck strikes it here as well."""
    told = [told for name, writes in state["fields"].items() if name.startswith("found:") for _, told in writes]
    return sorted({(one["encounter"], one["where"]) for one in told if one and one["where"]})


def _opened(state: State, payload: MissionOpened, entry: Entry) -> None:
    write(state["fields"], "opened", [entry.occurred_at.isoformat(), payload.folio, payload.terrain], entry)
    if where := box_of(entry, FieldClass.WHEREABOUTS):
        write(state["fields"], "where", where, entry)


def _closed(state: State, payload: MissionClosed, entry: Entry) -> None:
    reach(state["fields"], "closed", [entry.occurred_at.isoformat(), payload.outcome], entry)


def _reopened(state: State, payload: MissionReopened, entry: Entry) -> None:
    reopen(state["fields"], "closed", entry)


def _begun(state: State, payload: AttemptBegun, entry: Entry) -> None:
    write(state["fields"], f"attempt:{payload.attempt}", entry.occurred_at.isoformat(), entry)


def _ended(state: State, payload: AttemptEnded, entry: Entry) -> None:
    name = f"attempt_result:{payload.attempt}"
    reach(state["fields"], name, payload.result.value, entry)
    mark(state, name, entry)


def _situation(state: State, payload: SituationReported, entry: Entry) -> None:
    _keep(state, "sitreps", entry, str(payload.team or ""))


def _after(state: State, payload: AfterActionNoted, entry: Entry) -> None:
    _keep(state, "after", entry)


def _keep(state: State, name: str, entry: Entry, *more: str) -> None:
    has_words = bool(box_of(entry, FieldClass.CONTACT))
    state.setdefault(name, {})[entry.id] = [entry.occurred_at.isoformat(), entry.author, has_words, *more]


def _clue(state: State, payload: ClueFound, entry: Entry) -> None:
    told = {
        "at": entry.occurred_at.isoformat(),
        "author": entry.author,
        "what": payload.what,
        "team": str(payload.team or ""),
        "words": box_of(entry, FieldClass.CONTACT),
        "where": box_of(entry, FieldClass.WHEREABOUTS),
    }
    write(state["fields"], f"clue:{payload.clue}", told, entry)


def _no_clue(state: State, payload: ClueWithdrawn, entry: Entry) -> None:
    write(state["fields"], f"clue:{payload.clue}", None, entry)


def _found(state: State, payload: PeopleFound, entry: Entry) -> None:
    told = {
        "at": entry.occurred_at.isoformat(),
        "people": payload.people,
        "encounter": str(payload.encounter),
        "team": str(payload.team or ""),
        "where": box_of(entry, FieldClass.WHEREABOUTS),
    }
    write(state["fields"], f"found:{payload.found}", told, entry)


TAKES: Mapping[type, Take] = {
    MissionOpened: _opened,
    MissionClosed: _closed,
    MissionReopened: _reopened,
    AttemptBegun: _begun,
    AttemptEnded: _ended,
    SituationReported: _situation,
    AfterActionNoted: _after,
    ClueFound: _clue,
    ClueWithdrawn: _no_clue,
    PeopleFound: _found,
    **team.TAKES,
}
"""What each kind changes."""
