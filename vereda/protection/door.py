"""The names of protection that faces may use."""

from __future__ import annotations

from vereda.protection.actions import close_path, note_step, open_path, reopen_path
from vereda.protection.entries import ChildPathClosed, ChildPathOpened, ChildPathStep, Screening, StepDone
from vereda.protection.lookups import Done, child_path, open_paths, path_of, screening, steps_done, with_path
from vereda.protection.models import ChildPath
from vereda.protection.words import PathEnd

__all__ = [
    "ChildPath",
    "ChildPathClosed",
    "ChildPathOpened",
    "ChildPathStep",
    "Done",
    "PathEnd",
    "Screening",
    "StepDone",
    "child_path",
    "close_path",
    "note_step",
    "open_path",
    "open_paths",
    "path_of",
    "reopen_path",
    "screening",
    "steps_done",
    "with_path",
]
