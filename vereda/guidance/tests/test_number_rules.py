"""Whether a number may be given: source read, named reviewer, rung in 90 days by somebody else, answered. Without a database."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest

from vereda.countries.door import Hotline
from vereda.guidance.entries.number import NumberCorrected, NumberRung
from vereda.guidance.rules import number as rules
from vereda.guidance.tests.test_text_rules import ON, entry
from vereda.guidance.words import NumberLacks
from vereda.logbook.rules.fold import fold_all

DAY = timedelta(days=1)


def row(**changed) -> Hotline:
    usual = {
        "code": "uno", "country": "MX", "number": "55 5000 0100", "international": "+52 55 5000 0100", "name": "Uno",
        "organisation": "Uno", "kind": "human_rights", "covers": "all", "hours": "24h", "status": "source_read", "source": "x",
    }  # fmt: skip
    return Hotline.model_validate({**usual, **changed})


SIGNED = {"reviewed_by": "Ana", "reviewed_on": ON, "rung_on": ON}


def corrected(number: str = "55 5000 0200", read_on: date = ON) -> NumberCorrected:
    return NumberCorrected(hotline="uno", number=number, hours="9-15", source="https://example.org", source_read_on=read_on)


def rung(number: str = "55 5000 0200", *, answered: bool = True) -> NumberRung:
    return NumberRung(hotline="uno", number=number, answered=answered, reviewer="Ana", office="PC")


def state(*entries):
    return fold_all(list(entries), rules.start, rules.step).state


@pytest.mark.parametrize(
    ("changed", "lacks"),
    [
        (SIGNED, ()),
        ({}, (NumberLacks.REVIEWER, NumberLacks.RUNG)),
        ({**SIGNED, "status": "unsourced"}, (NumberLacks.SOURCE,)),
        ({**SIGNED, "rung_on": ON - 91 * DAY}, (NumberLacks.RUNG,)),
        ({**SIGNED, "rung_on": ON - 90 * DAY}, ()),
        ({**SIGNED, "reviewed_on": ON - 366 * DAY}, (NumberLacks.REVIEWER,)),
    ],
)
def test_a_number_of_the_pack(changed, lacks):
    assert rules.as_it_stands(row(**changed), None, ON).lacks == lacks


def test_a_corrected_number_is_given_when_another_person_rang_it():
    alone = state(entry(1, corrected()))
    told = rules.as_it_stands(row(**SIGNED), alone, ON)
    assert (told.number, told.international, told.hours) == ("55 5000 0200", "", "9-15")
    assert told.lacks == (NumberLacks.REVIEWER, NumberLacks.RUNG), "what the pack says was said of the old number"
    own = state(entry(1, corrected()), entry(2, rung(), "paola", seen=(1,)))
    assert rules.as_it_stands(row(), own, ON).lacks == (NumberLacks.REVIEWER, NumberLacks.RUNG)
    other = state(entry(1, corrected()), entry(2, rung(), "hector", seen=(1,)))
    assert rules.as_it_stands(row(), other, ON).lacks == ()
    assert rules.as_it_stands(row(), other, ON + 91 * DAY).lacks == (NumberLacks.RUNG,)
    assert rules.as_it_stands(row(), other, ON + 366 * DAY).lacks == (NumberLacks.SOURCE, NumberLacks.REVIEWER, NumberLacks.RUNG)


def test_what_was_rung_of_the_number_before_says_nothing_of_the_new_one():
    told = state(entry(1, rung("55 5000 0100"), "hector"), entry(2, corrected(), seen=(1,)))
    assert NumberLacks.RUNG in rules.as_it_stands(row(), told, ON).lacks


def test_a_number_that_comes_back_or_is_changed_in_anything_is_rung_anew():
    """Who rang it before knew nothing of that: one person alone puts no older number back, and no other hours beside it."""
    before = [
        entry(1, corrected()),
        entry(2, rung(), "hector", seen=(1,)),
        entry(3, corrected("55 5000 0300"), "rafael", seen=(2,)),
        entry(4, rung("55 5000 0300"), "hector", seen=(3,)),
    ]
    for seen in ((4,), (), (1,)):  # whatever a form says that its author had before him
        back = state(*before, entry(5, corrected(), "rafael", seen=seen))
        told = rules.as_it_stands(row(), back, ON)
        assert (told.number, told.lacks) == ("55 5000 0200", (NumberLacks.REVIEWER, NumberLacks.RUNG)), seen
    again = state(*before, entry(5, corrected(), "rafael", seen=(4,)), entry(6, rung(), "hector", seen=(5,)))
    assert rules.as_it_stands(row(), again, ON).lacks == ()
    abroad = corrected().model_copy(update={"international": "+52 55 5000 0999"})
    beside = state(*before[:2], entry(3, abroad, "rafael", seen=(2,)))
    assert rules.as_it_stands(row(), beside, ON).lacks == (NumberLacks.REVIEWER, NumberLacks.RUNG)


def test_what_is_dialled_is_the_last_number_that_two_persons_stand_for():
    def dialled(*entries):
        told = rules.dialled(row(**SIGNED), state(*entries), ON)
        return told.number, bool(told.lacks)

    first = [entry(1, corrected(), "paola")]
    assert rules.dialled(row(**SIGNED), None, ON).lacks == ()
    assert dialled(*first) == ("55 5000 0100", True), "that of the pack, with the band: it may be wrong"
    assert dialled(*first, entry(2, rung(), "paola", seen=(1,))) == ("55 5000 0100", True)
    assert dialled(*first, entry(2, rung(answered=False), "hector", seen=(1,))) == ("55 5000 0100", True)
    second = [*first, entry(2, rung(), "hector", seen=(1,))]
    assert dialled(*second) == ("55 5000 0200", False)
    third = [*second, entry(3, corrected("55 5000 0300"), "rafael", seen=(2,))]
    assert dialled(*third) == ("55 5000 0200", True)
    assert dialled(*third, entry(4, rung("55 5000 0300"), "paola", seen=(3,))) == ("55 5000 0300", False)
    assert dialled(*third, entry(4, rung("55 5000 0200"), "paola", seen=(3,))) == ("55 5000 0200", True)


def test_a_number_that_did_not_answer_is_given_no_more_until_it_does():
    dead = state(entry(1, rung("55 5000 0100", answered=False), "hector"))
    assert rules.as_it_stands(row(**SIGNED), dead, ON).lacks == (NumberLacks.UNANSWERED,)
    back = state(entry(1, rung("55 5000 0100", answered=False), "hector"), entry(2, rung("55 5000 0100"), "hector", seen=(1,)))
    assert rules.as_it_stands(row(**SIGNED), back, ON).lacks == ()


def test_an_unsourced_number_stays_unsourced_however_often_it_is_rung():
    told = state(entry(1, rung("55 5000 0100"), "hector"))
    assert rules.as_it_stands(row(status="unsourced"), told, ON).lacks == (NumberLacks.SOURCE,)


def test_any_order_of_arrival_gives_the_same():
    entries = [
        entry(1, corrected()),
        entry(2, corrected("55 5000 0300"), "rafael"),
        entry(3, rung("55 5000 0300"), "hector", seen=(2,)),
        entry(4, rung("55 5000 0300", answered=False), "hector", seen=(3,)),
    ]
    states = [fold_all(list(order), rules.start, rules.step).state for order in permutations(entries)]
    assert all(one == states[0] for one in states)
