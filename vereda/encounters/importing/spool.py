"""Where the first pass puts rows and problems: on disk, in a file that has no name and is gone when the process is.

Memory stays the same for ten rows and for ten million. Rows are compared with each other here, by SQL.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from types import TracebackType
from typing import Self
from uuid import UUID

import orjson

from vereda.encounters.importing.errors import DisagreesWithLine, LineTwice, SameAsLine
from vereda.encounters.importing.identity import Identity
from vereda.encounters.importing.problems import Problem, problem
from vereda.encounters.importing.row import HEAD, Row

PART = 2_000

TABLES = """
CREATE TABLE rows (line INTEGER PRIMARY KEY, entry BLOB, subject BLOB, name TEXT, encounter_id TEXT, head TEXT, ms INTEGER,
    people INTEGER, bodies INTEGER, empty INTEGER, body TEXT, status INTEGER DEFAULT 0, writing TEXT);
CREATE TABLE problems (line INTEGER, problem TEXT);
"""
INDEXES = """
CREATE INDEX by_entry ON rows (entry);
CREATE INDEX by_encounter ON rows (encounter_id) WHERE encounter_id <> '';
CREATE INDEX by_time ON rows (ms, subject, line);
"""
INSERT_ROW = """INSERT INTO rows (line, entry, subject, name, encounter_id, head, ms, people, bodies, empty, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
INSERT_PROBLEM = "INSERT INTO problems VALUES (?, ?)"
TWICE = """
SELECT r.line, r.entry = f.entry, r.encounter_id, f.line, r.body FROM rows r
JOIN (SELECT min(line) AS line, subject, name FROM rows GROUP BY subject, name HAVING count(*) > 1) g
    ON r.subject = g.subject AND r.name = g.name AND r.line > g.line
JOIN rows f ON f.line = g.line
"""
DIFFERENT = """
SELECT r.body, f.line, f.body FROM rows r
JOIN (SELECT min(line) AS line, encounter_id FROM rows WHERE encounter_id <> '' GROUP BY encounter_id HAVING count(*) > 1) g
    ON r.encounter_id = g.encounter_id
JOIN rows f ON f.line = g.line WHERE r.head <> f.head
"""


class Status(IntEnum):
    """What becomes of a row in the second pass."""

    NEW = 0
    KNOWN = 1
    CORRECTION = 2


@dataclass(frozen=True, slots=True)
class Spooled:
    """A row on disk, with the names that follow from it. writing: what the second pass must know of what is here (JSON)."""

    row: Row
    entry: UUID
    subject: UUID
    name: str
    status: Status
    writing: str | None


class Spool:
    """Rows and problems of one file. Use it in a `with`."""

    def __init__(self) -> None:
        # '' is a database of SQLite's own: a temporary file without a name, deleted when it is closed or the process ends.
        self.db = sqlite3.connect("", isolation_level=None)
        self.db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000;" + TABLES)
        self._rows: list[Sequence[object]] = []
        self._problems: list[Sequence[object]] = []
        self.read = 0

    def __enter__(self) -> Self:
        self.db.execute("BEGIN")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.db.close()

    def add(self, row: Row, identity: Identity) -> None:
        """Put a good row down."""
        people, bodies = (0, row.count) if row.is_bodies else (row.count, 0)
        empty = int(not row.services and not row.is_bodies)
        names = (identity.entry(row).bytes, identity.encounter(row).bytes, identity.line(row), row.encounter_id)
        head, body = orjson.dumps(row.head()).decode(), orjson.dumps(row.to_json()).decode()
        self._rows.append((row.line, *names, head, row.ms, people, bodies, empty, body))
        if len(self._rows) >= PART:
            self._flush()

    def complain(self, problems: Sequence[Problem]) -> None:
        """Put down what is wrong."""
        for one in problems:
            told = orjson.dumps([one.line, one.column, one.value, one.code, one.details], default=str).decode()
            self._problems.append((one.line, told))
        if len(self._problems) >= PART:
            self._flush()

    def compare_rows(self) -> None:
        """Complain of rows that name the same line, and of rows of one encounter that do not agree."""
        self._flush()
        self.db.executescript(INDEXES)
        for line, is_equal, encounter_id, other, body in self.db.execute(TWICE):
            if is_equal and not encounter_id:
                self.complain([problem(line, "", "", SameAsLine(line=line, other=other))])
            else:
                count = Row.from_json(orjson.loads(body)).count
                self.complain([problem(line, "count", str(count), LineTwice(line=line, other=other))])
        for mine, line, other in self.db.execute(DIFFERENT):
            row, first = Row.from_json(orjson.loads(mine)), Row.from_json(orjson.loads(other))
            column, value = differing(row, first)
            self.complain([problem(row.line, column, value, DisagreesWithLine(other=line))])
        self._flush()

    def parts(self, *, in_time: bool = False, to_write: bool = False) -> Iterator[list[Spooled]]:
        """Yield the rows in parts: by line, or in the order of time, rows of one encounter together."""
        order = "ms, subject, line" if in_time else "line"
        which = f"WHERE status <> {Status.KNOWN:d}" if to_write else ""
        found = self.db.execute(f"SELECT body, entry, subject, name, status, writing FROM rows {which} ORDER BY {order}")
        while part := found.fetchmany(PART):
            yield [
                Spooled(Row.from_json(orjson.loads(body)), UUID(bytes=entry), UUID(bytes=subject), name, Status(status), writing)
                for body, entry, subject, name, status, writing in part
            ]

    def judge(self, judged: Sequence[tuple[int, UUID, Status, str | None]]) -> None:
        """Put down what becomes of rows: (line, id of the entry to be written, status, writing)."""
        rows = [(entry.bytes, int(status), writing, line) for line, entry, status, writing in judged]
        self.db.executemany("UPDATE rows SET entry = ?, status = ?, writing = ? WHERE line = ?", rows)

    def problems(self, most: int = -1) -> Iterator[Problem]:
        """Yield every problem, or the first `most`, by line."""
        self._flush()
        for (told,) in self.db.execute("SELECT problem FROM problems ORDER BY line, rowid LIMIT ?", [most]):
            yield Problem(*orjson.loads(told))

    def bad_rows(self) -> int:
        """Return how many rows have a problem."""
        self._flush()
        return self._number("SELECT count(DISTINCT line) FROM problems")

    def number_of(self, status: Status) -> int:
        return self._number(f"SELECT count(*) FROM rows WHERE status = {status:d}")

    def sums(self) -> tuple[int, int, int, int]:
        """Return (encounters, people, bodies, rows without a service)."""
        sums = "SELECT count(DISTINCT subject), total(people), total(bodies), total(empty) FROM rows"
        encounters, people, bodies, empty = self.db.execute(sums).fetchone()
        return encounters, int(people), int(bodies), int(empty)

    def _number(self, query: str) -> int:
        number: int = self.db.execute(query).fetchone()[0]
        return number

    def _flush(self) -> None:
        self.db.executemany(INSERT_ROW, self._rows)
        self.db.executemany(INSERT_PROBLEM, self._problems)
        self._rows.clear()
        self._problems.clear()


def differing(row: Row, other: Row) -> tuple[str, str]:
    """Return the first column, and its value in `row`, in which two rows of one encounter do not agree."""
    for column, mine, theirs in zip(HEAD, row.head(), other.head(), strict=True):
        if mine != theirs:
            name = ("at" if row.at else "on") if column in {"", "at"} else column
            value = row.told_at if column in {"", "at"} else mine
            return name, "" if value is None else str(value)
    return "", ""
