"""A request to go back: written down by one, said again alone to a second, taken back at any moment until they leave."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from vereda.legal.actions.fearing import must_stay
from vereda.legal.actions.keeping import box, fresh, open_own, own_case
from vereda.legal.entries.going_back import OwnWords, ReturnAsked, ReturnDeparted, ReturnSeconded, ReturnTakenBack
from vereda.legal.errors import (
    LineGone,
    ReturnNotAsked,
    ReturnNotReady,
    ReturnSamePerson,
    ReturnStops,
    ReturnWordsMissing,
)
from vereda.legal.lookups import sealed
from vereda.legal.models import LegalCase
from vereda.legal.rules.case import has_left, is_seconded
from vereda.legal.words import Answer
from vereda.logbook.door import Author, Receipt, in_turn, record


def ask_return(
    words: str,
    *,
    case: UUID,
    refuge: Answer,
    child: Answer,
    trafficking: Answer,
    by: Author,
    at: datetime,
    lang: str = "es",
    entry: UUID | None = None,
) -> Receipt:
    """Record what the person said. Raises ReturnWordsMissing, ReturnNotAsked, ReturnStops."""
    row = open_own(case, by)
    if not words.strip():
        raise ReturnWordsMissing
    asked = (refuge, child, trafficking)
    if Answer.YES in asked or must_stay(row, sealed.opening(row)):
        raise ReturnStops
    if Answer.UNKNOWN in asked:
        raise ReturnNotAsked
    said = OwnWords(words=words.strip(), lang=lang, refuge=refuge, child=child, trafficking=trafficking)
    return record(ReturnAsked(request=fresh(at)), subject=case, by=by, at=at, boxes=box(said), id=entry)


def second_return(*, case: UUID, request: UUID, by: Author, at: datetime) -> Receipt:
    """Record that a second person heard the same, alone. Raises ReturnSamePerson, ReturnNotReady, ReturnStops."""
    with in_turn("legal", str(case)):
        row = open_own(case, by)
        found = _standing(row, request)
        if any(author == by.account for _at, author in found["asked"].values()):
            raise ReturnSamePerson
        if is_seconded(found):
            raise ReturnNotReady
        if must_stay(row, sealed.opening(row)):
            raise ReturnStops
        return record(ReturnSeconded(request=request), subject=case, by=by, at=at)


def take_return_back(*, case: UUID, request: UUID, by: Author, at: datetime) -> Receipt:
    """Record that the person does not want to go, also where the case was closed. Raises ReturnNotReady once they have left."""
    with in_turn("legal", str(case)):
        _standing(own_case(case, by), request)
        return record(ReturnTakenBack(request=request), subject=case, by=by, at=at)


def depart(*, case: UUID, request: UUID, by: Author, at: datetime) -> Receipt:
    """Record that they left. Raises ReturnNotReady unless two persons stand behind it, ReturnStops."""
    with in_turn("legal", str(case)):
        row = open_own(case, by)
        if not is_seconded(_standing(row, request)):
            raise ReturnNotReady
        if must_stay(row, sealed.opening(row)):
            raise ReturnStops
        return record(ReturnDeparted(request=request), subject=case, by=by, at=at)


def _standing(row: LegalCase, request: UUID) -> dict[str, Any]:  # Any: JSON
    """Return a request that was neither taken back nor carried out. Raises LineGone, ReturnNotReady."""
    found = next((one for line, one in row.returns if line == str(request)), None)
    if found is None:
        raise LineGone
    if found["taken_back"] or has_left(found):
        raise ReturnNotReady
    return found
