"""What an alarm of an officer is after its entries, and to whom it must go next. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from vereda.logbook.schema import Entry, FieldClass, State, reach, reopen, value_of, write, written_by
from vereda.safety.entries.danger import (
    DangerRaised,
    DangerReopened,
    DangerResolved,
    DangerSeen,
    DangerStepTaken,
    OfficerInDanger,
)
from vereda.safety.words import AFTER_MIN, Level


def start() -> State:
    """Return an alarm of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the alarm after one more entry.

    It may be told, read and raised by several who do not know of each other: each list is kept by who said it, the earliest of
    each stands, and none of it is a conflict. Its end is a milestone: the first stands, another outcome opens a conflict.
    """
    fields, payload, at = state["fields"], entry.payload, entry.occurred_at.isoformat()
    if isinstance(payload, OfficerInDanger):
        state.setdefault("told", {})[entry.id] = _told(payload, entry)
        if any(box.cls == FieldClass.WHEREABOUTS for box in entry.boxes):
            write(fields, "where", entry.id, entry)
    elif isinstance(payload, DangerSeen):
        _earliest(state.setdefault("seen", {}), entry.author, [at, entry.group])
    elif isinstance(payload, DangerRaised):
        name = f"{payload.level}:{'post' if payload.at_post else 'central'}"
        _earliest(state.setdefault("raised", {}), name, [at, payload.numbers])
    elif isinstance(payload, DangerStepTaken):
        has_note = any(box.cls == FieldClass.FREE_TEXT for box in entry.boxes)
        state.setdefault("steps", {})[entry.id] = [at, entry.author, payload.step.value, has_note]
    elif isinstance(payload, DangerResolved):
        reach(fields, "outcome", payload.outcome.value, entry)
        state.setdefault("ended", {})[entry.id] = [at, entry.author]
    elif isinstance(payload, DangerReopened):
        reopen(fields, "outcome", entry)
    return state


def _told(payload: OfficerInDanger, entry: Entry) -> dict[str, Any]:  # Any: JSON
    return {
        "at": entry.occurred_at.isoformat(),
        "who": payload.who or entry.reported_by or entry.author,
        "author": entry.author,
        "device": entry.device,
        "channel": entry.channel,
        **payload.model_dump(mode="json", exclude_defaults=True, exclude={"who"}),
    }


def _earliest(kept: dict[str, list[Any]], name: str, told: list[Any]) -> None:  # Any: JSON
    kept[name] = min(kept.get(name, told), told, key=lambda one: (seconds(one[0]), str(one)))


def told_of(state: State) -> dict[str, Any] | None:  # Any: JSON
    """Return the alarm as it was told first, with what later ones add; None where it has not arrived."""
    told = sorted(state.get("told", {}).values(), key=lambda one: (seconds(one["at"]), str(one)))
    if not told:
        return None
    made = {name: value for one in reversed(told) for name, value in one.items()}
    # A locked phone names itself, a text message names the officer: a person is worth more than a device.
    persons = [one["who"] for one in told if one["who"] != one["device"]]
    return {**made, "who": persons[0] if persons else made["who"]}


def outcome_of(state: State) -> tuple[str, str, str]:
    """Return outcome, instant and author of the end that stands; ('', '', '') while it is open."""
    entry = written_by(state["fields"], "outcome")
    if entry is None:
        return "", "", ""
    at, author = state.get("ended", {}).get(entry, ["", ""])
    return value_of(state["fields"], "outcome"), at, author


def raise_due(*, told_at: datetime, raised: Collection[str], place: str, now: datetime) -> list[Level]:
    """Return the steps that are due for an alarm that nobody has read.

    raised  names of the steps that were taken, as `level:place`
    place   who asks: 'post' or 'central'; each counts its own steps, since a post may be cut off
    """
    minutes = (now - told_at) / timedelta(minutes=1)
    return [level for level, after in AFTER_MIN.items() if minutes >= after and f"{level}:{place}" not in raised]


def message_of(*, group: str, who: str, folio: str, hour: str, level: Level) -> str:
    """Return the text of the message: group, call sign or folio, hour. Never a place, never a person who was met."""
    again = "" if level is Level.FIRST else " SIN LEER."
    return f"VEREDA {group}: agente en peligro, {who or folio}, {hour}.{again} Folio {folio}. Responda en el tablero."


def seconds(at: str) -> float:
    """Return an ISO instant as seconds; what is empty comes last."""
    return datetime.fromisoformat(at).timestamp() if at else float("inf")
