"""Everybody comes back at once: 200 phones with 150 entries each, after days without a network.

    python -m bench.storm [--quick] [--only sqlite|postgresql]

One phone in ten loses the first answer and sends the same batch again. Meanwhile somebody looks at the board of a post.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench import desk, phones, stored
from bench.databases import database, print_for_kinds
from bench.figures import Figure, at_most
from bench.installation import Installation, serving
from bench.others import Others

BUDGET_S = 60
BOARD_MS = 500  # 95 of 100 pages while everybody comes back
ENTRIES, SIZE = 150, 50  # a phone's entries, and how many it sends at once
BOARD = "/hoy/"
GROUP = "piedras-negras"


def measure(kind: str, *, quick: bool = False) -> list[Figure]:
    """Return the figures of one kind of database; raises when anything is lost or doubled."""
    count = 40 if quick else 200
    with tempfile.TemporaryDirectory(prefix="vereda-bench-") as made, database(kind) as settings:
        folder = Path(made)
        installation = Installation(folder / "home", settings)
        size = f"--phones {count} --batches {ENTRIES // SIZE} --size {SIZE}"
        installation.run("bench.field", str(folder / "phones"), *size.split())
        brought = phones.read(folder / "phones")
        for forgetful in brought[::10]:
            forgetful.bodies.insert(1, forgetful.bodies[0])
        session = desk.signed_in(installation, GROUP, "agent")["agent"]
        with serving(installation) as server:
            reader = desk.Desk(server.port, session)
            reader.look(BOARD)  # the program is warm
            reader.waits.clear()
            others = Others()
            with others.watched(), reader.looking(BOARD):
                done = phones.deliver(server.port, brought)
            memory = server.memory_mb()
        sent = phones.ids(brought)
        statuses = done.statuses()
        assert statuses == {"accepted": len(sent), "known": len(brought[::10]) * SIZE}, statuses
        stored.complain(installation, sent)
    pages = reader.waits[BOARD]
    name = f"{count} phones x {ENTRIES} entries"
    return [
        Figure(
            name=f"{name} at once, {kind}",
            value=done.seconds,
            unit="s",
            budget=BUDGET_S,
            note=f"{len(sent) / done.seconds:,.0f} entries/s; others {others.share:.0%} of the machine; each there once",
        ),
        Figure(
            name=f"  a phone's longest wait, {kind}",
            value=max(done.waits),
            unit="s",
            note=f"for {SIZE} entries; {done.busy} times asked to come back in a moment",
        ),
        Figure(name=f"  the board meanwhile, p50, {kind}", value=at_most(pages, 0.5), unit="ms", note=f"{len(pages)} times"),
        Figure(name=f"  the board meanwhile, p95, {kind}", value=at_most(pages, 0.95), unit="ms", budget=BOARD_MS),
        Figure(name=f"  memory of the server, {kind}", value=memory, unit="MB"),
    ]


if __name__ == "__main__":
    print_for_kinds(measure)
