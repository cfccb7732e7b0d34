"""What a figure says, and what it must not: no zero that nobody measured, no few persons found by subtraction."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from vereda.programme import entries as of
from vereda.programme.rules import figures, money
from vereda.programme.rules.figures import Measured, NotMeasured, counts_nothing, figure, shown
from vereda.programme.rules.periods import Period, months, of_phase, quarters, to_freeze
from vereda.programme.tests.made import LATER, Q1, Q2, TODAY, YEAR, cell, indicator, programme, spent, value
from vereda.programme.words import About, Adding, Unit, Why


def of_q1(*payloads: of.OfProgramme, one: of.IndicatorSet | None = None, days: tuple[date, date] = Q1) -> of.Figure:
    seen = programme(*payloads, one=one)
    return figure(seen, seen.indicators["I-1"], *days, counts_nothing, TODAY)


def test_what_nobody_reported_has_no_value_and_a_reported_zero_is_zero():
    assert (of_q1().value, of_q1().why) == (None, Why.NOT_REPORTED)
    assert of_q1(value(0)).value == 0
    assert of_q1(days=(date(2025, 11, 1), date(2025, 12, 31))).why is Why.NOT_YET


def test_a_country_that_did_not_report_is_named_and_nothing_stands_for_it():
    found = of_q1(value(42))
    assert (found.value, found.countries, found.missing) == (40, ["mx"], ["gt"])


def test_a_country_with_too_few_is_not_called_missing():
    found = of_q1(value(42), value(3, country="gt"))
    assert (found.value, found.missing, found.withheld) == (40, [], ["gt"])


@pytest.mark.parametrize(("told", "sensitive", "shows"), [(9, False, None), (10, False, 10), (19, True, None), (23, True, 25)])
def test_of_people_helped_a_small_number_is_withheld_and_others_are_rounded(told: int, sensitive: bool, shows: int | None):
    found = of_q1(value(told), one=indicator(is_sensitive=sensitive))
    assert (found.value, found.why) == (shows, None if shows else Why.WITHHELD)


def test_of_officials_every_number_is_told():
    assert of_q1(value(3), one=indicator(about=About.OTHERS)).value == 3


def test_a_sum_does_not_tell_the_one_small_quarter_that_is_in_it():
    assert of_q1(value(7), value(100, Q2), days=YEAR).why is Why.WITHHELD
    assert of_q1(value(7), value(8, Q2), days=YEAR).value == 15, "two small ones that are ten together"


def test_with_a_small_part_goes_the_next_and_two_parts_of_two_are_both_withheld():
    parts = [{"by": "sex", "code": code, "value": number} for code, number in (("F", 4), ("M", 30), ("X", 60))]
    found = of_q1(value(94, parts=parts))
    assert {one.code: one.value for one in found.parts} == {"F": None, "M": None, "X": 60}


def test_a_quarter_that_was_reported_stands_over_a_month_within_it():
    month = date(2025, 2, 1), date(2025, 2, 28)
    found = of_q1(value(90), value(30, month))
    assert (found.value, found.is_partial) == (90, False)
    only = of_q1(value(30, month))
    assert (only.value, only.is_partial, only.until) == (30, True, month[1])


def test_a_percentage_is_of_all_who_were_asked_and_never_a_mean_of_percentages():
    one = indicator(unit=Unit.PERCENT, about=About.OTHERS)
    found = of_q1(value(10, out_of=10), value(0, country="gt", out_of=30), one=one)
    assert shown(found) == Decimal("25.0")
    assert of_q1(value(37, out_of=40), one=indicator(unit=Unit.PERCENT)).why is Why.WITHHELD, "three who do not"


def test_what_stands_is_the_last_value_and_not_a_sum():
    one = indicator(adding=Adding.LATEST, about=About.OTHERS)
    assert of_q1(value(2), value(3, Q2), one=one, days=YEAR).value == 3


def test_what_the_program_counts_comes_before_what_was_reported_and_its_reason_is_told():
    one = indicator(counted=of.Counted(count="services", category="ORIENT"))
    seen = programme(value(42), one=one)

    def counts(_one: object, _what: object, country: str, _from: date, until: date) -> figures.Value:
        return Measured(Decimal(55), until, days=90) if country == "mx" else NotMeasured(Why.TOO_YOUNG)

    found = figure(seen, one, *Q1, counts, TODAY)
    assert (found.value, found.countries, found.missing) == (55, ["mx"], ["gt"])
    assert figure(programme(one=one), one, *Q1, lambda *_: NotMeasured(Why.TOO_YOUNG), TODAY).why is Why.TOO_YOUNG


def test_a_phase_adds_what_was_reported_before_the_program_counted_and_what_it_counts_since():
    one = indicator(counted=of.Counted(count="services", category="ORIENT"))
    seen = programme(value(42), value(999, Q2), one=one)

    def counts(_one: object, _what: object, country: str, first: date, until: date) -> figures.Value:
        return Measured(Decimal(55), until, days=91) if (country, first) == ("mx", Q2[0]) else NotMeasured(Why.NOT_PUBLISHED)

    found = figure(seen, one, Q1[0], Q2[1], counts, TODAY)
    assert (found.value, found.is_partial, found.origins) == (95, False, ["counted", "reported"])
    assert figure(seen, one, *YEAR, counts, TODAY).is_partial


def test_of_a_quarter_that_has_an_edition_of_one_month_what_was_said_of_all_of_it_stands():
    one = indicator(counted=of.Counted(count="services", category="ORIENT"))

    def counts(_one: object, _what: object, country: str, _first: date, until: date) -> figures.Value:
        return Measured(Decimal(20), until, days=31) if country == "mx" else NotMeasured(Why.NOT_PUBLISHED)

    assert figure(programme(value(42), one=one), one, *Q1, counts, TODAY).value == 40
    assert figure(programme(value(42, (Q1[0], date(2025, 1, 31))), one=one), one, *Q1, counts, TODAY).value == 20


def test_a_protected_cell_of_a_country_stands_before_what_was_reported_and_a_withheld_one_is_no_zero():
    found = of_q1(cell(60), value(42), cell(None, country="gt"), value(30, country="gt"))
    assert (found.value, found.withheld, found.missing) == (60, ["gt"], [])
    assert (found.origins, found.editions) == (["received"], ["GT 2025 T1"])


def test_a_value_that_arrives_after_a_phase_was_closed_changes_none_of_its_figures():
    before = programme(value(40), value(60, Q2))
    frozen = figures.figures_of(before, before.phases[0], counts_nothing, date(2026, 1, 5))
    closed = of.PhaseClosed(phase="1", closed_on=date(2026, 1, 5), figures=frozen)
    seen = programme(value(40), value(60, Q2), closed, value(500, country="gt"))
    one = seen.indicators["I-1"]
    assert figure(seen, one, *Q1, counts_nothing, TODAY).value == 40
    assert figure(seen, one, *YEAR, counts_nothing, TODAY).value == 100
    assert figures.baselines_from(seen, seen.phases[0]) == [of.Baseline(indicator="I-1", phase="1", value=Decimal(100))]


def test_a_baseline_of_what_was_not_measured_says_so():
    seen = programme()
    closed = of.PhaseClosed(phase="1", closed_on=TODAY, figures=figures.figures_of(seen, seen.phases[0], counts_nothing, TODAY))
    seen = programme(closed)
    assert [(one.value, one.why) for one in figures.baselines_from(seen, seen.phases[0])] == [(None, Why.NOT_REPORTED)]


def test_other_words_keep_the_line():
    seen = programme(value(40), value(60, Q2), of.IndicatorWorded(indicator="I-1", from_on=Q2[0], text=LATER))
    points = figures.line(seen, seen.indicators["I-1"], counts_nothing, TODAY)
    assert [(shown(one.figure), one.is_reworded) for one in points] == [(40, False), (60, True), (None, False), (None, False)]


# Periods ------------------------------------------------------------------------------------------------------------


def test_a_phase_is_cut_into_calendar_quarters_and_the_whole():
    days = date(2025, 2, 10), date(2025, 8, 1)
    assert list(quarters(*days)) == [
        Period("2025-T1", date(2025, 2, 10), date(2025, 3, 31)),
        Period("2025-T2", date(2025, 4, 1), date(2025, 6, 30)),
        Period("2025-T3", date(2025, 7, 1), date(2025, 8, 1)),
    ]
    assert of_phase(*days)[-1] == Period("todo", *days)
    assert [(one.from_on.month, one.until_on.month) for one in to_freeze(*days)] == [(2, 3), (4, 6), (7, 8), (2, 6), (2, 8)]


def test_months_are_those_that_lie_whole_in_some_days():
    assert [one.month for one in months(date(2025, 2, 10), date(2025, 6, 29))] == [3, 4, 5]
    assert [one.month for one in months(*Q1)] == [1, 2, 3]
    assert list(months(date(2025, 1, 2), date(2025, 1, 31))) == []


# Money --------------------------------------------------------------------------------------------------------------


def test_money_is_exact_and_two_currencies_are_never_added():
    seen = programme(spent("0.10"), spent("0.20", document="F-2"), spent("500", "MXN", document="F-3"))
    found = money.ledger(seen, seen.grants["G1"], *YEAR)
    assert found.so_far == Decimal("0.30")
    assert found.left == Decimal("1499.70")
    assert found.elsewhere == {("A", "MXN"): Decimal(500)}


def test_another_currency_counts_with_the_rate_that_was_given_and_what_it_went_for_adds_up_to_the_lines():
    rate = of.Rate(for_one=Decimal("0.05331"), on=Q1[0], source="Banco")
    pesos = spent("1234.50", "MXN", document="F-2").model_copy(update={"rate": rate, "activity": "T1"})
    seen = programme(spent("990"), pesos, spent("7", "GTQ", document="F-3"))
    found = money.ledger(seen, seen.grants["G1"], *Q1)
    # 1,234.50 at 0.05331 are 65.811...: 65.81; with 990 the line of 1,000 is over by 55.81.
    assert (found.lines[0].so_far, found.lines[0].left) == (Decimal("1055.81"), Decimal("-55.81"))
    assert [(one.activity, one.so_far) for one in found.activities] == [("T1", Decimal("65.81")), ("", 990)]
    assert sum(one.so_far for one in found.activities) == found.so_far
    assert found.elsewhere == {("A", "GTQ"): Decimal(7)}
    assert found.time_share == 24, "90 of 365 days"
    assert (money.is_currency("HNL"), money.is_currency("XXQ")) == (True, False)


def test_what_was_spent_before_the_period_counts_so_far_and_what_comes_after_does_not():
    seen = programme(spent("100"), spent("50", on=Q2[0], document="F-2"), spent("25", on=YEAR[1], document="F-3"))
    row = money.ledger(seen, seen.grants["G1"], *Q2).lines[0]
    assert (row.within, row.so_far, row.left, row.share) == (50, 150, 850, 15)


def test_one_document_twice_is_named_and_money_of_a_line_that_is_gone_is_not_lost():
    seen = programme(spent("10"), spent("10"), spent("7", document="F-9", line="Z"))
    found = money.ledger(seen, seen.grants["G1"], *YEAR)
    assert found.doubled == ("F-1",)
    assert found.elsewhere == {("Z", "USD"): Decimal(7)}
    assert money.is_doubled(seen, spent("10"))
    assert not money.is_doubled(seen, spent("11"))
