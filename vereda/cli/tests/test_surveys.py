"""`vereda surveys` as a person at a terminal sees it: what is wrong by cell, a version once, answers without what is sealed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from vereda.access.door import author_of
from vereda.cli.surveys import command
from vereda.surveys import door as surveys
from vereda.surveys.tests.books import book, water

pytestmark = pytest.mark.django_db


def run(*options: str | Path) -> Result:
    return CliRunner().invoke(command, [str(one) for one in options])


def test_a_workbook_is_looked_at_published_once_and_its_clear_answers_are_a_file(home, cast, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    wrong, right, out = tmp_path / "mal.xlsx", tmp_path / "agua.xlsx", tmp_path / "agua.csv"
    wrong.write_bytes(book([["type", "name", "label"], ["text", "nombre", "A"]]))
    right.write_bytes(water())
    told = run("check", wrong, "--country", "mx")
    assert told.exit_code == 1
    assert "hoja survey, renglón 2, columna name: «nombre»: No se pregunta la identidad" in told.output
    assert "agua 1: 5 preguntas" in run("check", right, "--country", "mx").output
    assert run("publish", right, "--as", "ines").exit_code == 2
    assert "se pregunta" in run("publish", right, "--as", "hector").output
    assert "Ya estaba publicado" in run("publish", right, "--as", "hector").output
    assert "agua\t1\t+\tAgua en el camino" in run("list", "--country", "mx").output
    row = surveys.asked_forms("mx")[0]
    by = author_of(cast.reader("ines", "assist"))
    surveys.answer(row, {"water": "yes", "told": "Venían de Caborca"}, by=by, at=timezone.now())
    assert run("export", "agua", "--as", "ines", "--purpose", "assist", "--out", out).exit_code == 2
    done = run("export", "agua", "--as", "julia", "--purpose", "statistics", "--out", out)
    assert done.exit_code == 0, done.output
    assert out.read_text().splitlines()[0] == "folio,local_on,group,channel,version,water,state,town"
    assert "Caborca" not in out.read_text()
