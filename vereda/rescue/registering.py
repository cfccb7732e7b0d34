"""What rescue offers to the logbook: missions and alerts, each with its entries, fold and rows, and the form of an alert."""

from __future__ import annotations

from pathlib import Path

from vereda.logbook.door import Rows, SubjectFold, SubjectRef, register
from vereda.logbook.schema import Entry, Folded, State, offer_form
from vereda.rescue.entries import alert as alert_entries
from vereda.rescue.entries import attempt, found, overdue, sitrep, team
from vereda.rescue.entries import mission as mission_entries
from vereda.rescue.entries import ringing as ringing_entries
from vereda.rescue.models.alert import Alert
from vereda.rescue.models.mission import Mission, MissionTeam
from vereda.rescue.models.ringing import Ringing
from vereda.rescue.rules import alert as alert_rules
from vereda.rescue.rules import mission as mission_rules
from vereda.rescue.rules import ringing as ringing_rules
from vereda.rescue.tables import alert as alert_tables
from vereda.rescue.tables import mission as mission_tables
from vereda.rescue.tables import ringing as ringing_tables

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
            fold_version=2,  # 2: the place of the mission, attempts, teams
            ends_at=mission_rules.ended_at,
        )
    )
    register(
        SubjectFold(
            subject_kind="alert",
            kinds=(*alert_entries.KINDS, *ringing_entries.KINDS),
            start=alert_rules.start,
            step=_alert_step,
            fold_version=2,
            models=(Alert, Ringing),
            project=_alert_rows,
        )
    )
    offer_form(Path(__file__).parent / "forms" / "alert.json")


ALERT_STEPS = (alert_rules.step, ringing_rules.step)
"""What an alert is, and whom it rang: each knows its own entries and leaves the others alone."""


def _alert_step(state: State, entry: Entry) -> State:
    for step in ALERT_STEPS:
        state = step(state, entry)
    return state


def _alert_rows(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    return {**alert_tables.alert(subject, folded, ref), **ringing_tables.ringing(subject, folded, ref)}
