"""What a legal case is after its entries. Pure: what it is about stands in boxes, and is not known here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from vereda.legal.entries.case import (
    AdviserAdded,
    AdviserLeft,
    AdviserTook,
    AnswerLeft,
    CaseClosed,
    CaseOpened,
    CaseReopened,
    CaseTold,
    StepTaken,
    StepWithdrawn,
)
from vereda.legal.entries.evidence import EvidenceKept, EvidencePassed
from vereda.legal.entries.going_back import ReturnAsked, ReturnDeparted, ReturnSeconded, ReturnTakenBack
from vereda.legal.entries.term import TermEnded, TermExtended, TermGoesOn, TermRang, TermSeen, TermStarted
from vereda.logbook.schema import Entry, State, reach, reopen, value_of, write

type Take = Callable[[State, Any, Entry], None]  # Any: each its own payload


def start() -> State:
    """Return a case of which nothing is known."""
    return {"fields": {}, "kept": {}}


def step(state: State, entry: Entry) -> State:
    """Return the case after one more entry.

    All of it is kept apart from `fields`: what two wrote without knowing of each other is shown to nobody outside the case, and
    the later stands. Closed and ended are milestones: the first stands. Steps, things kept and whom a term rang are added, never
    set. A return that was taken back stays so, in whatever order the entries arrive.
    """
    take = TAKES.get(type(entry.payload))
    if take:
        take(state, entry.payload, entry)
    return state


def _opened(state: State, payload: CaseOpened, entry: Entry) -> None:
    when = [entry.occurred_at.isoformat(), entry.local_on.isoformat()]
    write(state["kept"], "opened", [*when, payload.folio, payload.receipt or ""], entry)
    write(state["kept"], "person", str(payload.person) if payload.person else None, entry)
    write(state["kept"], "encounter", str(payload.encounter) if payload.encounter else None, entry)
    _told(state, payload, entry)


def _told(state: State, payload: CaseOpened | CaseTold, entry: Entry) -> None:
    if entry.boxes:
        write(state["kept"], "told", entry.id, entry)


def _works(state: State, payload: AdviserTook | AdviserAdded, entry: Entry) -> None:
    write(state["kept"], f"adviser:{payload.account}", True, entry)


def _left(state: State, payload: AdviserLeft, entry: Entry) -> None:
    write(state["kept"], f"adviser:{payload.account}", False, entry)


def _step(state: State, payload: StepTaken, entry: Entry) -> None:
    write(state["kept"], f"step:{payload.step}", entry.id, entry)


def _no_step(state: State, payload: StepWithdrawn, entry: Entry) -> None:
    write(state["kept"], f"step:{payload.step}", None, entry)


def _answer(state: State, payload: AnswerLeft, entry: Entry) -> None:
    write(state["kept"], "answer", entry.id, entry)


def _closed(state: State, payload: CaseClosed, entry: Entry) -> None:
    reach(state["kept"], "closed", [entry.occurred_at.isoformat(), entry.id], entry)


def _reopened(state: State, payload: CaseReopened, entry: Entry) -> None:
    reopen(state["kept"], "closed", entry)


def _started(state: State, payload: TermStarted, entry: Entry) -> None:
    _hours(state, payload, entry)
    write(state["kept"], f"term:{payload.term}", entry.id, entry)


def _hours(state: State, payload: TermStarted | TermExtended, entry: Entry) -> None:
    told = [at.isoformat() if at else None for at in (payload.remind_at, payload.due_at)]
    write(state["kept"], f"hours:{payload.term}", told, entry)


def _extended(state: State, payload: TermExtended, entry: Entry) -> None:
    """Let it run longer; who answered for the old hour, and whom it rang, is another matter from here on."""
    _hours(state, payload, entry)
    _of_term(state, str(payload.term)).setdefault("extended", {})[entry.id] = entry.occurred_at.isoformat()


def _seen(state: State, payload: TermSeen, entry: Entry) -> None:
    _of_term(state, str(payload.term)).setdefault("seen", {})[entry.id] = [entry.occurred_at.isoformat(), entry.author]


def _rang(state: State, payload: TermRang, entry: Entry) -> None:
    rang = _of_term(state, str(payload.term)).setdefault("rang", {})
    rang[entry.id] = [entry.occurred_at.isoformat(), payload.to.value]


def _ended(state: State, payload: TermEnded, entry: Entry) -> None:
    reach(state["kept"], f"ended:{payload.term}", [entry.occurred_at.isoformat(), entry.id], entry)


def _goes_on(state: State, payload: TermGoesOn, entry: Entry) -> None:
    reopen(state["kept"], f"ended:{payload.term}", entry)


def _kept(state: State, payload: EvidenceKept, entry: Entry) -> None:
    write(state["kept"], f"item:{payload.item}", entry.id, entry)


def _passed(state: State, payload: EvidencePassed, entry: Entry) -> None:
    state.setdefault("hands", {}).setdefault(str(payload.item), {})[entry.id] = entry.occurred_at.isoformat()


def _asked(state: State, payload: ReturnAsked, entry: Entry) -> None:
    _request(state, str(payload.request))["asked"][entry.id] = [entry.occurred_at.isoformat(), entry.author]


def _seconded(state: State, payload: ReturnSeconded, entry: Entry) -> None:
    _request(state, str(payload.request))["seconded"][entry.id] = [entry.occurred_at.isoformat(), entry.author]


def _taken_back(state: State, payload: ReturnTakenBack, entry: Entry) -> None:
    _request(state, str(payload.request))["taken_back"][entry.id] = [entry.occurred_at.isoformat(), entry.author]


def _departed(state: State, payload: ReturnDeparted, entry: Entry) -> None:
    _request(state, str(payload.request))["departed"][entry.id] = [entry.occurred_at.isoformat(), entry.author]


def _of_term(state: State, term: str) -> dict[str, Any]:  # Any: JSON
    return state.setdefault("terms", {}).setdefault(term, {})


def _request(state: State, request: str) -> dict[str, Any]:  # Any: JSON
    empty: dict[str, Any] = {"asked": {}, "seconded": {}, "taken_back": {}, "departed": {}}  # Any: as above
    return state.setdefault("returns", {}).setdefault(request, empty)


TAKES: Mapping[type, Take] = {
    CaseOpened: _opened,
    CaseTold: _told,
    AdviserTook: _works,
    AdviserAdded: _works,
    AdviserLeft: _left,
    StepTaken: _step,
    StepWithdrawn: _no_step,
    AnswerLeft: _answer,
    CaseClosed: _closed,
    CaseReopened: _reopened,
    TermStarted: _started,
    TermExtended: _extended,
    TermSeen: _seen,
    TermRang: _rang,
    TermEnded: _ended,
    TermGoesOn: _goes_on,
    EvidenceKept: _kept,
    EvidencePassed: _passed,
    ReturnAsked: _asked,
    ReturnSeconded: _seconded,
    ReturnTakenBack: _taken_back,
    ReturnDeparted: _departed,
}
"""What each kind changes."""


def advisers_of(state: State) -> list[str]:
    """Return the accounts that work on the case."""
    names = [name for name in state["kept"] if name.startswith("adviser:")]
    return sorted(name.removeprefix("adviser:") for name in names if value_of(state["kept"], name))


def persons_of(state: State) -> list[str]:
    """Return whom the case is for: erasing that person destroys what is written here."""
    return sorted({one[1] for one in state["kept"].get("person", ()) if one[1]})


def goes_with(state: State) -> list[str]:
    """Return with whose erasure all that is sealed here goes: the person, and the encounter while no adviser has the case.

    Whoever says 'strike it' a moment after help was asked for means the request as well. From then on an adviser answers for it,
    and terms may run: it goes with the person, by two accounts.
    """
    met = set() if advisers_of(state) else {one[1] for one in state["kept"].get("encounter", ()) if one[1]}
    return sorted({*persons_of(state), *met})


def standing(state: State, prefix: str) -> dict[str, str]:
    """Return of each line that begins so and stands the entry that wrote it, as (line, entry)."""
    kept, before = state["kept"], f"{prefix}:"
    found = {name.removeprefix(before): value_of(kept, name) for name in kept if name.startswith(before)}
    return {line: entry for line, entry in found.items() if entry}


def is_seconded(request: Mapping[str, Any]) -> bool:  # Any: JSON
    """Tell whether a second person stands behind a return: another than each who wrote it down."""
    wrote = {author for _at, author in request["asked"].values()}
    return bool(wrote) and any(author not in wrote for _at, author in request["seconded"].values())


def has_left(request: Mapping[str, Any]) -> bool:  # Any: JSON
    """Tell whether the person left: it was said, two persons stand behind it, and it was not taken back."""
    return bool(request["departed"]) and is_seconded(request) and not request["taken_back"]
