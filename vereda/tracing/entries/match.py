"""Somebody looked whether a record of ours is the person sought, and who besides the group works on the file."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from vereda.logbook.schema import Code, Demand, FieldClass, OfThePost, Strict
from vereda.tracing.entries.file import FILE, FileClosed, FileReopened
from vereda.tracing.entries.found import KINDS as FOUND_KINDS
from vereda.tracing.words import Looks


class Looked(Strict):
    """Who was compared. Sealed, and owned by that person: when they are erased, nobody knows of whom it was said."""

    person: UUID


class MatchLooked(OfThePost):
    """Somebody compared a record of ours with the person sought. Two say 'the same' before anybody is asked.

    match  the pair, by an id that names nobody;  says: what this author thinks now
    """

    kind: ClassVar[str] = "tracing.match_looked"
    subject_kind: ClassVar[str] = FILE
    demands: ClassVar[Demand] = Demand("K6", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.TRACING
    boxes: ClassVar = {FieldClass.TRACING: Looked}
    match: UUID
    says: Looks


class FileAssigned(OfThePost):
    """Somebody else works on the file from now on, who looks beyond the own group; or no more. account: whose."""

    kind: ClassVar[str] = "tracing.file_assigned"
    subject_kind: ClassVar[str] = FILE
    demands: ClassVar[Demand] = Demand("K6", "write")
    sealed_as: ClassVar[FieldClass] = FieldClass.IDENTITY
    account: Code
    is_on: bool = True


KINDS = (MatchLooked, FileAssigned)
END_KINDS = (*FOUND_KINDS, *KINDS, FileClosed, FileReopened)
"""What tells, or hints, whether somebody was found: for who may know the whole of a file."""
