"""`vereda import months` as a person at a terminal sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from vereda.cli.tests.test_imports import _spanish, vereda  # noqa: F401  fixtures
from vereda.statistics import door as statistics

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]
RUN = ("import", "months", "--source", "Hojas de la oficina")


def test_a_sheet_comes_in_once_and_a_wrong_line_is_told(vereda, tmp_path: Path):  # noqa: F811
    sheet = tmp_path / "meses.csv"
    sheet.write_text("month;by;code;count\n2020-12;;;900\n2021-01;;;950\n2021-01;category;SOCIAL;1400\n", encoding="utf-8")
    assert vereda(*RUN, sheet) == (0, "2 años guardados, 0 que ya estaban igual\n", "")
    assert vereda(*RUN, sheet) == (0, "0 años guardados, 2 que ya estaban igual\n", "")
    sheet.write_text("month;by;code;count\n2021-01;;;mil\n", encoding="utf-8")
    code, out, err = vereda(*RUN, sheet)
    assert (code, out) == (1, "")
    assert err.startswith("línea 2: «mil» no es un número entero")
    assert "statistics.past_faulty: Líneas por corregir en la hoja: 1" in err
    assert [row.year for row in statistics.past_years("mx")] == [2020, 2021]
