"""Bringing an installation back: data, keys, then everything that must be gone goes again, before anybody is served."""

from __future__ import annotations

import os
import tempfile
from base64 import b64decode
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pyrage
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db import models as orm

from vereda.logbook.actions.chaining import append_block
from vereda.logbook.actions.counting import recount
from vereda.logbook.actions.forget import forget_kept, forget_whereabouts, keep_retention
from vereda.logbook.actions.rebuild import rebuild
from vereda.logbook.backup.create import kept_tables
from vereda.logbook.backup.packing import Pack, identity, table_rows
from vereda.logbook.backup.reference import Brought, restore_files
from vereda.logbook.errors import BackupOfAnotherCountry, RestoreRefused
from vereda.logbook.keystore import KeyRow, read_erasures
from vereda.logbook.lookups import head
from vereda.logbook.models import Block, Box, ErasedKey, LogEntry, Place
from vereda.logbook.nodekeys import erasure_list, forget_open_keys, key_store
from vereda.logbook.rules.chain import epoch_after
from vereda.logbook.verify import Proof, verify
from vereda.settings.environment import env

PART = 1000


@dataclass(frozen=True)
class Restored:
    """What came back: up to which block, the new epoch, how many subjects, the proof of the chain, terrains and maps."""

    block: int
    epoch: int
    subjects: int
    forgotten: int
    proof: Proof
    brought: Brought


def restore(
    data: Path, *, now: datetime, keys: Path | None = None, erasures: Sequence[Path] = (), key: str | None = None
) -> Restored:
    """Restore into an empty installation.

    data      a whole data backup; segments beside it that join without a gap are taken too, and terrains and maps
    keys      a key backup; None: the key store that is here
    erasures  lists of what was erased; those beside the backups and in this installation are always read
    key       the age identity of the backups; None: the one that is here
    Raises RestoreRefused, BackupOfAnotherCountry and leaves nothing served, BackupDamaged.
    """
    if head() is not None:
        raise RestoreRefused(what="esta instalación ya tiene registros. Restaure en una carpeta nueva (VEREDA_HOME).")
    if keys is None and not (env().keys / "master").exists():
        raise RestoreRefused(what="aquí no hay llaves, y sin ellas no se abre nada; indique su respaldo con --keys.")
    lists = _erasure_lists([data, keys] if keys else [data], erasures)
    opener = pyrage.x25519.Identity.from_str(key) if key else identity()
    with tempfile.TemporaryDirectory(dir=_private(env().home), prefix=".restore-") as made:
        folder = Path(made)
        with ExitStack() as opened:
            packs = [opened.enter_context(Pack(path, opener, folder)) for path in [data, *_segments(data)]]
            if (country := packs[0].about.get("country", env().country)) != env().country:
                raise BackupOfAnotherCountry(country=country, here=env().country)
            if env().regional and not packs[0].about.get("regional"):  # one of before this was said: a country's is the rule
                raise RestoreRefused(what="es el respaldo de un país, y a una oficina regional no entra ninguna persona.")
            if keys is not None:
                _load_keys(opened.enter_context(Pack(keys, opener, folder)))
            # Before the data: whoever kills this has no key of anybody who was erased, and nothing that could be served.
            _replay(lists, now)
            forgotten = forget_whereabouts(now=now)
            brought = restore_files(data.parent, opener)  # own packs too: what is read is built by them
            number, epoch, subjects = _load_data(packs, lists, now)
    forgotten += keep_retention(now=now)
    forget_kept(now=now)
    return Restored(number, epoch, subjects, forgotten, verify(), brought)


def _load_data(packs: Sequence[Pack], lists: Sequence[Path], now: datetime) -> tuple[int, int, int]:
    """Load entries, chain, tables and files, begin the new epoch and build the read models: all or nothing.

    Returns the epoch's first block, its number, and how many subjects there are.
    """
    with transaction.atomic():
        for pack in packs:
            _load_chain(pack)
        _load_tables(packs[-1])
        _bar_erased(lists, now)
        _load_files(packs[-1])
        recount()
        last = head()
        assert last is not None
        note = orjson.dumps({"restored_head": last.hash, "block": last.number, "epoch": last.epoch}).decode()
        epoch = epoch_after(last.epoch, now)
        return append_block([], now=now, note=note, epoch=epoch), epoch, rebuild()


