"""The public material that the house itself gives: laws, hazards, tables of published editions. Rows keep source and status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as lazy

from vereda.bundles.contents import Content, register
from vereda.countries.door import Hazard, Law, laws_of, pack
from vereda.statistics import door as statistics

type Json = dict[str, Any]  # Any: JSON
TEXT_MOST = 20_000
EDITIONS_MOST = 60
"""The latest periods: five years of months."""
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


def edition(item: Json) -> Json:
    """Return an edition whose tables can be read. Raises ValueError."""
    for table in item["tables"]:
        if any(name not in table for name in TOLD):
            raise ValueError("a table without its unit")
        statistics.sheet_of(table["code"], table["csv"])
    if not isinstance(item["revision"], int) or len(str(item["period"])) > len("2011-12"):
        raise ValueError("no period")
    return item


def sheets_of(item: Json) -> Sequence[statistics.Sheet]:
    """Return the tables of an edition that came."""
    return [statistics.sheet_of(table["code"], table["csv"]) for table in item["tables"]]
