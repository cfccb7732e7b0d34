"""Looking for what must not be there: in files, and in the memory of a process that lives. One pass for any number of needles."""

from __future__ import annotations

import os
import signal
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

HEAD = 6
"""A needle is found by its first bytes, then compared whole."""
CHUNK = 16 << 20
PAGE = 4096


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
        self.first = np.zeros(1 << 24, bool)
        self.first[(self.heads & np.uint64(0xFFFFFF)).astype(np.int64)] = True

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
        count = len(signs) - HEAD + 1
        three = signs[:count].astype(np.uint32)
        for at in (1, 2):
            three |= signs[at : at + count].astype(np.uint32) << np.uint32(8 * at)
        places = np.flatnonzero(self.first[three])  # few are left, of which the whole head is looked at
        heads = np.zeros(len(places), np.uint64)
        for at in range(HEAD):
            heads |= signs[places + at].astype(np.uint64) << np.uint64(8 * at)
        likely = np.isin(heads, self.heads)
        return {
            needle
            for place, head in zip(places[likely].tolist(), heads[likely].tolist(), strict=True)
            for needle in self.by_head[head]
            if plain[place : place + len(needle)] == needle
        }


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
    """Yield all that a process has in memory and may write: heap, stacks, arenas of libraries; not what is only reserved."""
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as mem:
        for line in maps:
            span, rights, *_ = line.split()
            if "r" in rights and "w" in rights:
                first, last = (int(end, 16) for end in span.split("-"))
                for start, end in _present(pid, first, last):
                    for at in range(start, end, CHUNK):
                        mem.seek(at)
                        yield mem.read(min(CHUNK, end - at))


def _present(pid: int, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a mapping whose pages are in memory, or were swapped out."""
    with Path(f"/proc/{pid}/pagemap").open("rb", 0) as pages:
        pages.seek(first // PAGE * 8)
        there = np.frombuffer(pages.read((last - first) // PAGE * 8), np.uint64) >> np.uint64(62) > 0
    edges = np.flatnonzero(np.diff(np.concatenate([[False], there, [False]]).astype(np.int8)))
    yield from ((first + int(start) * PAGE, first + int(end) * PAGE) for start, end in edges.reshape(-1, 2))


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
