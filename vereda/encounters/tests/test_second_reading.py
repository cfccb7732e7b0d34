"""A sheet of paper that two typed without knowing of each other counts once; what they read otherwise waits for a person."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vereda.encounters import facts, rules
from vereda.encounters.entries import Corrected, Disposition, Line, Margin, Recorded, Service
from vereda.encounters.tests.test_striking import REF, SUBJECT, entry
from vereda.encounters.words import Attribute, Sex
from vereda.logbook.rules.fold import Entry, Folded, fold_all, fold_one, open_conflicts

WOMEN = Line(line_id="HN-F", count=3, nationality="HN", sex=Sex.F)
MEN = Line(line_id="HN-M", count=3, nationality="HN", sex=Sex.M)


def sheet(*lines: Line, people: int = 3, services: tuple[str, ...] = ("WATER",), **more: object) -> Recorded:
    given = [Service(service=code) for code in services]
    return Recorded(people_met=people, lines=list(lines), services=given, **more)  # type: ignore[arg-type]  # fields of it


def folded(*entries: Entry) -> Folded:
    return fold_all(entries, rules.start, rules.step)


def fields(state: Folded) -> set[str]:
    return {one.field for one in open_conflicts(SUBJECT, state)}


def test_the_same_reading_twice_counts_once_and_asks_nobody():
    told = sheet(WOMEN, bodies=1, dispositions=[Disposition(code="SHELTER")])
    state = folded(entry(1, told), entry(2, told))
    once = folded(entry(1, told))
    assert rules.people_of(state.state) == 3
    assert list(facts.facts(SUBJECT, state.state, REF)) == list(facts.facts(SUBJECT, once.state, REF))
    assert fields(state) == {"at"}  # the two of this test tell of two minutes


def test_a_misread_column_does_not_count_people_twice():
    state = folded(entry(1, sheet(WOMEN)), entry(2, sheet(MEN)))
    assert rules.people_of(state.state) == 3
    assert fields(state) >= {"line:HN-F", "line:HN-M"}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_arrival_changes_nothing(order: tuple[int, ...]):
    told = [entry(1, sheet(WOMEN)), entry(2, sheet(MEN, services=("FOOD",))), entry(3, sheet(WOMEN, people=4))]
    assert folded(*(told[place] for place in order)).state == folded(*told).state


def test_what_only_one_reading_says_is_a_difference_too():
    first = sheet(WOMEN, bodies=1, margins=[Margin(attribute=Attribute.AGE_BAND, value="18+", count=1)])
    state = folded(entry(1, first), entry(2, sheet(WOMEN, services=("WATER", "FOOD"), language="es")))
    assert fields(state) >= {"bodies", "margin:age_band:18+", "service:FOOD", "language"}


def test_a_correction_by_who_saw_both_ends_the_differences():
    one, other = entry(1, sheet(WOMEN)), entry(2, sheet(MEN))
    mended = Corrected(people_met=3, lines=[WOMEN], lines_removed=["HN-M"])
    state = folded(one, other, entry(3, mended, seen=(one.id, other.id)))
    assert not fields(state) & {"line:HN-F", "line:HN-M", "people_met"}
    assert rules.lines_of(state.state) == {"HN-F": {"count": 3, "nationality": "HN", "sex": "F"}}


CHOICE = [WOMEN, MEN, Line(line_id="GT", count=2, nationality="GT")]
READINGS = st.builds(
    lambda lines, people, services: sheet(*lines, people=max(people, sum(one.count for one in lines)), services=services),
    st.lists(st.sampled_from(CHOICE), max_size=3, unique_by=lambda one: one.line_id),
    st.integers(1, 9),
    st.sampled_from([(), ("WATER",), ("FOOD", "WATER")]),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(READINGS, min_size=1, max_size=4), st.randoms())
def test_any_readings_in_any_order_and_one_by_one_give_one_state_that_counts_one_sheet(told, random):
    entries = [entry(number, one) for number, one in enumerate(told, 1)]
    shuffled = entries[:]
    random.shuffle(shuffled)
    assert folded(*shuffled).state == folded(*entries).state
    stepwise = Folded(rules.start())
    for one in entries:
        stepwise = fold_one(stepwise, one, rules.step)
    assert stepwise.state == folded(*entries).state
    assert rules.people_of(stepwise.state) <= max(one.people_met for one in told)
