"""Files that are sent in pieces and go on where they were cut: CSV made while it leaves, or bytes that lie on the disk. Pure.

A download has a state: what it would send, and in which order, is the same for the same state. So its bytes can be named by
their place, and a file that was cut is finished by another request, or not at all when the state is another one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from itertools import accumulate, groupby
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from vereda.statistics.feeds.errors import ChangedMeanwhile, PartNotThere

ROWS_A_PIECE = 8_192
PIECE = 256 * 1024  # [bytes] of a file at a time
AS_TEXT = pa.csv.WriteOptions(include_header=False, quoting_style="none")  # an error, not a wrong line, where a code needs quotes
SIZES_KEPT = 32
_SIZES: dict[str, tuple[int, ...]] = {}
"""Bytes of each group of rows, by state: finding them out costs as much as sending everything."""

type Group = tuple[int, int]  # file, group of rows in it


class Download(Protocol):
    """What can be sent in pieces. state: names its content; size: [bytes]."""

    @property
    def state(self) -> str: ...

    @property
    def size(self) -> int: ...

    def pieces(self, start: int = 0) -> Iterator[bytes]:
        """Yield the bytes from a place to the end. Raises ChangedMeanwhile where they are not there any more."""


@dataclass(frozen=True)
class Source:
    """A Parquet file as it was when the download was asked for. stamp: tells it from one that took its place since."""

    path: Path
    digest: str
    stamp: tuple[int, int, int]

    @classmethod
    def of(cls, path: Path) -> Source:
        with path.open("rb") as file:
            return cls(path, file_digest(file, "sha256").hexdigest(), _stamp(file))

    @contextmanager
    def opened(self) -> Iterator[pq.ParquetFile]:
        """Open the file as it was. Raises ChangedMeanwhile."""
        if not self.path.exists():
            raise ChangedMeanwhile
        with self.path.open("rb") as file:
            if _stamp(file) != self.stamp:
                raise ChangedMeanwhile
            yield pq.ParquetFile(file, pre_buffer=False)

    def groups(self) -> int:
        """Return how many groups of rows it has."""
        with self.opened() as file:
            count: int = file.num_row_groups
        return count


def _stamp(file: BinaryIO) -> tuple[int, int, int]:
    said = os.fstat(file.fileno())
    return said.st_ino, said.st_mtime_ns, said.st_size


@dataclass(frozen=True)
class CsvDownload:
    """Rows of Parquet files as one CSV, in the order of files and rows, made while they are sent: nothing is held but one piece.

    columns  in their order; codes only: none needs quotes
    where    which rows; None: all
    told     what `where` is, in words: part of the state
    """

    sources: Sequence[Source]
    columns: tuple[str, ...]
    where: pc.Expression | None = None
    told: str = ""
    state: str = field(init=False)

    def __post_init__(self) -> None:
        said = "\n".join([",".join(self.columns), self.told, *(one.digest for one in self.sources)])
        object.__setattr__(self, "state", sha256(said.encode()).hexdigest()[:32])

    @property
    def size(self) -> int:
        return len(self._head) + sum(self._sizes)

    def pieces(self, start: int = 0) -> Iterator[bytes]:
        if start < len(self._head):
            yield self._head[start:]
        skip = max(0, start - len(self._head))
        groups: Sequence[Group] = self._groups
        if skip:
            ends = list(accumulate(self._sizes))
            first = next((at for at, end in enumerate(ends) if end > skip), len(ends))
            groups, skip = groups[first:], skip - (ends[first - 1] if first else 0)
        yield from _from(skip, self._text(groups))

    @property
    def _head(self) -> bytes:
        return (",".join(self.columns) + "\n").encode()

    @property
    def _groups(self) -> list[Group]:
        return [(file, group) for file, one in enumerate(self.sources) for group in range(one.groups())]

    @property
    def _sizes(self) -> tuple[int, ...]:
        known = _SIZES.get(self.state)
        if known is None:
            known = tuple(sum(map(len, self._text([group]))) for group in self._groups)
            while len(_SIZES) >= SIZES_KEPT:
                _SIZES.pop(next(iter(_SIZES)), None)
            _SIZES[self.state] = known
        return known

    def _text(self, groups: Iterable[Group]) -> Iterator[bytes]:
        for at, of_file in groupby(groups, key=itemgetter(0)):
            with self.sources[at].opened() as file:
                for batch in file.iter_batches(ROWS_A_PIECE, row_groups=[group for _, group in of_file], use_threads=False):
                    rows = pa.Table.from_batches([batch])
                    if text := _csv((rows if self.where is None else rows.filter(self.where)).select(self.columns)):
                        yield text


def _csv(rows: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pa.csv.write_csv(rows, sink, AS_TEXT)
    text: bytes = sink.getvalue().to_pybytes()
    return text


def _from(skip: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        if skip < len(piece):
            yield piece[skip:]
        skip = max(0, skip - len(piece))


@dataclass(frozen=True)
class FileDownload:
    """A file that lies on the disk and is never written again under its name."""

    path: Path
    state: str

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def pieces(self, start: int = 0) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            file.seek(start)
            while piece := file.read(PIECE):
                yield piece


# Parts of a download ------------------------------------------------------------------------------------------------


def asked_part(said: str | None, size: int) -> tuple[int, int] | None:
    """Return first and last byte of a `Range` header (RFC 9110, section 14), or None where everything is sent.

    Several parts at once, other units and what is no range are answered by everything, as the standard allows.
    Raises PartNotThere.
    """
    found = re.fullmatch(r"bytes=(\d{0,18})-(\d{0,18})", (said or "").replace(" ", ""), re.ASCII)
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:  # the last so many bytes
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last) if last else size - 1, size - 1)
        if last and int(last) < start:
            return None
    if start > end:
        raise PartNotThere(size=size)
    return start, end


def within(pieces: Iterable[bytes], length: int) -> Iterator[bytes]:
    """Yield pieces up to so many bytes."""
    for piece in pieces:
        if length <= len(piece):
            yield piece[:length]
            return
        yield piece
        length -= len(piece)
