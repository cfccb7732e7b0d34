"""How long the answers of a dashboard take over made-up facts, and how long the making of their cubes.

    python -m bench.dashboards [ROWS]      default 5,000,000 fact rows of 120 months; the budget is for 100,000,000

Baseline, in the same run: the same sums by plain DuckDB SQL over the facts themselves. What both count must agree.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.bulletin import CATALOGUE, FIRST, LAST, alone, make_large, quiet
from bench.figures import Figure, table
from vereda.statistics.cubes import cube_of
from vereda.statistics.numbers import Numbers

ROWS, ROWS_QUICK = 5_000_000, 300_000
YEAR, RUNNING = (date(2020, 1, 1), date(2020, 12, 31)), (date(2019, 12, 1), date(2019, 12, 17))
BUDGET_S = 0.1
QUESTIONS: tuple[tuple[str, tuple[date, date], tuple[str, ...], str], ...] = (
    ("ten years by month", (FIRST, LAST), ("month",), "people"),
    ("a year by month", YEAR, ("month",), "people"),
    ("a year by nationality", YEAR, ("nationality",), "people"),
    ("a year by service", YEAR, ("service",), "services"),
    ("a year by state", YEAR, ("state",), "people"),
    ("a year by category", YEAR, ("category",), "services"),
    ("17 days by nationality", RUNNING, ("nationality",), "people"),
)
PEOPLE = """SELECT {by}, sum(people) FROM read_parquet({files})
    WHERE (row = 'L' OR (row = 'R' AND tells = 'people')) AND local_on BETWEEN DATE '{first}' AND DATE '{last}' GROUP BY ALL"""
GIVEN = """SELECT code, sum(people) FROM (SELECT unnest(string_split({codes}, ';')) AS code, people FROM read_parquet({files})
    WHERE row IN ({rows}) AND {codes} <> '' AND local_on BETWEEN DATE '{first}' AND DATE '{last}') GROUP BY code"""
ROWS_OF = {"service": ("services", "'L', 'S'"), "category": ("categories", "'L', 'C', 'R'")}


def main(rows: int = ROWS) -> None:
    print(table(list(figures(rows))))


def measure(*, quick: bool = False) -> list[Figure]:
    return list(figures(ROWS_QUICK if quick else ROWS))


def figures(rows: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="vereda-bench-") as folder:
        facts = Path(folder) / "mx"
        made = alone(make_large, facts, rows)
        name = f"dashboards over {made.outcome:,} facts"
        cubes = alone(make_cubes, facts)
        note = f"120 months, {cubes.outcome:,} rows in cubes, {cubes.memory_mb:,.0f} MB"
        yield Figure(name=f"{name}: make every cube, once", value=cubes.seconds, unit="s", note=note)
        for said, days, by, count in QUESTIONS:
            plain = alone(baseline, facts, days, by, count)
            found = alone(answered, facts, days, by, count)
            if found.outcome != plain.outcome:
                raise ValueError(f"{said}: plain SQL counts {plain.outcome:,}, the dashboard {found.outcome:,}")
            yield Figure(
                name=f"{name}: {said}",
                value=found.seconds,
                unit="s",
                budget=BUDGET_S,
                baseline=plain.seconds,
                note=f"{found.memory_mb:,.0f} MB, total {found.outcome:,}; baseline: plain SQL over the facts",
            )


def make_cubes(facts: Path) -> tuple[float, int]:
    began = time.perf_counter()
    rows = sum(view.num_rows for path in sorted(facts.glob("*.parquet")) for view in cube_of(path).views.values())
    return time.perf_counter() - began, rows


def answered(facts: Path, days: tuple[date, date], by: tuple[str, ...], count: str) -> tuple[float, int]:
    """Ask as a page does of a program that runs: cubes lie there and the process has read them. Best of three."""
    numbers = Numbers(CATALOGUE, sorted(facts.glob("*.parquet")), 1, None)
    taken = []
    for _ in range(4):
        began = time.perf_counter()
        found = numbers.table(*days, by, count)
        taken.append(time.perf_counter() - began)
    return min(taken[1:]), found.total


def baseline(facts: Path, days: tuple[date, date], by: tuple[str, ...], count: str) -> tuple[float, int]:
    """Add up the same by SQL. Margins move people between cells and change no total: they are left out."""
    files = [str(path) for path in sorted(facts.glob("*.parquet")) if f"{days[0]:%Y-%m}" <= path.stem <= f"{days[1]:%Y-%m}"]
    codes, rows = ROWS_OF.get(by[0], ("", ""))
    query = (PEOPLE if count == "people" else GIVEN).format(
        by=", ".join(by), files=files, codes=codes, rows=rows, first=days[0], last=days[1]
    )
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        found = quiet().execute(query).fetchall()
        taken.append(time.perf_counter() - began)
    return min(taken), sum(int(row[-1]) for row in found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
