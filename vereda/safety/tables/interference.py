"""From a folded record of interference to the row that coordination and headquarters read."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, instant
from vereda.logbook.schema import Folded, value_of
from vereda.safety.models.interference import Interference
from vereda.safety.rules.danger import seconds
from vereda.safety.rules.interference import where_of

KEPT = ("authority", "acts", "within", "witness", "we_did", "service_point")


def interference(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one record; none while only what was added has arrived. A later number stands for an earlier one."""
    state = folded.state
    recorded = value_of(state["fields"], "interference_recorded")
    if recorded is None:
        return {}
    at, on, author, told = recorded
    place = told["place"]
    delivered = _by_instant([entry, *rest] for entry, rest in state.get("delivered", {}).items())
    row = Interference(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        at=instant(at),
        on=date.fromisoformat(on),
        recorded_by=author,
        detained=_later(state, "detained", told["detained"]),
        people=_later(state, "people", told["people"]),
        state=place["state"],
        municipality=place["municipality"],
        where=where_of(told["service_point"], place["state"], place["municipality"]),
        read=sorted(
            ([one[0], account, one[1]] for account, one in state.get("read", {}).items()), key=lambda one: (seconds(one[0]), one)
        ),
        delivered=delivered,
        is_delivered=bool(delivered),
        accounts=_by_instant([entry, *rest] for entry, rest in state.get("accounts", {}).items()),
        **{name: told[name] for name in KEPT},
    )
    return {Interference: [row]}


def _later(state: Any, name: str, first: int | None) -> int | None:  # Any: JSON
    added = value_of(state["fields"], f"interference_{name}")
    return first if added is None else added


def _by_instant(rows: Any) -> list[list[Any]]:  # Any: JSON
    return sorted((list(row) for row in rows), key=lambda row: (seconds(row[1]), row[0]))
