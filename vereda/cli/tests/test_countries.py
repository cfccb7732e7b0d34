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
    lines = [line.split("\t")[:3] for line in run("list").output.splitlines()]
    assert ["mx", "México", "21 grupos, 39 servicios"] in [[*one] for one in lines]
    assert [one[0] for one in lines] == ["gt", "hn", "mx", "sv"]


def test_check_of_a_good_pack_says_so_and_counts_what_nobody_verified():
    outcome = run("check", "mx")
    lines = outcome.output.splitlines()
    assert lines[1].startswith("  [emergency_number] Ningún número de emergencias se le da")
    first, second, *counted = (line for line in lines if line[:1] != " " or "\t" in line)
    assert (outcome.return_value, first) == (0, "mx: sin errores")
    total = sum(int(line.split("\t")[-1]) for line in counted)
    assert second == f"mx: {total} renglones sin verificar"
    assert len(run("check", "mx", "--rows").output.splitlines()) == len(lines) - len(counted) + total


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


def test_new_writes_a_pack_of_this_installation_which_is_found_from_then_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("vereda.countries.loader.own_packs", lambda: tmp_path)
    monkeypatch.setattr("vereda.cli.country_new.own_packs", lambda: tmp_path)
    outcome = run("new", "cr", "--areas", str(AREAS), "--city", "La Cruz", "--phone-prefix", "+506", "--phone-digits", "8")
    assert outcome.return_value is None, outcome.exception
    assert "VEREDA_COUNTRY=cr bin/vereda serve" in outcome.output
    assert "cr\tCosta Rica\t1 grupos" in run("list").output
    again = run("new", "cr", "--areas", str(AREAS))
    assert isinstance(again.exception, PackExists)
