"""An invented year is the same for the same seed, comes to the figure that was asked for, and has the shape of the field."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from vereda.demo.meetings import Known
from vereda.demo.people import MINORS
from vereda.demo.plans import Question, planned
from vereda.demo.tests.conftest import question
from vereda.settings.environment import REPOSITORY

SHAPE = """
from datetime import date
from vereda.demo.plans import Question, planned
plan = planned(Question(country="mx", from_on=date(2011, 1, 1), to_on=date(2011, 12, 31), assisted=1500, seed=3))
print(plan.official_total, plan.persons, plan.patrols, [(m.at.isoformat(), m.group, m.scene, m.people) for m in plan.meetings])
"""


def test_the_same_seed_gives_the_same_year_in_every_process():
    runs = [
        subprocess.run(
            [sys.executable, "-c", SHAPE], cwd=REPOSITORY, env={"PYTHONHASHSEED": salt, "PATH": ""}, capture_output=True,
            text=True, check=True, timeout=250,
        ).stdout
        for salt in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1]
    assert len(runs[0]) > 10_000


def test_another_seed_gives_another_year(year):
    assert Counter(m.at for m in year(seed=7).meetings) != Counter(m.at for m in year(seed=8).meetings)


@pytest.mark.parametrize(("assisted", "seed"), [(1000, 1), (1000, 2), (1700, 3), (5000, 7), (5000, 8), (20_000, 7)])
def test_the_official_total_is_a_little_above_the_figure(year, assisted, seed):
    assert assisted < year(assisted, seed).official_total <= assisted * 1.015


def test_the_total_is_made_of_attentions_and_leaves_the_rest_outside(year):
    plan = year(20_000)
    assert set(plan.in_total) == {"RESCUE", "INJURED", "LOCATED", "SOCIAL", "LEGAL", "ORIENT"}
    assert {"REPAT", "LEAFLET"} <= set(plan.counts)
    assert plan.in_total["ORIENT"] > plan.in_total["SOCIAL"] > plan.in_total["RESCUE"] > plan.in_total["INJURED"]


def test_a_person_is_met_about_1_9_times_so_that_individuals_are_far_fewer_than_attentions(year):
    plan = year(20_000)
    assert 1.8 <= plan.meetings_a_person <= 2.0
    assert sum(times * count for times, count in plan.times_met.items()) == plan.people_met
    assert plan.persons < plan.people_met < plan.official_total


def test_people_come_first_from_guatemala_honduras_and_el_salvador_and_nationals_are_met_in_the_north(year):
    plan = year(20_000)
    assert [code for code, _ in plan.nations.most_common(4)] == ["GT", "HN", "SV", "MX"]
    north = {"MX-BCN", "MX-SON", "MX-CHH", "MX-COA", "MX-TAM"}
    states = {m.group: plan.pack.groups[m.group].state for m in plan.meetings for p in m.people if p.nationality == "MX"}
    assert set(states.values()) == north


def test_groups_have_the_sizes_that_are_written_down(year):
    plan = year(20_000)
    met = Counter(dict.fromkeys(plan.figures.groups, 0))
    for meeting in plan.meetings:
        met[meeting.group] += len(meeting.people)
    assert len(plan.grounds) == 21
    assert min(met.values()) > 0
    shares = sum(group.share for group in plan.figures.groups.values())
    for code, group in plan.figures.groups.items():
        if group.share >= 3:
            assert met[code] / met.total() == pytest.approx(group.share / shares, rel=0.35), code


def test_there_is_work_at_night_and_more_of_it_in_spring_than_in_winter(year):
    meetings = year(20_000).meetings
    night = sum(meeting.at.hour >= 20 or meeting.at.hour < 6 for meeting in meetings)
    assert 0.12 < night / len(meetings) < 0.35
    months = Counter(meeting.at.month for meeting in meetings)
    assert months[4] + months[5] > 1.3 * (months[12] + months[1])


def test_everything_happens_within_the_year_by_the_clock_of_the_post(year):
    plan = year(20_000)
    assert {meeting.at.date().year for meeting in plan.meetings} == {2011}
    assert {m.at.tzinfo.key for m in plan.meetings if m.group == "tijuana"} == {"America/Tijuana"}


def test_a_caravan_is_one_meeting_and_is_written_apart_or_as_a_sum(year):
    caravans = [meeting for meeting in year(20_000).meetings if meeting.scene == "caravan"]
    assert caravans
    assert {meeting.known for meeting in caravans} <= {Known.APART, Known.SUM}
    assert min(len(meeting.people) for meeting in caravans) >= 10


def test_children_alone_are_counted_and_mostly_handed_to_who_protects_them(year):
    alone = [meeting for meeting in year(20_000).meetings if meeting.minors_alone]
    assert alone
    assert all(m.minors_alone <= sum(p.age_band in MINORS for p in m.people) for m in alone)
    told = sum(any(code == "CHILD_PROTECTION" for code, _ in m.dispositions) for m in alone)
    assert 0.6 < told / len(alone) < 0.95


def test_bodies_are_few_and_nobody_alive_is_met_with_them(year):
    plan = year(20_000)
    assert 1 <= plan.bodies <= 12
    assert all(not meeting.people and not meeting.given.everybody for meeting in plan.meetings if meeting.bodies)


def test_a_post_without_system_has_a_sum_and_no_meeting_nor_patrol_of_those_days(year):
    plan = year(20_000)
    periods = [period for period in plan.reported if period.counts]
    assert periods
    for period in periods:
        assert not [m for m in plan.meetings if period.holds(m.group, m.at.date())]
        assert not [p for day in plan.outings.values() for p in day if period.holds(p.group, p.out.date())]


def test_nothing_happens_after_now():
    now = datetime(2024, 1, 29, 13, 20, tzinfo=ZoneInfo("America/Matamoros"))
    asked = Question(country="mx", from_on=date(2023, 12, 1), to_on=date(2024, 1, 29), assisted=1500, seed=1, until=now)
    plan = planned(asked)
    assert max(meeting.at for meeting in plan.meetings) <= now
    assert all(one.out < now for day in plan.outings.values() for one in day)
    assert plan.official_total > 1500


def test_a_plan_is_named_by_all_that_makes_it():
    names = {question(5000, 7).name, question(5001, 7).name, question(5000, 8).name}
    assert len(names) == 3
