"""A file that is written in pieces: under another name until it is whole, and continued where it was cut."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from vereda.statistics.door import FileNotWritten, feeding


def continued(path: Path, pieces: Iterable[bytes], *, is_resumed: bool = False) -> int:
    """Write a file whole, and return how many lines it has.

    is_resumed  keep what `path`.part holds: it must be how the file begins, to the byte, else CutFileOther is raised and it stays
    """
    part = path.with_name(f"{path.name}.part")
    lines = 0
    try:
        with part.open("r+b" if is_resumed and part.exists() else "w+b") as file:
            os.fchmod(file.fileno(), 0o600)
            left = os.fstat(file.fileno()).st_size
            for piece in pieces:
                lines += piece.count(b"\n")
                there = file.read(min(left, len(piece)))
                if piece[: len(there)] != there:
                    raise feeding.errors.CutFileOther(path=part)
                left -= len(there)
                file.write(piece[len(there) :])
            if left:  # longer than the file that it would become
                raise feeding.errors.CutFileOther(path=part)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as why:
        raise FileNotWritten(path=path, reason=why.strerror) from None
    return lines
