"""Where the areas of a new country come from: a folder with two tables, or the country file of GeoNames."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from vereda.said import Said, noop

from ..errors import GazetteerUnread
from .gazetteer import Gazetteer, read_tables
from .geonames import read_file


def read_gazetteer(path: Path, iso: str, neighbours: Iterable[str] = ()) -> Gazetteer:
    """Return the areas of a country ("CR"). Raises GazetteerUnread, which says what is wrong with them.

    path  folder with the two tables, or GeoNames' CR.txt or CR.zip
    """
    if not path.exists():
        why = Said(noop("no existe; {iso}.zip se baja de download.geonames.org/export/dump/ a esta carpeta"), iso=iso)
        raise GazetteerUnread(path=str(path), iso=iso, why=why)
    return read_tables(path, iso, neighbours) if path.is_dir() else read_file(path, iso)
