"""A year's edition: drawn beside its months, which stay as they were printed, and drawn again to the digit."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from vereda.logbook import registry
from vereda.statistics import drawing, published
from vereda.statistics.disclosure import Cell, protect
from vereda.statistics.drawing import Kept
from vereda.statistics.errors import MonthTooYoung, YearNotWhole
from vereda.statistics.publishing import propose, propose_period, propose_year, publish, publish_period
from vereda.statistics.tests.test_editions import ADRIANA, AT, JULIA, MONTH, SOME, december
from vereda.statistics.words import TOTAL

PEOPLE = "people-nationality-sex"
COUNTS = {("HN", "F"): 20, ("HN", "M"): 30, ("GT", "F"): 40, ("GT", "M"): 50}


def cells(counts: dict[tuple[str, str], int]) -> list[Cell]:
    """A table of two by two with its margins; keys by place."""
    made = dict(counts)
    for axis in (0, 1):
        for code in dict.fromkeys(codes[axis] for codes in counts):
            margin = (code, TOTAL) if axis == 0 else (TOTAL, code)
            made[margin] = sum(count for codes, count in counts.items() if codes[axis] == code)
    made[TOTAL, TOTAL] = sum(counts.values())
    return [Cell(codes, count, count * 7 % 256) for codes, count in made.items()]


def kept(counts: dict[tuple[str, str], int]) -> list[Kept]:
    return [Kept(cell, cell, shown) for cell, shown in zip(cells(counts), protect(cells(counts)), strict=True)]


def shown(found: dict[str, list[Kept]], *codes: str) -> int | None:
    return next(one.shown.value for one in found[PEOPLE] if one.cell.codes == codes)


def test_a_year_does_not_tell_what_a_month_withheld():
    """In one month eight of one cell are withheld, in the other all is printed: the year less that month would be the eight."""
    first, second = COUNTS, {**COUNTS, ("HN", "F"): 8}
    year = cells({codes: first[codes] + second[codes] for codes in COUNTS})
    alone = drawing.protected({PEOPLE: year}, None, {})
    inside = {"2011-01": {PEOPLE: kept(first)}, "2011-02": {PEOPLE: kept(second)}}
    beside = drawing.protected({PEOPLE: year}, None, {}, "2011", inside)
    assert shown({PEOPLE: inside["2011-02"][PEOPLE]}, "HN", "F") is None
    assert shown(alone, "HN", "F") is not None, "by itself it is large enough"
    assert shown(beside, "HN", "F") is None
    assert shown(beside, TOTAL, TOTAL) == shown(alone, TOTAL, TOTAL)


def test_a_month_that_is_revised_after_its_year_does_not_tell_what_another_month_withheld():
    """Two months of the same: five are withheld in each, and the year prints ten. Sixty in one of them would tell the other's."""
    few = {(nation, sex): 5 for nation in ("HN", "GT", "SV") for sex in ("F", "U", "X")}
    few |= {(nation, sex): 40 for nation in ("HN", "GT", "SV", "NI") for sex in ("F", "U", "X", "M") if (nation, sex) not in few}
    before, late = kept(few), cells({**few, ("HN", "F"): 60})
    months = {"2011-01": {PEOPLE: before}, "2011-02": {PEOPLE: before}}
    year = drawing.protected({PEOPLE: cells({codes: 2 * count for codes, count in few.items()})}, None, {}, "2011", months)
    assert shown(year, "HN", "F") is not None
    alone = drawing.protected({PEOPLE: late}, {PEOPLE: before}, {})
    beside = drawing.protected({PEOPLE: late}, {PEOPLE: before}, {}, "2011-01", {"2011": year, "2011-02": {PEOPLE: before}})
    assert shown(alone, "HN", "F") is not None
    assert shown(beside, "HN", "F") is None


@pytest.fixture
def house(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_authority", [])
    monkeypatch.setattr(drawing, "public_tables", lambda: SOME)
    december()


@pytest.mark.django_db
@pytest.mark.usefixtures("house")
def test_a_year_is_proposed_when_its_months_stand_and_comes_out_again_to_the_digit(client):
    with pytest.raises(MonthTooYoung):
        propose_year(2011, by=JULIA, at=datetime(2012, 1, 20, tzinfo=UTC))
    with pytest.raises(YearNotWhole, match="year_not_whole"):
        propose_year(2011, by=JULIA, at=AT)
    propose(MONTH, by=JULIA, at=AT)
    publish(MONTH, by=ADRIANA, at=AT)
    propose_period("2011", by=JULIA, at=AT)
    publish_period("2011", by=ADRIANA, at=AT)
    row = published.standing("mx", "2011")
    one, month = published.kept(row), published.kept(published.standing("mx", f"{date(2011, 12, 1):%Y-%m}"))
    assert one.manifest["beside"] == {"2011-12": 1}
    assert published.not_reproduced(row, 1) == []
    assert {row.codes: row.value for row in one.sheet(PEOPLE).rows} == {row.codes: row.value for row in month.sheet(PEOPLE).rows}
    assert 'href="/datos/2011/r1/"' in client.get("/datos/2011/").content.decode(), "the address of a year is its list"
    for name in ("", "mx-2011-r1-es.pdf", "mx-2011-r1-es.xlsx", f"{PEOPLE}-es.hxl.csv"):
        assert client.get(f"/datos/2011/r1/{name}").status_code == 200, name
    assert client.get("/api/v1/tables/2011-r1.dhis2.json").json()["dataValues"][0]["period"] == "2011"
