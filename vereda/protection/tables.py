"""From a folded path to the row that the board reads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from vereda.logbook.door import SubjectRef, id_if, instant
from vereda.logbook.schema import Folded, State, value_of
from vereda.protection.models import ChildPath
from vereda.protection.rules import path as rules


def child_path(subject: str, folded: Folded, ref: SubjectRef) -> dict[type, list[Any]]:  # Any: unsaved rows
    """Return the row of one path; none while its opening has not arrived."""
    fields = folded.state["fields"]
    opened, closed = value_of(fields, "opened"), value_of(fields, "closed")
    if opened is None:
        return {}
    row = ChildPath(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        encounters=rules.encounters_of(folded.state),
        children=opened[2] + sum(rules.siblings_of(folded.state).values()),
        steps=len(folded.state.get("steps", ())),
        opened_at=instant(opened[0]),
        closed_at=instant(closed[0]) if closed else None,
        outcome=closed[1] if closed else "",
        **_care(folded.state),
    )
    return {ChildPath: [row]}


def _care(state: State) -> dict[str, Any]:  # Any: as the model has them
    calls, rang, signed = rules.calls_of(state), rules.rings_of(state), rules.signed(state)
    return {
        "calls": [[one.at.isoformat(), one.office, one.by, one.answered] for one in calls],
        "rang": [[one.at.isoformat(), one.to.value, one.office] for one in rang],
        "is_answered": any(one.answered for one in calls),
        "is_with_us": rules.is_with_us(state),
        "signed_at": instant(signed[0]) if signed else None,
        "signed": UUID(signed[1]) if signed else None,
        **{name: id_if(rules.latest(state, name)) for name in rules.LATEST.values()},
    }
