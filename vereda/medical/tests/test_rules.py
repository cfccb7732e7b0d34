"""The other rules of first aid, at each edge, and every way of a triage."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereda.medical.errors.rules import AgeOutside, ImpossibleValue, NotWhole, RuleUnknown, TriageStuck, WordNotKnown
from vereda.medical.rules import (
    altitude_note,
    child_breathing,
    cold_grade,
    cold_steps,
    coma,
    complaints,
    danger_signs,
    heat_steps,
    is_heat_stroke,
    muac,
    muac_adult,
    named_signs,
    rule,
    rules,
    shock_index,
    trends,
    triage,
    triage_steps,
)
from vereda.medical.rules.registered import TABLES
from vereda.medical.rules.signs import newborn_measured
from vereda.medical.words import Alarm, Colour, Direction, Grade, Nourished, Signs


def test_every_rule_has_an_owner_a_source_a_version_a_day_of_review_and_no_signature_yet():
    for one in rules().values():
        assert one.owner
        assert one.source
        assert one.status
        assert one.version >= 1
        assert one.review_on > date(2026, 11, 29)
        assert not one.is_signed
        assert one.label_es
        assert one.label_en
    with pytest.raises(RuleUnknown):
        rule("SOFA")


def test_every_row_of_every_table_says_how_far_it_is_verified_or_where_it_is_from():
    for path in TABLES.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                assert row.get("status") or row.get("source"), f"{path.name}: {row}"


def test_every_word_of_a_table_is_there_in_both_languages():
    for path in TABLES.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                spanish = {name[:-3] for name, said in row.items() if name.endswith("_es") and said}
                assert spanish == {name[:-3] for name, said in row.items() if name.endswith("_en") and said}


@pytest.mark.parametrize(
    ("pulse", "systolic", "age", "index", "alarm"),
    [
        (100, 100, None, "1.00", Alarm.ALARM),
        (99, 100, None, "0.99", Alarm.WATCH),
        (90, 100, None, "0.90", Alarm.WATCH),
        (89, 100, None, "0.89", Alarm.NONE),
        (138, 98, 30, "1.41", Alarm.ALARM),
        (899, 1000, None, "", None),
        (122, 100, 4, "1.22", Alarm.NONE),
        (123, 100, 6, "1.23", Alarm.ALARM),
        (100, 100, 7, "1.00", Alarm.NONE),
        (101, 100, 12, "1.01", Alarm.ALARM),
        (90, 100, 13, "0.90", Alarm.NONE),
        (91, 100, 16, "0.91", Alarm.ALARM),
        (91, 100, 17, "0.91", Alarm.WATCH),
    ],
)
def test_shock_index_at_each_edge(pulse, systolic, age, index, alarm):
    if alarm is None:
        with pytest.raises(ImpossibleValue):
            shock_index(pulse, systolic, age_years=age)
        return
    found = shock_index(pulse, systolic, age_years=age)
    assert (found.ratio, found.alarm) == (Decimal(index), alarm)


def test_an_index_that_rounds_to_the_figure_and_lies_below_it_is_no_alarm():
    found = shock_index(199, 200)
    assert (found.ratio, found.alarm) == (Decimal("1.00"), Alarm.WATCH)


def test_there_is_no_figure_for_the_smallest_and_no_index_without_pressure():
    with pytest.raises(AgeOutside):
        shock_index(120, 80, age_years=3)
    with pytest.raises(ImpossibleValue):
        shock_index(120, 0)
    with pytest.raises(NotWhole):
        shock_index(120.5, 80)  # type: ignore[arg-type]  # what a caller may hand in


@pytest.mark.parametrize(("eyes", "verbal", "motor"), list(product(range(1, 5), range(1, 6), range(1, 7))))
def test_every_coma_is_the_sum_and_eight_is_the_edge(eyes, verbal, motor):
    found = coma(eyes, verbal, motor)
    assert found.total == eyes + verbal + motor
    assert found.is_airway_at_risk == (found.total <= 8)


@pytest.mark.parametrize("parts", [("NT", 5, 6), (4, "NT", 6), (4, 5, "NT"), ("NT", "NT", "NT")])
def test_a_part_that_cannot_be_tested_leaves_no_total(parts):
    found = coma(*parts)
    assert (found.total, found.is_airway_at_risk) == (None, None)
    assert "NT" in found.written


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ((0, 5, 6), ImpossibleValue),
        ((5, 5, 6), ImpossibleValue),
        ((4, 6, 6), ImpossibleValue),
        ((4, 5, 7), ImpossibleValue),
        (("T", 5, 6), NotWhole),
        ((4, True, 6), NotWhole),
    ],
)
def test_a_part_outside_the_scale_is_asked_again(parts, error):
    with pytest.raises(error):
        coma(*parts)


@pytest.mark.parametrize(
    ("mm", "state"),
    [
        (50, Nourished.SEVERE),
        (114, Nourished.SEVERE),
        (115, Nourished.MODERATE),
        (124, Nourished.MODERATE),
        (125, Nourished.ADEQUATE),
    ],
)
@pytest.mark.parametrize("age", [6, 59])
def test_the_arm_at_each_edge(mm, state, age):
    assert muac(mm, age_months=age) == (state, False)


def test_swelling_of_both_feet_is_severe_whatever_the_arm_measures():
    assert muac(160, age_months=24, oedema=True) == (Nourished.SEVERE, True)


@pytest.mark.parametrize(("mm", "age", "error"), [(115, 5, AgeOutside), (115, 60, AgeOutside), (115, 480, AgeOutside),
    (49, 24, ImpossibleValue), (11.5, 24, NotWhole)])  # fmt: skip
def test_a_child_of_40_years_and_an_arm_in_centimetres_are_asked_again(mm, age, error):
    with pytest.raises(error):
        muac(mm, age_months=age)


@pytest.mark.parametrize(("mm", "cut", "below"), [(209, 210, True), (210, 210, False), (229, 230, True), (230, 230, False)])
def test_the_arm_in_pregnancy_by_the_protocol_that_holds(mm, cut, below):
    assert muac_adult(mm, cut_off_mm=cut) is below
    with pytest.raises(WordNotKnown):
        muac_adult(mm, cut_off_mm=220)


@pytest.mark.parametrize(("age", "figure"), [(0, 60), (1, 60), (2, 50), (11, 50), (12, 40), (59, 40)])
def test_breathing_at_each_edge_of_age_and_rate(age, figure):
    assert child_breathing(figure, age_months=age) == (True, figure)
    assert child_breathing(figure - 1, age_months=age) == (False, figure)
    with pytest.raises(AgeOutside):
        child_breathing(figure, age_months=60)


ADULT = {
    "y": Colour.GREEN,
    "nny": Colour.RED,
    "nnn": Colour.BLACK,
    "nyy": Colour.RED,
    "nynn": Colour.RED,
    "nynyn": Colour.RED,
    "nynyy": Colour.YELLOW,
}
"""Every way of START: answers in order, and where it ends."""
CHILD = {
    "y": Colour.GREEN,
    "nny": Colour.RED,
    "nnnn": Colour.BLACK,
    "nnnyy": Colour.RED,
    "nnnyn": Colour.BLACK,
    "nyy": Colour.RED,
    "nynn": Colour.RED,
    "nynyn": Colour.RED,
    "nynyy": Colour.YELLOW,
}
"""Every way of JumpSTART."""


def walked(way: str, is_child: bool):
    """Answer one question after the other, as a page does."""
    answers: dict[str, bool] = {}
    for answer in way:
        at = triage(answers, is_child=is_child)
        assert at.next
        answers[at.next.code] = answer == "y"
    return triage(answers, is_child=is_child)


def ways(is_child: bool) -> set[str]:
    """Return every way through the table, found by walking it."""
    open_, done = [""], set()
    while open_:
        way = open_.pop()
        if walked(way, is_child).colour:
            done.add(way)
        else:
            open_ += [way + "y", way + "n"]
    return done


@pytest.mark.parametrize(("expected", "is_child"), [(ADULT, False), (CHILD, True)])
def test_every_way_of_a_triage_ends_where_it_must(expected, is_child):
    assert ways(is_child) == set(expected), "no way is missing from the list above, and none is made up"
    for way, colour in expected.items():
        found = walked(way, is_child)
        assert (found.colour, found.next, len(found.path)) == (colour, None, len(way))
        assert "".join("y" if yes else "n" for _step, yes in found.path) == way
    assert found.rule == ("JUMPSTART" if is_child else "START")


def test_an_open_triage_names_the_next_question_and_nothing_else():
    found = triage({}, is_child=True)
    assert (found.colour, found.path) == (None, ())
    assert found.next
    assert found.next.code == "walks"


def test_an_answer_off_the_way_changes_nothing_and_a_step_that_is_not_there_is_said():
    assert triage({"walks": True, "breathes": False}, is_child=False).path == (("walks", True),)
    with pytest.raises(TriageStuck):
        triage({"any_pulse": True}, is_child=False)


@given(st.dictionaries(st.sampled_from(sorted(triage_steps(is_child=True))), st.booleans()))
def test_any_answers_lead_to_a_colour_or_to_a_question(answers):
    found = triage(answers, is_child=True)
    assert (found.colour is None) == (found.next is not None)


@pytest.mark.parametrize(("of", "number"), [(Signs.PREGNANCY, 9), (Signs.NEWBORN, 8)])
def test_each_danger_sign_alone_is_enough(of, number):
    assert len(named_signs(of)) == number
    for one in named_signs(of):
        assert danger_signs(of, {one.code}) == [one]
    assert danger_signs(of, ()) == []
    with pytest.raises(WordNotKnown):
        danger_signs(of, {"tired"})


@pytest.mark.parametrize(
    ("measured", "found"),
    [
        ({"respirations": 59, "temperature_c": "35.5"}, []),
        ({"respirations": 60}, ["fast_breathing"]),
        ({"temperature_c": "35.4"}, ["cold"]),
        ({"temperature_c": "37.5"}, []),
        ({"temperature_c": "37.6"}, ["fever"]),
        ({"respirations": 61, "temperature_c": "37.6"}, ["fast_breathing", "fever"]),
    ],
)
def test_a_newborn_is_measured_at_each_edge(measured, found):
    assert newborn_measured(**measured) == found
    assert set(found) <= {one.code for one in named_signs(Signs.NEWBORN)}


@pytest.mark.parametrize(
    ("warm", "awake", "is_stroke"),
    [("40.0", "C", True), ("39.9", "C", False), ("40.0", "A", False), ("41.5", "U", True), ("39.95", "V", True)],
)
def test_heat_stroke_is_heat_and_brain_together(warm, awake, is_stroke):
    assert is_heat_stroke(warm, awake) is is_stroke


@pytest.mark.parametrize(
    ("warm", "grade", "is_emergency"),
    [
        ("35.1", Grade.NONE, False),
        ("35.0", Grade.MILD, False),
        ("32.0", Grade.MILD, False),
        ("31.9", Grade.MODERATE, True),
        ("28.0", Grade.MODERATE, True),
        ("27.9", Grade.SEVERE, True),
    ],
)
def test_cold_at_each_edge(warm, grade, is_emergency):
    assert cold_grade(warm) == (grade, is_emergency)


def test_heat_is_cooled_before_it_is_moved_and_the_cold_are_not_given_up():
    assert "Primero enfríe" in heat_steps()[0].label_es
    assert [one.order for one in cold_steps()] == [1, 2, 3, 4]
    assert heat_steps()[-1].never
    assert "altos" in altitude_note()[0]


def test_what_belongs_to_a_closed_room_of_its_own_is_on_no_first_aid_form():
    there = complaints()
    assert len(there) == 56
    assert {code for code, one in there.items() if not one.on_form} == {"SEXVIOL", "TORTURE", "DEATH"}
    assert all(one.steps_es and one.flag_es and one.referral_es for one in there.values())


AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def test_a_trend_is_by_the_hour_of_measuring_and_a_value_not_measured_is_no_nought():
    later, first = AT + timedelta(minutes=30), AT
    found = {one.name: one for one in trends([(later, {"pulse": 120, "spo2": None}), (first, {"pulse": 132, "spo2": 93})])}
    assert found["pulse"].points == ((first, 132), (later, 120))
    assert (found["pulse"].change, found["pulse"].direction) == (-12, Direction.FALLS)
    assert (found["spo2"].points, found["spo2"].change, found["spo2"].direction) == (((first, 93),), None, None)


@given(
    st.lists(
        st.tuples(st.integers(0, 10_000), st.one_of(st.none(), st.integers(0, 300))), max_size=8, unique_by=lambda one: one[0]
    )
)
def test_the_order_in_which_sets_arrive_changes_no_trend(sets):
    told = [(AT + timedelta(minutes=minute), {"pulse": value}) for minute, value in sets]
    assert trends(told) == trends(reversed(told))
