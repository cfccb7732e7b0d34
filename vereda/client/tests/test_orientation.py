"""The texts of the library as phones get them: one part a language, small, marked, right as soon as a number is corrected."""

from __future__ import annotations

import gzip
import shutil
import sys
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.test import Client
from django.utils import timezone

from vereda.access.door import enrol_device, local_day, reader_for_command
from vereda.access.tests.cast import Cast
from vereda.client import orientation
from vereda.client.reference import reference_of
from vereda.countries.door import pack
from vereda.guidance import door as guidance
from vereda.guidance.door import Said
from vereda.handouts import recordings
from vereda.logbook.tests.pens import author

pytestmark = pytest.mark.django_db

PART_MOST, ALL_MOST = 15_000, 60_000  # [bytes, compressed]; the second is what comes to a phone without anybody asking
UNTIL = 100
SOMBRA = Said(
    short="Busque sombra.", spoken="Busque sombra; si se pierde llame al {hotline.emergencias}.", full="Busque sombra y agua.",
    source="https://www.example.org/x ; Ley de Ejemplo", article="Ley de Ejemplo, 4",
)  # fmt: skip


def today() -> date:
    return local_day("mx", "piedras-negras")


def headquarters(who: str) -> Any:  # Any: an author
    return author(who, "desk", group="central")


def checked(topic: str = "heat", said: Said = SOMBRA, *, days: int = UNTIL, language: str = "spa") -> str:
    """Write a text, have a second person check it, and the emergency number rung; return its version."""
    now = timezone.now()
    guidance.write_text(topic=topic, language=language, said=said, by=headquarters("paola"), at=now)
    version = guidance.written_one("mx", today(), topic, language).newest
    assert version
    guidance.check_text(
        topic=topic, language=language, version=version.id, reviewer="Ana Ejemplo", office="Protección Civil",
        source_read_on=today(), until=today() + timedelta(days=days), by=headquarters("hector"), at=now,
    )  # fmt: skip
    ring("911")
    return version.id


def ring(number: str, by: str = "hector") -> None:
    guidance.ring_number(
        hotline="emergencias", number=number, answered=True, reviewer="Ana Ejemplo", office="Protección Civil",
        by=headquarters(by), at=timezone.now(),
    )  # fmt: skip


def correct(number: str) -> None:
    """Correct the emergency number."""
    guidance.correct_number(
        hotline="emergencias", number=number, source="https://example.org/n", source_read_on=today(),
        hours="24", languages="spa", by=headquarters("paola"), at=timezone.now(),
    )  # fmt: skip


def parts(state: str = "MX-COA") -> dict[str, dict[str, Any]]:  # Any: JSON
    on = today()
    found = orientation.parts_of(pack("mx"), state, on, tuple(guidance.numbers("mx", on)))
    return {one.language: orjson.loads(one.text) for one in found}


def topic(code: str = "heat", language: str = "spa") -> dict[str, Any]:  # Any: JSON
    return next(row for row in parts()[language]["topics"] if row["code"] == code)


class Line:
    """A phone on its line, without a browser."""

    def __init__(self, group: str = "piedras-negras") -> None:
        by = reader_for_command(None, None)
        self.token = enrol_device(country="mx", group=group, label="Teléfono 1", by=by, at=timezone.now())[1]

    def ask(self, path: str, **query: str) -> Any:  # Any: JSON
        headers = {"Authorization": f"Bearer {self.token}", "Accept-Encoding": "gzip", "X-Vereda-App": "1"}
        answer = Client().get(f"/sync/v1/{path}", query, headers=headers)
        assert answer.status_code == 200, answer.content
        return orjson.loads(gzip.decompress(answer.content) if "Content-Encoding" in answer else answer.content)


def test_the_texts_of_each_language_and_of_all_of_them_are_small_enough(capsys):
    found = orientation.parts_of(pack("mx"), "MX-CHP", today(), tuple(guidance.numbers("mx", today())))
    with capsys.disabled():
        sys.stdout.write("\ntexts on a phone: " + ", ".join(f"{one.language} {one.size}" for one in found) + " bytes compressed")
    assert found[0].language == "spa", "the main language comes first"
    assert {"eng", "fra", "por", "hat"} <= {one.language for one in found}
    assert not {"mam", "quc", "kek"} & {one.language for one in found}, "without texts there is nothing to keep"
    assert max(one.size for one in found) < PART_MOST
    assert sum(one.size for one in found) < ALL_MOST


def test_the_reference_names_each_part_by_what_it_holds(cast: Cast):
    line = Line()
    named = orjson.loads(line.ask("reference")["text"])["guidance"]
    assert named[0]["language"] == "spa"
    assert len(orjson.dumps(named)) < 1_000, "of a reference that has 145 kB at most (test_reference.py)"
    for one in named:
        came = line.ask("guidance", language=one["language"])
        assert came["hash"] == one["hash"] == sha256(came["text"].encode()).hexdigest()
        assert orjson.loads(came["text"])["name"] == one["name"]
    assert line.ask("guidance", language="xxx") == {"hash": "", "text": ""}
    assert reference_of("mx", "piedras-negras").hash == reference_of("mx", "piedras-negras").hash, "unchanged, it is the same"


