"""What was erased or forgotten cannot be had from anywhere: not here, not from a backup, not by restoring one."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import psycopg
import pyrage
import pytest

from tests.house import ON_POSTGRESQL
from tests.template import Template
from vereda.encounters.actions.meeting import Meeting, Named, Where, record_meeting
from vereda.encounters.entries import Corrected, Line, Recorded, Service
from vereda.encounters.words import PlaceKind
from vereda.logbook import door
from vereda.logbook.backup.packing import identity
from vereda.logbook.keystore import KeyName
from vereda.logbook.models import Box, ExactPoint, LogEntry, NameToken
from vereda.logbook.nodekeys import key_store
from vereda.logbook.tests.pens import NOW, Pen, author, change, delivered
from vereda.logbook.words import FieldClass
from vereda.logbook.writing import Plain
from vereda.people.door import Identity, find
from vereda.rescue.door import close_mission, open_mission
from vereda.settings.environment import env

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trusting", "home")]
NAME, NOTE, PLACE = "Zafiro Obsidiana", "ZAFIRO pidió agua en la noche", "islote ZAFIRO"
LATE = UUID("018d56aa-0700-8101-8101-0101010101aa")
INES, RAFAEL = author("ines", "desk"), author("rafael", "desk")


@dataclass
class Told:
    """One named encounter on a mission, as the desk recorded it."""

    encounter: UUID
    entry: UUID
    person: UUID
    mission: UUID


@pytest.fixture
def told() -> Told:
    mission = open_mission(by=INES, at=NOW).subject
    meeting = Meeting(
        people_met=2,
        lines=[Line(line_id="a", count=2, nationality="HN")],
        services=[Service(service="FIRST_AID")],
        where=Where(kind=PlaceKind.POINT, lat=28.70007, lon=-100.52353, accuracy_m=8, place=PLACE),
        note=NOTE,
        mission=mission,
        named=[Named(line_id="a", identity=Identity(given="Zafiro", families=["Obsidiana"]), purpose="medical")],
    )
    receipt = record_meeting(meeting, by=INES, at=NOW, now=NOW)
    (person,) = find(NAME, "piedras-negras")
    return Told(receipt.subject, receipt.entry, person.subject, mission)


def counts() -> list[str]:
    return sorted(str(row) for month in door.months_counted("mx") for row in door.facts_of_month("mx", month))


def raw_bytes_here(home: Path) -> bytes:
    """Return everything that lies in this installation: database rows and all files, those of keys included."""
    rows = [bytes(row) for row in LogEntry.objects.values_list("body", flat=True)]
    rows += [bytes(row) for row in Box.objects.values_list("sealed", flat=True)]
    rows += [orjson.dumps(door.history(subject), default=str) for subject in LogEntry.objects.values_list("subject", flat=True)]
    rows += [path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()]
    return b"".join(rows)


def opened_backup(path: Path) -> bytes:
    """Return a backup file decrypted, as somebody with its key reads it."""
    plain = io.BytesIO()
    with path.open("rb") as source:
        pyrage.decrypt_io(source, plain, [identity()])
    with tarfile.open(fileobj=io.BytesIO(plain.getvalue())) as tar:
        return b"".join(member.read() for info in tar if (member := tar.extractfile(info)))


class OtherMachine:
    """A new installation beside this one, with its own home and databases, in its own process."""

    def __init__(self, folder: Path, tables: Template) -> None:
        self.home, self.tables = folder, tables
        self.made: list[str] = []
        folder.mkdir()
        tables.furnish(folder)

    def restores(self, **asked: Any) -> dict[str, Any]:  # Any: JSON
        environ = {**os.environ, "VEREDA_HOME": str(self.home)}
        if env().database_url:
            environ["DATABASE_URL"] = self._database(env().database_url or "", "data", self.tables.copy)
            if asked.get("keys"):
                environ["KEYSTORE_URL"] = self._database(env().keystore_url or "", "keys")
        command = [sys.executable, "-m", "vereda.logbook.tests.other_machine", orjson.dumps(asked, default=str).decode()]
        done = subprocess.run(command, env=environ, capture_output=True, check=False, timeout=280)
        assert done.returncode == 0, done.stderr.decode()[-2000:]
        answer: dict[str, Any] = orjson.loads(done.stdout)
        return answer

    def _database(self, like: str, name: str, template: str = "template1") -> str:
        made = f"restored_{name}_{os.getpid()}_{len(self.made)}"
        with psycopg.connect(like, autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{made}" TEMPLATE "{template}"')
        self.made.append(made)
        before, _, rest = like.partition("?")
        return f"{before.rsplit('/', 1)[0]}/{made}" + (f"?{rest}" if rest else "")

    def end(self) -> None:
        for made in self.made:
            with psycopg.connect(env().database_url or "", autocommit=True) as server:
                server.execute(f'DROP DATABASE "{made}" WITH (FORCE)')


@pytest.fixture
def other(tmp_path: Path, django_db_setup: Template) -> Iterator[OtherMachine]:
    machine = OtherMachine(tmp_path / "other", django_db_setup)
    yield machine
    machine.end()


def restored(other: OtherMachine, data: Path, *, keys: Path | None, now: datetime) -> dict[str, Any]:  # Any: JSON
    """Restore a backup on another machine: with this one's keys of today, or with a key backup."""
    if keys is None:
        shutil.copytree(env().keys, other.home / "keys")
    return other.restores(data=data, keys=keys, key=str(identity()), now=now, name=NAME, group="piedras-negras")


