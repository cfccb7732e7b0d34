"""Looking for what must not be there: in files, and in the memory of a process that lives. One pass for any number of needles."""

from __future__ import annotations

import os
import signal
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HEAD = 6
"""A needle is found by its first bytes, then compared whole."""
CHUNK = 32 << 20
BITS = 22


class Needles:
    """Byte strings to look for. is_text: in any case."""

    def __init__(self, needles: Iterable[bytes], *, is_text: bool) -> None:
        self.is_text = is_text
        every = {one.lower() if is_text else one for one in needles}
        assert all(len(one) >= HEAD for one in every), "too short to be no coincidence"
        self.by_head: dict[int, list[bytes]] = {}
        for one in every:
            self.by_head.setdefault(int.from_bytes(one[:HEAD], "little"), []).append(one)
        self.longest = max(map(len, every), default=HEAD)
        self.heads = np.array(sorted(self.by_head), np.uint64)
        self.filter = np.zeros(1 << BITS, bool)
        self.filter[_mixed(self.heads)] = True

    def found_in(self, content: bytes) -> set[bytes]:
        """Return the needles that stand in some bytes."""
        found: set[bytes] = set()
        for start in range(0, len(content), CHUNK):
            found |= self._in_chunk(content[start : start + CHUNK + self.longest])
        return found

    def _in_chunk(self, chunk: bytes) -> set[bytes]:
        plain = chunk.lower() if self.is_text else chunk
        if len(plain) < HEAD:
            return set()
        signs = np.frombuffer(plain, np.uint8)
        heads = np.zeros(len(signs) - HEAD + 1, np.uint64)
        for at in range(HEAD):
            heads |= signs[at : len(signs) - HEAD + 1 + at].astype(np.uint64) << np.uint64(8 * at)
        places = np.flatnonzero(self.filter[_mixed(heads)])
        places = places[np.isin(heads[places], self.heads)]
        return {
            needle
            for place in places.tolist()
            for needle in self.by_head[int(heads[place])]
            if plain[place : place + len(needle)] == needle
        }


def _mixed(heads: NDArray[np.uint64]) -> NDArray[np.uint64]:
    with np.errstate(over="ignore"):
        return (heads * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - BITS)


def names(words: Iterable[str]) -> Needles:
    """Return names to look for, as UTF-8 and as Python keeps wider text."""
    return Needles((word.encode(form) for word in words for form in ("utf-8", "utf-16-le")), is_text=True)


def secrets(keys: Iterable[bytes]) -> Needles:
    """Return keys to look for: as they are, in hexadecimal of either case, in base64."""
    forms = (lambda key: key, lambda key: key.hex().encode(), lambda key: key.hex().upper().encode(), b64encode)
    return Needles((form(key) for key in keys for form in forms), is_text=False)


def files(*folders: Path) -> Iterator[Path]:
    """Yield every file below some folders."""
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def in_files(needles: Needles, *folders: Path) -> dict[Path, set[bytes]]:
    """Return in which files something was found."""
    found = ((path, needles.found_in(path.read_bytes())) for path in files(*folders))
    return {path: what for path, what in found if what}


@contextmanager
def stopped(pid: int) -> Iterator[None]:
    """Hold a process still."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def memory(pid: int) -> Iterator[bytes]:
    """Yield all that a process has in memory and may write: heap, stacks, arenas of libraries, shared memory."""
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as mem:
        for line in maps:
            span, rights, *_ = line.split()
            if "r" not in rights or "w" not in rights:
                continue
            first, last = (int(end, 16) for end in span.split("-"))
            for start in range(first, last, CHUNK):
                try:
                    mem.seek(start)
                    yield mem.read(min(CHUNK, last - start))
                except (OSError, ValueError, OverflowError):
                    break  # guard pages


def in_memory(pid: int, *needles: Needles) -> tuple[list[set[bytes]], int]:
    """Return what of each was found in a living process, which stands still meanwhile, and how many bytes were searched."""
    found: list[set[bytes]] = [set() for _ in needles]
    size, before = 0, b""
    with stopped(pid):
        for piece in memory(pid):
            size += len(piece)
            whole = before[-64:] + piece  # a needle may lie over the seam of two pieces
            for at, some in enumerate(needles):
                found[at] |= some.found_in(whole)
            before = piece
    return found, size
