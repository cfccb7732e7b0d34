"""The names of notes to the press that faces may use.

made = draft_note(NoteDrafted(...), by=julia, at=now).subject
approve_quotation(made, words=digest(quotation), ..., by=adriana, at=now)
publish_note(made, content=composed(note(made, iso)).content, by=adriana, at=now)
"""

from __future__ import annotations

from vereda.press import printing, sheet
from vereda.press.actions import approve_quotation, draft_note, publish_note, set_contact
from vereda.press.errors import ContactUnknown, NoteUnknown, NothingDrafted
from vereda.press.lookups import (
    Composed,
    composed,
    contacts,
    contacts_of,
    moved_of,
    note,
    notes,
    printed,
    printed_of,
    programme_line,
)
from vereda.press.models import Note
from vereda.press.rules.fold import approval, digest, unapproved
from vereda.press.rules.moved import Moved

__all__ = [
    "Composed", "ContactUnknown", "Moved", "Note", "NoteUnknown", "NothingDrafted", "approval", "approve_quotation",
    "composed", "contacts", "contacts_of", "digest", "draft_note", "moved_of", "note", "notes", "printed", "printed_of",
    "printing", "programme_line", "publish_note", "set_contact", "sheet", "unapproved",
]  # fmt: skip
