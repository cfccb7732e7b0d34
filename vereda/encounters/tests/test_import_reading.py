"""Cells, rows, headings and dialects: what is read, and what is said of what is not. No database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereda.countries.door import CountedFrom, category_counted_from
from vereda.encounters.errors import FileDamaged, FileEmpty, FileIsWorkbook, FileNotText
from vereda.encounters.importing import cells, columns
from vereda.encounters.importing.dialect import detect, open_rows, records
from vereda.encounters.importing.errors import CellEmpty
from vereda.encounters.importing.identity import Identity, of_any_group
from vereda.encounters.importing.problems import Problem, problem
from vereda.encounters.importing.row import Row
from vereda.encounters.importing.spool import Spool
from vereda.encounters.tests.files import MX, complaints, read, row, sheet
from vereda.encounters.words import AgeBand, Sex


def good(**cells: object) -> Row:
    found = read(**cells)
    assert isinstance(found, Row), found
    return found


# a row ------------------------------------------------------------------------------------------------------------------


def test_a_plain_row_leaves_unknown_what_it_does_not_say():
    assert good() == Row(
        2, "", None, date(2024, 1, 29), "piedras-negras", ("WATER",), "XX", "U", "U", 1, False, None, None, "", ""
    )


def test_services_are_sorted_and_named_once_whatever_their_order():
    assert good(services=" WATER;RESCUE ; WATER;").services == ("RESCUE", "WATER")


def test_official_categories_stand_for_services():
    assert good(services="SOCIAL;ORIENT;RESCUE").services == ("ORIENT", "RESCUE", "SOCIAL")


def test_a_row_of_bodies_counts_bodies_and_gives_no_service():
    body = category_counted_from(MX, CountedFrom.BODY)
    found = good(services=body, count=3)
    assert (found.is_bodies, found.count, found.services) == (True, 3, ())
    assert complaints(services=f"{body};WATER")[0][:2] == ("services", "bodies_alone")


def test_patrols_are_refused_with_the_reason():
    (column, code, what) = complaints(services=category_counted_from(MX, CountedFrom.PATROL))[0]
    assert (column, code) == ("services", "patrols_apart")
    assert "no son encuentros" in what


def test_somebody_met_who_got_nothing_is_a_person_all_the_same():
    assert good(services="").services == ()


@pytest.mark.parametrize(
    ("wrong", "column", "code", "says"),
    [
        ({"at": "2024-01-29T22:15"}, "at", "offset_missing", "2024-01-29T22:15-06:00"),
        ({"at": "29/01/2024 22:15"}, "at", "time_not_understood", "2024-01-29T22:15-06:00"),
        ({"at": "2024-02-30T10:00-06:00"}, "at", "time_not_understood", ""),
        ({"at": "2024-01-29T10:00-23:00"}, "at", "time_not_understood", ""),
        ({"at": "2024-06-02T10:00-06:00"}, "at", "day_in_the_future", "año"),
        ({"at": "0001-01-01T00:00+14:00"}, "at", "day_too_old", "1970-01-01"),
        ({"at": "9999-12-31T23:59-14:00"}, "at", "day_in_the_future", ""),
        ({"at": "1969-12-31T23:59Z"}, "at", "day_too_old", ""),
        ({"on": "29/01/2024"}, "on", "day_not_understood", "2024-01-29"),
        ({"on": "2024-1-29"}, "on", "day_not_understood", ""),
        ({"on": "2024-06-02"}, "on", "day_in_the_future", ""),
        ({"on": ""}, "at", "time_missing", "«on» si solo se sabe el día"),
        ({"group": ""}, "group", "cell_empty", ""),
        ({"group": "Piedras Negras"}, "group", "group_likely", "piedras-negras"),
        ({"group": "Springfield"}, "group", "group_unknown", "tijuana"),
        ({"services": "water"}, "services", "service_likely", "WATER"),
        ({"services": "??"}, "services", "service_unknown", "RESCUE"),
        ({"services": "HUMAID", "on": "2021-01-29"}, "services", "service_not_then", "2023-01-01"),
        ({"nationality": "hn"}, "nationality", "nationality_likely", "«HN»"),
        ({"nationality": "Honduras"}, "nationality", "nationality_likely", "«HN»"),
        ({"nationality": "HND"}, "nationality", "nationality_likely", "«HN»"),
        ({"nationality": "hondureño"}, "nationality", "nationality_unknown", "XX"),
        ({"sex": "mujer"}, "sex", "sex_unknown", "F, M, X"),
        ({"age_band": "20"}, "age_band", "age_band_unknown", "18-29"),
        ({"age_band": "05-nov"}, "age_band", "age_band_turned_date", "5-11"),
        ({"age_band": "11-May"}, "age_band", "age_band_turned_date", "5-11"),
        ({"age_band": "dic-17"}, "age_band", "age_band_turned_date", "12-17"),
        ({"age_band": "2017-12-01"}, "age_band", "age_band_unknown", ""),
        ({"age_band": "12/17"}, "age_band", "age_band_turned_date", "12-17"),
        ({"count": "0"}, "count", "count_out_of_range", "1,000,000"),
        ({"count": "1000001"}, "count", "count_out_of_range", "1,000,000"),
        ({"count": "1,000"}, "count", "count_not_a_number", "sin comas"),
        ({"count": "-3"}, "count", "count_not_a_number", ""),
        ({"count": "2.0"}, "count", "count_not_a_number", ""),
        ({"lat": "28,7", "lon": "-100.5"}, "lat", "coordinate_not_a_number", "28.7"),
        ({"lat": "28.7"}, "lon", "coordinate_alone", "van juntas"),
        ({"lat": "nan", "lon": "1"}, "lat", "coordinate_not_a_number", ""),
        ({"lat": "-100.52", "lon": "28.7"}, "lat", "places.coordinates_swapped", "cambiadas"),
        ({"lat": "28.7", "lon": "100.52"}, "lat", "places.sign_missing", "menos"),
        ({"lat": "0", "lon": "0"}, "lat", "places.empty_point", "0, 0"),
        ({"place": "vía\x07"}, "place", "cell_unreadable", ""),
        ({"place": "v\ufffda"}, "place", "cell_unreadable", "UTF-8"),
        ({"place": "x" * 201}, "place", "text_too_long", "201"),
        ({"note": "x" * 4001}, "note", "text_too_long", "4001"),
        ({"encounter_id": "a\nb"}, "encounter_id", "cell_unreadable", ""),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_told_by_line_column_and_what_to_do(wrong, column, code, says):
    found = complaints(**wrong)
    assert [one[:2] for one in found] == [(column, code)]
    assert says in found[0][2]


def test_more_services_than_an_entry_holds_are_refused(monkeypatch):
    monkeypatch.setattr(cells, "SERVICES_MOST", 1)
    assert complaints(services="WATER;FOOD")[0][1] == "too_many_services"


def test_both_times_or_neither_are_refused():
    assert complaints(at="2024-01-29T22:15-06:00", on="2024-01-29")[0][:2] == ("on", "time_twice")


def test_everything_wrong_with_a_row_is_told_at_once_in_the_order_of_the_columns():
    found = complaints(on="x", group="", services="?", nationality="?", sex="?", age_band="?", count="?", lat="?", lon="?")
    assert [one[0] for one in found] == ["on", "group", "services", "nationality", "sex", "age_band", "count", "lat", "lon"]


def test_a_message_repeats_little_of_a_cell_and_nothing_that_would_break_a_line():
    long = problem(2, "note", "a\nb" + "x" * 100, CellEmpty())
    assert len(long.value) == 61
    assert "\n" not in long.text(str)
    assert long.text(str).startswith("línea 2, columna note: «a")


# time -------------------------------------------------------------------------------------------------------------------


def test_an_instant_keeps_its_offset_and_is_the_same_row_in_any():
    there, utc = good(at="2024-01-29T22:15-06:00"), good(at="2024-01-30T04:15:00Z")
    assert there.at is not None
    assert there.at.utcoffset() != utc.at.utcoffset()  # type: ignore[union-attr]  # read just above
    assert there.canonical() == utc.canonical()
    assert there.ms == utc.ms == int(datetime(2024, 1, 30, 4, 15, tzinfo=UTC).timestamp() * 1000)


def test_the_hour_that_comes_twice_is_two_instants_and_the_one_that_never_came_has_an_offset_all_the_same():
    first, second = good(at="2021-10-31T01:30-06:00", group="tapachula"), good(at="2021-10-31T01:30-05:00", group="tapachula")
    assert first.ms - second.ms == 3_600_000
    assert good(at="2021-04-04T02:30-06:00", group="tapachula").ms == good(at="2021-04-04T03:30-05:00", group="tapachula").ms


def test_a_day_stands_at_midnight_utc_and_is_another_time_than_any_instant():
    assert good(on="2024-01-29").ms == int(datetime(2024, 1, 29, tzinfo=UTC).timestamp() * 1000)
    assert good(on="2024-01-29").head() != good(at="2024-01-29T00:00Z").head()


# identity ---------------------------------------------------------------------------------------------------------------

IDENTITY = Identity(b"k" * 32, "mx")


def test_a_row_spelled_otherwise_is_the_same_row():
    a = good(
        at="2024-01-29T22:15-06:00", services="WATER;FOOD", lat="28.70", lon="-100.5", place=" Vía ", nationality="", count=""
    )
    b = good(
        at="2024-01-30T04:15Z", services="FOOD;WATER", lat="28.7", lon="-100.500", place="Vi\u0301a", nationality="XX", count="1"
    )
    assert IDENTITY.entry(a) == IDENTITY.entry(b)
    assert IDENTITY.encounter(a) == IDENTITY.encounter(b)
    assert IDENTITY.entry(a).version == 8


@pytest.mark.parametrize(
    "change", [{"count": 2}, {"sex": "F"}, {"note": "x"}, {"place": "x"}, {"lat": "28.7", "lon": "-100.5"}, {"services": ""}]
)
def test_a_row_that_says_something_else_is_another_entry(change):
    assert IDENTITY.entry(good()) != IDENTITY.entry(good(**change))


def test_an_encounter_id_names_one_encounter_a_group_whatever_its_rows_say():
    first = good(encounter_id="A1", sex="F")
    assert IDENTITY.encounter(first) == IDENTITY.encounter(good(encounter_id="A1", sex="M", on="2024-01-30"))
    other = IDENTITY.encounter(good(encounter_id="A1", group="tapachula"))
    assert other != IDENTITY.encounter(first)
    low, high = of_any_group(IDENTITY.encounter(first))
    assert low <= other <= high


def test_another_installation_gives_other_ids_so_that_no_list_of_places_can_be_tried():
    found = good(lat="28.7", lon="-100.5")
    assert IDENTITY.entry(found) != Identity(b"l" * 32, "mx").entry(found)


@given(
    encounter_id=st.text("abcXYZ-_0123456789 ñ", max_size=12),
    when=st.one_of(st.dates(date(2000, 1, 1), date(2024, 5, 1)), st.datetimes(datetime(2000, 1, 1), datetime(2024, 5, 1))),  # noqa: DTZ001  offset is added
    services=st.lists(st.sampled_from([code for code, one in MX.services.items() if one.valid_from is None]), max_size=4),
    nationality=st.sampled_from(list(MX.nationalities)),
    sex=st.sampled_from(list(Sex)),
    band=st.sampled_from(list(AgeBand)),
    count=st.integers(1, 1_000_000),
    place=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="\ufffd"), max_size=20),
)
def test_a_row_comes_back_from_file_and_disk_as_it_was(encounter_id, when, services, nationality, sex, band, count, place):
    time = {"at": f"{when.isoformat()}-06:00"} if isinstance(when, datetime) else {"on": when.isoformat()}
    found = good(
        encounter_id=encounter_id, services=";".join(services), nationality=nationality, sex=sex, age_band=band, count=count,
        place=place, **time,
    )  # fmt: skip
    assert Row.from_json(found.to_json()) == found
    assert (found.count, found.services) == (count, tuple(sorted(set(services))))


# heading ----------------------------------------------------------------------------------------------------------------


def heading(*names: str) -> list[tuple[str, str]]:
    return [(one.column, one.code.removeprefix("encounters.")) for one in columns.check(names)]


def test_columns_may_stand_in_any_order_and_only_three_are_needed():
    assert heading("services", " Group ", "ON") == []
    assert heading(*reversed(columns.COLUMNS)) == []


def test_unknown_double_and_missing_columns_are_named():
    assert heading("name", "on", "on", "nationalty", "") == [
        ("name", "column_unknown"),
        ("on", "column_twice"),
        ("nationalty", "column_likely"),
        ("", "column_unnamed"),
        ("group", "column_missing"),
        ("services", "column_missing"),
    ]
    assert heading("group", "services") == [("at", "time_column_missing")]


# dialects ---------------------------------------------------------------------------------------------------------------

TEXT = sheet(row(place="Río Bravo, kilómetro 7", note='dijo "sí"; luego\nnada', services="WATER;FOOD"))
SEMICOLONS = sheet(row(place="Río Bravo, kilómetro 7", note='dijo "sí"; luego\nnada', services="WATER;FOOD"), delimiter=";")
TABS = sheet(row(place="Río Bravo, kilómetro 7", note='dijo "sí"; luego\nnada', services="WATER;FOOD"), delimiter="\t")
LATIN = "Latin-1 (Windows-1252), no UTF-8: revise que los acentos se vean bien"


def test_a_heading_of_which_nothing_is_known_is_still_parted_into_columns(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("Fecha;Grupo;Nacionalidad, país\n2024-01-29;piedras-negras;HN\n")
    assert detect(path).delimiter == ";"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (TEXT.encode(), []),
        (TEXT.encode("utf-8-sig"), ["UTF-8 con marca de orden de bytes (BOM)"]),
        (TEXT.replace("\n", "\r\n").encode(), []),
        (SEMICOLONS.encode(), ["separado por punto y coma"]),
        (TABS.encode("utf-16"), ["UTF-16", "separado por tabuladores"]),
        (SEMICOLONS.encode("latin-1"), [LATIN, "separado por punto y coma"]),
    ],
)  # fmt: skip
def test_a_dialect_is_found_and_said(tmp_path: Path, content: bytes, said: list[str]):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    dialect = detect(path)
    assert dialect.said(str) == said
    with open_rows(path, dialect) as file:
        (first, names), (line, values) = list(records(file, dialect))
    assert (first, line) == (1, 2)
    assert dict(zip(names or (), values or (), strict=True))["place"] == "Río Bravo, kilómetro 7"


def test_what_is_no_csv_is_refused_with_the_reason(tmp_path: Path):
    path = tmp_path / "a.csv"
    for content, error in [
        (b"", FileEmpty),
        (b"PK\x03\x04xl", FileIsWorkbook),
        (b"\xff\xfea", FileNotText),
        ("".join(f"línea {n}\n" for n in range(9)).encode() + b"l\xednea", FileDamaged),
        (b"\xef\xbb\xbfl\xednea", FileDamaged),
    ]:
        path.write_bytes(content)
        with pytest.raises(error):
            detect(path)


def test_a_damaged_line_of_a_utf_8_file_is_named(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_bytes("".join(f"línea {n}\n" for n in range(20_000)).encode() + b"l\xednea\n")
    with pytest.raises(FileDamaged) as refused:
        detect(path)
    assert refused.value.details == {"line": 20_001}


def test_lines_are_those_an_editor_shows_also_after_a_cell_of_several_lines_and_empty_ones(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text('on,note\n1,"a\nb"\n\n , \n2,"x"y\n3,z\n', encoding="utf-8")
    dialect = detect(path)
    with open_rows(path, dialect) as file:
        found = list(records(file, dialect))
    assert found == [(1, ["on", "note"]), (2, ["1", "a\nb"]), (6, None), (7, ["3", "z"])]


# rows beside each other ---------------------------------------------------------------------------------------------------


def beside(*rows: dict[str, object]) -> list[tuple[int, str, str, dict[str, object]]]:
    """Return what is said of rows beside each other, the first on line 2: (line, column, code, details)."""
    with Spool() as spool:
        for number, said in enumerate(rows, start=2):
            found = good(**said)
            spool.add(Row.from_json([number, *found.to_json()[1:]]), IDENTITY)
        spool.compare_rows()
        return [(one.line, one.column, one.code.removeprefix("encounters."), one.details) for one in spool.problems()]


def test_equal_rows_need_an_encounter_id_each():
    assert beside({}, {"sex": "F"}, {}) == [(4, "", "same_as_line", {"line": 4, "other": 2})]
    said = Problem(4, "", "", "encounters.same_as_line", {"line": 4, "other": 2}).text(str)
    assert "La línea 4 es igual a la línea 2; si son dos encuentros, cada uno necesita su `encounter_id`." in said
    assert beside({"encounter_id": "A"}, {"encounter_id": "B"}) == []


def test_two_rows_of_one_line_are_to_be_added_up():
    assert beside({"encounter_id": "A"}, {"encounter_id": "A", "count": 4})[0][:3] == (3, "count", "line_twice")
    assert beside({"encounter_id": "A"}, {"encounter_id": "A"})[0][:3] == (3, "count", "line_twice")
    assert beside({"encounter_id": "A"}, {"encounter_id": "A", "services": "FOOD"}) == []


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"on": "2024-01-30"}, "on"),
        ({"on": "", "at": "2024-01-29T10:00-06:00"}, "at"),
        ({"group": "tapachula"}, "group"),
        ({"lat": "28.7", "lon": "-100.5"}, "lat"),
        ({"place": "vía"}, "place"),
    ],
)
def test_rows_of_one_encounter_agree_in_time_group_and_place(change, column):
    found = beside({"encounter_id": "A"}, {"encounter_id": "A", "sex": "F", **change})
    assert [(one[0], one[1], one[2]) for one in found] == [(3, column, "disagrees_with_line")]
