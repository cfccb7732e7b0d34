"""What is asked when, and what is kept of it: expressions, filters, repeats, boxes; worked by hand on the five forms."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from uuid import UUID

import pytest

from vereda.logbook.schema import FieldClass
from vereda.surveys.entries.facts import Answered
from vereda.surveys.importing.xlsform import Imported, imported
from vereda.surveys.rules.apart import cells, put_together, taken_apart
from vereda.surveys.rules.asking import walk
from vereda.surveys.rules.expressions import NotUnderstood, parsed
from vereda.surveys.rules.patterns import is_bounded
from vereda.surveys.rules.working import Here, worked
from vereda.surveys.tests.books import FIVE, book
from vereda.surveys.tests.cases import ANSWERS, CASES
from vereda.surveys.words import Field

NOW = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
CODES = {Field.SERVICES: {"WATER", "FOOD"}, Field.SEX: {"F", "M"}}


@pytest.fixture(scope="module")
def forms():
    found = {name: imported(made(), CODES) for name, made in FIVE.items()}
    assert all(isinstance(one, Imported) for one in found.values())
    return {name: one.form for name, one in found.items()}


def value(text: str, *, own: object = "", **answers: object) -> object:
    return worked(parsed(text), Here([answers], (), {}, NOW, own=own))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_expressions_are_worth_what_xpath_says(text, expected):
    assert value(text, **ANSWERS) == expected


def test_a_day_that_is_none_compares_with_nothing():
    assert value("${x} < today()", x="mañana") is False
    assert math.isnan(value("number('')"))


@pytest.mark.parametrize(
    "text",
    [
        "-" * 500 + "1",
        "(" * 900 + "1" + ")" * 900,
        "1 +",
        "foo(1)",
        "${a",
        "selected(${a})",
        "a = 1",
        "1 2",
        "'x",
        "if(1,2)",
        "count(,)",
        "//x",
        "(1",
    ],
)
def test_what_is_not_understood_is_said(text):
    with pytest.raises(NotUnderstood):
        parsed(text)


@pytest.mark.parametrize(
    "pattern",
    ["^(a+)+$", "(a|aa)+", "([a-z]+,?)*", ".*.*.*.*x", "a?" * 60, "a{0,10}" * 20, "(?:(?:a{1,5}){1,5}){1,5}", "[", "((" * 3000],
)
def test_a_pattern_that_could_keep_anybody_busy_is_refused(pattern):
    assert not is_bounded(pattern)


@pytest.mark.parametrize(
    "pattern", [r"[A-Z]{2}\d{1,4}", r"\d+(\.\d{1,2})?", r"[^@]+@[^@]+\.[a-z]{2,6}", "(alto|bajo) +[0-9]+", "([a-z]{3}-)*", ""]
)
def test_the_patterns_that_people_write_are_received(pattern):
    assert is_bounded(pattern)


def test_what_a_form_wants_in_clear_and_is_no_code_of_its_list_is_sealed(forms):
    told = {"dangers": ["heat", "Ana, calle 5"], "which": "x"}
    assert taken_apart(forms["peligros"], told) == {FieldClass.FREE_TEXT: told}
    form = imported(book([["type", "name", "label", "vereda_class"], ["integer", "n", "N", "contact"]]), {}).form
    assert taken_apart(form, {"n": 12}) == {FieldClass.CONTACT: {"n": 12}}
    assert taken_apart(form, {"n": 5512345678}) == {FieldClass.FREE_TEXT: {"n": 5512345678}}
    for wrong in ({"n": 5512345678}, {"n": "Ana López"}, {"r": [{"n": "x" * 65}]}, {"n": 1.5}, {"n": None}):
        with pytest.raises(ValueError, match="answers"):
            Answered(survey=UUID(int=1), form_version="1", answers=wrong)


def test_a_filter_offers_what_belongs_to_the_answer_before(forms):
    told = {"water": "no", "state": "SON", "town": "tap", "hours": 3}
    seen = walk(forms["agua"], told, NOW)
    by_name = {one.node.name: one for one in seen.every()}
    assert [one.code for one in by_name["town"].choices] == ["alt", "sas"]
    assert {one.node.name: one.wrong for one in seen.wrong()} == {"town": "choice"}
    assert [
        one.code for one in {o.node.name: o for o in walk(forms["agua"], told | {"state": ""}, NOW).every()}["town"].choices
    ] == []


def test_what_does_not_apply_is_neither_asked_nor_kept(forms):
    seen = walk(forms["agua"], {"water": "yes", "state": "SON", "hours": 999, "told": "todo bien", "unknown": 1}, NOW)
    assert [one.node.name for one in seen.every()] == ["water", "told"]
    assert seen.answers == {"water": "yes", "told": "todo bien"}
    assert seen.wrong() == []


def test_what_is_required_and_what_cannot_be_is_said_at_its_place(forms):
    seen = walk(forms["agua"], {"water": "no", "hours": 241}, NOW)
    assert {one.path: one.wrong for one in seen.wrong()} == {("state",): "missing", ("hours",): "constraint"}
    assert {one.said.get("Español (es)") for one in seen.wrong()} == {None, "De 0 a 240 horas."}
    assert {o.path: o.wrong for o in walk(forms["agua"], {"water": "no", "state": "SON", "hours": "3"}, NOW).wrong()} == {
        ("hours",): "type"
    }


def test_a_repeat_is_asked_as_often_as_the_form_says(forms):
    told = {"many": 3, "child": [{"age": 4, "school": "yes"}, {"age": 9, "school": "yes"}, {"age": 18}, {"age": 1}]}
    seen = walk(forms["ninez"], told, NOW)
    assert [one.path for one in seen.wrong()] == [("child", 2, "age")]
    # 4 is too young for the question of school: what stood there goes; the fourth child was not announced.
    assert seen.answers["child"] == [{"age": 4}, {"age": 9, "school": "yes"}, {"age": 18}]
    assert (seen.answers["in_school"], seen.answers["years"]) == ("1", "31")
    note = next(one for one in seen.every() if one.node.name == "so")
    assert note.label["Español (es)"] == "Son 3, 31 años en total"


def test_one_of_several_excludes_the_others(forms):
    assert [one.wrong for one in walk(forms["peligros"], {"dangers": ["none", "heat"]}, NOW).wrong()] == ["constraint"]
    asked = [one.node.name for one in walk(forms["peligros"], {"dangers": ["heat", "other"]}, NOW).every()]
    assert asked[:3] == ["dangers", "which", "seen_on"]
    assert walk(forms["peligros"], {"dangers": ["heat"], "seen_on": "2026-03-02"}, NOW).wrong()[0].wrong == "constraint"


def test_nothing_is_asked_of_who_does_not_agree(forms):
    assert [one.node.name for one in walk(forms["servicio"], {}, NOW).every()] == ["agrees"]
    seen = walk(forms["servicio"], {"agrees": True, "score": 2, "missing": "no", "leaflet": "AB12"}, NOW)
    assert {one.node.name: one.wrong for one in seen.wrong()} == {"missing": "constraint", "leaflet": "constraint"}
    assert [o.node.name for o in walk(forms["servicio"], {"agrees": True, "score": 6}, NOW).wrong()] == ["score"]


def test_no_photo_can_be_demanded():
    made = imported(book([["type", "name", "label", "required"], ["image", "p", "Foto", "yes"], ["text", "t", "T", "yes"]]), {})
    assert [one.node.name for one in walk(made.form, {}, NOW).wrong()] == ["t"]


def test_answers_are_taken_apart_by_class_and_put_together_again(forms):
    told = {"dangers": ["heat"], "which": "x", "seen_at": "08:10", "fever": 38.5, "point": {"lat": 28.7, "lon": -100.5}}
    parts = taken_apart(forms["peligros"], told)
    assert parts == {
        FieldClass.CONTACT: {"dangers": ["heat"]},
        FieldClass.FREE_TEXT: {"which": "x", "seen_at": "08:10"},
        FieldClass.HEALTH: {"fever": 38.5},
        FieldClass.WHEREABOUTS: {"point": {"lat": 28.7, "lon": -100.5}},
    }
    assert put_together(parts.values()) == told
    assert put_together([parts[FieldClass.CONTACT]]) == {"dangers": ["heat"]}
    twice = {"many": 2, "child": [{"age": 4}, {"age": 7, "school": "no"}], "years": "11"}
    assert put_together(taken_apart(forms["ninez"], twice).values()) == twice
    assert cells(forms["ninez"], twice)["age"] == "4 | 7"
