"""Kills what writes, again and again, and prints as JSON what it found. One process for each of test_kill.py's tests.

    VEREDA_HOME=... python -m tests.killed writes|migrations|power ROUNDS SEED

Django is imported once; each round is a fork that opens databases of its own. The parent opens none but to look.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import django
import orjson

HOME = Path(os.environ["VEREDA_HOME"])
DATABASE = HOME / "vereda.sqlite3"
AT = datetime(2024, 1, 29, 19, 20, tzinfo=UTC)


def migrate() -> None:
    from vereda.cli.migrated import bring_up_to_date

    bring_up_to_date()


def write(acknowledge: Callable[[str], object], most: int = 1_000_000) -> None:
    """Record meetings with a note and a place, and acknowledge each after it was recorded."""
    from vereda.logbook import door
    from vereda.logbook.tests.pens import NOTE, WHERE, author, meeting

    for _ in range(most):
        receipt = door.record(meeting(2), by=author("ines", "desk"), at=AT, boxes=[NOTE, WHERE])
        acknowledge(str(receipt.entry))


def forked(act: Callable[[], object]) -> int:
    """Start `act` in a fork and return its process id; it ends with 0, or 1 when `act` raises."""
    pid = os.fork()
    if pid:
        return pid
    _end(act)


def _end(act: Callable[[], object]) -> NoReturn:
    code = 1
    try:
        act()
        code = 0
    finally:
        os._exit(code)


def ended(pid: int) -> int:
    """Wait for a fork and return its exit code, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def look(database: Path) -> dict[str, Any]:  # Any: JSON
    """Return what a database file holds, read without Django."""
    with closing(sqlite3.connect(database)) as opened:
        blocks = opened.execute(
            "SELECT count, (SELECT count(*) FROM logbook_place p WHERE p.block = b.number) FROM logbook_block b"
        )
        entries = {row[0] for row in opened.execute("SELECT id FROM logbook_logentry")}
        placed = {row[0] for row in opened.execute("SELECT entry FROM logbook_place")}
        return {
            "intact": opened.execute("PRAGMA integrity_check").fetchone()[0],
            "entries": entries,
            "whole": all(said == there for said, there in blocks) and entries == placed,
        }


# Server killed while it writes --------------------------------------------------------------------------------------------


def writes(rounds: int, chance: random.Random) -> dict[str, Any]:  # Any: JSON
    """Kill a writer `rounds` times; what it had acknowledged must be there."""
    assert ended(forked(migrate)) == 0
    acknowledged: set[str] = set()
    found: dict[str, Any] = {"killed": 0, "lost": [], "torn": []}  # Any: JSON
    for number in range(rounds):
        reads, tells = os.pipe()
        pid = forked(_telling(tells))
        os.close(tells)
        first = os.read(reads, 37) if chance.random() < 0.8 else b""  # else it is killed while it starts
        time.sleep(chance.uniform(0, 0.12))
        os.kill(pid, signal.SIGKILL)
        found["killed"] += ended(pid) == -signal.SIGKILL
        acknowledged |= set((first + _rest(reads)).decode().split())
        there = look(DATABASE)
        found["lost"] += sorted(acknowledged - {_dashed(entry) for entry in there["entries"]})
        if there["intact"] != "ok" or not there["whole"]:
            found["torn"].append(number)
    proved = HOME / "proved.json"
    assert ended(forked(lambda: proved.write_bytes(orjson.dumps(prove())))) == 0
    return {**found, "acknowledged": len(acknowledged), **orjson.loads(proved.read_bytes())}


def prove() -> dict[str, Any]:  # Any: JSON
    """Return whether the chain holds, the read models are those of the entries, and every box opens."""
    from vereda.logbook import door
    from vereda.logbook.models import Box

    before = door.digest_of_read_models()
    door.rebuild()
    opened = [door.open_box(box.entry, box.cls) for box in Box.objects.filter(cls="free_text")]
    return {
        "holds": door.verify().holds,
        "equal": before == door.digest_of_read_models(),
        "open": all(opened),
        "notes": len(opened),
    }


def _telling(tells: int) -> Callable[[], None]:
    return lambda: write(lambda entry: os.write(tells, f"{entry}\n".encode()))


def _rest(reads: int) -> bytes:
    with os.fdopen(reads, "rb") as file:
        return file.read()


def _dashed(hexadecimal: str) -> str:
    h = hexadecimal
    return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"


# Killed while the tables are brought up to date -----------------------------------------------------------------------------


def migrations(rounds: int, chance: random.Random) -> dict[str, Any]:  # Any: JSON
    """Kill `migrate` at any moment and call it again; the tables must be those of an undisturbed one."""
    began = time.monotonic()
    assert ended(forked(migrate)) == 0
    whole, wanted = time.monotonic() - began, schema()
    killed, wrong = 0, []
    for number in range(rounds):
        _empty()
        began, pid = time.monotonic(), forked(migrate)
        time.sleep(whole * chance.uniform(0.1, 0.9))
        os.kill(pid, signal.SIGKILL)
        was_killed = ended(pid) == -signal.SIGKILL
        killed += was_killed
        if not was_killed:  # the machine is less busy than it was
            whole = min(whole, time.monotonic() - began) / 2
        if ended(forked(migrate)) != 0 or schema() != wanted:
            wrong.append(number)
    return {"killed": killed, "wrong": wrong, "tables": len(wanted)}


def schema() -> list[list[str]]:
    with closing(sqlite3.connect(DATABASE)) as opened:
        applied = opened.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
        made = opened.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name").fetchall()
        assert opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    return [list(row) for row in [*applied, *made]]


def _empty() -> None:
    for path in HOME.glob("vereda.sqlite3*"):
        path.unlink()


# Power cut: what was not yet on the disk is gone -----------------------------------------------------------------------------


def power(rounds: int, chance: random.Random) -> dict[str, Any]:  # Any: JSON
    """Cut the write-ahead log at any byte; what was acknowledged before that byte must be there, and nothing by halves."""
    from django.db import connection

    migrate()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA wal_autocheckpoint=0")
    log, upto = Path(f"{DATABASE}-wal"), list[tuple[int, str]]()
    write(lambda entry: upto.append((log.stat().st_size, entry)), most=25)
    whole, base = log.read_bytes(), DATABASE.read_bytes()
    lost, torn = [], []
    for number in range(rounds):
        cut = chance.randrange(len(whole) + 1)
        copy = HOME / f"cut-{number}.sqlite3"
        copy.write_bytes(base)
        Path(f"{copy}-wal").write_bytes(whole[:cut])
        there = look(copy)
        lost += sorted({entry for size, entry in upto if size <= cut} - {_dashed(entry) for entry in there["entries"]})
        if there["intact"] != "ok" or not there["whole"]:
            torn.append(cut)
    connection.close()
    return {"acknowledged": len(upto), "lost": lost, "torn": torn}


if __name__ == "__main__":
    django.setup()
    made = {"writes": writes, "migrations": migrations, "power": power}[sys.argv[1]]
    sys.stdout.buffer.write(orjson.dumps(made(int(sys.argv[2]), random.Random(int(sys.argv[3])))))
