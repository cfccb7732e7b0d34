"""Contradictions that were really printed."""

from __future__ import annotations

from datetime import date

from vereda.statistics.checks import Contradiction, contradictions, falls, found_more_than_missed

# 1 January to 19 December 2021: the printed total is the sum.
YEAR_2021 = {"RESCUE": 2432, "INJURED": 32, "LOCATED": 10, "SOCIAL": 139391, "ORIENT": 21592, "LEGAL": 12}


def test_parts_that_sum_to_the_total_are_no_contradiction():
    assert contradictions(YEAR_2021, 163_469) == []


def test_agents_of_2009_do_not_sum():
    assert contradictions({"NORTH": 112, "SOUTH": 52}, 144) == [Contradiction("total", "TOTAL", 164, 144)]


def test_orientations_of_2021_fall_within_the_year():
    series = [(date(2021, 12, 19), 21592), (date(2021, 1, 31), 2661), (date(2021, 10, 10), 22557)]
    assert falls(series, "ORIENT") == [Contradiction("falls", "ORIENT", 22557, 21592)]


def test_more_people_found_than_reported_missing_is_asked_about():
    assert found_more_than_missed(122, 51, "LOCATED") == [Contradiction("located", "LOCATED", 122, 51)]
    assert found_more_than_missed(14, 14) == []
