"""What is sealed is shown again to the digit, and a version stands by a second person alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from vereda.logbook.folding import read_entry
from vereda.logbook.rules.fold import Entry, fold_all
from vereda.logbook.schema import State
from vereda.logbook.tests.pens import Pen
from vereda.programme import entries as of
from vereda.programme import sealing
from vereda.programme.rules import received, sent
from vereda.programme.tests.made import Q2, SUBJECT, programme, spent, value
from vereda.programme.tests.test_report import report


def test_a_sealed_report_is_the_same_report_in_both_languages():
    both = [report(lang, value(40), value(60, Q2), spent("10.50")) for lang in ("es", "en")]
    document = sealing.document_of(*both)
    assert [sealing.report_of(document, lang) for lang in ("es", "en")] == both
    assert sealing.document_of(*both) == document


def test_what_changed_is_named_by_block_row_and_column_and_the_day_it_was_made_is_no_change():
    before = report("en", value(40), value(60, Q2))
    after = report("en", value(40), value(75, Q2))
    found = {(one.block, one.row, one.column): (one.was, one.now) for one in sealing.changes(before, after)}
    assert found["Indicators", "I-1", "In the period"] == (60, 75)
    assert found["By quarter", "I-1", "2025-Q2"] == (60, 75)
    assert sealing.changes(before, replace(before, heading=("Made on another day",))) == []


def entry(payload: of.OfDonorReport, minutes: int, by: str = "esteban") -> Entry:
    return read_entry(Pen(by).write(payload, SUBJECT, minutes=minutes).raw)


NAMED = {"programme": SUBJECT, "phase": "1", "period": "2025-T2", "grant": "G1"}


def proposed(number: int, document: str) -> of.ReportProposed:
    return of.ReportProposed(**NAMED, number=number, document=document, content=sealing.digest(document))


def yes(to: object, number: int, document: str) -> of.ReportSent:
    return of.ReportSent(**NAMED, number=number, proposal=to, content=sealing.digest(document))


def folded(*some: object) -> State:
    return fold_all(list(some), sent.start, sent.step).state


def test_a_version_stands_by_another_person_and_by_the_very_document_that_was_proposed():
    asked = entry(proposed(1, "{}"), 0)
    own, other = entry(yes(asked.id, 1, "{}"), 1), entry(yes(asked.id, 1, "[]"), 2, "adriana")
    assert [one["number"] for one in folded(asked, own, other)["versions"]] == []
    right = entry(yes(asked.id, 1, "{}"), 3, "adriana")
    state = folded(asked, own, right)
    assert (state["proposal"], [one["by"] for one in state["versions"]]) == (None, ["adriana"])
    skips = entry(proposed(3, "{}"), 4)
    assert folded(asked, right, skips)["proposal"] is None


HEAD = ",".join(received.COLUMNS) + "\n"
ROW = {
    "indicator": "I-1", "country": "gt", "from_on": "2025-01-01", "until_on": "2025-03-31", "by": "", "code": "", "value": "60",
    "withheld": "", "edition": "GT 2025", "document": "D-1", "document_on": "2025-05-01",
}  # fmt: skip


def read(*rows: dict[str, str]) -> tuple[list[of.AggregateReceived], list[received.Wrong]]:
    text = HEAD + "".join(",".join({**ROW, **row}.values()) + "\n" for row in rows)
    return received.read(text.encode(), programme())


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({"indicator": "I-9"}, "indicator"), ({"country": "hn"}, "country"), ({"until_on": "31/03/2025"}, "day"),
        ({"until_on": "2026-03-31"}, "outside_phase"), ({"value": "61"}, "not_protected"), ({"value": "5"}, "too_small"),
        ({"value": "-60"}, "number"), ({"value": ""}, "value_or_withheld"), ({"withheld": "small"}, "value_or_withheld"),
        ({"by": "shoe", "code": "7"}, "part"), ({"edition": ""}, "needed"),
    ],
)  # fmt: skip
def test_a_row_that_is_wrong_is_named_by_its_line_and_nothing_comes_in(row: dict[str, str], what: str):
    assert read({"from_on": "2025-04-01", "until_on": "2025-06-30"}, row) == ([], [received.Wrong(3, what, *said_of(row, what))])


def said_of(row: dict[str, str], what: str) -> list[str]:
    if what == "outside_phase":
        return ["2025-01-01 2026-03-31"]
    return ["edition"] if what == "needed" else ["60" if "withheld" in row else next(iter(row.values()))]


def test_parts_come_with_their_whole_and_a_cell_that_a_country_withheld_has_no_value():
    found, wrong = read(
        {}, {"by": "sex", "code": "F", "value": "40"}, {"by": "sex", "code": "M", "value": "", "withheld": "small"}
    )
    assert wrong == []
    assert [(one.value, [(part.code, part.value) for part in one.parts]) for one in found] == [
        (Decimal(60), [("F", Decimal(40)), ("M", None)])
    ]
    assert [one.what for one in read({}, {})[1]] == ["twice"]
    assert [one.what for one in read({"by": "sex", "code": "F"})[1]] == ["part_without_whole"]
