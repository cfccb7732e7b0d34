"""A past list as a file: what a spreadsheet says of its own size is not believed."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from vereda.training.errors import ListUnreadable
from vereda.training.past import COLUMNS_MOST, rows_of


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
