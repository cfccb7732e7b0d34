"""The names of transparency that need no database."""

from __future__ import annotations

from vereda.transparency.entries import Answered, EditionAt, GivenCell, Part, QuestionSet
from vereda.transparency.rules.answering import foreign_figure, key_of
from vereda.transparency.rules.counting import OPEN, Counted
from vereda.transparency.rules.fold import Request
from vereda.transparency.rules.terms import SOON_DAYS
from vereda.transparency.words import CHOSEN, FROM_CELLS, Basis, Ground, Outcome, Outside, Standing, TermFrom, Way

__all__ = [
    "CHOSEN", "FROM_CELLS", "OPEN", "SOON_DAYS", "Answered", "Basis", "Counted", "EditionAt", "GivenCell", "Ground", "Outcome",
    "Outside", "Part", "QuestionSet", "Request", "Standing", "TermFrom", "Way", "foreign_figure", "key_of",
]  # fmt: skip
