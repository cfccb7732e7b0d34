"""From a folded alarm to the row that board and headquarters read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, id_if, instant, instant_if
from vereda.logbook.schema import Folded
from vereda.safety.models.danger import Danger
from vereda.safety.rules.danger import outcome_of, seconds, told_of
from vereda.safety.words import Level

ORDER = list(Level)


def danger(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one alarm; none while only its answers have arrived."""
    state, told = folded.state, told_of(folded.state)
    if told is None:
        return {}
    outcome, at, author = outcome_of(state)
    patrol = told.get("patrol")
    row = Danger(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        who=told["who"],
        device=told["device"],
        channel=told["channel"],
        call_sign=told.get("call_sign", ""),
        patrol=id_if(patrol),
        battery_pct=told.get("battery_pct"),
        told_at=instant(told["at"]),
        seen=_by_instant([at, account, group] for account, (at, group) in state.get("seen", {}).items()),
        raised=_raised(state.get("raised", {})),
        steps=sorted(
            ([entry, *rest] for entry, rest in state.get("steps", {}).items()), key=lambda one: (seconds(one[1]), one[0])
        ),
        outcome=outcome,
        ended_at=instant_if(at),
        ended_by=author,
    )
    return {Danger: [row]}


def _by_instant(rows: Any) -> list[list[Any]]:  # Any: JSON
    return sorted((list(row) for row in rows), key=lambda row: (seconds(row[0]), str(row)))


def _raised(kept: dict[str, list[Any]]) -> list[list[Any]]:  # Any: JSON
    """Return the steps by instant, those of one instant as they follow each other."""
    rows = [[at, *name.split(":"), numbers] for name, (at, numbers) in kept.items()]
    return sorted(rows, key=lambda row: (seconds(row[0]), ORDER.index(row[1]), row[2]))
