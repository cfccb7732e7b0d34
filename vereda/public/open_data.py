"""What the page of open data shows: editions that stand, by year, ours and what others printed; never what is only proposed.

Nothing is read of an edition but what is published of it: its revisions, and its protected tables.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vereda.settings.environment import env
from vereda.statistics import door as statistics
from vereda.statistics.door import Edition, EditionFilesWrong, EditionUnknown, Origin, outputs

type Place = tuple[str, str, int]  # period, series, revision; '' and 0: none

YEAR = len("2011")
DRAWN_MOST = 24
"""Files that are kept as they were made: bulletins and workbooks of a few editions, some megabytes."""
CHANGES_MOST = 40
_drawn: OrderedDict[tuple[str, str], bytes] = OrderedDict()
_drawing = threading.Lock()  # of many who ask at once for the same file, one makes it


@dataclass(frozen=True)
class Listed:
    """An edition in the list. at: its address; files: name and address of the bulletin and the workbook in the language."""

    row: Edition
    at: str
    said: str
    files: Sequence[tuple[str, str]]


def stands(country: str) -> list[Edition]:
    """Return the editions of which something stands here: at a post their files are not, and nothing is listed."""
    return [row for row in statistics.editions_of(country) if row.revisions and statistics.is_kept(row)]


def years(rows: Sequence[Edition]) -> list[str]:
    """Return the years that have an edition, the latest first."""
    return sorted({row.period[:YEAR] for row in rows}, reverse=True)


def listed(rows: Sequence[Edition], year: str, language: str, *, origin: Origin) -> list[Listed]:
    """Return the editions of a year, the latest first: ours, or what others printed."""
    return [_listed(row, language) for row in rows if row.period[:YEAR] == year and row.origin == origin]


def _listed(row: Edition, language: str) -> Listed:
    number = len(row.revisions)
    named = {"edition": f"{row.country}-{row.period}-r{number}", "series": row.series, "tables": []}
    whole = [one for one in outputs.files(named) if one.lang == language]
    files = [(one.form.upper(), address(language, row.period, row.series, number, one.name)) for one in whole]
    # The address of a year is the list of it: its edition is found by the revision.
    own = number if statistics.is_year(row.period) and not row.series else 0
    return Listed(row, address(language, row.period, row.series, own), outputs.said_period(row.period, language), files)


def address(language: str, period: str = "", series: str = "", number: int = 0, name: str = "") -> str:
    """Return the address of the list, of a year, an edition, one of its revisions, or a file of it."""
    kept = {"period": period, "series": series, "number": number, "name": name}
    which = "file" if name else "revision" if number else "edition" if period else "list"
    route = f"public:data-{'printed-' if series else ''}{which}{'-en' if language == 'en' else ''}"
    return reverse(route, kwargs={key: value for key, value in kept.items() if value})


def publication(period: str, series: str, number: int | None) -> outputs.Publication | None:
    """Return what stands of an edition; None where there is none, or its files are not those that were published."""
    try:
        return statistics.publication(statistics.standing(env().country, period, series), number)
    except (EditionUnknown, EditionFilesWrong, ValueError):  # ValueError: a sign that no database takes
        return None


def licence() -> Mapping[str, str]:
    """Return what the pack says of reuse; nothing where nobody decided on it."""
    return statistics.licence(env().country)


def kept(made: outputs.Publication, file: outputs.File) -> bytes | None:
    """Return a file that costs nothing, or was drawn before; else None."""
    if file.table:
        return outputs.content(made, file)
    return _drawn.get((made.content, file.name))


def drawn(made: outputs.Publication, file: outputs.File) -> bytes:
    """Return a bulletin or workbook, drawn once: the same revision is always the same bytes."""
    key = (made.content, file.name)
    with _drawing:
        if key not in _drawn:
            _drawn[key] = outputs.content(made, file)
            while len(_drawn) > DRAWN_MOST:
                _drawn.popitem(last=False)
        return _drawn[key]


@dataclass(frozen=True)
class Table:
    """A table of an edition in words. facts: name and text; files: name and address; sha256: of its CSV."""

    title: str
    facts: Sequence[tuple[str, str]]
    files: Sequence[tuple[str, str]]
    sha256: str


def shown(made: outputs.Publication, language: str) -> dict[str, Any]:  # Any: what the page draws
    """Return all that the page of an edition draws."""
    files = [one for one in outputs.files(made.manifest) if one.lang in ("", language)]
    series, number = str(made.manifest.get("series", "")), int(made.manifest["revision"])
    last = len(statistics.standing(env().country, made.period, series).revisions)
    at = {one.name: address(language, made.period, series, number, one.name) for one in files}
    return {
        "made": made,
        "title": made.title(language),
        "latest": address(language, made.period, series, last) if number < last else "",
        "files": [(one.form.upper(), at[one.name]) for one in files if not one.table],
        "tables": [_table(made, code, [one for one in files if one.table == code], at, language) for code in made.tables],
        "changes": [
            (made.table_title(one.table, language), made.where(one, language), one.was, one.now)
            for one in made.changes[:CHANGES_MOST]
        ],
        "more": max(0, len(made.changes) - CHANGES_MOST),
        "revisions": [(said, address(language, made.period, series, n)) for n, said in made.revisions(language)],
    }


def _table(made: outputs.Publication, code: str, files: Sequence[outputs.File], at: Mapping[str, str], language: str) -> Table:
    facts = [(name, made.said(code, name, language)) for name in ("unit", "universe", "note")]
    named = [("HXL" if one.form == outputs.Form.HXL else "CSV", at[one.name]) for one in files]
    said = [(outputs.phrase(language, name), text) for name, text in facts if text]
    return Table(made.table_title(code, language), said, named, next(one.sha256 for one in files if one.sha256))
