"""From a folded file of somebody found dead to the row that pages read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, id_if, instant, instant_if
from vereda.logbook.schema import Folded, State, value_of
from vereda.rescue.entries.remains import RemainsStep
from vereda.rescue.models.remains import Remains
from vereda.rescue.rules import remains as rules
from vereda.rescue.rules.told import reached_at, seconds


def remains(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one file; none while its beginning has not arrived."""
    state, fields = folded.state, folded.state["fields"]
    of = value_of(fields, "remains_of")
    if of is None:
        return {}
    place = value_of(fields, "remains_place")
    row = Remains(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        number=value_of(fields, "remains_number"),
        found_at=instant(value_of(fields, "remains_found_at")),
        found_by=value_of(fields, "remains_found_by"),
        setting=value_of(fields, "remains_setting") or "",
        circumstance=value_of(fields, "remains_circumstance"),
        state=place["state"],
        municipality=place["municipality"],
        encounter=UUID(of["encounter"]),
        mission=id_if(of["mission"]),
        patrol=id_if(of["patrol"]),
        team=id_if(of["team"]),
        finders=value_of(fields, "remains_finders"),
        where=id_if(value_of(fields, "remains_where")),
        case=id_if(value_of(fields, "remains_case")),
        staying=value_of(fields, "remains_staying") or [],
        **_steps(state),
        **_list(state),
        matches=sorted(
            ([entry, *told] for entry, told in state.get("matches", {}).items()), key=lambda one: (seconds(one[1]), one[0])
        ),
        match_given_at=instant_if(reached_at(state, "remains_match_given")),
        is_withdrawn=value_of(fields, "remains_withdrawn") is not None,
    )
    return {Remains: [row]}


def _steps(state: State) -> dict[str, Any]:  # Any: columns of the row
    told = value_of(state["fields"], rules.field_of(RemainsStep.TOLD)) or ["", ""]
    made: dict[str, Any] = {"told_to": told[0], "told_how": told[1]}
    for what in RemainsStep:
        made[f"{what.value}_at"] = instant_if(reached_at(state, rules.field_of(what)))
        made[f"{what.value}_box"] = id_if(rules.official_in(state, what))
    return made


def _list(state: State) -> dict[str, Any]:  # Any: columns of the row
    return {
        "belongings": rules.belongings_of(state),
        "nothing": rules.nothing_of(state) or [],
        "taken_off": rules.taken_off_of(state),
        "version": rules.version_of(state),
        "signed": rules.countersigned(state),
        "received": value_of(state["fields"], rules.field_of(RemainsStep.RECEIVED)) or "",
    }
