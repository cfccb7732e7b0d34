"""Who signs what arrives: the key of a device, and whether it is the node of a post. Asked by the logbook."""

from __future__ import annotations

from base64 import b64decode
from uuid import UUID

from vereda.access import phones
from vereda.logbook.door import Sender
from vereda.logbook.schema import public_key_of


def sender(device: str) -> Sender | None:
    """Return a device as the logbook proves what it signed, or None when it is not enrolled, or signs nothing.

    A key that is none, as the desk of a stolen post may have written it, signs nothing: it must not stop who asks.
    """
    try:
        row = phones.device(UUID(device))
        return Sender(public_key_of(b64decode(row.public_key)), row.is_node) if row and row.public_key else None
    except ValueError:
        return None
