"""The clock of entries never runs backwards on a node, and is not pulled along by a clock from the future."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vereda.logbook import clock

MS = st.integers(min_value=0, max_value=2**47)


@given(st.lists(MS, min_size=1, max_size=30))
def test_readings_of_a_node_grow_whatever_the_wall_clock_does(walls: list[int]) -> None:
    last, readings = "", []
    for wall in walls:
        last = clock.tick(last, wall)
        readings.append(last)
    assert readings == sorted(set(readings))


@given(MS, MS)
def test_readings_sort_as_their_instants(one: int, other: int) -> None:
    assert (clock.reading(one) < clock.reading(other)) == (one < other)


def test_the_counter_overflows_into_the_next_millisecond() -> None:
    assert clock.tick(clock.reading(1000, clock.COUNTER_MOST), 1000) == clock.reading(1001)


def test_a_reading_ten_minutes_ahead_pulls_along_and_one_further_does_not() -> None:
    now, edge = 1_700_000_000_000, 10 * 60 * 1000
    assert clock.follow("", clock.reading(now + edge), now) == clock.reading(now + edge)
    assert clock.follow("", clock.reading(now + edge + 1), now) == ""
