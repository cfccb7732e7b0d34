"""A country that begins: its pack passes the check, says what it lacks, and holds no name of the country whose lists it took."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vereda.countries.errors import CountryKnown, FolderUnwritable, GazetteerUnread, PackExists, StartUnclear
from vereda.countries.gaps import gaps, placeholders
from vereda.countries.loader import DATA, check, load, pack
from vereda.countries.naming import names_of, numbers_of, pattern
from vereda.countries.starting.answers import Answers, code_of, prefix_of, terrain_of
from vereda.countries.starting.areas import read_gazetteer
from vereda.countries.starting.geonames import named
from vereda.countries.starting.post import post_of
from vereda.countries.starting.writing import refuse_known, write_pack
from vereda.countries.words import VERIFIED, Precision, Role, Status

AREAS = Path(__file__).parent / "data" / "areas"
HEAD1, HEAD2 = "iso_country,iso_3166_2,name,lat,lon,source", "iso_country,iso_3166_2,name,lat,lon"
ON = date(2026, 11, 30)


def answered(**said: Any) -> Answers:  # Any: a test says each in its own kind
    told: dict[str, Any] = {"iso": "CR", "year": 2026, "city": "La Cruz", "group": "Grupo La Cruz", "terrain": ("river",)}
    return Answers(**(told | said))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("packs") / "cr"
    write_pack(made, answered(), read_gazetteer(AREAS, "CR"), "mx")
    return made


def test_a_new_pack_passes_the_check_and_tells_what_it_lacks(folder: Path):
    assert check(folder) == []
    found = load(folder)
    assert (found.name_es, found.country.default_zone, found.country.main_language) == ("Costa Rica", "America/Costa_Rica", "spa")
    assert (len(found.admin1), len(found.admin2)) == (7, 82)
    assert found.groups["la-cruz"].municipality == "510"
    assert {role for role in Role if found.institutions_with(role)} == set(Role)
    codes = [gap.code for gap in gaps(found, ON)]
    assert codes[:3] == ["emergency_number", "placeholders", "network"]
    assert "areas" not in codes, "these shapes are real"
    assert placeholders(found)["institutions.csv"] == len(Role)


def test_nothing_of_the_other_country_is_taken_over_by_name_and_nothing_is_trusted_that_nobody_read_here(folder: Path):
    model = pack("mx")
    names = pattern(names_of(model), numbers_of(model))
    for file in sorted(folder.rglob("*.*")):
        if file.stem in {"nationalities", "languages", "NOTES", "country", "admin2"}:  # lists of the world, and the own country
            continue
        said = [
            line.split("taken over from", 1)[0] for line in file.read_text("utf-8").splitlines()
        ]  # its source may be anywhere
        assert [line for line in said if names.search(line)] == [], file.name
    found = load(folder)
    for table in ("services", "categories", "child_path", "triage", "hotlines", "institutions"):
        assert [row for row in getattr(found, table).values() if row.status in VERIFIED] == []
    assert {text.status for topics in found.texts.values() for text in topics.values()} == {Status.DRAFTED}
    assert found.hotlines["emergencias"].number == "por llenar", "no digits that somebody could dial"


def test_a_new_pack_asks_the_same_of_an_encounter_as_the_model(folder: Path):
    found, model = load(folder), pack("mx")
    assert set(found.alert_words) == set(model.alert_words)
    assert {"RESCUE", "WATER", "LEGAL_ADVICE", "LOCATED", "MISSING_REPORT"} <= set(found.services)
    assert "emergencias" in found.topics
    assert set(found.texts) == {"spa", "eng"}


def test_a_folder_with_files_is_left_alone(tmp_path: Path):
    kept = tmp_path / "cr" / "mine.txt"
    kept.parent.mkdir()
    kept.write_text("mine")
    with pytest.raises(PackExists):
        write_pack(kept.parent, answered(), read_gazetteer(AREAS, "CR"), "mx")
    assert [path.name for path in kept.parent.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    "said",
    [{"iso": "cr"}, {"phone_prefix": "506"}, {"neighbours": ("Panama",)}, {"terrain": ("swamp",)}, {"municipality": "Nowhere"}],
)
def test_an_answer_that_fits_nothing_is_refused_and_nothing_is_written(tmp_path: Path, said: dict[str, object]):
    with pytest.raises(StartUnclear):
        write_pack(tmp_path / "cr", answered(**said), read_gazetteer(AREAS, "CR"), "mx")
    assert list(tmp_path.iterdir()) == []


def line(number: str, name: str, lat: str, lon: str, kind: str, one: str, two: str = "", people: str = "0") -> str:
    """Return a line of GeoNames."""
    of = "A" if kind.startswith("ADM") else "P"
    return "\t".join([number, name, name, "", lat, lon, of, kind, "CR", "", one, two, "", "", people, "", "1", "", "2026-01-01"])


LINES = (
    line("1", "Provincia de Guanacaste", "10.4", "-85.4", "ADM1", "03"),
    line("2", "Cantón de La Cruz", "11.0", "-85.6", "ADM2", "03", "10"),
    line("3", "Cantón de Liberia", "10.6", "-85.4", "ADM2", "03", "01"),
    line("4", "Peñas Blancas", "11.21", "-85.61", "PPL", "03", "10"),
    line("5", "Liberia", "10.63", "-85.44", "PPLA", "03", "01", "45380"),
    line("6", "San Roque", "11.1", "-85.5", "PPL", "03", "10"),
    line("7", "San Roque", "10.7", "-85.4", "PPL", "03", "01"),
)


def test_a_country_file_of_geonames_is_read_and_drawn_as_rectangles(tmp_path: Path):
    path = tmp_path / "CR.txt"
    path.write_text("\n".join(LINES))
    found = read_gazetteer(path, "CR")
    assert [(one.code, one.name, one.kind, one.lat) for one in found.first] == [("CR-03", "Guanacaste", "Province", 10.4)]
    assert [(one.code, one.state, one.name) for one in found.second] == [
        ("03-10", "CR-03", "La Cruz"),
        ("03-01", "CR-03", "Liberia"),
    ]
    assert (found.second_kind, found.is_drawn) == ("Canton", False)
    write_pack(tmp_path / "cr", answered(city="Penas blancas"), found, "mx")
    made = load(tmp_path / "cr")
    post = made.groups["penas-blancas"]
    assert (post.municipality, post.lat, post.lon, post.coord_precision) == ("03-10", 11.21, -85.61, "city_centre")
    assert [level.label_es for level in made.country.level] == ["provincia", "cantón"]
    assert "areas" in [gap.code for gap in gaps(made, ON)]


def test_where_geonames_knows_no_second_level_its_towns_stand_for_one(tmp_path: Path):
    path = tmp_path / "CR.txt"
    path.write_text("\n".join(one for one in LINES if "ADM2" not in one))
    found = read_gazetteer(path, "CR")
    assert [(one.code, one.name) for one in found.second] == [("03-01", "Liberia")], "a place without people is no area"
    write_pack(tmp_path / "cr", answered(city="Liberia"), found, "mx")
    assert load(tmp_path / "cr").groups["liberia"].municipality == "03-01"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"city": "Springfield"}, "--municipality"),
        ({"city": "Peñas Blancos"}, "Peñas Blancas"),
        ({"city": "San Roque"}, "03-10 (La Cruz, Guanacaste); 03-01 (Liberia, Guanacaste)"),
        ({"municipality": "La Crus"}, "La Cruz"),
    ],
)
def test_no_place_is_made_up_for_a_post(tmp_path: Path, said: dict[str, str], told: str):
    path = tmp_path / "CR.txt"
    path.write_text("\n".join(LINES))
    with pytest.raises(StartUnclear) as wrong:
        post_of(answered(**said), read_gazetteer(path, "CR"))
    assert told in wrong.value.details["expected"]


def test_a_post_in_a_town_that_the_areas_do_not_hold_is_near_what_they_hold():
    post = post_of(answered(city="Peñas Blancas", municipality="La Cruz"), read_gazetteer(AREAS, "CR"))
    assert (post.area.code, post.precision) == ("510", Precision.NEAREST_TOWN)
    assert not post_of(answered(city=""), read_gazetteer(AREAS, "CR")).is_told


def test_a_post_that_nobody_placed_is_said_and_lends_its_group_no_name_that_stays(tmp_path: Path):
    write_pack(tmp_path / "cr", answered(group="Grupo Norte", city=""), read_gazetteer(AREAS, "CR"), "mx")
    unplaced = load(tmp_path / "cr")
    assert [(row.code, row.name, row.city) for row in unplaced.groups.values()] == [
        ("grupo-norte", "Grupo Norte", "Alajuela (por llenar)")
    ]
    assert "post_place" in [gap.code for gap in gaps(unplaced, ON)]
    write_pack(tmp_path / "cr2" / "cr", answered(city="La Cruz"), read_gazetteer(AREAS, "CR"), "mx")
    assert "post_place" not in [gap.code for gap in gaps(load(tmp_path / "cr2" / "cr"), ON)]


def test_a_pack_is_not_written_among_those_of_the_program_nor_where_nobody_may_write(tmp_path: Path):
    (tmp_path / "file").touch()
    for folder in (DATA / "cr", tmp_path / "file" / "cr"):
        with pytest.raises(FolderUnwritable):
            write_pack(folder, answered(), read_gazetteer(AREAS, "CR"), "mx")
    assert not (DATA / "cr").exists()


def test_what_people_write_is_understood():
    assert [code_of(one) for one in ("ni", "Panamá", "nicaragua", "Nowhere")] == ["NI", "PA", "NI", "Nowhere"]
    assert [prefix_of(one) for one in ("506", "+506", "00 506", "x")] == ["+506", "+506", "+506", "x"]
    assert [terrain_of(one) for one in ("Río", "river", "rio", "pantano")] == ["river", "river", "river", "pantano"]
    assert named("Distrito Central") == ("", "Distrito Central")
    assert named("Corozal District") == ("District", "Corozal")


def test_screens_say_what_the_areas_are_called_and_whose_people_come_first(tmp_path: Path):
    said = answered(neighbours=("NI", "PA"), second_es="cantón", terrain=("highway",))
    write_pack(tmp_path / "cr", said, read_gazetteer(AREAS, "CR"), "mx")
    found = load(tmp_path / "cr")
    worded = {row.said: (row.es, row.en) for row in found.wordings}
    assert worded["Fue en otra entidad"] == ("Fue en otra provincia", "It was in another province")
    assert worded["Del estado"][0] == "De la provincia"
    assert worded["Municipio"] == ("Cantón", "Canton")
    assert worded["Ver sus municipios"][0] == "Ver sus cantones"
    assert not re.search(
        r"departament|entidad|municipi|\b(el|un|los|otro|ese) provincia", " ".join(row.es for row in found.wordings)
    )
    assert [row.code for row in sorted(found.nationalities.values(), key=lambda row: row.order) if row.on_form][:2] == [
        "NI",
        "PA",
    ]
    assert "train" not in found.topics, "nobody rides a train there"
    assert "hora" not in found.texts["spa"]["emergencias"].full, "at what hours somebody answers, nobody asked"


def test_a_country_that_comes_with_the_program_is_not_hidden_by_an_empty_one(tmp_path: Path):
    with pytest.raises(CountryKnown):
        refuse_known(tmp_path / "gt", is_own=True)
    refuse_known(tmp_path / "gt")


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("", "", "falta el archivo admin1.csv"),
        ("iso_country;name\nCR;Guanacaste\n", "", "faltan las columnas iso_country, iso_3166_2"),
        (f"{HEAD1}\nPA,PA-5,Darién,8.1,-77.7,x\n", "", "solo trae renglones de: PA"),
        (f"{HEAD1}\nCR,CR-G,Guanacaste,diez,-85.4,x\n", "", "admin1.csv, línea 2: lat «diez»"),
        (f"{HEAD1}\nCR,CR-G,Guanacaste,-85.4,10.4,x\n", f"{HEAD2}\nCR,CR-G,La Cruz,,\n", "parecen cambiadas"),
        (f"{HEAD1}\nCR,CR-G,Guanacaste,10.4,-85.4,x\n", f"{HEAD2}\nCR,CR-X,La Cruz,,\n", "es de «CR-X»"),
        (f"{HEAD1}\nCR,CR-G,Guanacaste,10.4,-85.4,x\n", f"{HEAD2}\nCR,CR-G,=WEBSERVICE(A1),,\n", "como una fórmula"),
    ],
)
def test_areas_that_cannot_be_read_are_told_by_what_is_wrong(tmp_path: Path, first: str, second: str, told: str):
    for name, text in (("admin1.csv", first), ("admin2.csv", second)):
        if text:
            (tmp_path / name).write_text(text)
    with pytest.raises(GazetteerUnread) as wrong:
        read_gazetteer(tmp_path, "CR")
    assert told in wrong.value.details["why"]


def test_a_file_of_another_country_or_of_nothing_is_no_country_file(tmp_path: Path):
    other = tmp_path / "CR.zip"
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("PA.txt", "")
    (tmp_path / "CR.txt").write_text("\n".join(LINES))
    for path, iso in ((tmp_path / "nothing.zip", "CR"), (other, "CR"), (tmp_path / "CR.txt", "PA"), (AREAS, "ZZ")):
        with pytest.raises(GazetteerUnread) as told:
            read_gazetteer(path, iso)
        assert str(path) in str(told.value.details["path"])


def test_a_country_file_that_would_fill_the_memory_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    packed = tmp_path / "CR.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("CR.txt", "x" * 10_000)
    whole = packed.read_bytes()
    monkeypatch.setattr("vereda.countries.starting.geonames.UNPACKED_MOST", 9_999)
    with pytest.raises(GazetteerUnread) as told:
        read_gazetteer(packed, "CR")
    assert "bájelo otra vez" in told.value.details["why"]
    assert isinstance(told.value.__cause__, ValueError)
    monkeypatch.undo()
    packed.write_bytes(whole.replace(whole[40:44], b"\xff\xff\xff\xff", 1))
    with pytest.raises(GazetteerUnread):
        read_gazetteer(packed, "CR")
