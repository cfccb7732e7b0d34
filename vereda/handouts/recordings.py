"""Recordings of people who speak a language: files in the folder `audio` of a pack, each bound to the words it says.

`audio/quc/heat-3f2a91c0.ogg` says the topic `heat` in K'iche'. The last eight signs follow from the words, numbers written out:
when the text or a number in it changes, another file is asked for and the old one is not played. `recordings.csv` beside them
says who spoke and who listened; without somebody who listened within 12 months a recording is played only on a preview.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from vereda.countries.door import AUDIO_FOLDER, REVIEW_DAYS, folder_of
from vereda.guidance.door import TopicTold
from vereda.handouts.errors import RecordingsUnreadable

LIST = "recordings.csv"
COLUMNS = ("file", "spoken_by", "heard_by", "heard_on")
FORMS = (".ogg", ".opus", ".wav", ".flac", ".mp3")


@dataclass(frozen=True)
class Recording:
    """A file. until: the last day on which it may be played without the band; None: nobody has listened to it."""

    path: Path
    until: date | None


def folder(country: str, language: str) -> Path:
    """Return where the recordings of a language lie."""
    return folder_of(country) / AUDIO_FOLDER / language


def said_of(one: TopicTold) -> str:
    """Return what is said of a topic: its heading and what is read aloud."""
    return f"{one.text.title}. {one.text.spoken}"


def name_of(topic: str, words: str) -> str:
    """Return how the recording of some words is called, without its form."""
    return f"{topic}-{sha256(words.encode()).hexdigest()[:8]}"


def recording(place: Path, topic: str, words: str) -> Recording | None:
    """Return the recording of some words; None: nobody spoke them. Raises RecordingsUnreadable."""
    name = name_of(topic, words)
    path = next((found for form in FORMS if (found := place / f"{name}{form}").is_file()), None)
    return Recording(path, _heard(place).get(path.name)) if path else None


def recording_of(country: str, one: TopicTold) -> Recording | None:
    """Return the recording of a text as it is told; None: nobody spoke it."""
    return recording(folder(country, one.language), one.topic.code, said_of(one))


def playable(country: str, one: TopicTold, on: date, *, publish: bool) -> Path | None:
    """Return the recording of a text as it is told; None: nobody spoke it, or nobody listened to what would be published."""
    found = recording_of(country, one)
    is_heard = found is not None and found.until is not None and found.until >= on
    return found.path if found and (is_heard or not publish) else None


def _heard(place: Path) -> dict[str, date]:
    """Return the last day of each recording that somebody listened to, by file."""
    listed = place / LIST
    if not listed.is_file():
        return {}
    found = {}
    with listed.open(encoding="utf-8-sig", newline="") as opened:
        rows = csv.DictReader(opened)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise RecordingsUnreadable(file=listed, line=1, expected=",".join(COLUMNS))
        for row in rows:
            try:
                heard_on = date.fromisoformat(row["heard_on"]) if row["heard_on"] else None
            except (TypeError, ValueError):
                raise RecordingsUnreadable(file=listed, line=rows.line_num, expected="AAAA-MM-DD") from None
            if heard_on and row["heard_by"] and row["heard_by"] != row["spoken_by"]:
                found[row["file"]] = heard_on + timedelta(days=REVIEW_DAYS)
    return found
