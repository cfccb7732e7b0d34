"""From folded areas, rules of leave and leaves to the rows that pages read."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, day_if, id_if, instant, instant_if
from vereda.logbook.schema import Folded, value_of
from vereda.safety.models.closed import Clearance, ClearanceRule, ClosedArea
from vereda.safety.rules.danger import seconds

AREA = ("name", "zone", "state", "municipality", "reason", "said_by")


def closed_area(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a closed area; none while only what followed has arrived."""
    fields = folded.state["fields"]
    if value_of(fields, "area_name") is None:
        return {}
    route, opened = value_of(fields, "area_route"), value_of(fields, "area_opened_on")
    row = ClosedArea(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        route=id_if(route),
        from_on=date.fromisoformat(value_of(fields, "area_from_on")),
        until_on=date.fromisoformat(value_of(fields, "area_until_on")),
        opened_on=day_if(opened),
        closed_by=value_of(fields, "closed_by"),
        note=value_of(fields, "note") or "",
        passed=sorted((list(one) for one in folded.state.get("passed", {}).values()), key=lambda one: (seconds(one[0]), one)),
        **{name: value_of(fields, f"area_{name}") for name in AREA},
    )
    return {ClosedArea: [row]}


def clearance_rule(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a way on which leave is needed, while it is."""
    fields = folded.state["fields"]
    told = value_of(fields, "clearance_rule")
    if told is None or value_of(fields, "rule_ended"):
        return {}
    route = id_if(told["route"])
    kept = {name: told[name] for name in ("name", "zone", "asked_of")}
    return {ClearanceRule: [ClearanceRule(subject=UUID(subject), country=ref.country, group=ref.group, route=route, **kept)]}


def clearance(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a leave; none while only its answer has arrived."""
    fields = folded.state["fields"]
    asked = value_of(fields, "clearance_asked")
    if asked is None:
        return {}
    at, who, told = asked
    answer, answered_at, answered_by, answered_of, until_at, conditions = value_of(fields, "clearance_answer") or [""] * 6
    row = Clearance(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        rule=UUID(told["rule"]),
        name=told["name"],
        asked_of=told["asked_of"],
        asked_at=instant(at),
        asked_by=who,
        note=value_of(fields, "note") or "",
        answer=answer,
        answered_at=instant_if(answered_at),
        answered_by=answered_by,
        answered_of=answered_of,
        until_at=instant_if(until_at),
        conditions=conditions,
    )
    return {Clearance: [row]}
