"""Numbers of other scripts, and files put together of several.

BAD-022 and BAD-031 of docs/requirements.csv; the other bad cells are in test_import_reading.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from vereda.encounters.importing import cells
from vereda.encounters.importing.dialect import detect, open_rows, records
from vereda.encounters.importing.errors import CoordinateNotANumber, CountNotANumber, DayNotUnderstood, TimeNotUnderstood


@pytest.mark.parametrize("written", ["١٢٣", "१२३", "１２３", "²", "Ⅳ", "1_000", "1e3", "-0", "+3", "0x10"])
def test_digits_of_other_scripts_are_refused_and_never_misread(written: str):
    with pytest.raises(CountNotANumber):
        cells.count(written)


def test_dates_and_degrees_of_other_scripts_are_refused():
    with pytest.raises(DayNotUnderstood):
        cells.day("٢٠٢٤-٠١-٢٩")
    with pytest.raises(TimeNotUnderstood):
        cells.instant("２０２４-01-29T22:15-06:00")
    for written in ("٢٨.٧", "1e309", "NaN", "-inf", "14°54'N"):
        with pytest.raises(CoordinateNotANumber):
            cells.degrees(written)


def test_mixed_line_ends_are_one_file(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_bytes("\ufeffon;group;note\r\n2024-01-29;piedras-negras;uno\n2024-01-30;piedras-negras;ñandú\r\n".encode())
    dialect = detect(path)
    assert dialect.said(str) == ["UTF-8 con marca de orden de bytes (BOM)", "separado por punto y coma"]
    with open_rows(path, dialect) as file:
        found = list(records(file, dialect))
    assert found == [
        (1, ["on", "group", "note"]),
        (2, ["2024-01-29", "piedras-negras", "uno"]),
        (3, ["2024-01-30", "piedras-negras", "ñandú"]),
    ]
