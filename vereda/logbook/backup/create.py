"""Making backups. Data: a whole one, then segments of what came since. Keys: a chain of their own, at most seven days old."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
from django.db import models as orm

from vereda.logbook.actions.forget import keep_retention
from vereda.logbook.backup.packing import Pack, identity, table_lines, write_pack
from vereda.logbook.backup.reference import back_up_files
from vereda.logbook.keystore import ERASURES_KEPT_DAYS, prune_erasures
from vereda.logbook.lookups import head
from vereda.logbook.models import (
    Block,
    Box,
    ErasedKey,
    Flag,
    HeldEntry,
    LogEntry,
    PassedEntry,
    Place,
    Progress,
    Refused,
    StoredEnvelope,
)
from vereda.logbook.nodekeys import erasure_list, key_store
from vereda.settings.environment import env

KEYS_DAYS = 7
SECRETS = ("master", "sealing.pem", "signing.pem", "django")
WHOLE: list[type[orm.Model]] = [
    HeldEntry,
    Flag,
    Progress,
    ErasedKey,
    Refused,
    StoredEnvelope,
    PassedEntry,
]  # mutable: each backup holds all of it
BLOCKS = 200

_kept: list[type[orm.Model]] = []


@dataclass(frozen=True)
class Made:
    """One backup file: what it covers."""

    path: Path
    first: int
    last: int


def keep_in_backup(*models: type[orm.Model]) -> None:
    """Have these tables in every data backup (accounts, read log); modules call it at the start."""
    _kept.extend(model for model in models if model not in _kept)


def kept_tables() -> list[type[orm.Model]]:
    """Return the tables that are kept whole, in the order in which they can be loaded."""
    return [*WHOLE, *_kept]


def back_up_data(folder: Path, *, now: datetime, since: int = 0) -> Made | None:
    """Write entries, boxes and chain after block `since`, and the small tables whole; None when nothing is new.

    What must be gone by now goes first, so that no backup ever holds it. Terrains, maps and own packs go beside it.
    """
    keep_retention(now=now)
    back_up_files(folder, now=now)
    last = head()
    if last is None or (since and last.number <= since):
        return None
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    kind = "segment" if since else "data"
    path = folder / f"{kind}-{last.epoch:03d}-{since + 1:09d}-{last.number:09d}.age"
    about = {
        "kind": kind,
        "first": since + 1,
        "last": last.number,
        "epoch": last.epoch,
        "head": last.hash,
        "made_at": now.astimezone(UTC).isoformat(),
        "country": env().country,
        "regional": bool(env().regional),
        "progress": list(Progress.objects.values_list("device", "have_upto")),
    }
    write_pack(path, _data_parts(since, last.number), about)
    leave_erasures(folder, now=now)
    return Made(path, since + 1, last.number)


def back_up_keys(folder: Path, *, now: datetime) -> Path:
    """Write the key store and this node's secrets, and delete key backups older than seven days."""
    keep_retention(now=now)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"keys-{now.astimezone(UTC):%Y%m%dT%H%M%S}.age"
    write_pack(path, _key_parts(), {"kind": "keys", "made_at": now.astimezone(UTC).isoformat()})
    leave_erasures(folder, now=now)
    drop_old_keys(folder, now=now)
    return path


def drop_old_keys(folder: Path, *, now: datetime) -> list[Path]:
    """Delete key backups older than seven days: until then an erased person could be read from them, afterwards not."""
    oldest = f"keys-{now.astimezone(UTC) - timedelta(days=KEYS_DAYS):%Y%m%dT%H%M%S}.age"
    gone = [path for path in folder.glob("keys-*.age") if path.name < oldest]
    for path in gone:
        path.unlink()
    return gone


def verify_backup(path: Path) -> dict[str, Any]:  # Any: the manifest
    """Read a backup file through, and count what it covers as safe for the devices that wrote it; raises BackupDamaged."""
    import tempfile

    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".verify-") as made, Pack(path, identity(), Path(made)) as pack:
        about = pack.about
    for device, upto in about.get("progress", ()):
        Progress.objects.filter(device=device, durable_upto__lt=upto).update(durable_upto=upto)
    return about


def leave_erasures(folder: Path, *, now: datetime) -> None:
    """Leave the erasure list beside the backups, and have every later erasure written there too."""
    mirrors = erasure_list().with_name("mirrors")
    known = mirrors.read_text().splitlines() if mirrors.exists() else []
    mine = str((folder / "erasures.list").absolute())
    erasure_list().parent.mkdir(parents=True, exist_ok=True)
    if mine not in known:
        mirrors.write_text("\n".join([*known, mine]) + "\n")
    prune_erasures(erasure_list(), now=now, days=ERASURES_KEPT_DAYS)
    erasure_list().touch()
    (folder / "erasures.list").write_text(erasure_list().read_text())


def _data_parts(since: int, last: int) -> Iterator[tuple[str, Iterator[bytes]]]:
    yield "blocks", table_lines(Block.objects.filter(number__gt=since, number__lte=last).order_by("number"))
    yield "places", table_lines(Place.objects.filter(block__gt=since, block__lte=last).order_by("block", "position"))
    yield "entries", _of_blocks(LogEntry.objects.order_by("id"), "id__in", since, last)
    yield "boxes", _of_blocks(Box.objects.order_by("id"), "entry__in", since, last)
    for model in kept_tables():
        yield f"table-{model._meta.label_lower}", table_lines(model._default_manager.order_by("pk"))
    yield "files", _files()


def _of_blocks(rows: orm.QuerySet[Any], column: str, since: int, last: int) -> Iterator[bytes]:  # Any: two tables
    """Yield the rows that belong to a range of blocks, a few blocks at a time."""
    for first in range(since, last, BLOCKS):
        entries = Place.objects.filter(block__gt=first, block__lte=min(first + BLOCKS, last)).values("entry")
        yield from table_lines(rows.filter(**{column: entries}))


def _files() -> Iterator[bytes]:
    """Yield each attachment, encrypted as it lies here."""
    folder = env().home / "files"
    for path in sorted(folder.glob("*")) if folder.exists() else ():
        yield orjson.dumps([path.name, b64encode(path.read_bytes()).decode()])


def _key_parts() -> Iterator[tuple[str, Iterator[bytes]]]:
    rows = ([*row[:3], b64encode(row.wrapped).decode(), row.forget_at, row.held_by] for row in key_store().store.all_rows())
    yield "keys", (orjson.dumps(row) for row in rows)
    there = [name for name in SECRETS if (env().keys / name).exists()]
    yield "secrets", (orjson.dumps([name, (env().keys / name).read_text()]) for name in there)
