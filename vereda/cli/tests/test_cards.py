"""`vereda cards` as somebody at the machine sees it: sheets with other words each time, and counts that tell of no card."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pypdfium2
import pytest
import time_machine
from click.testing import CliRunner, Result

from vereda.cli.cards import command, count_months
from vereda.handouts.errors import TextNotReviewed
from vereda.logbook.door import Author
from vereda.people.rules import card

NOW = datetime(2026, 3, 13, 15, 0, tzinfo=UTC)
APRIL = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)
INES = Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros")
RANDOM = random.Random(11)


def run(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words], standalone_mode=False)


def said(path: Path) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)).split())


def test_sheets_are_made_with_other_words_each_time(tmp_path: Path):
    made = []
    for name in ("one.pdf", "two.pdf"):
        outcome = run("print", "--sheets", 1, "--lang", "spa", "--out", tmp_path / name)
        assert outcome.exception is None, outcome.exception
        assert "Bórrelo" in outcome.output
        made.append(said(tmp_path / name))
    assert made[0] != made[1]


def test_without_a_reviewer_nothing_is_published(tmp_path: Path):
    outcome = run("print", "--publish", "--out", tmp_path / "one.pdf")
    assert isinstance(outcome.exception, TextNotReviewed)
    assert not (tmp_path / "one.pdf").exists()


def test_no_command_asks_for_a_code():
    asked = {name for one in command.commands.values() for option in one.params for name in (*option.opts, option.name or "")}
    assert set(command.commands) == {"print", "count"}
    assert asked == {
        *("--sheets", "sheets", "--lang", "languages", "--publish", "publish", "--out", "out"),
        *("--year", "year", "--country", "country"),
    }
    assert not any(isinstance(option, click.Argument) for one in command.commands.values() for option in one.params)


@pytest.mark.django_db
@pytest.mark.usefixtures("home")
def test_the_month_that_is_over_is_counted_and_estimated_in_one_run():
    from vereda.encounters.door import Line, Meeting, PlaceKind, Service, Where, record_meeting
    from vereda.people.door import CardAct, note_card

    with time_machine.travel(NOW, tick=False):
        for number in range(12):
            lines = [Line(line_id="a", count=10, nationality="HN")]
            what = Meeting(people_met=10, lines=lines, services=[Service(service="WATER")], where=Where(kind=PlaceKind.POST))
            record_meeting(what, by=INES, at=NOW - timedelta(days=number))
        cards = [card.fresh(RANDOM.randrange) for _card in range(30)]
        for one in (*cards, *cards[:20]):
            note_card(one, CardAct.SHOWN, by=INES, at=NOW, nationality="HN")
    with time_machine.travel(APRIL, tick=False):
        assert count_months(now=APRIL) == 1
        outcome = run("count", "--year", 2026)
        assert count_months(now=APRIL) == 0
    assert outcome.exception is None, outcome.exception
    head, whole, honduras, estimate = outcome.output.splitlines()
    assert head.startswith("month;nationality;cards;noted")
    assert whole.startswith("2026-03;all;30;50;;")
    assert honduras.startswith("2026-03;HN;30;50;;")
    assert estimate.startswith("# hasta 2026-03: ")
