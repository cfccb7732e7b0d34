"""Cubes against the bulletin: any question over any encounters is answered alike, and again after a month was written anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from vereda.logbook.schema import FactRow
from vereda.statistics import cubes
from vereda.statistics.bulletin import ask
from vereda.statistics.cubes import cube_of, sums_of, view_of
from vereda.statistics.numbers import Numbers
from vereda.statistics.reading import facts_in
from vereda.statistics.rules import Question, add_up
from vereda.statistics.store import Store
from vereda.statistics.table import made
from vereda.statistics.tests.worlds import CATALOGUE, FEBRUARY, JANUARY, MARCH, SECRET, encounters, once, row, write
from vereda.statistics.words import By, Count

SPANS = (
    (JANUARY, date(2024, 3, 31)),
    (FEBRUARY, date(2024, 2, 29)),
    (date(2024, 1, 10), date(2024, 2, 14)),
    (date(2024, 3, 5), date(2024, 3, 5)),
    (date(2024, 5, 1), date(2024, 5, 31)),
)
BYS = ((), ("category",), ("service",), ("category", "service"), *((str(by),) for by in By if by not in ("category", "service")))
BYS += (("month", "category"), ("state", "nationality"), ("nationality", "sex"), ("group", "service"), ("nationality", "service"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("facts"))
    for month in (JANUARY, FEBRUARY, MARCH):
        write(store, month, 1)
    return store


def paths(store: Store) -> list[Path]:
    return store.paths("mx", [JANUARY, FEBRUARY, MARCH])


def test_every_question_of_a_dashboard_is_answered_as_by_the_bulletin(folder):
    by_cube = 0
    for number, (by, count) in enumerate(product(BYS, Count)):
        question = Question("mx", *SPANS[number % len(SPANS)], by, count, outside=number % 2 == 0)
        found = sums_of(question, paths(folder))
        if found is None:
            assert view_of(question) is None
            continue
        by_cube += 1
        facts = ask(question, facts_in(paths(folder)), CATALOGUE)
        table = made(add_up(found, question, CATALOGUE), question, CATALOGUE, as_of_block=0, as_of_on=None, lang="es")
        assert table == facts, question
    assert by_cube > len(BYS)


def test_numbers_of_a_page_are_those_of_the_bulletin_also_of_one_group(folder):
    numbers = Numbers(CATALOGUE, paths(folder), 7, None)
    for groups, by, count in (
        (None, ["nationality"], "people"),
        (["nogales"], ["nationality", "sex"], "people"),
        (["nogales"], ["service"], "services"),
    ):
        within = replace(numbers, groups=tuple(groups) if groups else None)
        facts = facts_in(paths(folder))
        facts = facts if groups is None else facts.filter(facts.group.isin(groups))
        question = Question("mx", *SPANS[2], tuple(by), Count(count))
        assert within.table(*SPANS[2], by, count).rows == ask(question, facts, CATALOGUE).rows
    assert numbers.table(*SPANS[0], ["month"], "people").total > 0


def test_nothing_counted_is_answered_too():
    numbers = Numbers(CATALOGUE, [], 0, None)
    assert numbers.table(*SPANS[0], ["nationality"], "people").rows == ()


def test_a_month_that_was_written_again_has_another_cube_and_the_others_keep_theirs(tmp_path, monkeypatch):
    store = Store(tmp_path)
    for month in (JANUARY, FEBRUARY):
        write(store, month, 1)
    numbers = Numbers(CATALOGUE, store.paths("mx", [JANUARY, FEBRUARY]), 1, None)
    before = numbers.table(JANUARY, date(2024, 2, 29), ["month"], "people").rows
    made = []
    monkeypatch.setattr(cubes, "made", lambda path, make=cubes.made: made.append(path.stem) or make(path))
    store.write_month("mx", FEBRUARY, [*encounters(FEBRUARY, 1), *_late()], 2, "pack", secret=SECRET)
    after = numbers.table(JANUARY, date(2024, 2, 29), ["month"], "people").rows
    assert made == ["2024-02"]
    assert after == (before[0], (("2024-02",), before[1][1] + 3))
    write(store, FEBRUARY, 1)
    assert numbers.table(JANUARY, date(2024, 2, 29), ["month"], "people").rows == before


def _late() -> list[FactRow]:
    return [row("L", 3, record="late", line="1", on=date(2024, 2, 9)), *once("late", 0, 3, on=date(2024, 2, 9))]


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"PAR1 half"), Path.unlink])
def test_another_process_reads_the_cube_and_makes_one_that_is_spoilt_anew(tmp_path, spoil):
    store = Store(tmp_path)
    write(store, JANUARY, 1)
    [facts] = store.paths("mx", [JANUARY])
    first = cube_of(facts)
    cubes._cube.cache_clear()
    assert cube_of(facts).views == first.views, "as it was read"
    cubes._cube.cache_clear()
    kept = facts.parent / cubes.FOLDER / facts.name
    assert kept.stat().st_mode & 0o077 == 0, "exact numbers are for the owner alone"
    spoil(kept)
    assert cube_of(facts).views == first.views
    assert [one.name for one in kept.parent.iterdir()] == [facts.name]


def test_a_cube_tells_no_record_and_no_line(folder):
    [facts, *_more] = paths(folder)
    told = {name for view in cube_of(facts).views.values() for name in view.column_names}
    assert not told & {"record", "record_no", "line"}
    assert "A" not in {one for view in cube_of(facts).views.values() for one in view["row"].to_pylist()}
