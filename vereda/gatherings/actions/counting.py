"""Counting at the desk: what a sheet or a radio call says is added; and why goods do not add up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from vereda.gatherings.actions.opening import of_group
from vereda.gatherings.entries import Counted, Explained, ItemCounted, PeopleCounted
from vereda.gatherings.errors import NothingCounted, NotOpen, WordsMissing
from vereda.logbook.door import Author, Plain, Receipt, history, record
from vereda.logbook.schema import FieldClass


def count(
    *,
    gathering: UUID,
    by: Author,
    at: datetime,
    lane: str = "",
    people: Sequence[PeopleCounted] = (),
    items: Sequence[ItemCounted] = (),
    entry: UUID | None = None,
) -> Receipt:
    """Record what one hand counted since it last said so. Also after the closing: it is shown as late. Raises NothingCounted."""
    of_group(gathering, by)
    if not people and not items:
        raise NothingCounted
    payload = Counted(lane=lane.strip(), people=list(people), items=list(items))
    return record(payload, subject=gathering, by=by, at=at, id=entry)


def take_back(*, gathering: UUID, entry: UUID, by: Author, at: datetime, form: UUID | None = None) -> Receipt:
    """Record that a bundle was a mistake: all of it is taken away again. Raises NotOpen where there is no such bundle.

    Twice is recorded twice, and shown as less than nothing.
    """
    of_group(gathering, by)
    told = next((one for one in history(gathering) if one.id == entry and not one.held), None)
    if told is None or not isinstance(told.payload, Counted):
        raise NotOpen
    payload = Counted(
        lane=told.payload.lane,
        people=[one.model_copy(update={"count": -one.count}) for one in told.payload.people],
        items=[one.model_copy(update={"count": -one.count}) for one in told.payload.items],
        takes_back=entry,
    )
    return record(payload, subject=gathering, by=by, at=at, id=form)


def explain(*, gathering: UUID, words: str, by: Author, at: datetime) -> Receipt:
    """Record in words why goods do not add up. Raises WordsMissing."""
    of_group(gathering, by)
    if not words.strip():
        raise WordsMissing
    return record(Explained(), subject=gathering, by=by, at=at, boxes=[told_in(words)])


def told_in(words: str) -> Plain:
    """Return words as a sealed note."""
    return Plain(cls=FieldClass.FREE_TEXT, fields={"text": words.strip()[:4000]})
