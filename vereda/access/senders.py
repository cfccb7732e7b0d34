"""Who signs what arrives: the key of a device, and whether it is the node of a post. Asked by the logbook."""

from __future__ import annotations

from uuid import UUID

from vereda.access import phones
from vereda.logbook.door import Sender


def sender(device: str) -> Sender | None:
    """Return a device as the logbook proves what it signed, or None when it is not enrolled, or signs nothing."""
    try:
        row = phones.device(UUID(device))
    except ValueError:
        return None
    key = phones.device_key(row.subject) if row else None
    return Sender(key, row.is_node) if row and key else None
