"""A country that begins: its pack passes the check, says what it lacks, and holds no name of the country whose lists it took."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vereda.countries.errors import GazetteerUnread, PackExists, StartUnclear
from vereda.countries.gaps import gaps, placeholders
from vereda.countries.loader import check, load, pack
from vereda.countries.naming import names_of, numbers_of, pattern
from vereda.countries.starting.answers import Answers
from vereda.countries.starting.gazetteer import read_gazetteer
from vereda.countries.starting.writing import write_pack
from vereda.countries.words import VERIFIED, Role, Status

AREAS = Path(__file__).parent / "data" / "areas"
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


def test_a_country_file_of_geonames_is_read_and_drawn_as_rectangles(tmp_path: Path):
    def line(number: str, name: str, lat: str, lon: str, kind: str, one: str, two: str = "") -> str:
        return "\t".join(
            [number, name, name, "", lat, lon, "A", kind, "CR", "", one, two, "", "", "0", "", "1", "", "2026-01-01"]
        )

    path = tmp_path / "CR.txt"
    path.write_text(
        "\n".join(
            [line("1", "Guanacaste", "10.4", "-85.4", "ADM1", "03"), line("2", "La Cruz", "11.0", "-85.6", "ADM2", "03", "10")]
        )
    )
    found = read_gazetteer(path, "CR")
    assert [(one.code, one.lat) for one in found.first] == [("CR-03", 10.4)]
    assert [(one.code, one.state) for one in found.second] == [("0310", "CR-03")]
    assert not found.is_drawn
    write_pack(tmp_path / "cr", answered(), found, "mx")
    assert "areas" in [gap.code for gap in gaps(load(tmp_path / "cr"), ON)]


def test_areas_that_cannot_be_read_are_told_by_their_path(tmp_path: Path):
    for path in (tmp_path, tmp_path / "nothing.zip"):
        with pytest.raises(GazetteerUnread) as told:
            read_gazetteer(path, "CR")
        assert str(path) in str(told.value.details["path"])
    with pytest.raises(GazetteerUnread):
        read_gazetteer(AREAS, "ZZ")
