"""What is counted of the cards of a month: each card once, whatever the order; nothing of fewer than ten."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from vereda.people.rules.noted import ALL, BASE, LEAST, MOST, OTHERS, Counted, Noted, counted, packed, unpacked

KEY = b"k" * 32
RANDOM = random.Random(4)


def one(number: int, who: str = "HN", *, is_given: bool = False, carriers: int = 1) -> Noted:
    return Noted(number.to_bytes(16, "big"), who, is_given, carriers)


def many(first: int, last: int, who: str = "HN", **more: object) -> list[Noted]:
    return [one(number, who, **more) for number in range(first, last)]  # type: ignore[arg-type]  # fields of Noted


def by_nationality(rows: list[Counted]) -> dict[str, Counted]:
    return {row.nationality: row for row in rows}


def test_what_lies_together_comes_back_and_its_order_is_its_own():
    noted = [*many(0, 9), one(3, is_given=True, carriers=9), one(300, "CU")]
    for order in ([*noted], [*reversed(noted)], RANDOM.sample(noted, len(noted))):
        assert packed(order) == packed(noted)
        assert unpacked(packed(order)) == sorted(noted)


def test_every_order_of_the_same_cards_is_counted_alike():
    few = [one(1), one(1), one(2, "GT"), one(3, is_given=True)]
    assert len({str(counted(list(order), [], KEY)) for order in permutations(few)}) == 1
    noted = [*many(0, 40), *many(20, 40), *many(0, 25, "GT")]
    told = {str(counted(RANDOM.sample(noted, len(noted)), many(0, 15), KEY)) for _order in range(20)}
    assert len(told) == 1


def test_fewer_than_ten_cards_are_not_told():
    (whole,) = counted([*many(0, 9), *many(0, 9)], [], KEY)
    assert (whole.cards, whole.noted, whole.times) == (None, None, (None,) * MOST)


def test_a_card_that_is_typed_a_hundred_times_counts_four_times():
    noted = [*many(0, 20), *[one(7)] * 100]
    whole, *_rest = counted(noted, [], KEY)
    assert whole.noted in {20, 25}  # 23 of them
    assert whole.times[MOST - 1] is None


def test_nationalities_of_few_cards_stand_together_with_the_smallest_of_the_others():
    rows = by_nationality(counted([*many(0, 60), *many(60, 80, "GT"), *many(80, 83, "CU")], [], KEY))
    assert set(rows) == {ALL, "HN", OTHERS}  # three of Cuba alone would be told by what is left of the whole
    assert rows["HN"].cards == 60
    rows = by_nationality(counted([*many(0, 60), *many(60, 66, "GT"), *many(80, 86, "CU")], [], KEY))
    assert set(rows) == {ALL, "HN", OTHERS}
    rows = by_nationality(counted([*many(0, 30), *many(30, 60, "GT")], [], KEY))
    assert set(rows) == {ALL, "HN", "GT"}


def test_what_stands_together_is_never_told_by_a_difference():
    """The whole less all that is told by nationality is nothing, or the cards of at least ten."""
    for _month in range(200):
        sizes = [RANDOM.choice([0, 1, 3, 9, 10, 12, 40]) for _nationality in range(5)]
        noted = [one(100 * n + number, f"{'ABCDE'[n]}X") for n, size in enumerate(sizes) for number in range(size)]
        rows = by_nationality(counted(noted, [], KEY))
        told = {who for who in rows if who not in (ALL, OTHERS)}
        left = sum(size for n, size in enumerate(sizes) if f"{'ABCDE'[n]}X" not in told)
        assert left == 0 or left >= LEAST or not told
        assert (OTHERS in rows) == (left >= LEAST and bool(told))


def test_cards_seen_in_an_earlier_month_and_cards_given_are_counted():
    noted = [*many(0, 30), *many(30, 50, is_given=True, carriers=2)]
    whole = counted(noted, many(0, 15), KEY)[0]
    assert (whole.cards, whole.again, whole.given, whole.carriers) == (50, 15, 20, 40)
    assert whole.times[0] == 50


def test_nobody_learns_by_cards_of_their_own_whether_another_one_was_known():
    """Nine of one's own, typed as of a nationality that nobody has, and again a month later beside the one in question."""
    own, others = many(1000, 1009, "MN"), many(0, 60)
    month = [*own, one(7, "MN"), *many(100, 140)]
    known, new = (counted(month, [*own, *before], KEY) for before in (others, [other for other in others if other != one(7)]))
    assert by_nationality(known)["MN"] == by_nationality(new)["MN"]
    assert {row.again for row in known[1:]} == {None}


def test_a_count_is_rounded_to_five_and_right_on_the_average():
    told = []
    for number in range(400):
        whole, alone = counted(many(0, 23), [], number.to_bytes(32, "big"))
        assert whole.cards in {20, 25}
        assert whole.cards == whole.noted == whole.times[0] == alone.cards  # a second draw of the same would tell more
        told.append(whole.cards)
    assert sum(told) / len(told) == pytest.approx(23, abs=0.4)


def test_a_rounding_is_drawn_anew_when_a_card_comes_to_it():
    """Else whoever adds a card of their own at a time would see where the count turns."""
    some = {counted([*many(0, 21), one(1000 + number)], [], KEY)[0].cards for number in range(60)}
    assert some == {20, 25}


def test_what_is_kept_comes_back():
    for row in counted(many(0, 30), many(0, 12), KEY):
        assert Counted.of(row.to_json()) == row
    assert BASE == 5
