"""A topic as a voice message: OGG Opus, up to 60 seconds and 250 kB.

A recorded voice is preferred, else espeak-ng where it exists. The band is spoken first and last, so that nobody hears an
unreviewed text without it; the day and the last day are spoken at the end, and stand in the file.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from vereda.band import MAIN
from vereda.countries.door import pack
from vereda.guidance.door import numbers
from vereda.handouts import recordings
from vereda.handouts.drawing import dates
from vereda.handouts.errors import AudioTooLarge, AudioTooLong, RecordingUnreadable, VoiceMissing
from vereda.handouts.lookups import Chosen
from vereda.handouts.recordings import Recording
from vereda.handouts.words import AUDIO_BYTES, AUDIO_SECONDS, phrases

PROGRAM = "espeak-ng"
VOICES = {"spa": "es-419", "eng": "en-us", "por": "pt-br"}
"""Of the continent; any other language is asked for by its code."""
RATE = 24_000  # of Opus; espeak-ng speaks with 22,050
WORDS_A_MINUTE = 150
PAUSE_SECONDS = 0.5
SMALL = 0.92  # of libsndfile, 0 to 1: about 24 kbit a second, for a voice enough
PEAK = 0.9

type Sound = NDArray[np.float32]


@dataclass(frozen=True)
class Audio:
    """A voice message. is_recorded: a person speaks."""

    content: bytes
    seconds: float
    is_recorded: bool


def audio(what: Chosen, place: Path | None = None) -> Audio:
    """Return the only topic of what was chosen, in its first language.

    place  folder of the recordings; None: that of the pack

    Raises VoiceMissing, RecordingUnreadable, AudioTooLong, AudioTooLarge.
    """
    topic, language = what.panels[0].topic.code, what.codes[0]
    words = words_of(what)
    place = place or recordings.folder(what.country, language)
    found = _allowed(recordings.recording(place, topic, words), what)
    missing = VoiceMissing(topic=topic, language=language, file=f"{recordings.name_of(topic, words)}{recordings.FORMS[0]}")
    main = _read(found) if found else spoken(words, language, what)
    if main is None:
        raise missing
    parts = [main]
    if what.needs_band:
        band = _band(what, place, language)
        if band is None:
            raise missing
        parts = [band, *parts, band]
    said = dates(_until(what, found), language)
    ends = spoken(said, _with_phrases(language), what)
    sound = _joined([*parts, ends] if ends is not None else parts)
    return Audio(
        _packed(sound, what, f"{phrases(language).band}. " * what.needs_band + said), len(sound) / RATE, found is not None
    )


def words_of(what: Chosen) -> str:
    """Return what is said of the only topic of what was chosen."""
    told = what.panels[0].told[0]
    return recordings.said_of(told) if told else ""


def spoken(words: str, language: str, what: Chosen) -> Sound | None:
    """Return words as espeak-ng says them, telephone numbers digit by digit.

    None: it is not here, it does not speak this language, or it said nothing.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        return None
    voice = VOICES.get(language) or pack(what.country).languages[language].iso639_1 or language
    told = _digits_apart(words, [one.number for one in numbers(what.country, what.on)])
    command = [program, "-v", voice, "-s", str(WORDS_A_MINUTE), "--stdin", "--stdout"]
    done = subprocess.run(command, input=told.encode(), capture_output=True, timeout=60, check=False)
    if done.returncode or not done.stdout:
        return None
    sound = _mono(BytesIO(done.stdout), PROGRAM)
    return sound if sound.size else None


def _digits_apart(words: str, known: Iterable[str]) -> str:
    for number in sorted(set(known), key=len, reverse=True):
        apart = " ".join(sign for sign in number if sign.isdigit())
        words = re.sub(rf"(?<!\d){re.escape(number)}(?!\d)", apart, words)
    return words


def _allowed(found: Recording | None, what: Chosen) -> Recording | None:
    """Return a recording that may be played: to which somebody listened, or with the band."""
    is_heard = found is not None and found.until is not None and found.until >= what.on
    return found if is_heard or what.needs_band else None


def _until(what: Chosen, found: Recording | None) -> Chosen:
    """Return the same, so that it says the day until which also the recording was listened to."""
    if found is None or found.until is None or what.until is None or found.until >= what.until:
        return what
    panel = what.panels[0]
    told = [replace(one, text=replace(one.text, lasts=found.until)) if one else None for one in panel.told]
    return replace(what, panels=[replace(panel, told=tuple(told))])


def _band(what: Chosen, place: Path, language: str) -> Sound | None:
    words = phrases(language).band
    found = recordings.recording(place, "band", words)
    return _read(found) if found else spoken(words, _with_phrases(language), what)


def _with_phrases(language: str) -> str:
    """Return in which language the phrases are said: Spanish words are not read as if they were K'iche'."""
    return MAIN if phrases(language) is phrases(MAIN) else language


def _read(found: Recording) -> Sound:
    return _mono(found.path, found.path.name)


def _mono(file: Path | BytesIO, name: str) -> Sound:
    """Return a sound with one channel at our rate, at most as long as is looked at."""
    try:
        with soundfile.SoundFile(file) as opened:
            frames = opened.read(opened.samplerate * (AUDIO_SECONDS + 1), dtype="float32", always_2d=True)
            rate = opened.samplerate
    except soundfile.LibsndfileError as why:
        raise RecordingUnreadable(file=name, reason=why.error_string) from None
    return _at_our_rate(frames.mean(axis=1), rate)


def _at_our_rate(sound: Sound, rate: int) -> Sound:
    if rate == RATE:
        return sound
    from scipy.signal import resample_poly  # a second to load: only who makes a sound waits for it

    return np.asarray(resample_poly(sound, RATE, rate), dtype=np.float32)


def _joined(parts: list[Sound]) -> Sound:
    pause = np.zeros(int(RATE * PAUSE_SECONDS), dtype=np.float32)
    sound = np.concatenate([piece for part in parts for piece in (_loud(part), pause)][:-1])
    return np.asarray(sound, dtype=np.float32)


def _loud(part: Sound) -> Sound:
    peak = float(np.abs(part).max(initial=0))
    return part * np.float32(PEAK / peak) if peak else part


def _packed(sound: Sound, what: Chosen, comment: str) -> bytes:
    told = what.panels[0].told[0]
    where = {"topic": what.panels[0].topic.code, "language": what.codes[0]}
    seconds = len(sound) / RATE
    if seconds > AUDIO_SECONDS:
        raise AudioTooLong(**where, seconds=round(seconds), most=AUDIO_SECONDS)
    out = BytesIO()
    with soundfile.SoundFile(
        out, "w", samplerate=RATE, channels=1, format="OGG", subtype="OPUS", compression_level=SMALL
    ) as file:
        file.title, file.comment, file.date = told.text.title if told else "", comment, what.on.isoformat()
        file.write(sound)
    content = out.getvalue()
    if len(content) >= AUDIO_BYTES:
        raise AudioTooLarge(**where, bytes=len(content), most=AUDIO_BYTES)
    return content
