"""A topic as a picture and as a voice message: small, with band, day and code; recorded voices only for the words they say."""

from __future__ import annotations

import shutil
import stat
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import soundfile
import zxingcpp

from vereda.countries.door import pack
from vereda.guidance import door as guidance
from vereda.guidance.tests.test_library import NOW, RAFAEL, check, one, ring, write
from vereda.handouts import audio as sounds
from vereda.handouts import drawing, errors, recordings
from vereda.handouts.lookups import chosen
from vereda.handouts.tests.drawn import ON, SITE, longer, opened, preview, saying, symbols
from vereda.handouts.words import AUDIO_BYTES, AUDIO_SECONDS, PICTURE_BYTES, phrases

pytestmark = pytest.mark.django_db
WRITTEN = [code for code, texts in pack("mx").texts.items() if texts]
SPEAKER = """#!{python}
import math, struct, sys
words = sys.stdin.buffer.read().decode()
with open({log!r}, "a") as log:
    log.write(" ".join(sys.argv[1:3]) + "|" + words + "\\n")
if "xx" in sys.argv:
    sys.exit(1)
count = int(22050 * 0.06 * len(words))
# Into a pipe espeak-ng writes that the sound is very long: it does not know yet.
head = struct.pack("<4sI8sIHHIIHH4sI", b"RIFF", 0x7FFFF024, b"WAVEfmt ", 16, 1, 1, 22050, 44100, 2, 16, b"data", 0x7FFFF000)
sys.stdout.buffer.write(head + struct.pack(f"<{{count}}h", *(int(9000 * math.sin(at / 9)) for at in range(count))))
"""


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A speaking program in the place of espeak-ng; returns what it was asked to say: (voice, words)."""
    log, program = tmp_path / "said", tmp_path / "bin" / "espeak-ng"
    program.parent.mkdir()
    program.write_text(SPEAKER.format(python=sys.executable, log=str(log)))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(program.parent))
    return lambda: [line.split("|") for line in log.read_text().splitlines()]


@pytest.fixture
def mute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def topic(language: str = "spa", code: str = "heat"):
    return preview(language, topics=[code])


def picture(what) -> bytes:
    return drawing.picture(what, symbols(), site=SITE)


def longest(language: str) -> str:
    texts = pack("mx").texts[language]
    return max(texts, key=lambda code: len(texts[code].spoken))


@pytest.mark.parametrize("language", WRITTEN)
def test_the_longest_topic_of_each_language_is_a_picture_that_a_telephone_loads(language: str):
    for what in (topic(language, longest(language)), longer(topic(language, longest(language)))):
        content = picture(drawing.each_topic(what)[0])
        assert (opened(content).size, opened(content).format) == ((1080, 1350), "PNG")
        assert len(content) < PICTURE_BYTES


def test_the_code_in_a_picture_leads_to_its_topic_and_outlives_a_messenger():
    content = picture(drawing.each_topic(topic())[0])
    smaller = BytesIO()
    opened(content).convert("RGB").resize((720, 900)).save(smaller, "JPEG", quality=60)
    for drawn in (opened(content).convert("RGB"), opened(smaller.getvalue())):
        assert [found.text for found in zxingcpp.read_barcodes(drawn)] == [f"{SITE}/spa-t-heat.html"]


def test_a_picture_whose_text_does_not_fit_is_not_made():
    with pytest.raises(errors.TextOverflows) as told:
        picture(saying(topic("hat"), "palabra " * 200))
    assert (told.value.details["topic"], told.value.details["language"]) == ("heat", "hat")
    with pytest.raises(errors.LetterMissing):
        picture(saying(topic("hat"), "dlo ☂"))


def published():
    write()
    check(one().newest.id)
    ring()
    return drawing.each_topic(chosen("mx", ON, ["spa"], publish=True, topics=["heat"]))[0]


def band_of(content: bytes) -> list[bool]:
    """Return whether the first and the last line of a picture are the band."""
    drawn = np.asarray(opened(content).convert("RGB")).astype(int)
    return [bool(np.abs(drawn[row, 5] - (160, 0, 0)).max() < 12) for row in (3, -4)]


def test_the_band_is_burned_in_above_and_below_until_somebody_answers_for_the_text():
    assert band_of(picture(drawing.each_topic(topic())[0])) == [True, True]
    assert band_of(picture(published())) == [False, False]


def test_a_planted_text_is_in_no_picture_and_no_voice_that_is_published(said):
    before = published()
    pictured, heard = picture(before), sounds.audio(before)
    planted = "PLANTADO SIN REVISAR"
    write(type(one().newest.said)(planted, planted, planted, "https://example.org/p", ""))
    after = drawing.each_topic(chosen("mx", ON, ["spa"], publish=True, topics=["heat"]))[0]
    assert picture(after) == pictured
    assert sounds.audio(after).seconds == heard.seconds
    assert not any("PLANTADO" in words for _voice, words in said())
    assert picture(drawing.each_topic(topic())[0]) != pictured
    sounds.audio(drawing.each_topic(topic())[0])
    spoken = [words for _voice, words in said()]
    assert any("PLANTADO" in words for words in spoken)
    assert phrases("spa").band in spoken


def test_a_voice_message_is_opus_short_and_small_and_says_band_text_and_day(said):
    made = sounds.audio(drawing.each_topic(topic())[0])
    with soundfile.SoundFile(BytesIO(made.content)) as file:
        assert (file.format, file.subtype, file.channels) == ("OGG", "OPUS", 1)
        assert (file.title, file.date) == ("Calor y desierto", "2026-11-26")
        assert "Hecho el 26 de noviembre de 2026. Nadie lo ha revisado." in file.comment
        assert len(file) / file.samplerate == pytest.approx(made.seconds, abs=0.1)
    assert made.seconds <= AUDIO_SECONDS
    assert len(made.content) < AUDIO_BYTES
    voices, spoken = zip(*said(), strict=True)
    assert set(voices) == {"-v es-419"}
    assert spoken[0].startswith("Calor y desierto. ")
    assert spoken[1] == phrases("spa").band
    assert "llame al 9 1 1" in spoken[0], "a telephone number is told digit by digit"
    assert "Hecho el 26 de noviembre de 2026." in spoken[2]


def test_the_last_day_is_said_where_there_is_one_and_the_band_where_there_is_none(said):
    made = sounds.audio(published())
    assert f"Vale hasta el {drawing.day_said(ON + timedelta(days=90), 'es')}." in said()[-1][1]
    assert phrases("spa").band not in [words for _voice, words in said()]
    with soundfile.SoundFile(BytesIO(made.content)) as file:
        assert "Demostración" not in file.comment


def test_sixty_seconds_that_cannot_be_packed_smaller_stay_below_the_limit():
    """Noise is what packs worst."""
    noise = np.random.default_rng(1).uniform(-1, 1, sounds.RATE * AUDIO_SECONDS).astype(np.float32)
    assert len(sounds._packed(noise, topic(), "Hecho hoy.")) < AUDIO_BYTES


def test_what_lasts_longer_than_a_minute_is_refused_and_named(said):
    with pytest.raises(errors.AudioTooLong) as told:
        sounds.audio(saying(topic(), "palabra " * 150))
    assert (told.value.details["topic"], told.value.details["language"]) == ("heat", "spa")


def test_without_a_voice_it_says_which_recording_is_missing(mute, tmp_path: Path):
    what = drawing.each_topic(topic())[0]
    with pytest.raises(errors.VoiceMissing) as told:
        sounds.audio(what, tmp_path)
    assert told.value.details["file"] == recordings.name_of("heat", sounds.words_of(what)) + ".ogg"


def test_a_language_that_the_voice_does_not_speak_is_not_spoken_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program = tmp_path / "espeak-ng"
    program.touch(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    wave = "import sys, wave\nwave.open(sys.stdout.buffer, 'wb').setparams((1, 2, 22050, 0, 'NONE', ''))\n"
    for says in ("#!/bin/sh\nexit 1\n", f"#!{sys.executable}\n{wave}"):
        program.write_text(says)
        with pytest.raises(errors.VoiceMissing):
            sounds.audio(drawing.each_topic(topic("hat"))[0], tmp_path)


def recorded(place: Path, what, heard_on: str = "", seconds: float = 3) -> Path:
    """Leave a recording of a topic, and whether somebody listened to it."""
    name = recordings.name_of(what.panels[0].topic.code, sounds.words_of(what))
    path = place / f"{name}.wav"
    soundfile.write(path, np.sin(np.arange(int(44100 * seconds)) / 20)[:, None].repeat(2, axis=1), 44100)
    rows = f"file,spoken_by,heard_by,heard_on\n{path.name},Rosa,{'Juan' if heard_on else ''},{heard_on}\n"
    (place / recordings.LIST).write_text(rows)
    return path


def test_a_recorded_voice_is_preferred_and_the_band_is_spoken_around_it_on_a_preview(said, tmp_path: Path):
    what = drawing.each_topic(topic())[0]
    recorded(tmp_path, what)
    made = sounds.audio(what, tmp_path)
    assert made.is_recorded
    assert "Calor" not in " ".join(words for _voice, words in said())
    assert said()[0][1] == phrases("spa").band


def test_a_recording_to_which_nobody_listened_within_a_year_is_not_published(said, tmp_path: Path):
    what = published()
    for heard_on, is_played in (("", False), ("2025-11-20", False), ("2026-11-20", True)):
        recorded(tmp_path, what, heard_on)
        assert sounds.audio(what, tmp_path).is_recorded == is_played, heard_on


def test_a_corrected_number_asks_for_another_recording(tmp_path: Path):
    write(
        type(one().newest.said)("Llame.", "Si se pierde llame al {hotline.emergencias}.", "Llame.", "https://example.org/x", "")
    )
    before = drawing.each_topic(topic())[0]
    path = recorded(tmp_path, before, "2026-11-20")
    assert recordings.recording(tmp_path, "heat", sounds.words_of(before)).path == path
    guidance.correct_number(
        hotline="emergencias", number="912", source="https://example.org/912", source_read_on=ON, by=RAFAEL, at=NOW
    )
    ring(number="912")
    after = drawing.each_topic(topic())[0]
    assert recordings.recording(tmp_path, "heat", sounds.words_of(after)) is None


def test_without_a_speaking_program_a_preview_needs_its_band_recorded_too(mute, tmp_path: Path):
    what = drawing.each_topic(topic())[0]
    path = recorded(tmp_path, what)
    with pytest.raises(errors.VoiceMissing):
        sounds.audio(what, tmp_path)
    shutil.copy(path, tmp_path / f"{recordings.name_of('band', phrases('spa').band)}.wav")
    made = sounds.audio(what, tmp_path)
    assert made.seconds == pytest.approx(3 * 3 + 2 * sounds.PAUSE_SECONDS, abs=0.2)


def test_what_cannot_be_read_is_named(said, tmp_path: Path):
    what = published()
    recorded(tmp_path, what, "2026-11-20").write_bytes(b"no sound")
    with pytest.raises(errors.RecordingUnreadable):
        sounds.audio(what, tmp_path)
    (tmp_path / recordings.LIST).write_text("file,spoken_by,heard_by,heard_on\nx,,,ayer\n")
    with pytest.raises(errors.RecordingsUnreadable) as told:
        sounds.audio(what, tmp_path)
    assert told.value.details["line"] == 2
    (tmp_path / recordings.LIST).write_text("archivo\n")
    with pytest.raises(errors.RecordingsUnreadable):
        sounds.audio(what, tmp_path)


def test_a_folder_of_recordings_is_part_of_a_pack_and_not_of_its_fingerprint(tmp_path: Path):
    from vereda.countries import loader

    folder = tmp_path / "mx"
    shutil.copytree(loader.folder_of("mx"), folder)
    before = loader.fingerprint(folder)
    (folder / "audio" / "quc").mkdir(parents=True)
    (folder / "audio" / "quc" / "heat-00000000.ogg").write_bytes(b"x")
    assert loader.check(folder) == []
    assert loader.fingerprint(folder) == before
