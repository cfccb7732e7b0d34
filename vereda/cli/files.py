"""Files that a command leaves: whole, or not at all."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from vereda.paper.door import FilesNotWritten


def write_whole(target: Path, content: bytes) -> None:
    """Write all or nothing: half a file would be printed, or sent on, as it is. Raises FilesNotWritten."""
    temporary = target.with_name(f".{target.name}.{uuid4().hex}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(target)
    except OSError as why:
        temporary.unlink(missing_ok=True)
        raise FilesNotWritten(path=target, reason=why.strerror) from None
