"""From a folded plan of a search to the row that its page reads."""

from __future__ import annotations

from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, instant
from vereda.logbook.schema import Folded, value_of
from vereda.rescue.models.search_plan import PlannedSearch
from vereda.rescue.rules.search_plan import TRACK
from vereda.rescue.rules.told import lines_of, seconds


def search_plan(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one plan, none while what made it has not arrived."""
    state = folded.state
    plan = value_of(state["fields"], "search_plan")
    if plan is None:
        return {}
    points = state["points"].get(plan["entry"], {})
    searched = [{"line": line.removeprefix(TRACK), **told} for line, told in lines_of(state, "searched")]
    row = PlannedSearch(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        mission=UUID(plan["mission"]),
        plan=UUID(plan["entry"]),
        made_at=instant(plan["at"]),
        made_by=plan["author"],
        points=[[*name.split(":"), points[name]] for name in sorted(points)],
        searched=sorted(searched, key=lambda one: (seconds(one["at"]), one["line"])),
    )
    return {PlannedSearch: [row]}
