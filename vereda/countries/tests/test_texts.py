"""Texts of a pack: a language is a file, and what is wrong in one is told with file and line."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from vereda.countries import door, errors
from vereda.countries.septets import as_message, length_of
from vereda.countries.texts import Named, named_in

MX = door.pack("mx")
CORE = ["emergencias", "heat", "river", "train", "asylum", "help-is-free"]
PART = """
[{code}]
short = "{short}"
spoken = "Dicho."
full = "Entero."
source = "una hoja"
status = "drafted"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the Mexican pack."""
    shutil.copytree(door.folder_of("mx"), tmp_path / "mx")
    return tmp_path / "mx"


def with_file(folder: Path, name: str, text: str) -> list[tuple[str, int, str]]:
    (folder / "texts" / name).write_text(text, "utf-8")
    return [(found.file, found.line, type(found.error).__name__) for found in door.check(folder)]


def file_of(code: str = "heat", short: str = "Corto.", name: str = "Yucateco") -> str:
    return f'name = "{name}"\n' + PART.format(code=code, short=short)


def test_every_verified_right_danger_and_number_is_a_topic_with_spanish_and_english():
    told = {
        "right": {row.right_code for row in MX.topics.values() if row.right_code},
        "danger": {code for row in MX.topics.values() for code in row.hazards},
        "number": {row.hotline for row in MX.topics.values() if row.hotline},
        "service": {row.service for row in MX.topics.values() if row.service},
    }
    assert told["right"] == {row.right_code for row in MX.legislation if row.is_verified}
    assert told["danger"] == {row.code for row in MX.hazards.values() if row.is_verified}
    assert told["number"] == {row.code for row in MX.hotlines.values() if row.is_verified}
    shown = {row.code for row in MX.services_directory.values() if row.is_verified and row.consent not in door.UNSHOWN}
    assert told["service"] == shown, "a place that did not agree to be shown is no topic"
    for language in ("spa", "eng"):
        assert set(MX.texts[language]) == set(MX.topics)


def test_drafts_are_of_the_safety_core_and_say_that_they_are_drafts():
    assert [row.code for row in MX.topics.values() if row.safety_core] == CORE
    for language in ("fra", "por", "hat"):
        assert list(MX.texts[language]) == CORE
        assert {text.status for text in MX.texts[language].values()} == {"drafted"}
    for language in ("quc", "mam", "kek"):
        assert MX.texts[language] == {}, "nobody translated them: none is invented"
        assert MX.own_names[language]


def test_nobody_has_reviewed_a_text_of_the_pack():
    assert not any(text.reviewed_by for texts in MX.texts.values() for text in texts.values())


def test_numbers_stand_in_texts_by_their_code_alone():
    numbers = [row.number.replace(" ", "") for row in MX.hotlines.values()]
    for texts in MX.texts.values():
        for code, text in texts.items():
            plain = " ".join((text.short, text.spoken, text.full)).replace(" ", "")
            assert not [number for number in numbers if number in plain], code


def test_a_language_is_added_as_a_file(folder: Path):
    assert with_file(folder, "yua.toml", file_of()) == []
    assert list(door.load(folder).texts["yua"]) == ["heat"]


def test_the_fingerprint_covers_the_texts(folder: Path):
    before = door.load(folder).hash
    with_file(folder, "yua.toml", file_of())
    assert door.load(folder).hash != before


@pytest.mark.parametrize(
    ("text", "line", "error"),
    [
        (file_of(code="no-such-topic"), 3, "UnknownReference"),
        (file_of(short="x" * 161), 4, "ShortTooLong"),
        (file_of(short="ꓥ" * 71), 4, "ShortTooLong"),
        (file_of(short="llame al {hotline.nadie}"), 4, "PlaceholderUnknown"),
        (file_of(short="llame al {emergencias}"), 4, "PlaceholderUnknown"),
        (file_of(short="vaya a {service.casa-del-migrante-de-saltillo}"), 4, "PlaceNotShown"),
        (file_of() + "reviewed_on = 2026-03-01\nvalid_until = 2026-02-01\n", 10, "DatesReversed"),
        (file_of() + 'ilustracion = "x"\n', 9, "BadValue"),
        (file_of(name=""), 1, "BadValue"),
        ('name = "x"\nheat = "Lleve agua"\n', 2, "BadValue"),
        (file_of() + "[river]\nshort = 'x'\nstatus = 'drafted'\n", 9, "BadValue"),
        ('name = "x"\n[heat\n', 2, "Unreadable"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_text_is_told_by_file_and_line(folder: Path, text: str, line: int, error: str):
    found = with_file(folder, "yua.toml", text)
    assert ("texts/yua.toml", line, error) in found
    assert {(file, name) for file, _line, name in found} == {("texts/yua.toml", error)}


def test_a_language_that_the_pack_does_not_know_and_a_file_that_is_no_text(folder: Path):
    assert with_file(folder, "xxx.toml", file_of()) == [("texts/xxx.toml", 0, "UnknownReference")]
    (folder / "texts" / "xxx.toml").unlink()
    assert with_file(folder, "leame.md", "x") == [("texts/leame.md", 0, "UnknownFile")]


def test_a_topic_of_a_place_that_did_not_agree_is_refused(folder: Path):
    file = folder / "topics.csv"
    written = file.read_text("utf-8").replace(",comar-palenque,,ORIENT", ",casa-del-migrante-de-saltillo,,ORIENT")
    file.write_text(written, "utf-8")
    assert [type(found.error) for found in door.check(folder)] == [errors.PlaceNotShown]


def test_a_topic_names_rows_that_are_there(folder: Path):
    file = folder / "topics.csv"
    file.write_text(file.read_text("utf-8").replace(",cold-la-rumorosa-tecate-mexicali,", ",cold-nowhere|heat-nowhere,"), "utf-8")
    assert [(found.name, found.found) for found in door.check(folder)] == [
        ("hazards", "cold-nowhere"),
        ("hazards", "heat-nowhere"),
    ]


@pytest.mark.parametrize(
    ("text", "count", "is_wide"),
    [
        ("a" * 160, 160, False),
        ("¿Qué? ñandú", 11, False),
        ("[€]", 6, False),  # letters of the extension table take two
        ("«Día»…", 8, False),
        ("œuvre à l’eau", 14, False),
        ("ꓥ", 1, True),
        ("😀", 2, True),
    ],
)
def test_length_is_counted_as_the_network_does(text: str, count: int, is_wide: bool):
    assert (length_of(text).count, length_of(text).is_wide) == (count, is_wide)


def test_accents_that_a_telephone_lacks_are_left_off_and_others_stay():
    assert as_message("Día, sueño, qué, já, coração") == "Dia, sueño, qué, ja, coracao"
    assert as_message("ꓥ día") == "ꓥ día"


def test_placeholders_are_found_and_other_braces_told():
    assert list(named_in("al {hotline.x-y} o {a}", "{service.z}")) == [Named("hotline", "x-y"), "{a}", Named("service", "z")]


def test_a_review_is_kept_with_its_dates(folder: Path):
    reviewed = 'reviewed_by = "Ana"\noffice = "PC"\nreviewed_on = 2026-01-01\nvalid_until = 2026-06-01\n'
    assert with_file(folder, "yua.toml", file_of() + reviewed) == []
    text = door.load(folder).texts["yua"]["heat"]
    assert (text.reviewed_by, text.valid_until) == ("Ana", date(2026, 6, 1))
