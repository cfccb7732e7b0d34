"""One form, sent twice or from two windows at once, makes one record; sent again with other words, it makes another one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError

from vereda.access.door import Reader
from vereda.desk.rooms.typed import Typed
from vereda.desk.web.new_encounter import UNTOLD, entry_of
from vereda.errors import FieldError
from vereda.logbook.door import Receipt, block_of, subject_of_entry
from vereda.logbook.schema import uuid8


def entry_for(typed: Typed, reader: Reader) -> UUID | None:
    """Return the id of the entry that a form makes with what was typed in it, however often it is sent; None: no form of ours.

    Whoever goes back in the browser and types something else sends the same form: it is not the same record.
    """
    entry = entry_of(typed.get("form"), reader)
    if entry is None:
        return None
    told = sorted((name, value) for name, value in typed.values.items() if value and name not in UNTOLD)
    return uuid8(entry.int >> 80, sha256(repr((entry.hex, told)).encode()).digest())


def once(entry: UUID | None, act: Callable[[], Receipt]) -> UUID:
    """Do it and return the record that it tells of; of a form that was sent before, the record that it made then."""
    if entry is not None and block_of(entry) is not None and (there := subject_of_entry(entry)):
        return there
    try:
        return act().subject
    except IntegrityError:  # both at the same moment: the other one wrote it
        made = subject_of_entry(entry) if entry else None
        if made is None:
            raise
        return made


def kept(typed: Typed, entry: UUID | None, act: Callable[[], Receipt], fields: Mapping[str, str]) -> UUID | None:
    """Do it once where nothing is wrong with the form, and return the record; None with the errors beside their fields.

    fields  where the error of a code stands (`Typed.refuse`)
    """
    if typed.errors:
        return None
    try:
        return once(entry, act)
    except FieldError as error:
        typed.refuse(error, fields)
    return None
