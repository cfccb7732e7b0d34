"""What was received since a point of the chain: by which phones ask for what is new, and nothing twice.

A mark is the place of an entry in the chain as one number: block number and position within it. It is never a time or a sequence,
so that what is committed late is never passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from uuid import UUID

from django.db.models import Q

from vereda.logbook.models import Block, HeldEntry, LogEntry, Place, State

BLOCK = 1_000_000  # entries in one block, at most; a mark stays far below 2**53, which a browser counts exactly


def mark_of_head() -> int:
    """Return the mark behind the last block: what is received later lies beyond it."""
    number = Block.objects.order_by("-number").values_list("number", flat=True).first()
    return (number or 0) * BLOCK + BLOCK - 1


def made_at(mark: int) -> datetime | None:
    """Return when this node made the block of a mark; None where there is none."""
    made = Block.objects.filter(number=mark // BLOCK).values_list("made_at", flat=True).first()
    return datetime.fromisoformat(made) if made else None


def marks(subjects: Iterable[UUID]) -> dict[UUID, int]:
    """Return the mark of the entry of each subject that was received last."""
    subject_of = dict(LogEntry.objects.filter(subject__among=list(subjects)).values_list("id", "subject"))
    found: dict[UUID, int] = {}
    for entry, block, position in Place.objects.filter(entry__among=list(subject_of)).values_list("entry", "block", "position"):
        subject = subject_of[entry]
        found[subject] = max(found.get(subject, 0), block * BLOCK + position)
    return found


def changed_since(mark: int, *, country: str, group: str, kinds: Collection[str], most: int) -> set[UUID] | None:
    """Return the subjects of a group of which something was received after a mark; None when there is too much to tell.

    most  entries of the whole node that are looked at
    """
    block, position = divmod(mark, BLOCK)
    later = Place.objects.filter(Q(block__gt=block) | Q(block=block, position__gt=position)).order_by("block", "position")
    entries = list(later.values_list("entry", flat=True)[: most + 1])
    if len(entries) > most:
        return None
    told = LogEntry.objects.filter(id__among=entries).values_list("subject", flat=True)
    own = State.objects.filter(subject__among=set(told), country=country, group=group, kind__in=list(kinds))
    return set(own.values_list("subject", flat=True))


def told_of(entries: Iterable[UUID | str]) -> set[UUID]:
    """Return the subjects of which some entries tell, as far as the entries are here."""
    return set(LogEntry.objects.filter(id__among=list(entries)).values_list("subject", flat=True))


def days_of(entries: Iterable[UUID]) -> dict[UUID, date]:
    """Return the local day of each of some entries that are here."""
    return dict(LogEntry.objects.filter(id__among=list(entries)).values_list("id", "local_on"))


def came_since(kind: str, since: datetime) -> list[UUID]:
    """Return the entries of a kind that were chained since an instant and count, in no order: for what is finished by a job."""
    earlier = Block.objects.filter(made_at__lt=since.astimezone(UTC).isoformat()).order_by("-number")
    places = Place.objects.filter(block__gt=earlier.values_list("number", flat=True).first() or 0)
    rows = LogEntry.objects.filter(id__in=places.values("entry"), kind=kind)
    return list(rows.exclude(id__in=HeldEntry.objects.values("entry")).values_list("id", flat=True))
