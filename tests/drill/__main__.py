"""Run the drill: python -m tests.drill, with SCHEDULES, SEED, DATABASE (sqlite or postgresql) and PLANT in the environment.

Schedule number i has the seed SEED + i; so the seed of a failure, with SCHEDULES=1, runs that schedule alone.
"""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.drill.schedule import Result
    from tests.drill.stage import Stage

WORKERS = 2
FEWEST = 3  # schedules of a worker, however slow the machine
SHOWN = int(os.environ.get("SHOWN", "3"))  # failures told in full


@dataclass
class Tally:
    """What all schedules came to."""

    schedules: int = 0
    entries: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    failed: list[int] = field(default_factory=list)

    def add(self, result: Result) -> None:
        """Count one schedule, and tell of a failure at once."""
        self.schedules += 1
        self.entries += result.entries
        self.faults += result.faults
        if result.broken:
            self.failed.append(result.seed)
            if len(self.failed) <= SHOWN:
                print(f"\nSEED={result.seed} SCHEDULES=1 reproduces:", flush=True)
                print(
                    "\n".join([f"  {what}" for what in result.events] + [f"  BROKEN {what}" for what in result.broken]),
                    flush=True,
                )

    def line(self, seconds: float, database: str) -> str:
        """Return the closing line."""
        faults = ", ".join(f"{count:,} {name}" for name, count in sorted(self.faults.items()))
        broken = f"{len(self.failed)} broken (seeds {self.failed[:10]})" if self.failed else "all invariants hold"
        return (
            f"{self.schedules:,} schedules on {database}, {self.entries:,} entries, {self.faults.total():,} faults"
            f" ({faults}), {seconds:.0f} s: {broken}"
        )


def main() -> int:
    """Run all schedules; 0 when every invariant held."""
    asked = {name: os.environ.get(name, usual) for name, usual in USUAL.items()}
    folder = Path(tempfile.mkdtemp(prefix="vereda-drill-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))
    own_settings(folder)
    # The one other thread is jemalloc's, in a library that no forked process uses.
    warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
    import django

    django.setup()
    from tests.drill import stage

    try:
        with stage.server_of(asked["DATABASE"]) as server:
            tally, seconds = drill(folder, server, asked)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(tally.line(seconds, asked["DATABASE"]), flush=True)
    return 1 if tally.failed else 0


def own_settings(folder: Path) -> None:
    """Take the settings of this machine out of the environment, before Django reads them."""
    for name in [name for name in os.environ if name.startswith("VEREDA_") and not name.startswith("VEREDA_TEST_")]:
        del os.environ[name]
    for name in ("DATABASE_URL", "KEYSTORE_URL"):
        os.environ.pop(name, None)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy's threads do not survive a fork
    os.environ.update(VEREDA_HOME=str(folder / "seed"), DJANGO_SETTINGS_MODULE="vereda.settings.django")


USUAL = {"SCHEDULES": "100", "SEED": "1", "DATABASE": "sqlite", "PLANT": "", "SECONDS": "0", "UNTIL": ""}
"""SECONDS: begin no schedule after so many, but a few at least; 0: no limit. UNTIL=broken: stop at the first broken invariant."""


def drill(folder: Path, server: str, asked: dict[str, str]) -> tuple[Tally, float]:
    """Build the stage and run the schedules in two workers; what comes out does not depend on how they are shared out."""
    from tests.drill import node, schedule, stage

    node.load()
    built = stage.build(folder, server)
    schedule.warm(built, folder / "warm")
    gc.collect()
    gc.freeze()
    began, tally = time.monotonic(), Tally()
    count, seed = int(asked["SCHEDULES"]), int(asked["SEED"])
    pipes: list[Connection] = []
    pids = []
    for number in range(min(WORKERS, count)):
        mine, others = Pipe()
        pid = os.fork()
        if not pid:
            _work(others, built, folder / f"w{number}", range(seed + number, seed + count, WORKERS), asked)
        others.close()
        pipes.append(mine)
        pids.append(pid)
    _gather(pipes, tally, is_over=lambda: bool(tally.failed) and asked["UNTIL"] == "broken")
    for pid in pids:
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)  # with its nodes: it has ended, or is to stop where it is
        os.waitpid(pid, 0)
    built.drop()
    if not asked["SECONDS"].strip("0") and not asked["UNTIL"] and tally.schedules != count:
        raise RuntimeError(f"a worker broke off: {tally.schedules} of {count} schedules")
    return tally, time.monotonic() - began


def _gather(pipes: list[Connection], tally: Tally, is_over: Callable[[], bool]) -> None:
    while pipes and not is_over():
        for pipe in wait(pipes):
            assert isinstance(pipe, Connection)
            try:
                tally.add(pipe.recv())
            except EOFError:
                pipes.remove(pipe)


def _work(pipe: Connection, built: Stage, folder: Path, seeds: range, asked: dict[str, str]) -> None:
    """Run the schedules of one worker and end this process."""
    code = 1
    os.setpgid(0, 0)
    try:
        from tests.drill.schedule import run

        folder.mkdir()
        last = time.monotonic() + float(asked["SECONDS"]) if float(asked["SECONDS"]) else None
        for seed in seeds:
            if last and time.monotonic() > last and seed - seeds.start >= FEWEST * WORKERS:
                break
            result = run(seed, built, folder / str(seed), asked["PLANT"])
            pipe.send(result)
        code = 0
    except BrokenPipeError:
        code = 0
    except BaseException:  # printed, since this process ends here
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
