"""What help counts for, worked by hand."""

from __future__ import annotations

import random

from vereda.demo.figures import Gift
from vereda.demo.help import Help, attentions, helped

CATEGORIES = {"WATER": "SOCIAL", "FOOD": "SOCIAL", "RIGHTS": "ORIENT", "FIRST_AID": "INJURED", "MEDICINE": "SOCIAL"}


def count(given: Help, people: int) -> dict[str, int]:
    return dict(attentions(given, people, CATEGORIES.get))


def test_water_and_food_are_one_attention_a_person():
    assert count(Help(everybody=["WATER", "FOOD", "RIGHTS"]), 5) == {"SOCIAL": 5, "ORIENT": 5}


def test_what_one_person_got_adds_only_what_the_others_did_not_get():
    assert count(Help(everybody=["WATER"], own={2: ["FIRST_AID", "FOOD"]}), 5) == {"SOCIAL": 5, "INJURED": 1}


def test_of_several_services_to_parts_the_largest_part_counts():
    assert count(Help(parts={"FOOD": 3, "MEDICINE": 2, "FIRST_AID": 1}), 9) == {"SOCIAL": 3, "INJURED": 1}
    assert count(Help(everybody=["WATER"], parts={"FOOD": 3}), 9) == {"SOCIAL": 9}


def test_a_gift_is_for_everybody_or_for_one_and_in_a_large_meeting_only_counted():
    always = [Gift(chance=1, services={"WATER": 1}), Gift(chance=1, services={"FIRST_AID": 1}, to="one")]
    small, large = helped(always, 4, random.Random(1)), helped(always, 40, random.Random(1))
    assert small.everybody == large.everybody == ["WATER"]
    assert [sum(len(codes) for codes in small.own.values()), small.parts] == [1, {}]
    assert [large.own, large.parts] == [{}, {"FIRST_AID": 1}]


def test_no_service_is_given_twice_in_a_meeting():
    gifts = [Gift(chance=1, services={"WATER": 1}), Gift(chance=1, services={"WATER": 1}, to="one")]
    given = helped(gifts, 4, random.Random(1))
    assert [given.everybody, given.parts, [code for codes in given.own.values() for code in codes]] == [["WATER"], {}, []]
