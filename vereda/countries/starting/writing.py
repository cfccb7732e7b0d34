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
from ..loader import DATA, check, folder_of, load
from ..naming import names_of, numbers_of, pattern
from ..pack import AREAS_FILE, COUNTRY_FILE, NOTES_FILE, SMS_FOLDER, TABLES, TEXTS_FOLDER
from ..reference import laws_of
from ..words import Role, Status
from . import notes, told
from .answers import LEVELS, TO_FILL_EN, TO_FILL_ES, Answers, english_of, slug, usual_kind
from .gazetteer import Gazetteer
from .level_words import wordings
from .post import post_of
from .taking import Cells, header_of, shared_tables
from .zones import zone_of

OWN = {"status": Status.UNSOURCED.value, "source": TO_FILL_EN}
YEARS_AHEAD = 3
"""Years after this one whose holidays the library may be asked for."""


def write_pack(folder: Path, answers: Answers, gazetteer: Gazetteer, model: str) -> None:
    """Write a pack that passes the check, or nothing. Raises PackExists, FolderUnwritable, StartUnclear, PackBroken.

    model  the installed pack whose lists (services, words, kinds) a new country begins with
    """
    refuse_known(folder)
    if folder.parent.resolve() == DATA.resolve():  # what lies there comes with the program, and goes with its next version
        raise errors.FolderUnwritable(folder=str(folder))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        place = tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-")
    except OSError:
        raise errors.FolderUnwritable(folder=str(folder)) from None
    with place as made:
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


def refuse_known(folder: Path, *, is_own: bool = False) -> None:
    """Raise PackExists for a folder with files, CountryKnown where it would hide a country that comes with the program.

    is_own  the pack would be used from there
    """
    if folder.exists() and any(folder.iterdir()):
        raise errors.PackExists(folder=str(folder))
    if is_own and (DATA / folder.name).is_dir():
        raise errors.CountryKnown(iso=folder.name)


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
    tables["nationalities"] = _neighbours_first(answers, tables["nationalities"])
    levels = (
        _called(answers.first_es, answers.first_en, usual_kind(one.kind for one in gazetteer.first) or "Region"),
        _called(answers.second_es, answers.second_en, gazetteer.second_kind or "Municipality"),
    )
    tables["wordings"] = wordings(*levels)
    tables["languages"] = _spoken_here(answers.iso, tables["languages"])
    texts, tables["topics"] = told.topics(source, names, answers.terrain)
    files = {COUNTRY_FILE: _country(answers, gazetteer, tables, levels), NOTES_FILE: notes.notes(answers, gazetteer, model)}
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
    usual = usual_kind(one.kind for one in gazetteer.first) or "Region"
    return {
        "admin1": [
            {
                "code": one.code,
                "name": one.name,
                "kind": one.kind or usual,
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
    post = post_of(answers, gazetteer)
    is_told = bool(answers.group) and post.is_told
    return {
        # A code stays for ever: that of a post nobody placed yet is not called after a place that was only put there.
        "code": slug(post.city if post.is_told else answers.group or "grupo"),
        "name": answers.group or (f"{post.city} ({TO_FILL_ES})" if post.is_told else f"Grupo ({TO_FILL_ES})"),
        "city": post.city if post.is_told else f"{post.city} ({TO_FILL_ES})",
        "state": post.area.state,
        "municipality": post.area.code,
        "lat": str(post.lat),
        "lon": str(post.lon),
        "coord_precision": post.precision.value,
        "zone": _zone(answers),
        "zone_status": Status.GENERAL_KNOWLEDGE.value,
        "terrain": "|".join(answers.terrain),
        "terrain_text": TO_FILL_EN,
        "status": Status.UNVERIFIED.value if is_told else Status.UNSOURCED.value,
        "source": "told by who started the pack" if is_told else TO_FILL_EN,
    }


def _spoken_here(iso: str, rows: Iterable[Cells]) -> list[Cells]:
    """Return the languages with the country at its official ones, as Unicode CLDR has them."""
    official = get_official_languages(iso)
    return [
        row | {"countries": "|".join([*filter(None, row["countries"].split("|")), iso])}
        if row["iso639_1"] in official and iso not in row["countries"].split("|")
        else row
        for row in rows
    ]


def _neighbours_first(answers: Answers, rows: Iterable[Cells]) -> list[Cells]:
    """Return the nationalities with those of the neighbours first on the form: the model's order is that of its own borders."""
    placed = {iso: str(at) for at, iso in enumerate(answers.neighbours, 1)}
    return [row | {"on_form": "true", "order": placed[row["code"]]} if row["code"] in placed else row for row in rows]


def _called(es: str, en: str, kind: str) -> tuple[str, str]:
    """Return what areas of a level are called: as was told, else as the gazetteer has it."""
    told = es or LEVELS[kind]
    return told, en or english_of(told) or told


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


def _country(
    answers: Answers, gazetteer: Gazetteer, tables: Mapping[str, list[Cells]], levels: tuple[tuple[str, str], tuple[str, str]]
) -> str:
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
        first=levels[0],
        second=levels[1],
        areas=gazetteer,
    )
