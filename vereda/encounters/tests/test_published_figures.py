"""Printed tables come out of the bulletin as they went in: as a file of encounters, and as reported totals.

Bodies come with the file, patrols as patrols. Where the press used headings that are not in the official table (from 2023), they
are looked for by service, and among what stands outside: no bulletin adds them to the official total.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from vereda.encounters.actions.importing import Asked, import_file
from vereda.encounters.actions.totals import Reported, report_total
from vereda.encounters.entries import ReportedCount, TotalReported
from vereda.encounters.tests.files import sheet
from vereda.encounters.tests.published import (
    BODY,
    MX,
    OFFICIAL,
    PATROL,
    Table,
    tables,
)
from vereda.encounters.words import COUNT_MOST
from vereda.groups.door import PatrolDeparted
from vereda.logbook.door import Author, record
from vereda.statistics.door import bulletin, question
from vereda.statistics.schema import press

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
PATROLS_MOST = 10_000  # in one entry
every_table = pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)


def author(table: Table) -> Author:
    group = MX.groups[table.group]
    return Author(account="operator", group=group.code, country="mx", zone=group.zone)


def noon(table: Table) -> datetime:
    return datetime(table.to_on.year, table.to_on.month, table.to_on.day, 18, tzinfo=UTC)


def parts(number: int, most: int) -> list[int]:
    """Return a number in parts of at most `most`."""
    return [most] * (number // most) + ([number % most] if number % most else [])


def as_encounters(table: Table, folder: Path) -> None:
    """Import a file with the counts of a table, each category on rows of its own."""
    counts = [
        (category, nationality, part)
        for category in table.counts
        if category != PATROL
        for nationality, number in (table.lines(category) if category != BODY else [("", table.figure(category))])
        for part in parts(number, COUNT_MOST)
    ]
    rows = [
        {
            "encounter_id": str(n),
            "on": table.to_on,
            "group": table.group,
            "services": category,
            "nationality": code,
            "count": part,
        }
        for n, (category, code, part) in enumerate(counts)
    ]
    path = folder / "table.csv"
    path.write_text(sheet(*rows), encoding="utf-8")
    import_file(path, Asked(country="mx"), now=NOW)


def as_reported_total(table: Table) -> None:
    """Report a table as the total of its group and period."""
    counts = [
        ReportedCount(category=category, nationality=code, count=part)
        for category in table.counts
        if category != PATROL
        for code, number in table.lines(category)
        for part in parts(number, COUNT_MOST)
    ]
    period = {"from_on": table.from_on, "to_on": table.to_on, "counts": counts, "source": table.source}
    if not counts:
        return
    if table.is_official:
        report_total(Reported(**period), by=author(table), at=NOW)
    else:  # headings of the press: the desk does not offer them, an entry can hold them
        record(TotalReported(**period), by=author(table), at=NOW)


def patrols(table: Table) -> None:
    """Record the patrols of a table."""
    for number in parts(table.figure(PATROL) if PATROL in table.counts else 0, PATROLS_MOST):
        record(PatrolDeparted(route="tabla", patrols=number), by=author(table), at=noon(table))


def asked(table: Table, by: str):
    return bulletin(question(country="mx", from_on=table.from_on, to_on=table.to_on, by=[by], outside=True))


def printed(table: Table, *, inside: bool) -> dict[str, int]:
    """Return the official categories of a table that a total adds, or those that it does not."""
    found = {code: table.figure(code) for code in table.counts if code in OFFICIAL}
    return {code: number for code, number in found.items() if OFFICIAL[code].in_total is inside and number}


def of_the_press(table: Table) -> dict[str, int]:
    """Return the headings of a table that are not in the official one."""
    return {code: table.figure(code) for code in table.counts if code not in OFFICIAL}


def cells(rows) -> dict[str, int]:
    return {key[0]: value for key, value in rows}


@pytest.mark.django_db
@pytest.mark.usefixtures("home")
@every_table
def test_a_printed_table_imported_as_encounters_gives_the_same_figures(table: Table, tmp_path: Path):
    as_encounters(table, tmp_path)
    patrols(table)
    got = asked(table, "category")
    assert cells(got.rows) == printed(table, inside=True)
    assert cells(got.outside.rows) == printed(table, inside=False)
    assert got.total == sum(printed(table, inside=True).values())
    if of_the_press(table):
        by_service = asked(table, "service")
        assert {code: cells(by_service.rows)[code] for code in of_the_press(table)} == of_the_press(table)
    if table.has_sum:
        assert (got.total or sum(of_the_press(table).values())) == table.printed_total


@pytest.mark.django_db
@pytest.mark.usefixtures("home")
@every_table
def test_a_printed_table_reported_as_a_total_gives_the_same_figures(table: Table):
    as_reported_total(table)
    patrols(table)
    got = asked(table, "category")
    assert cells(got.rows) == printed(table, inside=True)
    assert cells(got.outside.rows) == printed(table, inside=False) | of_the_press(table)
    assert got.total == sum(printed(table, inside=True).values())
    if table.has_sum:
        assert (got.total or sum(of_the_press(table).values())) == table.printed_total


@pytest.mark.django_db
@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("way", [as_encounters, as_reported_total])
def test_nationalities_of_the_seventeen_come_out_as_printed(way, tmp_path: Path):
    table = next(one for one in tables() if one.scope.endswith("/1"))
    way(table, tmp_path) if way is as_encounters else way(table)
    assert cells(asked(table, "nationality").rows) == {"NI": 6, "GT": 5, "EC": 4, "VE": 2}


def test_a_printed_total_that_is_not_the_sum_lacks_a_category_which_is_named():
    sums = {table.name: (table.printed_total, table.added, table.lacks) for table in tables() if table.printed_total}
    official = {name: found for name, found in sums.items() if found[1]}
    assert {name: found for name, found in official.items() if found[0] != found[1]} == {
        "2020-01-01..2020-07-31 MX elsoldemexico.com.mx": (76401, 58387, ["ORIENT"])
    }
    assert len(official) == 5


def test_a_wrong_sum_would_be_found():
    day = datetime(2021, 1, 1, tzinfo=UTC).date()
    counts = {code: {"": 1} for code, one in OFFICIAL.items() if one.in_total}
    wrong = Table(day, day + timedelta(days=1), "https://example.org/a", "MX", counts, printed_total=7)
    assert (wrong.has_sum, wrong.added) == (True, 6)


def test_every_printed_figure_is_recorded_or_says_why_not():
    kept = sum(len(parts) for table in tables() for parts in table.counts.values())
    told = sum(one.heading.skipped is not None for one in press("mx").figures)
    assert (kept + told, len(press("mx").figures)) == (219, 219)
    assert {one.heading.code for one in press("mx").figures if one.heading.skipped is None} <= set(MX.categories)
