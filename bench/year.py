"""A year of 280,000 attentions: written by `vereda demo`, asked for as a bulletin, looked at on the desk.

python -m bench.year [--quick] [--only sqlite|postgresql]
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench import stored, walk
from bench.databases import database, print_for_kinds
from bench.desk import Desk
from bench.figures import Figure, at_most
from bench.installation import Installation, Server, serving

YEAR, ASSISTED, SEED = 2011, 280_000, 7
TOUCHED = 5


def measure(kind: str, *, quick: bool = False) -> list[Figure]:
    """Return the figures of one kind of database."""
    assisted = ASSISTED // 10 if quick else ASSISTED
    with tempfile.TemporaryDirectory(prefix="vereda-bench-") as made, database(kind) as settings:
        installation = Installation(Path(made) / "home", settings)
        wrote_s = _seconds(installation, "demo", "--year", str(YEAR), "--assisted", str(assisted), "--seed", str(SEED))
        [(entries,)] = stored.rows(installation, "SELECT count(*) FROM logbook_logentry")
        [(encounters,)] = stored.rows(installation, "SELECT count(*) FROM encounters_encounter")
        period = ("--from", f"{YEAR}-01-01", "--to", f"{YEAR}-12-31", "--by", "category", "--format", "csv")
        first_s = _seconds(installation, "bulletin", *period)
        again_s = _seconds(installation, "bulletin", *period)
        verify_s = _seconds(installation, "logbook", "verify")
        signed = walk.sessions(installation)
        with serving(installation) as server:
            before = server.memory_mb()
            pages = walk.walk(installation, server, signed, 10 if quick else 40, f"a year, {kind}")
            pages.append(_after_corrections(installation, server, signed["statistics"], kind))
            after = server.memory_mb()
    said = f"{assisted:,} attentions"
    return [
        Figure(
            name=f"writing {said}, {kind}", value=wrote_s, unit="s",
            note=f"{entries:,} entries, {encounters:,} encounters; {int(str(entries)) / wrote_s:,.0f} entries/s",
        ),
        Figure(name=f"first bulletin of {said}, command, {kind}", value=first_s, unit="s", note="writes 12 months of facts"),
        Figure(name=f"the same again, command, {kind}", value=again_s, unit="s", note="with the start of the program"),
        Figure(name=f"logbook verify, {kind}", value=verify_s, unit="s"),
        *pages,
        Figure(name=f"memory of the server, started, {kind}", value=before, unit="MB"),
        Figure(name=f"memory of the server, after the walk, {kind}", value=after, unit="MB"),
    ]  # fmt: skip


def _after_corrections(installation: Installation, server: Server, session: str, kind: str) -> Figure:
    """Return how long a bulletin takes that must first write a month of facts again, as on most days of an office."""
    desk, known = Desk(server.port, session), walk.places(installation)
    path = f"/boletin/?{known['year']}&by=category&count=services"
    for _ in range(TOUCHED):
        installation.run("bench.touch", known["encounter"])
        desk.look(path)
    waits = desk.waits[path]
    name = f"bulletin by category after a correction, {kind}"
    return Figure(name=name, value=at_most(waits, 0.5), unit="ms", note=f"p50 of {TOUCHED}; one month of facts is written again")


def _seconds(installation: Installation, *words: str) -> float:
    began = time.perf_counter()
    installation.run("vereda.cli", *words)
    return time.perf_counter() - began


if __name__ == "__main__":
    print_for_kinds(measure)
