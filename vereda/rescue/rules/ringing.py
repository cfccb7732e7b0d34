"""Whom an unread alert has rung, and whom it must ring next. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from vereda.logbook.schema import Entry, State
from vereda.rescue.entries.ringing import AlertRang
from vereda.rescue.words import RING_AFTER_MIN, RingStep

WAITS = timedelta(minutes=1)
"""So long one machine waits before it takes a step of the other: what that one did arrives by then, where there is a line."""


def step(state: State, entry: Entry) -> State:
    """Return the alert after one more entry; of several that rang one step the earliest stands, and none contradicts another."""
    if isinstance(entry.payload, AlertRang):
        told = [entry.occurred_at.isoformat(), entry.payload.at_post, entry.payload.numbers]
        kept, name = state.setdefault("rang", {}), entry.payload.step.value
        kept[name] = min(kept.get(name, told), told, key=_by_instant)
    return state


def steps_due(*, since: datetime, rang: Collection[str], is_post: bool, has_post: bool, now: datetime) -> list[RingStep]:
    """Return the steps that this machine has to take for an alert that nobody has read.

    since     when it could be read first
    rang      steps that were taken, by whichever machine: none is taken twice where one knows of the other
    is_post   whether this is the machine of the post; has_post: whether the group has one
    """
    return [one for one in RingStep if one not in rang and now - since >= _after(one, is_post, has_post)]


def _after(one: RingStep, is_post: bool, has_post: bool) -> timedelta:
    """Headquarters is rung by the machine of headquarters, the others by the post's; each goes for the other, a minute later."""
    is_own = is_post != (one is RingStep.HEADQUARTERS) or not (is_post or has_post)
    return timedelta(minutes=RING_AFTER_MIN[one]) + (timedelta(0) if is_own else WAITS)


def message_of(*, group: str, folio: str, minutes: int, step: RingStep) -> str:
    """Return the text of the message: group, how long, folio. Never a place, never a person, never what was said."""
    to = {
        RingStep.POST: "Abra el tablero.",
        RingStep.COORDINATOR: "El puesto no la ha leido.",
        RingStep.HEADQUARTERS: "Ni el puesto ni la coordinacion la han leido.",
    }
    return f"VEREDA {group}: ALERTA SIN LEER desde hace {minutes} min. Folio {folio}. {to[step]}"


def _by_instant(told: list[object]) -> tuple[float, str]:
    return datetime.fromisoformat(str(told[0])).timestamp(), str(told)
