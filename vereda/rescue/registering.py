"""What rescue offers to the logbook: missions, alerts and the dead, each with entries, fold and rows; the form of an alert."""

from __future__ import annotations

from pathlib import Path

from vereda.logbook.door import SubjectFold, kept_as_long_as, register
from vereda.logbook.schema import FieldClass, offer_form
from vereda.messages.door import understands
from vereda.rescue import whole_alert
from vereda.rescue.actions.by_check_in import take_check_in
from vereda.rescue.entries import attempt, found, overdue, sitrep, team
from vereda.rescue.entries import mission as mission_entries
from vereda.rescue.entries import remains as remains_entries
from vereda.rescue.entries import search_plan as search_plan_entries
from vereda.rescue.entries import track as track_entries
from vereda.rescue.lookups import remains as remains_lookups
from vereda.rescue.lookups import search_plan as search_plan_lookups
from vereda.rescue.lookups import tracks as track_lookups
from vereda.rescue.models.mission import Mission, MissionTeam
from vereda.rescue.models.remains import Remains
from vereda.rescue.models.search_plan import PlannedSearch
from vereda.rescue.models.track import Track
from vereda.rescue.rules import alert as alert_rules
from vereda.rescue.rules import mission as mission_rules
from vereda.rescue.rules import remains as remains_rules
from vereda.rescue.rules import search_plan as search_plan_rules
from vereda.rescue.rules import track as track_rules
from vereda.rescue.tables import mission as mission_tables
from vereda.rescue.tables import remains as remains_tables
from vereda.rescue.tables import search_plan as search_plan_tables
from vereda.rescue.tables import track as track_tables

MISSION_KINDS = (
    *mission_entries.KINDS, *attempt.KINDS, *team.KINDS, *sitrep.KINDS, *found.KINDS, *overdue.KINDS,
)  # fmt: skip


def offer_all() -> None:
    """Offer missions, whose places are held while they are open, and alerts."""
    register(
        SubjectFold(
            subject_kind="mission",
            kinds=MISSION_KINDS,
            start=mission_rules.start,
            step=mission_rules.step,
            models=(Mission, MissionTeam),
            project=mission_tables.mission,
            fold_version=3,  # 2: the place of the mission, attempts, teams; 3: whom it found, so that the place goes with them
            ends_at=mission_rules.ended_at,
            places_of=mission_rules.places_of,
        )
    )
    register(
        SubjectFold(
            subject_kind="alert",
            kinds=whole_alert.KINDS,
            start=alert_rules.start,
            step=whole_alert.step,
            fold_version=2,
            models=whole_alert.MODELS,
            project=whole_alert.rows,
        )
    )
    register(
        SubjectFold(
            subject_kind="remains",
            kinds=remains_entries.KINDS,
            start=remains_rules.start,
            step=remains_rules.step,
            models=(Remains,),
            project=remains_tables.remains,
            fold_version=2,  # 2: who took a line of the belongings away
            tells={FieldClass.TRACING: remains_rules.folios_in},
        )
    )
    kept_as_long_as("remains", remains_lookups.kept_too_long)
    register(
        SubjectFold(
            subject_kind="track",
            kinds=track_entries.KINDS,
            start=track_rules.start,
            step=track_rules.step,
            models=(Track,),
            project=track_tables.track,
        )
    )
    kept_as_long_as("tracks", track_lookups.kept_too_long)
    understands(take_check_in)
    register(
        SubjectFold(
            subject_kind="search_plan",
            kinds=search_plan_entries.KINDS,
            start=search_plan_rules.start,
            step=search_plan_rules.step,
            models=(PlannedSearch,),
            project=search_plan_tables.search_plan,
            held_by=lambda payload: str(getattr(payload, "mission", "")) or None,  # its points are held as the mission's are
        )
    )
    kept_as_long_as("search plans", search_plan_lookups.kept_too_long)
    offer_form(Path(__file__).parent / "forms" / "alert.json")
