"""Writing a golden entry: `python -m tests.golden_entries KIND 'PAYLOAD AS JSON'`. One that is there is never written again.

A golden entry is an entry of a released version, byte for byte as a device wrote it. Whatever the program becomes, it reads it.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"
SUBJECT = "018d56aa-0700-772b-a5c7-0d28118edad0"


def write(kind: str, payload: str) -> Path:
    """Write the golden entry of the newest version of a kind, or raise FileExistsError."""
    import orjson

    from vereda.logbook import registry
    from vereda.logbook.clock import reading, to_ms
    from vereda.logbook.ids import uuid8
    from vereda.logbook.writing import Author, written

    model = registry.kind_of(kind)
    at = datetime(2024, 1, 29, 19, 20, tzinfo=UTC)
    by = Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros", device="phone-1")
    entry = written(
        registry.checked(model, orjson.loads(payload)),
        id=uuid8(to_ms(at), sha256(f"{kind}.{model.version}".encode()).digest()),
        subject=SUBJECT,  # type: ignore[arg-type]  # text as it stands in a body
        seen=[],
        by=by,
        at=at,
        clock=reading(to_ms(at)),
    )
    path = GOLDEN / f"{kind}.v{model.version}.json"
    with path.open("xb") as out:
        out.write(entry.raw)
    return path


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vereda.settings.django")
    import django

    django.setup()
    sys.stdout.write(f"{write(sys.argv[1], sys.argv[2])}\n")
