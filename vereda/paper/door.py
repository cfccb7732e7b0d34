"""The names of paper that other modules may use."""

from __future__ import annotations

from vereda.paper.actions import (
    COPIES_MOST,
    Outcome,
    Typing,
    cancel_sheet,
    destroy_sheets,
    differs,
    give_out,
    print_sheets,
    readings,
    take_back,
    type_sheet,
)
from vereda.paper.errors import (
    CheckWrong,
    FilesNotWritten,
    GroupUnknown,
    SerialNotUnderstood,
    SheetErased,
    SheetOfOtherGroup,
    SheetSaysOther,
)
from vereda.paper.lookups import (
    KEPT_DAYS,
    MISSING_DAYS,
    Out,
    batch_with,
    batches,
    missing,
    out,
    printed_twice,
    sheet,
    typed_not_destroyed,
)
from vereda.paper.models import Sheet, SheetBatch
from vereda.paper.rules.serials import Serial, mark_of, understood
from vereda.paper.words import CancelledFor, DestroyedBy, Form

__all__ = [
    "COPIES_MOST",
    "KEPT_DAYS",
    "MISSING_DAYS",
    "CancelledFor",
    "CheckWrong",
    "DestroyedBy",
    "FilesNotWritten",
    "Form",
    "GroupUnknown",
    "Out",
    "Outcome",
    "Serial",
    "SerialNotUnderstood",
    "Sheet",
    "SheetBatch",
    "SheetErased",
    "SheetOfOtherGroup",
    "SheetSaysOther",
    "Typing",
    "batch_with",
    "batches",
    "cancel_sheet",
    "destroy_sheets",
    "differs",
    "give_out",
    "mark_of",
    "missing",
    "out",
    "print_sheets",
    "printed_twice",
    "readings",
    "sheet",
    "take_back",
    "type_sheet",
    "typed_not_destroyed",
    "understood",
]
