"""`vereda import` as a person at a terminal sees it."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from vereda.access.door import Purpose, Reader, Role
from vereda.cli import imports
from vereda.cli.main import main
from vereda.encounters.models import ImportBatch
from vereda.logbook import door as logbook

pytestmark = [pytest.mark.storage, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]
GOOD = "on,group,services,nationality,count\n2024-01-29,piedras-negras,RESCUE;WATER,HN,2\n2024-01-30,tapachula,ORIENT,GT,54\n"


@pytest.fixture(autouse=True)
def _spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")


@pytest.fixture
def vereda(capsys: pytest.CaptureFixture[str]):
    """Return a function that runs one command and gives exit code, stdout and stderr."""

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(one) for one in arguments])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_good_file_is_one_line_on_stdout_and_twice_is_nothing(vereda, good):
    code, out, err = vereda("import", "encounters", good)
    assert (code, err) == (0, "")
    said = r"2 renglones leídos, 2 líneas nuevas, 0 ya conocidas, 2 encuentros, [0-9.]+ s; importación [0-9a-f-]{36}\n"
    assert re.fullmatch(said, out)
    code, out, err = vereda("import", "encounters", good)
    assert (code, err) == (0, "")
    assert out.startswith("2 renglones leídos, 0 líneas nuevas, 2 ya conocidas")
    assert out.endswith("no se escribió nada\n")


def test_every_bad_row_is_told_on_stderr_and_in_the_report(vereda, tmp_path):
    path, report = tmp_path / "bad.csv", tmp_path / "report.csv"
    path.write_text("on,group,services,sex\n" + "2024-01-29,piedras-negras,WATER,mujer\n" * 60, encoding="utf-8")
    code, out, err = vereda("import", "encounters", path, "--report", report)
    assert (code, out) == (1, "")
    lines = err.splitlines()
    assert lines[0] == "línea 2, columna sex: «mujer»: Se espera F, M, X, o U si no se sabe."
    assert len(lines) == 61
    assert lines[-1].startswith("encounters.import_refused: El archivo no se importó: 60 de 60 renglones")
    with report.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["line", "column", "value", "code", "what_to_do"]
    assert rows[60] == ["61", "sex", "mujer", "encounters.sex_unknown", "Se espera F, M, X, o U si no se sabe."]
    assert logbook.head() is None


def test_a_terminal_shows_the_first_fifty_and_says_how_many_more(vereda, tmp_path, monkeypatch):
    monkeypatch.setattr(imports, "on_terminal", lambda: True)
    path = tmp_path / "bad.csv"
    path.write_text("on,group,services,sex\n" + "2024-01-29,piedras-negras,WATER,mujer\n" * 60, encoding="utf-8")
    _, _, err = vereda("import", "encounters", path)
    lines = err.splitlines()
    assert sum("mujer" in line for line in lines) == 50
    assert "10 errores más; con --report FILE se guardan todos" in lines[-2]


def test_progress_is_shown_on_a_terminal_only(vereda, good, monkeypatch):
    monkeypatch.setattr(imports, "on_terminal", lambda: True)
    _, _, err = vereda("import", "encounters", good)
    assert "2 / 2 escritos" in err


def test_the_dialect_is_said(vereda, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbfon;group;services\n2024-01-29;piedras-negras;\n")
    _, _, err = vereda("import", "encounters", path)
    assert err.splitlines() == [
        "UTF-8 con marca de orden de bytes (BOM)",
        "separado por punto y coma",
        "1 renglones sin servicio: cuentan como personas, no como atenciones",
    ]


def test_a_file_that_is_not_there_or_no_csv_is_two(vereda, tmp_path):
    assert vereda("import", "encounters", tmp_path / "none.csv")[0] == 2
    path = tmp_path / "a.csv"
    path.write_bytes(b"")
    code, out, err = vereda("import", "encounters", path)
    assert (code, out) == (2, "")
    assert err.startswith("encounters.file_empty")
    assert vereda("import", "encounters", path, "--country", "xx")[0] == 2


def test_imports_are_listed_and_withdrawn(vereda, good):
    vereda("import", "encounters", good)
    batch = str(ImportBatch.objects.get().subject)
    assert vereda("import", "list")[1] == f"{batch}\tcentral\t2\tterminada\n"
    assert vereda("import", "cancel", batch) == (0, f"Importación {batch} retirada\n", "")
    assert vereda("import", "list")[1] == f"{batch}\tcentral\t2\tretirada\n"
    code, _, err = vereda("import", "cancel", batch)
    assert (code, err.split(":")[0]) == (2, "encounters.import_not_open")


def test_bulletin_counts_what_was_imported(vereda, good):
    vereda("import", "encounters", good)
    _, out, _ = vereda("bulletin", "--from", "2024-01-01", "--to", "2024-01-31", "--by", "category", "--format", "csv")
    assert out.splitlines() == ["category,value", "RESCUE,2", "SOCIAL,2", "ORIENT,54", "TOTAL,58"]


def test_an_account_needs_a_purpose_and_imports_for_its_own_group(vereda, good, monkeypatch):
    assert vereda("import", "encounters", good, "--as", "ines")[2].startswith("access.unknown_purpose")
    held = {"role": Role.AGENT, "country": "mx", "group": "piedras-negras"}
    ines = Reader(account="ines", display_name="Inés", purpose=Purpose.ASSIST, device="cli", **held)
    monkeypatch.setattr(imports.access, "reader_for_command", lambda as_, purpose: ines)
    code, _, err = vereda("import", "encounters", good, "--as", "ines", "--purpose", "assist")
    assert code == 1
    assert err.startswith("línea 3, columna group: «tapachula»")
    adviser = replace(ines, role=Role.LEGAL_ADVISER, purpose=Purpose.LEGAL_AID)
    monkeypatch.setattr(imports.access, "reader_for_command", lambda as_, purpose: adviser)
    code, _, err = vereda("import", "encounters", good, "--as", "nadia", "--purpose", "legal_aid")
    assert err.startswith("access.not_for_you")
    assert logbook.head() is None
