"""From a folded track to the row that pages read."""

from __future__ import annotations

from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, id_if, instant, instant_if
from vereda.logbook.schema import Folded, value_of
from vereda.rescue.models.track import Track
from vereda.rescue.rules.told import reached_at


def track(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one track; none while what brought it has not arrived."""
    fields = folded.state["fields"]
    told = value_of(fields, "brought")
    if told is None:
        return {}
    row = Track(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        mission=UUID(told["mission"]),
        team=UUID(told["team"]),
        kept=id_if(value_of(fields, "kept")),
        recorded_from=instant_if(told["recorded_from"]),
        recorded_until=instant_if(told["recorded_until"]),
        points=told["points"],
        length_m=told["length_m"],
        brought_at=instant(told["at"]),
        brought_by=told["by"],
        struck_at=instant_if(reached_at(folded.state, "struck")),
    )
    return {Track: [row]}
