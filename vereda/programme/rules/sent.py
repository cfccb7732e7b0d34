"""What was sent to a donor: versions by number, each by two persons. What was sent never changes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

from vereda.logbook.schema import Entry, State, uuid8
from vereda.programme.entries import ReportProposed, ReportSent


def subject_of(programme: UUID, phase: str, period: str, grant: str) -> UUID:
    """Return the subject of a report: the same on every machine, so that one period of one grant has one."""
    digest = sha256(f"vereda.programme|report|{programme}|{phase}|{period}|{grant}".encode()).digest()
    return uuid8(programme.int >> 80, digest)


def start() -> State:
    """Return a report of which nothing is known."""
    return {"proposal": None, "versions": []}


def step(state: State, entry: Entry) -> State:
    """Return the report after one more entry.

    A version stands by a second person, of the very document that the first one proposed; whatever else an entry claims is kept
    in the logbook and sends nothing.
    """
    told = entry.payload
    if isinstance(told, ReportProposed):
        state |= {name: str(getattr(told, name)) for name in ("programme", "phase", "period", "grant")}
        if told.number == len(state["versions"]) + 1:
            known = told.model_dump(mode="json", include={"number", "document", "content", "changed", "why"})
            state["proposal"] = {"entry": entry.id, **_said(entry), "changed": 0, "why": None, **known}
    elif isinstance(told, ReportSent) and _is_second(entry, told, state["proposal"]):
        proposed = dict(state["proposal"])
        first = {name: proposed.pop(name) for name in ("by", "at")}
        state["versions"].append({**proposed, **_said(entry), "proposed": first})
        state["proposal"] = None
    return state


def _said(entry: Entry) -> dict[str, str]:
    return {"by": entry.author, "at": entry.occurred_at.isoformat()}


def _is_second(entry: Entry, told: ReportSent, proposal: Mapping[str, Any] | None) -> bool:  # Any: a folded state
    if proposal is None or entry.author == proposal["by"]:
        return False
    return (str(told.proposal), told.content, told.number) == (proposal["entry"], proposal["content"], proposal["number"])
