"""What the boxes of a referral say, as far as they still open. Each look is the page's to log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from vereda.logbook.door import open_box, open_boxes_of
from vereda.logbook.schema import FieldClass
from vereda.referrals.entries.referral import SENT, About, Word
from vereda.referrals.words import Item


class Boxed(Protocol):
    """Somebody handed on, by a group here or to one here. sent: the entry whose boxes, of some classes, hold what is told."""

    subject: UUID
    within: str
    sent: UUID
    classes: list[str]


BY_CLASS = {one.of_class: one for one in SENT}


def about(row: Boxed) -> About | None:
    """Return to what help, and to whom; None where its key is gone."""
    cls = FieldClass(row.within)
    fields = open_box(row.sent, cls, row.subject)
    return BY_CLASS[cls].model_validate(fields).about if fields else None


def abouts(rows: Iterable[Boxed]) -> dict[UUID, About]:
    """Return to what help and to whom of several, by referral, without those whose key is gone; in one look a class."""
    by_class: dict[FieldClass, list[UUID]] = {}
    for row in rows:
        by_class.setdefault(FieldClass(row.within), []).append(row.sent)
    read = {
        subject: BY_CLASS[cls].model_validate(fields).about
        for cls, entries in by_class.items()
        for subject, fields in open_boxes_of(entries, cls).items()
    }
    return {subject: about for subject, about in read.items() if about is not None}


def told(row: Boxed) -> dict[Item, str]:
    """Return what the receiver is told, in the order of the items."""
    found: dict[Item, str] = {}
    for cls in row.classes:
        fields = open_box(row.sent, cls, row.subject)
        if fields:
            found |= BY_CLASS[FieldClass(cls)].model_validate(fields).told
    return {item: found[item] for item in Item if item in found}


def note(row: Boxed, entry: str) -> str:
    """Return a word that the receiver left, '' where its key is gone."""
    fields = open_box(UUID(entry), FieldClass.FREE_TEXT, row.subject)
    return Word.model_validate(fields).text if fields else ""
