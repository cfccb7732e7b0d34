"""What a referral is after its entries. Pure: to what help, to whom and what is told stand in boxes, and are not known here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from vereda.logbook.schema import Entry, State, reach, reopen, value_of, write
from vereda.referrals.entries.referral import (
    Answered,
    AnswerTakenBack,
    Arrived,
    Done,
    LinkGiven,
    NoteLeft,
    Opened,
    OpenedElsewhere,
    Recalled,
    ReceiverReminded,
    ReferralMade,
)
from vereda.referrals.words import ACCEPTED_DAYS, Answer, Status

type Take = Callable[[State, Any, Entry], None]  # Any: each its own payload


def start() -> State:
    """Return a referral of which nothing is known."""
    return {"fields": {}, "kept": {}}


def step(state: State, entry: Entry) -> State:
    """Return the referral after one more entry.

    Kept apart from `fields`: the list of conflicts is read by who may not know that there is such a referral; a second answer
    that says otherwise is told on the referral itself. Answer, arrival and end are milestones. Recalled stays so in any order.
    """
    take = TAKES.get(type(entry.payload))
    if take:
        take(state, entry.payload, entry)
    return state


def _made(state: State, payload: ReferralMade, entry: Entry) -> None:
    kept = state["kept"]
    when = [entry.occurred_at.isoformat(), entry.local_on.isoformat(), entry.author]
    write(kept, "made", [*when, payload.folio, payload.within.value, payload.basis.value], entry)
    write(kept, "sent", entry.id, entry)
    write(kept, "classes", sorted({box.cls.value for box in entry.boxes}), entry)
    for name in ("encounter", "person", "consent"):
        if found := getattr(payload, name):
            write(kept, name, str(found), entry)


def _link(state: State, payload: LinkGiven, entry: Entry) -> None:
    write(state["kept"], "link", [payload.digest, payload.until.isoformat(), payload.mark or ""], entry)


def _opened(state: State, payload: Opened, entry: Entry) -> None:
    reach(state["kept"], f"holder:{payload.digest}", payload.holder, entry)
    _add(state, "opened", entry, [entry.occurred_at.isoformat()])


def _elsewhere(state: State, payload: OpenedElsewhere, entry: Entry) -> None:
    _add(state, "elsewhere", entry, [entry.occurred_at.isoformat()])


def _answered(state: State, payload: Answered, entry: Entry) -> None:
    reason = payload.reason.value if payload.reason else ""
    reach(state["kept"], "answer", [payload.answer.value, reason, entry.occurred_at.isoformat(), payload.way.value], entry)


def _taken_back(state: State, payload: AnswerTakenBack, entry: Entry) -> None:
    reopen(state["kept"], "answer", entry)


def _arrived(state: State, payload: Arrived, entry: Entry) -> None:
    reach(state["kept"], "arrived", [entry.occurred_at.isoformat(), payload.way.value], entry)


def _done(state: State, payload: Done, entry: Entry) -> None:
    reach(state["kept"], "done", [entry.occurred_at.isoformat(), payload.way.value], entry)


def _note(state: State, payload: NoteLeft, entry: Entry) -> None:
    _add(state, "notes", entry, [entry.occurred_at.isoformat(), payload.way.value])


def _recalled(state: State, payload: Recalled, entry: Entry) -> None:
    _add(state, "recalled", entry, [entry.occurred_at.isoformat(), payload.reason.value])


def _reminded(state: State, payload: ReceiverReminded, entry: Entry) -> None:
    _add(state, "reminded", entry, [entry.occurred_at.isoformat()])


def _add(state: State, name: str, entry: Entry, told: list[str]) -> None:
    state.setdefault(name, {})[entry.id] = told


TAKES: Mapping[type, Take] = {
    ReferralMade: _made,
    LinkGiven: _link,
    Opened: _opened,
    OpenedElsewhere: _elsewhere,
    Answered: _answered,
    AnswerTakenBack: _taken_back,
    Arrived: _arrived,
    Done: _done,
    NoteLeft: _note,
    Recalled: _recalled,
    ReceiverReminded: _reminded,
}
"""What each kind changes."""


def status_of(state: State) -> Status:
    """Return how it stands. Who arrived is there, also where the receiver had said that it cannot."""
    kept = state["kept"]
    answer = value_of(kept, "answer")
    holds = {
        Status.RECALLED: bool(state.get("recalled")),
        Status.DONE: value_of(kept, "done") is not None,
        Status.ARRIVED: value_of(kept, "arrived") is not None,
        Status.REFUSED: answer is not None and answer[0] == Answer.REFUSED,
        Status.ACCEPTED: answer is not None and answer[0] == Answer.ACCEPTED,
        Status.OPENED: bool(state.get("opened")),
    }
    return next((status for status, is_so in holds.items() if is_so), Status.SENT)


def first_of(told: Mapping[str, list[str]]) -> list[str] | None:
    """Return of several entries the one whose hour is the first, None without one."""
    return min(told.values(), key=lambda one: (datetime.fromisoformat(one[0]), one), default=None)


def is_contested(state: State) -> bool:
    """Tell whether two answers that say otherwise stand: one by the page, one by telephone."""
    writes = state["kept"].get("!answer", ())
    return len({tuple(one[1][:2]) for one in writes}) > 1


def holder_of(state: State, digest: str) -> str | None:
    """Return to whose browser words belong."""
    holder: str | None = value_of(state["kept"], f"holder:{digest}")
    return holder


def persons_of(state: State) -> list[str]:
    """Return whose it is: with the person, and with the encounter, all that is sealed here goes."""
    return sorted({one[1] for name in ("person", "encounter") for one in state["kept"].get(name, ())})


def opens_until(until: datetime, accepted_at: datetime | None) -> datetime:
    """Return until when the page is shown: the hours of the words; who accepted has days more to say how it went."""
    return max(until, accepted_at + timedelta(days=ACCEPTED_DAYS)) if accepted_at else until


def waiting_min(made_at: datetime, answered_at: datetime | None, now: datetime) -> int:
    """Return how long the receiver has let us wait, or did [whole minutes]."""
    return max(0, int(((answered_at or now) - made_at).total_seconds() // 60))
