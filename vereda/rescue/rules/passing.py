"""What a hand-over is after its entries, whether it may be made at all, and when its outcome is asked for. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from vereda.logbook.schema import Entry, FieldClass, State, value_of, write
from vereda.rescue.entries.passing import AlertPassed, AskStep, OutcomeAsked, OutcomeTold, PassReason, PassReceipted

ASKED_AFTER: Mapping[AskStep, timedelta] = {
    AskStep.DAY: timedelta(hours=24),
    AskStep.THREE_DAYS: timedelta(hours=72),
    AskStep.MONTH: timedelta(days=30),
}
"""Since the hand-over."""


def step(state: State, entry: Entry) -> State:
    """Return the alert after one more entry. Each hand-over is a line of its own; receipt and outcome may come before it."""
    payload, at = entry.payload, entry.occurred_at.isoformat()
    if isinstance(payload, AlertPassed):
        told = payload.model_dump(mode="json") | {"at": at, "local_on": entry.local_on.isoformat()}
        state.setdefault("passed", {})[entry.id] = told
    elif isinstance(payload, PassReceipted) and any(box.cls == FieldClass.CONTACT for box in entry.boxes):
        write(state["fields"], f"receipt:{payload.handover}", entry.id, entry)
    elif isinstance(payload, OutcomeAsked):
        asked = state.setdefault("asked", {}).setdefault(str(payload.handover), {})
        asked[payload.step.value] = min(asked.get(payload.step.value, at), at, key=_seconds)
    elif isinstance(payload, OutcomeTold):
        write(state["fields"], f"outcome:{payload.handover}", [payload.outcome.value, payload.people, at], entry)
    return state


def passed_of(state: State) -> list[dict[str, Any]]:  # Any: JSON
    """Return the hand-overs of an alert, each with `id`, receipt, outcome [outcome, people, instant] and what was asked."""
    made = []
    for entry, told in state.get("passed", {}).items():
        fields = state["fields"]
        rest = {"id": entry, "receipt": value_of(fields, f"receipt:{entry}"), "outcome": value_of(fields, f"outcome:{entry}")}
        asked = state.get("asked", {}).get(entry, {})
        made.append({**told, **rest, "asked": {one.value: asked[one.value] for one in AskStep if one.value in asked}})
    return sorted(made, key=lambda one: (_seconds(one["at"]), one["id"]))


def is_allowed(*, is_enforcement: bool, reason: PassReason) -> bool:
    """Tell whether a hand-over may be made: to a body with enforcement powers only for life in danger beyond our reach."""
    return not is_enforcement or reason is PassReason.BEYOND_REACH


def ask_due(*, passed_at: datetime, asked: Collection[str], outcome: str, now: datetime) -> AskStep | None:
    """Return the step at which the outcome has to be asked for now; None while it is early, once it was told, or asked.

    Whoever asks at the second step need not go back to the first.
    """
    come = [one for one in AskStep if now - passed_at >= ASKED_AFTER[one]]
    return come[-1] if come and not outcome and come[-1].value not in asked else None


def _seconds(at: str) -> float:
    return datetime.fromisoformat(at).timestamp()
