"""How long a bulletin takes: a year of 280,000 attentions through the real writer, and a hundred million made-up facts.

    python -m bench.bulletin [ROWS]      default 1,000,000 fact rows; the budget of the design is for 100,000,000

Baseline, in the same run: plain DuckDB SQL over one flat Parquet table of the same rows, lists as list<string>.
Files lie in a temporary folder (2.5 GB for 100 million) and are removed. Each figure is of a process of its own.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import NamedTuple

import duckdb

from bench.figures import Figure, table
from vereda.logbook.schema import FactRow
from vereda.statistics.bulletin import ask
from vereda.statistics.catalogue import Catalogue, Category, Mapped, Named
from vereda.statistics.columns import ROWS_A_GROUP, SCHEMA, SORT
from vereda.statistics.reading import facts_in
from vereda.statistics.rules import Question, months
from vereda.statistics.store import Store
from vereda.statistics.words import Count

SEED = 7
FIRST, LAST = date(2011, 1, 1), date(2020, 12, 31)
CATEGORY_OF = {
    "WATER": "SOCIAL",
    "FOOD": "SOCIAL",
    "RIGHTS": "ORIENT",
    "RESCUE": "RESCUE",
    "FIRST_AID": "INJURED",
    "ADVICE": "LEGAL",
}
GIVEN = (
    ("WATER", "FOOD"),
    ("WATER",),
    ("RIGHTS",),
    ("FIRST_AID", "RESCUE", "RIGHTS", "WATER"),
    ("ADVICE", "RIGHTS"),
    ("FOOD", "RIGHTS"),
)
NATIONALITIES = ("GT", "HN", "SV", "MX", "NI", "EC", "VE", "CU", "HT", "XX")
DRAWN = tuple(code for code, often in zip(NATIONALITIES, (14, 13, 8, 3, 4, 2, 6, 3, 4, 1), strict=True) for _ in range(often))
"""What a person of the hundred million is drawn from: few nationalities are most of the people."""
SEXES, BANDS = ("F", "M", "U"), ("0-4", "5-11", "12-17", "0-17", "18-29", "30-59", "60+", "18+", "U")
GROUPS, STATES = 21, 9
BUSY = tuple(number for number in range(GROUPS) for _ in range(max(1, 40 // (number + 2))))
"""What the group of a meeting is drawn from: the busiest has twenty times the meetings of the quietest."""
ASKED_ONE_IN = 200
"""So a year has some 13,000 answers, beyond which more of them narrow the estimate little (docs/engineer/individuals.md)."""
ANSWERED = ("never",) * 9 + ("week",) * 4 + ("month",) * 2 + ("year",) * 2 + ("longer", "none", "unasked")
CATALOGUE = Catalogue(
    country="mx",
    categories=tuple(Category(code) for code in dict.fromkeys(CATEGORY_OF.values())),
    services=tuple(Named(code) for code in CATEGORY_OF),
    mapping=tuple(Mapped(service, category) for service, category in CATEGORY_OF.items()),
)
QUESTIONS: tuple[tuple[tuple[str, ...], Count], ...] = (
    (("category",), Count.SERVICES),
    (("category", "nationality"), Count.SERVICES),
    (("category", "group", "month"), Count.SERVICES),
    (("service",), Count.SERVICES),
    (("nationality",), Count.PEOPLE),
    (("category",), Count.PEOPLE),
    (("group",), Count.ENCOUNTERS),
    (("category",), Count.ENCOUNTERS),
    (("nationality",), Count.ENCOUNTERS),
)


class Measured(NamedTuple):
    """Seconds, the highest memory of the process [MB], and what came out."""

    seconds: float
    memory_mb: float
    outcome: int


def main(rows: int = 1_000_000) -> None:
    """Print the figures for `rows` made-up facts, and for a year of 280,000 attentions."""
    print(table(figures(rows)))


def figures(rows: int = 1_000_000) -> list[Figure]:
    """Return the figures. The budget of the large ones is for 100 million rows; fewer are held to it all the same."""
    with tempfile.TemporaryDirectory(prefix="vereda-bench-") as folder:
        return [*year(Path(folder)), *large(Path(folder), rows)]


def year(folder: Path) -> Iterator[Figure]:
    wrote = alone(write_year, folder)
    yield Figure(name="bulletin year: write 12 months", value=wrote.seconds, unit="s", note=f"{wrote.outcome:,} facts")
    for by, count in QUESTIONS:
        found = alone(asked, folder / "mx", by, count, date(2011, 12, 31))
        yield told("bulletin year", by, count, found, budget_s=0.3)


def large(folder: Path, rows: int) -> Iterator[Figure]:
    made = alone(make_large, folder / "large", rows)
    alone(make_flat, folder / "large", folder / "flat.parquet")
    name = f"bulletin of {made.outcome:,} facts"
    base = alone(baseline, folder / "flat.parquet")
    for by, count in QUESTIONS:
        found = alone(asked, folder / "large", by, count, LAST)
        is_base = (by, count) == QUESTIONS[0]
        if is_base and found.outcome != base.outcome:
            raise ValueError(f"the baseline counts {base.outcome:,}, the bulletin {found.outcome:,}")
        yield told(name, by, count, found, budget_s=3, baseline_s=base.seconds if is_base else None)


def told(
    name: str, by: tuple[str, ...], count: Count, found: Measured, budget_s: float, baseline_s: float | None = None
) -> Figure:
    said = "; baseline: plain SQL, one flat table, list<string>" if baseline_s else ""
    return Figure(
        name=f"{name}: {count} by {', '.join(by)}",
        value=found.seconds,
        unit="s",
        budget=budget_s,
        baseline=baseline_s,
        note=f"{found.memory_mb:,.0f} MB, total {found.outcome:,}{said}",
    )


def alone[**P](work: Callable[P, tuple[float, int]], *args: P.args, **kwargs: P.kwargs) -> Measured:
    """Do the work in a process of its own, so that memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measured, work, *args).result()


