"""Pairs that a run draws by chance: once, the same again, also of what it joined or would not show, and what an answer does."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from vereda.people.rules.estimates import Estimate
from vereda.people.tests.test_pairs import NOW, SAME, Office, clock, office
from vereda.people.words import LinkSays, UndoneFor

__all__ = ["clock", "office"]
pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def drawn(office: Office) -> tuple[Office, list[UUID]]:
    """Return records of which a run joined two, lets two wait, and leaves two out, and drew from all three."""
    persons = [office.person(given) for given in ("Xóchitl", "Xochil", "Ana", "Anna", "Rosa", "Rosalba")]
    assert run(office, persons).drawn == 3
    return office, persons


def run(office: Office, persons: list[UUID], a_stratum: int = 500) -> Any:  # Any: what the run left
    pairs = [(*persons[at : at + 2], weight, sure) for at, weight, sure in ((0, 12.0, True), (2, 1.0, False), (4, -4.0, False))]
    return office.hold(*pairs, review_from=-2.0, a_stratum=a_stratum)


def test_pairs_that_were_joined_and_pairs_of_little_weight_wait_among_the_others(drawn):
    from vereda.people.door import links

    office, (a, b, c, d, e, f) = drawn
    assert sorted(map(sorted, office.waiting())) == sorted(map(sorted, ((a, b), (c, d), (e, f))))
    assert links.count_waiting("mx") == 3
    assert office.of(a) == {a, b}, "joined all the same"
    held = run(office, [a, b, c, d, e, f], a_stratum=0)
    assert (held.joined, held.waiting, held.drawn, office.waiting()) == (0, 1, 0, [{c, d}])


def test_a_run_that_is_repeated_draws_the_same_and_what_was_answered_is_not_shown_again(drawn):
    from vereda.people.door import PairToReview

    office, persons = drawn
    before = list(PairToReview.objects.order_by("turn").values_list("link", "chance", "is_below", "turn"))
    office.decide(persons[4], persons[5], LinkSays.DIFFERENT)
    run(office, persons)
    assert list(PairToReview.objects.order_by("turn").values_list("link", "chance", "is_below", "turn")) == before
    assert {persons[4], persons[5]} not in office.waiting()


def test_who_calls_two_what_was_joined_without_seeing_that_it_was_asks_for_another_look(drawn):
    from vereda.people.door import links, undo_link

    office, (a, b, *_rest) = drawn
    done = office.decide(a, b, LinkSays.DIFFERENT, known=[])
    assert [one.why for one in links.odd("mx")] == ["split"], "neither the program's word stands nor the person's"
    assert [word[6] for word in links.link(a, b).words] == [None, None], "and none was taken back"
    assert office.of(a) == {a}, "meanwhile they are not put together"
    assert {a, b} not in office.waiting()
    office.decide(a, b, SAME, by="adriana")
    assert (office.of(a), links.odd("mx")) == ({a, b}, [])
    undo_link(done.subject, [UUID(links.link(a, b).words[-1][0])], reason=UndoneFor.SLIP, by=office.by("adriana"), at=NOW)
    assert [one.why for one in links.odd("mx")] == ["split"]


def test_an_erased_record_takes_what_was_drawn_with_it(drawn):
    from vereda.people.door import PairToReview, approve_erasure, ask_erasure

    office, persons = drawn
    ask_erasure(persons[5], by=office.by("ines"), at=NOW)
    approve_erasure(persons[5], by=office.by("rafael"), at=NOW)
    assert not PairToReview.objects.filter(is_below=True).exists()


def test_the_estimate_stands_on_what_was_drawn_and_hears_a_person_against_the_program(drawn):
    from vereda.people.door import PairToReview, matching_estimate
    from vereda.people.lookups.estimated import _run, _written

    office, (a, b, c, d, e, f) = drawn
    for one, other, says in ((a, b, LinkSays.DIFFERENT), (c, d, SAME), (e, f, SAME)):
        office.decide(one, other, says, known=[])
    _records, checked = _run("mx", _written("mx", TODAY, TODAY), [])
    assert sorted(checked.is_same) == [False, True]
    assert checked.below is not None
    assert list(checked.below.said) == [1]
    found = matching_estimate("mx", TODAY, TODAY)
    assert isinstance(found, Estimate)
    assert (found.met, found.sampled, found.answered) == (6, 3, 3)
    PairToReview.objects.filter(left__in=(c, d)).update(chance=None)
    _records, checked = _run("mx", _written("mx", TODAY, TODAY), [])
    assert list(checked.is_same) == [False], "what was not drawn says nothing of the others"


def test_the_command_hands_over_also_what_it_would_show_nobody(office):
    from vereda.cli.people import _hold
    from vereda.people.door import Held

    ids = [str(office.person(given)) for given in ("Rosa", "Rosalba")]
    numbers = {"left": [0], "right": [1], "weight": [-4.0], "probability": [0.06], "expected": np.zeros(2)}
    found: Any = SimpleNamespace(**numbers, automatic=1.25, review_from=-2.0)
    assert _hold(found, ids, office.cast.reader("gabriel"), "2") == Held(joined=0, waiting=0, drawn=1)
