"""Reading a PFIF file at the desk and by command: whole or not at all, for the coordination alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile

from vereda.access.door import NotForYou
from vereda.access.tests.cast import Cast, text
from vereda.cli.tracing import command
from vereda.logbook.models import LogEntry
from vereda.tracing.door import MissingFile
from vereda.tracing.errors.pfif import PfifUnsafe
from vereda.tracing.tests.test_pfif import BOMB, note, person, pfif
from vereda.tracing.tests.test_reports import NOW

pytestmark = pytest.mark.django_db
ADDRESS = "/extraviadas/pfif/"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def sent(raw: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("personas.xml", raw, "application/xml")}


def test_a_file_is_read_and_said_what_came_of_it(cast: Cast):
    rafael = cast.client("rafael")
    page = text(rafael.post(ADDRESS, sent(pfif(person(), note())), follow=True))
    assert "1 reportes nuevos con 1 pistas" in page
    row = MissingFile.objects.get()
    assert "Xóchitl Turquesa de la Luna" in text(rafael.get(f"/extraviadas/{row.subject}/"))
    assert "1 ya estaban" in text(rafael.post(ADDRESS, sent(pfif(person(), note())), follow=True))
    assert MissingFile.objects.count() == 1


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (pfif(person(), before=BOMB), "definiciones que pueden dañar la máquina"),
        (pfif(person())[:-9], "está dañado"),
        (pfif(person(), version="1.2"), "es PFIF 1.2 y aquí se lee solo la 1.4"),
        (pfif(person(), person(person_record_id="e/2", source_date="2030-01-01T00:00:00Z")), "registro e/2"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_and_nothing_is_kept(cast: Cast, raw: bytes, said: str):
    before = LogEntry.objects.count()
    answer = cast.client("rafael").post(ADDRESS, sent(raw))
    assert (answer.status_code, said in text(answer)) == (422, True)
    assert LogEntry.objects.count() == before
    assert "Elija un archivo PFIF" in text(cast.client("rafael").post(ADDRESS))


@pytest.mark.parametrize("name", ["ines", "nadia", "octavio", "julia", "graciela", "alma", "marta", "lucia", "rosa"])
def test_nobody_else_reads_one(cast: Cast, name: str):
    client = cast.client(name)
    assert client.get(f"{ADDRESS}?purpose=tracing").status_code in (403, 404)
    assert client.post(f"{ADDRESS}?purpose=tracing", sent(pfif(person()))).status_code in (403, 404)
    assert MissingFile.objects.count() == 0


def test_the_command_reads_for_who_coordinates_and_refuses_all_else(cast: Cast, tmp_path: Path):
    good, bad = tmp_path / "good.xml", tmp_path / "bad.xml"
    good.write_bytes(pfif(person()))
    bad.write_bytes(pfif(person(), before=BOMB))

    def run(path: Path, name: str):
        return CliRunner().invoke(command, ["pfif", "read", str(path), "--as", name])

    assert isinstance(run(bad, "rafael").exception, PfifUnsafe)
    assert isinstance(run(good, "ines").exception, NotForYou)
    assert MissingFile.objects.count() == 0
    assert "1 reportes nuevos" in run(good, "rafael").output
    assert MissingFile.objects.get().group == "piedras-negras"