def _measured(work: Callable[..., tuple[float, int]], *args: object) -> Measured:
    seconds, outcome = work(*args)
    return Measured(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, outcome)


def asked(folder: Path, by: tuple[str, ...], count: Count, last: date) -> tuple[float, int]:
    """Ask as a served page does: the program is warm, the files are not. Best of three."""
    ask(Question("mx", FIRST, FIRST, by, count), facts_in(sorted(folder.glob("*.parquet"))[:1]), CATALOGUE)
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        found = ask(Question("mx", FIRST, last, by, count), facts_in(sorted(folder.glob("*.parquet"))), CATALOGUE)
        taken.append(time.perf_counter() - began)
    return min(taken), found.total


def baseline(flat: Path) -> tuple[float, int]:
    query = f"""SELECT c, sum(people) FROM (SELECT unnest(categories) AS c, people FROM '{flat}'
        WHERE row IN ('L', 'C', 'R') AND local_on BETWEEN DATE '{FIRST}' AND DATE '{LAST}') GROUP BY c"""
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        found = quiet().execute(query).fetchall()
        taken.append(time.perf_counter() - began)
    return min(taken), sum(int(value) for _, value in found)


# a year through the real writer ----------------------------------------------------------------------------------


def write_year(folder: Path) -> tuple[float, int]:
    """Write a year whose attentions are about 280,000; only the writing is timed."""
    number, seconds, store = 0, 0.0, Store(folder)
    for month in months(date(2011, 1, 1), date(2011, 12, 31)):
        rows = list(_month(month, Random(f"{SEED}{month}"), 10_500))
        number += len(rows)
        began = time.perf_counter()
        store.write_month("mx", month, rows, 1, "bench", secret=b"bench")
        seconds += time.perf_counter() - began
    return seconds, number


def _month(month: date, dice: Random, encounters: int) -> Iterator[FactRow]:
    for number in range(encounters):
        given = dice.choice(GIVEN)
        categories = tuple(dict.fromkeys(CATEGORY_OF[s] for s in given))
        group = dice.randrange(GROUPS)
        place = (month + timedelta(days=dice.randrange(28)), f"group-{group}", f"MX-S{group % STATES}")
        record, people = f"{month:%Y%m}{number:026x}", 0
        for line in range(dice.choice((1, 1, 2))):
            attributes = (dice.choice(NATIONALITIES), dice.choice(SEXES), dice.choice(BANDS))
            yield FactRow(record, "L", f"{line}-{dice.randrange(10**6)}", *place, *attributes, 1, given, categories)
            people += 1
        for line_name in ("in_total", "served"):
            yield FactRow(record, "T", line_name, *place, "*", "*", "*", people)


# a hundred million ------------------------------------------------------------------------------------------------


def make_large(folder: Path, rows: int) -> tuple[float, int]:
    """Make 120 months of facts in DuckDB, as the store lays them: an encounter has two lines, two T rows, an E row, parts."""
    folder.mkdir()
    began, number = time.perf_counter(), 0
    connection = quiet()
    connection.execute(f"SET temp_directory = '{folder}'")
    shares = {month: _busy(month) for month in months(FIRST, LAST)}
    for month, share in shares.items():
        encounters = max(int(rows * 2 / 9 * share / sum(shares.values())), 1)
        connection.execute(_made(month, encounters, folder / f"{month:%Y-%m}.parquet"))
    files = f"'{folder}/*.parquet'"
    number = connection.execute(f"SELECT count(*) FROM {files} WHERE row <> 'E'").fetchall()[0][0]
    return time.perf_counter() - began, number


