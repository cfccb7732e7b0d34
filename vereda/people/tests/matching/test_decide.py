"""How groups of records grow, and what keeps them from growing."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from vereda.people.matching.decide import MOST, Pairs, grown
from vereda.people.matching.form import TOKENS


def pairs(*rows: tuple[int, int, float] | tuple[int, int, float, int]) -> Pairs:
    left, right, weight, against = zip(*((*row, 0)[:4] for row in rows), strict=True)
    return Pairs(np.array(left, np.int32), np.array(right, np.int32), np.array(weight, float), np.array(against, np.int32))


def groups(records: int, scored: Pairs, least: float = 1.0) -> list[set[int]]:
    named = grown(records, scored, least=-2.0).groups(least)
    return sorted(({at for at in range(records) if named[at] == name} for name in set(named.tolist())), key=min)


def test_what_agrees_comes_together():
    assert groups(4, pairs((0, 1, 9.0), (1, 2, 8.0), (0, 2, 7.0))) == [{0, 1, 2}, {3}]


def test_one_weak_link_does_not_chain_two_groups():
    inside = [(0, 1, 12.0), (0, 2, 12.0), (1, 2, 12.0), (3, 4, 12.0), (3, 5, 12.0), (4, 5, 12.0)]
    assert groups(6, pairs(*inside, (2, 3, 4.0))) == [{0, 1, 2}, {3, 4, 5}]


def test_a_contradiction_keeps_groups_apart_also_through_a_third():
    assert groups(3, pairs((0, 1, 9.0), (1, 2, 9.0), (0, 2, 9.0, 1))) in ([{0, 1}, {2}], [{0}, {1, 2}])


def test_groups_are_parted_until_nothing_in_them_contradicts(monkeypatch: pytest.MonkeyPatch):
    """Each time the groups are made, one more pair that nothing brought together turns out to contradict."""
    linking = import_module("vereda.people.matching.link")  # the folder's door has a function of that name
    asked: list[int] = []

    def against(_table: pa.Table, left: np.ndarray, _right: np.ndarray, **_how: object) -> np.ndarray:
        asked.append(len(left))
        return np.arange(len(left)) == 0

    monkeypatch.setattr(linking, "against", against)
    records, scored = pa.table({"record": range(7)}), pairs(*((0, at, 20.0 - at) for at in range(1, 7)))
    settled = linking._settled(records, scored, threads=1, memory="1GB", form=TOKENS)
    assert len(asked) > 5
    assert not linking.unscored(scored, settled)[0].size


def test_no_group_passes_the_limit():
    many = MOST + 5
    every = [(one, other, 10.0) for one in range(many) for other in range(one + 1, many)]
    assert max(map(len, groups(many, pairs(*every)))) <= MOST


def test_nothing_to_join_leaves_everybody_alone():
    empty = Pairs(*(np.array([], kind) for kind in (np.int32, np.int32, np.float64, np.int32)))
    assert groups(3, empty) == [{0}, {1}, {2}]


@settings(max_examples=60)
@given(some.lists(some.tuples(some.integers(0, 11), some.integers(0, 11), some.floats(-6, 20), some.booleans()), max_size=60))
def test_any_pairs_give_groups_without_contradiction_and_higher_thresholds_only_part_them(
    rows: list[tuple[int, int, float, bool]],
):
    unique = {(min(a, b), max(a, b)): (weight, int(bad)) for a, b, weight, bad in rows if a != b}
    if not unique:
        return
    made = grown(12, pairs(*((a, b, weight, bad) for (a, b), (weight, bad) in unique.items())), least=-2.0)
    low, high = made.groups(-2.0), made.groups(3.0)
    assert all(low[a] != low[b] for (a, b), (_, bad) in unique.items() if bad)
    assert all(low[a] == low[b] for a in range(12) for b in range(12) if high[a] == high[b])
