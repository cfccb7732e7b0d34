"""Dates, hours and marks as they stand on a sheet."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereda.errors import FieldError
from vereda.paper.errors import (
    CountsTooMany,
    DayNotUnderstood,
    HourNotUnderstood,
    MarkUnknown,
    NationalityUnknown,
    NumberAlone,
)
from vereda.paper.rules.written import day_written, hour_written, marks_written, tally_written

TODAY = date(2026, 3, 1)
COLUMNS = [{"sex": "F"}, {"sex": "M"}, {"sex": "U"}]
CODES = ["HN", "GT", "XX"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/08/25", date(2025, 8, 31)), ("310825", date(2025, 8, 31)), ("31-8-2025", date(2025, 8, 31)),
        ("31082025", date(2025, 8, 31)),
        ("1.1.26", date(2026, 1, 1)), ("28 2", date(2026, 2, 28)), ("2802", date(2026, 2, 28)), ("31/12", date(2025, 12, 31)),
        ("0203", date(2025, 3, 2)), ("29/2", date(2024, 2, 29)), ("29/02/24", date(2024, 2, 29)),
    ],
)  # fmt: skip
def test_a_day_is_read_as_the_country_writes_it_and_without_year_it_is_the_last_one(text: str, day: date):
    assert day_written(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "31/02/26", "29/02/26", "32/01/26", "01/13/26", "12", "123", "12345", "1/1/1/1", "uno", "٣١/٠٨/٢٥"]
)
def test_what_is_no_day_is_refused(text: str):
    with pytest.raises(DayNotUnderstood):
        day_written(text, TODAY)


@pytest.mark.parametrize(
    ("text", "hour"),
    [("23:50", time(23, 50)), ("2350", time(23, 50)), ("905", time(9, 5)), ("0:05", time(0, 5)), ("7", time(7)),
     ("21 h", time(21)), ("0", time(0)), ("00:00", time(0)), ("19h20", time(19, 20))],
)  # fmt: skip
def test_an_hour_is_read_of_24(text: str, hour: time):
    assert hour_written(text) == hour


@pytest.mark.parametrize("text", ["", "24", "2460", "25:00", "12:60", "9 pm", "-1", "12345"])
def test_what_is_no_hour_is_refused(text: str):
    with pytest.raises(HourNotUnderstood):
        hour_written(text)


def test_marks_say_which_boxes_and_to_how_many():
    assert marks_written("5 6:3, 12", ["5", "6", "12"]) == {"5": None, "6": 3, "12": None}
    assert marks_written("6=3 5/2", ["5", "6"]) == {"6": 3, "5": 2}
    for wrong in ("7", "5:", "5:x", ":3"):
        with pytest.raises(MarkUnknown):
            marks_written(wrong, ["5", "6"])


def test_the_tally_is_read_row_by_row():
    assert tally_written("HN 3 2 GT 0 0 1", COLUMNS, CODES) == {("HN", 0): 3, ("HN", 1): 2, ("GT", 2): 1}
    assert tally_written("hn 3, 2; ? 1", COLUMNS, CODES) == {("HN", 0): 3, ("HN", 1): 2, ("XX", 0): 1}
    assert tally_written("HN 1 HN 2", COLUMNS, CODES) == {("HN", 0): 3}
    for wrong, error in (("QQ 1", NationalityUnknown), ("3 HN", NumberAlone), ("HN 1 1 1 1", CountsTooMany)):
        with pytest.raises(error):
            tally_written(wrong, COLUMNS, CODES)


@given(st.text(max_size=40))
def test_nothing_that_is_typed_breaks_the_reading(text: str):
    for read in (
        lambda: day_written(text, TODAY),
        lambda: hour_written(text),
        lambda: marks_written(text, ["1", "2"]),
        lambda: tally_written(text, COLUMNS, CODES),
    ):
        with suppress(FieldError):
            read()
