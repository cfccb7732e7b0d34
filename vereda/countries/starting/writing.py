"""Writing the folder of a new country: it passes the check at once, and says of itself what is still to be filled in."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import holidays
from babel.languages import get_official_languages

from .. import errors
from ..loader import check, folder_of, load
from ..naming import names_of, numbers_of, pattern
from ..pack import AREAS_FILE, COUNTRY_FILE, NOTES_FILE, SMS_FOLDER, TABLES, TEXTS_FOLDER
from ..reference import laws_of
from ..words import Role, Status
from . import notes, told
from .answers import TO_FILL_EN, TO_FILL_ES, Answers, level_of, same_name, slug, zone_of
from .gazetteer import Gazetteer, Second
from .taking import Cells, header_of, shared_tables

OWN = {"status": Status.UNSOURCED.value, "source": TO_FILL_EN}
YEARS_AHEAD = 3
"""Years after this one whose holidays the library may be asked for."""


def write_pack(folder: Path, answers: Answers, gazetteer: Gazetteer, model: str) -> None:
    """Write a pack that passes the check, or nothing. Raises PackExists, StartUnclear, PackBroken.

    model  the installed pack whose lists (services, words, kinds) a new country begins with
    """
    if folder.exists() and any(folder.iterdir()):
        raise errors.PackExists(folder=str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as made:
        whole = Path(made) / folder.name
        whole.mkdir()
        for name, text in pack_files(answers, gazetteer, model).items():
            (whole / name).parent.mkdir(exist_ok=True)
            (whole / name).write_text(text, "utf-8")
        if problems := check(whole):
            raise errors.PackBroken(iso=answers.iso.lower(), count=len(problems), first=problems[0].text())
        if folder.exists():
            folder.rmdir()
        whole.rename(folder)


def pack_files(answers: Answers, gazetteer: Gazetteer, model: str) -> dict[str, str]:
    """Return the files of the pack, by name."""
    source = folder_of(model)
    its = load(source)
    names = pattern(names_of(its, laws_of(model).legislation), numbers_of(its))
    tables: dict[str, list[Cells]] = {name: [] for name in TABLES} | shared_tables(source, names)
    tables |= _areas(gazetteer) | _institutions(answers.iso)
    tables["groups"] = [_first_group(answers, gazetteer)]
    tables["hotlines"] = [_emergency_number(answers.iso)]
    tables["holiday_years"] = _holiday_years(answers)
    texts, tables["topics"] = told.topics(source, names)
    files = {COUNTRY_FILE: _country(answers, gazetteer, tables), NOTES_FILE: notes.notes(answers, gazetteer, model)}
    files |= {AREAS_FILE: json.dumps(gazetteer.shapes, ensure_ascii=False, separators=(",", ":")) + "\n"}
    files |= {f"{name}.csv": _csv(header_of(source / f"{name}.csv"), rows) for name, rows in tables.items()}
    files |= {f"{TEXTS_FOLDER}/{language}.toml": written for language, written in texts.items()}
    return files | {f"{SMS_FOLDER}/{language}.toml": written for language, written in told.sms(source, names).items()}


def _csv(columns: list[str], rows: Iterable[Mapping[str, str]]) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def _areas(gazetteer: Gazetteer) -> dict[str, list[Cells]]:
    read = Status.SOURCE_READ.value
    return {
        "admin1": [
            {
                "code": one.code,
                "name": one.name,
                "kind": one.kind or "Region",
                "local_code": one.local_code,
                "lat": str(one.lat),
                "lon": str(one.lon),
                "status": read,
                "source": one.source,
            }
            for one in gazetteer.first
        ],
        "admin2": [
            {
                "code": one.code,
                "state": one.state,
                "name": one.name,
                "lat": "" if one.lat is None else str(one.lat),
                "lon": "" if one.lon is None else str(one.lon),
                "coord_method": one.method,
                "status": read,
                "source": one.source,
            }
            for one in gazetteer.second
        ],
    }


def _institutions(iso: str) -> dict[str, list[Cells]]:
    """Return a line for each role: who does it in the country is asked of the person who fills it in."""
    return {
        "institutions": [
            {
                "code": slug(role.value),
                "role": role.value,
                "country": iso,
                "name": f"{notes.ROLES[role][0]} ({TO_FILL_ES})",
                "name_en": f"{notes.ROLES[role][1]} ({TO_FILL_EN})",
                **OWN,
            }
            for role in Role
        ]
    }


def _first_group(answers: Answers, gazetteer: Gazetteer) -> Cells:
    area = _municipality(answers, gazetteer)
    state = next(one for one in gazetteer.first if one.code == area.state)
    is_placed = area.lat is not None and area.lon is not None
    city = answers.city or area.name
    return {
        "code": slug(city),
        "name": answers.group or f"{city} ({TO_FILL_ES})",
        "city": city,
        "state": area.state,
        "municipality": area.code,
        "lat": str(area.lat if is_placed else state.lat),
        "lon": str(area.lon if is_placed else state.lon),
        "coord_precision": "city_centre" if is_placed else "state_centre",
        "zone": _zone(answers),
        "zone_status": Status.GENERAL_KNOWLEDGE.value,
        "terrain": "|".join(answers.terrain),
        "terrain_text": TO_FILL_EN,
        "status": Status.UNVERIFIED.value if answers.group else Status.UNSOURCED.value,
        "source": "told by who started the pack" if answers.group else TO_FILL_EN,
    }


def _municipality(answers: Answers, gazetteer: Gazetteer) -> Second:
    wanted = answers.municipality or answers.city
    for one in gazetteer.second:
        if wanted and (one.code == wanted or same_name(one.name, wanted)):
            return one
    if answers.municipality:
        raise errors.StartUnclear(name="municipality", found=wanted, expected="un nombre o una clave de admin2.csv")
    return next((one for one in gazetteer.second if one.lat is not None), gazetteer.second[0])


def _emergency_number(iso: str) -> Cells:
    return {
        "code": told.EMERGENCY,
        "country": iso,
        "number": TO_FILL_ES,
        "name": "Emergencias",
        "organisation": TO_FILL_ES,
        "kind": "emergency",
        "covers": "all",
        **OWN,
    }


def _holiday_years(answers: Answers) -> list[Cells]:
    if answers.iso not in holidays.list_supported_countries():
        return []
    source = "library holidays (MIT), public holidays of the country; not signed by a lawyer"
    said = {"status": Status.SECOND_HAND.value, "source": source}
    return [{"year": str(year), **said} for year in range(answers.year, answers.year + YEARS_AHEAD + 1)]


def _zone(answers: Answers) -> str:
    return answers.zone or zone_of(answers.iso) or "UTC"


def _country(answers: Answers, gazetteer: Gazetteer, tables: Mapping[str, list[Cells]]) -> str:
    named = next((row for row in tables["nationalities"] if row["code"] == answers.iso), {})
    name_es, name_en = (
        answers.name_es or named.get("label_es", answers.iso),
        answers.name_en or named.get("label_en", answers.iso),
    )
    official = get_official_languages(answers.iso)
    spoken = {row["iso639_1"]: row["code"] for row in tables["languages"] if row["iso639_1"]}
    main = next((spoken[one] for one in official if one in spoken), "spa")
    return notes.country_toml(
        answers,
        name_es=name_es,
        name_en=name_en,
        zone=_zone(answers),
        main=main,
        level=level_of(one.kind for one in gazetteer.first),
    )
