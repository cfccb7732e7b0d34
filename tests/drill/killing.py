"""Kill the real server, again and again, while phones push: python -m tests.drill.killing [ROUNDS] [SEED] [sqlite|postgresql]

Each round is a whole start of `vereda serve`. REL-018: the database opens, what was acknowledged is there, the rest is there
whole or not at all. Ends with one line; exit code 0 when all of it holds.
"""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import psycopg

from tests.house import REPOSITORY
from tests.serving import free_port

if TYPE_CHECKING:
    from tests.drill.phone import Phone
    from tests.drill.stage import Stage

START_S = 200  # a busy machine takes its time
LATEST_S = 0.6  # after the first acknowledgement
BATCH_MOST = 8  # small ones: more moments at which to die


@dataclass
class Load:
    """What phones sent in all rounds, and what came back."""

    sent: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    first: threading.Event = field(default_factory=threading.Event)
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass
class Installation:
    """One installation under load: its home and its databases (SQLite: None)."""

    home: Path
    data: str | None
    keys: str | None

    @property
    def environ(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("VEREDA_")}
        for name, value in (("DATABASE_URL", self.data), ("KEYSTORE_URL", self.keys)):
            kept.pop(name, None)
            if value:
                kept[name] = value
        return {**kept, "VEREDA_HOME": str(self.home), "PYTHONPATH": str(REPOSITORY)}

    def start(self, port: int) -> subprocess.Popen[bytes]:
        """Start `vereda serve` in a process group of its own, as a machine that starts by itself would."""
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "vereda.cli", "serve"],
            env={**self.environ, "PORT": str(port)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def verify(self) -> str:
        """Return what `vereda logbook verify` says, '' when the chain holds."""
        command = [sys.executable, "-P", "-m", "vereda.cli", "logbook", "verify"]
        done = subprocess.run(command, env=self.environ, capture_output=True, text=True, check=False)
        return "" if done.returncode == 0 else done.stderr or done.stdout

    def look(self) -> tuple[set[str], bool]:
        """Return the entries that are there, and whether the database is intact and no block is there by halves."""
        if self.data:
            with psycopg.connect(self.data) as opened:
                return _look(opened, "SELECT id::text FROM logbook_logentry", "SELECT entry::text FROM logbook_place")
        with closing(sqlite3.connect(self.home / "vereda.sqlite3")) as opened:
            intact = opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            entries, whole = _look(opened, "SELECT id FROM logbook_logentry", "SELECT entry FROM logbook_place")
            return {f"{e[:8]}-{e[8:12]}-{e[12:16]}-{e[16:20]}-{e[20:]}" for e in entries}, whole and intact


def _look(opened: Any, ids: str, placed: str) -> tuple[set[str], bool]:  # Any: a connection of either kind
    entries = {row[0] for row in opened.execute(ids).fetchall()}
    blocks = opened.execute(
        "SELECT count, (SELECT count(*) FROM logbook_place p WHERE p.block = b.number) FROM logbook_block b"
    ).fetchall()
    places = {row[0] for row in opened.execute(placed).fetchall()}
    return entries, all(said == there for said, there in blocks) and places == entries


def rounds(count: int, seed: int, stage: Stage, installation: Installation) -> tuple[str, list[str]]:
    """Kill the server `count` times under load; return what happened in one line, and what does not hold."""
    chance, load, wrong = Random(seed), Load(), list[str]()
    phones, began = _phones(stage, chance), time.monotonic()
    for number in range(count):
        port = free_port()
        server = installation.start(port)
        _under_load(load, phones, port, chance, server)
        entries, whole = installation.look()
        lost = load.acknowledged - entries
        if lost or not whole:
            wrong.append(f"round {number}: {len(lost)} acknowledged entries lost, whole: {whole}")
    verified = installation.verify()
    wrong += [f"verify: {verified}"] if verified else []
    seconds = time.monotonic() - began
    return f"{count} kills, {len(load.sent):,} entries sent, {len(load.acknowledged):,} acknowledged, {seconds:.0f} s", wrong


def _phones(stage: Stage, chance: Random) -> list[Phone]:
    from tests.drill.line import Line
    from tests.drill.world import World, phone_of

    world = World(0, stage, stage.folder, chance, Line(chance, 0))
    return [phone_of(world, name) for name in stage.keys]


def _under_load(load: Load, phones: list[Phone], port: int, chance: Random, server: subprocess.Popen[bytes]) -> None:
    """Push from every phone until the server is killed, at a random moment after it answered for the first time."""
    load.first.clear()
    load.stop.clear()
    threads = [threading.Thread(target=_push, args=(load, phone, port, Random(chance.random()))) for phone in phones]
    for thread in threads:
        thread.start()
    if not load.first.wait(START_S):
        raise RuntimeError("the server never acknowledged anything")
    time.sleep(chance.uniform(0, LATEST_S))
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    load.stop.set()
    for thread in threads:
        thread.join()


def _push(load: Load, phone: Phone, port: int, chance: Random) -> None:
    """Write and push, batch after batch; what is not acknowledged is pushed again."""
    import orjson

    while not load.stop.is_set():
        while len(phone.unsent()) < BATCH_MOST:
            load.sent.add(_meeting(phone, chance))
        batch = [one.envelope for one in phone.unsent()[: chance.randint(1, BATCH_MOST)]]
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            line.request("POST", "/sync/v1/push", orjson.dumps({"entries": batch}), _headers(phone))
            answer = line.getresponse()
            told = orjson.loads(answer.read()) if answer.status == 200 else {"answers": []}
        except (OSError, http.client.HTTPException, orjson.JSONDecodeError):
            time.sleep(0.05)
            continue
        finally:
            line.close()
        done = {one["id"] for one in told["answers"] if one["status"] in ("accepted", "known")}
        load.acknowledged |= done
        phone.store.queue = [kept for kept in phone.store.queue if kept.id not in done]
        if done:
            load.first.set()


def _meeting(phone: Phone, chance: Random) -> str:
    from tests.drill import facts
    from vereda.logbook import clock
    from vereda.logbook.ids import uuid8

    now = datetime.now(UTC)
    payload, _, boxes = facts.own({}, 0, chance)
    return phone.write(payload, uuid8(clock.to_ms(now), chance.randbytes(10)), now, boxes).id


def _headers(phone: Phone) -> dict[str, str]:
    return {"Authorization": f"Bearer {phone.enrolled.token}", "Content-Type": "application/json", "X-Vereda-App": "1"}


def main(count: int, seed: int, kind: str) -> int:
    """Run all rounds; 0 when everything holds."""
    from tests.drill.__main__ import own_settings

    folder = Path(tempfile.mkdtemp(prefix="vereda-kill-"))  # a disk, not memory: the server waits for it as in life
    own_settings(folder)
    import django

    django.setup()
    from tests.drill import node, stage

    node.load()
    try:
        with stage.server_of(kind) as server:
            built = stage.build(folder, server, begin=datetime.now(UTC))
            made = built.node("hq", "headquarters", folder)
            data = stage.address(server, made.database["NAME"]) if server else None
            told, wrong = rounds(count, seed, built, Installation(made.home, data, made.keystore or None))
            built.clear(folder / "hq")
            built.drop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(
        "\n".join(
            [*wrong, f"{kind}: {told}: {'broken' if wrong else 'nothing acknowledged is lost, nothing is there by halves'}"]
        )
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    words = [*sys.argv[1:], *("200", "18", "sqlite")[len(sys.argv) - 1 :]]
    sys.exit(main(int(words[0]), int(words[1]), words[2]))
