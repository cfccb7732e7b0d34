"""The names of notes that need no database: their facts, words and text."""

from __future__ import annotations

from vereda.press.entries import (
    Annex,
    ContactSet,
    Estimated,
    Figure,
    NoteDrafted,
    NoteText,
    Paragraph,
    Participants,
    ProgrammeLine,
    Quotation,
    Run,
    Said,
    Workshop,
)
from vereda.press.rules.rounding import about, more_than
from vereda.press.rules.telephones import email, telephone
from vereda.press.rules.telling import Printed, day_said, main_of, period_said, plain, told
from vereda.press.words import ATTENTIONS, GROUPS, INDIVIDUALS, PEOPLE, Approver, Method, Part, Stands
from vereda.press.workshops import workshop, workshops

__all__ = [
    "ATTENTIONS", "GROUPS", "INDIVIDUALS", "PEOPLE", "Annex", "Approver", "ContactSet", "Estimated", "Figure", "Method",
    "NoteDrafted", "NoteText", "Paragraph", "Part", "Participants", "Printed", "ProgrammeLine", "Quotation", "Run", "Said",
    "Stands", "Workshop", "about", "day_said", "email", "main_of", "more_than", "period_said", "plain", "telephone", "told",
    "workshop", "workshops",
]  # fmt: skip
