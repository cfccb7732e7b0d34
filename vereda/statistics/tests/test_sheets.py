"""The files that leave the program: what stands in them, to the letter."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import date

from vereda.statistics import sheets
from vereda.statistics.phrases import PHRASES, names_in
from vereda.statistics.tests.worlds import answer, once, piedras_negras, row

TABLE = answer(piedras_negras(), "nationality", "category", outside=True)


def test_csv_holds_codes_and_ends_with_the_total():
    assert sheets.csv_text(TABLE) == (
        "nationality,category,value\nHN,RESCUE,2\nGT,RESCUE,5\nNI,RESCUE,6\nEC,RESCUE,4\nVE,RESCUE,2\nXX,RESCUE,54\nTOTAL,,73\n"
    )
    assert sheets.outside_csv_text(TABLE) == "category,nationality,value\nBODY,*,3\n"


def test_csv_of_nothing_is_a_header_and_a_zero():
    assert sheets.csv_text(answer([], "category", "sex")) == "category,sex,value\nTOTAL,,0\n"


def test_json_says_what_it_counts_and_keeps_apart_what_is_outside():
    told = json.loads(sheets.json_text(TABLE))
    assert told["columns"] == ["nationality", "category", "value"]
    assert told["rows"][0] == {"nationality": "HN", "category": "RESCUE", "value": 2}
    assert (told["total"], told["as_of_block"], told["count"]) == (73, 7, "services")
    assert told["outside"]["rows"] == [{"category": "BODY", "nationality": "*", "value": 3}]
    assert told["use"] == "Uso interno, no para publicación"
    assert "outside" not in sheets.as_json(answer(piedras_negras(), "category"))


def test_a_terminal_reads_labels_unit_block_and_use():
    text = sheets.plain_text(answer(piedras_negras(), "category", count="people", outside=True))
    assert text.splitlines()[:4] == [
        "Boletín interno de México, del 2024-01-01 al 2024-12-31",
        "personas atendidas, una por persona y encuentro (quien fue atendida dos veces cuenta dos veces)",
        "a la fecha del bloque 7",
        "Uso interno, no para publicación",
    ]
    assert "Personas rescatadas     73" in text
    assert "Cuerpos recuperados" in text.partition("Fuera del total")[2]


def test_the_same_in_english():
    text = sheets.plain_text(answer(piedras_negras(), "category", count="people", outside=True, lang="en"))
    assert "people helped, one per person and encounter" in text
    assert "Internal use, not for publication" in text
    assert "Bodies recovered" in text.partition("Outside the total")[2]


def test_the_block_is_told_with_its_date_where_it_is_known():
    assert replace(TABLE, as_of_on=date(2024, 2, 3)).as_of == "a la fecha del bloque 7, 2024-02-03"


def test_a_workbook_holds_heading_codes_labels_and_total():
    table = answer([row("L", 1200, nationality="HN", services=["water"]), *once("a", 1200)], "category", outside=True)
    with zipfile.ZipFile(io.BytesIO(sheets.workbook(table))) as book:
        words = book.read("xl/sharedStrings.xml").decode()
        cells = book.read("xl/worksheets/sheet1.xml").decode()
    for said in (table.title, table.unit, table.as_of, table.internal, "SOCIAL", "Asistencia social", "Total"):
        assert said in words
    assert cells.count("<v>1200</v>") == 2


def test_a_file_name_says_that_it_is_internal():
    assert sheets.file_name(TABLE, "csv") == (
        "boletin-mx-2024-01-01-2024-12-31-services-nationality-category-interno-no-publicar.csv"
    )


def test_both_languages_say_the_same_things():
    assert PHRASES["es"].keys() == PHRASES["en"].keys()
    assert all(names_in(PHRASES["es"][name]) == names_in(PHRASES["en"][name]) for name in PHRASES["es"])
