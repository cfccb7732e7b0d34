"""Whom the rows of an encounter stand for, by which what is published is blurred: one person is one key in each row she is in."""

from __future__ import annotations

from vereda.encounters import facts
from vereda.encounters.entries import Corrected, Line, Margin, Recorded, Service
from vereda.encounters.tests.test_striking import PERSON, REF, SUBJECT, entry, folded
from vereda.encounters.words import Attribute
from vereda.logbook.facts import FactRow, keyed
from vereda.logbook.rules.fold import Entry

SECRET = b"a secret of the test"
NAMED = Line(line_id="a", count=3, nationality="HN", persons=[PERSON], services=["WATER"])
OTHER = Line(line_id="b", count=2, nationality="GT")


def rows(*entries: Entry) -> list[FactRow]:
    return list(facts.facts(SUBJECT, folded(*entries), REF))


def one(told: list[FactRow], kind: str, line: str = "") -> FactRow:
    (found,) = [row for row in told if row.row == kind and line in ("", row.line)]
    return found


def recorded(
    people: int, *lines: Line, services: dict[str, int | None] | None = None, margins: list[Margin] | None = None
) -> Entry:
    given = [Service(service=code, people=count) for code, count in (services or {}).items()]
    return entry(1, Recorded(people_met=people, lines=list(lines), services=given, margins=margins or []))


def test_a_line_stands_for_its_persons_and_the_rest_for_the_others():
    told = rows(recorded(7, NAMED, OTHER))
    assert one(told, "L", "a").members == ((f"person:{PERSON}", 1), ("line:a", 2))
    assert one(told, "L", "b").members == (("line:b", 2),)
    assert one(told, "L", "rest").members == (("line:rest", 2),)


def test_every_row_stands_for_as_many_as_it_counts():
    margins = [Margin(attribute=Attribute.SEX, value="F", count=7), Margin(attribute=Attribute.AGE_BAND, value="18+", count=4)]
    for people in (5, 7):
        told = rows(recorded(people, NAMED, OTHER, services={"FOOD": 4, "RESCUE": None}, margins=margins[people == 5 :]))
        assert {row.row for row in told} >= set("LMSCT") - {"C"}
        assert all(sum(count for _, count in row.members) == row.people for row in told)


def test_a_service_to_a_part_and_its_category_stand_for_the_same():
    told = rows(recorded(6, services={"WATER": 4}))
    members = (("line:rest", 4),)
    assert one(told, "S").members == one(told, "C").members == one(told, "T", "served").members == members


def test_those_of_whom_all_is_known_apart_are_everybody():
    margins = [Margin(attribute=Attribute.SEX, value="F", count=6)]
    told = rows(recorded(6, services={"WATER": None}, margins=margins))
    assert one(told, "M").members == one(told, "L").members


def test_one_more_person_changes_nobody_elses_key():
    before, after = recorded(4, services={"WATER": 2}), entry(2, Corrected(people_met=5))
    first, second = rows(before), rows(before, after)
    assert keyed(one(first, "S"), SECRET).key == keyed(one(second, "S"), SECRET).key
    assert one(second, "L").members == (("line:rest", 5),)
