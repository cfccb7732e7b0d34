"""Entries are ordered by what their authors had seen, then by clock and id: the same on every node."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vereda.logbook.rules.order import Place, heads_of, in_order, past_of


@st.composite
def graphs(draw: st.DrawFn) -> list[Place]:
    """Return up to twelve entries; each may have seen any that was made before it, or one that never arrives."""
    places: list[Place] = []
    for number in range(draw(st.integers(1, 12))):
        before = [place.id for place in places] + ["lost"]
        seen = draw(st.lists(st.sampled_from(before), unique=True, max_size=3))
        places.append(Place(f"e{number:02d}", seen, f"{draw(st.integers(0, 5)):016x}"))
    return places


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_arrival(places: list[Place], random: object) -> None:
    shuffled = list(places)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis's Random
    assert in_order(shuffled) == in_order(places)


@given(graphs())
def test_nothing_comes_before_what_its_author_had_seen(places: list[Place]) -> None:
    ordered = in_order(places)
    here = {place.id for place in places}
    for place in places:
        assert all(ordered.index(seen) < ordered.index(place.id) for seen in place.seen if seen in here)


def test_unrelated_entries_stand_by_clock_then_id() -> None:
    assert in_order([Place("b", [], "02"), Place("a", [], "02"), Place("c", [], "01")]) == ["c", "a", "b"]


def test_an_early_clock_does_not_come_before_what_it_had_seen() -> None:
    assert in_order([Place("late", [], "09"), Place("reply", ["late"], "01")]) == ["late", "reply"]


def test_a_forged_circle_still_gives_every_entry_once() -> None:
    assert in_order([Place("a", ["b"], "02"), Place("b", ["a"], "01"), Place("c", [], "03")]) == ["c", "b", "a"]


def test_past_and_heads_of_a_fork() -> None:
    edges = {"a": [], "b": ["a"], "c": ["a", "lost"], "d": ["b"]}
    assert heads_of(edges) == ["c", "d"]
    assert past_of(["d"], edges) == {"d", "b", "a"}
    assert past_of(["lost"], edges) == set()
