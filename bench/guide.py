"""The public pages as they go over the line: the largest page and a whole country, and how long a served page takes.

    python -m bench.guide

A page is weighed compressed, with its style, as a server sends it; the answer's headers are weighed beside it.
"""

from __future__ import annotations

import gzip
import http.client
import tempfile
import time
from pathlib import Path

from bench.figures import Figure, at_most, table
from bench.installation import Installation, serving

PAGE_KB, COUNTRY_KB = 14, 1500
TIMES = 200
ASKED = {"Accept-Encoding": "gzip", "Host": "localhost"}


def measure(*, quick: bool = False) -> list[Figure]:
    """Return the figures of the Mexican pages; a preview, so that every draft is in it."""
    with tempfile.TemporaryDirectory(prefix="vereda-bench-") as made:
        installation, out = Installation(Path(made) / "home", {}), Path(made) / "guia"
        began = time.perf_counter()
        installation.run("vereda.cli", "guidance", "build", "--out", str(out))
        built_s = time.perf_counter() - began
        weighed, whole = _weighed(out), sum(path.stat().st_size for path in out.iterdir())
        with serving(installation) as server:
            figures = _served(server.port, TIMES // 10 if quick else TIMES)
    pages = {name: size for name, size in weighed.items() if name.endswith(".html")}
    largest = max(pages, key=lambda name: pages[name])
    return [
        Figure(name="largest page, compressed", value=pages[largest] / 1024, unit="kB", budget=PAGE_KB, note=largest),
        Figure(
            name="a country, compressed",
            value=sum(weighed.values()) / 1000,
            unit="kB",
            budget=COUNTRY_KB,
            note=f"{len(pages)} pages",
        ),
        Figure(name="a country, as files", value=whole / 1000, unit="kB", budget=COUNTRY_KB, note=f"built in {built_s:.1f} s"),
        *figures,
    ]


def _weighed(folder: Path) -> dict[str, int]:
    return {path.name: len(gzip.compress(path.read_bytes(), 6)) for path in sorted(folder.iterdir()) if path.is_file()}


def _served(port: int, times: int) -> list[Figure]:
    """Return how the first page is answered: its weight with headers, and how long it takes."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    took, weight = list[float](), 0
    for _ in range(times):
        began = time.perf_counter()
        line.request("GET", "/guia/spa.html", headers=ASKED)
        answer = line.getresponse()
        body = answer.read()
        took.append((time.perf_counter() - began) * 1000)
        weight = len(body) + sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
    line.close()
    return [
        Figure(name="first page as served, with headers", value=weight / 1024, unit="kB", budget=PAGE_KB, note="spa.html"),
        Figure(
            name="a page drawn and answered, p95", value=at_most(took, 0.95), unit="ms", note=f"{times} times, one after another"
        ),
    ]


def main() -> None:
    print(table(measure()))


if __name__ == "__main__":
    main()
