"""A past list as a file: what a spreadsheet says of its own size is not believed."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from vereda.training.errors import ListUnreadable
from vereda.training.past import COLUMNS_MOST, rows_of
from vereda.training.rules.lists import NO_VALUE


def book(said: str) -> bytes:
    """Return a sheet of two rows that says of itself how far it reaches."""
    plain, made = BytesIO(), BytesIO()
    with xlsxwriter.Workbook(plain, {"in_memory": True}) as out:
        sheet = out.add_worksheet()
        sheet.write_row(0, 0, ["Fecha", "Nombre", "Tema"])
        sheet.write_row(1, 0, ["2019-03-12", "Ana", "TRAFF-01"])
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<dimension ref="A1:C2"/>', f'<dimension ref="{said}"/>'.encode()))
    return made.getvalue()


def test_a_sheet_that_says_it_is_sixteen_thousand_wide_is_read_as_narrow_as_a_list():
    rows = rows_of(book("A1:XFD2"))
    assert {len(one) for one in rows} == {COLUMNS_MOST}
    assert [one[:3] for one in rows] == [("Fecha", "Nombre", "Tema"), ("2019-03-12", "Ana", "TRAFF-01")]
    with pytest.raises(ListUnreadable):
        rows_of(book("A1:C2")[:-40])


def test_merged_cells_stand_in_each_row_and_a_formula_without_a_result_is_not_read_as_empty():
    plain = BytesIO()
    with xlsxwriter.Workbook(plain, {"in_memory": True}) as out:
        sheet = out.add_worksheet()
        sheet.merge_range("A1:C1", "Lista de 2019")
        sheet.write_row(1, 0, ["Fecha", "Nombre", "Institución"])
        sheet.merge_range("C3:C5", "Cancillería")
        sheet.merge_range("A3:A4", "2019-03-12")
        sheet.write_column("B3", ["Ana", "Eva", "Luz"])
        sheet.write_formula("A5", "=TODAY()", None, "")
    told = [one[:3] for one in rows_of(plain.getvalue())]
    assert told == [
        ("Lista de 2019", None, None), ("Fecha", "Nombre", "Institución"), ("2019-03-12", "Ana", "Cancillería"),
        ("2019-03-12", "Eva", "Cancillería"), (NO_VALUE, "Luz", "Cancillería"),
    ]  # fmt: skip
