"""The register's rules by hand: last days, days left, the same question, figures that a text may not hold, the public file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from vereda.countries.door import HolidayTableEnds, calendar_of, laws_of
from vereda.transparency.entries import Answered, GivenCell, Part, QuestionSet, RequestReceived
from vereda.transparency.rules import answering, counting, terms
from vereda.transparency.rules.fold import Request
from vereda.transparency.words import Basis, Outcome, Outside, TermFrom, Way

MX, GT = calendar_of("mx"), calendar_of("gt")
SHA = "0" * 64


def row(country: str, which: str = terms.ANSWER):
    found = terms.row_of({one.code: one for one in laws_of(country).deadlines}, country, which)
    assert found is not None
    return found


def request_of(number: int, **changed) -> Request:
    told: dict[str, Any] = {  # Any: fields of a request
        "received": RequestReceived(
            number=number, basis=Basis.LAW, way=Way.PLATFORM, received_on=date(2026, 10, 5), term=TermFrom.PACK,
            deadline="MX-INFO-ANSWER", due_on=date(2026, 11, 3),
        ),
        "question": None, "asked": [], "clarified": [], "extended": None, "answered": None, "appealed": None, "closed": None,
    }  # fmt: skip
    return Request(**{**told, **changed})


def test_a_term_of_working_days_leaves_out_weekends_and_holidays():
    # 5 October 2026 is a Monday: 20 working days end on Monday 2 November, unless a holiday is among them.
    assert terms.last_day(date(2026, 10, 5), row("mx"), MX) == date(2026, 11, 2)
    # 16 November (Revolution, moved to the Monday) is none: ten more from the 2nd end on the 17th, not the 16th.
    assert terms.last_day(date(2026, 11, 2), row("mx", terms.EXTENSION), MX) == date(2026, 11, 17)


def test_a_law_that_says_days_and_not_which_counts_every_day():
    assert terms.last_day(date(2026, 10, 5), row("gt"), GT) == date(2026, 10, 15)


def test_no_day_is_guessed_beyond_the_table_of_holidays():
    with pytest.raises(HolidayTableEnds):
        terms.last_day(date(2028, 12, 20), row("mx"), MX)
    assert terms.row_of({one.code: one for one in laws_of("sv").deadlines}, "sv", terms.ANSWER) is None


@pytest.mark.parametrize(
    ("today", "left"), [(date(2026, 10, 30), 1), (date(2026, 11, 2), 0), (date(2026, 11, 3), -1), (date(2026, 11, 17), -10)]
)
def test_days_left_are_working_days(today, left):
    assert terms.days_left(today, date(2026, 11, 2), MX) == left


def test_a_question_is_the_same_however_its_cells_were_chosen():
    one = Part(period="2026-09", table="people-sex-age", cells=[["F", "18+"], ["M", "18+"]])
    turned = Part(period="2026-09", table="people-sex-age", cells=[["M", "18+"], ["F", "18+"], ["F", "18+"]])
    whole = Part(period="2026-08", table="people-sex-age")
    assert answering.key_of([one, whole], None, "") == answering.key_of([whole, turned], None, "2026-09")
    assert answering.key_of([one], None, "") != answering.key_of([whole], None, "")
    assert answering.key_of([], Outside.BY_GROUP, "2026") != answering.key_of([], Outside.BY_GROUP, "2025")


def test_what_cells_come_to():
    cell = {"period": "2026-09", "table": "t", "codes": ["F"]}
    told, held = GivenCell(**cell, value=20), GivenCell(**cell, why="small")
    assert answering.outcome_of([told], 0, 0) is Outcome.GIVEN
    assert answering.outcome_of([told, held], 0, 0) is Outcome.PARTLY
    assert answering.outcome_of([held], 3, 0) is Outcome.WITHHELD
    assert answering.outcome_of([], 0, 12) is Outcome.GIVEN


@pytest.mark.parametrize(
    "text",
    [
        "Fueron 1,235 mujeres en septiembre de 2026.", "Were 1 235 women, edition 2026-09.", "Son 1235 y 40.",
        "Una mujer pregunta.", "Todas ellas, según la edición de 2026.", "",
    ],
)  # fmt: skip
def test_a_text_may_repeat_chosen_cells_and_the_year_of_their_edition(text):
    assert answering.foreign_figure(text, [1235, 40], ["2026-09"]) is None


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Fueron 1,236 mujeres.", "1,236"), ("Cerca de 12.5 por ciento", "12.5"), ("Hubo tres niñas", "tres"), ("７", "7"),
        ("Casi dieciséis", "dieciseis"), ("about forty women", "forty"), ("en 2025 fueron más", "2025"), ("2026-08", "08"),
        ("1235.5", "1235.5"), ("de 35 a 40", "35"), ("un millón de personas", "millon"), ("Veintiún hombres", "Veintiun"),
    ],
)  # fmt: skip
def test_any_other_number_is_refused_in_digits_and_written_out(text, figure):
    assert answering.foreign_figure(text, [1235, 40], ["2026-09"]) == figure


def test_the_public_file_has_codes_and_days_and_nobody():
    question = QuestionSet(parts=[Part(period="2026-09", table="people-sex-age", cells=[["F", "18+"]])])
    answered = Answered(on=date(2026, 11, 4), outcome=Outcome.GIVEN, question=SHA)
    text = counting.register_csv([request_of(2), request_of(1, question=question, answered=answered)], MX)
    assert text.splitlines() == [
        "folio,basis,received,question,table,answered,working_days,in_term,outcome,appealed",
        "2026-001,law,2026-10-05,people-sex-age 2026-09 F/18+,people-sex-age,2026-11-04,22,no,given,",
        "2026-002,law,2026-10-05,,,,,,,",
    ]


def test_the_year_added_up():
    late = Answered(on=date(2026, 11, 4), outcome=Outcome.GIVEN, question=SHA)
    good = Answered(on=date(2026, 10, 12), outcome=Outcome.NOT_HELD, question=SHA)
    found = counting.counted([request_of(1, answered=late), request_of(2, answered=good), request_of(3)], date(2026, 12, 1), MX)
    assert (found.received, found.open, found.overdue, found.in_term, found.late) == (3, 1, 1, 1, 1)
    assert found.middle_days == 13.5
