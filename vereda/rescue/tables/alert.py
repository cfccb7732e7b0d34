"""From a folded alert to the row that boards read."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, id_if, instant
from vereda.logbook.schema import Folded, value_of, written_by
from vereda.rescue.models.alert import Alert


def alert(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one alert; none while only remarks on it have arrived."""
    state, fields = folded.state, folded.state["fields"]
    told_at, read = value_of(fields, "told_at"), state.get("read")
    if told_at is None:
        return {}
    place = value_of(fields, "place") or {}
    outcome, mission_opened, into = value_of(fields, "outcome") or ("", None, None)
    seen_at = value_of(fields, "last_seen_at")
    closed_at = state.get("closed_at", {}).get(written_by(fields, "outcome"))
    row = Alert(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        told_at=instant(told_at),
        local_on=date.fromisoformat(state["local_on"][written_by(fields, "told_at")]),
        came_by=value_of(fields, "came_by", "unknown"),
        people=value_of(fields, "people"),
        children=value_of(fields, "children"),
        needs=value_of(fields, "needs", []),
        urgent=value_of(fields, "urgent", []),
        state=place.get("state", ""),
        municipality=place.get("municipality", ""),
        h3_5=place.get("h3_5", ""),
        language=value_of(fields, "language", ""),
        side=value_of(fields, "side", ""),
        last_seen_at=instant(seen_at) if seen_at else None,
        heading=value_of(fields, "heading", ""),
        means=value_of(fields, "means", ""),
        guide_left=value_of(fields, "guide_left"),
        water_left=value_of(fields, "water_left", ""),
        battery_pct=value_of(fields, "battery_pct"),
        read_at=instant(read[0]) if read else None,
        read_by=read[1] if read else "",
        closed_at=instant(closed_at) if outcome and closed_at else None,
        outcome=outcome,
        mission=id_if(mission_opened),
        into=id_if(into),
    )
    return {Alert: [row]}
