"""Until when an account may screen. Stopped wins over trained where nobody knew of the other."""

from __future__ import annotations

from datetime import date

from vereda.logbook.schema import Entry, State, write
from vereda.protection.entries.training import ScreenerStopped, ScreenerTrained


def start() -> State:
    """Return an account that was trained in nothing."""
    return {"fields": {}, "kept": {}}


def step(state: State, entry: Entry) -> State:
    """Return the mark after one more entry."""
    payload = entry.payload
    if isinstance(payload, ScreenerTrained):
        write(state["kept"], "until", [payload.account, payload.until_on.isoformat()], entry)
    elif isinstance(payload, ScreenerStopped):
        write(state["kept"], "until", [payload.account, ""], entry)
    return state


def until(state: State) -> tuple[str, date] | None:
    """Return the account and the last day on which it may; None: it may not. Of two that stand side by side the stricter."""
    told = [one[1] for one in state["kept"].get("until", ())]
    account, last = min(told, key=lambda one: one[1], default=("", ""))
    return (account, date.fromisoformat(last)) if last else None