@pytest.mark.storage
def test_a_named_person_is_found_and_read_before(told: Told) -> None:
    assert door.open_box(told.entry, "free_text") == {"text": NOTE}
    assert ExactPoint.objects.get(entry=told.entry).place == PLACE


@pytest.mark.storage
def test_nothing_sealed_ever_stands_in_clear(told: Told, home: Path, tmp_path: Path) -> None:
    data = door.back_up_data(tmp_path / "backups", now=NOW)
    assert data is not None
    for raw in (raw_bytes_here(home), opened_backup(data.path)):
        for canary in (b"ZAFIRO", b"Zafiro", b"zafiro", b"Obsidiana", b"28.70007"):
            assert canary not in raw


@pytest.mark.storage
def test_erasing_shows_first_what_will_be_lost(told: Told) -> None:
    loss = door.loss_of(told.person)
    assert list(loss.linked) == [told.encounter]
    assert {name.cls for name in loss.keys} == {"identity", "free_text"}


@pytest.mark.storage
def test_an_erased_person_is_gone_here_and_counts_as_before(told: Told) -> None:
    before = counts()
    door.erase(told.person, by=INES, second="rafael", at=NOW, now=NOW)
    assert find(NAME, "piedras-negras") == []
    assert not NameToken.objects.exists()
    assert door.open_box(told.entry, "free_text") is None
    assert all(box.owner != told.person or door.open_box(box.entry, box.cls) is None for box in Box.objects.all())
    assert counts() == before
    assert door.verify().holds
    door.rebuild()
    assert counts() == before
    assert not NameToken.objects.exists()


def test_a_backup_of_yesterday_gives_nothing_with_the_keys_of_today(told: Told, tmp_path: Path, other: OtherMachine) -> None:
    data = door.back_up_data(tmp_path / "backups", now=NOW)
    assert data is not None
    before = counts()
    door.erase(told.person, by=INES, second="rafael", at=NOW + timedelta(hours=20), now=NOW + timedelta(hours=20))
    there = restored(other, data.path, keys=None, now=NOW + timedelta(days=1))
    assert there["holds"]
    assert there["found"] == []
    assert there["tokens"] == 0
    assert not {"identity", "free_text"} & set(there["classes"])
    assert there["facts"] == before


@pytest.mark.storage
def test_a_backup_of_yesterday_gives_nothing_with_keys_of_before_the_erasure(
    told: Told, tmp_path: Path, other: OtherMachine
) -> None:
    data = door.back_up_data(tmp_path / "backups", now=NOW)
    keys = door.back_up_keys(tmp_path / "backups", now=NOW)
    assert data is not None
    door.erase(told.person, by=INES, second="rafael", at=NOW + timedelta(hours=20), now=NOW + timedelta(hours=20))
    there = restored(other, data.path, keys=keys, now=NOW + timedelta(days=1))
    assert there["holds"]
    assert there["epoch"] == 2
    assert there["found"] == []
    assert not {"identity", "free_text"} & set(there["classes"])
    assert there["points"] == 1, "what was not erased is still there"


def test_without_an_erasure_the_same_restore_brings_the_name_back(told: Told, tmp_path: Path, other: OtherMachine) -> None:
    data = door.back_up_data(tmp_path / "backups", now=NOW)
    keys = door.back_up_keys(tmp_path / "backups", now=NOW)
    assert data is not None
    there = restored(other, data.path, keys=keys, now=NOW + timedelta(days=1))
    assert there["found"] == [str(told.person)]
    assert {"identity", "free_text", "whereabouts"} <= set(there["classes"])


def test_a_restore_without_the_erasure_list_is_refused(told: Told, tmp_path: Path, other: OtherMachine) -> None:
    data = door.back_up_data(tmp_path / "backups", now=NOW)
    keys = door.back_up_keys(tmp_path / "backups", now=NOW)
    assert data is not None
    (tmp_path / "backups" / "erasures.list").unlink()
    with pytest.raises(AssertionError, match="restore_refused"):
        restored(other, data.path, keys=keys, now=NOW + timedelta(days=1))


