"""Terms: each row of the packs that names amount and unit, worked by hand over weekends, year ends, holidays and 29 February."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vereda.countries.door import COUNTED_UNITS, SATURDAY, Deadline, HolidayTableEnds, calendar_of, law_countries, laws_of
from vereda.countries.holidays import calendar
from vereda.countries.rows import Holiday
from vereda.legal.errors import (
    SuspensionNotCounted,
    SuspensionReversed,
    TermNotThen,
    TermStartsLater,
    TermWithoutSource,
)
from vereda.legal.rules.terms import Computed, Kind, Note, Span, computed, has_source
from vereda.legal.tests.shelf import term

ZONES = {iso: ZoneInfo(zone) for iso, zone in {
    "mx": "America/Mexico_City", "gt": "America/Guatemala", "hn": "America/Tegucigalpa", "sv": "America/El_Salvador",
}.items()}  # fmt: skip
LATER = datetime(2029, 12, 31, tzinfo=UTC)
WORKED = list(csv.DictReader((Path(__file__).parent / "data/legal_terms.csv").read_text("utf-8").splitlines()))
ROWS: Mapping[str, Deadline] = {row.code: row for iso in law_countries() for row in laws_of(iso).deadlines}
COUNTED = {code for code, row in ROWS.items() if row.unit in COUNTED_UNITS and row.amount}


def signed(row: Deadline) -> Deadline:
    """Return the row as it is once a lawyer has put her name to it."""
    return row.model_copy(update={"reviewed_by": "L. Prueba", "reviewed_on": date(2026, 11, 1)})


def at(written: str, iso: str = "mx") -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=ZONES[iso])


def run(row: Deadline, started: str = "2026-06-01T09:00", iso: str = "mx", *suspended: Span) -> Computed:
    return computed(row, at(started, iso), calendar_of(iso), now=LATER, suspended=suspended)


@pytest.mark.parametrize("case", WORKED, ids=lambda case: f"{case['code']}-{case['started_at'][:10]}")
def test_the_dates_are_those_worked_by_hand(case: dict[str, str]):
    iso, row = case["iso"], ROWS[case["code"]]
    found = run(row if has_source(row) else signed(row), case["started_at"], iso)
    assert found.kind is Kind.DATED
    assert found.due_at
    assert found.last_on
    assert found.safe_on
    if "T" in case["last"]:
        assert found.due_at == at(case["last"], iso)
    else:
        assert found.last_on.isoformat() == case["last"]
        assert found.due_at == at(case["last"], iso) + timedelta(days=1)
    assert found.safe_on.isoformat() == case["safe_on"]


def test_every_row_with_amount_and_unit_is_worked_by_hand_over_year_end_and_29_february():
    by_code = {code: [case for case in WORKED if case["code"] == code] for code in COUNTED}
    assert all(len(cases) >= 3 for cases in by_code.values())
    for code, cases in by_code.items():
        spans = [(case["started_at"][:10], case["last"][:10]) for case in cases]
        assert any(first[:4] < last[:4] for first, last in spans), code
        assert any(first <= day <= last for first, last in spans for day in ("2024-02-29", "2028-02-29")), code


def days_of(case: dict[str, str]) -> list[date]:
    first, last = date.fromisoformat(case["started_at"][:10]), date.fromisoformat(case["last"][:10])
    return [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]


def test_every_row_is_worked_by_hand_over_a_weekend_and_over_a_holiday():
    for code in COUNTED:
        cases = [case for case in WORKED if case["code"] == code]
        assert any(day.weekday() >= SATURDAY for case in cases for day in days_of(case)), code
        assert any(calendar_of(case["iso"]).holiday(day) for case in cases for day in days_of(case)), code


@pytest.mark.parametrize(
    ("amount", "unit", "started", "last", "safe"),
    [
        # Of no country: the first look at a child who is alone within a day, and how long a routine contact is kept.
        (24, "hours", "2026-11-27T22:00", "2026-11-28T22:00", "2026-11-28"),
        (24, "hours", "2026-12-31T18:30", "2027-01-01T18:30", "2027-01-01"),
        (24, "hours", "2028-02-28T07:00", "2028-02-29T07:00", "2028-02-29"),
        (90, "calendar_days", "2026-06-01T09:00", "2026-08-30", "2026-08-28"),  # a Sunday
        (90, "calendar_days", "2026-11-10T09:00", "2027-02-08", "2027-02-05"),  # over year end, ends on a Monday
        (90, "calendar_days", "2027-12-01T09:00", "2028-02-29", "2028-02-28"),  # ends on 29 February
        (90, "calendar_days", "2024-01-15T09:00", "2024-04-14", "2024-04-12"),  # over 29 February, ends on a Sunday
    ],
)
def test_the_two_terms_of_no_country_are_worked_by_hand(amount: int, unit: str, started: str, last: str, safe: str):
    found = run(term(amount=amount, unit=unit), started)
    assert found.last_on
    assert found.last_on.isoformat() == last[:10]
    if "T" in last:
        assert found.due_at == at(last)
    assert found.safe_on
    assert found.safe_on.isoformat() == safe


@pytest.mark.parametrize(
    ("started", "amount", "last"),
    [
        ("2026-04-01T09:00", 3, "2026-04-08"),  # Maundy Thursday and Good Friday
        ("2026-04-10T09:00", 2, "2026-04-15"),  # 14 April, day of the Americas, is a Tuesday
        ("2026-10-05T09:00", 3, "2026-10-13"),  # the week of Morazán: Wednesday 7 to Friday 9
        ("2026-12-23T09:00", 3, "2026-12-29"),  # 25 December is a Friday
        ("2026-12-30T09:00", 2, "2027-01-04"),  # over year end
        ("2028-02-28T09:00", 2, "2028-03-01"),  # 29 February is a working Tuesday
    ],
)
def test_honduras_of_which_no_term_with_a_number_was_read_counts_by_its_own_days(started: str, amount: int, last: str):
    found = run(term(amount=amount), started, "hn")
    assert found.last_on
    assert found.last_on.isoformat() == last


def test_what_is_not_counted_says_so_and_has_no_date():
    for row in ROWS.values():
        if row.code not in COUNTED and has_source(row):
            found = run(row)
            assert found.kind is not Kind.DATED
            assert found.last_on is found.due_at is found.safe_on is None
    assert run(ROWS["MX-AMPARO-ANY"]).kind is Kind.ANY_TIME
    assert run(ROWS["MX-DET-DEFENDER"]).kind is Kind.AT_ONCE
    assert run(ROWS["GT-REF-APPLY"], iso="gt").kind is Kind.NO_NUMBER


@pytest.mark.parametrize("code", ["MX-DENUNCIA-MP", "MX-PEP", "MX-EC", "MX-TVRH", "HN-HABEAS", "GT-PDH"])
def test_a_term_without_a_source_is_refused_until_somebody_signs_it(code: str):
    with pytest.raises(TermWithoutSource):
        run(ROWS[code])
    assert run(signed(ROWS[code])).code == code


def test_an_empty_source_is_none():
    blank = term().model_copy(update={"source": "  "})
    with pytest.raises(TermWithoutSource):
        run(blank)


def test_a_term_that_starts_in_the_future_is_asked_again():
    started = at("2026-06-01T09:00")
    for row in (term(), term(unit="any_time", amount=0), term(unit="hours", amount=4)):
        with pytest.raises(TermStartsLater):
            computed(row, started, calendar_of("mx"), now=started - timedelta(seconds=1))
        assert computed(row, started, calendar_of("mx"), now=started)


def test_a_holiday_table_that_ends_is_said_and_never_guessed_over():
    with pytest.raises(HolidayTableEnds) as wrong:
        run(ROWS["MX-REF-DECIDE"], "2028-12-01T09:00")
    assert wrong.value.details == {"iso": "mx", "year": 2029, "years": "2024-2028"}
    with pytest.raises(HolidayTableEnds):
        run(ROWS["MX-REF-RATIFY"], "2023-06-01T09:00")
    with pytest.raises(HolidayTableEnds):
        computed(term(), at("2026-06-01T09:00"), calendar("mx", (), ()), now=LATER)


def test_a_term_of_all_days_goes_on_where_the_table_ends_and_says_so():
    found = run(ROWS["MX-CNDH"], "2028-06-01T09:00")
    assert (found.last_on, found.safe_on) == (date(2029, 6, 1), date(2029, 5, 31))
    assert Note.TABLE_ENDS in found.notes


def test_the_pack_corrects_the_library_both_ways():
    told = {"label_es": "Asueto", "label_en": "Day off", "status": "verified", "source": "decree"}
    rows = (Holiday(on=date(2026, 6, 3), closed=True, **told), Holiday(on=date(2026, 9, 16), closed=False, **told))
    corrected = calendar("mx", rows, laws_of("mx").holiday_years)
    three = term(amount=3)
    assert computed(three, at("2026-06-01T09:00"), corrected, now=LATER).last_on == date(2026, 6, 5)
    assert computed(three, at("2026-09-15T09:00"), corrected, now=LATER).last_on == date(2026, 9, 18)
    assert run(three, "2026-09-15T09:00").last_on == date(2026, 9, 21)


def test_four_countries_rest_on_their_own_days():
    rests = {iso: {on for on in calendar_of(iso).closed if on.year == 2026} for iso in ("mx", "gt", "hn", "sv")}
    everybody = set.intersection(*rests.values())
    assert {date(2026, 1, 1), date(2026, 5, 1), date(2026, 12, 25)} <= everybody
    assert date(2026, 11, 16) in rests["mx"] - rests["gt"] - rests["hn"] - rests["sv"]
    assert date(2026, 6, 29) in rests["gt"] - rests["mx"] - rests["hn"] - rests["sv"]
    assert date(2026, 10, 7) in rests["hn"] - rests["mx"] - rests["gt"] - rests["sv"]
    assert date(2026, 8, 6) in rests["sv"] - rests["mx"] - rests["gt"] - rests["hn"]


def test_hours_are_real_hours_where_the_clock_jumps():
    border = ZoneInfo("America/Matamoros")  # goes an hour ahead on 8 March 2026, as across the river
    started = datetime(2026, 3, 6, 12, 0, tzinfo=border)
    found = computed(term(unit="hours", amount=72), started, calendar_of("mx"), now=LATER)
    assert found.due_at == datetime(2026, 3, 9, 13, 0, tzinfo=border)


@pytest.mark.parametrize(
    ("started", "amount", "last"),
    [("2026-01-31T09:00", 1, "2026-02-28"), ("2028-01-31T09:00", 1, "2028-02-29"), ("2026-08-31T09:00", 6, "2027-02-28"),
     ("2026-12-15T09:00", 1, "2027-01-15"), ("2026-10-31T09:00", 2, "2026-12-31"), ("2026-11-30T09:00", 12, "2027-11-30")],
)  # fmt: skip
def test_months_end_on_the_same_day_or_on_the_last_of_the_month(started: str, amount: int, last: str):
    found = run(term(unit="months", amount=amount), started)
    assert found.last_on
    assert found.last_on.isoformat() == last


def test_days_of_a_suspension_are_not_counted():
    stood = Span(date(2026, 6, 3), date(2026, 6, 9))
    assert run(term(amount=3), "2026-06-01T09:00", "mx", stood).last_on == date(2026, 6, 11)
    every = run(term(unit="calendar_days", amount=3), "2026-06-01T09:00", "mx", stood)
    assert every.last_on == date(2026, 6, 11)
    assert [one.on.day for one in every.left_out if one.is_suspended] == [3, 4, 5, 6, 7, 8, 9]
    assert run(term(unit="months", amount=1), "2026-06-01T09:00", "mx", stood).last_on == date(2026, 7, 8)
    whole = Span(date(2026, 6, 2), date(2026, 6, 2))
    assert run(term(amount=1), "2026-06-01T09:00", "mx", whole).first_on == date(2026, 6, 3)


def test_a_suspension_that_cannot_be_counted_is_said():
    with pytest.raises(SuspensionNotCounted):
        run(term(unit="hours", amount=36), "2026-06-01T09:00", "mx", Span(date(2026, 6, 2), date(2026, 6, 2)))
    with pytest.raises(SuspensionReversed):
        run(term(), "2026-06-01T09:00", "mx", Span(date(2026, 6, 2), date(2026, 6, 1)))


def test_a_term_that_did_not_hold_then_is_said():
    row = term(valid_from="2026-07-01")
    with pytest.raises(TermNotThen):
        run(row, "2026-06-30T09:00")
    assert run(row, "2026-07-01T09:00").last_on


def test_what_a_lawyer_must_know_is_said_beside_the_date():
    found = run(ROWS["GT-REF-APPEAL"], "2026-03-25T09:00", "gt")
    assert set(found.notes) == {Note.DAYS_NOT_STATED, Note.LAST_IS_CLOSED, Note.NOT_SIGNED, Note.CALENDAR_NOT_SIGNED}
    assert Note.PARTLY_VERIFIED in run(ROWS["MX-REF-APPLY"]).notes
    assert Note.NOT_SIGNED not in run(signed(ROWS["MX-REF-APPLY"])).notes


def test_it_can_be_followed_by_hand():
    found = run(ROWS["MX-REF-RATIFY"], "2026-11-13T09:00")
    assert (found.first_on, found.amount) == (date(2026, 11, 17), 3)
    assert [(one.on.day, one.holiday) for one in found.left_out] == [(14, ""), (15, ""), (16, "Día de la Revolución")]


@settings(deadline=None, max_examples=200)
@given(
    day=st.dates(date(2024, 1, 1), date(2028, 6, 30)), amount=st.integers(1, 60), iso=st.sampled_from(["mx", "gt", "hn", "sv"])
)
def test_working_days_are_as_many_as_the_law_says(day: date, amount: int, iso: str):
    known, started = calendar_of(iso), datetime(day.year, day.month, day.day, 9, tzinfo=ZONES[iso])
    found = computed(term(amount=amount), started, known, now=LATER)
    assert found.last_on
    assert found.safe_on
    between = [day + timedelta(days=n) for n in range(1, (found.last_on - day).days + 1)]
    assert sum(known.is_working(one) for one in between) == amount
    assert known.is_working(found.last_on)
    assert day <= found.safe_on < found.last_on
    assert {one.on for one in found.left_out} == {one for one in between if not known.is_working(one)}
