"""What stands in the boxes of a legal case, as far as they still open. Each look is the page's to log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from vereda.legal.entries.case import AnswerSaid, Ended, Opening, StepSaid
from vereda.legal.entries.evidence import ItemSaid, Passed
from vereda.legal.entries.going_back import OwnWords
from vereda.legal.entries.term import Extended, HowEnded, TermSaid
from vereda.legal.models import LegalCase, LegalTerm
from vereda.logbook.door import open_box, open_boxes_of
from vereda.logbook.schema import FieldClass


def opening(row: LegalCase) -> Opening | None:
    """Return what a case is about; None when it cannot be read on this machine, or its key is gone."""
    return _open(row.told, row.subject, Opening)


def openings(rows: Iterable[LegalCase]) -> dict[UUID, Opening]:
    """Return what some cases are about, by case, without those that cannot be read; for lists, in one look."""
    found = open_boxes_of([row.told for row in rows], FieldClass.LEGAL)
    return {case: Opening.model_validate(fields) for case, fields in found.items()}


def answer(row: LegalCase) -> str:
    """Return the word for who comes back with the receipt, '' without one."""
    found = _open(row.answer, row.subject, AnswerSaid)
    return found.text if found else ""


def step(row: LegalCase, entry: str) -> StepSaid | None:
    return _open(UUID(entry), row.subject, StepSaid)


def item(row: LegalCase, entry: str) -> ItemSaid | None:
    return _open(UUID(entry), row.subject, ItemSaid)


def passed(row: LegalCase, entry: str) -> Passed | None:
    return _open(UUID(entry), row.subject, Passed)


def end(row: LegalCase) -> Ended | None:
    return _open(row.ended, row.subject, Ended)


def own_words(row: LegalCase, request: dict[str, Any]) -> OwnWords | None:  # Any: JSON
    """Return what the person said who asks to go back; of several that were written the first."""
    return next((_open(UUID(entry), row.subject, OwnWords) for entry in sorted(request["asked"])), None)


def term(row: LegalTerm) -> TermSaid | None:
    return _open(row.started, row.subject, TermSaid)


def next_terms(rows: Iterable[LegalTerm]) -> dict[UUID, TermSaid]:
    """Return what stands of one term of each of some cases, by case, without those that cannot be read; for lists."""
    found = open_boxes_of([row.started for row in rows], FieldClass.LEGAL)
    return {case: TermSaid.model_validate(fields) for case, fields in found.items()}


def extended(row: LegalTerm) -> list[Extended]:
    """Return why a term runs longer, the latest last."""
    found = [_open(UUID(entry), row.subject, Extended) for entry in row.extended]
    return [one for one in found if one]


def term_end(row: LegalTerm) -> HowEnded | None:
    return _open(row.ended, row.subject, HowEnded)


def _open[M: BaseModel](entry: UUID | None, owner: UUID, model: type[M]) -> M | None:
    fields = open_box(entry, FieldClass.LEGAL, owner) if entry else None
    return model.model_validate(fields) if fields else None
