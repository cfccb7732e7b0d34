"""The programme of the demonstration against a table made by hand: both reports, and one line through both phases."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from vereda.access.tests.cast import Cast
from vereda.demo.programme_day import phases, programme_day
from vereda.programme import door as programme
from vereda.programme.blocks import Asked, Cell, Report
from vereda.programme.report import made

NOW = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)
TODAY = date(2026, 11, 30)
TABLE = (Path(__file__).parent / "data" / "programme_by_hand.csv").read_text(encoding="utf-8")
BY_HAND = {row["indicator"]: row for row in csv.DictReader(line for line in TABLE.splitlines() if not line.startswith("#"))}
NOT_MEASURED = {"es": "no medido", "en": "not measured"}


@pytest.fixture
def subject(cast: Cast) -> UUID:
    return programme_day("mx", NOW)


def reported(subject: UUID, phase: str, code: str, lang: str = "es") -> Report:
    seen = programme.programme(subject, "mx")
    found = seen.phase(phase)
    assert found is not None
    period = next(one for one in programme.periods.of_phase(*found.days) if one.code == code)
    return made(Asked(seen, found, period, programme.counting(TODAY), TODAY, lang))


def column(report: Report, block: str, place: int) -> dict[str, Cell]:
    return {str(row[0]): row[place] for row in report.block(block).rows}


def progress(name: str) -> dict[str, Cell]:
    return {code: row[name] for code, row in BY_HAND.items()}


def by_hand(name: str, lang: str = "es") -> dict[str, Cell]:
    return {code: Decimal(row[name]) if row[name] else NOT_MEASURED[lang] for code, row in BY_HAND.items()}


def test_the_days_of_both_phases():
    assert phases(TODAY) == {"1": (date(2025, 7, 1), date(2026, 6, 30)), "2": (date(2026, 7, 1), date(2028, 6, 30))}


@pytest.mark.django_db
def test_both_reports_and_the_joined_line_agree_with_the_table_made_by_hand(subject: UUID):
    first, second = reported(subject, "1", "todo"), reported(subject, "2", "2026-T3", "en")
    for place, name in enumerate(("q1", "q2", "q3", "q4"), start=1):
        assert column(first, "by_quarter", place) == by_hand(name), name
    for report, names in ((first, ("target_1", "phase_1")), (second, ("baseline_2", "target_2", "next"))):
        found = [column(report, "indicators", place) for place in range(6 - len(names), 6)]
        assert found == [by_hand(name, report.lang) for name in names]
    assert column(first, "indicators", 6) == progress("progress_1")
    assert column(second, "indicators", 6) == progress("progress_2")
    assert column(second, "by_quarter", 1) == by_hand("next", "en")
    _line(subject)
    _words(first, second)
    _files(first)
    _sent(subject)
    _money(reported(subject, "2", "2026-T3"))


def _sent(subject: UUID) -> None:
    """What was sent says what it said, to the digit, though two more figures came; the second version names them and waits."""
    rows = {row.phase: row for row in programme.reports_of(subject, "mx")}
    assert [(len(row.versions), row.proposal is not None) for row in rows.values()] == [(1, False), (1, True)]
    row = programme.sent_report(rows["2"].subject, "mx")
    was, now = (programme.version_of(row, number).report("en") for number in (1, 2))
    assert column(was, "indicators", 5) == by_hand("sent", "en")
    assert column(now, "indicators", 5) == by_hand("next", "en")
    told = {(one.row, one.column): (one.was, one.now) for one in programme.changes_of(row, 2, "en")}
    assert told["AGUA-1", "In the phase"] == (Decimal(655), Decimal(870))
    assert told["VIO-1", "Note"][1] == "missing: Mexico; not shown: Honduras, too few people; reported"
    assert not any(code.startswith(("INF", "CAP")) for code, _column in told)


def _money(report: Report) -> None:
    """Pesos count with the rate that was given; without one they stand beside. By line and by activity it is the same money."""
    block, went = report.block("money:D1"), report.block("activities:D1")
    within, so_far = ({str(row[0])[0]: row[place] for row in block.rows} for place in (2, 3))
    # 64,500.00 pesos at 0.0533 are 3,437.85 dollars; with 9,480.50 of phase 1 the line has 12,918.35.
    assert within == {"A": Decimal("21640.75"), "B": Decimal("3437.85"), "C": 0, "T": Decimal("25078.60")}
    assert so_far == {"A": Decimal("39890.75"), "B": Decimal("12918.35"), "C": 31000, "T": Decimal("83809.10")}
    assert [row[2:] for row in went.rows] == [
        (0, Decimal("18250.00")), (Decimal("21640.75"), Decimal("21640.75")), (0, Decimal("9480.50")),
        (Decimal("3437.85"), Decimal("3437.85")), (0, 31000), (Decimal("25078.60"), Decimal("83809.10")),
    ]  # fmt: skip
    assert "línea C: MXN 1,200." in " ".join(block.notes)
    assert "F-2002: MXN 64,500 son USD 3,437.85, a 0.0533 por uno" in " ".join(block.notes)


def _line(subject: UUID) -> None:
    """The line of each indicator goes through both phases; other words from the second one on do not cut it."""
    seen = programme.programme(subject, "mx")
    for code, row in BY_HAND.items():
        points = programme.figures.line(seen, seen.indicators[code], programme.counting(TODAY), TODAY)
        assert [(one.phase.code, one.period.code) for one in points][:5] == [
            ("1", "2025-T3"), ("1", "2025-T4"), ("1", "2026-T1"), ("1", "2026-T2"), ("2", "2026-T3"),
        ]  # fmt: skip
        numbers = [programme.figures.shown(one.figure) for one in points]
        told = [Decimal(row[name]) if row[name] else None for name in ("q1", "q2", "q3", "q4", "next")]
        assert numbers[:5] == told, code
        assert [place for place, one in enumerate(points) if one.is_reworded] == ([4] if code == "INF-1" else [])


def _words(first: Report, second: Report) -> None:
    before, after = column(first, "indicators", 1), column(second, "indicators", 1)
    assert before["INF-1"] == "Orientaciones sobre derechos y peligros"
    assert after["INF-1"] == "Orientations on rights, dangers and services, in the person's language"
    notes = column(second, "indicators", 7)
    assert "other wording since 1 Jul 2026; before: 'Orientations on rights and dangers'" in str(notes["INF-1"])
    assert column(second, "sectors", 0), "the sectors of the donor"


def _files(report: Report) -> None:
    """The workbook holds the same numbers, and the PDF has pages."""
    numbers, whole = cells(programme.sheets.workbook(report), "Indicadores", "F")
    assert {code: Decimal(value) if value.replace(".", "").isdigit() else value for code, value in numbers.items()} == by_hand(
        "phase_1"
    )
    assert 'topLeftCell="B4"' in whole
    assert "mergeCell" not in whole
    assert programme.printing.pdf(report)[:5] == b"%PDF-"


def cells(book: bytes, name: str, column: str) -> tuple[dict[str, str], str]:
    """Return a column of a sheet by what stands in its first one, below the head, and the sheet as it is stored."""
    space = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with ZipFile(BytesIO(book)) as kept:
        names = [one.get("name") for one in ElementTree.fromstring(kept.read("xl/workbook.xml")).iterfind(".//s:sheet", space)]
        texts = ["".join(one.itertext()) for one in ElementTree.fromstring(kept.read("xl/sharedStrings.xml"))]
        whole = kept.read(f"xl/worksheets/sheet{names.index(name) + 1}.xml").decode()
    found = {}
    for one in ElementTree.fromstring(whole).iterfind(".//s:c", space):
        value = one.findtext("s:v", "", space)
        found[one.get("r")] = texts[int(value)] if one.get("t") == "s" else value
    rows = [place[1:] for place in found if place and place[0] == "A" and int(place[1:]) > 3]
    return {found[f"A{row}"]: found[f"{column}{row}"] for row in rows}, whole
