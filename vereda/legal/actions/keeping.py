"""What every act on a case asks first: is it here, is it the author's, is it open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from vereda.legal.errors import CaseGone, CaseIsClosed
from vereda.legal.lookups import cases
from vereda.legal.models import LegalCase
from vereda.logbook.door import Author, Plain
from vereda.logbook.schema import FieldClass, uuid7


def own_case(case: UUID, by: Author) -> LegalCase:
    """Return a case on which the author works, and still may; of others there is none. Raises CaseGone."""
    row = cases.case(case, by.country)
    if row is None or by.account not in row.advisers or not cases.can_help(by.account, row):
        raise CaseGone
    return row


def open_own(case: UUID, by: Author) -> LegalCase:
    """Return one that is open. Raises CaseGone, CaseIsClosed."""
    row = own_case(case, by)
    if row.closed_at:
        raise CaseIsClosed
    return row


def box(said: BaseModel) -> Sequence[Plain]:
    """Return what is sealed of an entry of a case."""
    fields: dict[str, Any] = said.model_dump(mode="json", exclude_none=True)  # Any: JSON
    return [Plain(cls=FieldClass.LEGAL, fields=fields)]


def fresh(at: datetime) -> UUID:
    """Return a new id of a line or subject."""
    return uuid7(int(at.timestamp() * 1000))
