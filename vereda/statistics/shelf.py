"""The shelf of editions: VEREDA_HOME/editions/<country>/<period>/r<N>/, each edition's own copy. No Django.

Unlike facts, these files are not disposable: an edition is what stands here, and its manifest is named by the logbook. They are
written once and read-only. What is proposed lies beside in a folder that begins with a point, as long as nobody said yes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from vereda.settings.secrets import folder_of_own
from vereda.statistics.editions import MANIFEST, digest, manifest_of

SUM = "manifest.sha256"
"""Beside the manifest: for `sha256sum -c` by whoever has nothing else."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The editions of one installation. root: VEREDA_HOME/editions."""

    root: Path

    def edition(self, country: str, name: str, revision: int) -> Path:
        """Return the folder of an edition. name: the period, or of the press its series and period."""
        return self.root / country / name / f"r{revision}"

    def proposed(self, country: str, name: str, content: str) -> Path:
        """Return the folder of what is proposed. content: the SHA-256 of its draft."""
        return self.root / country / name / f".proposed-{content[:16]}"

    def put(self, folder: Path, files: Mapping[str, bytes]) -> None:
        """Write an edition whole or not at all: beside it, on the disk, then renamed. One that is there stays."""
        if folder.exists():
            return
        made = folder_of_own(folder.parent) / f".{folder.name}.{uuid4().hex}"
        try:
            for name, content in files.items():
                _write(made / name, content)
            made.rename(folder)
        finally:
            if made.exists():
                shutil.rmtree(made)
        for path in folder.rglob("*"):
            path.chmod(0o500 if path.is_dir() else 0o400)

    def drop_proposed(self, country: str, name: str) -> None:
        """Take away what was proposed of an edition: published, or replaced by another proposal."""
        for folder in (self.root / country / name).glob(".proposed-*"):
            drop(folder)


def read(folder: Path) -> dict[str, bytes]:
    """Return the files of an edition by their names; nothing where there is none."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def wrong(files: Mapping[str, bytes], manifest: str) -> list[str]:
    """Return the names of files that are not as they were published: changed, lost, or put there later.

    manifest  SHA-256 of the manifest, which the logbook names; it names the others
    """
    if digest(files.get(MANIFEST, b"")) != manifest:
        return [MANIFEST]
    named: dict[str, str] = manifest_of(files[MANIFEST])["files"]
    changed = [name for name, known in named.items() if digest(files.get(name, b"")) != known]
    return sorted({*changed, *(set(files) - set(named) - {MANIFEST, SUM})})


def _write(path: Path, content: bytes) -> None:
    folder_of_own(path.parent)
    with path.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def drop(folder: Path) -> None:
    """Take a folder away that no entry names."""
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o700)
    shutil.rmtree(folder)
