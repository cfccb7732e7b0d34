"""Attachments: encrypted before they are written, named by what they are after encryption, removed when their key is gone.

The key of a file stands in a sealed box of the entry that names it, so that erasure and retention reach it as well.
Files come after entries, in pieces that can be resumed, and an entry is acknowledged without them ('not yet arrived').
"""

from __future__ import annotations

import errno
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from vereda.logbook import sealing
from vereda.logbook.entries import FILE_MOST, Attachment
from vereda.logbook.errors import FileDamaged, FileNotHere, PieceOutOfPlace
from vereda.settings.environment import env

PIECE_MOST = 32 * 1024  # [bytes] a piece that still goes over 2G
BOUND = b"vereda/file/1"
PASSING = "passing"  # folder of a post: photos whose key it does not hold, on their way up
PASSING_MOST = 2 * 1024**3  # [bytes]


def seal_file(content: bytes, media_type: str) -> tuple[Attachment, bytes]:
    """Return what a box must say of a file, and its ciphertext. Metadata is stripped by whoever took the picture, before."""
    key = sealing.new_key()
    sealed = sealing.encrypt(key, content, BOUND)
    named = sha256(sealed).hexdigest()
    return Attachment(sha256=named, key=b64encode(key).decode(), media_type=media_type, size=len(sealed)), sealed


def keep_file(attachment: Attachment, sealed: bytes) -> None:
    """Write a whole ciphertext here; raises FileDamaged when it is not the one that was named."""
    if sha256(sealed).hexdigest() != attachment.sha256:
        raise FileDamaged(file=attachment.sha256)
    _write(_path(attachment.sha256), sealed)


def take_piece(name: str, offset: int, piece: bytes, *, passing: bool = False) -> int:
    """Append a piece of a file that is on its way, and return how many bytes are here; complete when its digest holds.

    name    SHA-256 of the whole ciphertext
    offset  where the piece begins; a piece that was taken already is answered with what is here
    passing  at a post: a file that no box here names, to be passed on
    Raises PieceOutOfPlace with what is here, so that the sender resumes there; FileDamaged, and the sender begins again.
    """
    path = _path(name, passing)
    if path.exists():
        return path.stat().st_size
    part = path.with_suffix(".part")
    here = part.stat().st_size if part.exists() else 0
    if offset > here or len(piece) > PIECE_MOST or here + len(piece) > FILE_MOST:
        raise PieceOutOfPlace(file=name, here=here, most=PIECE_MOST)
    if passing and sum(one.stat().st_size for one in path.parent.glob("*")) > PASSING_MOST:
        raise OSError(errno.ENOSPC, "too much waits to be passed on")
    if offset == here:
        part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with part.open("ab") as out:
            out.write(piece)
            out.flush()
            os.fsync(out.fileno())
    return part.stat().st_size


def finish_file(name: str, *, passing: bool = False) -> None:
    """Make a file whose pieces are all here complete; raises FileDamaged and drops it when it is another."""
    path = _path(name, passing)
    if path.exists():
        return
    part = path.with_suffix(".part")
    if not part.exists() or sha256(part.read_bytes()).hexdigest() != name:
        part.unlink(missing_ok=True)
        raise FileDamaged(file=name)
    part.replace(path)


def files_passing() -> list[Path]:
    """Return the whole files that wait at a post to be passed on, the oldest first."""
    folder = env().home / PASSING
    whole = [path for path in folder.glob("*") if not path.suffix] if folder.exists() else []
    return sorted(whole, key=lambda path: path.stat().st_mtime)


def open_file(attachment: Attachment) -> bytes:
    """Return the content of a file; raises FileNotHere while it has not arrived, FileDamaged when it does not open."""
    path = _path(attachment.sha256)
    if not path.exists():
        raise FileNotHere(file=attachment.sha256)
    try:
        return sealing.decrypt(b64decode(attachment.key), path.read_bytes(), BOUND)
    except sealing.InvalidTag:
        raise FileDamaged(file=attachment.sha256) from None


def damaged_files() -> list[str]:
    """Return the names of files whose bytes are no longer what their name says."""
    return [path.name for path in _files() if sha256(path.read_bytes()).hexdigest() != path.name]


def drop_files_but(named: Iterable[str]) -> int:
    """Delete every file that no open box names any more; returns how many. Their keys are gone: nobody could read them."""
    keep = set(named)
    gone = [path for path in _files() if path.name not in keep]
    for path in gone:
        path.unlink()
    return len(gone)


def _files() -> list[Path]:
    folder = env().home / "files"
    return sorted(path for path in folder.glob("*") if path.suffix != ".part") if folder.exists() else []


def _path(name: str, passing: bool = False) -> Path:
    if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
        raise FileNotHere(file=name[:64])
    return env().home / (PASSING if passing else "files") / name


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    with draft.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
