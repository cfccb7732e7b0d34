"""A real server in a folder of its own: started as an operator starts it, watched from outside, stopped by its own id."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.others import below, own_s
from tests.house import REPOSITORY

START_S = 120
SERVE = ("vereda.cli", "serve")


@dataclass(frozen=True)
class Installation:
    """A home with its settings; commands run in it as they would on the operator's terminal."""

    home: Path
    settings: Mapping[str, str]

    @property
    def environ(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("VEREDA_")}
        mine = {"VEREDA_HOME": str(self.home), "PYTHONPATH": str(REPOSITORY), "DJANGO_SETTINGS_MODULE": "vereda.settings.django"}
        return {**kept, **mine, **self.settings}

    def run(self, *words: str) -> str:
        """Run a module (`vereda.cli logbook verify`) and return what it printed; its failure is the bench's."""
        done = subprocess.run(
            [sys.executable, "-P", "-m", *words], env=self.environ, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, check=True
        )
        return done.stdout


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]

    def memory_mb(self) -> float:
        """Return the memory of the server and its workers that is theirs alone, or shared once (PSS) [MiB]."""
        kb = sum(_pss_kb(pid) for pid in (self.process.pid, *below(self.process.pid)))
        return kb / 1024

    def seconds_of_cpu(self) -> float:
        """Return the processor time that the server and its workers have used [s]."""
        return own_s(self.process.pid)


@contextmanager
def serving(installation: Installation, module: Sequence[str] = SERVE) -> Iterator[Server]:
    """Start a server module in an installation and stop it afterwards."""
    port = free_port()
    log = installation.home.with_name(f"{installation.home.name}-{module[0]}.log")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", *module],
            env={**installation.environ, "PORT": str(port)},
            cwd=REPOSITORY,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(port, process)
        yield Server(port, process)
    except BaseException:  # raised again: only what the server said is added
        sys.stderr.write(log.read_text(errors="replace")[-4000:])
        raise
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(START_S)


def free_port() -> int:
    """Return a TCP port nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + START_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            if process.poll() is not None or time.monotonic() > last:
                raise RuntimeError("the server did not start") from None
            time.sleep(0.1)
        else:
            return


def _pss_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
