"""What the boxes of a case say, as far as they still open, and here. Each look is the page's to log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from vereda.logbook.door import instant, open_box, open_boxes_of
from vereda.logbook.schema import FieldClass
from vereda.protection.entries.case import (
    AskedFor,
    DifficultySaid,
    EndSaid,
    Pictured,
    SafetyPlan,
    ScreenedSaid,
    SharedSaid,
    StepSaid,
    SurvivorSaid,
    TortureSaid,
)
from vereda.protection.models import ProtectionCase


def asked(row: ProtectionCase) -> AskedFor | None:
    """Return why somebody asked."""
    return _open(row, row.asked, AskedFor)


def asked_of(rows: Sequence[ProtectionCase]) -> dict[UUID, AskedFor]:
    """Return by case why somebody asked, of those that still open: the boxes of many are opened together."""
    found = open_boxes_of([row.asked for row in rows if row.asked], FieldClass.SCREENING)
    return {row.subject: AskedFor.model_validate(found[row.subject]) for row in rows if row.subject in found}


def step(row: ProtectionCase, entry: str) -> StepSaid | None:
    """Return what one step was."""
    return _open(row, entry, StepSaid)


def shared(row: ProtectionCase, entry: str) -> SharedSaid | None:
    """Return the words that are shared."""
    return _open(row, entry, SharedSaid)


def picture(row: ProtectionCase) -> Pictured | None:
    """Return exposure, experience and capability as they were last seen."""
    return _open(row, row.picture, Pictured)


def difficulty(row: ProtectionCase) -> DifficultySaid | None:
    """Return the answers on what is difficult."""
    return _open(row, row.difficulty, DifficultySaid)


def survivor(row: ProtectionCase) -> SurvivorSaid | None:
    """Return what matters for the hours of care."""
    return _open(row, row.survivor, SurvivorSaid, FieldClass.SEXUAL_VIOLENCE)


def torture(row: ProtectionCase) -> TortureSaid | None:
    """Return whether somebody who survived torture wants to be referred."""
    return _open(row, row.torture, TortureSaid, FieldClass.TORTURE)


def safety_plan(row: ProtectionCase) -> SafetyPlan | None:
    """Return the latest plan."""
    return _open(row, row.safety_plan, SafetyPlan)


def screened(row: ProtectionCase) -> Sequence[tuple[datetime, ScreenedSaid]]:
    """Return the talks on signs of trafficking, the latest first."""
    found = [(instant(at), _open(row, entry, ScreenedSaid)) for entry, at in reversed(row.screened)]
    return [(at, said) for at, said in found if said]


def end(row: ProtectionCase) -> EndSaid | None:
    """Return how it ended."""
    return _open(row, row.ended, EndSaid)


def _open[M: BaseModel](
    row: ProtectionCase, entry: UUID | str | None, model: type[M], cls: FieldClass = FieldClass.SCREENING
) -> M | None:
    fields = open_box(UUID(str(entry)), cls, row.subject) if entry else None
    return model.model_validate(fields) if fields is not None else None
