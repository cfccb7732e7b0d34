"""Saying of two records whether they are one person, and taking it back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from vereda.logbook.door import Author, Receipt, heads, record, subject_of_entry
from vereda.people.entries.link import LinkDecided, LinkUndone
from vereda.people.errors import LinkDecidedMeanwhile, LinkGone, LinkOfOne, NothingToUndo
from vereda.people.lookups import links as lookups
from vereda.people.lookups.person import persons_of
from vereda.people.models import PersonLink
from vereda.people.rules import links as rules
from vereda.people.words import LinkSays, UndoneFor


def decide_link(
    one: UUID,
    other: UUID,
    says: LinkSays,
    *,
    because: Sequence[str],
    known: Collection[UUID],
    by: Author,
    at: datetime,
    entry: UUID | None = None,
) -> Receipt:
    """Record what a person says of two records.

    known  entries of this pair that the page showed: what somebody else said since is not written over
    entry  id of the entry, so that a key that is pressed twice says it once
    Of a pair that was drawn nothing is shown, so what is said of it was said without knowledge of the program's word: where the
    two differ neither stands, and a person looks again (`rules.links`).
    Raises LinkOfOne, LinkGone, LinkDecidedMeanwhile.
    """
    if one == other:
        raise LinkOfOne
    if not _are_here(one, other, by.country):
        raise LinkGone
    left, right = rules.pair(one, other)
    subject = rules.link_of(left, right)
    seen = heads(subject)  # before the row is read: who decides at the same moment was not seen, and a person looks again
    row = lookups.link(left, right)
    if entry and row and str(entry) in {word[0] for word in row.words}:
        return Receipt(entry=entry, subject=row.subject, block=0)
    if lookups.is_blind(left, right):
        seen = []
    elif row and {word[0] for word in row.words} - {str(one) for one in known}:
        raise LinkDecidedMeanwhile
    payload = LinkDecided(left=left, right=right, says=says, because=list(because))
    try:
        return record(payload, subject=subject, seen=seen, by=by, at=at, id=entry)
    except IntegrityError:
        if entry is None or subject_of_entry(entry) != subject:
            raise
        return Receipt(entry=entry, subject=subject, block=0)  # the same key, twice at the same moment


def undo_link(link: UUID, entries: Collection[UUID], *, reason: UndoneFor, by: Author, at: datetime) -> Receipt:
    """Take decisions on a pair back, at any later time. Raises NothingToUndo."""
    row = PersonLink.objects.filter(subject=link, country=by.country).first()
    standing = {UUID(word[0]) for word in row.words if word[6] is None} if row else set()
    wanted = sorted(standing & set(entries))
    if not wanted:
        raise NothingToUndo
    return record(LinkUndone(undoes=wanted, reason=reason), subject=link, by=by, at=at)


def _are_here(one: UUID, other: UUID, country: str) -> bool:
    rows = persons_of([one, other])
    return len(rows) == 2 and {row.country for row in rows.values()} == {country}
