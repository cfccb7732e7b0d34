"""A hundred million facts on this machine: month by group by nationality, what a year's individuals are estimated from and the
estimate, the answers of a dashboard; and PostgreSQL with ten million of the same rows, asked the same, in the same run.

    python -m bench --only statistics                    100,000,000 facts, 2.5 GB of disk; PostgreSQL takes 5 more for a while
    python -m bench.statistics [ROWS] [--facts FOLDER]   with --facts they are made there once, and kept

What DuckDB, cubes and PostgreSQL count must agree, row by row. Beside each clock stands the processor time of the process itself,
which other work on the machine does not move much; of PostgreSQL, whose servers are processes of their own, there is the clock.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pyarrow.parquet as pq

from bench.bulletin import CATALOGUE, FIRST, LAST, make_large, quiet
from bench.dashboards import BUDGET_S, QUESTIONS
from bench.figures import Figure, at_most, table
from tests.postgres import databases
from vereda.people.rules.estimates import Estimate
from vereda.people.rules.individuals import by_question
from vereda.people.rules.observed import Asked, Met
from vereda.people.words import LastHelp
from vereda.statistics.asked import in_period
from vereda.statistics.bulletin import ask
from vereda.statistics.cubes import cube_of
from vereda.statistics.numbers import Numbers
from vereda.statistics.reading import facts_in
from vereda.statistics.rules import Question
from vereda.statistics.words import Count

ROWS, ROWS_QUICK = 100_000_000, 500_000
IN_POSTGRESQL = 10_000_000
TIMES, ANSWERS = 3, 40
YEAR = date(LAST.year, 1, 1), LAST
LOOKS_BACK = date(LAST.year - 1, 1, 1)  # the question goes back a year
BY = ("month", "group", "nationality")
SERVER = [
    "shared_buffers=2GB",
    "work_mem=256MB",
    "maintenance_work_mem=1GB",
    "max_parallel_workers_per_gather=2",
    "max_wal_size=8GB",
]
COLUMNS = {
    "record": "uuid",
    "row": '"char"',
    "tells": "text",
    "local_on": "date",
    "month": "integer",
    "group": "text",
    "state": "text",
    "nationality": "text",
    "sex": "text",
    "age_band": "text",
    "people": "integer",
    "services": "text",
    "categories": "text",
    "aggregate": "boolean",
    "key": "smallint",
}
INDEXES = ('month, "group", nationality', "local_on", '"row", local_on')
# People by nationality as a bulletin counts them: a margin takes people out of 'not recorded together'.
CROSSED = """SELECT month, "group", nationality, sum(people)::bigint FROM (
        SELECT month, "group", nationality, people FROM facts WHERE "row" = 'L' OR ("row" = 'R' AND tells = 'people')
        UNION ALL SELECT month, "group", nationality, people FROM facts WHERE "row" = 'M' AND nationality <> '*'
        UNION ALL SELECT month, "group", '*', -people FROM facts WHERE "row" = 'M' AND nationality <> '*') AS one
    GROUP BY 1, 2, 3 HAVING sum(people) > 0"""
ANSWERED = """SELECT local_on, "group", nationality, tells, record, sum(people)::bigint FROM facts
    WHERE "row" = 'A' GROUP BY 1, 2, 3, 4, 5"""
MET = """SELECT local_on, "group", "row", nationality, sum(people)::bigint FROM facts
    WHERE "row" IN ('L', 'M', 'E') GROUP BY 1, 2, 3, 4"""


class Taken(NamedTuple):
    """What was measured of one piece of work in a process of its own.

    seconds    the clock, each time; processor: of the process, each time
    memory_mb  the most that the process held
    """

    seconds: list[float]
    processor: list[float]
    memory_mb: float
    outcome: Any  # Any: what the work returns

    @property
    def said(self) -> str:
        return f"processor {min(self.processor):.3g} s, {self.memory_mb:,.0f} MB"


def measure(*, quick: bool = False) -> list[Figure]:
    return list(figures(ROWS_QUICK if quick else ROWS))


def figures(rows: int, kept: Path | None = None) -> Iterator[Figure]:
    """Yield the figures of so many facts. kept: folder in which facts lie or are made; None: they are removed."""
    with nullcontext(str(kept)) if kept else tempfile.TemporaryDirectory(prefix="vereda-bench-") as folder:
        facts = Path(folder) / "mx"
        if not facts.exists():
            facts.parent.mkdir(exist_ok=True)
            make_large(facts, rows)
        number = quiet().execute(f"SELECT count(*) FROM '{facts}/*.parquet' WHERE row <> 'E'").fetchall()[0][0]
        load = f"; load {os.getloadavg()[0]:.1f}"
        yield from of_facts(facts, f"statistics, {number:,} facts", load)
        yield from of_cubes(facts, f"statistics, {number:,} facts", load)
        yield from beside_postgresql(facts, load)


# facts and the estimate ------------------------------------------------------------------------------------------


def of_facts(facts: Path, name: str, load: str) -> Iterator[Figure]:
    found = alone(crossed, facts, FIRST, LAST)
    note = f"{found.said}, {len(found.outcome):,} rows{load}"
    yield Figure(name=f"{name}: month × group × nationality, from facts", value=min(found.seconds), unit="s", budget=3, note=note)
    found = alone(read, facts, LOOKS_BACK, YEAR[1])
    note = f"{found.said}, {found.outcome[0]:,} counts, {found.outcome[1]:,} answers{load}"
    yield Figure(
        name=f"{name}: what a year's individuals are estimated from", value=min(found.seconds), unit="s", budget=2, note=note
    )
    found = alone(estimated, facts)
    note = f"{found.said}, {found.outcome}{load}"
    yield Figure(name=f"{name}: the estimate of individuals of a year", value=min(found.seconds), unit="s", budget=2, note=note)


def crossed(facts: Path, from_on: date, to_on: date) -> Callable[[], dict[tuple[str, ...], int]]:
    """Ask as a served page does: the program is warm, the files are not."""
    asked = Question("mx", from_on, to_on, BY, Count.PEOPLE)
    paths = [path for path in sorted(facts.glob("*.parquet")) if f"{from_on:%Y-%m}" <= path.stem <= f"{to_on:%Y-%m}"]
    ask(asked, facts_in(paths[:1]), CATALOGUE)
    return lambda: dict(ask(asked, facts_in(paths), CATALOGUE).rows)


def read(facts: Path, from_on: date, to_on: date) -> Callable[[], tuple[int, int]]:
    paths = [path for path in sorted(facts.glob("*.parquet")) if f"{from_on:%Y-%m}" <= path.stem <= f"{to_on:%Y-%m}"]
    in_period(facts_in(paths[:1]), from_on, to_on)

    def work() -> tuple[int, int]:
        found = in_period(facts_in(paths), from_on, to_on)
        return len(found.met), len(found.rows)

    return work


def estimated(facts: Path) -> Callable[[], str]:
    """Estimate as the page of individuals does, from what was read."""
    paths = [path for path in sorted(facts.glob("*.parquet")) if path.stem >= f"{LOOKS_BACK:%Y-%m}"]

    def work() -> str:
        found = in_period(facts_in(paths), LOOKS_BACK, YEAR[1])
        answers = [
            Asked(one.party, one.on, one.group, one.nationality, LastHelp(one.answer), one.people, one.every) for one in found.due
        ]
        met, outside = (
            [Met(one.on, one.group, one.nationality, one.people) for one in some] for some in (found.met, found.outside)
        )
        made = by_question(met, answers, outside, from_on=YEAR[0], to_on=YEAR[1])
        assert isinstance(made, Estimate), made.why
        return f"about {made.individuals:,.0f} ({made.low:,.0f} to {made.high:,.0f})"

    return work


# cubes -----------------------------------------------------------------------------------------------------------


def of_cubes(facts: Path, name: str, load: str) -> Iterator[Figure]:
    made = alone(make_cubes, facts, times=1)
    note = f"{made.said}, {made.outcome:,} rows{load}"
    yield Figure(name=f"{name}: make every cube, once", value=min(made.seconds), unit="s", note=note)
    again = alone(make_cubes, facts, times=1)
    yield Figure(name=f"{name}: read every cube, once a process", value=min(again.seconds), unit="s", note=again.said + load)
    of_facts, of_cubes = alone(crossed, facts, FIRST, LAST, times=1), alone(crossed_by_cubes, facts)
    if of_facts.outcome != of_cubes.outcome:
        raise ValueError("cubes count otherwise than facts")
    note = f"{of_cubes.said}, the same {len(of_cubes.outcome):,} rows{load}"
    yield Figure(
        name=f"{name}: month × group × nationality, from cubes", value=min(of_cubes.seconds), unit="s", budget=3, note=note
    )
    for said, days, by, count in QUESTIONS:
        found = alone(answered, facts, days, by, count, times=ANSWERS)
        yield Figure(
            name=f"{name}: dashboard, {said}, p95 of {ANSWERS}",
            value=1000 * at_most(found.seconds, 0.95),
            unit="ms",
            budget=1000 * BUDGET_S,
            note=f"p50 {1000 * at_most(found.seconds, 0.5):.0f} ms, processor {1000 * at_most(found.processor, 0.5):.0f} ms, "
            f"{found.memory_mb:,.0f} MB, total {found.outcome:,}{load}",
        )


def make_cubes(facts: Path) -> Callable[[], int]:
    paths = sorted(facts.glob("*.parquet"))
    return lambda: sum(view.num_rows for path in paths for view in cube_of(path).views.values())


def crossed_by_cubes(facts: Path) -> Callable[[], dict[tuple[str, ...], int]]:
    numbers = _numbers(facts)
    return lambda: dict(numbers.table(FIRST, LAST, BY, Count.PEOPLE).rows)


def answered(facts: Path, days: tuple[date, date], by: tuple[str, ...], count: str) -> Callable[[], int]:
    """Ask as a page does of a program that runs: cubes lie there and the process has read them."""
    numbers = _numbers(facts)
    numbers.table(*days, by, count)
    return lambda: numbers.table(*days, by, count).total


def _numbers(facts: Path) -> Numbers:
    numbers = Numbers(CATALOGUE, sorted(facts.glob("*.parquet")), 1, None)
    for path in numbers.months:
        cube_of(path)
    return numbers


# PostgreSQL ------------------------------------------------------------------------------------------------------


def beside_postgresql(facts: Path, load: str) -> Iterator[Figure]:
    """Yield the same answers from PostgreSQL and from us, of the last months alone."""
    paths = _last_months(sorted(facts.glob("*.parquet")))
    period = date.fromisoformat(f"{paths[0].stem}-01"), LAST
    with databases(SERVER) as addresses, psycopg.connect(addresses.data, autocommit=True) as connection:
        began = time.perf_counter()
        number = loaded(connection, paths)
        size = connection.execute("SELECT pg_total_relation_size('facts')").fetchall()[0][0]
        name = f"statistics, {number:,} rows in PostgreSQL"
        note = f"{size / 1e9:.2f} GB with indexes; as Parquet {sum(path.stat().st_size for path in paths) / 1e9:.2f} GB{load}"
        yield Figure(name=f"{name}: load, index, ANALYZE", value=time.perf_counter() - began, unit="s", note=note)
        ours, theirs = alone(crossed, facts, *period), _asked(connection, CROSSED)
        got = {(f"{row[0] // 100}-{row[0] % 100:02d}", *row[1:3]): row[3] for row in theirs.outcome}
        if ours.outcome != got:
            raise ValueError("PostgreSQL counts otherwise than facts")
        yield _beside(f"{name}: month × group × nationality", ours, theirs, load)
        ours, theirs = alone(read, facts, *period), _asked(connection, ANSWERED, MET)
        answers = sum(len(row) == 6 for row in theirs.outcome)
        if answers != ours.outcome[1]:
            raise ValueError(f"PostgreSQL has {answers:,} answers, facts {ours.outcome[1]:,}")
        yield _beside(f"{name}: what individuals are estimated from", ours, theirs, load)


def _last_months(paths: list[Path]) -> list[Path]:
    """Return the last month files that have ten million rows together, or the last one."""
    some, number = paths[-1:], pq.read_metadata(paths[-1]).num_rows
    for path in reversed(paths[:-1]):
        number += pq.read_metadata(path).num_rows
        if number > IN_POSTGRESQL:
            break
        some.insert(0, path)
    return some


def _beside(name: str, ours: Taken, theirs: Taken, load: str) -> Figure:
    note = f"{ours.said}; baseline: PostgreSQL, {len(theirs.outcome):,} rows{load}"
    return Figure(name=name, value=min(ours.seconds), unit="s", baseline=min(theirs.seconds), note=note)


def loaded(connection: psycopg.Connection[Any], paths: list[Path]) -> int:  # Any: rows of any shape
    """Copy facts into one table with the indexes that its questions would have, and analyse it."""
    named = ", ".join(f'"{name}" {kind}' for name, kind in COLUMNS.items())
    connection.execute(f"CREATE TABLE facts ({named})")
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    with tempfile.TemporaryDirectory(prefix="vereda-bench-") as folder:
        for path in paths:
            text = Path(folder) / "rows.csv"
            quiet().execute(f"COPY (SELECT {names} FROM '{path}') TO '{text}' (HEADER false)")
            with text.open("rb") as file, connection.cursor().copy(f"COPY facts ({names}) FROM STDIN (FORMAT csv)") as copy:
                while part := file.read(1 << 20):
                    copy.write(part)
    for columns in INDEXES:
        connection.execute(f"CREATE INDEX ON facts ({columns})")
    connection.execute("VACUUM ANALYZE facts")
    return int(connection.execute("SELECT count(*) FROM facts").fetchall()[0][0])


def _asked(connection: psycopg.Connection[Any], *queries: str) -> Taken:  # Any: as above
    seconds = []
    for _ in range(TIMES):
        began = time.perf_counter()
        rows = [row for query in queries for row in connection.execute(query).fetchall()]
        seconds.append(time.perf_counter() - began)
    return Taken(seconds, [0.0], 0, rows)


# measuring -------------------------------------------------------------------------------------------------------


def alone(prepare: Callable[..., Callable[[], Any]], *args: object, times: int = TIMES) -> Taken:  # Any: as in Taken
    """Prepare and do the work in a process of its own, so that memory and processor are its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_taken, prepare, times, *args).result()


def _taken(prepare: Callable[..., Callable[[], Any]], times: int, *args: object) -> Taken:  # Any: as in Taken
    work, seconds, processor, outcome = prepare(*args), [], [], None
    for _ in range(times):
        began, used = time.perf_counter(), time.process_time()
        outcome = work()
        seconds.append(time.perf_counter() - began)
        processor.append(time.process_time() - used)
    return Taken(seconds, processor, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, outcome)


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m bench.statistics")
    words.add_argument("rows", type=int, nargs="?", default=ROWS)
    words.add_argument("--facts", type=Path, help="folder in which the facts are made once, and kept")
    asked = words.parse_args()
    print(table(list(figures(asked.rows, asked.facts))))


if __name__ == "__main__":
    main()
