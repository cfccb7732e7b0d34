"""`vereda countries` as a person at a terminal sees it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from vereda.cli.countries import command
from vereda.countries.door import PackNotFound, folder_of


@pytest.fixture(autouse=True)
def _spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")


def run(*arguments: str):
    return CliRunner().invoke(command, arguments, standalone_mode=False)


def test_list_names_each_pack():
    assert run("list").output.startswith("mx\tMéxico\t21 grupos")


def test_check_of_a_good_pack_says_so():
    outcome = run("check", "mx")
    assert (outcome.return_value, outcome.output) == (0, "mx: sin errores\n")


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
