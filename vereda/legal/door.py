"""What faces may use of the library of laws, and of legal cases.

opened = open_case(Opening(...), person=person, encounter=encounter, by=by, at=at)     # opened.code: shown once
start_term("XX-REF-APPLY", case=case, started_at=entered_at, by=by, at=at)              # the date comes from the pack
"""

from __future__ import annotations

from . import labels, sheets
from .actions.case import (
    Opened,
    add_helper,
    can_help,
    close_case,
    leave_answer,
    leave_case,
    open_case,
    reopen_case,
    take_case,
    take_step,
    tell_case,
    withdraw_step,
)
from .actions.evidence import MOST_MB, Brought, evidence_file, keep_evidence, pass_evidence
from .actions.fearing import check_told, must_stay
from .actions.going_back import ask_return, depart, second_return, take_return_back
from .actions.term import compute, end_term, extend_term, ring_terms, see_term, start_term, undo_end
from .entries.case import Ended, Opening, StepSaid
from .entries.evidence import ItemSaid, Passed
from .entries.going_back import OwnWords
from .entries.term import Extended, TermSaid
from .errors import (
    BeforeIsLater,
    DateNotUnderstood,
    FileNotWritten,
    FormNotKnown,
    QueryTooLong,
    UnknownCountry,
    UnknownRight,
    UnknownShow,
    UnknownTheme,
)
from .lookups import cases, sealed, signed
from .lookups.library import find, library
from .models import LegalCase, LegalTerm
from .rules.case import has_left, is_seconded
from .rules.comparing import Asked, Cell, Comparison, Dated, Line, Tally, compare, when
from .rules.library import Article, Library, Term, day_of
from .rules.registered import Rule, Table
from .rules.searching import Found, Hit, plain
from .rules.terms import Computed, Kind, LeftOut, Note, Span, has_source
from .words import Answer, CaseEnd, CaseKind, Change, Show, Step, TermEnd, When

__all__ = [
    "MOST_MB",
    "Answer",
    "Article",
    "Asked",
    "BeforeIsLater",
    "Brought",
    "CaseEnd",
    "CaseKind",
    "Cell",
    "Change",
    "Comparison",
    "Computed",
    "DateNotUnderstood",
    "Dated",
    "Ended",
    "Extended",
    "FileNotWritten",
    "FormNotKnown",
    "Found",
    "Hit",
    "ItemSaid",
    "Kind",
    "LeftOut",
    "LegalCase",
    "LegalTerm",
    "Library",
    "Line",
    "Note",
    "Opened",
    "Opening",
    "OwnWords",
    "Passed",
    "QueryTooLong",
    "Rule",
    "Show",
    "Span",
    "Step",
    "StepSaid",
    "Table",
    "Tally",
    "Term",
    "TermEnd",
    "TermSaid",
    "UnknownCountry",
    "UnknownRight",
    "UnknownShow",
    "UnknownTheme",
    "When",
    "add_helper",
    "ask_return",
    "can_help",
    "cases",
    "check_told",
    "close_case",
    "compare",
    "compute",
    "day_of",
    "depart",
    "end_term",
    "evidence_file",
    "extend_term",
    "find",
    "has_left",
    "has_source",
    "is_seconded",
    "keep_evidence",
    "labels",
    "leave_answer",
    "leave_case",
    "library",
    "must_stay",
    "open_case",
    "pass_evidence",
    "plain",
    "reopen_case",
    "ring_terms",
    "sealed",
    "second_return",
    "see_term",
    "sheets",
    "signed",
    "start_term",
    "take_case",
    "take_return_back",
    "take_step",
    "tell_case",
    "undo_end",
    "when",
    "withdraw_step",
]  # fmt: skip
