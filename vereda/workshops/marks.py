"""What a promise is to change, as it is now: read by the program where it can, so that 'kept' is seen and not declared.

A pack's files are read here. Texts, forms and courses belong to other modules: a face offers how to read them (`read_with`).
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from vereda.countries.door import folder_of, installed
from vereda.workshops.words import Toward

type Read = Callable[[str, str], bytes | None]
"""(country, ref) -> what stands now; None: there is no such thing."""

_reads: dict[Toward, Read] = {}


def read_with(toward: Toward, read: Read) -> None:
    """Let promises of a kind be seen through `read`."""
    _reads[toward] = read


def is_seen(toward: Toward, country: str) -> bool:
    """Tell whether the program can see by itself what becomes of such a promise of a country."""
    return toward in _reads and country in installed()


def mark_of(toward: Toward, country: str, ref: str) -> str:
    """Return the SHA-256 of what a promise is to change; '' where the program cannot see it, or there is no such thing."""
    found = _reads[toward](country, ref) if is_seen(toward, country) else None
    return sha256(found).hexdigest() if found is not None else ""


def _file_of_pack(country: str, ref: str) -> bytes | None:
    """Return a file of a country's pack. ref: its name, as hotlines.csv; nothing outside the folder is ever read."""
    folder = folder_of(country).resolve()
    path = (folder / ref.replace("\0", "")).resolve()
    return path.read_bytes() if path.is_relative_to(folder) and path.is_file() else None


read_with(Toward.PACK, _file_of_pack)
