"""The desk at ten years of data: three million encounters, their states, and what belongs around them.

    python -m bench.pages [--quick] [--only sqlite|postgresql]

Quick, encounters are a twentieth and one group alone has all of its post's ten years; its pages read no other group's rows.
The rows are put into the bench's own database directly (`bench.decade`), past the logbook: only looking is measured.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench import stored, walk
from bench.databases import database, print_for_kinds
from bench.figures import Figure
from bench.installation import Installation, serving

ENCOUNTERS = 3_000_000


def measure(kind: str, *, quick: bool = False) -> list[Figure]:
    """Return the figures of one kind of database."""
    count = ENCOUNTERS // 20 if quick else ENCOUNTERS
    with tempfile.TemporaryDirectory(prefix="vereda-bench-") as made, database(kind) as settings:
        installation = Installation(Path(made) / "home", settings)
        began = time.perf_counter()
        installation.run("bench.decade", "--encounters", str(count), *(["--post-of", walk.GROUP] if quick else []))
        filled_s = time.perf_counter() - began
        [(stands,)] = stored.rows(installation, "SELECT count(*) FROM encounters_encounter")
        signed = walk.sessions(installation)
        with serving(installation) as server:
            pages = walk.walk(installation, server, signed, 10 if quick else 40, f"ten years, {kind}")
            memory = server.memory_mb()
    return [
        Figure(
            name=f"encounters on the desk, {kind}", value=int(str(stands)), unit="", note=f"put in directly, in {filled_s:.0f} s"
        ),
        *pages,
        Figure(name=f"memory of the server, ten years, {kind}", value=memory, unit="MB"),
    ]


if __name__ == "__main__":
    print_for_kinds(measure)
