"""Files that are given to be matched: what is wrong is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from vereda.people.matching import errors
from vereda.people.matching.reading import read_records, read_truth

HEADER = "record_id,given_names,surnames,sex,age,date,date_of_birth,nationality,origin,phone,household_id,card_code\n"
GOOD = 'a,Ana,"López, Cruz",F,30,2026-01-02,1995-03-04,HN,"Yoro, Yoro",99887766,7,\n'


def written(folder: Path, text: str | bytes, name: str = "records.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refused(folder: Path, text: str | bytes) -> errors.FieldError:
    with pytest.raises(errors.FieldError) as told:
        read_records(written(folder, text))
    return told.value


def test_records_are_read_as_they_stand(tmp_path: Path):
    table = read_records(written(tmp_path, "\ufeff" + HEADER + GOOD + "\nb,,,,,2026-1-2,,,,,,\n"))
    assert table["record_id"].to_pylist() == ["a", "b"]
    assert table["surnames"].to_pylist() == ["López, Cruz", ""]
    assert table["date"].to_pylist() == ["2026-01-02", "2026-01-02"]
    assert "household_id" not in table.column_names


def test_a_card_column_is_optional(tmp_path: Path):
    head = "record_id,given_names,surnames,sex,age,date,date_of_birth,nationality,origin,phone\n"
    assert "card_code" not in read_records(written(tmp_path, head + "a,,,,,2026-01-02,,,,\n")).column_names


@pytest.mark.parametrize("text", ["", "\n", HEADER])
def test_an_empty_file_is_told(tmp_path: Path, text: str):
    assert isinstance(refused(tmp_path, text), errors.LinkFileEmpty)


def test_a_missing_column_is_named(tmp_path: Path):
    told = refused(tmp_path, HEADER.replace("surnames,", "") + GOOD)
    assert isinstance(told, errors.LinkColumnMissing)
    assert told.details["column"] == "surnames"


def test_a_column_that_is_there_twice_is_named(tmp_path: Path):
    assert isinstance(refused(tmp_path, HEADER.replace("sex", "age") + GOOD.replace("F", "30")), errors.LinkColumnMissing)
    told = refused(tmp_path, HEADER.replace("household_id", "age") + GOOD)
    assert isinstance(told, errors.LinkColumnTwice)


@pytest.mark.parametrize(
    ("field", "wrong", "error"),
    [
        ("2026-01-02", "", errors.LinkDateMissing),
        ("2026-01-02", "02/01/2026", errors.LinkDateUnreadable),
        ("2026-01-02", "2026-02-30", errors.LinkDateUnreadable),
        ("1995-03-04", "marzo", errors.LinkDateUnreadable),
        (",30,", ",treinta,", errors.LinkAgeUnreadable),
        ("b,", ",", errors.LinkRecordUnnamed),
    ],
)
def test_what_is_wrong_in_a_line_is_told_with_its_line(tmp_path: Path, field: str, wrong: str, error: type[errors.FieldError]):
    spread = GOOD.replace("Ana", '"Ana\nMaría"')  # one record on two lines
    told = refused(tmp_path, HEADER + spread + "\n" + GOOD.replace("a,", "b,", 1).replace(field, wrong, 1))
    assert isinstance(told, error)
    assert told.details["line"] == 5


def test_a_birthday_that_cannot_be_is_turned_or_left_out(tmp_path: Path):
    text = HEADER + GOOD.replace("1995-03-04", "1995-30-04") + GOOD.replace("a,", "b,", 1).replace("1995-03-04", "1995-02-30")
    assert read_records(written(tmp_path, text))["date_of_birth"].to_pylist() == ["1995-04-30", ""]


def test_a_record_twice_names_both_lines(tmp_path: Path):
    told = refused(tmp_path, HEADER + GOOD + GOOD)
    assert isinstance(told, errors.LinkRecordTwice)
    assert (told.details["record"], told.details["line"], told.details["first"]) == ("a", 3, 2)


def test_other_signs_than_utf8_are_told_with_their_line(tmp_path: Path):
    told = refused(tmp_path, (HEADER + GOOD).encode() + "b,José,,,,2026-01-02,,,,,,\n".encode("latin-1"))
    assert isinstance(told, errors.LinkFileNotText)
    assert told.details["line"] == 3


def test_a_line_with_too_few_values_is_told(tmp_path: Path):
    told = refused(tmp_path, HEADER + GOOD + "b,Ana\n")
    assert isinstance(told, errors.LinkFileUnreadable)
    assert (told.details["line"], told.details["found"], told.details["expected"]) == (3, 2, 12)


def test_the_truth_must_know_each_record(tmp_path: Path):
    records = read_records(written(tmp_path, HEADER + GOOD + GOOD.replace("a,", "b,", 1)))
    good = written(tmp_path, "record_id,cluster_id\nb,2\na,1\nz,9\n", "truth.csv")
    assert read_truth(good, records) == ["1", "2"]
    with pytest.raises(errors.LinkTruthMissing) as told:
        read_truth(written(tmp_path, "record_id,cluster_id\na,1\n", "truth.csv"), records)
    with pytest.raises(errors.LinkTruthMissing, match="registro b"):  # two of whom nobody knows would be one person
        read_truth(written(tmp_path, "record_id,cluster_id\na,1\nb, \n", "truth.csv"), records)
    assert (told.value.details["record"], told.value.details["missing"]) == ("b", 1)
