"""`vereda programme` at a terminal: reports as files, what was sent again to the digit, what to look at, files of countries."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result

from vereda.access.tests.cast import Cast
from vereda.cli.programme import command
from vereda.demo.programme_day import programme_day
from vereda.errors import FieldError
from vereda.programme.door import received

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(command, list(arguments), standalone_mode=False)
    if isinstance(result.exception, FieldError):
        raise result.exception
    return result


def said(*arguments: str) -> str:
    return run(*arguments).stdout


@time_machine.travel(NOW, tick=False)
def test_an_officer_at_a_terminal(cast: Cast, home: Path, tmp_path: Path):
    programme_day("mx", NOW)
    listed = said("list", "--lang", "es", "--as", "esteban")
    assert "2 2026-T3 D1 v1 · mandada 2026-11-30" in listed
    assert "2 2026-T3 D1 v2 · espera a otra persona" in listed
    assert "AGUA-1\tEntregas de agua\tcontactos\t3,505\t7,000\t870" in said("report", "2", "--period", "2026-Q3", "--lang", "es")
    assert "\t655\t" in said("report", "2", "--period", "2026-T3", "--lang", "es", "--sent", "1")
    for name in ("one.pdf", "one.xlsx"):
        run("report", "1", "--lang", "en", "--out", str(tmp_path / name), "--as", "esteban")
    assert [(tmp_path / name).read_bytes()[:2] for name in ("one.pdf", "one.xlsx")] == [b"%P", b"PK"]
    assert said("threew", "--lang", "en").count("\n") == 2 + 4
    assert "Falta la cifra de un país" in said("check", "--lang", "es")
    _refused(tmp_path)


def _refused(tmp_path: Path) -> None:
    """Errors say what to do, and nobody without the right gets anything."""
    for arguments, code in (
        (("report", "9"), "programme.code_unknown"),
        (("report", "2", "--period", "2031-T1"), "programme.period_unknown"),
        (("report", "2", "--programme", "OTRO"), "programme.not_named"),
        (("report", "1", "--sent", "7"), "programme.report_not_proposed"),
        (("list", "--as", "rafael"), "access.not_for_you"),
        (("report", "1", "--as", "julia", "--out", str(tmp_path / "no.pdf")), "access.not_for_you"),
    ):
        with pytest.raises(FieldError) as why:
            run(*arguments)
        assert why.value.code == code
    assert not (tmp_path / "no.pdf").exists()
    file = tmp_path / "cells.csv"
    file.write_text(",".join(received.COLUMNS) + "\nINF-1,hn,2026-10-01,2026-10-31,,,411,,HN 2026-10,D-7,2026-12-01\n")
    with pytest.raises(FieldError) as why:
        run("receive", str(file), "--as", "esteban")
    assert (why.value.code, why.value.details["line"]) == ("programme.file_faulty", 2)
    file.write_text(file.read_text().replace("411", "410"))
    assert [said("receive", str(file), "--as", "esteban").strip()[-1] for _twice in range(2)] == ["1", "0"]
