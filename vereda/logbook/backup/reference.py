"""Files beside the data: what a post brought (models of the terrain, maps), what headquarters published (editions), own packs.

Each lies beside the data backup in a file of its own, once: in every segment of a minute they would fill a disk. All but the
packs never change; a country that begins writes in its pack every day, so a list says which of its copies belong together.
"""

from __future__ import annotations

import os
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from pathlib import Path

import orjson
import pyrage

from vereda.logbook.backup.packing import Pack, write_pack
from vereda.logbook.errors import BackupDamaged
from vereda.settings.environment import env
from vereda.settings.secrets import folder_of_own

BROUGHT = ("terrain", "maps")
PACKS = "packs"
"""Countries that began here: what `vereda countries new` wrote, and releases taken into use."""
FOLDERS = (*BROUGHT, "editions", "between", "releases", PACKS)
"""In VEREDA_HOME; what begins with a point is still being received, or was live before."""
KIND, LIST = "file", "list"
PIECE = 1 << 20  # bytes
TOLD = ".json"  # beside each file, what it is; without the file it tells nothing

_digests: dict[tuple[str, int, int], str] = {}


@dataclass(frozen=True)
class Brought:
    """What came back: names of the files in VEREDA_HOME, and of the packs that are damaged."""

    files: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()

    @property
    def packs(self) -> tuple[str, ...]:
        """Return the countries whose packs came back."""
        return tuple(sorted({name.split("/")[1] for name in self.files if name.startswith(f"{PACKS}/")}))


def back_up_files(folder: Path, *, now: datetime) -> list[Path]:
    """Write each file of reference that has no pack in the folder yet; returns the new packs."""
    made, of_packs = [], {}
    for path in files_here():
        name = path.relative_to(env().home).as_posix()
        digest = _digest(path)
        if name.startswith(f"{PACKS}/"):
            of_packs[name] = digest
        pack = folder / f"{KIND}-{sha256(f'{name} {digest}'.encode()).hexdigest()[:32]}.age"
        if not pack.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_pack(pack, [(KIND, _pieces(path))], {"kind": KIND, "name": name, "sha256": digest})
            made.append(pack)
    if of_packs:  # a machine without any leaves the list of another alone: it may be about to restore from here
        _list_packs(folder, of_packs, now)
    return made


def _list_packs(folder: Path, files: Mapping[str, str], now: datetime) -> None:
    """Write down which copies of files make up the packs as they are now, unless the latest list says so already."""
    mark = sha256(orjson.dumps(files, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]
    latest = max(folder.glob(f"{LIST}-*.age"), default=None)
    if latest is None or not latest.stem.endswith(mark):
        path = folder / f"{LIST}-{now.astimezone(UTC):%Y%m%dT%H%M%S}-{mark}.age"
        write_pack(path, [], {"kind": LIST, "name": PACKS, "files": dict(files)})


def _listed(folder: Path, opener: pyrage.x25519.Identity, made: Path) -> tuple[Mapping[str, str], list[str]]:
    """Return name and digest of each file of the packs as they were last, and the lists that are damaged."""
    damaged: list[str] = []
    for path in sorted(folder.glob(f"{LIST}-*.age"), reverse=True):
        try:
            with Pack(path, opener, made) as pack:
                files: dict[str, str] = pack.about["files"]
                return files, damaged
        except BackupDamaged:
            damaged.append(path.name)
    return {}, damaged


def files_here() -> list[Path]:
    """Return the files of reference of this installation, in order."""
    found = (path for name in FOLDERS for path in (env().home / name).rglob("*") if path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(env().home).parts))


def restore_files(folder: Path, opener: pyrage.x25519.Identity) -> Brought:
    """Bring back every file of reference whose pack lies in a folder, its digest checked, and name the packs that are damaged.

    A damaged one keeps nothing else back: the post can bring that file again, and people are looked for meanwhile.
    """
    home = env().home
    with tempfile.TemporaryDirectory(dir=folder_of_own(home), prefix=".restore-") as made:
        found: dict[str, Path] = {}
        listed, damaged = _listed(folder, opener, Path(made))
        for number, pack in enumerate(sorted(folder.glob(f"{KIND}-*.age"))):
            try:
                name, path, digest = _unpacked(pack, opener, folder_of_own(Path(made) / str(number)))
            except BackupDamaged:
                damaged.append(pack.name)
                continue
            if not name.startswith(f"{PACKS}/") or listed.get(name) == digest:
                found[name] = path
        kept = [name for name in found if not name.endswith(TOLD) or any(_is_told_by(name, other) for other in found)]
        for name in sorted(kept, key=lambda one: (one.endswith(TOLD), one)):
            os.replace(found[name], _place(home, name))
    return Brought(tuple(sorted(kept)), tuple(damaged))


def _unpacked(path: Path, opener: pyrage.x25519.Identity, folder: Path) -> tuple[str, Path, str]:
    """Return the name of a file, where it was unpacked, and its digest; raises BackupDamaged."""
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
    return name, out, digest.hexdigest()


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
