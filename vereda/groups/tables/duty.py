"""From folded records of the roster, the hand-over and the plan of patrols to their rows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from vereda.groups.models import Handover, LentStaff, NamedRoute, PatrolPlan, RosterDay, Turn
from vereda.groups.rules.handover import signature_of
from vereda.groups.rules.roster import duties_of
from vereda.logbook.door import Rows, SubjectRef, day_if, id_if, instant
from vereda.logbook.schema import Folded, value_of


def of(ref: SubjectRef, subject: str) -> dict[str, Any]:  # Any: columns of every row
    """Return the columns that say whose a record is."""
    return {"subject": UUID(subject), "country": ref.country, "group": ref.group}


def told(folded: Folded, prefix: str) -> dict[str, Any]:  # Any: codes, numbers and days, as JSON
    """Return the fields that an entry wrote under a prefix, without it."""
    fields = folded.state["fields"]
    return {name.removeprefix(prefix): value_of(fields, name) for name in fields if name.startswith(prefix)}


def turn(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a turn."""
    fields = folded.state["fields"]
    name, hours = value_of(fields, "name"), value_of(fields, "hours")
    if name is None:
        return {}
    retired = bool(value_of(fields, "retired"))
    return {Turn: [Turn(**of(ref, subject), name=name, begins=hours[0], ends=hours[1], is_retired=retired)]}


def roster_day(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a day's roster."""
    on = day_if(value_of(folded.state["fields"], "on"))
    return {RosterDay: [RosterDay(**of(ref, subject), on=on, duties=duties_of(folded.state))]} if on else {}


def lent_staff(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of somebody lent."""
    fields = folded.state["fields"]
    lent = value_of(fields, "lent")
    if lent is None:
        return {}
    row = LentStaff(
        **of(ref, subject),
        from_group=lent["from_group"] or "",
        agreement=id_if(lent["agreement"]),
        until_on=day_if(lent["until_on"]),
        named_in=id_if(value_of(fields, "identity")),
        is_back=bool(value_of(fields, "left")),
    )
    return {LentStaff: [row]}


def handover(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a hand-over."""
    given, signed = value_of(folded.state["fields"], "given"), signature_of(folded.state)
    if given is None:
        return {}
    row = Handover(
        **of(ref, subject),
        given_at=instant(given[0]),
        given_by=given[1],
        sheet=given[2],
        shift=id_if(given[3]),
        given_in=UUID(given[4]),
        signed_at=instant(signed[1][0]) if signed else None,
        signed_by=signed[1][1] if signed else "",
        signed_in=UUID(signed[0]) if signed else None,
        has_remark=bool(signed and signed[1][3]),
        is_withdrawn=bool(value_of(folded.state["fields"], "withdrawn")),
    )
    return {Handover: [row]}


def route(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a route."""
    said = told(folded, "route_")
    if not said:
        return {}
    retired = bool(value_of(folded.state["fields"], "retired"))
    return {NamedRoute: [NamedRoute(**of(ref, subject), **said, is_retired=retired)]}


def patrol_plan(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a planned patrol."""
    said = told(folded, "planned_")
    if not said:
        return {}
    cancelled = bool(value_of(folded.state["fields"], "cancelled"))
    changed = {"on": day_if(said["on"]), "route": id_if(said["route"]), "driver": said["driver"] or ""}
    return {PatrolPlan: [PatrolPlan(**of(ref, subject), **{**said, **changed}, is_cancelled=cancelled)]}
