"""What a hand-over is after its entries, and the digest that both who gave and who took it over put their names to. Pure."""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from vereda.groups.entries.handover import HandoverGiven, HandoverSigned, HandoverWithdrawn, Sheet
from vereda.logbook.schema import Entry, FieldClass, State, reach, value_of, write


def digest_of(sheet: Sheet) -> str:
    """Return the SHA-256 of a sheet [hex]: of its fields as JSON, names sorted, no blanks."""
    told = json.dumps(sheet.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(told.encode()).hexdigest()


def handover_step(state: State, entry: Entry) -> State:
    """Return the hand-over after one more entry. All signatures are kept; which one counts is said by `signature_of`."""
    fields, payload = state["fields"], entry.payload
    at = entry.occurred_at.isoformat()
    if isinstance(payload, HandoverGiven):
        shift = str(payload.shift) if payload.shift else None
        write(fields, "given", [at, entry.author, payload.sheet, shift, entry.id], entry)
    elif isinstance(payload, HandoverSigned):
        remark = any(box.cls == FieldClass.CONTACT for box in entry.boxes)
        state.setdefault("signed", {})[entry.id] = [at, entry.author, payload.sheet, remark]
    elif isinstance(payload, HandoverWithdrawn):
        reach(fields, "withdrawn", True, entry)
    return state


def signature_of(state: State) -> tuple[str, list[Any]] | None:  # Any: instant, account, digest, whether there is a remark
    """Return the first valid signature and its entry: of this very sheet, by another account than the one that gave it."""
    given = value_of(state["fields"], "given")
    if given is None:
        return None
    valid = [
        (entry, signed) for entry, signed in state.get("signed", {}).items() if signed[1] != given[1] and signed[2] == given[2]
    ]
    return min(valid, key=lambda one: (datetime.fromisoformat(one[1][0]).timestamp(), one[0]), default=None)
