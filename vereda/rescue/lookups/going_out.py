"""What of a mission may leave it as a file: areas to search and tracks of own teams."""

from __future__ import annotations

from vereda.errors import FieldError
from vereda.rescue.lookups import search_plan, teams, tracks
from vereda.rescue.models.mission import Mission
from vereda.rescue.planning.outputs import called, searched_areas
from vereda.rescue.rules.going_out import GoingOut, OutArea, OutTrack


def going_out(row: Mission) -> GoingOut:
    """Return what leaves a mission: the areas of its plan, and its tracks that stand, named by the call sign of their team."""
    signs = {one.team: one.call_sign for one in teams.teams_of(row.subject, row.group, row.country)}
    walked = tracks.tracks_of(row.subject, row.group, row.country)
    return GoingOut(row.folio, _areas(row), [OutTrack(signs.get(one.team, ""), one.recording) for one in walked])


def _areas(row: Mission) -> list[OutArea]:
    """Return the areas to which the plan sends somebody, by their order; none where there is no plan, or its points are gone."""
    planned = search_plan.plan_of(row.subject, row.group, row.country)
    try:
        plan = search_plan.drawn(planned).plan if planned else None
    except FieldError:
        return []
    areas = searched_areas(plan) if plan else []
    return [OutArea(name, tuple((lon, lat) for lon, lat in one["ring"])) for name, one in zip(called(areas), areas, strict=True)]
