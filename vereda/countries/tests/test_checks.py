"""A wrong pack is refused with file, line, column and what is expected."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from vereda.countries import door, errors
from vereda.countries.errors import Problem
from vereda.countries.reading import read_areas

Edit = Callable[[str, str, str], Path]


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """Give a function that copies the Mexican pack and replaces one piece of text, which must stand there once."""
    folder = tmp_path / "mx"
    shutil.copytree(door.folder_of("mx"), folder)

    def change(file: str, old: str, new: str) -> Path:
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1, (file, old, text.count(old))
        (folder / file).write_text(text.replace(old, new), "utf-8")
        return folder

    return change


def line_with(folder: Path, file: str, text: str) -> int:
    lines = (folder / file).read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def only(folder: Path) -> door.Problem:
    problems = door.check(folder)
    assert len(problems) == 1, [problem.text() for problem in problems]
    return problems[0]


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a pack say of whom it is asked when a group last helped: other tests ask nobody."""
    monkeypatch.delattr(door.Country, "asking")


@pytest.mark.usefixtures("asking")
def test_the_rule_of_who_is_asked_names_months_in_order_and_codes_that_are_there(edit: Edit):
    assert door.check(door.folder_of("mx")) == []
    found = only(edit("country.toml", '"LEFT_EARLY"]', '"LEFT_EARLY", "AWAY"]'))
    assert (found.file, found.name, found.found) == ("country.toml", "not_with", "AWAY")
    assert isinstance(found.error, errors.UnknownReference)


@pytest.mark.usefixtures("asking")
@pytest.mark.parametrize(
    "wrong", ['"2026-01"\nevery = 0', '"2026-13"\nevery = 5', '"enero"\nevery = 5', '"2026-01"\nevery = "5"']
)
def test_a_rule_of_who_is_asked_without_month_or_number_is_refused_with_what_is_expected(edit: Edit, wrong: str):
    found = only(edit("country.toml", '"2026-01"\nevery = 5', wrong))
    assert (found.file, found.name) == ("country.toml", "asking")
    assert "uno de cada cuántos" in found.expected


def test_missing_column(edit: Edit):
    found = only(edit("dispositions.csv", "label_en,order", "order"))
    assert (found.file, found.line, found.name) == ("dispositions.csv", 1, "label_en")
    assert found.expected == "se esperaba la columna «label_en» en el encabezado"


def test_unknown_column(edit: Edit):
    folder = edit("holidays.csv", "label_en,", "label_en,label_fr,")
    found = only(folder)
    assert (found.line, found.column, found.found) == (1, 4, "label_fr")
    assert isinstance(found.error, errors.UnknownColumn)


def test_bad_iso_code(edit: Edit):
    folder = edit("nationalities.csv", "HN,HND", "Honduras,HND")
    found = only(folder)
    assert (found.file, found.line, found.column, found.name) == ("nationalities.csv", 2, 1, "code")
    assert found.found == "Honduras"
    assert found.expected == "se esperaba un código ISO 3166-1 de dos letras, como «HN»"
    assert found.text() == (
        "nationalities.csv:2:1 (code): se encontró «Honduras»; se esperaba un código ISO 3166-1 de dos letras, como «HN»"
    )


def test_unknown_category(edit: Edit):
    folder = edit("mapping.csv", "WATER,SOCIAL,,,2022-12-31", "WATER,AGUA,,,2022-12-31")
    found = only(folder)
    assert (found.file, found.line, found.column) == ("mapping.csv", line_with(folder, "mapping.csv", "AGUA"), 2)
    assert (found.found, found.expected) == ("AGUA", "se esperaba un código que esté en categories.csv")


def test_dates_that_overlap(edit: Edit):
    folder = edit("mapping.csv", "WATER,SOCIAL,,,2022-12-31", "WATER,SOCIAL,,,2023-01-01")
    found = only(folder)
    first = line_with(folder, "mapping.csv", "WATER,SOCIAL,,,2023-01-01")
    assert (found.file, found.line, found.name, found.found) == ("mapping.csv", first + 1, "valid_from", "2023-01-01")
    assert str(first) in found.expected


def test_dates_the_wrong_way_round(edit: Edit):
    folder = edit("mapping.csv", "WATER,SOCIAL,,,2022-12-31", "WATER,SOCIAL,,2022-06-01,2022-05-31")
    assert isinstance(only(folder).error, errors.DatesReversed)


def test_wrong_zone(edit: Edit):
    folder = edit(
        "groups.csv", "city_centre,America/Tijuana,general_knowledge,1990", "city_centre,America/Tijuna,general_knowledge,1990"
    )
    found = only(folder)
    assert (found.line, found.name, found.found) == (2, "zone", "America/Tijuna")
    assert "IANA" in found.expected


