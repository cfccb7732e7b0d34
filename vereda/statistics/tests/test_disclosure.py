"""What leaves the house: against the library on rows of persons, and what must hold of every table."""

from __future__ import annotations

from collections import Counter
from itertools import product
from random import Random

import pandas as pd
import pytest
from cell_key_perturbation.create_perturbed_table import create_perturbed_table
from cell_key_perturbation.utils.generate_test_ptable import generate_ptable_10_5_rule

from vereda.statistics.disclosure import (
    Cell,
    DisclosureRules,
    Drawn,
    Protected,
    drawn_again,
    held,
    noise_table,
    noise_table_hash,
    perturbed,
    protect,
    protect_together,
    revised,
)

T = "TOTAL"
AS_THE_LIBRARY = DisclosureRules(room=0)  # nothing more withheld than what is small


def table(counts: dict[tuple[str, ...], int], seed: int = 1) -> list[Cell]:
    """Return cells and all margins; keys are drawn cell by cell and added."""
    dice, sums = Random(seed), dict[tuple[str, ...], tuple[int, int]]()
    for codes, count in counts.items():
        key = dice.randrange(256) if count else 0
        for kept in product(*((code, T) for code in codes)):
            before = sums.get(kept, (0, 0))
            sums[kept] = before[0] + count, before[1] + key
    return [Cell(codes, count, key % 256) for codes, (count, key) in sums.items()]


def printed(cells: list[Cell], rules: DisclosureRules | None = None) -> dict[tuple[str, ...], int | None]:
    return {one.codes: one.value for one in protect(cells, rules=rules or DisclosureRules())}


def ptable() -> pd.DataFrame:
    """Return our table as the library takes it."""
    rows = [(count, key, value) for count, row in enumerate(noise_table()) for key, value in enumerate(row) if count]
    return pd.DataFrame(rows, columns=["pcv", "ckey", "pvalue"])


# noise -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_it_is_what_the_library_makes_of_rows_of_persons(seed: int):
    dice = Random(seed)
    sizes = {(a, b): dice.choice([1, 4, 9, 10, 11, 37, 160, 749, 752, 1203]) for a, b in product("pqr", "xyz")}
    persons = [(a, b, dice.randrange(256)) for (a, b), size in sizes.items() for _ in range(size)]
    micro = pd.DataFrame(persons, columns=["a", "b", "record_key"])
    made = create_perturbed_table(micro, ptable(), [], ["a", "b"], "record_key", threshold=10)
    cells = [Cell((a, b), size, sum(k for *at, k in persons if at == [a, b]) % 256) for (a, b), size in sizes.items()]
    wanted = {
        (one.a, one.b): None if pd.isna(one.count_) else one.count_
        for one in made.rename(columns={"count": "count_"}).itertuples()
    }
    assert printed(cells, AS_THE_LIBRARY) == wanted
    assert {None} < set(wanted.values())


def test_under_ten_and_at_fives_the_p_table_is_the_librarys_own():
    library = generate_ptable_10_5_rule()
    same = library[(library.pcv < 10) | (library.pcv % 5 == 0)]
    ours = noise_table()
    assert all(ours[count][key] == value for count, key, value in same.itertuples(index=False))
    assert len(same) > 40_000


def test_noise_is_less_than_five_and_on_the_average_none():
    for count in range(10, 751):
        row = noise_table()[count]
        assert max(map(abs, row)) < 5
        assert abs(sum(row)) <= 256 * 5 * 0.002  # 256 keys do not part by five
        assert {(count + one) % 5 for one in row} == {0}


def test_the_same_members_have_the_same_noise_wherever_they_stand():
    assert perturbed(12, 300) == perturbed(12, 300 - 256)
    assert {perturbed(12, key) for key in range(256)} == {10, 15}


def test_the_hash_tells_another_secret_and_no_secret():
    first, second = noise_table_hash(b"a secret"), noise_table_hash(b"another")
    assert first == noise_table_hash(b"a secret") != second
    assert len(first) == 64
    assert b"a secret".hex() not in first


# tables ----------------------------------------------------------------------------------------------------------


def test_nothing_printed_is_small_or_no_multiple_of_five():
    dice = Random(4)
    cells = table({codes: int(dice.paretovariate(0.5)) - 1 for codes in product("abcd", "vwxyz")})
    out = protect(cells)
    assert [one.codes for one in out] == [cell.codes for cell in cells]
    assert all(one.value >= 10 and one.value % 5 == 0 for one in out if one.value is not None)
    assert all((one.value is None) == (one.why is not None) for one in out)
    assert all(one.value is None for one, cell in zip(out, cells, strict=True) if cell.count < 10)
    assert set(Protected.__slots__) == {"codes", "value", "why"}


