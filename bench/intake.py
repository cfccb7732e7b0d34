"""Intake over HTTP beside its baseline: the same batches, the same web server, the same kind of database.

    python -m bench.intake [--quick] [--only sqlite|postgresql]

Vereda proves each envelope's signature, opens it, checks, seals, folds and chains the entry; the baseline parses the JSON and
bulk-inserts it. Both are measured
turn by turn, so that what else runs on this machine weighs on both. The client is one process of ready bytes; its share of
the processor is printed.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import psycopg

from bench import phones, stored
from bench.databases import database, print_for_kinds
from bench.figures import Figure, at_most, median
from bench.installation import Installation, serving
from bench.others import Others

BUDGET = 2_000  # [entries/s], design.md section 11
AIM = 1 / 5  # of the baseline, rules.md section 6
SIZE = 100  # entries a batch
PHONES = 16  # enough that the workers of PostgreSQL's server get about as many connections each
AGAIN = 4  # times each round goes to the baseline, so that it lasts long enough to be measured


class Processor(NamedTuple):
    """Seconds of processor that the servers used, and the part of this machine that other programs took meanwhile."""

    ours_s: float
    theirs_s: float
    others: float


def measure(kind: str, *, quick: bool = False) -> list[Figure]:
    """Return the figures of one kind of database."""
    rounds, batches = (3, 2) if quick else (5, 5)
    with tempfile.TemporaryDirectory(prefix="vereda-bench-") as made, database(kind) as own, database(kind) as apart:
        folder = Path(made)
        vereda, plain = Installation(folder / "vereda", own), Installation(folder / "plain", apart)
        size = f"--phones {PHONES} --batches {rounds * batches + 1} --size {SIZE}"
        vereda.run("bench.field", str(folder / "phones"), *size.split())
        brought = phones.read(folder / "phones")
        with serving(vereda) as server, serving(plain, ("bench.plain",)) as baseline:
            turns = _turns(brought, rounds, batches)
            phones.deliver(server.port, turns[0])  # both are warm: imports, connections, caches
            phones.deliver(baseline.port, turns[0])
            ours, theirs, others = [], [], Others()
            used, used_there = server.seconds_of_cpu(), baseline.seconds_of_cpu()
            for turn in turns[1:]:
                with others.watched():
                    ours.append(phones.deliver(server.port, turn))
                theirs.append(phones.deliver(baseline.port, [phones.Phone(one.token, one.bodies * AGAIN) for one in turn]))
            cpu = Processor(server.seconds_of_cpu() - used, baseline.seconds_of_cpu() - used_there, others.share)
            memory = server.memory_mb()
        for done in ours:
            assert set(done.statuses()) == {"accepted"}, done.statuses()
        stored.complain(vereda, phones.ids(brought))
        entries = batches * SIZE * PHONES
        return _figures(kind, entries, ours, theirs, memory, cpu, _raw(plain, brought))


def _turns(brought: list[phones.Phone], rounds: int, batches: int) -> list[list[phones.Phone]]:
    """Return the warm-up of one batch a phone, then the rounds."""
    cuts = [(0, 1), *((1 + turn * batches, 1 + (turn + 1) * batches) for turn in range(rounds))]
    return [[phones.Phone(phone.token, phone.bodies[begin:end]) for phone in brought] for begin, end in cuts]


def _figures(
    kind: str,
    entries: int,
    ours: list[phones.Delivery],
    theirs: list[phones.Delivery],
    memory: float,
    cpu: Processor,
    raw: float,
) -> list[Figure]:
    rate = median(entries / done.seconds for done in ours)
    baseline = median(entries * AGAIN / done.seconds for done in theirs)
    per_core = entries * len(ours) / cpu.ours_s, entries * AGAIN * len(theirs) / cpu.theirs_s
    client = median(done.cpu_s / done.seconds for done in ours)
    waits = [wait * 1000 for done in ours for wait in done.waits]
    spread = f"{min(entries / done.seconds for done in ours):,.0f} to {max(entries / done.seconds for done in ours):,.0f}"
    again, busy = sum(done.again for done in ours), sum(done.busy for done in ours)
    return [
        Figure(
            name=f"intake over HTTP, {kind}", value=rate, unit="entries/s", budget=BUDGET, at_least=True, baseline=baseline,
            aim=AIM,
            note=f"rounds {spread}; client {client:.0%} of a core, others {cpu.others:.0%} of the machine; "
            f"{again} sent again, {busy} asked to wait",
        ),
        Figure(name=f"  batch of {SIZE}, p50, {kind}", value=at_most(waits, 0.5), unit="ms"),
        Figure(name=f"  batch of {SIZE}, p95, {kind}", value=at_most(waits, 0.95), unit="ms", note=f"{PHONES} phones at once"),
        Figure(
            name=f"  per second of processor, {kind}", value=per_core[0], unit="entries", baseline=per_core[1], aim=AIM,
            note="of the server's processes; what else runs here does not count",
        ),
        Figure(name=f"  memory of the server, {kind}", value=memory, unit="MB"),
        Figure(name=f"  raw inserts, no server, {kind}", value=raw, unit="entries/s", note="for information"),
    ]  # fmt: skip


def _raw(plain: Installation, brought: list[phones.Phone]) -> float:
    """Return how many of the same entries a plain client of the database inserts, a batch a transaction [entries/s]."""
    parts = [
        [(one["sealed"], one["signature"].encode(), orjson.dumps(one["keys"]).decode()) for one in orjson.loads(body)["entries"]]
        for phone in brought
        for body in phone.bodies[:8]
    ]
    url = plain.settings.get("DATABASE_URL")
    began = time.perf_counter()
    _insert_postgresql(url, parts) if url else _insert_sqlite(plain.home / "raw.sqlite3", parts)
    return sum(map(len, parts)) / (time.perf_counter() - began)


def _insert_sqlite(path: Path, parts: list[list[tuple[Any, ...]]]) -> None:  # Any: values of columns
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE raw (body TEXT, boxes BLOB, keys TEXT)")
    for part in parts:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO raw VALUES (?, ?, ?)", part)
        connection.execute("COMMIT")
    connection.close()


def _insert_postgresql(url: str, parts: list[list[tuple[Any, ...]]]) -> None:  # Any: values of columns
    with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE raw (body text, boxes bytea, keys text)")
        for part in parts:
            with connection.transaction():
                cursor.executemany("INSERT INTO raw VALUES (%s, %s, %s)", part)


if __name__ == "__main__":
    print_for_kinds(measure)
