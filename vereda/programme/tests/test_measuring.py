"""What editions count for an indicator: few are withheld and no zero, what is not published is named, facts are not asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from vereda.encounters.door import Line, Meeting, Service, record_meeting
from vereda.logbook import registry
from vereda.logbook.door import Author
from vereda.programme import citing, measuring
from vereda.programme import entries as of
from vereda.programme.blocks import Asked, Report
from vereda.programme.entries import Counted
from vereda.programme.errors import CellNotThere
from vereda.programme.measuring import counting
from vereda.programme.report import made
from vereda.programme.rules.figures import Measured, NotMeasured, Value
from vereda.programme.rules.periods import Period
from vereda.programme.rules.told import told
from vereda.programme.tests.made import WORDS, begun, indicator, state, written
from vereda.programme.words import Dimension, Origin, Why
from vereda.statistics import drawing, lookups
from vereda.statistics.door import EditionUnknown, propose, publish
from vereda.statistics.public_tables import public_table

JULY, QUARTER = (date(2025, 7, 1), date(2025, 7, 31)), (date(2025, 7, 1), date(2025, 9, 30))
TODAY = date(2025, 10, 15)
INES = Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros")
JULIA, ADRIANA = (
    Author(account=name, group="central", country="mx", zone="America/Mexico_City") for name in ("julia", "adriana")
)
ORIENTED = Counted(count="services", category="ORIENT")
EVERYBODY = Counted(count="people")


def met(people: int, service: str, month: int, sex: str = "F") -> None:
    line = Line(line_id="a", count=people, nationality="HN", sex=sex, age_band="18-29")
    told = Meeting(people_met=people, lines=[line], services=[Service(service=service)])
    record_meeting(told, by=INES, at=datetime(2025, month, 12, 18, tzinfo=UTC))


@pytest.fixture
def published(db: None, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """July and August are published, September is not. Planted: nine people informed in August, four given water in July."""
    monkeypatch.setattr(registry, "_authority", [])
    tables = [public_table(code) for code in (measuring.BY_CATEGORY, measuring.BY_SERVICE, measuring.PEOPLE)]
    monkeypatch.setattr(drawing, "public_tables", lambda: tables)
    for month, few in ((7, 0), (8, 9)):
        for sex in ("F",) if few else ("F", "M", "U"):
            met(few or 200, "ORIENT_RIGHTS", month, sex)
        for sex in ("F", "M", "U"):
            met(150, "FIRST_AID", month, sex)
    met(4, "WATER", 7)
    met(300, "ORIENT_RIGHTS", 9)
    at = datetime(2025, 10, 10, 18, tzinfo=UTC)
    for month in (7, 8):
        propose(date(2025, month, 1), by=JULIA, at=at)
        publish(date(2025, month, 1), by=ADRIANA, at=at + timedelta(hours=1))

    def no_facts(*_: object, **__: object) -> object:
        raise AssertionError("facts were asked")

    for name in ("refresh", "bulletin", "cells", "numbers", "days", "first_month"):
        monkeypatch.setattr(lookups, name, no_facts)


def measured(what: Counted, days: tuple[date, date], country: str = "mx", **more: object) -> Value:
    return counting(TODAY)(indicator(counted=what, **more), what, country, *days)


def test_a_number_comes_out_of_editions_alone_and_what_is_not_in_one_is_named_and_is_no_zero(published: None):
    """One test, since publishing two months takes its time."""
    _of_one_indicator()
    _of_a_report()
    _of_evidence()


def _of_one_indicator() -> None:
    found = measured(ORIENTED, QUARTER, split=["sex"])
    assert isinstance(found, Measured)
    assert (int(found.value) % 5, abs(found.value - 600) < 10) == (0, True), (
        "July alone: August is withheld, September is not published"
    )
    assert (found.held, found.editions, found.is_partial, found.days) == (("2025-08",), ("MX 2025-07 r1",), True, 31)
    assert found.origins == (Origin.COUNTED,)
    assert {part.code: abs((part.value or 0) - 200) < 10 for part in found.parts} == {"F": True, "M": True}
    assert measured(ORIENTED, (date(2025, 8, 1), date(2025, 8, 31))) == NotMeasured(Why.WITHHELD), "nine people"
    assert measured(Counted(count="services", service="WATER"), JULY) == NotMeasured(Why.WITHHELD), "four people"
    assert measured(ORIENTED, (date(2025, 5, 1), date(2025, 6, 30))) == NotMeasured(Why.NOT_PUBLISHED)
    assert measured(ORIENTED, (date(2025, 9, 1), date(2025, 10, 31))) == NotMeasured(Why.TOO_YOUNG)
    assert measured(ORIENTED, JULY, "gt") == NotMeasured(Why.NOT_REPORTED)
    everybody = measured(EVERYBODY, JULY)
    assert isinstance(everybody, Measured)
    assert abs(everybody.value - 1054) < 10


def _of_a_report() -> None:
    """Every number of a report against all that the editions say: nothing of a row of the facts is in it."""
    few = of.IndicatorSet.model_validate(
        indicator().model_dump() | {"indicator": "I-2", "counted": {"count": "services", "service": "WATER"}}
    )
    more = [few, of.IndicatorWorded(indicator="I-2", from_on=JULY[0], text=WORDS), of.TargetSet(phase="1", indicator="I-2")]
    payloads = [*begun(indicator(counted=ORIENTED, split=[Dimension.SEX])), *more]
    seen = told(state(written(payloads))["fields"])
    assert seen is not None
    report = made(Asked(seen, seen.phases[0], Period("2025-T3", *QUARTER), counting(TODAY), TODAY, "en"))
    rows = {str(row[0]): row for row in report.block("indicators").rows}
    assert "without 2025-08: too few people to show them" in str(rows["I-1"][-1])
    assert "missing: Guatemala" in str(rows["I-1"][-1])
    assert (rows["I-2"][5], rows["I-2"][-1]) == ("not measured", "too few people to show it")
    assert report.block("editions").rows == (("I-1", "MX 2025-07 r1", "2025-08"),)
    said = {value for code in (measuring.BY_CATEGORY, measuring.PEOPLE) for value in edition_of_july().tables[code].values()}
    assert people_in(report) <= said


def _of_evidence() -> None:
    """A claim stands on a cell that is there and has a number; what it says is kept, and looked at again."""
    cell = citing.cite("mx", "2025-07", measuring.PEOPLE, ["TOTAL", "TOTAL"])
    assert (cell.revision, cell.value) == (1, edition_of_july().tables[measuring.PEOPLE]["TOTAL", "TOTAL"])
    assert (cell.said.es, cell.said.en) == ("Personas atendidas por sexo y edad, total", "People helped by sex and age, total")
    assert citing.is_as_cited("mx", cell)
    assert not citing.is_as_cited("mx", cell.model_copy(update={"value": cell.value + 5}))
    assert citing.looks_up("mx")(cell) == (1, cell.value)
    for table, codes in ((measuring.BY_SERVICE, ["WATER", "TOTAL"]), (measuring.PEOPLE, ["NOBODY", "TOTAL"])):
        with pytest.raises(CellNotThere):
            citing.cite("mx", "2025-07", table, codes)
    with pytest.raises(EditionUnknown):
        citing.cite("mx", "2025-09", measuring.PEOPLE, ["TOTAL", "TOTAL"])


def edition_of_july() -> measuring.Published:
    found = measuring.published("mx", JULY[0])
    assert found is not None
    return found


def people_in(report: Report) -> set[Decimal]:
    """Return the numbers of values in a report; not its targets, and no money."""
    blocks = (report.block("by_quarter"), report.block("parts"))
    return {cell for block in blocks for row in block.rows for cell in row if isinstance(cell, Decimal)}
