"""Opening a child's path, noting its steps, closing it, opening it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from vereda.countries.door import pack
from vereda.encounters.door import encounter as encounter_row
from vereda.logbook.door import Author, Plain, Receipt, in_turn, record
from vereda.logbook.schema import FieldClass
from vereda.protection.entries.path import (
    ChildPathClosed,
    ChildPathOpened,
    ChildPathReopened,
    ChildPathStep,
    Screening,
    StepDone,
)
from vereda.protection.errors import NoChildrenAlone, PathAlreadyOpen, PathNotClosed, PathNotOpen, UnknownStep
from vereda.protection.lookups import paths as lookups
from vereda.protection.models import ChildPath
from vereda.protection.words import PathEnd


def open_path(*, encounter: UUID, by: Author, at: datetime, done: Sequence[str] = (), note: str = "") -> Receipt:
    """Open the path for the children of an encounter who are alone. Raises NoChildrenAlone, PathAlreadyOpen, UnknownStep."""
    _check_steps(done, by)
    found = encounter_row(encounter, [by.group], by.country)
    if found is None or not found.unaccompanied_minors:
        raise NoChildrenAlone
    with in_turn("child_path", str(encounter)):
        if lookups.path_of(encounter, by.group, by.country):
            raise PathAlreadyOpen
        box = Screening(done=list(done), note=note.strip()).model_dump(mode="json", exclude_defaults=True)
        payload = ChildPathOpened(encounter=encounter, children=found.unaccompanied_minors)
        return record(payload, by=by, at=at, boxes=[Plain(cls=FieldClass.SCREENING, fields=box)])


def note_step(*, path: UUID, step: str, by: Author, at: datetime, told: str = "", note: str = "") -> Receipt:
    """Record that a step was done. Raises PathNotOpen, UnknownStep."""
    _check_steps([step], by)
    own_open_path(path, by)
    box = StepDone(step=step, told=told or None, note=note.strip()).model_dump(mode="json", exclude_defaults=True)
    return record(ChildPathStep(), subject=path, by=by, at=at, boxes=[Plain(cls=FieldClass.SCREENING, fields=box)])


def close_path(*, path: UUID, outcome: PathEnd, by: Author, at: datetime) -> Receipt:
    """Record how the path ended, or raise PathNotOpen and write nothing."""
    own_open_path(path, by)
    return record(ChildPathClosed(outcome=outcome), subject=path, by=by, at=at)


def reopen_path(*, path: UUID, by: Author, at: datetime) -> Receipt:
    """Record that the path goes on. Raises PathNotClosed."""
    found = lookups.child_path(path, by.group, by.country)
    if found is None or not found.outcome:
        raise PathNotClosed
    return record(ChildPathReopened(), subject=path, by=by, at=at)


def own_open_path(path: UUID, by: Author) -> ChildPath:
    """Return a path of the group that is open, or raise PathNotOpen."""
    found = lookups.child_path(path, by.group, by.country)
    if found is None or found.outcome:
        raise PathNotOpen
    return found


def _check_steps(steps: Sequence[str], by: Author) -> None:
    known = pack(by.country).child_path
    if any(step not in known or known[step].never for step in steps):
        raise UnknownStep
