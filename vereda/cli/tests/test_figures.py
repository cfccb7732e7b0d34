"""`vereda figures`: what was printed, replayed and checked in a terminal."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vereda.cli.figures import command
from vereda.statistics.errors import PeriodNotPrinted
from vereda.statistics.tests.printed import written

YEAR = "2021-01-01"


def said(*arguments: str) -> Result:
    result = CliRunner().invoke(command, [*arguments, "--country", "mx"], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result


def test_contradictions_of_the_house_are_said_by_rule_and_end_with_one():
    result = said("check", "--lang", "es")
    assert result.return_value == 1
    assert "Impresa dos veces, distinta [printed_twice]" in result.stdout
    assert "1,557" in result.stdout
    assert "219 cifras leídas: 6 contradicciones, 8 por preguntar." in result.stderr


def test_one_rule_one_period_and_a_table_for_programs():
    rows = list(csv.DictReader(io.StringIO(said("check", "--format", "csv", "--period", "2021").stdout)))
    assert [(row["rule"], row["left"], row["right"]) for row in rows] == [("falls", "22557", "21592")]
    odd = said("check", "--rule", "far_from_year_before")
    assert odd.return_value == 0, "what is only asked about is no contradiction"


def test_a_replay_says_what_stood_in_each_revision(tmp_path: Path):
    rows = list(csv.DictReader(io.StringIO(said("replay", "--format", "csv", "--period", "2013").stdout)))
    assert [row["value"] for row in rows if row["category"] == "INJURED"] == ["833", "833", "1610", "1557"]
    path = written(tmp_path, f"{YEAR} 2021-05-31 MX RESCUE ALL 120 https://a.example/2021/06/02/x")
    assert "Rescued: 120, by 31 May 2021" in said("replay", str(path), "--lang", "en").stdout


def test_a_period_of_which_nothing_was_printed_is_refused():
    with pytest.raises(PeriodNotPrinted):
        said("check", "--period", "1999")
