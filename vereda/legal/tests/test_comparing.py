"""Rights side by side: as a table made by hand from the facts says, on a day, between two days, with every gap."""

from __future__ import annotations

from datetime import date

import pytest

from vereda.legal.errors import BeforeIsLater, NothingToCompareWith, UnknownCountry, UnknownRight
from vereda.legal.lookups.library import library as real_library
from vereda.legal.rules.comparing import Asked, Comparison, Tally, change, compare, when
from vereda.legal.tests.shelf import day, law, library
from vereda.legal.words import Change, Gap, Show, When

TODAY = date(2026, 11, 29)

#: Read by hand in the facts: right -> country -> (article, status) of each row, in order; None: nothing there.
BY_HAND = {
    "asylum": {
        "mx": [("13", "text_seen"), ("11", "text_seen")],
        "sv": [("28", "unsourced"), (None, "second_hand")],
        "gt": [("27", "text_seen"), ("43", "second_hand"), ("58", "unsourced")],
        "hn": [("101", "unsourced"), ("42", "text_seen")],
    },
    "max_detention_time": {"mx": [("68", "text_seen")], "sv": None, "gt": [("6", "text_seen")], "hn": [("71", "text_seen")]},
    "habeas_corpus": {
        "mx": None,
        "sv": [("11", "text_seen")],
        "gt": [("263", "text_seen"), ("82", "unsourced")],
        "hn": [("182", "text_seen")],
    },
    "appeal": {"mx": [("25", "second_hand")], "sv": [("29", "text_seen")], "gt": None, "hn": None},
    "treaty_migrant_workers": {
        "mx": [(None, "unsourced")],
        "sv": [(None, "text_seen")],
        "gt": [(None, "text_seen")],
        "hn": [(None, "unsourced")],
    },
    "shelter_protection": {"mx": [("76", "unsourced")], "sv": None, "gt": None, "hn": None},
}


def found(comparison: Comparison) -> dict[str, dict[str, list[tuple[str | None, str]] | None]]:
    return {
        line.right.code: {
            cell.country: [(one.article.law.article, one.article.law.status.value) for one in cell.standing] or None
            for cell in line.cells
        }
        for line in comparison.lines
    }


def test_the_comparison_is_the_table_made_by_hand():
    asked = Asked(on=TODAY, rights=tuple(BY_HAND))
    assert found(compare(real_library("mx"), asked)) == BY_HAND


def test_gaps_and_what_is_only_unverified_are_counted_by_country():
    tallies = compare(real_library("mx"), Asked(on=TODAY, rights=tuple(BY_HAND))).tallies
    assert tallies == {"mx": Tally(5, 1, 3), "sv": Tally(4, 2, 1), "gt": Tally(4, 2, 0), "hn": Tally(4, 2, 1)}


def test_every_right_and_every_row_stands_in_the_whole_comparison_once():
    whole = compare(real_library("mx"), Asked(on=TODAY))
    rows = [one.article for line in whole.lines for cell in line.cells for one in (*cell.standing, *cell.others)]
    assert (len(whole.lines), len(rows), len(set(map(id, rows)))) == (84, 196, 196)
    assert whole.countries == ("mx", "sv", "gt", "hn")


def test_it_is_counted_of_how_many_articles_a_day_is_known():
    """Over time a comparison shows no more than that; the page says so."""
    whole = compare(real_library("mx"), Asked(on=TODAY))
    rows = [one.law for one in real_library("mx").articles]
    assert (whole.articles, whole.dated) == (196, sum(bool(law.valid_from or law.valid_to) for law in rows))
    two = library(aa=(law(valid_from=day(2020)), law(article="2")), bb=(law(valid_to=day(2021)),))
    found = compare(two, Asked(on=TODAY))
    assert (found.articles, found.dated) == (3, 2)
    assert compare(two, Asked(on=TODAY, countries=("bb",))).articles == 1


def test_on_a_day_before_its_law_an_article_does_not_stand_and_the_gap_says_so():
    then = compare(real_library("mx"), Asked(on=date(2010, 6, 1), rights=("non_refoulement", "interpreter")))
    cells = {(line.right.code, cell.country): cell for line in then.lines for cell in line.cells}
    assert cells["interpreter", "mx"].gap is Gap.NOT_THEN  # all of 2011
    assert cells["interpreter", "gt"].gap is Gap.NO_ROW
    assert [one.article.law.article for one in cells["non_refoulement", "gt"].standing] == ["27"]  # the Code is of 2016
    assert [one.when for one in cells["non_refoulement", "gt"].others] == [When.NOT_YET]


