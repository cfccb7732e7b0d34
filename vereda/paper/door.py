"""The names of paper that other modules may use."""

from __future__ import annotations

from vereda.paper.actions import (
    COPIES_MOST,
    Outcome,
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
    FilesNotWritten,
    GroupUnknown,
    SheetSaysOther,
)
from vereda.paper.letters import Letter, Told, letter_pdf, lines_of
from vereda.paper.lookups import (
    KEPT_DAYS,
    MISSING_DAYS,
    Out,
    batch,
    batch_with,
    batches,
    missing,
    out,
    printed_twice,
    sheet,
    typed_not_destroyed,
)
from vereda.paper.models import Sheet
from vereda.paper.printing import pdf
from vereda.paper.rules.forms import drawn
from vereda.paper.rules.serials import Serial, mark_of, understood
from vereda.paper.rules.sheets import Box, Drawn, Ground, Widget
from vereda.paper.rules.written import day_written, hour_written, marks_written, rows_written, tally_written
from vereda.paper.slips import Slip, slips_pdf
from vereda.paper.words import CancelledFor, DestroyedBy, Form

__all__ = [
    "COPIES_MOST",
    "KEPT_DAYS",
    "MISSING_DAYS",
    "Box",
    "CancelledFor",
    "DestroyedBy",
    "Drawn",
    "FilesNotWritten",
    "Form",
    "Ground",
    "GroupUnknown",
    "Letter",
    "Out",
    "Outcome",
    "Serial",
    "Sheet",
    "SheetSaysOther",
    "Slip",
    "Told",
    "Widget",
    "batch",
    "batch_with",
    "batches",
    "cancel_sheet",
    "day_written",
    "destroy_sheets",
    "differs",
    "drawn",
    "give_out",
    "hour_written",
    "letter_pdf",
    "lines_of",
    "mark_of",
    "marks_written",
    "missing",
    "out",
    "pdf",
    "print_sheets",
    "printed_twice",
    "readings",
    "rows_written",
    "sheet",
    "slips_pdf",
    "take_back",
    "tally_written",
    "type_sheet",
    "typed_not_destroyed",
    "understood",
]