def test_nothing_and_few_look_the_same():
    none, few = (printed([Cell(("a",), count, 9), Cell(("b",), 90, 3), Cell(("c",), 80, 7)]) for count in (0, 7))
    assert none == few
    assert none[("a",)] is None


def test_what_is_sensitive_is_withheld_under_twenty():
    out = protect([Cell(("a",), 19, key, is_sensitive=True) for key in range(256)])
    assert {(one.value, one.why) for one in out} == {(None, "sensitive")}
    assert protect([Cell(("a",), 20, 1, is_sensitive=True)])[0].value == 20


def test_a_margin_has_its_own_key_and_is_no_sum_of_what_is_printed():
    values = [printed(table({("a",): 41, ("b",): 52, ("c",): 63}, seed)) for seed in range(40)]
    differences = Counter(one[(T,)] - sum(value for codes, value in one.items() if codes != (T,)) for one in values)
    assert len(differences) > 1
    assert {one[(T,)] for one in values} == {155, 160}


@pytest.mark.parametrize(
    ("counts", "withheld"),
    [
        ([3, 60, 90, 200], "ab"),  # one alone: the total less the others would tell it
        ([1, 2, 90, 60], "abd"),  # few together
        ([0, 0, 0, 60, 90], "abcd"),  # nobody together
        ([9, 9, 60, 90], "abc"),  # as many as small cells can hold
        ([5, 6, 60, 90], "ab"),  # each of the two can be many numbers
    ],
)
def test_more_is_withheld_until_each_withheld_cell_can_be_eight_numbers_or_more(counts: list[int], withheld: str):
    out = printed(table({(name,): count for name, count in zip("abcde", counts, strict=False)}))
    assert {codes[0] for codes, value in out.items() if value is None} == set(withheld)


def test_what_one_table_withholds_no_other_prints():
    by_group = table({("a",): 3, ("b",): 60, ("c",): 90})
    by_sex = table({("F", "a"): 1, ("M", "a"): 2, ("F", "b"): 20, ("M", "b"): 40, ("F", "c"): 45, ("M", "c"): 45})
    keys = {cell.codes[0]: cell.key for cell in by_group}  # one cell has one key
    by_sex = [Cell(cell.codes, cell.count, keys[cell.codes[1]] if cell.codes[0] == T else cell.key) for cell in by_sex]
    without_total = [cell for cell in by_sex if cell.codes[1] != T]  # so that nothing in it speaks against printing b
    outs = protect_together([Drawn(("group",), by_group), Drawn(("sex", "group"), without_total)])
    assert printed(without_total)[T, "b"] == 60
    assert {one.codes: one.value for one in outs[1]}[T, "b"] is None
    assert {one.codes: one.value for one in outs[0]}[("b",)] is None


def test_what_earlier_editions_printed_stays_and_the_rest_is_withheld_instead():
    cells = table({("jan",): 3, ("feb",): 60, ("mar",): 90})
    drawn = Drawn(("month",), cells)
    standing = {drawn.place(codes): Protected(codes, value) for codes, value in {("feb",): 60, ("mar",): 90}.items()}
    (out,) = protect_together([drawn], standing=standing)
    assert {one.codes: one.value for one in out} == {("jan",): None, ("feb",): 60, ("mar",): 90, (T,): None}


# revisions -------------------------------------------------------------------------------------------------------


def test_a_revision_draws_again_only_what_changed_by_three_members_or_more():
    before = table({("a",): 41, ("b",): 52, ("c",): 63, ("d",): 74})
    out = protect(before)
    changed = {("b",): (54, 17), ("c",): (66, 18), ("d",): (74, 19)}  # two more, three more, one out and one in
    after = [Cell(cell.codes, *changed.get(cell.codes, (cell.count, cell.key))) for cell in before]
    again = {one.codes: one.value for one in revised(before, out, after)}
    first = {one.codes: one.value for one in out}
    assert {codes for codes in first if again[codes] != first[codes]} <= {("c",)}
    assert again[("c",)] == perturbed(66, 18)
    assert [cell.codes for cell, then in zip(before, after, strict=True) if drawn_again(cell, then)] == [("c",)]


def test_small_changes_add_up_from_the_last_drawing():
    drawn, one_more, three_more = Cell(("a",), 40, 7), Cell(("a",), 41, 9), Cell(("a",), 43, 11)
    assert held(drawn, one_more)
    assert held(one_more, three_more)
    assert not held(drawn, three_more)


def test_a_revision_of_the_same_cells_is_the_same_to_the_digit():
    dice = Random(6)
    cells = table({codes: int(dice.paretovariate(0.5)) - 1 for codes in product("abcd", "vwxyz")})
    out = protect(cells)
    assert revised(cells, out, cells) == out


def test_an_empty_table_is_empty():
    assert protect([]) == [] == revised([], [], [])