def test_latitude_and_longitude_swapped(edit: Edit):
    found = only(edit("groups.csv", "14.9054,-92.2589", "-92.2589,14.9054"))
    assert (found.file, found.line, found.name, found.found) == ("groups.csv", 21, "lat", "-92.2589")
    assert "lat=14.9054, lon=-92.2589" in found.expected


def test_swapped_pair_is_seen_where_both_orders_are_legal_numbers(edit: Edit):
    folder = edit("groups.csv", "28.7001,-100.5235", "-80.5,28.7")
    areas = json.loads((folder / "areas.geojson").read_text("utf-8"))
    coahuila = next(area for area in areas["features"] if area["properties"]["code"] == "MX-COA")
    coahuila["geometry"] = {"type": "Polygon", "coordinates": [[[-81, 28], [-80, 28], [-80, 29], [-81, 29], [-81, 28]]]}
    (folder / "areas.geojson").write_text(json.dumps(areas), "utf-8")
    swapped = [problem for problem in door.check(folder) if isinstance(problem.error, errors.CoordinatesSwapped)]
    assert [problem.line for problem in swapped] == [line_with(folder, "groups.csv", "piedras-negras")]
    assert "lat=28.7, lon=-80.5" in swapped[0].expected


def test_point_in_another_state(edit: Edit):
    found = only(edit("groups.csv", "14.9054,-92.2589", "17.0000,-89.9000"))
    assert (found.name, found.found, found.expected) == ("lat", "17.0, -89.9", "se esperaba un punto dentro de MX-CHP")


def test_duplicate_code(edit: Edit):
    folder = edit("groups.csv", "\ntecate,", "\ntijuana,")
    found = only(folder)
    assert (found.line, found.column, found.found) == (3, 1, "tijuana")
    assert found.expected == "se esperaba un valor que no se repita; ya está en la línea 2"


def test_word_that_is_not_in_the_list(edit: Edit):
    folder = edit("institutions.csv", "cndh,ombudsperson", "cndh,defensor")
    found = next(problem for problem in door.check(folder) if problem.file == "institutions.csv")
    assert (found.name, found.found) == ("role", "defensor")
    assert "ombudsperson" in found.expected


def test_house_of_children_with_an_address(edit: Edit):
    begin = "casa-ymca-para-menores-migrantes-tijuana,shelter_children,MX-BCN,Tijuana,Casa YMCA para menores migrantes,,,none,"
    folder = edit("services_directory.csv", begin, begin + "Calle 1")
    found = only(folder)
    assert isinstance(found.error, errors.HiddenPlace)
    assert "Calle" not in found.text()


def test_two_official_schemes(edit: Edit):
    folder = edit("schemes.csv", "from 2023,false", "from 2023,true")
    found = only(folder)
    assert (found.file, found.line, found.name) == ("schemes.csv", 3, "is_official")


def test_category_code_that_means_something_else(edit: Edit):
    folder = edit("mapping.csv", "\nSOCIAL,SOCIAL,", "\nSOCIAL,ORIENT,")
    assert isinstance(only(folder).error, errors.AmbiguousCode)


def test_service_without_category(edit: Edit):
    folder = edit("mapping.csv", "\nCRIME,CRIME,", "\nTRANSFER,CRIME,")
    assert [type(problem.error) for problem in door.check(folder)] == [errors.ServiceWithoutCategory]


def test_row_with_too_few_cells(edit: Edit):
    folder = edit("form_groups.csv", "rescue,Rescate y salud,", "rescue,")
    found = next(problem for problem in door.check(folder) if problem.file == "form_groups.csv")
    assert (found.line, found.expected) == (2, "se esperaban 6 celdas, como en el encabezado")


def test_line_is_counted_across_cells_with_line_breaks(edit: Edit):
    folder = edit("form_groups.csv", "rescue,Rescate y salud,", 'rescue,"Rescate\ny salud",')
    (folder / "form_groups.csv").write_text(
        (folder / "form_groups.csv").read_text("utf-8").replace("aid,Ayuda humanitaria", "AID,Ayuda humanitaria"), "utf-8"
    )
    found = next(problem for problem in door.check(folder) if problem.file == "form_groups.csv")
    assert (found.line, found.column, found.found) == (4, 1, "AID")


def test_missing_and_needless_files(edit: Edit, tmp_path: Path):
    folder = tmp_path / "mx"
    (folder / "retention.csv").rename(folder / "retention.txt")
    problems = {problem.file: type(problem.error) for problem in door.check(folder)}
    assert problems == {"retention.csv": errors.MissingFile, "retention.txt": errors.UnknownFile}


def test_file_in_another_encoding(edit: Edit, tmp_path: Path):
    file = tmp_path / "mx" / "groups.csv"
    file.write_bytes(file.read_text("utf-8").encode("latin-1"))
    found = next(problem for problem in door.check(tmp_path / "mx") if problem.file == "groups.csv")
    assert isinstance(found.error, errors.Unreadable)
    assert found.line == 5  # San Luis Río Colorado, the first accent


