"""Files of the library: each article has its status and source beside it, gaps are written, and a spreadsheet opens them."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.utils import translation

from vereda.legal import sheets
from vereda.legal.lookups import library as lookups
from vereda.legal.rules.comparing import Asked, compare
from vereda.legal.rules.library import Library
from vereda.legal.tests.opened import Opened
from vereda.legal.tests.shelf import day, law, library, term

WIDTH = len(sheets.WIDTHS)


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


def compared(there: Library, **asked: object) -> Opened:
    return Opened(sheets.workbook(there, compare(there, Asked(**{"on": day(2012), **asked})), day(2012)))


def test_each_cell_of_the_workbook_has_status_and_source_as_its_neighbours():
    there = lookups.library("mx")
    book = Opened(sheets.workbook(there, compare(there, Asked(on=date(2026, 11, 29))), date(2026, 11, 29)))
    rows = book.rows("Comparación")
    heads = rows[0]
    assert heads[:2] == ["Código", "Derecho"]
    assert heads[2:7] == ["México: artículo", "México: qué dice", "México: estado", "México: vigencia", "México: fuente"]
    told = 0
    for row in rows[1:]:
        for at in range(2, 2 + 4 * WIDTH, WIDTH):
            cited, text, status, held, source = row[at : at + WIDTH]
            if text:
                told += 1
                assert "" not in (cited, status, held, source), row
            else:
                assert cited in ("", "Sin artículo en la biblioteca")
    assert told == 196


def test_the_workbook_agrees_with_the_comparison_row_by_row():
    there = lookups.library("mx")
    rows = compared(there, on=date(2026, 11, 29), rights=("habeas_corpus",)).rows("Comparación")[1:]
    assert [row[0] for row in rows] == ["habeas_corpus"] * 2
    assert rows[0][2] == "Sin artículo en la biblioteca"
    gt = 2 + 2 * WIDTH
    assert [row[gt] for row in rows] == [
        "Constitución Política de la República de Guatemala (1985), artículo 263",
        "Ley de Amparo, Exhibición Personal y de Constitucionalidad (Decreto 1-86) (1986), artículo 82",
    ]
    assert [row[gt + 2] for row in rows] == ["Texto leído", "Sin verificar: sin fuente"]
    assert rows[1][gt + 4] == "ninguna"


def test_what_does_not_stand_on_the_day_is_written_below_its_gap():
    rows = compared(library(aa=(law(year=2016),)), rights=("asylum",)).rows("Comparación")[1:]
    assert [row[2] for row in rows] == ["Nada vigente en esa fecha", "Ley de Prueba (2016), artículo 1"]
    assert rows[1][5] == "Todavía no existía en esa fecha"


def test_the_sheet_of_gaps_has_each_right_that_is_not_complete():
    there = library(aa=(law(), law("education")), bb=(law(),))
    rows = compared(there).rows("Huecos")
    missing = "Sin artículo en la biblioteca"
    assert rows[0] == ["Código", "Derecho", "Altamar", "Bajomonte"]
    assert rows[1:] == [
        ["legal_aid", "Asistencia de abogado", missing, missing],
        ["education", "Educación", "", missing],
    ]


def test_terms_of_the_compared_countries_are_in_a_sheet_of_their_own():
    there = library(aa=(law(),), terms=(term(),))
    rows = compared(there).rows("Plazos")
    assert dict(zip(rows[0], rows[1], strict=True))["length"] == "30 días hábiles"
    assert len(compared(there, countries=("bb",)).rows("Plazos")) == 1


def test_the_workbook_says_what_may_be_done_with_it():
    said = " ".join(value for row in compared(library()).rows("Qué es esto") for value in row)
    assert "nunca se dice ni se entrega a una persona migrante" in said
    assert "no que el derecho no exista" in said


def test_the_csv_has_a_line_for_each_article_and_for_each_gap():
    there = lookups.library("mx")
    asked = Asked(on=date(2026, 11, 29), rights=("max_detention_time", "shelter_protection"))
    rows = list(csv.DictReader(io.StringIO(sheets.csv_text(there, compare(there, asked)))))
    assert [(row["country"], row["article"], row["gap"], row["status"], row["is_verified"]) for row in rows] == [
        ("mx", "68", "", "text_seen", "true"),
        ("sv", "", "no_row", "", ""),
        ("gt", "6", "", "text_seen", "true"),
        ("hn", "71", "", "text_seen", "true"),
        ("mx", "76", "", "unsourced", "false"),
        ("sv", "", "no_row", "", ""),
        ("gt", "", "no_row", "", ""),
        ("hn", "", "no_row", "", ""),
    ]
    assert all(row["source"] for row in rows if not row["gap"])
    assert {row["holds_on"] for row in rows} == {"not_stated", ""}


def test_a_text_that_looks_like_a_formula_stays_a_text():
    there = library(aa=(law(right_es="=1+1", right_en="=1+1", source="=HYPERLINK(1)"),))
    assert compared(there, rights=("asylum",)).types("Comparación", 1) == {"s"}


def test_no_cell_of_a_csv_is_a_formula():
    there = library(aa=(law(right_es="=1+1", right_en="=1+1", source="@SUM(A1)"),))
    row = next(csv.DictReader(io.StringIO(sheets.list_csv(there, there.articles))))
    assert (row["text"], row["source"]) == ("'=1+1", "'@SUM(A1)")


def test_a_list_holds_articles_and_terms_as_they_stand():
    there = lookups.library("mx")
    articles = [one for one in there.articles if one.country == "sv"]
    terms = [one for one in there.terms if one.country == "sv"]
    book = Opened(sheets.list_workbook(there, articles, terms, date(2026, 11, 29)))
    assert (len(book.rows("Artículos")), len(book.rows("Plazos"))) == (32, 6)
    assert len(sheets.list_csv(there, articles).splitlines()) == 32


def test_in_english_the_words_are_english_and_the_codes_the_same():
    there = lookups.library("mx")
    with translation.override("en"):
        rows = list(csv.DictReader(io.StringIO(sheets.csv_text(there, compare(there, Asked(on=day(2026), rights=("asylum",)))))))
    assert rows[0]["right"] == "Seeking refuge or asylum"
    assert rows[0]["text"].startswith("Refugee status covers persecution")
    assert rows[0]["right_code"] == "asylum"