@pytest.mark.storage
def test_after_eight_days_no_exact_place_can_be_had(told: Told, home: Path, tmp_path: Path, other: OtherMachine) -> None:
    close_mission(mission=told.mission, by=INES, at=NOW)
    folder, late = tmp_path / "backups", NOW + timedelta(days=8)
    early = door.back_up_data(folder, now=NOW)
    keys = door.back_up_keys(folder, now=NOW + timedelta(days=6))
    before = counts()
    assert door.keep_retention(now=late) == 1
    data = door.back_up_data(folder, now=late)
    assert early is not None
    assert data is not None
    assert not ExactPoint.objects.exists()
    assert door.open_box(told.entry, "whereabouts") is None
    door.rebuild()
    assert not ExactPoint.objects.exists()
    assert counts() == before
    assert door.verify().holds
    shutil.copytree(home / "keys", tmp_path / "today" / "keys")
    ways = [(early.path, keys), (data.path, None), (data.path, keys)]  # the first has most to give back
    for number, (which, with_keys) in enumerate(ways[:1] if ON_POSTGRESQL else ways):
        machine = OtherMachine(tmp_path / f"other-{number}", other.tables)
        there = restored(machine, which, keys=with_keys, now=late)
        machine.end()
        assert there["points"] == 0
        assert "whereabouts" not in there["classes"]
        assert there["holds"]


@pytest.mark.storage
def test_a_note_that_comes_late_about_an_erased_person_is_not_kept(told: Told) -> None:
    door.erase(told.person, by=INES, second="rafael", at=NOW, now=NOW)
    pen, note = Pen("phone-2"), Plain(cls=FieldClass.FREE_TEXT, fields={"text": NOTE})
    line = Line(line_id="a", count=1, nationality="HN", persons=[told.person])
    for payload in (Recorded(people_met=1, lines=[line]), Corrected(people_met=2)):
        door.receive([delivered(pen.write(payload, LATE, boxes=[note]))], device=None, now=NOW)
    assert not any(bytes(box.wrapped_key) for box in Box.objects.filter(owner=LATE))
    door.keep_retention(now=NOW)
    assert key_store().get([KeyName(LATE.hex, FieldClass.FREE_TEXT)]) == {}


def test_places_of_an_open_mission_are_kept_and_go_eight_days_after_its_closure(
    told: Told, tmp_path: Path, other: OtherMachine
) -> None:
    assert door.keep_retention(now=NOW + timedelta(days=30)) == 0
    assert ExactPoint.objects.count() == 1
    folder = tmp_path / "backups"
    data = door.back_up_data(folder, now=NOW + timedelta(days=30))
    keys = door.back_up_keys(folder, now=NOW + timedelta(days=30))
    assert data is not None
    close_mission(mission=told.mission, by=INES, at=NOW + timedelta(days=30))
    assert door.keep_retention(now=NOW + timedelta(days=36)) == 0
    assert door.keep_retention(now=NOW + timedelta(days=38)) == 1
    assert not ExactPoint.objects.exists()
    there = restored(other, data.path, keys=keys, now=NOW + timedelta(days=38))
    assert there["points"] == 0, "the backup knows nothing of the closure, and still gives nothing"
    assert "whereabouts" not in there["classes"]


@pytest.mark.storage
def test_an_old_entry_arrives_whole_and_its_place_is_not_kept(told: Told) -> None:
    from vereda.logbook.tests.pens import WHERE, meeting, subject_number

    late = Pen("phone-1").write(meeting(), subject_number(7), boxes=[WHERE])
    door.receive([delivered(late)], device="phone-1", now=NOW + timedelta(days=9))
    assert Box.objects.filter(entry=late.body.id, cls="whereabouts").count() == 1
    assert door.open_box(late.body.id, "whereabouts") is None
    assert not ExactPoint.objects.filter(entry=late.body.id).exists()
    assert door.verify().holds


@pytest.mark.storage
def test_a_late_entry_of_an_erased_encounter_is_chained_without_its_boxes(told: Told) -> None:
    from vereda.logbook.tests.pens import NOTE as LATE_NOTE

    door.erase(told.encounter, by=INES, at=NOW, now=NOW)
    before = counts()
    pen = Pen("phone-1")
    late = pen.write(change(0), told.encounter, boxes=[replace(LATE_NOTE)])
    door.receive([delivered(late)], device="phone-1", now=NOW)
    assert not Box.objects.filter(entry=late.body.id).exists()
    assert door.verify().holds
    assert counts() == before
    found = door.subject(told.encounter)
    assert found is not None
    assert found.folded.state["late"][0][:2] == [str(late.body.id), "encounters.corrected"]


def test_one_person_cannot_approve_for_two(told: Told) -> None:
    with pytest.raises(door.SecondPersonMissing):
        door.erase(told.person, by=INES, second="ines", at=NOW, now=NOW)


@pytest.mark.storage
def test_a_crash_between_record_and_keys_is_finished_by_the_retention_job(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(key_store()), "destroy", lambda *rest: 0)
    door.erase(told.person, by=INES, second="rafael", at=NOW, now=NOW)
    monkeypatch.undo()
    assert door.open_box(told.entry, "free_text") is not None
    door.keep_retention(now=NOW)
    assert door.open_box(told.entry, "free_text") is None


def test_key_backups_live_seven_days(told: Told, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    old = door.back_up_keys(folder, now=NOW)
    door.back_up_keys(folder, now=NOW + timedelta(days=7))
    assert old.exists()
    door.back_up_keys(folder, now=NOW + timedelta(days=7, hours=1))
    assert not old.exists()
