"""Rules raise the urgency of an alert, say why, and can do nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vereda.countries.door import Status, TriageFact, TriageRule, TriageTest, Urgency, pack
from vereda.rescue.rules.triage import Fact, Level, triage

RULES = list(pack("mx").triage.values())
CODES = sorted(pack("mx").alert_words)
F = TriageFact


def reasons(told: dict[TriageFact, Fact]) -> list[str]:
    return [rule.code for rule in triage(told, RULES).reasons]


@pytest.mark.parametrize(
    ("told", "level", "why"),
    [
        ({}, Level.USUAL, []),
        ({F.NEEDS: frozenset({"lost"}), F.PEOPLE: 4}, Level.USUAL, []),
        ({F.NEEDS: frozenset({"no_water"})}, Level.SOON, ["no_water"]),
        ({F.NEEDS: frozenset({"no_water", "heat"})}, Level.NOW, ["no_water_heat", "no_water", "heat_cold"]),
        ({F.NEEDS: frozenset({"no_water"}), F.CHILDREN: 1}, Level.NOW, ["no_water_child", "no_water", "children"]),
        ({F.URGENT: frozenset({"bleeding"})}, Level.NOW, ["life_signs"]),
        ({F.BATTERY_PCT: 20}, Level.SOON, ["battery"]),
        ({F.BATTERY_PCT: 21}, Level.USUAL, []),
        ({F.SEEN_H: 5.9}, Level.USUAL, []),
        ({F.SEEN_H: 6.0}, Level.SOON, ["unseen"]),
        ({F.SEEN_H: 24.0}, Level.NOW, ["unseen_day", "unseen"]),
        ({F.SEEN_H: 7.0, F.WATER_LEFT: frozenset({"water_sips"})}, Level.NOW, ["dry_long", "water_low", "unseen"]),
        ({F.GUIDE_LEFT: True}, Level.SOON, ["guide_left"]),
        ({F.GUIDE_LEFT: False}, Level.USUAL, []),
        ({F.MEANS: frozenset({"by_closed_truck"})}, Level.NOW, ["closed_truck"]),
    ],
)
def test_an_alert_is_as_urgent_as_its_most_urgent_reason(told: dict[TriageFact, Fact], level: Level, why: list[str]):
    judged = triage(told, RULES)
    assert (judged.level, [rule.code for rule in judged.reasons]) == (level, why)


OFTEN = settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no reason to fail

codes = st.frozensets(st.sampled_from(CODES), max_size=5)
facts = st.fixed_dictionaries(
    {},
    optional={
        F.URGENT: codes,
        F.NEEDS: codes,
        F.MEANS: codes,
        F.WATER_LEFT: codes,
        F.GUIDE_LEFT: st.booleans() | st.none(),
        F.PEOPLE: st.integers(1, 500) | st.none(),
        F.CHILDREN: st.integers(1, 100) | st.none(),
        F.BATTERY_PCT: st.integers(0, 100) | st.none(),
        F.SEEN_H: st.floats(0, 1000) | st.none(),
    },
)


@OFTEN
@given(facts, st.lists(st.sampled_from(RULES)), st.lists(st.sampled_from(RULES)))
def test_no_rule_ever_lowers_what_others_raised(told: dict[TriageFact, Fact], some: list[TriageRule], more: list[TriageRule]):
    assert triage(told, [*some, *more]).level >= triage(told, some).level


@OFTEN
@given(facts, facts)
def test_knowing_more_never_lowers_the_urgency(told: dict[TriageFact, Fact], more: dict[TriageFact, Fact]):
    """What is told besides, where nothing was told before, or further words of a list, can only raise it."""
    both: dict[TriageFact, Fact] = {**more, **{name: value for name, value in told.items() if value is not None}}
    for name in (F.URGENT, F.NEEDS, F.MEANS, F.WATER_LEFT):
        both[name] = frozenset(told.get(name) or ()) | frozenset(more.get(name) or ())  # type: ignore[arg-type]
    assert triage(both, RULES).level >= triage(told, RULES).level


@OFTEN
@given(facts)
def test_every_step_above_the_usual_has_its_reason(told: dict[TriageFact, Fact]):
    judged = triage(told, RULES)
    assert (judged.level > Level.USUAL) == bool(judged.reasons)


def test_there_is_no_word_for_less_than_usual():
    assert set(Urgency) == {Urgency.SOON, Urgency.NOW}
    assert min(Level) == Level.USUAL


def test_the_order_of_the_rules_does_not_matter():
    told: dict[TriageFact, Fact] = {F.NEEDS: frozenset({"no_water", "heat", "pregnant"}), F.CHILDREN: 2}
    assert triage(told, RULES) == triage(told, RULES[::-1])
    assert len(reasons(told)) == 7


def test_every_rule_of_the_pack_has_an_owner_and_waits_for_a_signature():
    for rule in RULES:
        assert rule.owner
        assert rule.version >= 1
        assert rule.review_on > date(2026, 11, 1)
        assert rule.status == Status.PROPOSAL, "a signed rule changes this test with its source"
        assert (rule.and_fact is None) == (rule.and_test is None) == (rule.and_value is None)
        assert rule.test in set(TriageTest)
