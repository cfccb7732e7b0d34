"""What every act asks first: is the file the group's own, open, and by itself."""

from __future__ import annotations

from uuid import UUID

from vereda.logbook.door import Author
from vereda.tracing.errors.report import FileClosedAlready, FileGone, JoinWrong
from vereda.tracing.lookups import files
from vereda.tracing.models import MissingFile


def own_file(file: UUID, by: Author) -> MissingFile:
    """Return a file of the author's group, also one that was joined: its seeker waits for an answer of its own."""
    row = files.file(file, by.group, by.country)
    if row is None:
        raise FileGone
    return row


def file_of_case(file: UUID, by: Author) -> MissingFile:
    """Return a file of the author's group, or one on which the author works. Raises FileGone."""
    row = files.file_of_country(file, by.country)
    if row is None or (row.group != by.group and by.account not in row.assigned):
        raise FileGone
    return row


def kept_file(file: UUID, by: Author) -> MissingFile:
    """Return a file of the author's group that is not joined to another. Raises FileGone, JoinWrong."""
    row = own_file(file, by)
    if row.into:
        raise JoinWrong
    return row


def open_file(file: UUID, by: Author) -> MissingFile:
    """Return a file that is open and by itself. Raises FileGone, JoinWrong, FileClosedAlready."""
    row = kept_file(file, by)
    if row.close_reason:
        raise FileClosedAlready
    return row
