"""What faces may use of the library of laws."""

from __future__ import annotations

from . import labels, sheets
from .errors import (
    BeforeIsLater,
    DateNotUnderstood,
    FileNotWritten,
    FormNotKnown,
    NothingToCompareWith,
    QueryTooLong,
    UnknownCountry,
    UnknownRight,
    UnknownShow,
    UnknownTheme,
)
from .lookups import find, library
from .rules.comparing import Asked, Cell, Comparison, Dated, Line, Tally, compare, when
from .rules.library import Article, Library, Term, day_of
from .rules.searching import MOST_SIGNS, Found, Hit, plain
from .words import Change, Gap, Show, When

__all__ = [
    "MOST_SIGNS", "Article", "Asked", "BeforeIsLater", "Cell", "Change", "Comparison", "DateNotUnderstood", "Dated",
    "FileNotWritten", "FormNotKnown", "Found", "Gap", "Hit", "Library", "Line", "NothingToCompareWith", "QueryTooLong", "Show",
    "Tally", "Term", "UnknownCountry", "UnknownRight", "UnknownShow", "UnknownTheme", "When",
    "compare", "day_of", "find", "labels", "library", "plain", "sheets", "when",
]  # fmt: skip
