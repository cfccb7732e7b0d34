"""One form, sent twice or from two windows at once, makes one record."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError

from vereda.logbook.door import Receipt, block_of, subject_of_entry


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
