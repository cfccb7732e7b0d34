"""Areas and towns of a country from its file at GeoNames (CC BY 4.0), as it is downloaded: CR.zip, or the CR.txt in it.

Columns: the readme of its dump. Codes of the first level are GeoNames' own, which are not always those of ISO 3166-2.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vereda.said import Said, noop

from ..errors import GazetteerUnread
from .gazetteer import First, Gazetteer, Second, Town, gathered

SOURCE = "GeoNames country file (CC BY 4.0)"
ID, NAME, LAT, LON, FEATURE, COUNTRY, ADMIN1, ADMIN2, PEOPLE = 0, 1, 4, 5, 7, 8, 10, 11, 14
COLUMNS = 19
UNPACKED_MOST = 1 << 30
"""Bytes of the file of a country; the largest has a third of that."""
LINE_MOST = 100_000
SEATS = ("PPLC", "PPLA")
"""How the code of a town begins that is the capital or the seat of an area."""
BEFORE = {
    "provincia": "Province", "departamento": "Department", "estado": "State", "región": "Region", "distrito": "District",
    "cantón": "Canton", "municipio": "Municipality", "parroquia": "Parish", "condado": "County",
}  # fmt: skip
BEHIND = ("Province", "Department", "State", "Region", "District", "Canton", "Municipality", "Parish", "County")
"""What stands before 'de' and a name, or behind it, at GeoNames, and what such an area is called."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that matters here. people: inhabitants, 0 where they are not known."""

    id: str
    name: str
    lat: float
    lon: float
    feature: str
    first: str
    second: str
    people: int


def read_file(path: Path, iso: str) -> Gazetteer:
    """Return the areas and towns of a country. Raises GazetteerUnread.

    Where GeoNames knows no second level, its seats and towns with inhabitants stand for one: a point is given to the nearest.
    """
    try:
        lines = list(_read(_text(path, iso), iso))
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as wrong:  # RuntimeError: locked
        why = Said(noop("no es el archivo de un país de GeoNames, o está dañado; bájelo otra vez"))
        raise GazetteerUnread(path=str(path), iso=iso, why=why) from wrong
    first, kinds = [], []
    for line in _of(lines, "ADM1"):
        kind, name = named(line.name)
        kinds.append(kind)
        first.append(First(f"{iso}-{line.first}", name, kind, line.first, line.lat, line.lon, f"{SOURCE}, id {line.id}"))
    known = {one.local_code for one in first}
    seconds = [line for line in _of(lines, "ADM2") if line.first in known]
    towns = [line for line in lines if line.feature.startswith("PPL") and line.first in known]
    of_towns = not seconds
    if of_towns:
        seconds = [line for line in towns if line.people or line.feature.startswith(SEATS)]
    told = [(*named(line.name), line) for line in seconds]
    if of_towns:
        told = [("", line.name, line) for line in seconds]
    second = [_area(iso, name, line, "town" if of_towns else "area_centre") for _, name, line in told]
    codes = {(line.first, line.second or line.id): one.code for one, line in zip(second, seconds, strict=True)}
    if of_towns:
        placed = [Town(one.name, one.code, line.lat, line.lon) for one, line in zip(second, seconds, strict=True)]
    else:
        placed = [
            Town(line.name, codes[line.first, line.second], line.lat, line.lon)
            for line in towns
            if (line.first, line.second) in codes
        ]
    return gathered(
        path, iso, first, second, towns=placed, second_kind="Town" if of_towns else _usual(kind for kind, _, _ in told)
    )


def named(name: str) -> tuple[str, str]:
    """Return what kind of area a name says it is, '' where it says none, and the name without it.

    'Provincia de Chiriquí' and 'Corozal District' are ('Province', 'Chiriquí') and ('District', 'Corozal').
    """
    match name.split():
        case [before, "de" | "del", _, *_] if kind := BEFORE.get(before.lower()):
            return kind, name.split(maxsplit=2)[2]
        case [_, *_, behind] if behind in BEHIND:
            return behind, name.rsplit(maxsplit=1)[0]
    return "", name


def _usual(kinds: Iterable[str]) -> str:
    counted = Counter(kind for kind in kinds if kind)
    return counted.most_common(1)[0][0] if counted else ""


def _area(iso: str, name: str, line: Line, method: str) -> Second:
    own = line.second or line.id
    return Second(f"{line.first}-{own}"[:16], f"{iso}-{line.first}", name, line.lat, line.lon, method, f"{SOURCE}, id {line.id}")


def _of(lines: Sequence[Line], feature: str) -> list[Line]:
    return [line for line in lines if line.feature == feature]


def _read(text: Iterable[str], iso: str) -> Iterator[Line]:
    for line in text:
        cells = line.rstrip("\n").split("\t")
        if (
            len(cells) >= COLUMNS
            and cells[COUNTRY] == iso
            and (cells[FEATURE] in ("ADM1", "ADM2") or cells[FEATURE].startswith("PPL"))
        ):
            people = int(cells[PEOPLE] or 0)
            yield Line(
                cells[ID], cells[NAME], float(cells[LAT]), float(cells[LON]), cells[FEATURE], cells[ADMIN1], cells[ADMIN2], people
            )  # fmt: skip


def _text(path: Path, iso: str) -> Iterator[str]:
    """Yield a file line by line: a zip of some kilobytes can hold more than the memory."""
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8") as file:
            yield from _lines(file)
        return
    with zipfile.ZipFile(path) as packed:
        if f"{iso}.txt" not in packed.namelist():
            why = Said(noop("trae {names} y no {iso}.txt: es de otro país"), names=", ".join(packed.namelist()) or "—", iso=iso)
            raise GazetteerUnread(path=str(path), iso=iso, why=why)
        if packed.getinfo(f"{iso}.txt").file_size > UNPACKED_MOST:
            raise ValueError("larger than any country")
        with io.TextIOWrapper(packed.open(f"{iso}.txt"), encoding="utf-8") as file:
            yield from _lines(file)


def _lines(file: io.TextIOBase) -> Iterator[str]:
    """Yield lines, an endless one in pieces, which are none of the table."""
    while line := file.readline(LINE_MOST):
        yield line
