"""Courses that travel: words and questions alone, drafts where they arrive, each language by itself, twice is once."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest

from vereda.logbook.door import Author
from vereda.logbook.folding import read_entry
from vereda.logbook.models import LogEntry
from vereda.logbook.rules.fold import fold_all
from vereda.logbook.tests.pens import Pen, subject_number
from vereda.training import carrying, errors
from vereda.training.entries import CourseTextCame
from vereda.training.rules import abroad

AT = datetime(2026, 11, 30, 18, tzinfo=UTC)
SERGIO = Author(account="sergio", group="headquarters", country="mx", zone="America/Mexico_City")


def sent(version: int = 1, *, code: str = "first-aid", **titles: str) -> dict[str, Any]:
    """Return a course of Guatemala: one of ours under another title."""
    item = next(one for one in carrying.given("gt") if one["of"]["code"] == code)
    item["of"]["version"] = version
    for language, title in titles.items():
        item["texts"][language]["title"] = title
    return item


def titles() -> list[tuple[str, str, int, dict[str, str]]]:
    return [
        (one.sender, one.of.code, one.of.version, {code: text.text.title for code, text in one.texts.items()})
        for one in carrying.courses_abroad("mx")
    ]


def test_what_leaves_holds_every_course_and_nobody():
    given = carrying.given("mx")
    assert {one["of"]["code"] for one in given} >= {"rights", "trafficking", "first-aid"}
    assert {tuple(sorted(one)) for one in given} == {("country", "of", "texts")}
    assert {(one["of"]["reviewed_by"], one["of"]["reviewed_on"]) for one in given} == {("", "")}
    assert [carrying.checked(one) for one in given] == given


@pytest.mark.django_db
def test_it_comes_as_a_draft_of_its_country_once_and_each_language_by_itself(home: object):
    first = sent(es="Auxilio de Guatemala", en="Aid of Guatemala")
    assert carrying.take(first, sender="gt", by=SERGIO, at=AT)
    assert titles() == [("gt", "first-aid", 1, {"es": "Auxilio de Guatemala", "en": "Aid of Guatemala"})]
    assert carrying.take(first, sender="gt", by=SERGIO, at=AT) == []
    english = LogEntry.objects.filter(kind="training.course_text_came").count()
    carrying.take(sent(2, es="Auxilio nuevo", en="Aid of Guatemala"), sender="gt", by=SERGIO, at=AT)
    assert titles() == [("gt", "first-aid", 2, {"es": "Auxilio nuevo", "en": "Aid of Guatemala"})]
    assert LogEntry.objects.filter(kind="training.course_text_came").count() == english + 1, "English was not written again"
    assert carrying.take(first, sender="gt", by=SERGIO, at=AT) == [], "an older version that comes late"


@pytest.mark.django_db
def test_a_course_that_is_ours_word_for_word_is_no_draft_and_only_what_differs_comes(home: object):
    assert carrying.take(sent(), sender="gt", by=SERGIO, at=AT) == []
    carrying.take(sent(es="Otro"), sender="gt", by=SERGIO, at=AT)
    assert titles() == [("gt", "first-aid", 1, {"es": "Otro"})]


@pytest.mark.django_db
def test_what_is_wrong_or_in_anothers_name_is_refused_whole(home: object):
    whole = sent(es="Otro")
    question = whole["of"]["questions"][0]["code"]
    for wrong in (
        {**whole, "country": "hn"},
        {**whole, "people": [{"who": "ines", "right": 9}]},
        {**whole, "texts": {}},
        {**whole, "texts": {"es": {**whole["texts"]["es"], "modules": {}}}},
        {**whole, "texts": {"es": {**whole["texts"]["es"], "scores": {question: 100}}}},
        {**whole, "of": {**whole["of"], "questions": [{**whole["of"]["questions"][0], "answer": "e"}]}},
    ):
        with pytest.raises(errors.CourseFaulty):
            carrying.take(wrong, sender="gt", by=SERGIO, at=AT)
    with pytest.raises(errors.CourseFaulty):
        carrying.take({**whole, "country": "mx"}, sender="mx", by=SERGIO, at=AT)
    assert titles() == []


@pytest.mark.django_db
def test_a_review_is_of_the_words_that_were_read(home: object):
    carrying.take(sent(es="Otro"), sender="gt", by=SERGIO, at=AT)
    (one,) = carrying.courses_abroad("mx")
    said = {"reviewer": "Lucía", "office": "Rescate", "fits": True, "today": AT.date(), "by": SERGIO, "at": AT}
    read = abroad.text_id(one.of, one.texts["es"].text)
    for wrong, error in (
        ({"text_id": "0" * 16}, errors.CourseMoved),
        ({"reviewer": " "}, errors.ReviewerNeeded),
        ({"fits": False}, errors.WhyNeeded),
    ):
        with pytest.raises(error):
            carrying.review_course(one.subject, "es", **{"text_id": read, **said, **wrong})
    with pytest.raises(errors.CourseUnknown):
        carrying.review_course(one.subject, "en", text_id=read, **said)
    carrying.review_course(one.subject, "es", text_id=read, **said)
    assert carrying.course_abroad(one.subject, "mx").review("es").reviewer == "Lucía"
    carrying.take(sent(2, es="Más nuevo"), sender="gt", by=SERGIO, at=AT)
    assert carrying.course_abroad(one.subject, "mx").review("es") is None


def test_in_any_order_of_arrival_the_newest_words_stand():
    pen, subject = Pen("desk-1"), subject_number(1)
    text = carrying.Carried.model_validate(sent()).texts["es"]
    told = [CourseTextCame(course=subject_number(2), language="es", revision=n, text=text) for n in (2, 1, 3)]
    entries = [read_entry(pen.write(one, subject, minutes=place).raw) for place, one in enumerate(told)]
    states = [fold_all(list(order), abroad.start_text, abroad.step_text).state for order in permutations(entries)]
    assert {state["came"]["revision"] for state in states} == {3}
