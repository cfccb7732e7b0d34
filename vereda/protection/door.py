"""The names of protection that faces may use.

cases.cases_of(account, country)                       # the cases that an account carries: row.workers, .encounters, .persons
case_actions.ask(AskedFor(...), encounter=..., by=by, at=at)
"""

from __future__ import annotations

from vereda.protection.actions import case as case_actions
from vereda.protection.actions import notes as note_actions
from vereda.protection.actions import training as training_actions
from vereda.protection.actions.care import (
    drive,
    join_siblings,
    note_best_interests,
    ring_unanswered,
    say_wishes,
    sign,
    tell_office,
)
from vereda.protection.actions.path import close_path, note_step, open_path, reopen_path
from vereda.protection.entries.case import (
    AskedFor,
    Pictured,
    SafetyPlan,
    Side,
    StepSaid,
    SurvivorSaid,
    TortureSaid,
)
from vereda.protection.entries.path import (
    BestInterests,
    ChildPathClosed,
    ChildPathOpened,
    Screening,
)
from vereda.protection.lookups import cases, sealed
from vereda.protection.lookups.paths import (
    Done,
    best_interests,
    child_path,
    is_with_us,
    may_seek,
    offices,
    official,
    open_paths,
    path_of,
    screening,
    steps_done,
    still_with_us,
    vehicle,
    was_told,
    wishes,
    with_path,
)
from vereda.protection.models import ChildPath, ProtectionCase
from vereda.protection.rules import disability, roadside, survivor, trafficking, vulnerability
from vereda.protection.rules.case import FIRST_LOOK
from vereda.protection.rules.registered import Rule, rule
from vereda.protection.rules.ringing import FIRST_DAY, UNANSWERED
from vereda.protection.words import (
    CaseEnd,
    CaseStep,
    Confidence,
    Difficulty,
    FamilyRisk,
    Heard,
    Level,
    Next,
    PathEnd,
    Profile,
    ToldBy,
    ToldThrough,
    Wanted,
)

__all__ = [
    "FIRST_DAY",
    "FIRST_LOOK",
    "UNANSWERED",
    "AskedFor",
    "BestInterests",
    "CaseEnd",
    "CaseStep",
    "ChildPath",
    "ChildPathClosed",
    "ChildPathOpened",
    "Confidence",
    "Difficulty",
    "Done",
    "FamilyRisk",
    "Heard",
    "Level",
    "Next",
    "PathEnd",
    "Pictured",
    "Profile",
    "ProtectionCase",
    "Rule",
    "SafetyPlan",
    "Screening",
    "Side",
    "StepSaid",
    "SurvivorSaid",
    "ToldBy",
    "ToldThrough",
    "TortureSaid",
    "Wanted",
    "best_interests",
    "case_actions",
    "cases",
    "child_path",
    "close_path",
    "disability",
    "drive",
    "is_with_us",
    "join_siblings",
    "may_seek",
    "note_actions",
    "note_best_interests",
    "note_step",
    "offices",
    "official",
    "open_path",
    "open_paths",
    "path_of",
    "reopen_path",
    "ring_unanswered",
    "roadside",
    "rule",
    "say_wishes",
    "screening",
    "sealed",
    "sign",
    "steps_done",
    "still_with_us",
    "survivor",
    "tell_office",
    "trafficking",
    "training_actions",
    "vehicle",
    "vulnerability",
    "was_told",
    "wishes",
    "with_path",
]
