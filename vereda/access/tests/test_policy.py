"""Every cell of the matrix, against a table that was written apart from it."""

from __future__ import annotations

import csv
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from vereda.access.errors import MatrixWrong
from vereda.access.rules.policy import decide, holds, matrix, opens_case_data, purposes_for, read_matrix, relation_to, scopes
from vereda.access.words import APART, CASE_CLASSES, Action, Part, Purpose, Reader, Reason, RecordClass, Role, Scope

DATA = Path(__file__).with_name("data")
ACTIONS = {"R": Action.READ, "W": Action.WRITE, "A": Action.APPROVE, "E": Action.EXPORT}
SCOPES = {
    "e": Scope.EVERYONE,
    "g": Scope.OWN_GROUP,
    "s": Scope.STATE,
    "n": Scope.COUNTRY,
    "c": Scope.CASE,
    "f": Scope.REQUEST,
    "r": Scope.REFERRAL,
    "b": Scope.BREAK_GLASS,
}
STANDINGS = [frozenset[Scope](), *(frozenset({scope}) for scope in Scope if scope is not Scope.EVERYONE)]


def expected(name: str) -> dict[tuple[str, str], str]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return {(row["role"], column): row[column] for row in csv.DictReader(file) for column in row if column != "role"}


CELLS = expected("matrix_expected.csv")
PURPOSES = expected("purposes_expected.csv")


class Token(NamedTuple):
    action: Action
    scope: Scope
    part: Part
    purposes: frozenset[str]


def written(role: str, record_class: str) -> list[Token]:
    found, told = [], PURPOSES.get((role, record_class), "").split()
    for token in CELLS[role, record_class].split():
        rest, _, fewer = token.partition("@")
        letters, _, part = rest.partition(":")
        purposes = frozenset(fewer.split("+") if fewer else told)
        found.append(Token(ACTIONS[letters[0]], SCOPES[letters[1]], Part(part or "whole"), purposes))
    return found


def wanted(tokens: list[Token], action: Action, relation: frozenset[Scope], part: Part, purpose: Purpose | None) -> bool:
    return any(
        token.action is action
        and (token.part is part or (token.part is Part.WHOLE and part not in APART))
        and (token.scope is Scope.EVERYONE or token.scope in relation)
        and (not token.purposes or purpose in token.purposes)
        for token in tokens
    )


def somebody(role: str, **changed: str) -> Reader:
    return Reader(
        **{"account": "a", "display_name": "", "role": role, "country": "mx", "group": "g", "state": "MX-COA", **changed}
    )


def test_the_expected_table_has_every_role_and_class():
    assert {role for role, _ in CELLS} == set(Role)
    assert {column for _, column in CELLS} == set(RecordClass)


@pytest.mark.parametrize(("role", "record_class", "action"), list(product(Role, RecordClass, Action)), ids=str)
def test_each_cell_answers_as_the_table_says(role: Role, record_class: RecordClass, action: Action):
    """Every relation, part and purpose of the cell; nothing outside the table is allowed."""
    reader, tokens = somebody(role), written(role, record_class)
    for relation, part, purpose in product(STANDINGS, Part, [None, *Purpose]):
        right = wanted(tokens, action, relation, part, purpose)
        answer = decide(reader, record_class, action, purpose, relation, part)
        assert answer.allowed == right, (relation, part, purpose, answer)
        assert answer.allowed == (answer.reason is Reason.ALLOWED)


@pytest.mark.parametrize("record_class", [c for c in RecordClass if c not in (RecordClass.K0, RecordClass.K10)])
def test_no_case_statistic_or_log_is_opened_without_a_purpose(record_class: RecordClass):
    assert all(right.purposes for right in matrix().rights if right.record_class is record_class)
    for role, action in product(Role, Action):
        assert not decide(somebody(role), record_class, action, None, set(Scope))


@pytest.mark.parametrize("unknown", ["", "enforcement", "detention", "removal", "border_control", "ASSIST", "assist "])
def test_an_unknown_word_is_refused_wherever_it_stands(unknown: str):
    reader, all_of_it = somebody("agent"), set(Scope)
    assert decide(reader, "K1", "read", unknown, all_of_it).reason is Reason.UNKNOWN_WORD
    assert decide(reader, "K0", "read", unknown, all_of_it).reason is Reason.UNKNOWN_WORD
    assert decide(reader, unknown, "read", "assist", all_of_it).reason is Reason.UNKNOWN_WORD
    assert decide(reader, "K1", unknown, "assist", all_of_it).reason is Reason.UNKNOWN_WORD
    assert decide(reader, "K1", "read", "assist", all_of_it, unknown).reason is Reason.UNKNOWN_WORD
    assert decide(somebody(unknown), "K1", "read", "assist", all_of_it).reason is Reason.CLASS_NOT_HELD
    assert scopes("agent", "K1", "read", unknown) == frozenset()


def test_the_operator_of_the_machine_has_no_right_of_the_matrix():
    assert not any(decide(somebody("operator"), c, a, "statistics", set(Scope)) for c, a in product(RecordClass, Action))