@pytest.mark.parametrize(
    ("told", "on", "expected"),
    [
        ({"year": 2000}, day(1999, 12, 31), When.NOT_YET),
        ({"year": 2000}, day(2000, 1, 1), When.NOT_STATED),  # nobody said on which day of the year
        ({"year": 2000}, day(2026), When.NOT_STATED),
        ({"year": None}, day(1950), When.NOT_STATED),
        ({"valid_from": "2005-03-10"}, day(2005, 3, 9), When.NOT_YET),
        ({"valid_from": "2005-03-10"}, day(2005, 3, 10), When.HOLDS),
        ({"valid_from": "2005-03-10", "valid_to": "2006-03-10"}, day(2006, 3, 10), When.HOLDS),
        ({"valid_from": "2005-03-10", "valid_to": "2006-03-10"}, day(2006, 3, 11), When.ENDED),
        ({"valid_to": "2006-03-10"}, day(2006, 3, 10), When.NOT_STATED),
        ({"valid_to": "2006-03-10"}, day(2006, 3, 11), When.ENDED),
        ({"valid_from": "1999-05-01", "year": 2000}, day(1999, 6, 1), When.HOLDS),  # days that a source states win over the year
    ],
)
def test_whether_an_article_held_on_a_day(told: dict[str, object], on: date, expected: When):
    assert when(law(**told), on) is expected


def test_a_reform_is_two_rows_and_each_day_has_its_own():
    old, new = law(article="5", valid_from="2001-01-01", valid_to="2010-12-31"), law(article="5 bis", valid_from="2011-01-01")
    there = library(aa=(old, new))

    def standing(on: date) -> list[str | None]:
        return [one.article.law.article for one in compare(there, Asked(on=on, rights=("asylum",))).lines[0].cells[0].standing]

    assert (standing(day(2000, 12, 31)), standing(day(2010, 12, 31)), standing(day(2011))) == ([], ["5"], ["5 bis"])


def test_what_changed_between_two_days_is_marked_and_can_be_shown_alone():
    ended, began = law(article="5", valid_to="2010-12-31"), law(article="6", valid_from="2011-01-01")
    there = library(aa=(ended, began, law("education")), bb=(law("legal_aid"),))
    seen = compare(there, Asked(on=day(2012), before=day(2009), show=Show.CHANGES))
    assert [line.right.code for line in seen.lines] == ["asylum"]
    cell = seen.lines[0].cells[0]
    assert [(one.article.law.article, one.change) for one in (*cell.standing, *cell.others)] == [
        ("6", Change.BEGAN),
        ("5", Change.ENDED),
    ]
    assert seen.tallies["bb"] == Tally(has=1, gaps=2, unverified=0)  # counted over all rights, not over those that are shown


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"valid_from": "2010-01-01"}, Change.BEGAN),
        ({"valid_from": "2010-01-01", "valid_to": "2011-01-01"}, Change.ENDED),  # came and went between the two
        ({"valid_from": "2000-01-01"}, None),
        ({"year": 2010}, Change.BEGAN),
        ({"valid_to": "2008-12-31"}, None),  # had ended before the earlier day
        ({"valid_from": "2020-01-01"}, None),
    ],
)
def test_what_happened_to_an_article_between_two_days(told: dict[str, object], expected: Change | None):
    assert change(law(**told), day(2009), day(2012)) is expected


def test_nothing_is_said_to_have_changed_when_no_earlier_day_is_asked_for():
    assert change(law(valid_from="2010-01-01"), None, day(2012)) is None


def test_only_lines_with_a_gap():
    there = library(aa=(law(), law("education")), bb=(law(),))
    assert [line.right.code for line in compare(there, Asked(on=day(2012), show=Show.GAPS)).lines] == ["legal_aid", "education"]


def test_the_own_country_comes_first_and_countries_are_chosen_in_any_case():
    there = library(aa=(law(),), bb=(law(),))
    assert compare(there, Asked(on=day(2012), countries=("BB", " aa "))).countries == ("aa", "bb")
    assert compare(there, Asked(on=day(2012), countries=("bb",))).countries == ("bb",)


def test_a_theme_narrows_the_rights():
    assert [line.right.code for line in compare(library(), Asked(on=day(2012), theme="justice")).lines] == ["legal_aid"]


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (Asked(on=day(2012), countries=("zz",)), UnknownCountry),
        (Asked(on=day(2012), rights=("flying",)), UnknownRight),
        (Asked(on=day(2012), before=day(2012)), BeforeIsLater),
        (Asked(on=day(2012), before=day(2013)), BeforeIsLater),
        (Asked(on=day(2012), show=Show.CHANGES), NothingToCompareWith),
    ],
)
def test_what_cannot_be_compared_says_why(asked: Asked, error: type[Exception]):
    with pytest.raises(error):
        compare(library(), asked)
