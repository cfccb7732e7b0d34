"""The lists that donors and exchanges of data share: sectors with their standard indicators, and the tags of HXL. Pure."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vereda.countries.door import SECTORS

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard indicator of a sector. The wording is ours; `status` says what of the row was verified."""

    code: str
    sector_en: str
    sector_es: str
    indicator_en: str
    indicator_es: str
    type: str
    numerator: str
    denominator: str
    disaggregation: str
    frequency: str
    source: str
    status: str
    status_es: str

    def sector(self, lang: str) -> str:
        return self.sector_en if lang == "en" else self.sector_es

    def indicator(self, lang: str) -> str:
        return self.indicator_en if lang == "en" else self.indicator_es

    def verified(self, lang: str) -> str:
        return self.status if lang == "en" else self.status_es


@cache
def standards() -> Mapping[str, Standard]:
    """Return the standard indicators by code, in the order of the list."""
    with SECTORS.open(encoding="utf-8", newline="") as file:
        return {row["code"]: Standard(**row) for row in csv.DictReader(file)}


@cache
def hxl_tags() -> Mapping[str, str]:
    """Return the HXL tag of each column."""
    with (DATA / "hxl.csv").open(encoding="utf-8", newline="") as file:
        return {row["column"]: row["hxl_tag"] for row in csv.DictReader(file)}