def test_an_administrator_sees_no_case_content():
    """SEC-011"""
    assert not opens_case_data(Role.ADMINISTRATOR)
    for record_class, action, purpose in product(CASE_CLASSES, Action, Purpose):
        assert not decide(somebody("administrator"), record_class, action, purpose, set(Scope))


def test_statistics_and_the_state_office_see_sums_only():
    for role, record_class, action, purpose in product(("statistics", "state_office"), CASE_CLASSES, Action, Purpose):
        assert not decide(somebody(role), record_class, action, purpose, set(Scope))


def test_nadia_of_another_group_is_refused_what_ines_may_read():
    """SEC-006"""
    ines, nadia = somebody("agent", group="piedras-negras"), somebody("agent", group="tapachula", state="MX-CHP")
    record = {"country": "mx", "groups": ["piedras-negras"], "states": ["MX-COA"]}
    assert decide(ines, "K1", "read", "assist", relation_to(ines, **record))
    assert decide(nadia, "K1", "read", "assist", relation_to(nadia, **record)).reason is Reason.OUT_OF_SCOPE
    shared = {**record, "groups": ["piedras-negras", "tapachula"]}
    assert decide(nadia, "K1", "read", "assist", relation_to(nadia, **shared)), "an accepted referral gives a grant"


def test_a_record_of_another_country_stands_in_no_relation():
    assert relation_to(somebody("statistics"), country="gt", groups=["g"], states=["MX-COA"], is_case=True) == frozenset()
    assert relation_to(somebody("statistics"), country="") == frozenset()


def test_an_empty_group_is_nobodys_group():
    office = somebody("agent", group="", state="")
    assert relation_to(office, country="mx", groups=[""], states=[""]) == {Scope.COUNTRY}


def test_a_right_to_a_part_never_opens_the_whole():
    relation = frozenset({Scope.OWN_GROUP})
    assert decide(somebody("agent"), "K3", "read", "medical", relation, "safety_flag")
    assert decide(somebody("agent"), "K3", "read", "medical", relation).reason is Reason.PART_NOT_HELD


def test_an_agent_sends_a_protection_note_and_cannot_read_it_back():
    relation = frozenset({Scope.OWN_GROUP})
    assert decide(somebody("agent"), "K4", "write", "protection_case", relation)
    assert decide(somebody("agent"), "K4", "read", "protection_case", relation).reason is Reason.ACTION_NOT_HELD


def test_only_the_identity_review_sees_pairs_of_several_groups():
    able = {role for role in Role if decide(somebody(role), "K2", "read", "quality_audit", {Scope.COUNTRY}, "pair")}
    assert able == {Role.IDENTITY_REVIEW}


def test_the_duty_of_headquarters_answers_alarms_of_the_country_and_opens_nothing_else():
    """docs/decisions/officer-in-danger.md"""
    duty, country = somebody("headquarters_duty", group="", state=""), {Scope.COUNTRY}
    assert decide(duty, "K1", "read", "rescue", country, "post")
    assert decide(duty, "K1", "write", "rescue", country, "alarm")
    for part in Part:
        assert bool(decide(duty, "K1", "read", "rescue", country, part)) == (part == Part.POST)
        assert bool(decide(duty, "K1", "write", "rescue", country, part)) == (part == Part.ALARM)
    for record_class, action, purpose in product(CASE_CLASSES - {"K1"}, Action, Purpose):
        assert not decide(duty, record_class, action, purpose, set(Scope))
        # Words of an alert that no post can read, and no other sealed word: docs/decisions/unread-alerts.md
        for part in Part:
            is_alert = (record_class, action, purpose, part) == ("K2", Action.READ, Purpose.RESCUE, Part.ALERT_TEXT)
            # How many legal terms press and nobody answers for them: a number by group, and no case.
            is_count = (record_class, action, purpose, part) == ("K5", Action.READ, Purpose.QUALITY_AUDIT, Part.COUNTS)
            known = is_alert or is_count or part == Part.INTERFERENCE
            assert known or not decide(duty, record_class, action, purpose, set(Scope), part)
    able = {role for role in Role if decide(somebody(role), "K1", "read", "rescue", country, "post")}
    assert able == {Role.HEADQUARTERS_DUTY}


def test_purposes_for_keeps_the_order_of_the_view():
    offered = (Purpose.LEGAL_AID, Purpose.RESCUE, Purpose.ASSIST)
    assert purposes_for("agent", "K1", "read", offered) == (Purpose.RESCUE, Purpose.ASSIST)
    assert holds("agent", "K1", "read")
    assert not holds("statistics", "K1", "read")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("role", "police"),
        ("record_class", "K11"),
        ("action", "detain"),
        ("scope", "all"),
        ("part", "status"),
        ("purposes", "assist enforcement"),
    ],
)
def test_a_matrix_with_an_unknown_word_is_refused_and_the_line_is_named(column: str, value: str):
    good = {"role": "agent", "record_class": "K1", "action": "read", "scope": "own_group", "part": "whole", "purposes": "assist"}
    lines = [",".join(good), ",".join(good.values()), ",".join({**good, column: value}.values())]
    with pytest.raises(MatrixWrong) as wrong:
        read_matrix(lines)
    assert wrong.value.details["line"] == 3
