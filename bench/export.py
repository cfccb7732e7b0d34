"""How much memory the real server takes while somebody downloads a million rows: fast, slowly, cut three times and resumed.

    python -m bench.export [ROWS]      default 1,000,000 fact rows of 120 months

Baseline, in the same run: the same rows written as one CSV in memory, by the same library. What arrives is compared by SHA-256.
"""

from __future__ import annotations

import http.client
import io
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from bench.bulletin import FIRST, LAST, alone
from bench.desk import COOKIE, signed_in
from bench.figures import Figure, table
from bench.installation import Installation, Server, serving
from bench.others import below
from tests.house import REPOSITORY
from vereda.statistics.columns import EXPORTED

ROWS, ROWS_QUICK = 1_000_000, 50_000
MEMORY_MB = 200
SLOW_S, SLOW_KB_S = 20, 500  # a line of 4 Mbit/s, watched for so long; the rest as fast as it goes
CUTS = (0.2, 0.5, 0.9)
PERIOD = f"from={FIRST}&to={LAST}"


def main(rows: int = ROWS) -> None:
    print(table(list(figures(rows))))


def measure(*, quick: bool = False) -> list[Figure]:
    return list(figures(ROWS_QUICK if quick else ROWS))


@dataclass(frozen=True)
class Taken:
    """One download. grown_mb: how far the server's memory rose above what it had before."""

    seconds: float
    first_s: float
    grown_mb: float
    size: int
    digest: str
    rows: int = 0


def figures(rows: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="vereda-bench-") as made:
        installation = Installation(Path(made) / "home", {"DATABASE_URL": "", "KEYSTORE_URL": "", "VEREDA_COUNTRY": "mx"})
        count = int(installation.run("bench.export_fill", str(rows)).splitlines()[-1])
        session = signed_in(installation, "piedras-negras", "statistics")["statistics"]
        naive = alone(in_memory, installation.home / "facts" / "mx")
        with serving(installation) as server:
            began = _memory_mb(server, "VmRSS")
            client = Client(server, session)
            first, again, slow, cut = client.take(), client.take(), client.take(slow_s=SLOW_S), client.take_in_parts()
        alike = {(one.size, one.digest) for one in (first, again, slow, cut)}
        if len(alike) > 1 or first.rows < count:
            raise ValueError(f"{count:,} rows were made, {first.rows:,} sent; what was resumed must be what was sent at once")
        small = _command(installation, Path(made) / "day.csv", FIRST)
        command = _command(installation, Path(made) / "facts.csv", LAST)
        if command.digest != first.digest:
            raise ValueError("the command writes another file than the page sends")
        name = f"export of {first.rows:,} rows"
        note = f"{first.size / 1e6:,.0f} MB; a server just started with {began:,.0f} MB; baseline: the file made in memory"
        above = partial(Figure, unit="MB", budget=MEMORY_MB)
        yield above(
            name=f"{name}: memory above what the server had, first", value=first.grown_mb, baseline=naive.outcome, note=note
        )
        yield above(name=f"{name}: again", value=again.grown_mb, baseline=naive.outcome)
        yield above(name=f"{name}: to a slow line", value=slow.grown_mb, note=f"{SLOW_KB_S} kB/s for {SLOW_S} s")
        yield above(name=f"{name}: cut {len(CUTS)} times and resumed", value=cut.grown_mb, note="complete, the same SHA-256")
        yield above(
            name=f"{name}: by command, above that of one day", value=command.grown_mb - small.grown_mb,
            note=f"the whole process: {command.grown_mb:,.0f} MB; {command.seconds:.1f} s with the start of the program",
        )  # fmt: skip
        note = f"first byte after {again.first_s:.1f} s; the first time {first.seconds:.1f} s"
        yield Figure(name=f"{name}: whole", value=again.seconds, unit="s", baseline=naive.seconds, note=note)
        yield Figure(name=f"{name}: cut and resumed", value=cut.seconds, unit="s", baseline=again.seconds)


