"""A programme in every order of arrival; what two officers wrote apart; what stands first."""

from __future__ import annotations

from itertools import permutations

from vereda.logbook.rules.fields import conflicts
from vereda.logbook.tests.pens import Pen
from vereda.programme import entries as of
from vereda.programme.rules.told import told
from vereda.programme.tests.made import LATER, SUBJECT, YEAR, begun, programme, spent, state, value, written
from vereda.programme.words import Level, Thing


def test_every_order_of_arrival_ends_alike_and_twice_is_once():
    entries = written([*begun()[-4:], value(20), spent("10")])
    whole = state(entries)
    assert all(state(list(order)) == whole for order in list(permutations(entries))[::97])
    assert state([*entries, *entries]) == whole


def test_two_officers_who_write_one_value_apart_differ_and_the_later_one_who_saw_it_replaces():
    first, second = Pen("desk-1"), Pen("desk-2")
    entries = written(begun(), first)
    second.learn(first)
    entries += written([value(20)], first) + written([value(25)], second)
    fields = state(entries)["fields"]
    assert [one.field for one in conflicts(str(SUBJECT), fields)] == ["value:I-1:mx:2025-01-01:2025-03-31"]
    first.learn(second)
    fields = state(entries + written([value(30)], first))["fields"]
    assert not list(conflicts(str(SUBJECT), fields))
    found = told(fields)
    assert found
    assert [one.value for one in found.values.values()] == [30]


def test_officers_who_write_different_things_never_differ_and_costs_are_added():
    first, second = Pen("desk-1"), Pen("desk-2")
    entries = written(begun(), first)
    second.learn(first)
    worded = of.IndicatorWorded(indicator="I-1", from_on=YEAR[1], text=LATER)
    entries += written([spent("10"), worded], first) + written([spent("10"), value(20)], second)
    fields = state(entries)["fields"]
    assert not list(conflicts(str(SUBJECT), fields))
    found = told(fields)
    assert found
    assert [one.amount for one in found.spent.values()] == [10, 10]


def test_a_phase_is_closed_once_the_second_closing_is_a_difference_and_changes_nothing():
    figures = [of.Figure(indicator="I-1", from_on=YEAR[0], until_on=YEAR[1], value=20)]  # type: ignore[arg-type]  # as JSON
    closed = of.PhaseClosed(phase="1", closed_on=YEAR[1], figures=figures)
    fields = state(written([*begun(), closed, of.PhaseClosed(phase="1", closed_on=YEAR[1])]))["fields"]
    found = told(fields)
    assert found
    assert found.phases[0].closed == closed
    assert [one.field for one in conflicts(str(SUBJECT), fields)] == ["!closed:1"]


def test_what_was_taken_back_is_not_read_any_more():
    entries = written([*begun(), value(20), spent("10")])
    names = [one for one in state(entries)["fields"] if one.startswith(("value:", "spent:"))]
    pen = Pen("desk-9")
    back = [of.Withdrawn(thing=Thing(name.partition(":")[0]), which=name, why="Era de otro") for name in names]
    found = told(state(entries + written(back, pen))["fields"])
    assert found
    assert not found.values
    assert not found.spent


def test_a_framework_is_a_tree_and_a_circle_of_parents_loses_no_result():
    text = begun()[4]
    assert isinstance(text, of.ResultSet)
    made = [
        of.ResultSet(result="M", level=Level.GOAL, text=text.text),
        of.ResultSet(result="E1", level=Level.OUTCOME, parent="M", text=text.text),
        of.ResultSet(result="P1", level=Level.OUTPUT, parent="E1", text=text.text),
        of.ResultSet(result="X", level=Level.OUTPUT, parent="Y", text=text.text),
        of.ResultSet(result="Y", level=Level.OUTPUT, parent="X", text=text.text),
    ]
    assert [one.result for one in programme(*made).results] == ["M", "E1", "P1", "X", "Y"]


def test_a_programme_of_which_only_later_facts_arrived_is_not_there_yet():
    assert told(state(written([value(20)]))["fields"]) is None
