"""The command line says in one line what is wrong, and ends with a code a script can rely on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from vereda.cli import main as root
from vereda.errors import FieldError
from vereda.settings import environment
from vereda.settings.environment import REPOSITORY


class LineWrong(FieldError):
    code = "cli.line_wrong"
    hint = "La línea {line}\nno se entiende."


@click.command()
@click.argument("how")
def failing(how: str) -> None:
    if how == "wrong":
        raise LineWrong(line=17)
    if how == "interrupted":
        raise KeyboardInterrupt
    if how == "found":
        click.get_current_context().exit(1)


@pytest.mark.parametrize(("how", "code"), [("well", 0), ("wrong", 2), ("interrupted", 1), ("found", 1)])
def test_a_command_ends_with_the_code_of_what_happened(monkeypatch, capsys, how, code):
    monkeypatch.setattr(root.Commands, "get_command", lambda self, context, name: failing)
    with pytest.raises(SystemExit) as ended:
        root.main(["failing", how])
    assert ended.value.code == code
    said = capsys.readouterr().err.lstrip()
    assert said == ("cli.line_wrong: La línea 17 no se entiende.\n" if how == "wrong" else "")


@pytest.mark.parametrize(("spoken", "language"), [("en_US.UTF-8", "en"), ("es_MX.UTF-8", "es"), ("C", "es"), ("", "es")])
def test_the_terminal_is_answered_in_its_language_and_spanish_otherwise(monkeypatch, spoken, language):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", spoken)
    assert root.terminal_language() == language


@pytest.fixture
def region(monkeypatch, tmp_path):
    """Make this process the office of several countries, and give its home; later tests are of one country again."""
    own = tmp_path / "region"
    monkeypatch.setenv("VEREDA_REGIONAL", "Oficina regional")
    monkeypatch.setenv("VEREDA_HOME", str(own))
    environment.env.cache_clear()
    yield own
    environment.env.cache_clear()


@pytest.mark.parametrize("name", sorted({*root.COMMANDS} - root.AT_THE_REGION))
def test_an_office_of_several_countries_runs_nothing_through_which_a_person_could_come_in(region, capsys, name):
    with pytest.raises(SystemExit) as ended:
        root.main([name, "encounters", "x.csv"])
    said = capsys.readouterr().err
    assert (ended.value.code, said.partition(":")[0]) == (2, "settings.only_public_here")
    assert f"«{name}»" in said
    assert not region.exists(), "nothing was begun"


@pytest.mark.usefixtures("region")
def test_what_keeps_a_machine_or_is_public_stays_at_the_region():
    assert {*root.COMMANDS} > root.AT_THE_REGION > {"serve", "bundles", "backup", "access", "logbook"}
    assert root.cli.get_command(click.Context(root.cli), "countries").name == "countries"


def vereda(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "vereda.cli", *arguments]
    return subprocess.run(command, env={**os.environ, "PYTHONPATH": str(REPOSITORY), **settings}, capture_output=True, text=True)


def test_help_names_every_command_without_starting_anything(tmp_path: Path):
    done = vereda("--help", VEREDA_HOME=str(tmp_path / "none"))
    assert done.returncode == 0
    assert all(name in done.stdout for name in root.COMMANDS)
    assert not (tmp_path / "none").exists()


def test_a_bad_setting_and_an_unknown_command_are_input_to_correct():
    bad = vereda("django", "check", PORT="eighty")
    assert bad.returncode == 2
    assert bad.stderr.startswith("settings.bad_value: PORT")
    assert len(bad.stderr.splitlines()) == 1
    assert vereda("fly").returncode == 2
