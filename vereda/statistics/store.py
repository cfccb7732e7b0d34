"""Facts as files: VEREDA_HOME/facts/<country>/<YYYY-MM>.parquet, always rewritten whole. Disposable: made from the logbook.

A refresh holds a lock on the country's folder, so that an older writing never ends after a newer one. A mark goes away
only when the file is on the disk and nobody marked the month again; so a killed refresh leaves the mark and a dead
temporary file, and the next one does the work again.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Protocol
from uuid import UUID, uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from vereda.logbook.schema import FactRow
from vereda.statistics.columns import DICTIONARIES, ROWS_A_GROUP, SCHEMA_VERSION, table_of

INDEX, LOCK = "index.json", ".lock"


class Source(Protocol):
    """Where facts come from."""

    def block(self) -> tuple[int, date | None]:
        """Return the number and the date of the last block. Read first: rows may be newer than it, never older."""

    def months(self, country: str) -> Iterable[date]:
        """Return the first days of all months in which something counts."""

    def rows(self, country: str, month: date) -> Iterator[FactRow]:
        """Yield the facts of a month."""


class Marks(Protocol):
    """The dirty marks, kept in the database beside what was recorded."""

    def token(self, country: str) -> str:
        """Return what tells the files of this database from those of another one."""

    def of(self, country: str) -> dict[date, UUID]:
        """Return the mark of each dirty month."""

    def mark(self, country: str, months: Iterable[date]) -> None:
        """Mark months dirty."""

    def clean(self, country: str, month: date, mark: UUID) -> bool:
        """Take a mark away if it is still this one."""


class Index(NamedTuple):
    """What the folder of a country should hold: the months written, from which database, and up to which block."""

    token: str
    block: int
    months: list[str]


class Footer(NamedTuple):
    """What a file says of itself."""

    as_of_block: int
    pack: str
    schema_version: int


class Written(NamedTuple):
    """What the files of some months are. state: changes when one is written anew; is_current: nothing came since."""

    state: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Store:
    """The files of one installation. `root` is VEREDA_HOME/facts."""

    root: Path

    def path(self, country: str, month: date) -> Path:
        return self.root / country / f"{month:%Y-%m}.parquet"

    def paths(self, country: str, months: Iterable[date]) -> list[Path]:
        """Return the files of those months that have one, in order."""
        return [path for path in (self.path(country, month) for month in sorted(months)) if path.exists()]

    def write_month(
        self, country: str, month: date, rows: Iterable[FactRow], as_of_block: int, pack_hash: str, *, secret: bytes
    ) -> Path:
        """Write a month whole: a temporary file beside it, on the disk, then renamed. Raises FactOutOfMonth."""
        path = self.path(country, month)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = path.with_name(f"{path.name}.{uuid4().hex}.tmp")
        footer = {"as_of_block": str(as_of_block), "pack": pack_hash, "schema_version": str(SCHEMA_VERSION)}
        try:
            _write(table_of(rows, month, secret=secret).replace_schema_metadata(footer), temporary)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        _on_disk(path.parent)
        return path

    def footer(self, country: str, month: date) -> Footer | None:
        """Return what a month's file says of itself; None when there is none, or it cannot be read."""
        try:
            said = pq.read_schema(self.path(country, month)).metadata or {}
            return Footer(int(said[b"as_of_block"]), said[b"pack"].decode(), int(said[b"schema_version"]))
        except (OSError, pa.ArrowException, KeyError, ValueError):  # half a file, or another program's: write it again
            return None

    def index(self, country: str) -> Index | None:
        """Return what should be here; None when nothing was ever finished."""
        try:
            return Index(**json.loads((self.root / country / INDEX).read_text()))
        except (OSError, ValueError, TypeError):  # not there, or half of it: everything is written again
            return None

    def write_index(self, country: str, index: Index) -> None:
        folder = self.root / country
        temporary = folder / f"{INDEX}.{uuid4().hex}.tmp"
        temporary.write_text(json.dumps(index._asdict()))
        temporary.replace(folder / INDEX)

    def forget(self, country: str | None = None) -> None:
        """Have everything written again, of one country or all (restore, rebuild); readers keep what they have open."""
        folders = [self.root / country] if country else [entry for entry in self.root.glob("*") if entry.is_dir()]
        for folder in folders:
            (folder / INDEX).unlink(missing_ok=True)

    @contextmanager
    def locked(self, country: str) -> Iterator[None]:
        """Hold the folder of a country alone; a killed holder lets go by itself."""
        folder = self.root / country
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def refresh(
    country: str,
    *,
    store: Store,
    source: Source,
    marks: Marks,
    pack_hash: str,
    secret: bytes,
    months: Iterable[date] | None = None,
    told: Callable[[date], None] = lambda month: None,
) -> tuple[int, date | None]:
    """Write every dirty month again, and return number and date of the block up to which the files now are.

    secret  of the record keys
    months  first days of the months that will be read; None: all
    told    is called before each month that is written, for a progress line

    Dirty is what is marked, what was written with another pack or by an older program, and what cannot be read.
    """
    wanted = None if months is None else set(months)
    block, token = source.block(), marks.token(country)
    index = _own(store.index(country), block[0], token)
    if index is not None and not _dirty(country, store, marks, index, pack_hash, wanted):
        return block
    with store.locked(country):
        for dead in (store.root / country).glob("*.tmp"):  # of a refresh that was killed
            dead.unlink()
        block, token = source.block(), marks.token(country)
        index = _own(store.index(country), block[0], token) or _begun(country, store, source, marks, block[0], token)
        for month, mark in _dirty(country, store, marks, index, pack_hash, wanted).items():
            told(month)
            store.write_month(country, month, source.rows(country, month), block[0], pack_hash, secret=secret)
            index = Index(token, block[0], sorted({*index.months, month.isoformat()}))
            store.write_index(country, index)
            if mark is not None:
                marks.clean(country, month, mark)
    return block


