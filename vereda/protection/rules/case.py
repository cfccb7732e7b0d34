"""What a case of protection is after its entries, and when somebody must look at it. Pure; what is told stands in boxes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from vereda.logbook.schema import Entry, State, reach, reopen, value_of, write
from vereda.protection.entries.case import (
    CaseAsked,
    CaseClosed,
    CaseDifficultyAsked,
    CaseHolds,
    CaseLetGo,
    CasePictured,
    CaseReopened,
    CaseSafetyPlanned,
    CaseScreened,
    CaseShared,
    CaseShareEnded,
    CaseStepDone,
    CaseStepWithdrawn,
    CaseSurvivorNoted,
    CaseTaken,
    CaseTortureNoted,
    CaseWorkerAdded,
    CaseWorkerLeft,
)

type Take = Callable[[State, Any, Entry], None]  # Any: each its own payload

FIRST_LOOK = timedelta(days=3)
"""Within which somebody looks again at a case of which no next day is written: the program's own proposal, unsigned."""

LATEST: Mapping[type, str] = {
    CasePictured: "picture",
    CaseDifficultyAsked: "difficulty",
    CaseSurvivorNoted: "survivor",
    CaseTortureNoted: "torture",
    CaseSafetyPlanned: "safety_plan",
}
"""Notes of which the latest stands."""


def start() -> State:
    """Return a case of which nothing is known."""
    return {"fields": {}, "kept": {}}


def step(state: State, entry: Entry) -> State:
    """Return the case after one more entry.

    All of it is kept apart from `fields`: nobody outside the case is asked to choose between what two wrote. Closed is a
    milestone; steps, shares and talks are added; of notes the latest stands.
    """
    payload, name = entry.payload, LATEST.get(type(entry.payload))
    if name and entry.boxes:
        write(state["kept"], name, entry.id, entry)
    elif take := TAKES.get(type(payload)):
        take(state, payload, entry)
    return state


def _asked(state: State, payload: CaseAsked, entry: Entry) -> None:
    when = [entry.occurred_at.isoformat(), entry.local_on.isoformat(), payload.folio, entry.author, entry.id]
    write(state["kept"], "asked", when, entry)
    _holds(state, payload, entry)


def _works(state: State, payload: CaseTaken | CaseWorkerAdded, entry: Entry) -> None:
    write(state["kept"], f"worker:{payload.account}", True, entry)


def _left(state: State, payload: CaseWorkerLeft, entry: Entry) -> None:
    write(state["kept"], f"worker:{payload.account}", False, entry)


def _holds(state: State, payload: CaseAsked | CaseHolds, entry: Entry) -> None:
    for name in _named(payload):
        write(state["kept"], name, True, entry)


def _let_go(state: State, payload: CaseLetGo, entry: Entry) -> None:
    for name in _named(payload):
        write(state["kept"], name, False, entry)


def _named(payload: CaseAsked | CaseHolds | CaseLetGo) -> list[str]:
    told = (("encounter", payload.encounter), ("person", payload.person))
    return [f"{what}:{one}" for what, one in told if one]


def _step(state: State, payload: CaseStepDone, entry: Entry) -> None:
    next_on = payload.next_on.isoformat() if payload.next_on else None
    write(state["kept"], f"step:{payload.step}", [entry.occurred_at.isoformat(), entry.id, next_on], entry)


def _no_step(state: State, payload: CaseStepWithdrawn, entry: Entry) -> None:
    write(state["kept"], f"step:{payload.step}", None, entry)


def _shared(state: State, payload: CaseShared, entry: Entry) -> None:
    write(state["kept"], f"share:{payload.share}", [payload.account, str(payload.consent), entry.id], entry)


def _share_ended(state: State, payload: CaseShareEnded, entry: Entry) -> None:
    reach(state["kept"], f"unshared:{payload.share}", entry.occurred_at.isoformat(), entry)


def _screened(state: State, payload: CaseScreened, entry: Entry) -> None:
    if entry.boxes:
        state.setdefault("screened", {})[entry.id] = entry.occurred_at.isoformat()


def _closed(state: State, payload: CaseClosed, entry: Entry) -> None:
    reach(state["kept"], "closed", [entry.occurred_at.isoformat(), entry.id], entry)


def _reopened(state: State, payload: CaseReopened, entry: Entry) -> None:
    reopen(state["kept"], "closed", entry)


TAKES: Mapping[type, Take] = {
    CaseAsked: _asked,
    CaseTaken: _works,
    CaseWorkerAdded: _works,
    CaseWorkerLeft: _left,
    CaseHolds: _holds,
    CaseLetGo: _let_go,
    CaseStepDone: _step,
    CaseStepWithdrawn: _no_step,
    CaseShared: _shared,
    CaseShareEnded: _share_ended,
    CaseScreened: _screened,
    CaseClosed: _closed,
    CaseReopened: _reopened,
}
"""What each kind changes."""


def folio_of(subject: str) -> str:
    """Return what people say of a case: the last six signs of its id."""
    return f"P-{subject.replace('-', '')[-6:].upper()}"


def named(state: State, prefix: str) -> list[str]:
    """Return what stands under names that begin so: worker, encounter, person."""
    kept, before = state["kept"], f"{prefix}:"
    return sorted(name.removeprefix(before) for name in kept if name.startswith(before) and value_of(kept, name))


def goes_with(state: State) -> list[str]:
    """Return whose erasure takes the sealed words of the case: the persons and the encounters that it holds."""
    return sorted({*named(state, "person"), *named(state, "encounter")})


def lines(state: State, prefix: str) -> dict[str, list[Any]]:  # Any: JSON
    """Return what stands of each line that begins so: step, share."""
    kept, before = state["kept"], f"{prefix}:"
    found = {name.removeprefix(before): value_of(kept, name) for name in kept if name.startswith(before)}
    return {line: value for line, value in found.items() if value}


def steps(state: State) -> list[list[Any]]:  # Any: JSON
    """Return [instant, entry, next day, line] of the steps that stand, the oldest first."""
    return sorted(([*value, line] for line, value in lines(state, "step").items()), key=lambda one: (one[0], one[3]))


def shares(state: State) -> list[list[str]]:
    """Return [line, account, consent, entry] of what is shared. Ended wins over shared, in whatever order they arrive."""
    kept = state["kept"]
    return [[line, *value] for line, value in sorted(lines(state, "share").items()) if not value_of(kept, f"unshared:{line}")]


def next_on(state: State) -> date | None:
    """Return on which local day somebody must look again; None where nothing is waited for, or it is closed.

    The day that the latest step names stands. Where no step was written, the third day after it was asked for.
    """
    asked = value_of(state["kept"], "asked")
    if asked is None or value_of(state["kept"], "closed"):
        return None
    done = steps(state)
    if not done:
        return date.fromisoformat(asked[1]) + FIRST_LOOK
    return date.fromisoformat(done[-1][2]) if done[-1][2] else None
