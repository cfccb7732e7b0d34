"""Figures as the press printed them: each contradiction of the real ones with its rule, each rule on planted ones, the replay."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from tests.house import REPOSITORY
from vereda.countries.door import PRESS_FIGURES, PRESS_HEADINGS, pack
from vereda.statistics.errors import FigureNotUnderstood, FiguresNotRead
from vereda.statistics.figures import reading
from vereda.statistics.figures.finding import is_swapped
from vereda.statistics.figures.printed import is_people_within, is_place_within, printed
from vereda.statistics.figures.replay import press_editions, skipped
from vereda.statistics.figures.rules import findings
from vereda.statistics.figures.words import Known, Rule, Skipped, Why
from vereda.statistics.schema import handed, phrases, press, read, sheets
from vereda.statistics.tests.printed import HEAD, planted, written

PAGE = REPOSITORY / "docs" / "headquarters" / "press-figures.md"
MX = press("mx")
YEAR = "2021-01-01"
TO_MARCH = f"{YEAR} 2021-03-31 MX"


def found(folder: Path, *rows: str) -> list[tuple[str, str, str]]:
    return [(one.rule.value, str(one.left.value), str(one.right.value)) for one in findings(planted(folder, *rows))]


# The real figures -------------------------------------------------------------------------------------------------------


def test_every_contradiction_of_what_was_printed_is_found_by_its_rule():
    assert [(one.rule.value, sorted(one.periods), one.left.figures[0].heading.code, str(one.left.value), str(one.right.value))
            for one in MX.findings] == [
        ("printed_twice", ["2007"], "RESCUE", "6019", "6091"),
        ("far_from_year_before", ["2007", "2008"], "BUDGET_MXN", "95954000", "247058000"),
        ("part_above_total", ["2009"], "STAFF_FEDERAL", "110", "78"),
        ("parts_do_not_sum", ["2009"], "STAFF", "164", "144"),
        ("revised_later", ["2013"], "INJURED", "1610", "1557"),
        ("falls", ["2013"], "LOCATED", "122", "88"),
        ("located_above_reported", ["2013"], "LOCATED", "122", "51"),
        ("far_from_year_before", ["2013", "2014"], "RESCUE", "3895", "1367"),
        ("far_from_year_before", ["2014", "2015"], "SURVEY_HELPED_BY_BETA_PCT", "50", "9"),
        ("falls", ["2021"], "ORIENT", "22557", "21592"),
        ("pace_changes", ["2022"], "TOTAL", "171563", "171653"),
        ("stands_still", ["2024"], "RESCUE", "450", "450"),
        ("stands_still", ["2024"], "ORIENT_PLUS_SOCIAL", "135679", "135679"),
        ("stands_still", ["2024"], "BODY", "34", "34"),
    ]  # fmt: skip


def test_a_contradiction_says_both_numbers_and_who_printed_each():
    twice, *_ = MX.findings
    for lang, said in (("es", "no se sabe cuál salió primero"), ("en", "which came first is not known")):
        told = phrases.finding(lang, twice)
        assert all(part in told for part in ("6,019", "6,091", "jsf.com.mx", "archivos.elsiglodetorreon.com.mx", said))
    assert twice.is_swapped
    for one in MX.findings:
        for lang in ("es", "en"):
            told = phrases.finding(lang, one)
            assert phrases.number(one.left.value) in told
            assert phrases.number(one.right.value) in told
            assert {figure.host for figure in one.figures} <= {host for host in _hosts() if host in told}


def _hosts() -> set[str]:
    return {one.host for one in MX.figures}


def test_the_page_of_the_docs_is_made_by_the_program():
    text = PAGE.read_text(encoding="utf-8")
    for lang in ("es", "en"):
        assert sheets.findings_page(lang, MX.findings) in text, f"vereda figures check --format markdown --lang {lang}"
        assert sheets.editions_page(lang, MX.editions) in text, f"vereda figures replay --format markdown --lang {lang}"
        assert sheets.skipped_page(lang, MX.figures) in text, f"vereda figures replay --lang {lang}"


def test_twenty_years_replay_as_editions_with_revisions():
    assert {one.period: one.number for one in MX.editions} == {
        "2000": 1, "2000-2020": 1, "2002-2005": 1, "2005": 1, "2007": 2, "2011": 1, "2013": 4, "2014": 1, "2019": 1,
        "2019-2020": 1, "2020": 1, "2021": 4, "2022": 2, "2023": 1, "2024": 4,
    }  # fmt: skip
    assert all(one.printed_on >= max(change.figure.to_on for change in one.changes) for one in MX.editions)


def test_what_stood_in_each_revision_of_2013_comes_out_to_the_digit():
    stood = [
        {figure.heading.code: int(figure.value) for figure in one.figures if figure.universe == "MX"}
        for one in MX.editions
        if one.period == "2013"
    ]
    first = {"RESCUE": 3895, "INJURED": 833, "MISSING_REPORTS": 51, "LOCATED": 122}
    second = first | {"ORIENT": 201515, "SOCIAL": 183318, "REPAT": 108591}
    third = second | {"ORIENT": 290669, "RESCUE": 6350, "INJURED": 1610, "LOCATED": 88, "PATROL": 15534}
    assert stood == [first, second, third, third | {"INJURED": 1557}]


def test_a_revision_says_who_printed_again_and_what_stood_before():
    last = [one for one in MX.editions if one.period == "2013"][-1]
    assert [(one.why, one.figure.value, one.before.value if one.before else None) for one in last.changes] == [
        (Why.OTHER, Decimal(1557), Decimal(1610))
    ]
    assert phrases.change("en", last.changes[0]) == (
        "Injured: printed again by estatico.jornada.com.mx with 1,557; before 1,610 (intoleranciadiario.com)"
    )
    fell = [change.figure.heading.code for one in MX.editions for change in one.changes if change.falls]
    assert fell == ["LOCATED", "ORIENT"]


def test_the_replay_is_the_same_from_rows_in_any_order():
    rows = list(MX.figures)
    Random(9).shuffle(rows)
    assert [(one.period, one.number, one.digest) for one in press_editions(rows)] == [
        (one.period, one.number, one.digest) for one in MX.editions
    ]
    assert [one.key for one in findings(rows)] == [one.key for one in MX.findings]


def test_each_revision_is_handed_on_whole_with_its_reason_and_its_contradictions():
    told = list(handed(MX.editions, MX.findings))
    assert len(told) == len(MX.editions)
    assert len({(one["series"], one["period"]) for one in told}) == 15, "an edition has a name of its own"
    last = [one for one in told if one["period"] == "2013"][-1]
    assert last["why"].startswith("Personas lesionadas o heridas: impresa otra vez")
    [revised] = [note for note in last["notes"] if note.get("rule") == "revised_later"]
    assert "1,610" in revised["es"]
    assert revised["en"].startswith("Changed later. First 1,610")
    assert last["labels"]["category"]["INJURED"] == {"es": "Personas lesionadas o heridas", "en": "Injured"}
    people = next(table for table in last["tables"] if table["code"] == "press_people")
    assert (("MX", "INJURED", "ALL", "2013-12-31"), 1557) in people["rows"]
    spans = {one["series"] for one in told} - {"press"}
    assert spans == {"press-2000-2020", "press-2002-2005", "press-2019-2020"}


def test_a_figure_that_is_one_off_gives_another_edition():
    text = PRESS_FIGURES.read_text(encoding="utf-8")
    assert text.count(",RESCUE,ALL,6019,") == 1
    digests = {(one.period, one.number): one.digest for one in MX.editions}
    changed = {
        (one.period, one.number)
        for one in press_editions([_one_more(figure) if figure.value == 6019 else figure for figure in MX.figures])
        if one.digest != digests[one.period, one.number]
    }
    assert changed == {("2007", 2)}


def _one_more(figure):
    from dataclasses import replace

    return replace(figure, value=figure.value + 1)


def test_every_row_is_in_an_edition_or_says_why_not():
    shown = [change.figure for one in MX.editions for change in one.changes]
    assert len(shown) + len(skipped(MX.figures)) == len(MX.figures) == 219
    assert {one.heading.skipped for one in shown} == {None, Skipped.TOTAL}


def test_what_an_edition_counts_is_a_category_of_the_country_or_a_printed_total():
    assert {one.heading.code for edition in MX.editions for one in edition.figures} - {"TOTAL"} <= set(pack("mx").categories)


def test_each_row_of_the_house_has_a_source_and_a_status():
    assert all(one.source and one.status == "second_hand" for one in MX.figures)


# Each rule by itself --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # A month that would be less than nothing is told apart from a count that falls between other days.
        ((f"{YEAR} 2021-04-30 MX LEGAL ALL 90 a", f"{YEAR} 2021-05-31 MX LEGAL ALL 80 b"), [("month_negative", "90", "80")]),
        ((f"{YEAR} 2021-04-29 MX LEGAL ALL 90 a", f"{YEAR} 2021-05-31 MX LEGAL ALL 80 b"), [("falls", "90", "80")]),
        # The same days with two numbers: revised only where the addresses tell which came first.
        (
            (f"{TO_MARCH} LEGAL ALL 9 x/2021/04/02/a", f"{TO_MARCH} LEGAL ALL 7 x/2021/05/02/b"),
            [("revised_later", "9", "7")],
        ),
        (
            (f"{TO_MARCH} LEGAL ALL 9 x/2021/04/02/a", f"{TO_MARCH} LEGAL ALL 7 x/2021/04/b"),
            [("printed_twice", "7", "9")],
        ),
        # Parts of one page: all are there, so they must make the whole; two of three may only not exceed it.
        (
            (
                f"{TO_MARCH} STAFF ALL 100 a", f"{TO_MARCH} STAFF_FEDERAL ALL 50 a",
                f"{TO_MARCH} STAFF_STATE ALL 20 a", f"{TO_MARCH} STAFF_MUNICIPAL ALL 29 a",
            ),
            [("parts_do_not_sum", "99", "100")],
        ),
        ((f"{TO_MARCH} STAFF ALL 100 a", f"{TO_MARCH} STAFF_FEDERAL ALL 50 a"), []),
        (
            (f"{TO_MARCH} RESCUE ALL 9 a", f"{TO_MARCH} RESCUE GT 5 a", f"{TO_MARCH} RESCUE UNKNOWN 3 a"),
            [("parts_do_not_sum", "8", "9")],
        ),
        ((f"{TO_MARCH} RESCUE ALL 9 a", f"{TO_MARCH} RESCUE GT 5 a", f"{TO_MARCH} RESCUE HN 3 a"), []),
        (
            (f"{TO_MARCH} RESCUE ALL 7 a", f"{TO_MARCH} RESCUE GT 5 a", f"{TO_MARCH} RESCUE HN 3 a"),
            [("part_above_total", "8", "7")],
        ),
        # Headings and nationalities at once; shares that make no hundred.
        (
            (
                f"{TO_MARCH} FLOW_PRESENTED FOREIGN 9 a", f"{TO_MARCH} FLOW_PRESENTED_ADULT HN 4 a",
                f"{TO_MARCH} FLOW_PRESENTED_MINOR HN 1 a", f"{TO_MARCH} FLOW_PRESENTED_ADULT OTHER 2 a",
                f"{TO_MARCH} FLOW_PRESENTED_MINOR OTHER 1 a",
            ),
            [("parts_do_not_sum", "8", "9")],
        ),
        (
            (f"{TO_MARCH} FLOW_MALE_SHARE_PCT ALL 60.1 a", f"{TO_MARCH} FLOW_FEMALE_SHARE_PCT ALL 38.1 a"),
            [("parts_do_not_sum", "98.2", "100")],
        ),
        # A part of other days and of another page, inside those of the whole.
        ((f"{YEAR} 2021-12-31 MX BODY ALL 5 a", "2021-03-01 2021-04-30 MX-SON BODY ALL 8 b"), [("part_above_total", "8", "5")]),
        ((f"{YEAR} 2021-12-31 MX BODY ALL 5 a", "2020-03-01 2021-04-30 MX-SON BODY ALL 8 b"), []),
        # Sentences.
        (
            (f"{YEAR} 2021-12-31 MX TOTAL_AT_LEAST ALL 280000 a", f"{YEAR} 2021-12-31 MX TOTAL ALL 163469 b"),
            [("claim_disagrees", "280000", "163469")],
        ),
        ((f"{YEAR} 2021-12-31 MX TOTAL_AT_LEAST ALL 280000 a", f"{YEAR} 2021-12-31 MX TOTAL ALL 283000 b"), []),
        (
            (f"{YEAR} 2021-06-30 MX SOCIAL ALL 300 a", f"{YEAR} 2021-12-31 MX SOCIAL_APPROX ALL 260 b"),
            [("claim_disagrees", "300", "260")],
        ),
        ((f"{YEAR} 2021-12-31 MX SOCIAL ALL 252 a", f"{YEAR} 2021-12-31 MX SOCIAL_APPROX ALL 260 b"), []),
        # A tenth of a year with ten times as much as before, and a year later with none of both.
        ((f"{YEAR} 2021-06-30 MX RESCUE ALL 90 a", f"{YEAR} 2021-07-31 MX RESCUE ALL 200 b"), [("pace_changes", "90", "200")]),
        ((f"{YEAR} 2021-06-30 MX RESCUE ALL 90 a", f"{YEAR} 2021-07-31 MX RESCUE ALL 106 b"), []),
        ((f"{TO_MARCH} RESCUE ALL 90 a", "2022-01-01 2022-04-30 MX RESCUE ALL 25 b"), [("far_from_year_before", "90", "25")]),
        ((f"{TO_MARCH} RESCUE ALL 90 a", "2022-01-01 2022-04-30 MX RESCUE ALL 210 b"), []),
        ((f"{TO_MARCH} RESCUE ALL 4 a", "2022-01-01 2022-03-31 MX RESCUE ALL 20 b"), []),
    ],
)  # fmt: skip
def test_a_rule_finds_what_was_planted_and_nothing_beside(rows, expected, tmp_path: Path):
    assert found(tmp_path, *rows) == expected


def test_two_neighbouring_digits_that_changed_places_are_seen():
    assert is_swapped(Decimal(6019), Decimal(6091))
    assert is_swapped(Decimal(171563), Decimal(171653))
    assert not any(
        is_swapped(Decimal(a), Decimal(b)) for a, b in ((6019, 6019), (6019, 6082), (601, 6091), (1610, 1557), (19, 28))
    )


@pytest.mark.parametrize(
    ("source", "first", "known"),
    [
        ("https://estatico.jornada.com.mx/2014/12/28/politica/008n2pol", date(2014, 12, 28), Known.DAY),
        ("ljzac/ljzac.github.io:_posts/2014/10/21/1447-inm.md", date(2014, 10, 21), Known.DAY),
        ("https://acustiknoticias.com/2014/10/auxilian", date(2014, 10, 1), Known.MONTH),
        ("https://archivos.elsiglodetorreon.com.mx/noticia/2014/rescatan.html", date(2014, 6, 30), Known.YEAR),
        ("https://jsf.com.mx/reportan-6-mil-91-migrantes-rescatados/", date(2014, 6, 30), Known.NOT),
        ("https://a.example/249571/2051802.html", date(2014, 6, 30), Known.NOT),
    ],
)
def test_the_day_of_printing_is_read_from_the_address_and_is_never_before_the_cut_off(source, first, known):
    got = printed(source, date(2014, 6, 30))
    assert (got.first, got.known) == (first, known)


def test_who_and_where_is_in_whom_and_where():
    assert is_people_within("GT", "GT+HN+SV", "MX")
    assert is_people_within("GT+HN+SV", "FOREIGN", "MX")
    assert not is_people_within("MX", "FOREIGN", "MX")
    assert not is_people_within("UNKNOWN", "FOREIGN", "MX")
    assert is_place_within("event:a/1", "event:a", "MX")
    assert is_place_within("river:x", "MX", "MX")
    assert not is_place_within("US", "MX", "MX")
    assert not is_place_within("MX", "MX-SON", "MX")


# Files ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("2021-13-01 2021-05-31 MX RESCUE ALL 120 a", "period_start"),
        ("2021-05-31 2021-01-01 MX RESCUE ALL 120 a", "period_end"),
        (f"{YEAR} 2021-05-31 MX RESCUED ALL 120 a", "category"),
        (f"{YEAR} 2021-05-31 MX RESCUE ALL many a", "value"),
        (f"{YEAR} 2021-05-31 MX RESCUE ALL -1 a", "value"),
        (f"{YEAR} 2021-05-31 MX RESCUE ALL NaN a", "value"),
        (f"{YEAR} 2021-05-31  RESCUE ALL 120 a", "scope"),
        (f"{YEAR} 2021-05-31 MX RESCUE ALL 120", "…"),
    ],
)
def test_a_cell_that_is_not_understood_is_named_by_line_and_column(row, column, tmp_path: Path):
    with pytest.raises(FigureNotUnderstood) as told:
        planted(tmp_path, f"{YEAR} 2021-05-31 MX RESCUE ALL 120 a", row)
    assert (told.value.details["line"], told.value.details["column"]) == (3, column)


def test_a_file_with_other_columns_is_refused(tmp_path: Path):
    path = tmp_path / "other.csv"
    path.write_text(HEAD.replace("scope,", ""), encoding="utf-8")
    with pytest.raises(FiguresNotRead):
        read(path, "mx")
    with pytest.raises(FiguresNotRead):
        read(tmp_path / "none.csv", "mx")


def test_a_file_without_country_and_status_is_read_as_unverified(tmp_path: Path):
    (one,) = planted(tmp_path, f"{YEAR} 2021-05-31 MX RESCUE ALL 120 a")
    assert (one.country, one.status, one.line) == ("MX", "unverified", 2)
    assert read(written(tmp_path, f"{YEAR} 2021-05-31 MX RESCUE ALL 120 a"), "mx").editions[0].to_on == date(2021, 5, 31)


def test_a_country_of_which_nothing_was_printed_has_none():
    assert press("gt").figures == []
    assert press("gt").editions == []
    assert press("gt").findings == []


def test_headings_belong_to_headings_that_are_there():
    known = reading.headings(PRESS_HEADINGS)
    named = {name for one in known.values() for name in (one.part_of, one.about, one.within) if name}
    assert named <= set(known)
    assert {one.code for one in known.values() if one.claim and not one.about} == set()


def test_each_rule_and_reason_has_words_in_both_languages():
    for lang in ("es", "en"):
        assert set(phrases.RULES[lang]) == set(Rule)
        assert set(phrases.SKIPPED[lang]) == set(Skipped)
        assert set(phrases.WHYS[lang]) == set(phrases.COUNTED[lang]) == set(Why)
        assert set(phrases.PRINTED[lang]) == set(Known)
