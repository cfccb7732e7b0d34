"""What the desk of a post may not write by itself: looked at by headquarters, which does not take a post's word for a right."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from vereda.logbook import registry
from vereda.logbook.entries import SubjectErased
from vereda.logbook.errors import NotFromPosts
from vereda.logbook.models import LogEntry, State
from vereda.logbook.words import Held
from vereda.logbook.writing import Prepared

STRUCK = "struck"
NOT_FROM_POSTS = NotFromPosts.code
OF_ACCESS = ("membership", "device")
"""Subjects of which access says whose they are (`why_post_may_not`): who enrolled a phone may be of no group."""


def limit_post(one: Prepared) -> None:
    """Hold what the desk of a post may not write by itself: rights, erasures but of one's own writing, other posts' phones.

    Also of what this program does not understand yet: an upgrade must not give what was never looked at.
    """
    kind = registry.kind_of(one.body.kind)
    # What it writes about others' records waits for their supervisor, as a phone's does: totals, imports and clocks too.
    one.by_device = kind.subject_kind not in OF_ACCESS
    if kind.from_devices or one.held == Held.QUARANTINE:
        return
    why = None if kind.from_posts else NOT_FROM_POSTS
    why = why or registry.why_post_may_not(one.body)
    if kind is SubjectErased and not (isinstance(one.payload, SubjectErased) and _is_own_strike(one, one.payload)):
        why = NOT_FROM_POSTS
    if why:
        one.held, one.why = one.held or Held.QUARANTINE, why


def of_headquarters(entries: Collection[UUID]) -> set[UUID]:
    """Return those of some entries that came from another machine and are of a kind that headquarters' own desk alone writes.

    Nobody accepts them, at headquarters or by a decision that arrives: the desk of a post signs for any of its people.
    """
    rows = LogEntry.objects.filter(id__among=list(entries), signed__isnull=False)
    told = [(row.id, registry.kind_of(row.kind)) for row in rows]
    return {id_ for id_, kind in told if not (kind.from_posts or kind.from_devices)}


def _is_own_strike(one: Prepared, erased: SubjectErased) -> bool:
    """Tell whether an erasure is 'strike it': of an own record, by who wrote it first, counting for it alone."""
    if any((told["record"], told["group"]) != (one.body.subject.hex, one.body.group) for told in erased.rows):
        return False
    row = State.objects.filter(subject=one.body.subject).first()
    if row is None:
        return erased.reason == STRUCK  # what it strikes goes up with it, or is here nowhere
    first = LogEntry.objects.filter(subject=one.body.subject).order_by("clock", "id").first()
    is_author = first is not None and first.author == one.body.author
    return erased.reason == STRUCK and is_author and (row.country, row.group) == (one.body.country, one.body.group)
