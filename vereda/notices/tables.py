"""From a folded notice to its row."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef
from vereda.logbook.schema import Folded, value_of
from vereda.notices.entries import NoticeSet
from vereda.notices.models import DangerNotice

SAME = ("danger", "severity", "certainty", "urgency", "starts_at", "ends_at", "months", "origin", "of", "source")


def danger_notice(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a notice; none while only its end or its file has arrived."""
    told = value_of(folded.state["fields"], "danger_notice")
    if told is None:
        return {}
    notice = NoticeSet.model_validate(told)
    at, who = folded.state["set_by"]
    ends = sorted(folded.state.get("ends", {}).values(), key=lambda one: datetime.fromisoformat(one[1]).timestamp())
    row = DangerNotice(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        area=notice.area.model_dump(mode="json"),
        set_at=datetime.fromisoformat(at),
        set_by=who,
        is_ended=bool(ends),
        ended=ends[0] if ends else [],
        given=[[entry, *told] for entry, told in folded.state["given"].items()],
        **{name: getattr(notice, name) for name in SAME},
    )
    return {DangerNotice: [row]}