@dataclass(frozen=True)
class Client:
    """Somebody with the role of statistics who downloads the rows."""

    server: Server
    session: str

    def take(self, slow_s: float = 0) -> Taken:
        """Download everything over one connection; the first seconds as slowly as a bad line."""
        before, address = self._reset(), self._address()
        began = time.perf_counter()
        answer = self._ask(address)
        first_s, digest, size, lines = time.perf_counter() - began, sha256(), 0, 0
        while piece := answer.read(64 * 1024):
            digest.update(piece)
            size += len(piece)
            lines += piece.count(b"\n")
            if time.perf_counter() - began < slow_s:
                time.sleep(len(piece) / 1024 / SLOW_KB_S)
        return replace(self._taken(began, first_s, before, size, digest.hexdigest()), rows=lines - 1)

    def take_in_parts(self) -> Taken:
        """Download as somebody whose line breaks: each connection is closed in the middle, the next one asks for the rest."""
        before, address = self._reset(), self._address()
        size = int(self._ask(address).headers["Content-Length"])
        began, file = time.perf_counter(), bytearray()
        for until in (*(int(size * one) for one in CUTS), size):
            answer = self._ask(address, {"Range": f"bytes={len(file)}-"} if file else {})
            while len(file) < until and (piece := answer.read(min(64 * 1024, until - len(file)))):
                file += piece
            answer.close()
        return self._taken(began, 0, before, len(file), sha256(file).hexdigest())

    def _taken(self, began: float, first_s: float, before: float, size: int, digest: str) -> Taken:
        return Taken(time.perf_counter() - began, first_s, _memory_mb(self.server, "VmHWM") - before, size, digest)

    def _reset(self) -> float:
        """Forget the most memory so far, and return what there is now [MB]."""
        for pid in _workers(self.server):
            Path(f"/proc/{pid}/clear_refs").write_text("5")
        return _memory_mb(self.server, "VmRSS")

    def _address(self) -> str:
        """Return the address that names the state."""
        answer = self._ask(f"/boletin/hechos.csv?{PERIOD}")
        return answer.headers["Location"] or ""

    def _ask(self, address: str, headers: dict[str, str] | None = None) -> http.client.HTTPResponse:
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=120)
        line.request("GET", address, headers={"Cookie": f"{COOKIE}={self.session}", **(headers or {})})
        answer = line.getresponse()
        if answer.status not in (http.client.OK, http.client.PARTIAL_CONTENT, http.client.FOUND):
            raise RuntimeError(f"{address}: {answer.status} {answer.read(200)!r}")
        return answer


def in_memory(facts: Path) -> tuple[float, int]:
    """Make the same file in memory, and return the memory that it took [MB]."""
    before, began = _of_process("self", "VmRSS"), time.perf_counter()
    rows = pa.concat_tables(pq.read_table(path, columns=list(EXPORTED)) for path in sorted(facts.glob("*.parquet")))
    file = io.BytesIO()
    pa.csv.write_csv(rows, file, pa.csv.WriteOptions(quoting_style="none"))
    file.getvalue()
    return time.perf_counter() - began, int(_of_process("self", "VmHWM") - before)


def _command(installation: Installation, path: Path, last: date) -> Taken:
    """Return what `vereda facts export` takes up to a day, start and all. grown_mb: the most memory of its process."""
    began = time.perf_counter()
    words = ["facts", "export", "--from", str(FIRST), "--to", str(last), "--out", str(path)]
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "vereda.cli", *words], env=installation.environ, cwd=REPOSITORY, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError("vereda facts export failed")
    taken, content = time.perf_counter() - began, path.read_bytes()
    return Taken(taken, 0, used.ru_maxrss / 1024, len(content), sha256(content).hexdigest())


def _workers(server: Server) -> list[int]:
    return [server.process.pid, *below(server.process.pid)]


def _memory_mb(server: Server, what: str) -> float:
    return sum(_of_process(str(pid), what) for pid in _workers(server))


def _of_process(pid: str, what: str) -> float:
    found = re.search(rf"^{what}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
