"""A destroyed key is gone: from the store, from its raw files, and on the list that a restore replays."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from vereda.logbook.keystore import (
    KeyName,
    KeyStore,
    PostgresStore,
    SqliteStore,
    Store,
    prune_erasures,
    read_erasures,
)
from vereda.settings.environment import env

NOW = datetime(2024, 2, 1, 12, tzinfo=UTC)
ANA, LUZ = KeyName("a" * 32, "identity"), KeyName("b" * 32, "identity")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    url = env().keystore_url
    made: Store = PostgresStore(url) if url else SqliteStore(tmp_path / "keys" / "subjects")
    made.delete([KeyName(row.owner, row.cls) for row in made.all_rows()])
    yield made
    made.delete([ANA, LUZ])
    made.close()


@pytest.fixture
def keys(store: Store, tmp_path: Path) -> KeyStore:
    return KeyStore(store, b"m" * 43, tmp_path / "erasures" / "list")


@pytest.mark.storage
def test_a_key_is_made_once(keys: KeyStore) -> None:
    wanted = {ANA: ("g", "", "")}
    assert keys.ensure(wanted) == keys.ensure(wanted)
    assert len(keys.get([ANA])[ANA]) == 32


@pytest.mark.storage
def test_a_group_without_a_grant_gets_no_key(keys: KeyStore) -> None:
    made = keys.ensure({ANA: ("g", "", "")})
    assert keys.get([ANA], group="other") == {}
    keys.grant([ANA], "other")
    assert keys.get([ANA], group="other") == made


@pytest.mark.storage
def test_a_destroyed_key_is_gone_for_every_group_and_listed(keys: KeyStore) -> None:
    keys.ensure({ANA: ("g", "", ""), LUZ: ("g", "", "")})
    keys.grant([ANA], "other")
    assert keys.destroy([ANA], NOW, "erased") == 2
    assert list(keys.get([ANA, LUZ])) == [LUZ]
    assert keys.erased() == [ANA]


@pytest.mark.storage
def test_keys_whose_day_has_come_go(keys: KeyStore) -> None:
    day = NOW + timedelta(days=7)
    keys.ensure({ANA: ("g", day.isoformat(), ""), LUZ: ("g", "", "")})
    assert keys.destroy_due(day - timedelta(seconds=1)) == []
    assert keys.destroy_due(day) == [ANA]


@pytest.mark.storage
def test_a_held_key_waits_for_the_end_of_its_mission(keys: KeyStore) -> None:
    keys.ensure({ANA: ("g", "", "mission")})
    assert keys.store.holders() == ["mission"]
    assert keys.destroy_due(NOW + timedelta(days=900)) == []
    keys.store.set_due("mission", NOW.isoformat())
    assert keys.destroy_due(NOW) == [ANA]


def test_raw_files_hold_nothing_of_a_destroyed_key(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "subjects")
    keys = KeyStore(store, b"m" * 43, tmp_path / "list")
    keys.ensure({KeyName(f"{n:032x}", "identity"): ("g", "", "") for n in range(200)})
    wrapped = store.rows([KeyName(f"{7:032x}", "identity")])[0].wrapped
    raw = b"".join(path.read_bytes() for path in tmp_path.glob("subjects*"))
    assert wrapped in raw
    keys.destroy([KeyName(f"{7:032x}", "identity")], NOW, "erased")
    raw = b"".join(path.read_bytes() for path in tmp_path.glob("subjects*"))
    assert wrapped not in raw
    assert f"{7:032x}".encode() not in raw
    store.close()


def test_key_files_belong_to_their_owner_alone(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "keys" / "subjects").close()
    assert oct((tmp_path / "keys" / "subjects").stat().st_mode)[-3:] == "600"


def test_another_master_does_not_open_a_key(keys: KeyStore) -> None:
    keys.ensure({ANA: ("g", "", "")})
    with pytest.raises(ValueError, match="do not belong together"):
        KeyStore(keys.store, os.urandom(32), keys.erasures).get([ANA])


def test_old_places_leave_the_list_and_persons_stay(tmp_path: Path) -> None:
    path = tmp_path / "list"
    old, new = (NOW - timedelta(days=41)).isoformat(), NOW.isoformat()
    path.write_text(f"{old} due {'c' * 32} whereabouts\n{new} due {'d' * 32} whereabouts\n{old} erased {ANA.owner} identity\n")
    prune_erasures(path, now=NOW, days=40)
    assert read_erasures(path) == [KeyName("d" * 32, "whereabouts"), ANA]
    assert not re.search("c{32}", path.read_text())
