"""A person handed on across a border, after the entries: on the side that sends, and on the side that takes in. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from vereda.bundles.entries.handed import (
    CrossingMade,
    CrossingReceived,
    HandedAnswered,
    HandedArrived,
    HandedCame,
    HandedDone,
    HandedNoted,
    HandedRecalled,
)
from vereda.bundles.rules.bundle import OPEN_DAYS
from vereda.logbook.schema import Entry, State, reach, uuid8, value_of, write
from vereda.referrals.schema import ACCEPTED_DAYS, Answer, Status


def subject_of(country: str, fingerprint: str, theirs: UUID) -> UUID:
    """Return the id here of what another installation handed on: its own id could be that of anything of ours."""
    return uuid8(theirs.int >> 80, sha256(f"handed|{country}|{fingerprint}|{theirs.hex}".encode()).digest())


def is_told(
    now: datetime, came_at: datetime, *, answer: str, answered_at: datetime | None, arrived_at: datetime | None,
    done_at: datetime | None, recalled_at: datetime | None,
) -> bool:  # fmt: skip
    """Tell whether what came of a person is shown: who refused has no need of it, nor who helped a week ago.

    Whoever waits, or is on the way, is shown for as long as a bundle is open; each step begins these days again.
    """
    if recalled_at is not None or answer == Answer.REFUSED:
        return False
    if done_at is not None:
        return now < done_at + timedelta(days=ACCEPTED_DAYS)
    return now < max(filter(None, (came_at, answered_at, arrived_at))) + timedelta(days=OPEN_DAYS)


def start() -> State:
    """Return one of which nothing is known."""
    return {"fields": {}, "kept": {}, "notes": {}, "changed": ""}


def step_crossing(state: State, entry: Entry) -> State:
    """Return a referral on its way to another country after one more entry."""
    kept = state["kept"]
    match entry.payload:
        case CrossingMade() as told:
            write(kept, "made", [str(told.referral), told.partner, told.post, entry.occurred_at.isoformat()], entry)
        case CrossingReceived():
            write(kept, "received", entry.occurred_at.isoformat(), entry)
    return state


def step_handed(state: State, entry: Entry) -> State:
    """Return a person who came from another country after one more entry. Recalled stays so, in any order."""
    kept, at = state["kept"], entry.occurred_at.isoformat()
    match entry.payload:
        case HandedCame() as told:
            where = [told.partner, str(told.theirs), told.folio, told.within.value, told.made_at.isoformat(), told.sent_by]
            write(kept, "came", [*where, entry.id, sorted({box.cls.value for box in entry.boxes}), at], entry)
        case HandedAnswered(answer=answer, reason=reason):
            reach(kept, "answer", [answer.value, reason.value if reason else "", at, entry.id], entry)
        case HandedArrived():
            reach(kept, "arrived", [at, entry.id], entry)
        case HandedDone():
            reach(kept, "done", [at, entry.id], entry)
        case HandedNoted():
            state["notes"][entry.id] = entry.occurred_at.astimezone(UTC).isoformat()
        case HandedRecalled(reason=reason):
            reach(kept, "recalled", [at, reason.value], entry)
    state["changed"] = max(state["changed"], entry.occurred_at.astimezone(UTC).isoformat())
    return state


def status_of(state: State) -> Status:
    """Return how it stands with a person who came."""
    kept = state["kept"]
    answer = value_of(kept, "answer")
    holds = {
        Status.RECALLED: value_of(kept, "recalled") is not None,
        Status.DONE: value_of(kept, "done") is not None,
        Status.ARRIVED: value_of(kept, "arrived") is not None,
        Status.REFUSED: answer is not None and answer[0] == Answer.REFUSED,
        Status.ACCEPTED: answer is not None,
    }
    return next((status for status, is_so in holds.items() if is_so), Status.SENT)
