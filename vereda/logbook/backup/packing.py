"""How a backup file is made: a tar of tables as JSON lines, with a manifest of digests, encrypted with age to this installation.

What is in a data backup: entries, boxes, chain, read log, accounts. What is not: read models, exact places, blind index.
"""

from __future__ import annotations

import io
import os
import tarfile
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Self

import orjson
import pyrage
from django.db import models as orm

from vereda.logbook.errors import BackupDamaged
from vereda.settings.environment import env

MANIFEST = "manifest.json"


def identity() -> pyrage.x25519.Identity:
    """Return the age identity of this installation's backups; it is made at the first backup.

    Without it no backup opens: `vereda backup key` prints it, to be kept on paper in another place.
    """
    path = env().keys / "backup"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = pyrage.x25519.Identity.generate()
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(f"{fresh}\n")
    return pyrage.x25519.Identity.from_str(path.read_text().strip())


def write_pack(path: Path, parts: Iterable[tuple[str, Iterable[bytes]]], about: Mapping[str, Any]) -> None:  # Any: JSON
    """Write an encrypted backup file at once or not at all.

    parts  (name, lines) of each member; about: what the manifest says beside names, counts and digests
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as made:
        plain, sealed = Path(made) / "plain.tar", Path(made) / "sealed.age"
        plain.touch(mode=0o600)
        with tarfile.open(plain, "w") as tar:
            members = {name: _add(tar, name, lines, Path(made)) for name, lines in parts}
            manifest = orjson.dumps({**about, "members": members}, option=orjson.OPT_SORT_KEYS)
            _add_bytes(tar, MANIFEST, manifest)
        with plain.open("rb") as source, sealed.open("wb") as target:
            pyrage.encrypt_io(source, target, [identity().to_public()])
            target.flush()
            os.fsync(target.fileno())
        sealed.chmod(0o600)
        sealed.replace(path)


class Pack:
    """An opened backup file: its manifest was read and every member's digest holds. Use it with `with`."""

    def __init__(self, path: Path, key: pyrage.x25519.Identity, folder: Path) -> None:
        self.name = path.name
        plain = folder / f"{path.name}.tar"
        try:
            with path.open("rb") as source, plain.open("wb") as target:
                pyrage.decrypt_io(source, target, [key])
            self.tar = tarfile.open(plain)  # noqa: SIM115  read as long as the pack is
        except (pyrage.DecryptError, tarfile.TarError, OSError) as why:
            raise BackupDamaged(file=path.name, what=type(why).__name__) from None
        try:
            self.about: dict[str, Any] = orjson.loads(self._member(MANIFEST).read())  # Any: JSON
            self._check()
        except (tarfile.TarError, orjson.JSONDecodeError, KeyError) as why:
            self.tar.close()
            raise BackupDamaged(file=path.name, what=type(why).__name__) from None
        except BackupDamaged:
            self.tar.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *why: object) -> None:
        self.tar.close()

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of a member, none when the backup has no such member."""
        if name in self.about["members"]:
            for line in self._member(name):
                yield line.rstrip(b"\n")

    def _member(self, name: str) -> IO[bytes]:
        member = self.tar.extractfile(name)
        if member is None:
            raise KeyError(name)
        return member

    def _check(self) -> None:
        for name, expected in self.about["members"].items():
            digest, count = sha256(), 0
            for line in self._member(name):
                digest.update(line)
                count += 1
            if [count, digest.hexdigest()] != expected:
                raise BackupDamaged(file=self.name, what=name)


def table_lines(rows: orm.QuerySet[Any]) -> Iterator[bytes]:  # Any: any table
    """Yield the rows of a table as JSON lines, column by column."""
    fields = rows.model._meta.concrete_fields
    for row in rows.values_list(*(field.attname for field in fields)).iterator(chunk_size=2000):
        yield orjson.dumps([_out(value) for value in row])


def table_rows(model: type[orm.Model], lines: Iterable[bytes]) -> Iterator[orm.Model]:
    """Yield unsaved rows from JSON lines; a backup of an older program lacks the last columns, which are optional."""
    fields = model._meta.concrete_fields
    for line in lines:
        values = orjson.loads(line)
        yield model(**{field.attname: _in(field, value) for field, value in zip(fields, values, strict=False)})


def _out(value: object) -> object:
    return b64encode(bytes(value)).decode() if isinstance(value, bytes | memoryview) else value


def _in(field: orm.Field[Any, Any], value: Any) -> Any:  # Any: what JSON holds in, what the column holds out
    if isinstance(field, orm.BinaryField):
        return None if value is None else b64decode(value)
    return value if isinstance(field, orm.JSONField) else field.to_python(value)


def _add(tar: tarfile.TarFile, name: str, lines: Iterable[bytes], folder: Path) -> list[Any]:  # Any: [count, digest]
    digest, count, spool = sha256(), 0, folder / "member"
    with spool.open("wb") as out:
        for line in lines:
            out.write(line + b"\n")
            digest.update(line + b"\n")
            count += 1
    tar.add(spool, arcname=name)
    return [count, digest.hexdigest()]


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))
