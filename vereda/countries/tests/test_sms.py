"""How people ask by text message: a language is a file, its sentences fit, and what is wrong is told with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from vereda.band import band_in
from vereda.countries import door
from vereda.countries.sms import Asks, Says

MX = door.pack("mx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the Mexican pack."""
    shutil.copytree(door.folder_of("mx"), tmp_path / "mx")
    return tmp_path / "mx"


def found(folder: Path) -> list[tuple[str, str]]:
    return [(one.file, type(one.error).__name__) for one in door.check(folder)]


def changed(folder: Path, before: str, after: str, name: str = "sms/eng.toml") -> list[tuple[str, str]]:
    path = folder / name
    path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")
    return found(folder)


def test_every_language_with_texts_has_words_and_sentences_and_no_other_is_invented():
    assert set(MX.sms) == {language for language, texts in MX.texts.items() if texts}


def test_nobody_has_reviewed_the_sentences():
    assert not any(one.reviewed_by or one.is_verified for one in MX.sms.values())


@pytest.mark.parametrize("language", list(MX.sms))
def test_the_menu_and_what_stands_between_people_and_help_is_one_message_with_its_band(language: str):
    says = MX.sms[language].says
    band = f"{band_in(language)}."
    for one in (Says.MENU, Says.STOPPED, Says.LIMIT):
        assert door.length_of(f"{band} {says[one]}").fits, one
    sos = f"{band} {says[Says.SOS_ANY]} {says[Says.SOS]} 4821-9077-3512 {says[Says.SOS_WHERE]}"
    assert door.length_of(sos).fits, "who is in danger pays for one message, and it arrives whole"


def test_a_faulty_file_is_told_by_its_name(folder: Path):
    assert found(folder) == []
    assert changed(folder, 'more = "0 more"\n', "") == [("sms/eng.toml", "BadValue")]
    assert changed(folder, "[says]\n", '[says]\nmore = "0 more"\n') == []
    assert changed(folder, '"STOP", "UNSUB', '"START", "UNSUB') == [("sms/eng.toml", "BadValue")]
    assert changed(folder, '"START", "UNSUB', '"STOP", "UNSUB') == []
    assert changed(folder, "{hotline.emergencias}", "{hotline.nadie}") == 2 * [("sms/eng.toml", "PlaceholderUnknown")]
    assert changed(folder, "{hotline.nadie}", "x" * 160) == 2 * [("sms/eng.toml", "ShortTooLong")]


def test_a_file_of_no_language_and_one_that_is_no_toml_are_told(folder: Path):
    shutil.copy(folder / "sms" / "eng.toml", folder / "sms" / "klingon.toml")
    (folder / "sms" / "leame.txt").write_text("x")
    assert sorted(found(folder)) == [("sms/leame.txt", "UnknownFile")]
    (folder / "sms" / "leame.txt").unlink()
    assert found(folder) == [("sms/klingon.toml", "UnknownReference")]
    (folder / "sms" / "klingon.toml").write_text("[says\n")
    assert found(folder) == [("sms/klingon.toml", "Unreadable")]


def test_the_numbers_of_the_menu_are_those_that_the_words_ask_for():
    assert [one.value for one in Asks][1:6] == ["rights", "dangers", "help", "shelter", "language"]


def test_a_pack_is_another_one_when_a_sentence_changes(folder: Path):
    before = door.load(folder).hash
    changed(folder, "0 more", "0 next")
    assert door.load(folder).hash != before
