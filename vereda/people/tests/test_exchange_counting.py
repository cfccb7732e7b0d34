"""What the unit counts from tokens of several countries, what it tells, and what stands where no run was agreed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereda.people.exchange import counting, errors
from vereda.people.exchange.bracket import Bracket, bracket
from vereda.people.exchange.bracket import read as read_published
from vereda.people.exchange.counting import Cell, Scored
from vereda.people.exchange.unit import reach_of

NAMES = ("gt", "hn", "mx", "sv")


def scored(people_count: int, each: int, seed: int, *, found: float = 0.9, homonyms: int = 20) -> Scored:
    """Return records of so many people, met `each` times in different countries, of whom so many pairs are found.

    homonyms  pairs within each country that look as much alike as true ones; between two countries twice as many
    """
    chance = np.random.default_rng(seed)
    person = np.repeat(np.arange(people_count), each)
    country = np.concatenate([chance.permutation(4)[:each] for _ in range(people_count)])
    places = [np.flatnonzero(country == at) for at in range(4)]
    pairs = [
        (at * each + one, at * each + other)
        for at in range(people_count)
        for one in range(each)
        for other in range(one + 1, each)
        if chance.random() < found
    ]
    pairs += [tuple(chance.choice(places[at], 2, replace=False)) for at in range(4) for _ in range(homonyms)]
    pairs += [
        (chance.choice(places[at]), chance.choice(places[other]))
        for at in range(4)
        for other in range(at)
        for _ in range(2 * homonyms)
    ]
    left, right = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    nation = np.full(len(person), "HN")
    return Scored(np.array(NAMES)[country], nation, nation, np.ones(len(person)), left, right, np.full(len(pairs), 5.0))


@pytest.mark.parametrize("each", [1, 2, 3, 4])
def test_the_interval_holds_the_truth_however_often_people_are_met(each):
    inside = 0
    for seed in range(10):
        total, cells = counting.counted(scored(400, each, seed, homonyms=10), seed=seed, draws=100)
        assert cells["HN"].individuals == pytest.approx(total.individuals)
        inside += total.low <= 400 <= total.high
    assert inside >= 9


def test_homonyms_within_countries_tell_of_those_between_them():
    """With ten times as many homonyms as people who were met twice, the model's word alone would halve the count."""
    total, _ = counting.counted(scored(300, 1, 1, homonyms=300), seed=1, draws=60)
    assert total.individuals > 225
    assert total.low <= 300 <= total.high


def test_the_same_tokens_and_seed_give_the_same_numbers():
    given_ = scored(50, 2, 1)
    assert counting.counted(given_, seed=5, draws=20) == counting.counted(given_, seed=5, draws=20)


def test_records_with_rare_names_stand_for_as_much_of_a_person_as_others_do():
    whole = scored(400, 2, 3, homonyms=0)
    random_ = np.random.default_rng(3)
    silent = random_.random(800) < 0.3
    heard = ~silent[whole.left] & ~silent[whole.right]
    half = replace(
        whole, reach=np.where(silent, 0.0, 0.7), left=whole.left[heard], right=whole.right[heard], weight=whole.weight[heard]
    )
    total, _ = counting.counted(half, seed=3, draws=60)
    assert total.low <= 400 <= total.high
    nobody = counting.counted(replace(whole, reach=np.zeros(800)), seed=3, draws=20)[0]
    assert nobody.individuals == 800


def test_a_name_reaches_as_far_as_its_bearers_are_in_countries_that_send_it():
    def table(*rows: tuple[int | None, int | None]) -> pa.Table:
        given, surnames = zip(*rows, strict=True)
        columns = {"g1": pa.array(given, pa.int64()), "s1": pa.array(surnames, pa.int64())}
        return pa.table({"nationality": ["HN"] * len(rows), **columns})

    reach = reach_of({"gt": table((1, 2), (1, 2), (1, 3)), "hn": table((1, 2), (None, 3)), "mx": table((4, None))})
    assert reach.tolist() == pytest.approx([3 / 3.5, 3 / 3.5, 2 / 2.5, 3 / 3.5, 0.0, 0.0])


def test_what_is_found_is_taken_by_nationality_and_as_little_as_nothing_where_nobody_measured():
    found = counting.found_of(np.array(["HN", "HT", "ZZ", "HN"]))
    assert found[0].tolist() == found[3].tolist()
    assert found[1][1] < found[0][1], "Haitian names are heard otherwise each time"
    assert found[2].tolist() == list(counting.found_table()["*"])
    assert all(0 < low < high <= 1 for low, high in counting.found_table().values())


