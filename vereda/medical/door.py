"""The names of first aid that faces may use. Rules are published: `from vereda.medical.rules import news2`.

drafts = opening_drafts(Told(complaints=["DEHYD"]), encounter=encounter, by=by, at=at)
record_all([*drafts, *service])         # the face adds what the encounter holds
"""

from __future__ import annotations

from vereda.medical.actions.record import (
    correct_told,
    finished,
    give,
    note_outcome,
    note_triage,
    opening_drafts,
    reinstatement_draft,
    score_of,
    take_vitals,
    withdraw_treatment,
    withdraw_vitals,
    withdrawal_draft,
)
from vereda.medical.entries.record import Given, Told, Triaged, VitalSet
from vereda.medical.lookups import records
from vereda.medical.lookups.records import Flags, Line
from vereda.medical.models import FirstAid
from vereda.medical.rules.fhir import Did, Seen, Summary, Titles, document
from vereda.medical.rules.handover import HANDOVER_MOST, Fitted, fitted
from vereda.medical.words import (
    NOT_TESTABLE,
    Alarm,
    Band,
    Colour,
    Consciousness,
    Direction,
    Grade,
    Known,
    Mechanism,
    Nourished,
    Outcome,
    SafetyFlag,
    Signs,
    Treatment,
)

FIRST_AID = "FIRST_AID"
"""The service of the catalogue that an encounter holds for each record."""

__all__ = [
    "FIRST_AID",
    "HANDOVER_MOST",
    "NOT_TESTABLE",
    "Alarm",
    "Band",
    "Colour",
    "Consciousness",
    "Did",
    "Direction",
    "FirstAid",
    "Fitted",
    "Flags",
    "Given",
    "Grade",
    "Known",
    "Line",
    "Mechanism",
    "Nourished",
    "Outcome",
    "SafetyFlag",
    "Seen",
    "Signs",
    "Summary",
    "Titles",
    "Told",
    "Treatment",
    "Triaged",
    "VitalSet",
    "correct_told",
    "document",
    "finished",
    "fitted",
    "give",
    "note_outcome",
    "note_triage",
    "opening_drafts",
    "records",
    "reinstatement_draft",
    "score_of",
    "take_vitals",
    "withdraw_treatment",
    "withdraw_vitals",
    "withdrawal_draft",
]
