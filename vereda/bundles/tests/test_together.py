"""Tables of several countries: side by side by their codes, each sum to the digit, what is held back no zero."""

from __future__ import annotations

from vereda.bundles.rules.together import Added, added


def test_cells_are_added_by_their_codes_whatever_the_order_in_each_country():
    first, second = {("HN", "F"): 40, ("HN", "M"): 25}, {("HN", "M"): 10, ("HN", "F"): 15}
    assert added([first, second]) == [
        Added(("HN", "F"), (40, 15), 55, is_least=False), Added(("HN", "M"), (25, 10), 35, is_least=False),
    ]  # fmt: skip


def test_what_one_country_holds_back_or_does_not_list_makes_the_sum_a_least():
    assert added([{("a",): 5, ("b",): 0, ("c",): None}, {("a",): None, ("c",): None}]) == [
        Added(("a",), (5, None), 5, is_least=True), Added(("b",), (0, None), 0, is_least=True),
        Added(("c",), (None, None), None, is_least=True),
    ]  # fmt: skip


def test_of_one_country_a_sum_is_its_own_figure_and_of_none_there_is_no_row():
    assert added([{("a",): 5}]) == [Added(("a",), (5,), 5, is_least=False)]
    assert added([]) == []
