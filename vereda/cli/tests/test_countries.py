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
    lines = [line.split("\t")[:3] for line in run("list").output.splitlines()]
    assert ["mx", "México", "21 grupos, 39 servicios"] in [[*one] for one in lines]
    assert [one[0] for one in lines] == ["gt", "hn", "mx", "sv"]


def test_check_of_a_good_pack_says_so_and_counts_what_nobody_verified():
    outcome = run("check", "mx")
    first, second, *counted = outcome.output.splitlines()
    assert (outcome.return_value, first) == (0, "mx: sin errores")
    total = sum(int(line.split("\t")[-1]) for line in counted)
    assert second == f"mx: {total} renglones sin verificar"
    assert len(run("check", "mx", "--rows").output.splitlines()) == 2 + total


def test_check_without_a_name_goes_through_all_countries():
    outcome = run("check")
    assert outcome.return_value == 0
    assert [line for line in outcome.output.splitlines() if line.endswith("sin errores")] == [
        f"{iso}: sin errores" for iso in ("gt", "hn", "mx", "sv", "reference")
    ]


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
