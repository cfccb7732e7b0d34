"""One of the years that judge the early warning; `python -m bench.warning` runs them all."""

from __future__ import annotations

from bench import warning
from bench.warned import second


def test_caravans_of_an_invented_year_are_told_in_time_and_hardly_anything_else():
    found = warning.year(second.posts(101))
    in_time = [one for one in found.told if one.days is not None and one.days <= warning.IN_TIME]
    assert len(found.told) >= 12
    assert len(in_time) >= 0.85 * len(found.told)
    assert found.false_a_quarter <= 1
