"""What there is of editions: which stand, their own files, whether these are what was published, what waits."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from vereda.settings.environment import REPOSITORY, env
from vereda.statistics import editions, lookups, mapping, shelf
from vereda.statistics.drawing import drawn_again
from vereda.statistics.editions import CHANGES, EXACT, MANIFEST, Change, Sheet
from vereda.statistics.errors import EditionFilesWrong, EditionUnknown
from vereda.statistics.models import Edition
from vereda.statistics.words import Origin


@dataclass(frozen=True)
class Kept:
    """One revision as it stands on the shelf, its hashes checked.

    manifest  who, when, by which rules, from which facts, and every file by its SHA-256
    exact     what the cells were drawn from: internal, and in no answer to anybody
    """

    manifest: dict[str, Any]  # Any: JSON
    sheets: list[Sheet]
    changes: list[Change]
    exact: bytes

    def sheet(self, code: str) -> Sheet | None:
        return next((one for one in self.sheets if one.code == code), None)


def here() -> shelf.Shelf:
    """Return the shelf of this installation."""
    return shelf.Shelf(env().home / "editions")


@cache
def software() -> str:
    """Return the name and version of this program, as a manifest says it."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return f"{project['name']} {project['version']}"


def edition(country: str, period: str) -> Edition | None:
    """Return our own edition of a month; it may only be proposed yet."""
    return press_edition(country, period, "")


def press_edition(country: str, period: str, series: str) -> Edition | None:
    """Return the edition of what others printed."""
    return Edition.objects.filter(country=country, period=period, series=series).first()


def editions_of(country: str) -> list[Edition]:
    """Return all editions of a country, the latest period first, our own before what others printed."""
    return list(Edition.objects.filter(country=country).order_by("-period", "origin", "series"))


def standing(country: str, period: str, series: str = "") -> Edition:
    """Return an edition of which at least one stands. Raises EditionUnknown."""
    row = press_edition(country, period, series) if series else edition(country, period)
    if row is None or not row.revisions:
        raise EditionUnknown(edition=period)
    return row


def kept(row: Edition, revision: int | None = None) -> Kept:
    """Return a revision from its own files, the last one where none is named. Raises EditionUnknown, EditionFilesWrong."""
    number = revision or len(row.revisions)
    if not 1 <= number <= len(row.revisions):
        raise EditionUnknown(edition=f"{row.period} r{number}")
    files, name = shelf.read(here().edition(row.country, row.name, number)), f"{row.period} r{number}"
    if what := shelf.wrong(files, row.revisions[number - 1]["content"]):
        raise EditionFilesWrong(edition=name, what=", ".join(what))
    return _kept(files)


def proposed(row: Edition) -> Kept | None:
    """Return what waits for a second person, from its files; None where nothing waits, or the files are not there."""
    if row.proposal is None:
        return None
    files = shelf.read(here().proposed(row.country, row.name, row.proposal["content"]))
    return None if shelf.wrong(files, row.proposal["content"]) else _kept(files)


def _kept(files: dict[str, bytes]) -> Kept:
    told = editions.manifest_of(files[MANIFEST])
    sheets = [editions.read_csv(one["code"], files[one["file"]].decode()) for one in told["tables"]]
    changed = editions.read_changes(files[CHANGES].decode()) if CHANGES in files else []
    return Kept(told, sheets, changed, files.get(EXACT, b""))


def not_reproduced(row: Edition, revision: int) -> list[str]:
    """Return the tables that do not come out to the digit when they are drawn again from the edition's own copy.

    Of what others printed nothing is drawn: its hashes are all that there is to check, and `kept` has.
    """
    one = kept(row, revision)
    if row.origin == Origin.PRESS:
        return []
    before = kept(row, revision - 1).exact if revision > 1 else None
    told: dict[str, int] = one.manifest.get("beside", {})
    beside = {period: kept(standing(row.country, period), number).exact for period, number in told.items()}
    again = drawn_again(one.sheets, one.exact, before, one.manifest.get("categories"), row.period, beside)
    return [sheet.code for sheet in one.sheets if sheet != again.get(sheet.code)]


def remapped(now: Kept, then: Kept, country: str) -> list[mapping.Remapped]:
    """Return the official categories that two editions count from other services: by what each says, else by its month."""
    months = [editions.month_of(one.manifest["period"]) for one in (then, now)]
    catalogue = lookups.catalogue(country)
    told = [
        one.manifest.get("categories") or mapping.in_month(catalogue, month, editions.last_day(month))
        for one, month in zip((then, now), months, strict=True)
    ]
    return mapping.remapped(told[0], told[1], catalogue, months[0], editions.last_day(months[1]))


def a_year_before(row: Edition) -> Edition | None:
    """Return the edition of the same month a year before, where one stands."""
    if row.origin == Origin.PRESS or len(row.period) < len("2011-12"):
        return None
    then = editions.year_before(date.fromisoformat(f"{row.period}-01"))
    found = edition(row.country, f"{then:%Y-%m}")
    return found if found is not None and found.revisions else None
