"""Files that never change: what a post brought (models of the terrain, maps) and what headquarters published (editions).

Each lies beside the data backup in a file of its own, once: in every segment of a minute they would fill a disk.
"""

from __future__ import annotations

import os
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

import orjson
import pyrage

from vereda.logbook.backup.packing import Pack, write_pack
from vereda.logbook.errors import BackupDamaged
from vereda.settings.environment import env
from vereda.settings.secrets import folder_of_own

BROUGHT = ("terrain", "maps")
FOLDERS = (*BROUGHT, "editions", "between", "releases")  # in VEREDA_HOME; what begins with a point is still being received
KIND = "file"
PIECE = 1 << 20  # bytes
TOLD = ".json"  # beside each file, what it is; without the file it tells nothing

_digests: dict[tuple[str, int, int], str] = {}


@dataclass(frozen=True)
class Brought:
    """What came back: names of the files in VEREDA_HOME, and of the packs that are damaged."""

    files: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()


def back_up_files(folder: Path) -> list[Path]:
    """Write each file of reference that has no pack in the folder yet; returns the new packs."""
    made = []
    for path in files_here():
        name = path.relative_to(env().home).as_posix()
        digest = _digest(path)
        pack = folder / f"{KIND}-{sha256(f'{name} {digest}'.encode()).hexdigest()[:32]}.age"
        if not pack.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_pack(pack, [(KIND, _pieces(path))], {"kind": KIND, "name": name, "sha256": digest})
            made.append(pack)
    return made


def files_here() -> list[Path]:
    """Return the files of reference of this installation, in order."""
    found = (path for name in FOLDERS for path in (env().home / name).rglob("*") if path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(env().home).parts))


def restore_files(folder: Path, opener: pyrage.x25519.Identity) -> Brought:
    """Bring back every file of reference whose pack lies in a folder, its digest checked, and name the packs that are damaged.

    A damaged one keeps nothing else back: the post can bring that file again, and people are looked for meanwhile.
    """
    home, damaged = env().home, []
    with tempfile.TemporaryDirectory(dir=folder_of_own(home), prefix=".restore-") as made:
        found: dict[str, Path] = {}
        for number, pack in enumerate(sorted(folder.glob(f"{KIND}-*.age"))):
            try:
                name, path = _unpacked(pack, opener, folder_of_own(Path(made) / str(number)))
                found[name] = path
            except BackupDamaged:
                damaged.append(pack.name)
        kept = [name for name in found if not name.endswith(TOLD) or any(_is_told_by(name, other) for other in found)]
        for name in sorted(kept, key=lambda one: (one.endswith(TOLD), one)):
            os.replace(found[name], _place(home, name))
    return Brought(tuple(sorted(kept)), tuple(damaged))


def _unpacked(path: Path, opener: pyrage.x25519.Identity, folder: Path) -> tuple[str, Path]:
    """Return the name of a file and where it was unpacked; raises BackupDamaged."""
    with Pack(path, opener, folder) as pack:
        name, digest, out = str(pack.about.get("name", "")), sha256(), folder / "file"
        with out.open("wb") as file:
            for line in pack.lines(KIND):
                piece = b64decode(orjson.loads(line))
                digest.update(piece)
                file.write(piece)
        (folder / f"{path.name}.tar").unlink()
        if digest.hexdigest() != pack.about.get("sha256") or not _is_ours(name):
            raise BackupDamaged(file=path.name, what=KIND)
    out.chmod(0o600)
    return name, out


def _is_ours(name: str) -> bool:
    parts = name.split("/")
    return len(parts) > 1 and parts[0] in FOLDERS and not any(part == "" or part.startswith(".") for part in parts)


def _is_told_by(told: str, other: str) -> bool:
    return other != told and other.rpartition(".")[0] == told.removesuffix(TOLD)


def _place(home: Path, name: str) -> Path:
    folder = home
    for part in name.split("/")[:-1]:
        folder = folder_of_own(folder / part)
    return folder / name.rpartition("/")[2]


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield orjson.dumps(b64encode(piece).decode())


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file, read once by this process as long as it stays the same."""
    about = path.stat()
    key = (str(path), about.st_size, about.st_mtime_ns)
    if key not in _digests:
        with path.open("rb") as file:
            _digests[key] = file_digest(file, "sha256").hexdigest()
    return _digests[key]


def told(names: Iterable[str]) -> int:
    """Return how many terrains and maps some files are, what tells of them left out."""
    return sum(name.startswith(BROUGHT) and not name.endswith(TOLD) for name in names)
