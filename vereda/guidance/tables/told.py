"""From a folded telling to its rows: one for each topic that was told."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from vereda.guidance.entries.told import PeopleTold
from vereda.guidance.models.told import ToldRow
from vereda.logbook.door import Rows, SubjectRef
from vereda.logbook.schema import Folded, value_of


def telling(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the rows of a telling; none once it was withdrawn. A topic that is named twice in a language is there once."""
    kept = value_of(folded.state["fields"], "people_told")
    if kept is None or value_of(folded.state["fields"], "telling_withdrawn"):
        return {}
    on, told = date.fromisoformat(kept[0]), PeopleTold.model_validate(kept[1])
    named = {(one.topic, one.language): one for one in told.topics}
    rows = [
        ToldRow(
            subject=UUID(subject),
            country=ref.country,
            group=ref.group,
            local_on=on,
            topic=one.topic,
            language=one.language,
            version=one.version or "",
            municipality=told.municipality,
            people=told.people,
            encounter=told.encounter,
        )
        for one in named.values()
    ]
    return {ToldRow: rows}