def _busy(month: date) -> float:
    """Return how many people a month has beside others: more each year, and most in spring."""
    return (1 + (month.year - FIRST.year) / 10) * (1.25, 1.3, 1.4, 1.35, 1.2, 1, 0.9, 0.85, 0.8, 0.8, 0.75, 0.7)[month.month - 1]


def _made(month: date, encounters: int, path: Path) -> str:
    """Return the statement that writes one month; hash() is the dice, so that every run makes the same."""
    kinds = f"""['L', 'L', 'T', 'T', 'E', CASE WHEN n % 2 = 0 THEN ['C', 'S', 'M', 'R', 'B', 'P'][1 + n % 12 // 2] END,
        CASE WHEN h % {ASKED_ONE_IN} = 0 THEN 'A' END]"""
    answer = f"{list(ANSWERED)}[1 + d % {len(ANSWERED)}] || ':{ASKED_ONE_IN}'"
    services = [";".join(sorted(given)) for given in GIVEN]
    categories = [";".join(sorted({CATEGORY_OF[s] for s in given})) for given in GIVEN]
    known, met, first = "row IN ('L', 'R')", "row IN ('L', 'R', 'M', 'A')", f"{month.toordinal() * 10**8}::BIGINT"
    return f"""COPY (
        WITH met AS (SELECT range AS n, (hash(range + {first}) >> 2)::BIGINT AS h FROM range({encounters})),
        kinds AS (SELECT n, h, unnest({kinds}) AS row, generate_subscripts({kinds}, 1) AS k FROM met),
        dice AS (SELECT *, (hash(h + k) >> 2)::BIGINT AS d, 1 + h % {len(GIVEN)} AS g,
            {list(BUSY)}[1 + h // 28 % {len(BUSY)}] AS busy FROM kinds WHERE row IS NOT NULL)
        SELECT md5(h::VARCHAR) AS record, n::INT AS record_no, row,
            CASE row WHEN 'T' THEN ['in_total', 'served'][k - 2] WHEN 'A' THEN {answer} WHEN 'L' THEN (d % 1000000)::VARCHAR
                ELSE '' END AS line,
            CASE row WHEN 'T' THEN ['in_total', 'served'][k - 2] WHEN 'A' THEN {answer} ELSE '' END AS tells,
            DATE '{month}' + (h % 28)::INT AS local_on, {month.year * 100 + month.month}::INT AS month,
            'group-' || busy AS "group", 'MX-S' || busy % {STATES} AS state,
            CASE WHEN {met} THEN {list(DRAWN)}[1 + d // 8192 % {len(DRAWN)}] ELSE '*' END AS nationality,
            CASE WHEN {known} THEN {list(SEXES)}[1 + d // 16 % {len(SEXES)}] ELSE '*' END AS sex,
            CASE WHEN {known} THEN {list(BANDS)}[1 + d // 64 % {len(BANDS)}] ELSE '*' END AS age_band,
            CASE WHEN row = 'E' THEN 1 ELSE 1 + d // 1024 % 4 END::BIGINT AS people,
            CASE WHEN row IN ('L', 'E') THEN {services}[g] WHEN row = 'S' THEN 'WATER' ELSE '' END AS services,
            CASE WHEN row IN ('L', 'E', 'R') THEN {categories}[g] WHEN row = 'C' THEN 'SOCIAL' ELSE '' END AS categories,
            false AS aggregate, (d // 4096 % 256)::SMALLINT AS "key"
        FROM dice ORDER BY {", ".join(f'"{name}"' for name, _ in SORT)}
    ) TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_A_GROUP})"""


def quiet() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    return connection


def make_flat(folder: Path, flat: Path) -> tuple[float, int]:
    began = time.perf_counter()
    names = [f'"{name}"' for name in SCHEMA.names if name not in ("services", "categories", "record_no", "tells", "month")]
    lists = [f"CASE WHEN {name} = '' THEN [] ELSE string_split({name}, ';') END AS {name}" for name in ("services", "categories")]
    connection = quiet()
    connection.execute("SET preserve_insertion_order = false")
    connection.execute(
        f"COPY (SELECT {', '.join(names + lists)} FROM '{folder}/*.parquet' WHERE row <> 'E') TO '{flat}' (COMPRESSION zstd)"
    )
    return time.perf_counter() - began, 0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