def test_what_one_country_has_of_its_own_is_known_apart():
    """Of 40 people in mx alone and 5 in gt alone, mx reads the 5 by taking its own away."""
    country, nation = np.array(["mx"] * 40 + ["gt"] * 5), np.full(45, "HN")
    none = np.zeros(0, np.int64)
    total, cells = counting.counted(Scored(country, nation, nation, np.ones(45), none, none, np.zeros(0)), seed=1, draws=20)
    assert total.individuals == 45
    assert cells["HN"].without == 5
    assert counting.told(total, cells).total is None


def cell(name: str, individuals: float, without: float = 50) -> Cell:
    return Cell(name, individuals, individuals * 0.9, individuals * 1.1, min(individuals, without))


def shown(*cells: Cell) -> counting.Table:
    return counting.told(cell("", sum(one.individuals for one in cells)), {one.cell: one for one in cells})


def test_no_cell_under_ten_is_told_and_none_that_the_total_gives_away():
    assert shown(cell("HN", 100), cell("GT", 60)).as_json() == {
        "total": [160, 140, 180],
        "cells": {"GT": [60, 50, 70], "HN": [100, 90, 115]},
        "hidden": 0,
    }
    two = shown(cell("HN", 100), cell("GT", 60), cell("SV", 7))
    assert set(two.cells) == {"HN"}, "one hidden cell alone would be the total less the others"
    three = shown(cell("HN", 100), cell("GT", 60), cell("SV", 4), cell("NI", 3))
    assert set(three.cells) == {"HN"}, "two that are seven together would be told as seven"
    enough = shown(cell("HN", 100), cell("GT", 60), cell("SV", 8), cell("NI", 9))
    assert set(enough.cells) == {"HN", "GT"}
    assert enough.hidden == 2
    assert shown(cell("HN", 100), cell("SV", 7)).cells == {}


def test_a_cell_that_a_country_reads_by_taking_its_own_away_is_hidden():
    table = shown(cell("HN", 100), cell("GT", 90), cell("SV", 60, without=3))
    assert set(table.cells) == {"HN"}
    both = shown(cell("HN", 100), cell("GT", 90), cell("SV", 60, without=3), cell("NI", 40, without=4))
    assert set(both.cells) == {"HN"}, "who knows both reads the seven that are left of them"


@given(st.lists(st.tuples(st.floats(0.5, 400), st.floats(0, 300)), min_size=1, max_size=12))
def test_whatever_the_cells_nothing_under_ten_is_told_or_left_over(values):
    cells = {f"C{at}": cell(f"C{at}", individuals, without) for at, (individuals, without) in enumerate(values)}
    total = cell("", sum(individuals for individuals, _ in values))
    table = counting.told(total, cells)
    assert all(
        number >= 10 and number % 5 == 0 for told in (*table.cells.values(), *filter(None, [table.total])) for number in told
    )
    assert all(low <= middle <= high for middle, low, high in table.cells.values())
    hidden = [one for name, one in cells.items() if name not in table.cells]
    assert not hidden or len(hidden) >= 2 or not table.cells
    assert not table.cells or not hidden or sum(one.individuals for one in hidden) >= 10


# The bracket -------------------------------------------------------------------------------------------------------------


def test_without_an_agreed_run_people_are_at_least_the_largest_and_at_most_the_sum():
    told = bracket(map(read_published, ("mx=11000:12000:13500", "gt=3,400", "hn=2500:2900:3300", "SV=1500")))
    assert told == Bracket(low=11000, largest=12000, summed=19800, high=21700, of="mx")


@pytest.mark.parametrize("value", ["mx", "mx=", "mx=1:2", "mx=3:2:1", "mex=5", "mx=-4", "mx=doce", "mx=1.5", "=5", "mx=²"])
def test_a_figure_that_cannot_be_read_is_named(value):
    with pytest.raises(errors.CountBracketWrong) as told:
        read_published(value)
    assert value in str(told.value)


@pytest.mark.parametrize("values", [["mx=5"], ["mx=5", "mx=6"]])
def test_a_bracket_wants_two_countries_each_once(values):
    with pytest.raises(errors.CountBracketEmpty):
        bracket(map(read_published, values))
