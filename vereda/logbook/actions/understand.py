"""After an upgrade: entries of a version that this program did not know are folded, now that it knows it."""

from __future__ import annotations

import orjson

from vereda.errors import FieldError
from vereda.logbook import registry
from vereda.logbook.actions.rebuild import rebuild
from vereda.logbook.actions.receive import take_refused
from vereda.logbook.entries import Body
from vereda.logbook.folding import payload_of
from vereda.logbook.models import HeldEntry, LogEntry
from vereda.logbook.words import Held

NEWER = "logbook.version_newer"


def fold_understood() -> int:
    """Fold what was kept as 'not understood yet', or was refused, and is understood now; returns how many. Runs at each start.

    What had also been written without a right waits for the supervisor, as it would have when it came.
    """
    released = [row for row in HeldEntry.objects.filter(held=Held.NOT_UNDERSTOOD) if _is_understood(row)]
    for row in released:
        if row.why == NEWER:
            row.delete()
        else:
            row.held = Held.QUARANTINE
            row.save(update_fields=["held"])
    if released:
        rebuild()
    return len(released) + take_refused()


def _is_understood(row: HeldEntry) -> bool:
    body = Body.model_validate(orjson.loads(bytes(LogEntry.objects.get(id=row.entry).body)))
    try:
        known = body.version <= registry.kind_of(body.kind).version
        return known and payload_of(body) is not None
    except FieldError:
        return False  # it says something that even the newer schema refuses: it stays kept, and not folded