def _private(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _erasure_lists(beside: Sequence[Path], named: Sequence[Path]) -> list[Path]:
    """Return the erasure lists that are there; without one, an erased person could come back, so nothing is restored."""
    found = [path.parent / "erasures.list" for path in beside] + [*named, erasure_list()]
    there = [path for path in dict.fromkeys(found) if path.exists()]
    if not there:
        raise RestoreRefused(what="falta la lista de borrados (erasures.list) junto al respaldo; indíquela con --erasures.")
    return there


def _segments(data: Path) -> list[Path]:
    """Return the segments beside a whole backup that continue it without a gap."""
    reached, found = int(data.stem.split("-")[-1]), []
    for path in sorted(data.parent.glob("segment-*.age")):
        first, last = (int(number) for number in path.stem.split("-")[-2:])
        if first == reached + 1:
            found.append(path)
            reached = last
    return found


def _load_chain(pack: Pack) -> None:
    for name, model in (("blocks", Block), ("places", Place), ("entries", LogEntry), ("boxes", Box)):
        _load(model, pack, name)


def _load_tables(pack: Pack) -> None:
    for model in reversed(kept_tables()):
        model._default_manager.all().delete()
    for model in kept_tables():
        _load(model, pack, f"table-{model._meta.label_lower}")
    tables: list[type[orm.Model]] = [Box, *kept_tables()]
    numbered = [model for model in tables if isinstance(model._meta.pk, orm.AutoField)]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), numbered):
            cursor.execute(statement)


def _load(model: Any, pack: Pack, name: str) -> None:  # Any: any table
    rows: list[orm.Model] = []
    for row in table_rows(model, pack.lines(name)):
        rows.append(row)
        if len(rows) == PART:
            model._default_manager.bulk_create(rows)
            rows = []
    model._default_manager.bulk_create(rows)


def _load_files(pack: Pack) -> None:
    folder = _private(env().home / "files")
    for line in pack.lines("files"):
        name, content = orjson.loads(line)
        (folder / Path(name).name).write_bytes(b64decode(content))


def _load_keys(pack: Pack) -> None:
    """Put secrets and subject keys of a key backup where this installation keeps them."""
    folder = _private(env().keys)
    for line in pack.lines("secrets"):
        name, text = orjson.loads(line)
        with os.fdopen(os.open(folder / Path(name).name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            out.write(text)
    forget_open_keys()
    rows = (orjson.loads(line) for line in pack.lines("keys"))
    key_store().store.insert(
        [
            KeyRow(owner, cls, group, b64decode(wrapped), forget_at, held_by)
            for owner, cls, group, wrapped, forget_at, held_by in rows
        ]
    )


def _bar_erased(lists: Sequence[Path], now: datetime) -> None:
    """Let no key that was destroyed be made again: phones send once more what the backup does not hold, names included."""
    names = sorted({name for path in lists for name in read_erasures(path)})
    ErasedKey.objects.bulk_create(
        [ErasedKey(owner=UUID(name.owner), cls=name.cls, erased_at=now) for name in names], batch_size=PART, ignore_conflicts=True
    )


def _replay(lists: Sequence[Path], now: datetime) -> None:
    """Destroy every key that was destroyed once, whichever backup it came back from."""
    names = sorted({name for path in lists for name in read_erasures(path)})
    erasure_list().parent.mkdir(parents=True, exist_ok=True)
    lines = dict.fromkeys(line for path in lists for line in path.read_text(encoding="utf-8").splitlines())
    erasure_list().write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    alive = sorted(key_store().get(names))
    key_store().destroy(alive, now, "erased")
