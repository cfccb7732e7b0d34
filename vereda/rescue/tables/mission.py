"""From a folded mission to the rows that boards and the watch read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, id_if, instant, instant_if
from vereda.logbook.schema import Folded, State, value_of
from vereda.rescue.models.mission import Mission, MissionTeam
from vereda.rescue.rules.told import lines_of, reached_at, seconds


def mission(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one mission and those of its teams; none while its opening has not arrived."""
    state, fields = folded.state, folded.state["fields"]
    opened, closed = value_of(fields, "opened"), value_of(fields, "closed")
    if opened is None:
        return {}
    row = Mission(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        folio=opened[1],
        terrain=opened[2] or "",
        opened_at=instant(opened[0]),
        closed_at=instant(closed[0]) if closed else None,
        outcome=closed[1] if closed else "",
        where=id_if(value_of(fields, "where")),
        attempts=sorted(_attempts(state), key=lambda one: (seconds(one[1]), one[0])),
        sitreps=_told(state, "sitreps"),
        clues=_lines(state, "clue"),
        found=_lines(state, "found"),
        after=_told(state, "after"),
        silent=sorted([since, *rest] for since, rest in state.get("silent", {}).items()),
    )
    return {Mission: [row], MissionTeam: list(_teams(subject, state, ref))}


def _attempts(state: State) -> Iterator[list[str]]:
    for line, begun in lines_of(state, "attempt"):
        name = f"attempt_result:{line}"
        yield [line, begun, reached_at(state, name), value_of(state["fields"], name, "")]


def _told(state: State, name: str) -> list[list[Any]]:  # Any: JSON
    rows = ([entry, *rest] for entry, rest in state.get(name, {}).items())
    return sorted(rows, key=lambda one: (seconds(one[1]), one[0]))


def _lines(state: State, name: str) -> list[dict[str, Any]]:  # Any: JSON
    rows = ({"line": line, **told} for line, told in lines_of(state, name))
    return sorted(rows, key=lambda one: (seconds(one["at"]), one["line"]))


def _teams(subject: str, state: State, ref: SubjectRef) -> Iterator[MissionTeam]:
    for line, told in lines_of(state, "dispatch"):
        who = value_of(state["fields"], f"team:{line}")
        reached = {what: reached_at(state, f"{what}:{line}") for what in ("departed", "returned", "stood_down")}
        yield MissionTeam(
            subject=UUID(subject),
            country=ref.country,
            group=ref.group,
            team=UUID(line),
            attempt=told["attempt"],
            **who,
            dispatched_at=instant(told["at"]),
            meet_at=instant_if(told["meet_at"]),
            where=id_if(told["where"]),
            departed_at=instant_if(reached["departed"]),
            returned_at=instant_if(reached["returned"]),
            stood_down_at=instant_if(reached["stood_down"]),
            is_out=not (reached["returned"] or reached["stood_down"]),  # also where somebody closed the mission meanwhile
            heard=_by_instant(state.get("heard", {}).get(line, {})),
            seen=_by_instant(state.get("seen", {}).get(line, {})),
            rang=_rang(state.get("rang", {}).get(line, {})),
        )


def _by_instant(kept: Mapping[str, list[Any]]) -> list[list[Any]]:  # Any: JSON
    return sorted((list(row) for row in kept.values()), key=lambda row: (seconds(row[0]), str(row)))


def _rang(kept: Mapping[str, list[Any]]) -> list[list[Any]]:  # Any: JSON
    rows = ([*name.split("|"), *rest] for name, rest in kept.items())
    return sorted(rows, key=lambda row: (seconds(row[0]), seconds(row[3]), str(row)))
