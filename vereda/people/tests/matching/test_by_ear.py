"""What a stranger makes of a name, and how it still meets the name."""

from __future__ import annotations

import pytest

from vereda.people.matching.names import by_ear


@pytest.mark.parametrize(
    "alike",
    [
        ("joseph", "jozef", "yosef"),
        ("jean", "yan", "gean", "shan"),
        ("toussaint", "tousen"),
        ("innocent", "enosan"),
        ("michel", "mishel"),
        ("desir", "dezi"),
        ("hernandez", "ernandes"),
    ],
)
def test_names_that_strangers_hear_alike_are_one(alike: tuple[str, ...]):
    assert len({by_ear(name) for name in alike}) == 1


@pytest.mark.parametrize(("one", "other"), [("pierre", "philippe"), ("maria", "marta"), ("jean", "joel")])
def test_others_stay_apart(one: str, other: str):
    assert by_ear(one) != by_ear(other)
