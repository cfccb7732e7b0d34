"""Spark against DuckDB: the same questions of the same files have the same answers, byte by byte. `make test-spark`.

Not among the tests of `make test`, which have no Spark: pytest takes this file only where it is named. One Spark for all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, combinations, cycle
from pathlib import Path

import pytest

from vereda.settings.environment import env
from vereda.statistics import asked, bulletin, cells, cubes, daily, reading
from vereda.statistics.columns import SCHEMA
from vereda.statistics.rules import Question
from vereda.statistics.sheets import csv_text, outside_csv_text
from vereda.statistics.store import Store
from vereda.statistics.tests.worlds import CATALOGUE, FEBRUARY, JANUARY, MARCH, write
from vereda.statistics.words import ATTRIBUTES, By, Count

pytestmark = pytest.mark.filterwarnings("ignore")  # what Spark and Java warn of is theirs
WHOLE = JANUARY, date(2024, 3, 31)
SOME_DAYS = date(2024, 1, 10), date(2024, 2, 14)
EVERY_BY = (
    *chain.from_iterable(combinations(map(str, By), number) for number in range(3)),
    *list(combinations(map(str, By), 3))[::14],
)
QUICK = {
    "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "PYSPARK_SUBMIT_ARGS": "--conf spark.sql.adaptive.enabled=false --conf spark.sql.codegen.wholeStage=false pyspark-shell",
    "SPARK_LOCAL_IP": "127.0.0.1",
}
"""Java and Spark make ready for long work; for a hundred short questions that takes twice as long as to answer them."""


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    os.environ.update(QUICK)
    store = Store(tmp_path_factory.mktemp("facts"))
    for month in (JANUARY, FEBRUARY, MARCH):
        write(store, month, 1)
    return store.paths("mx", [JANUARY, FEBRUARY, MARCH])


@pytest.fixture
def of_both(paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[object, object]]:
    """Give what asks DuckDB and then, by the one setting, Spark."""

    def ask[T](work: Callable[[Sequence[Path]], T]) -> tuple[T, T]:
        of_duckdb = work(paths)
        chosen = replace(env(), engine="spark")
        monkeypatch.setattr(reading, "env", lambda: chosen)
        assert reading.facts_in(paths).get_backend().name == "pyspark"
        return of_duckdb, work(paths)

    return ask


def as_csv(question: Question, paths: Sequence[Path]) -> bytes:
    table = bulletin.ask(question, reading.facts_in(paths), CATALOGUE, as_of_block=7)
    outside = outside_csv_text(table) if question.outside else ""
    return "\n".join([table.heading, csv_text(table), outside, *table.notes]).encode()


def questions() -> list[Question]:
    """Every combination of two dimensions and some of three, the units by turns; one of encounters by attribute: ten queries."""
    units, spans = cycle(Count), cycle((WHOLE, SOME_DAYS))
    made = [Question("mx", *next(spans), by, next(units), outside=number % 4 == 0) for number, by in enumerate(EVERY_BY)]
    by_record = [one for one in made if one.count == Count.ENCOUNTERS and set(one.by) & set(ATTRIBUTES)]
    made = [replace(one, count=Count.PEOPLE) if one in by_record else one for one in made]
    return [*made, Question("mx", *WHOLE, ("category", "service", "sex"), Count.ENCOUNTERS, outside=True)]


def test_bulletins_by_every_combination_of_dimensions_are_the_same_bytes(of_both):
    of_duckdb, of_spark = of_both(lambda paths: {question: as_csv(question, paths) for question in questions()})
    assert len(of_duckdb) > 40
    assert [one for one in of_duckdb if of_duckdb[one] != of_spark[one]] == []
    assert len(set(of_duckdb.values())) == len(of_duckdb), "an answer that all questions share proves nothing"


@pytest.mark.parametrize(
    ("by", "count"),
    [
        (("category", "nationality"), Count.SERVICES),
        (("month", "group", "nationality"), Count.PEOPLE),
        (("group", "category"), Count.ENCOUNTERS),
        (("nationality",), Count.ENCOUNTERS),
    ],
)
def test_cells_and_the_sums_of_their_keys_are_the_same(of_both, by, count):
    question = Question("mx", *WHOLE, by, count)
    of_duckdb, of_spark = of_both(lambda paths: cells.cells(question, reading.facts_in(paths), CATALOGUE))
    assert of_duckdb == of_spark
    assert len({cell.key for cell in of_duckdb}) > 3


def test_cubes_are_the_same_row_by_row(of_both):
    of_duckdb, of_spark = of_both(lambda paths: [cubes.made(path) for path in paths[:2]])
    assert [table.to_pylist() for table in of_duckdb] == [table.to_pylist() for table in of_spark]
    assert [table.schema.metadata for table in of_duckdb] == [table.schema.metadata for table in of_spark]
    assert all(table.num_rows > 100 for table in of_duckdb)


def test_days_and_what_individuals_are_estimated_from_are_the_same(of_both):
    def told(paths: Sequence[Path]) -> list[object]:
        facts = reading.facts_in(paths)
        return [
            asked.in_period(facts, *WHOLE),
            daily.by_day(facts, *SOME_DAYS, CATALOGUE),
            facts.aggregate(rows=facts.count(), keys=facts.key.sum(), people=facts.people.sum()).to_pyarrow().to_pylist(),
        ]

    of_duckdb, of_spark = of_both(told)
    assert of_duckdb == of_spark
    assert of_duckdb[0].rows
    assert of_duckdb[1]


def test_every_column_comes_from_spark_as_it_lies_in_the_file(of_both):
    def rows(paths: Sequence[Path]) -> list[tuple]:
        found = reading.facts_in(paths[:1]).to_pyarrow()
        assert found.schema.equals(SCHEMA)
        return sorted(tuple(one.values()) for one in found.to_pylist())

    of_duckdb, of_spark = of_both(rows)
    assert of_duckdb == of_spark
    assert of_duckdb
