"""What a device is after its entries, and what a phone may write that nobody unlocked. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from vereda.access.entries import AgentAdded, AgentRemoved, DeviceEnrolled, DeviceReportedLost, DeviceRevoked, DeviceWiped
from vereda.access.words import LOCKED_KINDS
from vereda.logbook.schema import Entry, State


def start() -> State:
    return {}


def step(state: State, entry: Entry) -> State:
    """Return the device after one more entry: the first enrolment stands, the first revocation or report ends it for good.

    An agent can be added and removed again and again: what comes later in the order of the fold stands.
    """
    told, at = entry.payload, entry.occurred_at.isoformat()
    agents: dict[str, str] = state.get("agents", {})
    match told:
        case DeviceEnrolled() if "enrolled" not in state:
            return {**state, "enrolled": told.model_dump(mode="json"), "enrolled_at": at}
        case AgentAdded():
            return {**state, "agents": {**agents, str(told.account): told.key_hash}}
        case AgentRemoved():
            return {**state, "agents": {one: key for one, key in agents.items() if one != str(told.account)}}
        case DeviceRevoked() if "revoked_at" not in state:
            return {**state, "revoked_at": at, "revoked_for": told.reason}
        case DeviceReportedLost() if "lost_at" not in state:
            return {**state, "lost_at": at}
        case DeviceWiped() if "wiped_at" not in state:
            return {**state, "wiped_at": at}
    return state


def start_reads() -> State:
    return {}


def step_reads(state: State, entry: Entry) -> State:
    """Return nothing: looks stand in the log of reads, and the entry that brought them in the chain."""
    return state


def is_writable_when_locked(kind: str, box_classes: Collection[str], payload: Mapping[str, Any]) -> bool:  # Any: JSON
    """Return whether a phone that nobody unlocked may write this: an anonymous tally, an alert, a check-in."""
    if kind not in LOCKED_KINDS or _names_somebody(payload):
        return False
    allowed = LOCKED_KINDS[kind]
    return allowed is None or set(box_classes) <= allowed


def _names_somebody(payload: Mapping[str, Any]) -> bool:  # Any: JSON
    """Return whether a payload links a person, as a whole or on a line: then it is no anonymous tally."""
    lines = payload.get("lines")
    return any(isinstance(one, Mapping) and one.get("persons") for one in (payload, *(lines if isinstance(lines, list) else ())))
