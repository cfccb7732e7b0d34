"""When a group last helped: whom the program has asked, what the answers add up to, and what of them counts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereda.encounters import asking, facts, rules
from vereda.encounters.entries import (
    Answered,
    Corrected,
    Disposition,
    LastHelpAnswered,
    Line,
    LineRecorded,
    Margin,
    Recorded,
    Service,
    Struck,
    Withdrawn,
)
from vereda.encounters.tests.asked import ask_one_in, rule
from vereda.encounters.words import WithdrawnFor
from vereda.logbook.entries import Payload
from vereda.logbook.ids import uuid7
from vereda.logbook.registry import SubjectRef
from vereda.logbook.rules.fold import Entry, fold_all
from vereda.people.schema import LastHelp

GROUP = "piedras-negras"
REF = SubjectRef("encounter", GROUP, "mx")
MONTH_MS = int(datetime(2026, 11, 20, 12, tzinfo=UTC).timestamp() * 1000)
RULE = rule(5, since="2026-01")


def drawn(chosen: bool, every: int = 5) -> UUID:
    """Return an id of November 2026 that is, or is not, one of those that are asked."""
    ids = (uuid7(MONTH_MS + number) for number in range(10_000))
    return next(one for one in ids if asking.is_chosen(one, GROUP, every) == chosen)


DUE, NOT_DUE = drawn(True), drawn(False)


@pytest.fixture
def one_in_five(monkeypatch: pytest.MonkeyPatch) -> None:
    ask_one_in(5, monkeypatch, since="2026-01")


def entry(number: int, payload: Payload, subject: UUID = DUE, author: str = "ines") -> Entry:
    at = datetime(2026, 11, 20, 12, number, tzinfo=UTC)
    return Entry(
        id=f"018d56aa-0700-772b-a5c7-{number:012d}",
        kind=payload.kind,
        payload=payload,
        subject=str(subject),
        seen=(),
        clock=f"{number:016x}",
        group=GROUP,
        country="mx",
        author=author,
        reported_by=author,
        channel="phone",
        device="phone-1",
        occurred_at=at,
        local_on=at.date(),
        boxes=[],
    )


def said(*answers: tuple[str, str, int], every: int = 5) -> LastHelpAnswered:
    rows = [Answered(answer=LastHelp(answer), nationality=code, people=people) for answer, code, people in answers]
    return LastHelpAnswered(every=every, answers=rows)


def met(**told: Any) -> Recorded:  # Any: fields of an encounter
    lines = [
        Line(line_id="a", count=3, nationality="HN", sex="F", age_band="18+"),
        Line(line_id="b", count=1, nationality="HN", age_band="0-17"),
        Line(line_id="c", count=2, nationality="GT", sex="M", age_band="18+"),
    ]
    return Recorded(**{"people_met": 7, "lines": lines, "services": [Service(service="WATER")], **told})


def state_of(*payloads: Payload, subject: UUID = DUE) -> dict[str, Any]:  # Any: JSON of a state
    return fold_all([entry(at, one, subject) for at, one in enumerate(payloads, 1)], rules.start, rules.step).state


def rows(*payloads: Payload, subject: UUID = DUE) -> list[tuple[str, str, int]]:
    """Return what facts say of who was asked: answer and k, nationality, people."""
    told = facts.facts(str(subject), state_of(*payloads, subject=subject), REF)
    return sorted((row.line, row.nationality, row.people) for row in told if row.row == "A")


# --- who is asked


def test_one_party_in_k_is_asked_in_every_group_and_month():
    for group in (GROUP, "nogales"):
        for month in (1, 6, 11):
            ms = int(datetime(2026, month, 3, tzinfo=UTC).timestamp() * 1000)
            chosen = sum(asking.is_chosen(uuid7(ms + number * 977), group, 5) for number in range(2000))
            assert 400 - 90 < chosen < 400 + 90, (group, month, chosen)  # five standard deviations of 17.9


def test_group_and_month_seed_the_draw_so_that_no_id_is_chosen_everywhere():
    ids = [uuid7(MONTH_MS + number) for number in range(4000)]
    here = {one for one in ids if asking.is_chosen(one, GROUP, 5)}
    there = {one for one in ids if asking.is_chosen(one, "nogales", 5)}
    assert 0.12 < len(here & there) / len(here) < 0.28  # one in five of them again, by chance


def test_neither_date_nor_size_nor_anything_that_is_typed_changes_who_is_asked():
    """The id alone decides, and the program makes it: also a meeting of long ago that is typed today."""
    assert asking.month_of(DUE) == "2026-11"
    for told in (met(), met(people_met=40), met(services=[]), met(language="spa", place={"kind": "post"})):
        assert asking.may_be_asked(state_of(told), RULE.not_with)
    assert asking.is_chosen(DUE, GROUP, 5)
    assert not asking.is_chosen(NOT_DUE, GROUP, 5)


def test_a_practice_asks_as_the_group_does():
    assert asking.is_chosen(DUE, f"practice.{GROUP}", 5)


@given(st.uuids())
def test_any_id_can_be_drawn_whatever_time_it_claims(one: UUID):
    assert len(asking.month_of(one)) == 7
    assert asking.is_chosen(one, GROUP, 1)


def test_the_rule_of_the_month_holds_and_none_before_the_first():
    later = RULE.model_copy(update={"since": "2026-12", "every": 3})
    assert asking.rule_at((RULE, later), DUE) == RULE
    assert asking.rule_at((RULE, later), uuid7(MONTH_MS + 20 * 86_400_000)) == later
    assert asking.rule_at((later,), DUE) is None
    assert asking.rule_at((), DUE) is None


@pytest.mark.parametrize(
    "told",
    [
        {"mission": uuid4()},
        {"unaccompanied_minors": 1},
        {"lines": [Line(line_id="a", count=7, age_band="12-17")]},
        {"people_met": 0, "lines": [], "bodies": 1},
        {"services": [Service(service="TRANSPORT_HOSPITAL", people=1)]},
        {"lines": [Line(line_id="a", count=7, services=["TRANSPORT_HOSPITAL"])]},
        {"dispositions": [Disposition(code="HOSPITAL", people=1)]},
        {"aggregate": True},
    ],
    ids=["rescue", "child alone", "children only", "the dead", "service", "service of a line", "disposition", "sum"],
)
@pytest.mark.usefixtures("one_in_five")
def test_who_is_in_danger_a_child_alone_or_refuses_is_never_asked(told: dict[str, Any]):
    assert not asking.may_be_asked(state_of(met(**told)), RULE.not_with)
    found = rows(met(**told), said(("week", "HN", 1)))
    assert {line for line, _code, _people in found} <= {"outside:0"}
    assert sum(people for _line, _code, people in found) == (0 if told.get("bodies") else 7)


def test_a_row_of_a_file_is_never_asked():
    row = LineRecorded(batch=uuid4(), line=Line(line_id="a", count=2, nationality="HN", age_band="18+"))
    assert not asking.may_be_asked(state_of(row), ())


# --- what the answers add up to


@pytest.mark.usefixtures("one_in_five")
def test_whatever_order_answers_come_in_the_state_is_the_same():
    told = [
        entry(1, met()),
        entry(2, said(("week", "HN", 3))),
        entry(3, said(("never", "GT", 2), ("never", "XX", 1))),
        entry(4, said(("week", "HN", -3), ("month", "HN", 4))),
        entry(5, Corrected(people_met=9)),
        entry(6, Withdrawn(reason=WithdrawnFor.TWICE)),
    ]
    ends = {str(fold_all(order, rules.start, rules.step).state) for order in permutations(told)}
    assert len(ends) == 1
    twice = fold_all([*told, told[1], told[3]], rules.start, rules.step).state
    assert str(twice) in ends  # an entry that is delivered again is folded once


@given(
    st.lists(
        st.tuples(st.sampled_from(list(LastHelp)), st.sampled_from(["HN", "GT", "XX", "VE"]), st.integers(-9, 9)), max_size=8
    )
)
def test_any_answers_give_a_state_and_every_person_is_counted_once(answers: list[tuple[str, str, int]]):
    state = state_of(met(), *(said(one) for one in answers))
    counted = asking.answered(state)
    assert sum(one.people for one in counted) == 7
    assert all(one.people > 0 for one in counted)


def test_answers_may_come_before_the_meeting_that_they_are_of():
    late = state_of(said(("week", "HN", 2)), met())
    assert asking.answers_of(late) == [("week", "HN", 2)]
    assert list(facts.facts(str(DUE), state_of(said(("week", "HN", 2))), REF)) == []


def test_who_is_struck_leaves_the_answer_and_nothing_of_a_person():
    state = state_of(met(), said(("week", "HN", 2)), Struck())
    assert rules.is_struck(state)
    assert asking.answers_of(state) == [("week", "HN", 2)]


def test_a_correction_says_what_changes_and_nothing_is_set():
    state = state_of(met(), said(("week", "HN", 4), ("never", "GT", 2)))
    assert asking.changes(state, {("week", "HN"): 1, ("none", "HN"): 3}) == [
        ("never", "GT", -2),
        ("none", "HN", 3),
        ("week", "HN", -3),
    ]
    assert asking.changes(state, {("week", "HN"): 4, ("never", "GT"): 2}) == []


def test_what_two_took_away_at_once_is_given_back_by_the_next_correction():
    state = state_of(met(), said(("week", "HN", 2)), said(("week", "HN", -2)), said(("week", "HN", -2)))
    assert asking.answers_of(state) == []
    assert asking.changes(state, {("week", "HN"): 2}) == [("week", "HN", 4)]
    assert asking.changes(state, {}) == []


# --- what counts


@pytest.mark.usefixtures("one_in_five")
def test_facts_tell_answers_by_nationality_with_the_share_of_parties_asked():
    assert rows(met(), said(("week", "HN", 4), ("never", "GT", 2))) == [
        ("never:5", "GT", 2),
        ("unasked:5", "XX", 1),
        ("week:5", "HN", 4),
    ]


@pytest.mark.usefixtures("one_in_five")
def test_a_party_that_was_due_and_not_asked_is_told_and_one_that_was_not_due_says_nothing():
    assert rows(met()) == [("unasked:5", "GT", 2), ("unasked:5", "HN", 4), ("unasked:5", "XX", 1)]
    assert rows(met(), subject=NOT_DUE) == []


@pytest.mark.usefixtures("one_in_five")
def test_who_was_asked_without_being_due_stands_for_nobody_else():
    """A phone that asks whom it likes, or that invents a rule, weighs nothing."""
    assert rows(met(), said(("never", "HN", 4)), subject=NOT_DUE) == [("never:0", "HN", 4)]
    assert rows(met(), said(("never", "HN", 4), every=1), subject=NOT_DUE) == [("never:0", "HN", 4)]


@pytest.mark.usefixtures("one_in_five")
def test_one_answer_of_all_follows_a_nationality_that_is_corrected_afterwards():
    whole = [Line(line_id="a", count=7, nationality="HN", age_band="18+")]
    unknown = Recorded(people_met=7, services=[Service(service="WATER")])
    assert rows(unknown, said(("month", "XX", 7)), Corrected(lines=whole)) == [("month:5", "HN", 7)]
    assert rows(unknown, said(("month", "XX", 3), ("none", "XX", 2)), Corrected(lines=whole)) == [
        ("month:5", "HN", 3),
        ("none:5", "HN", 2),
        ("unasked:5", "HN", 2),
    ]


@pytest.mark.usefixtures("one_in_five")
def test_whose_answer_it_was_is_not_guessed():
    lines = [Line(line_id="a", count=4, nationality="HN"), Line(line_id="b", count=3, nationality="GT")]
    unknown = Recorded(people_met=7, services=[Service(service="WATER")])
    assert rows(unknown, said(("month", "XX", 3), ("never", "XX", 4)), Corrected(lines=lines)) == [
        ("month:5", "*", 3),
        ("never:5", "*", 4),
    ]


@pytest.mark.usefixtures("one_in_five")
def test_more_answers_than_people_count_for_nobody():
    assert rows(met(), said(("week", "HN", 4)), said(("never", "HN", 4))) == [
        ("unclear:5", "GT", 2),
        ("unclear:5", "HN", 4),
        ("unclear:5", "XX", 1),
    ]


@pytest.mark.usefixtures("one_in_five")
def test_nationalities_known_apart_are_taken_from_there():
    apart = Recorded(
        people_met=9,
        services=[Service(service="WATER")],
        margins=[Margin(attribute="nationality", value="HN", count=5), Margin(attribute="nationality", value="VE", count=2)],
    )
    assert rows(apart, said(("longer", "VE", 2))) == [("longer:5", "VE", 2), ("unasked:5", "HN", 5), ("unasked:5", "XX", 2)]


@pytest.mark.usefixtures("one_in_five")
def test_what_counts_nowhere_says_nothing_of_who_was_asked():
    assert rows(met(), said(("week", "HN", 4)), Withdrawn(reason=WithdrawnFor.TWICE)) == []


def test_where_a_pack_has_no_rule_nothing_is_counted_of_it():
    assert rows(met(), said(("week", "HN", 4))) == []


@pytest.mark.usefixtures("one_in_five")
def test_rows_of_the_asked_stand_on_the_day_of_the_meeting():
    told = [one for one in facts.facts(str(DUE), state_of(met()), REF) if one.row == "A"]
    assert {(one.local_on, one.group, one.sex, one.age_band) for one in told} == {(date(2026, 11, 20), GROUP, "*", "*")}
