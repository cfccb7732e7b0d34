"""Published tables of several countries, as they came in their editions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vereda.bundles.lookups.partners import Lying, lying
from vereda.bundles.public import sheets_of
from vereda.bundles.rules.together import Added, added

type Json = dict[str, Any]  # Any: JSON
EDITION = "edition"


@dataclass(frozen=True)
class Told:
    """What one country published. edition: as it came; table: what it says of this table beside the rows."""

    lying: Lying
    edition: Json
    table: Json

    @property
    def country(self) -> str:
        return str(self.lying.partner.card["country"])


def tables_here(country: str) -> list[Told]:
    """Return every table of every edition that lies here, by the country that sent it. country: of this installation."""
    lyings = sorted(lying(country, EDITION), key=lambda one: str(one.partner.card["country"]))
    return [Told(one, edition, table) for one in lyings for edition in one.items or () for table in edition["tables"]]


def by_period(told: Sequence[Told]) -> dict[str, dict[str, list[Told]]]:
    """Return the periods, the latest first, each with its tables by code, each with the countries that published it."""
    found: dict[str, dict[str, list[Told]]] = {}
    for one in sorted(told, key=lambda one: str(one.table["code"])):
        found.setdefault(one.edition["period"], {}).setdefault(one.table["code"], []).append(one)
    return dict(sorted(found.items(), reverse=True))


def added_up(told: Sequence[Told]) -> list[Added]:
    """Return the cells of the countries side by side, with their sums."""
    sheets = [next(sheet for sheet in sheets_of(one.edition) if sheet.code == one.table["code"]) for one in told]
    return added([{row.codes: row.value for row in sheet.rows} for sheet in sheets])
