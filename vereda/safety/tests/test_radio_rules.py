"""The radio's plan and log are the same in any order; that two bear one sign is seen."""

from __future__ import annotations

from itertools import permutations

from vereda.logbook.folding import read_entry
from vereda.logbook.rules.fold import fold_all
from vereda.logbook.schema import value_of
from vereda.logbook.tests.pens import Pen, subject_number
from vereda.safety.entries.radio import CallSignGiven, CallSignWithdrawn, RadioCalled, RadioCallWithdrawn
from vereda.safety.rules.radio import doubled, start, step
from vereda.safety.words import Bearer, RadioWord

SIGN, CALL = subject_number(8), subject_number(9)


def test_a_sign_that_was_corrected_and_withdrawn_is_so_in_any_order_and_twice() -> None:
    pen = Pen("desk-1")
    entries = [
        pen.write(CallSignGiven(sign="Lobo 2", bearer=Bearer.PERSON, account="ines"), SIGN),
        pen.write(CallSignGiven(sign="Lobo 3", bearer=Bearer.PERSON, account="ines"), SIGN, minutes=1),
        pen.write(CallSignWithdrawn(), SIGN, minutes=2),
    ]
    for order in permutations([*entries, entries[0]]):
        fields = fold_all([read_entry(one.raw) for one in order], start, step).state["fields"]
        assert (value_of(fields, "set")["sign"], value_of(fields, "withdrawn")) == ("Lobo 3", True)


def test_a_call_keeps_who_called_and_can_be_taken_back() -> None:
    pen = Pen("desk-1")
    entries = [
        pen.write(RadioCalled(what=RadioWord.SUPPORT, sign="Lobo 2"), CALL),
        pen.write(RadioCallWithdrawn(), CALL, minutes=1),
    ]
    for order in permutations(entries):
        fields = fold_all([read_entry(one.raw) for one in order], start, step).state["fields"]
        assert (value_of(fields, "called")[-1]["what"], value_of(fields, "withdrawn")) == ("support", True)


def test_signs_are_the_same_however_they_are_written() -> None:
    assert doubled(["Lobo 1", "lobo-1", "Lobo 2", "Base"]) == ["Lobo 1", "lobo-1"]
