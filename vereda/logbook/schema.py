"""The names of the logbook that pure files of other modules may use: what an entry is made of, and how fields are folded.

`door.py` is the same for files that may know the database.
"""

from __future__ import annotations

from vereda.logbook.entries import Attachment, Body, Code, Day, FreeText, Instant, Payload, Strict, Whereabouts
from vereda.logbook.facts import FactRow
from vereda.logbook.ids import uuid7, uuid8
from vereda.logbook.rules.fields import Fields, reach, reopen, value_of, write, written_by
from vereda.logbook.rules.fold import BoxRef, Entry, Folded, State
from vereda.logbook.words import Channel, FieldClass

__all__ = [
    "Attachment",
    "Body",
    "BoxRef",
    "Channel",
    "Code",
    "Day",
    "Entry",
    "FactRow",
    "FieldClass",
    "Fields",
    "Folded",
    "FreeText",
    "Instant",
    "Payload",
    "State",
    "Strict",
    "Whereabouts",
    "reach",
    "reopen",
    "uuid7",
    "uuid8",
    "value_of",
    "write",
    "written_by",
]
