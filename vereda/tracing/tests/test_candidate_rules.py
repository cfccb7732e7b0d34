"""Evidence field by field, and the order it makes: names and ages as they are told, and nothing that must be known."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from itertools import product
from uuid import UUID

import pytest

from vereda.logbook.schema import FieldClass
from vereda.people.schema import sound, stands_for
from vereda.tracing.entries.file import PersonSought
from vereda.tracing.entries.found import Risk
from vereda.tracing.entries.match import FileAssigned, MatchLooked
from vereda.tracing.errors.match import ChildNotWeighed, RiskAgainstAsking, RiskBeforeAsking, SecondLookMissing
from vereda.tracing.rules.ages import born, years_of
from vereda.tracing.rules.asking import ALLOWS, is_seen_by_two, why_not_answer, why_not_ask
from vereda.tracing.rules.candidates import MOST, TABLE, Field, Known, Level, compared, ranked, table, weight_of
from vereda.tracing.rules.file import assigned_to, matches_of
from vereda.tracing.rules.often import A_DAY, AN_HOUR, DAY_S, HOUR_S, Asked, noted, wait_s
from vereda.tracing.rules.telling import ALLOWED
from vereda.tracing.tests.test_rules import PERSON, REPORT, entry, folded
from vereda.tracing.words import Looks, RiskSign, Tell, Verdict, Wish


def level(field: Field, sought: dict, other: dict) -> Level:
    return compared(Known(**sought), Known(**other), likeness=0.0).levels[field]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("xochitl", "sochil"), ("yesenia", "jesenia"), ("huerta", "guerta"), ("vasquez", "basques"), ("cecilia", "sesilia"),
        ("guerrero", "guerero"), ("hernandez", "ernandes"), ("jimenez", "gimenez"), ("wilson", "guilson"), ("ulloa", "uyoa"),
        ("jhonny", "yoni"), ("david", "dabi"), ("campos", "canpos"), ("quezada", "kesada"),
    ],
)  # fmt: skip
def test_names_that_sound_alike_meet(one: str, two: str):
    assert sound(one) == sound(two)


@pytest.mark.parametrize(
    ("one", "two"), [("maria", "mario"), ("juan", "jose"), ("luna", "lima"), ("cruz", "reyes"), ("ana", "ema")]
)
def test_names_that_sound_different_do_not(one: str, two: str):
    assert sound(one) != sound(two)


def test_a_name_of_one_sign_or_another_script_has_a_sound():
    assert [sound(one) for one in ("h", "y", "孙", "")] == ["h", "i", "孙", ""]


@pytest.mark.parametrize(
    ("sought", "other", "wanted"),
    [
        ({"given": "José"}, {"given": "jose"}, Level.SAME),
        ({"given": "José"}, {"given": "Chepe"}, Level.NEAR),
        ({"called": ["Chepe"]}, {"given": "José"}, Level.NEAR),
        ({"given": "José"}, {"called": ["Chepe"]}, Level.NEAR),
        ({"given": "María José"}, {"given": "Jose Maria"}, Level.SAME),
        ({"given": "Xóchitl"}, {"given": "Sochil"}, Level.NEAR),
        ({"given": "Gabriel"}, {"given": "Gabrel"}, Level.NEAR),
        ({"given": "Juana"}, {"given": "Ofelia"}, Level.DIFFERS),
        ({"given": "Juana"}, {}, Level.UNKNOWN),
        ({}, {"given": "Juana"}, Level.UNKNOWN),
        ({"called": ["Chata"]}, {"called": ["Chata"]}, Level.UNKNOWN),
    ],
)
def test_given_names(sought: dict, other: dict, wanted: Level):
    assert level(Field.GIVEN, sought, other) is wanted


@pytest.mark.parametrize(
    ("sought", "other", "wanted"),
    [
        (["Turquesa", "Luna"], ["Luna", "Turquesa"], Level.BOTH),
        (["Turquesa", "Luna"], ["TURQUESA", "LÚNA"], Level.BOTH),
        (["Turquesa", "Luna"], ["Turkesa", "Luna"], Level.BOTH),
        (["Turquesa", "Luna"], ["Luna"], Level.ONE),
        (["Luna"], ["Luna"], Level.ONE),
        (["Turquesa", "Luna"], ["Luna", "Paz"], Level.ONE),
        (["de la Cruz"], ["Cruz"], Level.ONE),
        (["Vázquez"], ["Basques"], Level.NEAR),
        (["Turquesa"], ["Obsidiana"], Level.DIFFERS),
        (["Turquesa"], [], Level.UNKNOWN),
        ([], ["Turquesa"], Level.UNKNOWN),
    ],
)
def test_surnames_in_any_order(sought: list[str], other: list[str], wanted: Level):
    assert level(Field.FAMILIES, {"families": sought}, {"families": other}) is wanted
    assert level(Field.FAMILIES, {"families": other}, {"families": sought}) is wanted


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [
        ((2000, 2002), (2002, 2004), Level.SAME),
        ((2000, 2002), (2003, 2004), Level.NEAR),
        ((2000, 2002), (2004, 2004), Level.NEAR),
        ((2000, 2002), (2005, 2006), Level.DIFFERS),
        ((2000, 2002), None, Level.UNKNOWN),
    ],
)
def test_an_age_is_compared_as_precisely_as_it_was_told(one, two, wanted: Level):
    assert level(Field.AGE, {"born": one}, {"born": two}) is wanted
    assert level(Field.AGE, {"born": two}, {"born": one}) is wanted


def test_a_band_is_its_years_and_an_unknown_one_none():
    on = date(2026, 11, 20)
    assert years_of("18-29", on) == born(18, 29, on)
    assert years_of("0-17", on) == born(0, 17, on)
    assert years_of("18+", on) == born(18, 120, on)
    assert years_of("0-4", on) == born(0, 4, on)
    assert years_of("U", on) is years_of("", on) is None


@pytest.mark.parametrize(
    ("field", "sought", "other", "wanted"),
    [
        (Field.SEX, {"sex": "F"}, {"sex": "F"}, Level.SAME),
        (Field.SEX, {"sex": "F"}, {"sex": "M"}, Level.DIFFERS),
        (Field.SEX, {"sex": "F"}, {"sex": "U"}, Level.UNKNOWN),
        (Field.ORIGIN, {"nationality": "HN"}, {"nationality": "HN"}, Level.SAME),
        (Field.ORIGIN, {"nationality": "HN"}, {"nationality": "XX"}, Level.UNKNOWN),
        (Field.RELATION, {"families_of_seeker": ["Rosa Luna"]}, {"families": ["Luna"]}, Level.SAME),
        (Field.RELATION, {"families_of_seeker": ["Rosa Paz"]}, {"families": ["Luna"]}, Level.DIFFERS),
        (Field.RELATION, {}, {"families": ["Luna"]}, Level.UNKNOWN),
        (Field.COMPANIONS, {"companions": ["iba con Ofelia"]}, {"companions": ["Ofelia", "Jade"]}, Level.SAME),
        (Field.COMPANIONS, {"companions": ["iba con Ofelia"]}, {"companions": ["Jade"]}, Level.UNKNOWN),
        (Field.TELEPHONE, {"telephones": ["+504 9855-0101"]}, {"telephones": ["98550101"]}, Level.SAME),
        (Field.TELEPHONE, {"telephones": ["911"]}, {"telephones": ["911"]}, Level.UNKNOWN),
        (Field.MARKS, {"marks": "tatuaje de un jaguar"}, {"marks": "Jaguar, tatuaje en el brazo"}, Level.SAME),
        (Field.MARKS, {"marks": "tatuaje de un jaguar"}, {"marks": "tatuaje de una rosa"}, Level.UNKNOWN),
        (Field.CALLED, {"called": ["Chata"]}, {"called": ["la chata"]}, Level.SAME),
    ],
)
def test_the_other_fields(field: Field, sought: dict, other: dict, wanted: Level):
    assert level(field, sought, other) is wanted


def test_each_row_of_the_table_says_where_it_comes_from_and_levels_of_a_field_are_all_there_is():
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["source"].strip() and row["status"] == "unsigned" for row in rows)
    sums, levels = defaultdict(lambda: [0.0, 0.0]), defaultdict(set)
    for row in rows:
        sums[row["field"]][0] += float(row["same_person"])
        sums[row["field"]][1] += float(row["others"])
        levels[row["field"]].add(row["level"])
    assert set(levels) == {Field.CALLED, Field.RELATION, Field.COMPANIONS, Field.TELEPHONE, Field.MARKS}, (
        "the model weighs the rest"
    )
    for field, both in sums.items():
        if Level.DIFFERS in levels[field]:
            assert both == pytest.approx([1.0, 1.0]), field
    for (field, one), row in table().items():
        assert 0 < row.others <= 1
        assert 0 < row.same_person <= 1
        assert (weight_of(field, one) < 0) is (one is Level.DIFFERS), (field, one)


def test_the_order_is_by_what_speaks_for_it_at_most_twenty_and_whom_more_speaks_against_is_left_out():
    sought = Known(given="Xóchitl", marks="tatuaje de un jaguar", families_of_seeker=["Rosa Luna"])
    marked, plain = Known(marks="Jaguar, tatuaje"), Known()
    all_ = (("other", plain, -3.0), ("plain", plain, 4.0), ("marked", marked, 1.0), ("nothing", plain, 0.0))
    order = ranked([(name, compared(sought, one, likeness=likeness)) for name, one, likeness in all_])
    assert [name for name, _ in order] == ["marked", "plain"]
    many = [(n, compared(sought, marked, likeness=1.0)) for n in range(50)]
    assert [n for n, _ in ranked(many)] == list(range(MOST))


def test_twenty_questions_an_hour_and_sixty_a_day_and_the_same_one_is_free():
    asked = list[Asked]()
    for n in range(AN_HOUR):
        assert wait_s(asked, str(n), n) == 0
        asked = noted(asked, str(n), n)
    assert wait_s(asked, "0", 30) == 0
    assert noted(asked, "0", 30) == asked
    assert wait_s(asked, "new", 30) == HOUR_S - 30
    assert wait_s(asked, "new", HOUR_S) == 0
    full = [(600.0 * n, f"d{n}") for n in range(A_DAY)]
    assert wait_s(full, "new", 600.0 * A_DAY) == DAY_S - 600 * A_DAY
    assert noted(full, "new", DAY_S + 1.0)[0] == (600.0, "d1"), "older ones are forgotten"


def test_pet_names_are_folded_as_names_are():
    assert "jose" in stands_for("chepe")
    assert stands_for("xochitl") == ()


@pytest.mark.parametrize(
    ("looks", "wanted"),
    [
        ([], False),
        ([("a", Looks.SAME)], False),
        ([("a", Looks.SAME), ("a", Looks.SAME)], False),
        ([("a", Looks.SAME), ("b", Looks.SAME)], True),
        ([("a", Looks.SAME), ("b", Looks.UNSURE)], False),
        ([("a", Looks.SAME), ("b", Looks.SAME), ("c", Looks.UNSURE)], True),
        ([("a", Looks.SAME), ("b", Looks.SAME), ("c", Looks.OTHER)], False),
    ],
)
def test_two_look_and_nobody_says_no(looks, wanted: bool):
    assert is_seen_by_two(looks) is wanted


def weighed(verdict: Verdict, *signs: RiskSign) -> Risk:
    return Risk(signs=list(signs), verdict=verdict)


def test_nobody_is_asked_before_two_looked_and_the_risk_was_weighed():
    two, may = [("a", Looks.SAME), ("b", Looks.SAME)], weighed(Verdict.MAY_TELL)
    assert isinstance(why_not_ask(looks=two[:1], risks=[may], is_child=False), SecondLookMissing)
    assert isinstance(why_not_ask(looks=two, risks=[], is_child=False), RiskBeforeAsking)
    for against in ([weighed(Verdict.NEVER)], [weighed(Verdict.ASK_SPECIALIST)], [None], [may, None]):
        assert isinstance(why_not_ask(looks=two, risks=against, is_child=False), RiskAgainstAsking)
    assert why_not_ask(looks=two, risks=[may], is_child=False) is None
    assert isinstance(why_not_ask(looks=two, risks=[may, None], is_child=True), ChildNotWeighed)
    assert why_not_ask(looks=two, risks=[weighed(Verdict.MAY_TELL, RiskSign.CHILD)], is_child=True) is None


CHECKS: tuple[list[Risk], ...] = ([], [weighed(Verdict.MAY_TELL)], [weighed(Verdict.NEVER, RiskSign.CHILD)])


@pytest.mark.parametrize(("wish", "risks", "is_child"), list(product(Wish, CHECKS, [False, True])))
def test_a_no_may_be_written_at_any_time_and_a_yes_after_the_risk_was_weighed(wish: Wish, risks: list[Risk], is_child: bool):
    refused = why_not_answer(wish, risks, is_child=is_child)
    is_weighed = bool(risks) and (not is_child or RiskSign.CHILD in risks[0].signs)
    assert (refused is not None) is (wish in ALLOWS and not is_weighed)


def test_what_allows_something_is_what_telling_says_and_a_message_gives_no_way_to_reach_them():
    assert {wish for wish, told in ALLOWED.items() if told} == ALLOWS
    assert Tell.CALL not in ALLOWED[Wish.MESSAGE]
    assert ALLOWED[Wish.ALIVE_ONLY] < ALLOWED[Wish.MESSAGE] < ALLOWED[Wish.YES]


class TestFold:
    """What is kept of looks and of who works on a file, in whatever order it arrives."""

    PAIR = UUID(int=9)

    def look(self, number: int, says: Looks, author: str, seen: tuple[int, ...]):
        return entry(number, MatchLooked(match=self.PAIR, says=says), seen=seen, cls=FieldClass.TRACING, author=author)

    def said(self, *looks) -> list[tuple[str, str]]:
        opened = entry(1, PersonSought(report=REPORT, person=PERSON, folio="B-1/1"))
        found = matches_of(folded(opened, *looks)).get(str(self.PAIR), [])
        return [(author, says) for author, says, _at, _entry in found]

    def test_each_author_says_one_thing_and_the_later_stands(self):
        looks = [self.look(2, Looks.UNSURE, "a", (1,)), self.look(3, Looks.SAME, "b", (2,)), self.look(4, Looks.SAME, "a", (3,))]
        assert self.said(*looks) == [("a", "same"), ("b", "same")]

    def test_of_two_unaware_of_each_other_by_one_author_the_careful_one_stands(self):
        looks = [self.look(2, Looks.SAME, "a", (1,)), self.look(3, Looks.OTHER, "a", (1,))]
        assert self.said(*looks) == self.said(*reversed(looks)) == [("a", "other")]

    def test_one_no_more_is_enough(self):
        opened = entry(1, PersonSought(report=REPORT, person=PERSON, folio="B-1/1"))
        on = entry(2, FileAssigned(account="marta"), seen=(1,))
        off = entry(3, FileAssigned(account="marta", is_on=False), seen=(2,))
        later = entry(4, FileAssigned(account="marta"), seen=(3,))
        assert assigned_to(folded(opened, on)) == ["marta"]
        assert assigned_to(folded(opened, on, off)) == []
        assert assigned_to(folded(opened, on, off, later)) == ["marta"]
        unaware = entry(5, FileAssigned(account="marta"), seen=(2,))
        assert assigned_to(folded(opened, on, off, unaware)) == []
