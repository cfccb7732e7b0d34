"""The facts of paper: sheets were printed, went out with somebody, came back blank; one was typed, cancelled, destroyed."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from vereda.logbook.schema import Code, OfThePost
from vereda.paper.rules.serials import MOST
from vereda.paper.words import CancelledFor, DestroyedBy, Form

RANGE_MOST = 500  # sheets of one act
Number = Annotated[int, Field(ge=1, le=MOST)]
Account = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class Sheets(OfThePost):
    """Sheets with the numbers `first` to `last`, both included."""

    subject_kind: ClassVar[str] = "sheet_batch"
    first: Number
    last: Number

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if not self.first <= self.last < self.first + RANGE_MOST:
            raise ValueError(f"a range of at most {RANGE_MOST} sheets is expected")
        return self


class SheetsPrinted(Sheets):
    """Sheets of one form were printed. `lists`: the codes of each list in the order in which the boxes are numbered on them."""

    kind: ClassVar[str] = "paper.sheets_printed"
    form: Form
    lang: str = Field(default="es", min_length=2, max_length=8)
    lists: dict[str, list[Code]] = Field(default_factory=dict, max_length=20)


class SheetsIssued(Sheets):
    """Sheets went out with somebody's team: from now on each is waited for."""

    kind: ClassVar[str] = "paper.sheets_issued"
    to: Account


class SheetsReturned(Sheets):
    """Sheets came back blank: nobody waits for them."""

    kind: ClassVar[str] = "paper.sheets_returned"


class OneSheet(OfThePost):
    """One sheet, named by its form and number; its group is that of the entry."""

    subject_kind: ClassVar[str] = "sheet"
    form: Form
    number: Number


class SheetTyped(OneSheet):
    """What stands on the sheet was typed in; `record` is the encounter, alert or mission that it became."""

    kind: ClassVar[str] = "paper.sheet_typed"
    record: UUID


class SheetCancelled(OneSheet):
    """The sheet will not be typed."""

    kind: ClassVar[str] = "paper.sheet_cancelled"
    reason: CancelledFor


class SheetDestroyed(OneSheet):
    """The paper is gone; its content lies sealed in the logbook."""

    kind: ClassVar[str] = "paper.sheet_destroyed"
    how: DestroyedBy


BATCH_KINDS = (SheetsPrinted, SheetsIssued, SheetsReturned)
SHEET_KINDS = (SheetTyped, SheetCancelled, SheetDestroyed)