def test_a_phone_of_another_group_gets_the_texts_of_its_state_and_nothing_of_a_group(cast: Cast):
    """Nadia's phone, of Tapachula: the same texts for everybody, no member, no post, nobody who was told."""
    own, hers = Line(), Line("tapachula")
    mine, theirs = (one.ask("guidance", language="spa")["text"] for one in (own, hers))
    for text in (mine, theirs):
        assert not [said for said in ("Carrillo", str(cast.account("ines").pk), "members", "people_told") if said in text]
    of_chiapas = {one.code for one in pack("mx").topics.values() if one.states and "MX-CHP" in one.states}
    assert of_chiapas
    assert {row["code"] for row in orjson.loads(theirs)["topics"]} >= of_chiapas
    assert not {row["code"] for row in orjson.loads(mine)["topics"]} & of_chiapas


@pytest.mark.parametrize("path", ["guidance?language=spa", "voice?language=spa&topic=heat"])
def test_a_stranger_gets_nothing(path: str):
    assert Client().get(f"/sync/v1/{path}", headers={"Authorization": "Bearer no", "X-Vereda-App": "1"}).status_code == 401


def test_nothing_is_without_the_band_until_a_second_person_answers_for_it():
    assert not [row["code"] for part in parts().values() for row in part["topics"] if "lasts" in row]
    assert parts()["hat"]["band"] == "Demonstrasyon: pa konte sou sa"
    version = checked()
    row = topic()
    assert (row["version"], row["lasts"]) == (version, (today() + timedelta(days=90)).isoformat()), "so long the ring is good"
    assert (row["source"], row["article"], row["checked_on"]) == (
        "example.org, Ley de Ejemplo",
        "Ley de Ejemplo, 4",
        today().isoformat(),
    )
    guidance.write_text(
        topic="heat", language="spa", said=replace(SOMBRA, short="PLANTADO"), by=headquarters("paola"), at=timezone.now()
    )
    assert topic()["short"] == "Busque sombra.", "the older one is checked, the newer waits"
    assert not [row["code"] for row in parts()["spa"]["topics"] if "lasts" in row and row["code"] != "heat"]


def test_a_withdrawn_text_leaves_at_once_and_takes_no_other_language_along():
    before = topic("heat", "hat")
    checked()
    guidance.withdraw_text(topic="heat", language="spa", reason="ya no es así", by=headquarters("paola"), at=timezone.now())
    assert "heat" not in {row["code"] for row in parts()["spa"]["topics"]}
    assert topic("heat", "hat") == {**before, "spoken": topic("heat", "hat")["spoken"]}


def test_a_corrected_number_stands_in_the_texts_and_in_the_reference_of_the_same_contact():
    version = checked()
    line = Line()
    first = orjson.loads(line.ask("reference")["text"])["guidance"][0]["hash"]
    correct("079")
    assert topic()["spoken"] == "Busque sombra; si se pierde llame al 911."
    assert "lasts" not in topic(), "nobody has rung the new one"
    ring("079")
    named = orjson.loads(line.ask("reference")["text"])
    came = line.ask("guidance", language="spa")
    row = next(one for one in orjson.loads(came["text"])["topics"] if one["code"] == "heat")
    assert named["guidance"][0]["hash"] == came["hash"] != first
    assert (row["spoken"], row["version"]) == ("Busque sombra; si se pierde llame al 079.", version), "the same version"
    assert "lasts" in row


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch) -> Iterator[Path]:
    """Give an empty place for recordings."""
    monkeypatch.setattr(recordings, "folder", lambda _country, language: tmp_path / language)
    orientation._composed.cache_clear()
    (tmp_path / "spa").mkdir()
    yield tmp_path / "spa"
    orientation._composed.cache_clear()


def say(place: Path, content: bytes = b"OggS", heard_on: str = "") -> Path:
    one = next(row for row in guidance.library("mx", today(), "spa", publish=False).topics if row.topic.code == "heat")
    path = place / f"{recordings.name_of('heat', recordings.said_of(one))}.ogg"
    path.write_bytes(content)
    (place / recordings.LIST).write_text(f"file,spoken_by,heard_by,heard_on\n{path.name},Eva,Juan,{heard_on}\n")
    return path


def test_a_recording_goes_to_phones_beside_the_band_or_when_somebody_listened_to_it(cast: Cast, spoken: Path):
    say(spoken)
    assert "until" not in topic()["voice"], "nobody listened: it is played beside the band alone"
    line = Line()
    came = line.ask("voice", language="spa", topic="heat")
    assert (b64decode(came["data"]), came["hash"]) == (b"OggS", topic()["voice"]["hash"])
    assert line.ask("voice", language="spa", topic="river")["data"] == ""
    assert line.ask("voice", language="xxx", topic="heat")["data"] == ""
    shutil.rmtree(spoken)
    spoken.mkdir()
    checked()
    say(spoken)
    orientation._composed.cache_clear()
    assert "voice" not in topic(), "what is published is not said by whom nobody heard"
    say(spoken, heard_on=today().isoformat())
    orientation._composed.cache_clear()
    assert topic()["voice"]["until"] > today().isoformat()
    say(spoken, b"x" * (orientation.VOICE_MOST + 1), heard_on=today().isoformat())
    orientation._composed.cache_clear()
    assert "voice" not in topic(), "too large for a slow line"


def test_sources_are_named_by_their_sites_each_once():
    assert orientation.sites("https://www.a.mx/1 ; https://a.mx/2 ; Ley 3 ; https://b.mx ; https://c.mx") == "a.mx, Ley 3, b.mx"
    assert orientation.sites("") == ""
