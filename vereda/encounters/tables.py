"""From a folded state to the rows that screens read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from vereda.encounters import rules
from vereda.encounters.models import Encounter, ImportBatch, ReportedTotal
from vereda.logbook.door import Rows, SubjectRef, id_if, instant
from vereda.logbook.schema import Folded, value_of


def encounter(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one encounter; none while only remarks on it have arrived."""
    state = folded.state
    fields = state["fields"]
    at = value_of(fields, "at")
    if at is None:
        return {}
    place = value_of(fields, "place") or {}
    lists = rules.lists_of(state)
    lines = lists.lines.values()
    services = [*lists.services, *(code for line in lines for code in line.get("services", ()))]
    row = Encounter(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        occurred_at=instant(at[0]),
        local_on=date.fromisoformat(at[1]),
        people_met=rules.people_of(state, lists),
        minors=rules.minors_of(state, lists),
        unaccompanied_minors=value_of(fields, "unaccompanied_minors", 0),
        bodies=rules.bodies_of(state, lists),
        nationalities=framed(_nationalities(lists)),
        services=framed(services),
        dispositions=framed(one["code"] for one in value_of(fields, "dispositions") or ()),
        language=value_of(fields, "language") or "",
        place_kind=place.get("kind", "unknown"),
        state=place.get("state", ""),
        municipality=place.get("municipality", ""),
        h3_5=place.get("h3_5", ""),
        mission=id_if(value_of(fields, "mission")),
        patrol=id_if(value_of(fields, "patrol")),
        batch=id_if(state.get("batch")),
        is_aggregate=bool(state.get("aggregate")),
        is_withdrawn=value_of(fields, "withdrawn") is not None,
        joined_into=id_if(value_of(fields, "joined")),
        has_note="note" in fields,
        has_names=bool(rules.persons_of(state, lists)),
        is_struck=rules.is_struck(state),
        is_disputed=any(len(writes) > 1 and any(w[1] != writes[0][1] for w in writes) for writes in fields.values()),
    )
    return {Encounter: [row]}


def reported_total(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one reported total."""
    report = value_of(folded.state["fields"], "report")
    if report is None:
        return {}
    row = ReportedTotal(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        from_on=date.fromisoformat(report["from_on"]),
        to_on=date.fromisoformat(report["to_on"]),
        source=report["source"],
        is_withdrawn=value_of(folded.state["fields"], "withdrawn") is not None,
    )
    return {ReportedTotal: [row]}


def import_batch(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one imported file."""
    fields = folded.state["fields"]
    file = value_of(fields, "file") or ["", 0]
    row = ImportBatch(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        file_sha256=file[0],
        rows=file[1],
        is_closed=bool(value_of(fields, "closed")),
        is_cancelled=bool(value_of(fields, "cancelled")),
    )
    return {ImportBatch: [row]}


def framed(codes: Iterable[str]) -> str:
    """Return codes as ';A;B;', so that one code is found as ';A;' whatever stands beside it."""
    unique = sorted(set(codes))
    return f";{';'.join(unique)};" if unique else ""


def _nationalities(lists: rules.Lists) -> set[str]:
    apart = lists.margins.get("nationality")
    found = set(apart) if apart else {line.get("nationality", "XX") for line in lists.lines.values()}
    return found - {"XX"}
