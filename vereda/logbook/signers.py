"""Which entries a node signed for its desk: what has to be looked at again when the node was not what it seemed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from vereda.logbook.envelopes import Signed
from vereda.logbook.models import HeldEntry, LogEntry


def signed_for_its_desk(node: UUID, kinds: Collection[str]) -> dict[UUID, datetime]:
    """Return the subjects of which the desk of a post wrote entries of some kinds that count, and when the last came.

    Walks over every entry of these kinds: for kinds that are rare.
    """
    found: dict[UUID, datetime] = {}
    rows = LogEntry.objects.filter(kind__in=list(kinds), signed__isnull=False).order_by("received_at")
    held = set(HeldEntry.objects.filter(entry__in=rows.values("id")).values_list("entry", flat=True))
    for id_, subject, came, signed in rows.values_list("id", "subject", "received_at", "signed"):
        if id_ not in held and Signed.from_bytes(bytes(signed or b"")).device == str(node):
            found[subject] = came
    return found
