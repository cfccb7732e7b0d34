"""Terrains and maps are in the backup of a post, each once, and come back as they were; a damaged one keeps nothing else back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from vereda.cli.backup import command
from vereda.countries.door import folder_of
from vereda.logbook import door
from vereda.logbook.backup.packing import identity
from vereda.logbook.backup.reference import FOLDERS, back_up_files, files_here, restore_files
from vereda.logbook.errors import BackupDamaged, BackupOfAnotherCountry, RestoreRefused
from vereda.logbook.tests.pens import NOW, Pen
from vereda.logbook.tests.test_copies import send
from vereda.settings.environment import env

pytestmark = [pytest.mark.storage, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("trusting", "home")]
Again = Callable[[], None]
TERRAIN, MAP = "terrain/" + "a" * 64, "maps/mx/piedras-negras/0123456789abcdef"
EDITION = "editions/mx/2011-12/r1"


@pytest.fixture
def brought() -> dict[str, bytes]:
    """Put a terrain and a map where a post keeps them, and an edition; return what each file holds, by name."""
    chance = Random(2)
    told = {
        f"{TERRAIN}.tif": chance.randbytes(2_500_000),
        f"{TERRAIN}.json": b'{"name": "Dunas"}',
        f"{MAP}.mbtiles": chance.randbytes(1_000_000),
        f"{MAP}.json": b'{"told": {}}',
        f"{EDITION}/manifest.json": b'{"edition": "mx-2011-12-r1", "files": {"tables/people.csv": "0"}}',
        f"{EDITION}/manifest.sha256": b"0" * 64 + b"  manifest.json",
        f"{EDITION}/tables/people.csv": b"nationality,sex,value,withheld",
    }
    for name, content in told.items():
        path = env().home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    coming = env().home / "terrain" / ".coming-x"
    coming.mkdir()
    (coming / "half.tif").write_bytes(b"half of it")
    return told


def lose() -> None:
    for name in FOLDERS:
        shutil.rmtree(env().home / name, ignore_errors=True)  # not every kind was brought


def there() -> dict[str, bytes]:
    return {path.relative_to(env().home).as_posix(): path.read_bytes() for path in files_here()}


def test_terrains_and_maps_come_back_with_the_data_and_each_is_copied_once(
    tmp_path: Path, restore_database: Again, brought: dict[str, bytes]
) -> None:
    send(Pen("phone-1"), 1, 2)
    made = door.back_up_data(tmp_path, now=NOW)
    assert made is not None
    packs = sorted(tmp_path.glob("file-*.age"))
    assert len(packs) == len(brought)
    assert not any(content[:50] in pack.read_bytes() for pack in packs for content in brought.values()), "in clear nowhere"
    stamps = [pack.stat().st_mtime_ns for pack in packs]
    send(Pen("phone-1"), 3, 3)
    door.back_up_data(tmp_path, now=NOW, since=made.last)
    assert [pack.stat().st_mtime_ns for pack in sorted(tmp_path.glob("file-*.age"))] == stamps
    restore_database()
    lose()
    done = door.restore(made.path, now=NOW)
    assert there() == brought
    assert (done.brought.files, done.brought.damaged) == (tuple(sorted(brought)), ())
    assert door.files_told(done.brought.files) == 2
    assert (env().home / "maps" / "mx").stat().st_mode & 0o077 == 0


def test_a_damaged_pack_is_found_by_verify_and_the_rest_comes_back(
    tmp_path: Path, restore_database: Again, brought: dict[str, bytes]
) -> None:
    send(Pen("phone-1"), 1, 2)
    made = door.back_up_data(tmp_path, now=NOW)
    assert made is not None
    terrain = next(pack for pack in tmp_path.glob("file-*.age") if door.verify_backup(pack)["name"] == f"{TERRAIN}.tif")
    whole = bytearray(terrain.read_bytes())
    whole[len(whole) // 2] ^= 1
    terrain.write_bytes(whole)
    with pytest.raises(BackupDamaged):
        door.verify_backup(terrain)
    restore_database()
    lose()
    done = door.restore(made.path, now=NOW)
    assert done.brought.damaged == (terrain.name,)
    assert done.proof.holds
    kept = {name for name in brought if not name.startswith("terrain")}
    assert set(there()) == kept, "what tells of a file that is lost is not brought back"


def test_a_map_that_was_brought_after_the_last_word_is_copied_as_well(tmp_path: Path, brought: dict[str, bytes]) -> None:
    assert door.back_up_data(tmp_path, now=NOW) is None
    assert len(list(tmp_path.glob("file-*.age"))) == len(brought)


def test_a_pack_of_elsewhere_writes_nothing_outside(tmp_path: Path, brought: dict[str, bytes]) -> None:
    from vereda.logbook.backup.packing import write_pack

    for name in ("keys/master", "terrain/../keys/master", "/etc/x", "terrain", "maps/.x/y", ""):
        write_pack(tmp_path / f"file-{len(name)}.age", [("file", [])], {"kind": "file", "name": name, "sha256": ""})
        done = restore_files(tmp_path, identity())
        assert not done.files, name
    assert there() == brought


def test_the_command_says_what_a_pack_holds_and_what_came_back(
    tmp_path: Path, restore_database: Again, brought: dict[str, bytes]
) -> None:
    send(Pen("phone-1"), 1, 1)
    assert CliRunner().invoke(command, ["create", "--to", str(tmp_path)], catch_exceptions=False).exit_code == 0
    said = "".join(
        CliRunner().invoke(command, ["verify", str(pack)], catch_exceptions=False).output for pack in tmp_path.glob("file-*.age")
    )
    assert f"completo; {MAP}.mbtiles" in said
    restore_database()
    lose()
    data = next(tmp_path.glob("data-*.age"))
    answer = CliRunner().invoke(command, ["restore", str(data)], catch_exceptions=False)
    assert "terrenos y mapas: 2" in answer.output
    assert there() == brought
    assert not back_up_files(tmp_path, now=NOW), "what came back is what is there"


def test_own_packs_come_back_as_they_were_last_and_before_what_is_read_is_built(
    tmp_path: Path, restore_database: Again, brought: dict[str, bytes]
) -> None:
    """A country that began here is in its backup: the last words of each file, without what was taken out or is on trial."""
    pack = env().home / "packs" / "gt"
    shutil.copytree(folder_of("gt"), pack)
    (pack / "texts" / "fra.toml").write_text("withdrawn")
    send(Pen("phone-1"), 1, 2)
    made = door.back_up_data(tmp_path, now=NOW)
    assert made is not None
    for later, written in enumerate(("second", "first", "third"), 1):
        (pack / "NOTES.md").write_text(written)
        assert door.back_up_data(tmp_path, now=NOW + timedelta(minutes=later), since=made.last) is None
    (pack / "texts" / "fra.toml").unlink()
    (pack.parent / ".test" / "gt").mkdir(parents=True)
    (pack.parent / ".test" / "gt" / "country.toml").write_text("on trial")
    door.back_up_data(tmp_path, now=NOW + timedelta(minutes=9), since=made.last)
    before = there()
    assert before["packs/gt/NOTES.md"] == b"third"
    restore_database()
    lose()
    done = door.restore(made.path, now=NOW)
    assert there() == before
    assert done.brought.packs == ("gt",)
    assert not (pack.parent / ".test").exists()


def test_a_damaged_list_of_packs_gives_way_to_the_one_before(tmp_path: Path, brought: dict[str, bytes]) -> None:
    pack = env().home / "packs" / "zz" / "country.toml"
    pack.parent.mkdir(parents=True)
    for later, written in enumerate((b"first", b"second")):
        pack.write_bytes(written)
        back_up_files(tmp_path, now=NOW + timedelta(minutes=later))
    last = max(tmp_path.glob("list-*.age"))
    last.write_bytes(last.read_bytes()[:-1])
    lose()
    back_up_files(tmp_path, now=NOW + timedelta(hours=1))  # a machine without packs leaves the lists alone
    done = restore_files(tmp_path, identity())
    assert done.damaged == (last.name,)
    assert pack.read_bytes() == b"first"


def test_a_backup_of_another_country_is_refused(tmp_path: Path, restore_database: Again, monkeypatch: pytest.MonkeyPatch) -> None:
    send(Pen("phone-1"), 1, 1)
    made = door.back_up_data(tmp_path, now=NOW)
    assert made is not None
    restore_database()
    here = replace(env(), country="gt")
    monkeypatch.setattr("vereda.logbook.backup.restore.env", lambda: here)
    with pytest.raises(BackupOfAnotherCountry):
        door.restore(made.path, now=NOW)


def test_the_backup_of_a_country_is_refused_at_a_regional_office(
    tmp_path: Path, restore_database: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(Pen("phone-1"), 1, 1)
    made = door.back_up_data(tmp_path, now=NOW)
    assert made is not None
    restore_database()
    here = replace(env(), regional="Oficina regional")
    monkeypatch.setattr("vereda.logbook.backup.restore.env", lambda: here)
    with pytest.raises(RestoreRefused):
        door.restore(made.path, now=NOW)
