"""The key store: subject keys, apart from all data, so that destroying a key is erasing what it sealed.

A SQLite file of its own (`VEREDA_HOME/keys/subjects`) or a second PostgreSQL database (`KEYSTORE_URL`). Each key is stored
wrapped per group that may use it; the wrapping keys are derived from the master secret and live in another file.
Destroying a key removes its rows, and appends the owner to the erasure list outside, which `restore` replays.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import psycopg
from cryptography.exceptions import InvalidTag

from vereda.logbook import sealing

if TYPE_CHECKING:
    from collections.abc import Iterator

ERASURES_KEPT_DAYS = 40
"""Days for which expired places stay on the erasure list: longer than any key backup lives. Erased persons stay for ever."""

OVERWRITTEN = b"\x00" * (sealing.NONCE + sealing.KEY + 16)


class KeyName(NamedTuple):
    """A subject key is named by its owner (hex of a UUID) and the class of the fields that it seals."""

    owner: str
    cls: str

    @classmethod
    def of(cls, owner: str, field_class: str) -> KeyName:
        """Return the name for an owner whose UUID is told as text with hyphens."""
        return cls(owner.replace("-", ""), field_class)


class KeyRow(NamedTuple):
    """One wrapped key as stored. `forget_at`: instant (UTC, ISO) after which the retention job destroys it, or ''."""

    owner: str
    cls: str
    group: str
    wrapped: bytes
    forget_at: str
    held_by: str


class Store(Protocol):
    """What a key database answers; the same cases test both kinds."""

    def insert(self, rows: Sequence[KeyRow]) -> None: ...
    def rows(self, names: Sequence[KeyName]) -> list[KeyRow]: ...
    def due(self, now: str) -> list[KeyName]: ...
    def holders(self) -> list[str]: ...
    def set_due(self, by: str, forget_at: str, *, only_open: bool = False) -> None: ...
    def delete(self, names: Sequence[KeyName]) -> int: ...
    def all_rows(self) -> Iterator[KeyRow]: ...
    def scrub(self) -> None: ...
    def close(self) -> None: ...


OPEN_ONLY = " AND forget_at = ''"
COLUMNS = "owner, cls, grp, wrapped, forget_at, held_by"


class SqliteStore:
    """Keys in one SQLite file with `secure_delete`: a deleted key's bytes are overwritten."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        self.path = path
        self.lock = threading.Lock()
        self.db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=20)
        for pragma in ("journal_mode=WAL", "secure_delete=ON", "synchronous=FULL", "busy_timeout=20000"):
            self.db.execute(f"PRAGMA {pragma}")
        self.db.execute(
            "CREATE TABLE IF NOT EXISTS subject_keys (owner TEXT, cls TEXT, grp TEXT, wrapped BLOB NOT NULL,"
            " forget_at TEXT NOT NULL DEFAULT '', held_by TEXT NOT NULL DEFAULT '', PRIMARY KEY (owner, cls, grp)) WITHOUT ROWID"
        )
        self.db.execute("CREATE INDEX IF NOT EXISTS keys_due ON subject_keys (forget_at) WHERE forget_at <> ''")
        self.db.execute("CREATE INDEX IF NOT EXISTS keys_held ON subject_keys (held_by) WHERE held_by <> ''")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self.lock:
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
            except BaseException:  # undone and raised again, whatever it was
                self.db.execute("ROLLBACK")
                raise
            self.db.execute("COMMIT")

    def insert(self, rows: Sequence[KeyRow]) -> None:
        with self._writing() as db:
            db.executemany(f"INSERT OR IGNORE INTO subject_keys ({COLUMNS}) VALUES (?,?,?,?,?,?)", rows)

    def rows(self, names: Sequence[KeyName]) -> list[KeyRow]:
        found: list[KeyRow] = []
        owners = sorted({name.owner for name in names})
        wanted = set(names)
        with self.lock:
            for start in range(0, len(owners), 500):
                part = owners[start : start + 500]
                marks = ",".join("?" * len(part))
                rows = self.db.execute(f"SELECT {COLUMNS} FROM subject_keys WHERE owner IN ({marks})", part)
                found += [KeyRow(*row) for row in rows if (row[0], row[1]) in wanted]
        return found

    def due(self, now: str) -> list[KeyName]:
        with self.lock:
            rows = self.db.execute("SELECT owner, cls FROM subject_keys WHERE forget_at <> '' AND forget_at <= ?", [now])
            return [KeyName(*row) for row in rows.fetchall()]

    def holders(self) -> list[str]:
        with self.lock:
            return [row[0] for row in self.db.execute("SELECT DISTINCT held_by FROM subject_keys WHERE held_by <> ''")]

    def set_due(self, by: str, forget_at: str, *, only_open: bool = False) -> None:
        with self._writing() as db:
            db.execute(f"UPDATE subject_keys SET forget_at = ? WHERE held_by = ?{OPEN_ONLY * only_open}", [forget_at, by])

    def delete(self, names: Sequence[KeyName]) -> int:
        with self._writing() as db:
            return db.executemany("DELETE FROM subject_keys WHERE owner = ? AND cls = ?", names).rowcount

    def all_rows(self) -> Iterator[KeyRow]:
        with self.lock:
            rows = self.db.execute(f"SELECT {COLUMNS} FROM subject_keys ORDER BY owner, cls, grp").fetchall()
        yield from (KeyRow(*row) for row in rows)

    def scrub(self) -> None:
        """Leave nothing of a deleted key in the write-ahead log."""
        with self.lock:
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        with self.lock:
            self.db.close()