def written(country: str, *, store: Store, source: Source, marks: Marks, pack_hash: str, months: Iterable[date]) -> Written:
    """Return what the files of some months are now; nothing is written."""
    wanted = set(months)
    token, block = marks.token(country), source.block()
    index = _own(store.index(country), block[0], token)
    footers = {month: store.footer(country, month) for month in sorted(wanted)}
    told = "|".join(f"{month:%Y-%m}:{one.as_of_block}:{one.pack}" for month, one in footers.items() if one)
    return Written(
        state=sha256(f"{token}|{told}".encode()).hexdigest()[:32],
        is_current=index is not None and not _dirty(country, store, marks, index, pack_hash, wanted),
    )


def _own(index: Index | None, block: int, token: str) -> Index | None:
    """Return the index if it tells of this database, up to a block that is still there (it is not after a restore)."""
    return index if index is not None and index.token == token and index.block <= block else None


def _begun(country: str, store: Store, source: Source, marks: Marks, block: int, token: str) -> Index:
    """Begin the folder of a country: everything that counts is dirty, and so is every file that lies there."""
    folder = store.root / country
    lying = [date.fromisoformat(f"{path.stem}-01") for path in folder.glob("????-??.parquet")]
    marks.mark(country, {*source.months(country), *lying})
    index = Index(token, block, [])
    store.write_index(country, index)
    return index


def _dirty(
    country: str, store: Store, marks: Marks, index: Index, pack_hash: str, wanted: set[date] | None
) -> dict[date, UUID | None]:
    """Return the months to write, in order, with their mark where they have one."""
    written = {date.fromisoformat(month) for month in index.months}
    current = (pack_hash, SCHEMA_VERSION)
    stale = {m for m in written if wanted is None or m in wanted}
    stale = {m for m in stale if (footer := store.footer(country, m)) is None or footer[1:] != current}
    marked = {m: mark for m, mark in marks.of(country).items() if wanted is None or m in wanted}
    return {month: marked.get(month) for month in sorted(stale | set(marked))}


def _write(table: pa.Table, path: Path) -> None:
    with path.open("wb") as file:
        os.fchmod(file.fileno(), 0o600)
        pq.write_table(
            table,
            file,
            compression="zstd",
            row_group_size=ROWS_A_GROUP,
            use_dictionary=DICTIONARIES,
        )
        file.flush()
        os.fsync(file.fileno())


def _on_disk(folder: Path) -> None:
    """Have the renamed name itself on the disk, before a mark goes away."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
