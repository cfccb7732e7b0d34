"""`vereda bulletin` as a person at a terminal sees it, from encounters as the desk records them to the file."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vereda.access.door import verify_read_log
from vereda.access.models import ReadRow
from vereda.cli.bulletin import command
from vereda.encounters.door import Line, Margin, Meeting, Service, Where, WithdrawnFor, record_meeting, withdraw_meeting
from vereda.logbook import registry
from vereda.logbook.door import Author, Receipt
from vereda.statistics.errors import DateNotUnderstood, FileNotWritten
from vereda.statistics.models import DirtyMonth

pytestmark = [pytest.mark.storage, pytest.mark.django_db]

RAFAEL = Author(account="rafael", group="piedras-negras", country="mx", zone="America/Monterrey")
PERIOD = ("--country", "mx", "--from", "2024-01-29", "--to", "2024-02-02")


@pytest.fixture(autouse=True)
def _post(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A post with keys and files of its own, whose terminal speaks Spanish; every author may write."""
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    monkeypatch.setattr(registry, "_authority", [])


@pytest.fixture
def river() -> list[Receipt]:
    """Piedras Negras, 29 January to 2 February 2024: what was printed is 73 people, 23 of them minors, three bodies."""
    rescue = [Service(service="RESCUE")]
    margins = [Margin(attribute="nationality", value=code, count=n) for code, n in {"NI": 6, "GT": 5, "EC": 4, "VE": 2}.items()]
    minors = {"attribute": "age_band", "value": "0-17"}
    meetings = [
        Meeting(people_met=17, margins=[*margins, Margin(**minors, count=5)], services=rescue, where=Where(state="MX-COA")),
        Meeting(
            people_met=2,
            lines=[
                Line(line_id="1", nationality="HN", sex="F", age_band="18+", count=1),
                Line(line_id="2", nationality="HN", age_band="0-4", count=1),
            ],
            services=rescue,
            where=Where(state="MX-COA"),
        ),
        Meeting(people_met=54, margins=[Margin(**minors, count=17)], services=rescue, bodies=3, where=Where(state="MX-COA")),
    ]
    days = (29, 30, 31)
    return [
        record_meeting(met, by=RAFAEL, at=datetime(2024, 1, day, 18, tzinfo=UTC)) for met, day in zip(meetings, days, strict=True)
    ]


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(command, [*PERIOD, *arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result


def test_piedras_negras_is_73_people_23_minors_and_three_bodies_outside(river: list[Receipt]):
    assert run("--by", "category", "--format", "csv", "--outside").stdout == (
        "category,value\nRESCUE,73\nTOTAL,73\n\ncategory,value\nBODY,3\n"
    )
    people = json.loads(run("--by", "age_band", "--count", "people", "--format", "json").stdout)
    assert people["total"] == 73
    assert sum(row["value"] for row in people["rows"] if row["age_band"] in ("0-4", "0-17")) == 23
    assert run("--by", "nationality", "--count", "encounters", "--format", "csv").stdout.endswith("TOTAL,3\n")


def test_dimensions_are_repeated_or_joined_by_commas(river: list[Receipt]):
    joined, repeated = (
        run("--by", "group,category", "--format", "csv"),
        run("--by", "group", "--by", "category", "--format", "csv"),
    )
    assert joined.stdout == repeated.stdout == "group,category,value\npiedras-negras,RESCUE,73\nTOTAL,,73\n"


def test_what_changes_afterwards_is_counted_anew(river: list[Receipt]):
    assert run("--format", "csv").stdout.endswith("TOTAL,73\n")
    assert not DirtyMonth.objects.exists()
    withdraw_meeting(river[2].subject, by=RAFAEL, at=datetime(2024, 2, 3, tzinfo=UTC), reason=WithdrawnFor.MISTAKE)
    assert list(DirtyMonth.objects.values_list("month", flat=True)) == [date(2024, 1, 1)]
    assert run("--format", "csv").stdout.endswith("TOTAL,19\n")


def test_the_table_names_unit_block_and_use_in_the_language_asked_for(river: list[Receipt]):
    spanish = run("--by", "category", "--count", "people").stdout
    assert "personas atendidas, una por persona y encuentro" in spanish
    assert "a la fecha del bloque 3" in spanish
    assert "Uso interno, no para publicación" in spanish
    assert "Internal use, not for publication" in run("--lang", "en").stdout


def test_nothing_found_is_a_header_and_a_zero():
    result = run("--by", "category", "--by", "sex", "--format", "csv")
    assert (result.stdout, result.return_value) == ("category,sex,value\nTOTAL,,0\n", None)


def test_files_are_written_whole_and_what_is_outside_stands_beside(river: list[Receipt], tmp_path: Path):
    result = run("--outside", "--output", str(tmp_path / "enero.csv"))
    assert (tmp_path / "enero.csv").read_text() == "category,value\nRESCUE,73\nTOTAL,73\n"
    assert (tmp_path / "enero-outside.csv").read_text() == "category,value\nBODY,3\n"
    assert (result.stdout, result.stderr.count("Uso interno, no para publicación")) == ("", 2)
    run("--format", "xlsx", "--output", str(tmp_path))
    assert [path.name for path in tmp_path.glob("*.xlsx")] == [
        "boletin-mx-2024-01-29-2024-02-02-services-category-interno-no-publicar.xlsx"
    ]
    with pytest.raises(FileNotWritten):
        run("--output", str(tmp_path / "missing" / "enero.csv"))


def test_each_bulletin_is_in_the_read_log_and_a_refused_one_is_not():
    run()
    with pytest.raises(DateNotUnderstood):
        run("--from", "ayer")
    rows = list(ReadRow.objects.values_list("account", "record_class", "purpose", "action"))
    assert rows == [("operator", "K8", "statistics", "read")]
    assert verify_read_log()
