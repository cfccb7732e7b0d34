"""`vereda countries` as a person at a terminal sees it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from vereda import countries
from vereda.cli.countries import command
from vereda.countries.door import PackNotFound, folder_of
from vereda.countries.errors import PackExists

AREAS = Path(countries.__file__).parent / "tests" / "data" / "areas"


@pytest.fixture(autouse=True)
def _spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")


def run(*arguments: str):
    return CliRunner().invoke(command, arguments, standalone_mode=False)


def test_list_names_each_pack():
    assert "mx\tMéxico\t21 grupos" in run("list").output


def test_check_of_a_good_pack_says_so():
    outcome = run("check", "mx")
    assert outcome.return_value == 0
    assert outcome.output.startswith("mx: sin errores\n  [emergency_number] Ningún número de emergencias se le da")


def test_check_of_a_folder_prints_one_line_a_problem(tmp_path: Path):
    folder = tmp_path / "mx"
    shutil.copytree(folder_of("mx"), folder)
    text = (folder / "groups.csv").read_text("utf-8")
    (folder / "groups.csv").write_text(text.replace("America/Hermosillo", "America/Hermosilo"), "utf-8")
    outcome = run("check", str(folder))
    assert outcome.return_value == 1
    lines = outcome.stdout.splitlines()
    assert len(lines) == 5
    assert lines[0].startswith("mx/groups.csv:5:9 (zone): se encontró «America/Hermosilo»; se esperaba una zona horaria")
    assert outcome.stderr == "5 errores\n"


def test_unknown_pack_is_refused():
    outcome = run("check", "zz")
    assert isinstance(outcome.exception, PackNotFound)


def test_new_writes_a_pack_of_this_installation_which_is_found_from_then_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("vereda.countries.loader.own_packs", lambda: tmp_path)
    monkeypatch.setattr("vereda.cli.country_new.own_packs", lambda: tmp_path)
    outcome = run("new", "cr", "--areas", str(AREAS), "--city", "La Cruz", "--phone-prefix", "+506", "--phone-digits", "8")
    assert outcome.return_value is None, outcome.exception
    assert "VEREDA_COUNTRY=cr bin/vereda serve" in outcome.output
    assert "cr\tCosta Rica\t1 grupos" in run("list").output
    again = run("new", "cr", "--areas", str(AREAS))
    assert isinstance(again.exception, PackExists)
