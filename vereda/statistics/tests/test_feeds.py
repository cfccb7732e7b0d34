"""What other programs take: every byte from wherever it was cut, conditions understood or refused, values for DHIS2."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from defusedxml import ElementTree

from vereda.errors import FieldError
from vereda.logbook.schema import FactRow
from vereda.statistics.columns import EXPORTED, table_of
from vereda.statistics.editions import Row, Sheet
from vereda.statistics.feeds import asking, dhis2, odata
from vereda.statistics.feeds.download import CsvDownload, Source, asked_part, within
from vereda.statistics.feeds.errors import (
    ChangedMeanwhile,
    CodesNotUnderstood,
    LiteralOfOtherType,
    OptionNotUnderstood,
    OptionTwice,
    OptionUnknown,
    PartNotThere,
    PropertyUnknown,
)
from vereda.statistics.feeds.long import COLUMNS, parquet_bytes, rows_of, write_together

STATE = "0123456789abcdef"
SEX_AGE = Sheet(
    "people-sex-age",
    ("sex", "age_band"),
    (Row(("F", "18+"), 40), Row(("F", "0-17"), None, "sensitive"), Row(("F", "TOTAL"), 55), Row(("TOTAL", "TOTAL"), 120)),
)
STATE_SEX = Sheet(
    "people-state-sex",
    ("state", "sex"),
    (Row(("MX-COA", "F"), 30), Row(("OTHER", "TOTAL"), 25), Row(("TOTAL", "F"), 55), Row(("TOTAL", "TOTAL"), 120)),
)
GIVEN = Sheet("services-service-state", ("service", "state"), (Row(("WATER", "MX-COA"), 65), Row(("TOTAL", "TOTAL"), 200)))
SHEETS = [SEX_AGE, STATE_SEX, GIVEN]


def manifest(revision: int = 1, period: str = "2011-12") -> dict[str, Any]:
    counted = {"people-sex-age": "people", "people-state-sex": "people", "services-service-state": "services"}
    tables = [{"code": one.code, "by": list(one.columns), "count": counted[one.code]} for one in SHEETS]
    labels = {"sex": {"F": {"es": "mujer", "en": "woman"}}, "state": {"MX-COA": {"es": "Coahuila", "en": "Coahuila"}}}
    told = {"country": "mx", "period": period, "revision": revision, "edition": f"mx-{period}-r{revision}"}
    return {**told, "tables": tables, "labels": labels}


def fact(number: int, day: int) -> FactRow:
    return FactRow(
        record=f"record-{number}", row="L", line=f"line-{number}", local_on=date(2011, 12, day), group="central", state="MX-CMX",
        nationality="HN", sex="M", age_band="18-29", people=number, services=("FOOD", "WATER"), categories=("SOCIAL",),
    )  # fmt: skip


@pytest.fixture
def months(tmp_path: Path) -> list[Path]:
    """Two files of a few rows each, in groups of three."""
    paths = [tmp_path / "a.parquet", tmp_path / "b.parquet"]
    for path, days in zip(paths, ((1, 5), (20, 27)), strict=True):
        pq.write_table(table_of((fact(day, day) for day in range(*days)), secret=b"s"), path, row_group_size=3)
    return paths


def download(paths: Iterable[Path]) -> CsvDownload:
    return CsvDownload([Source.of(path) for path in paths], EXPORTED)


# Downloads ----------------------------------------------------------------------------------------------------------


def test_a_file_is_complete_wherever_it_was_cut(months):
    made = download(months)
    whole = b"".join(made.pieces())
    rows = list(csv.DictReader(io.StringIO(whole.decode())))
    assert made.size == len(whole)
    assert [row["local_on"] for row in rows if row["row"] == "L"] == [
        f"2011-12-{day:02}" for day in (*range(1, 5), *range(20, 27))
    ]
    assert {row["services"] for row in rows} == {"FOOD;WATER"}
    places = [*range(0, len(whole), 97), len(made._head), len(whole) - 1, len(whole)]
    assert [at for at in places if whole[:at] + b"".join(made.pieces(at)) != whole] == []


def test_no_file_of_facts_holds_a_record_a_line_or_a_key(months):
    """The record tells an instant; the key undoes what is published."""
    assert not {"record", "line", "key"} & set(EXPORTED)
    text = b"".join(download(months).pieces()).decode()
    assert "record-" not in text
    assert "line-" not in text


def test_what_changed_has_another_state_and_is_never_mixed(months):
    made = download(months)
    running = made.pieces()
    next(running)
    next(running)
    other = months[1].with_name("new")
    pq.write_table(table_of([fact(9, 9)], secret=b"s"), other)
    os.replace(other, months[1])
    with pytest.raises(ChangedMeanwhile):
        list(running)
    assert download(months).state != made.state


def test_parts_are_read_as_the_standard_says():
    assert asked_part("bytes=10-", 100) == (10, 99)
    assert asked_part("bytes=0-0", 100) == (0, 0)
    assert asked_part("bytes=90-500", 100) == (90, 99)
    assert asked_part("bytes=-5", 100) == (95, 99)
    assert [asked_part(one, 100) for one in (None, "bytes=1-2,5-6", "lines=1-2", "bytes=5-2", "bytes=-", "nonsense")] == [
        None
    ] * 6
    for beyond in ("bytes=100-", "bytes=-0"):
        with pytest.raises(PartNotThere):
            asked_part(beyond, 100)
    assert b"".join(within([b"abc", b"def", b"ghi"], 5)) == b"abcde"


# The long table -----------------------------------------------------------------------------------------------------


def test_the_long_table_holds_what_is_printed_and_the_same_bytes_each_time(tmp_path):
    rows = rows_of(SHEETS, manifest())
    assert tuple(rows.column_names) == COLUMNS
    told = rows.to_pylist()
    assert [one["number"] for one in told] == [row.value for sheet in SHEETS for row in sheet.rows]
    assert (told[1]["withheld"], told[1]["age_band"], told[1]["nationality"]) == ("sensitive", "0-17", None)
    assert {one["unit"] for one in told} == {"people", "services_by_service"}
    assert parquet_bytes(rows) == parquet_bytes(rows_of(SHEETS, manifest()))
    paths = [tmp_path / name for name in ("1", "2")]
    for path, period in zip(paths, ("2011-11", "2011-12"), strict=True):
        path.write_bytes(parquet_bytes(rows_of(SHEETS, manifest(period=period))))
    digests = set()
    for _ in range(2):
        file = io.BytesIO()
        write_together(paths, file)
        digests.add(sha256(file.getvalue()).hexdigest())
    assert len(digests) == 1
    assert pq.read_table(io.BytesIO(file.getvalue())).num_rows == 2 * rows.num_rows


# OData --------------------------------------------------------------------------------------------------------------


def asked(**options: str) -> asking.Query:
    return asking.read([(f"${name}", said) for name, said in options.items()], odata.CELL, STATE)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("sex eq", OptionNotUnderstood),
        ("sex eq 'F' and", OptionNotUnderstood),
        ("sex eq 'F' xor sex eq 'M'", OptionNotUnderstood),
        ("contains(sex,'F')", PropertyUnknown),
        ("not sex eq 'F'", PropertyUnknown),
        ("sex lt null", OptionNotUnderstood),
        ("(sex eq 'F'", OptionNotUnderstood),
        ("sex eq 'F'; drop", OptionNotUnderstood),
        ("sex eq F", OptionNotUnderstood),
        ("number eq 1.5", OptionNotUnderstood),
        ("number eq '5'", LiteralOfOtherType),
        ("edition eq 2011", LiteralOfOtherType),
        ("record eq 'x'", PropertyUnknown),
        ("'F' eq sex", OptionNotUnderstood),
        ("", OptionNotUnderstood),
        ("(" * 30 + "sex eq 'F'" + ")" * 30, OptionNotUnderstood),
    ],
)
def test_a_condition_that_is_not_understood_is_refused(said: str, error: type[FieldError]):
    with pytest.raises(error):
        asked(filter=said)


def test_options_that_are_not_understood_are_refused():
    for options, error in (
        ([("$search", "x")], OptionUnknown),
        ([("filter", "sex eq 'F'")], OptionUnknown),
        ([("$top", "5"), ("$top", "6")], OptionTwice),
        ([("$top", "-1")], OptionNotUnderstood),
        ([("$count", "yes")], OptionNotUnderstood),
        ([("$orderby", "sex up")], OptionNotUnderstood),
        ([("$orderby", "")], PropertyUnknown),
        ([("$select", "record")], PropertyUnknown),
        ([("$skiptoken", "5")], OptionNotUnderstood),
        ([("$skiptoken", "ffff-5")], ChangedMeanwhile),
    ):
        with pytest.raises(error):
            asking.read(options, odata.CELL, STATE)


@pytest.fixture
def cells(tmp_path: Path):
    path = tmp_path / "one.parquet"
    path.write_bytes(parquet_bytes(rows_of(SHEETS, manifest())))
    return odata.cells_in([path])


def test_pages_together_are_all_rows_each_once_in_order(cells):
    of = odata.SETS["Cells"]
    for options in ({}, {"skip": "3"}, {"top": "7"}, {"orderby": "number desc", "skip": "1"}):
        whole = odata.page(cells, of, asked(**options)).rows
        found, token = list[dict[str, Any]](), ""
        while True:
            page = odata.page(cells, of, asked(**options, **({"skiptoken": token} if token else {})), 3)
            found += page.rows
            if page.done is None:
                break
            token = asking.next_token(STATE, page.done)
        assert found == whole, options
    assert [row["place"] for row in whole[:2]] == [4, 8], "equal rows stand in their own order"


def test_conditions_choose_as_the_standard_says(cells):
    def chosen(said: str) -> list[int]:
        return [row["place"] for row in odata.page(cells, odata.SETS["Cells"], asked(filter=said, select="place")).rows]

    assert chosen("table eq 'people-sex-age' and sex eq 'F' or service eq 'WATER'") == [1, 2, 3, 9]
    assert chosen("table eq 'people-sex-age' and (sex eq 'TOTAL' or number le 40)") == [1, 4]
    assert chosen("number eq null") == [2]
    assert chosen("withheld ne 'sensitive' and age_band ne null") == [1, 3, 4], "null differs from every value"
    assert chosen("sex eq 'O''Higgins'") == []
    query = asking.Query(where=asking.key("edition='2011-12',revision=1,place=9", odata.CELL_KEY, odata.CELL), select=("number",))
    assert odata.page(cells, odata.SETS["Cells"], query).rows == [{"number": 65}]
    assert odata.count(cells, asked(filter="sex eq 'F'")) == 5


def test_the_description_names_every_set_and_property():
    names = "{http://docs.oasis-open.org/odata/ns/edm}"
    root = ElementTree.fromstring(odata.metadata())
    types = {one.get("Name"): one for one in root.iter(f"{names}EntityType")}
    sets = {one.get("Name"): one.get("EntityType") for one in root.iter(f"{names}EntitySet")}
    assert sets == {one.name: f"vereda.{one.kind}" for one in odata.SETS.values()}
    for one in odata.SETS.values():
        properties = [(found.get("Name"), found.get("Type")) for found in types[one.kind].iter(f"{names}Property")]
        assert properties == [(name, asking.TYPES[kind]) for name, kind in one.columns.items()]
        assert tuple(found.get("Name") for found in types[one.kind].iter(f"{names}PropertyRef")) == one.key


# DHIS2 --------------------------------------------------------------------------------------------------------------


def test_a_value_stands_once_by_codes_and_what_is_held_back_does_not():
    made = dhis2.value_set(SHEETS, manifest())
    assert made["dataElementIdScheme"] == made["orgUnitIdScheme"] == made["categoryOptionComboIdScheme"] == "CODE"
    found = {(one["dataElement"], one["orgUnit"], one.get("categoryOptionCombo")): one["value"] for one in made["dataValues"]}
    assert found == {
        ("VEREDA_PEOPLE_BY_SEX_AGE", "MX", "SEX-F_AGE-18+"): "40",
        ("VEREDA_PEOPLE_BY_SEX", "MX", "SEX-F"): "55",
        ("VEREDA_PEOPLE", "MX", None): "120",
        ("VEREDA_PEOPLE_BY_SEX_STATE", "MX-COA", "SEX-F"): "30",
        ("VEREDA_PEOPLE_BY_STATE", "MX-OTHER", None): "25",
        ("VEREDA_SERVICES_BY_SVC_STATE", "MX-COA", "SVC-WATER"): "65",
        ("VEREDA_SERVICES", "MX", None): "200",
    }
    assert {one["period"] for one in made["dataValues"]} == {"201112"}
    assert len(found) == len(made["dataValues"])


def test_what_a_revision_holds_back_is_sent_as_deleted():
    later = Sheet(SEX_AGE.code, SEX_AGE.columns, (Row(("F", "18+"), None, "small"), *SEX_AGE.rows[1:]))
    made = dhis2.value_set([later, STATE_SEX, GIVEN], manifest(2), [SHEETS])
    gone = [one for one in made["dataValues"] if one.get("deleted")]
    assert [(one["dataElement"], one["categoryOptionCombo"], one["comment"]) for one in gone] == [
        ("VEREDA_PEOPLE_BY_SEX_AGE", "SEX-F_AGE-18+", "mx-2011-12-r2: withheld")
    ]
    assert sum("deleted" not in one for one in made["dataValues"]) == 6


def test_the_table_of_codes_comes_back_filled(tmp_path):
    text = dhis2.codes_csv(SHEETS, manifest())
    assert "categoryOptionCombo,SEX-F,SEX-F,mujer,woman" in text
    named = {(row["object"], row["code"]) for row in csv.DictReader(io.StringIO(text))}
    made = dhis2.value_set(SHEETS, manifest())["dataValues"]
    assert {(kind, one[kind]) for one in made for kind in (dhis2.ELEMENT, dhis2.UNIT, dhis2.COMBO) if kind in one} <= named
    filled = text.replace("orgUnit,MX,MX,", "orgUnit,MX,ImspTQPwCqd,")
    codes = dhis2.read_codes("\ufeff" + filled, tmp_path)
    assert {one["orgUnit"] for one in dhis2.value_set(SHEETS, manifest(), codes=codes)["dataValues"]} == {
        "ImspTQPwCqd", "MX-COA", "MX-OTHER"
    }  # fmt: skip
    for wrong in (
        "a,b\n1,2\n",
        filled + "orgUnit,MX,other,,\n",
        "object,code,dhis2\norgUnit,MX,\n",
        "object,code,dhis2\nplace,MX,X\n",
    ):
        with pytest.raises(CodesNotUnderstood):
            dhis2.read_codes(wrong, tmp_path)
