"""The public material that the house itself gives: laws, hazards, tables of published editions. Rows keep source and status."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as lazy
from pydantic import BaseModel, Field, StringConstraints

from vereda.bundles.contents import Content, register
from vereda.bundles.rules.card import Line
from vereda.countries.door import Hazard, Law, laws_of, pack
from vereda.logbook.schema import Code
from vereda.statistics import door as statistics

type Json = dict[str, Any]  # Any: JSON
TEXT_MOST = 20_000
EDITIONS_MOST = 60
"""The latest periods: five years of months."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet works out instead of showing it; no code begins so."""
TOLD = ("by", "count", "title_es", "title_en", "unit_es", "unit_en")
"""What is said of a table beside its rows."""


def offer_own() -> None:
    """Offer the kinds of the house."""
    register(Content(kind="law", version=1, title=lazy("Leyes por derecho"), give=laws, check=law))
    register(Content(kind="hazard", version=1, title=lazy("Peligros"), give=hazards, check=hazard))
    register(Content(kind="edition", version=1, title=lazy("Tablas publicadas"), give=editions, check=edition))


# Laws and hazards ---------------------------------------------------------------------------------------------------


def laws(country: str) -> list[Json]:
    """Return the laws of the own pack with article, right, source and status."""
    return [row.model_dump(mode="json") for row in laws_of(country).legislation]


def law(item: Json) -> Json:
    """Return a law as its schema reads it. Raises ValueError."""
    return Law.model_validate(short(item)).model_dump(mode="json")


def hazards(country: str) -> list[Json]:
    """Return the hazards of the own pack."""
    return [row.model_dump(mode="json") for row in pack(country).hazards.values()]


def hazard(item: Json) -> Json:
    """Return a hazard as its schema reads it. Raises ValueError."""
    return Hazard.model_validate(short(item)).model_dump(mode="json")


def short(item: Json) -> Json:
    """Return an item none of whose texts is endless. Raises ValueError."""
    if any(isinstance(one, str) and len(one) > TEXT_MOST for one in item.values()):
        raise ValueError("a text is too long")
    return item


# Editions -----------------------------------------------------------------------------------------------------------


def editions(country: str) -> list[Json]:
    """Return the last revision of each own edition that stands: protected tables alone, as they were published; no exact copy.

    Who signed it stays at home.
    """
    rows = [row for row in statistics.editions_of(country) if row.origin == statistics.Origin.OWN and row.revisions]
    return [found for row in rows[:EDITIONS_MOST] if statistics.is_kept(row) and (found := _edition(row))]


def _edition(row: statistics.Edition) -> Json | None:
    """Return an edition; None where its files are not what was published: its own page says so."""
    try:
        made = statistics.publication(row)
    except statistics.EditionFilesWrong:
        return None
    told = {one["code"]: one for one in made.manifest["tables"]}
    tables = [
        {"code": sheet.code, **{name: told[sheet.code][name] for name in TOLD}, "csv": statistics.csv_text(sheet)}
        for sheet in made.sheets
    ]  # fmt: skip
    return {
        "period": row.period, "revision": len(row.revisions), "content": made.content, "published_on": str(made.history[-1].on),
        "country": dict(made.country), "licence": dict(made.licence), "is_demo": made.is_demo, "tables": tables,
        "labels": made.manifest.get("labels", {}),
    }  # fmt: skip


class _Table(BaseModel):
    """A table with what pages say beside it."""

    code: Code
    by: Annotated[list[Code], Field(max_length=6)]
    count: Line
    title_es: Line
    title_en: Line
    unit_es: Line
    unit_en: Line
    csv: Annotated[str, StringConstraints(max_length=5_000_000)]


class _Edition(BaseModel):
    """What pages read of an edition; what else a newer program tells is left unread."""

    period: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2]))?$")]
    revision: Annotated[int, Field(ge=1, le=10_000)]
    content: Line
    published_on: Line
    country: dict[str, Any]  # Any: texts of the publication
    licence: dict[str, Any]  # Any: as above
    is_demo: bool
    tables: Annotated[list[_Table], Field(max_length=200)]
    labels: dict[str, dict[str, dict[str, str]]]


def edition(item: Json) -> Json:
    """Return an edition whose tables can be read. Raises ValueError."""
    told = _Edition.model_validate(item)
    for table in told.tables:
        _demand_readable(table)
    return told.model_dump(mode="json")


def _demand_readable(table: _Table) -> None:
    try:
        sheet = statistics.sheet_of(table.code, table.csv)
    except (IndexError, csv.Error) as why:
        raise ValueError("a row without value") from why
    if any(row.value is not None and not 0 <= row.value <= 1_000_000_000 for row in sheet.rows):
        raise ValueError("a value that nobody counts to")
    if any(code.startswith(FORMULA) for row in (sheet.columns, *(one.codes for one in sheet.rows)) for code in row):
        raise ValueError("a code that a spreadsheet would work out")  # what is here is told as CSV, with the sums


def sheets_of(item: Json) -> Sequence[statistics.Sheet]:
    """Return the tables of an edition that came."""
    return [statistics.sheet_of(table["code"], table["csv"]) for table in item["tables"]]
