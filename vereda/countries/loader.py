"""Finding, checking and loading country packs. A wrong pack is refused whole; `check` says everything that is wrong."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from vereda.settings.environment import TEST_PACKS, env

from . import checks, errors
from .errors import Problem
from .groups import Groups
from .pack import AREAS_FILE, AUDIO_FOLDER, COUNTRY_FILE, NOTES_FILE, RELEASE_FILE, SMS_FOLDER, TABLES, TEXTS_FOLDER, Pack
from .reading import Table, read_areas, read_country, read_table
from .reading_sms import problems_of_sms, read_sms
from .reading_texts import problems_of_texts, read_texts
from .rights import right_codes

DATA = Path(__file__).parent / "data"
TEST = ".test"
OWN = "packs"  # in VEREDA_HOME: countries that began here, and releases taken into use


def own_packs() -> Path:
    """Return the folder of the packs of this installation; one of them stands before the program's own of that country."""
    return env().home / OWN


def installed() -> list[str]:
    """Return the codes of the packs that stand in the house, sorted."""
    return sorted({folder.name for root in _roots() for folder in _folders(root)})


def _roots() -> tuple[Path, ...]:
    """Return where packs lie, the one that counts first: what is tried, where that is asked for; own ones; the program's."""
    own = own_packs()
    return (own / TEST, own, DATA) if env().packs == TEST_PACKS else (own, DATA)


def _folders(root: Path) -> list[Path]:
    """Return the packs in a folder; what begins with a point is still being written."""
    there = root.iterdir() if root.is_dir() else ()
    return [folder for folder in there if not folder.name.startswith(".") and (folder / COUNTRY_FILE).is_file()]


def folder_of(iso: str) -> Path:
    """Return the folder of an installed pack, or raise PackNotFound."""
    for root in _roots():
        if iso.lower() in {folder.name for folder in _folders(root)}:
            return root / iso.lower()
    raise errors.PackNotFound(iso=iso, installed=", ".join(installed()))


def pack_tables() -> tuple[str, ...]:
    """Return the names of the tables that every pack has, as fields of `Pack`."""
    return tuple(TABLES)


def pack(iso: str) -> Pack:
    """Return the pack of a country ("mx", any case); read once a process."""
    return _cached(iso.lower())


@cache
def _cached(iso: str) -> Pack:
    return load(folder_of(iso))


def check(path: Path | str) -> list[Problem]:
    """Return everything that is wrong with the pack in a folder, by file and line; empty when it can be used."""
    return _read(Path(path))[1]


def load(path: Path | str) -> Pack:
    """Return the pack in a folder, or raise PackBroken when anything in it is wrong."""
    parts, problems = _read(Path(path))
    if problems:
        raise errors.PackBroken(iso=Path(path).name, count=len(problems), first=problems[0].text())
    return _build(Path(path), parts)


def fingerprint(folder: Path) -> str:
    """Return the SHA-256 over names and contents of the pack's files, those of its folders of texts too, in order of name."""
    digest = hashlib.sha256()
    files = [*folder.iterdir(), *(folder / TEXTS_FOLDER).glob("*"), *(folder / SMS_FOLDER).glob("*")]
    for file in sorted(entry for entry in files if entry.is_file() and entry.name != RELEASE_FILE):
        name = file.relative_to(folder).as_posix()
        digest.update(f"{name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _read(folder: Path) -> tuple[dict[str, Any], list[Problem]]:  # Any: tables of different rows
    problems: list[Problem] = []
    country = read_country(folder, problems)
    tables: dict[str, Table[Any]] = {
        name: read_table(folder / f"{name}.csv", schema, problems) for name, schema in TABLES.items()
    }
    areas = read_areas(folder, problems)
    texts = read_texts(folder, problems)
    sms = read_sms(folder, problems)
    problems += _unknown_files(folder)
    if not problems and country is not None:
        problems += checks.all_problems(folder, country, tables, areas)
        problems += checks.unknown_rights(tables["legislation"], right_codes())
        problems += problems_of_texts(texts, tables)
        problems += problems_of_sms(sms, tables)
    else:  # rows that cannot be read would make a hundred false alarms elsewhere
        problems += checks.problems_of_each_table(tables)
    problems.sort(key=lambda problem: (problem.file, problem.line, problem.column))
    return {"country": country, "areas": areas, "texts": texts, "sms": sms, **tables}, problems


def _unknown_files(folder: Path) -> list[Problem]:
    known = {
        COUNTRY_FILE,
        AREAS_FILE,
        NOTES_FILE,
        RELEASE_FILE,
        AUDIO_FOLDER,
        TEXTS_FOLDER,
        SMS_FOLDER,
        *(f"{name}.csv" for name in TABLES),
    }
    names = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    return [Problem(name, 0, 0, "", name, errors.UnknownFile()) for name in names if name not in known]


def _build(folder: Path, parts: dict[str, Any]) -> Pack:  # Any: tables of different rows
    tables: dict[str, Any] = {}  # Any: dicts and tuples of different rows
    for name, schema in TABLES.items():
        rows = [placed.row for placed in parts[name].rows]
        keyed = schema.key == ("code",)
        tables[name] = {row.code: row for row in rows} if keyed else tuple(rows)
    tables["groups"] = Groups(tables["groups"])
    return Pack(
        iso=folder.name.lower(),
        hash=fingerprint(folder),
        country=parts["country"],
        areas=parts["areas"],
        texts={one.language: {code: placed.row for code, placed in one.rows.items()} for one in parts["texts"]},
        sms=parts["sms"],
        own_names={one.language: one.own_name for one in parts["texts"]},
        **tables,
    )
