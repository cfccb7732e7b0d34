"""The command tells what it invented, once, and `serve` prints the accounts of a new demonstration."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from vereda.access.actions.demo import PASSWORD
from vereda.cli import demo
from vereda.demo.errors import AlreadyThere
from vereda.logbook.door import head
from vereda.settings import environment

pytestmark = pytest.mark.django_db
YEAR = ["--country", "mx", "--year", "2011", "--assisted", "1000", "--seed", "7"]


@pytest.fixture(autouse=True)
def _demonstration(home, monkeypatch):
    monkeypatch.setenv("VEREDA_DEMO", "1")
    environment.env.cache_clear()


def test_a_year_is_told_with_its_total_and_with_the_truth_about_persons():
    run = CliRunner().invoke(demo.command, YEAR, catch_exceptions=False)
    assert run.exit_code == 0
    assert "Total oficial de atenciones: 10" in run.stdout
    assert "Personas distintas" in run.stdout
    assert "encuentros por persona" in run.stdout
    again = CliRunner().invoke(demo.command, YEAR)
    assert isinstance(again.exception, AlreadyThere)


@pytest.mark.parametrize("wrong", [["--assisted", "12"], ["--year", "11"]])
def test_a_number_that_makes_no_year_is_refused(wrong):
    assert CliRunner().invoke(demo.command, [*YEAR, *wrong]).exit_code == 2


def test_the_first_start_prints_the_accounts_and_the_second_prints_them_again():
    first = demo.first_filling()
    number = head().number
    assert PASSWORD in first[0]
    assert any("ines" in line and "piedras-negras" in line for line in first)
    assert demo.first_filling() == first
    assert head().number == number


def test_where_others_wrote_it_says_so_and_makes_no_account(monkeypatch):
    monkeypatch.setattr(demo, "fill", lambda country, now: False)
    [line] = demo.first_filling()
    assert "no se agregó nada" in line
    assert PASSWORD not in line


def test_no_person_comes_into_a_regional_office_by_a_demonstration(monkeypatch):
    monkeypatch.setenv("VEREDA_REGIONAL", "Oficina regional")
    environment.env.cache_clear()
    [line] = demo.first_filling()
    assert "no se agregó nada" in line
    assert head() is None