def test_toml_that_cannot_be_read_names_its_line(edit: Edit):
    found = next(
        problem for problem in door.check(edit("country.toml", 'iso = "MX"', "iso = MX")) if problem.file == "country.toml"
    )
    assert (found.line, found.column) == (2, 7)


def test_toml_value_names_its_line(edit: Edit):
    found = only(edit("country.toml", '["US", "GT", "BZ"]', '["US", "Guatemala"]'))
    assert (found.file, found.line, found.name) == ("country.toml", 8, "neighbours")


@pytest.mark.parametrize("hours", ["other = 72", "usual = 3", "usual = 1000"])
def test_hours_after_which_a_phone_can_be_read_no_more_have_a_usual_within_reason(edit: Edit, hours: str):
    found = only(edit("country.toml", "usual = 72", hours))
    assert (found.file, found.name) == ("country.toml", "phone_expiry_h")
    assert isinstance(found.error, errors.BadValue)


def test_hours_of_a_group_that_the_pack_does_not_know(edit: Edit):
    found = only(edit("country.toml", "usual = 72", "usual = 72\natlantis = 96"))
    assert (found.name, found.line) == ("atlantis", 23)
    assert isinstance(found.error, errors.UnknownReference)


def test_area_that_no_table_knows(edit: Edit):
    folder = edit("areas.geojson", '"code":"MX-COA"', '"code":"MX-COX"')
    assert [(problem.file, problem.found) for problem in door.check(folder)] == [
        ("admin1.csv", "MX-COA"),
        ("areas.geojson", "MX-COX"),
    ]
    assert door.check(folder)[1].line == line_with(folder, "areas.geojson", "MX-COX")


def test_broken_geojson(edit: Edit):
    folder = edit("areas.geojson", '{"type":"FeatureCollection"', '{"type" "FeatureCollection"')
    found = next(problem for problem in door.check(folder) if problem.file == "areas.geojson")
    assert (found.line, found.column) == (1, 9)


def test_loading_a_broken_pack_is_refused_with_the_first_problem(edit: Edit):
    folder = edit("groups.csv", "\ntecate,", "\ntijuana,")
    with pytest.raises(door.PackBroken, match=r"groups.csv:3:1 \(code\)") as refused:
        door.load(folder)
    assert refused.value.details["count"] == 1


def test_unknown_country():
    with pytest.raises(door.PackNotFound, match="mx"):
        door.pack("zz")


def test_fingerprint_changes_with_any_byte(edit: Edit):
    assert door.load(edit("retention.csv", "routine_contact,K1,365", "routine_contact,K1,366")).hash != door.pack("mx").hash


def test_messages_follow_the_language(edit: Edit):
    english = {
        "se encontró «{found}»": "found '{found}'",
        "se esperaba {expected}": "expected {expected}",
        "un código ISO 3166-1 de dos letras, como «HN»": "a two-letter ISO 3166-1 code such as 'HN'",
    }
    found = only(edit("nationalities.csv", "HN,HND", "Honduras,HND"))
    said = found.text(lambda words: english.get(words, words))
    assert said == "nationalities.csv:2:1 (code): found 'Honduras'; expected a two-letter ISO 3166-1 code such as 'HN'"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("urgent,any_of,in_water,", "urgent,any_of,in_watre,"),
        ("guide_left,is,true,", "guide_left,is,yes,"),
        ("battery_pct,at_most,20,", "battery_pct,at_most,few,"),
        ("battery_pct,at_most,20,", "battery_pct,any_of,20,"),
    ],
)
def test_a_rule_of_urgency_that_could_never_hold(edit: Edit, old: str, new: str):
    found = only(edit("triage.csv", old, new))
    assert (found.file, found.name) == ("triage.csv", "value")
    assert isinstance(found.error, errors.BadValue)


@pytest.mark.parametrize(
    "content",
    ["[]", "null", "1", "{}", '{"features":null}', '{"features":{"a":1}}', "[" * 20_000]
    + [
        f'{{"features":[{{"properties":{{"iso":"XX","code":"a","name":"A"}},"geometry":{{"type":"Polygon","coordinates":{one}}}}}]}}'
        for one in ('"x"', "[[]]", '[[["a","b"]]]', "[[[1]]]", "[1,2]")
    ],
)
def test_areas_of_any_other_shape_are_said_and_no_fault(content: str, tmp_path: Path):
    (tmp_path / "areas.geojson").write_text(content, "utf-8")
    problems: list[Problem] = []
    assert read_areas(tmp_path, problems)["features"] == []
    assert [one.file for one in problems] == ["areas.geojson"]
