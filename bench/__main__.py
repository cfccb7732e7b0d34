"""Every bench with sensible sizes, one table, one JSON file under bench/results.

python -m bench [--quick] [--only intake storm ...] [--database sqlite|postgresql]
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

from bench.databases import KINDS
from bench.figures import Figure, machine, table, write

BOTH = ("intake", "storm", "year", "pages", "care")  # bench.<name>.measure(kind, quick=...)
ALONE = (
    "terrain",
    "chances",
    "guide",
    "matching",
    "dashboards",
    "statistics",
    "trends",
    "warning",
    "export",
)  # of one kind of database
ALL = (*BOTH, "bulletin", "phone", "line", *ALONE)
CALLED = {"matching": "linking"}  # where the module has another name
ROWS, ROWS_QUICK = 10_000_000, 1_000_000  # facts of the large bulletin; the budget of the design is for 100,000,000


def main() -> int:
    """Run what was asked for; return 1 when a bench itself failed. A missed budget is reported and fails nothing."""
    words = argparse.ArgumentParser(prog="python -m bench")
    words.add_argument("--quick", action="store_true", help="small sizes: whether everything runs, not how fast")
    words.add_argument("--only", nargs="+", choices=ALL, default=ALL)
    words.add_argument("--database", nargs="+", choices=KINDS, default=KINDS)
    words.add_argument("--rows", type=int, help="facts of the large bulletin")
    asked = words.parse_args()
    before, figures, failed = machine(), list[Figure](), list[str]()
    for name, work in _works(asked.only, asked.database, quick=asked.quick, rows=asked.rows):
        began = time.monotonic()
        print(f"== {name} ...", file=sys.stderr, flush=True)
        try:
            figures += work()
        except Exception as why:  # the other benches go on, and the end says which one failed
            failed.append(f"{name}: {type(why).__name__}: {why}")
        print(f"== {name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    print(table(figures))
    print(f"{before['cores']} cores, {before['memory_gb']} GB, {before['processor']}, Python {before['python']}")
    print(f"load before {before['load']}, after {machine()['load']}; written to {write(figures, before, quick=asked.quick)}")
    print("\n".join(["FAILED", *failed]) if failed else "every bench ran")
    return 1 if failed else 0


def _works(
    names: Sequence[str], kinds: Sequence[str], *, quick: bool, rows: int | None
) -> list[tuple[str, Callable[[], list[Figure]]]]:
    works: list[tuple[str, Callable[[], list[Figure]]]] = []
    for name in names:
        module = importlib.import_module(f"bench.{CALLED.get(name, name)}")
        if name == "bulletin":
            count = rows or (ROWS_QUICK if quick else ROWS)
            works.append((f"bulletin, {count:,} facts", partial(module.figures, count)))
            continue
        if name == "phone":
            works.append((name, module.measure))
            continue
        if name in ALONE:
            works.append((name, partial(module.measure, quick=quick)))
            continue
        if name == "line":  # the line is what is slow, whatever the database
            works.append((name, partial(module.measure, "sqlite", quick=quick)))
            continue
        works += [(f"{name}, {kind}", partial(module.measure, kind, quick=quick)) for kind in kinds]
    return works


if __name__ == "__main__":
    sys.exit(main())
