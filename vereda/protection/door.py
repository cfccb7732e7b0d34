"""The names of protection that faces may use."""

from __future__ import annotations

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
from vereda.protection.entries import (
    BestInterests,
    ChildPathClosed,
    ChildPathOpened,
    ChildPathStep,
    Screening,
    SpokenWith,
    StepDone,
)
from vereda.protection.lookups import (
    Done,
    best_interests,
    child_path,
    offices,
    official,
    open_paths,
    path_of,
    screening,
    steps_done,
    still_with_us,
    vehicle,
    wishes,
    with_path,
)
from vereda.protection.models import ChildPath
from vereda.protection.words import PathEnd, PathRing, ToldThrough

__all__ = [
    "BestInterests",
    "ChildPath",
    "ChildPathClosed",
    "ChildPathOpened",
    "ChildPathStep",
    "Done",
    "PathEnd",
    "PathRing",
    "Screening",
    "SpokenWith",
    "StepDone",
    "ToldThrough",
    "best_interests",
    "child_path",
    "close_path",
    "drive",
    "join_siblings",
    "note_best_interests",
    "note_step",
    "offices",
    "official",
    "open_path",
    "open_paths",
    "path_of",
    "reopen_path",
    "ring_unanswered",
    "say_wishes",
    "screening",
    "sign",
    "steps_done",
    "still_with_us",
    "tell_office",
    "vehicle",
    "wishes",
    "with_path",
]