class PostgresStore:
    """Keys in a PostgreSQL database of their own; a key is overwritten, deleted and vacuumed away."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.lock = threading.Lock()
        self.db = psycopg.connect(url, autocommit=True)
        self.db.execute(
            "CREATE TABLE IF NOT EXISTS subject_keys (owner text, cls text, grp text, wrapped bytea NOT NULL,"
            " forget_at text NOT NULL DEFAULT '', held_by text NOT NULL DEFAULT '', PRIMARY KEY (owner, cls, grp))"
        )
        self.db.execute("CREATE INDEX IF NOT EXISTS keys_due ON subject_keys (forget_at) WHERE forget_at <> ''")
        self.db.execute("CREATE INDEX IF NOT EXISTS keys_held ON subject_keys (held_by) WHERE held_by <> ''")

    def insert(self, rows: Sequence[KeyRow]) -> None:
        kinds = ", ".join(f"%b::{kind}[]" for kind in ("text", "text", "text", "bytea", "text", "text"))
        statement = f"INSERT INTO subject_keys ({COLUMNS}) SELECT * FROM unnest({kinds}) ON CONFLICT DO NOTHING"
        with self.lock:
            self.db.execute(statement, [list(column) for column in zip(*rows, strict=True)])

    def rows(self, names: Sequence[KeyName]) -> list[KeyRow]:
        owners, classes = [name.owner for name in names], [name.cls for name in names]
        # Joined, so that the index is used also while the table is young and the planner takes it for a small one.
        query = (
            f"SELECT {COLUMNS} FROM unnest(%s::text[], %s::text[]) AS wanted (owner, cls) JOIN subject_keys USING (owner, cls)"
        )
        with self.lock:
            return [KeyRow(*row) for row in self.db.execute(query, [owners, classes]).fetchall()]

    def due(self, now: str) -> list[KeyName]:
        with self.lock:
            rows = self.db.execute("SELECT owner, cls FROM subject_keys WHERE forget_at <> '' AND forget_at <= %s", [now])
            return [KeyName(*row) for row in rows.fetchall()]

    def holders(self) -> list[str]:
        with self.lock:
            return [row[0] for row in self.db.execute("SELECT DISTINCT held_by FROM subject_keys WHERE held_by <> ''").fetchall()]

    def set_due(self, by: str, forget_at: str, *, only_open: bool = False) -> None:
        with self.lock:
            self.db.execute(f"UPDATE subject_keys SET forget_at = %s WHERE held_by = %s{OPEN_ONLY * only_open}", [forget_at, by])

    def delete(self, names: Sequence[KeyName]) -> int:
        owners, classes = [name.owner for name in names], [name.cls for name in names]
        chosen = "(owner, cls) IN (SELECT * FROM unnest(%s::text[], %s::text[]))"
        with self.lock:
            self.db.execute(f"UPDATE subject_keys SET wrapped = %s WHERE {chosen}", [OVERWRITTEN, owners, classes])
            return self.db.execute(f"DELETE FROM subject_keys WHERE {chosen}", [owners, classes]).rowcount

    def all_rows(self) -> Iterator[KeyRow]:
        with self.lock:
            rows = self.db.execute(f"SELECT {COLUMNS} FROM subject_keys ORDER BY owner, cls, grp").fetchall()
        yield from (KeyRow(*row) for row in rows)

    def scrub(self) -> None:
        """Leave nothing of a deleted key in dead rows."""
        with self.lock:
            self.db.execute("VACUUM subject_keys")
            self.db.execute("CHECKPOINT")

    def close(self) -> None:
        with self.lock:
            self.db.close()


class KeyStore:
    """Subject keys by owner and class, unwrapped for those who may; and their destruction."""

    def __init__(self, store: Store, master: bytes, erasures: Path) -> None:
        self.store = store
        self.master = master
        self.erasures = erasures
        self._group_key = lru_cache(4096)(lambda group, cls: sealing.derive(master, f"subject|{group}|{cls}"))

    def ensure(self, wanted: dict[KeyName, tuple[str, str, str]]) -> dict[KeyName, bytes]:
        """Return the key of each name, making those that are not there.

        wanted  name -> (group, forget_at, held_by), used when the key is made
        """
        keys = self.get(list(wanted))
        fresh: list[KeyRow] = []
        for name, (group, forget_at, held_by) in wanted.items():
            if name not in keys:
                keys[name] = sealing.new_key()
                fresh.append(KeyRow(*name, group, self._wrap(keys[name], name, group), forget_at, held_by))
        if fresh:
            self.store.insert(fresh)
            if any(not row.forget_at for row in fresh):  # another process may have made the same lasting key first
                keys.update(self.get([KeyName(row.owner, row.cls) for row in fresh if not row.forget_at]))
        return keys

    def get(self, names: Sequence[KeyName], group: str | None = None) -> dict[KeyName, bytes]:
        """Return the keys that exist; with `group`, only those that this group was granted."""
        found: dict[KeyName, bytes] = {}
        for row in self.store.rows(names) if names else ():
            name = KeyName(row.owner, row.cls)
            if name not in found and (group is None or row.group == group):
                found[name] = self._unwrap(row)
        return found

    def grant(self, names: Sequence[KeyName], group: str) -> None:
        """Wrap existing keys for one more group (accepted referral, hand-over, joint mission)."""
        rows = self.store.rows(names)
        have = {(row.owner, row.cls) for row in rows if row.group == group}
        new = {KeyName(row.owner, row.cls): row for row in rows if (row.owner, row.cls) not in have}
        self.store.insert(
            [
                KeyRow(*name, group, self._wrap(self._unwrap(row), name, group), row.forget_at, row.held_by)
                for name, row in new.items()
            ]
        )

    def destroy(self, names: Sequence[KeyName], at: datetime, why: str) -> int:
        """Destroy keys here and now, and add them to the erasure list; returns how many wrapped rows went."""
        if not names:
            return 0
        self._remember(names, at, why)
        gone = self.store.delete(names)
        self.store.scrub()
        return gone

    def destroy_due(self, now: datetime) -> list[KeyName]:
        """Destroy every key whose day has come; returns their names."""
        names = sorted(set(self.store.due(now.astimezone(UTC).isoformat())))
        self.destroy(names, now, "due")
        return names

    def erased(self) -> list[KeyName]:
        """Return every key that was destroyed, by the list that lies outside database and key store."""
        return read_erasures(self.erasures)

    def _remember(self, names: Iterable[KeyName], at: datetime, why: str) -> None:
        """Write the erasure list before the key goes: a crash between the two is repeated by `restore`, never undone."""
        self.erasures.parent.mkdir(parents=True, exist_ok=True)
        stamp = at.astimezone(UTC).isoformat(timespec="seconds")
        lines = [f"{stamp} {why} {name.owner} {name.cls}\n" for name in names]
        mirrors = self.erasures.with_name("mirrors")
        beside = [Path(line) for line in mirrors.read_text().splitlines()] if mirrors.exists() else []
        for path in (self.erasures, *(mirror for mirror in beside if mirror.parent.exists())):
            with path.open("a", encoding="utf-8") as out:
                out.writelines(lines)
                out.flush()
                os.fsync(out.fileno())

    def _wrap(self, key: bytes, name: KeyName, group: str) -> bytes:
        return sealing.encrypt(self._group_key(group, name.cls), key, f"{name.owner}|{name.cls}|{group}".encode())

    def _unwrap(self, row: KeyRow) -> bytes:
        bound = f"{row.owner}|{row.cls}|{row.group}".encode()
        try:
            return sealing.decrypt(self._group_key(row.group, row.cls), row.wrapped, bound)
        except InvalidTag as why:
            raise ValueError("key store and master secret do not belong together") from why


def read_erasures(path: Path) -> list[KeyName]:
    """Return the names on an erasure list; a list that is not there is empty."""
    if not path.exists():
        return []
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return [KeyName(parts[2], parts[3]) for parts in lines if len(parts) == 4]


def prune_erasures(path: Path, *, now: datetime, days: int) -> None:
    """Drop from the list the places that expired so long ago that no key backup can hold their keys."""
    if not path.exists():
        return
    oldest = (now.astimezone(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.split()[1:2] != ["due"] or line.split()[0] >= oldest]
    if len(kept) < len(lines):
        draft = path.with_name(f".{path.name}.draft")
        draft.write_text("".join(kept), encoding="utf-8")
        draft.replace(path)
