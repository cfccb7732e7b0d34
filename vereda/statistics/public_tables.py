"""The closed list of tables that may leave the house: tables_public.csv. Nothing that is not in it is ever published. Pure.

No table is by group or by day: a group stands at one place, and what leaves is no finer than a state and a month.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from vereda.statistics.catalogue import Catalogue
from vereda.statistics.errors import PublicTableUnknown, PublicTableWrong
from vereda.statistics.phrases import phrase
from vereda.statistics.words import MINOR_BANDS, NOT_TOGETHER, TOTAL, UNKNOWN_NATIONALITY, By, Count

LIST = Path(__file__).with_name("tables_public.csv")
PUBLIC = (By.CATEGORY, By.SERVICE, By.NATIONALITY, By.STATE, By.SEX, By.AGE_BAND)
"""Dimensions of public tables."""
UNKNOWN, OTHER = "U", "OTHER"
NATIONALITIES_NAMED = 12
"""Nationalities that public tables name, the first of the pack's order; the rest are one row."""
SEXES = {"X": UNKNOWN, NOT_TOGETHER: UNKNOWN}
AGES = dict.fromkeys(MINOR_BANDS, "0-17") | dict.fromkeys(("18-29", "30-59", "60+"), "18+") | {NOT_TOGETHER: UNKNOWN}
"""Public tables know minors and adults: finer bands of a month would be held back nearly all, and tell of whom there are few."""
WORDS = {
    (By.SEX, UNKNOWN): ("otro, o no se sabe junto", "other, or not known together"),
    (By.AGE_BAND, "0-17"): ("menor de 18", "under 18"),
    (By.AGE_BAND, "18+"): ("18 o más", "18 or older"),
    (By.AGE_BAND, UNKNOWN): ("no se sabe junto", "not known together"),
    (By.NATIONALITY, OTHER): ("otras", "others"),
    (By.NATIONALITY, UNKNOWN_NATIONALITY): ("no se sabe junto", "not known together"),
    (By.STATE, OTHER): ("otras entidades", "other states"),
}
"""Words of rows that public tables put together."""
WAYS = (2, 3)
"""A table has two or three dimensions: one alone is a margin of such a table, and more would hold few people a cell."""
ONCE = (By.CATEGORY, By.SERVICE, By.STATE)
"""Dimensions of tables of encounters: of nationalities, one has several, and rows put together would count it twice."""
NAMES = ("title", "universe", "definition", "note")
DIMENSIONS = {
    By.CATEGORY: (
        "Categoría oficial en que el país cuenta un servicio ese día",
        "Official category in which the country counts a service on that day",
    ),
    By.SERVICE: (
        "Lo que se dio, por el catálogo de servicios del país",
        "What was given, by the country's catalogue of services",
    ),
    By.NATIONALITY: (
        "La que dijo la persona; las doce más frecuentes del país, y las demás juntas",
        "The one that the person told; the country's twelve most frequent, and the others together",
    ),
    By.STATE: (
        "Entidad donde ocurrió, si tiene un grupo; las demás juntas",
        "State where it happened, where it has a group; the others together",
    ),
    By.SEX: ("El que se anotó: mujer, hombre, y lo demás junto", "As noted: women, men, and everything else together"),
    By.AGE_BAND: ("Menor de 18, de 18 o más, o no se sabe junto", "Under 18, 18 or older, or not known together"),
}
"""What each dimension of public tables is, in Spanish and English."""


@dataclass(frozen=True)
class PublicTable:
    """One table of the list.

    count      the unit: `services`, `people` or `encounters`
    by         its dimensions, in the order of the columns
    sensitive  dimension -> codes whose cells have the higher threshold
    words      'title_es', 'universe_en' ...: its words in both languages
    """

    code: str
    count: Count
    by: tuple[str, ...]
    sensitive: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    valid_from: date | None = None
    valid_to: date | None = None

    def said(self, name: str, lang: str) -> str:
        """Return title, universe, definition or note in a language."""
        return self.words[f"{name}_{'en' if lang == 'en' else 'es'}"]

    def unit(self, lang: str) -> str:
        """Return what one unit of a value is, in words."""
        if self.count != Count.SERVICES:
            return phrase(lang, self.count)
        return phrase(lang, "services_by_service" if By.SERVICE in self.by else "services_by_category")

    @property
    def whole(self) -> tuple[Count, bool]:
        """What all tables with the same total share: the unit, and whether everything is counted or what has a category."""
        return self.count, By.SERVICE in self.by

    @property
    def marked(self) -> frozenset[str]:
        """Return the codes whose cells have the higher threshold."""
        return frozenset[str]().union(*self.sensitive.values())

    def holds_in(self, month: date) -> bool:
        """Tell whether the table belongs to the edition of a month (its first day)."""
        return (self.valid_from or date.min) <= month <= (self.valid_to or date.max)


@cache
def public_tables(path: Path = LIST) -> tuple[PublicTable, ...]:
    """Return the list. Raises PublicTableWrong for a row that may not be in it."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_read(row) for row in csv.DictReader(file))


def public_table(code: str) -> PublicTable:
    """Return one table of the list. Raises PublicTableUnknown."""
    for one in public_tables():
        if one.code == code:
            return one
    raise PublicTableUnknown(value=code, known=", ".join(one.code for one in public_tables()))


@cache
def list_version(path: Path = LIST) -> str:
    """Return what tells this list from any other: the beginning of its SHA-256."""
    return sha256(path.read_bytes()).hexdigest()[:16]


def put_together(catalogue: Catalogue, states: Collection[str]) -> Callable[[str, str], str]:
    """Return what gives, for a dimension and a code, the row of public tables in which it stands.

    states  those with a group; elsewhere little is met

    Rows of very few, or of nobody, would have others held back beside them: put together they are told.
    """
    named = {one.code for one in catalogue.nationalities[:NATIONALITIES_NAMED]} | {UNKNOWN_NATIONALITY, TOTAL}
    kept = {By.NATIONALITY: named, By.STATE: {*states, TOTAL}}

    def row_of(name: str, code: str) -> str:
        if name in (By.SEX, By.AGE_BAND):
            return (SEXES if name == By.SEX else AGES).get(code, code)
        if name == By.NATIONALITY and code == NOT_TOGETHER:
            return UNKNOWN_NATIONALITY
        return code if name not in kept or code in kept[By(name)] else OTHER

    return row_of


def _read(row: dict[str, str]) -> PublicTable:
    by, sensitive = tuple(row["by"].split()), dict(_marks(row["sensitive"]))
    dimensions = ONCE if row["count"] == Count.ENCOUNTERS else PUBLIC
    known = row["count"] in list(Count) and len(by) in WAYS and len(set(by)) == len(by)
    if not known or not set(by) <= set(dimensions) or not set(sensitive) <= set(by):
        raise PublicTableWrong(code=row["code"])
    words = {name: row[name] for one in NAMES for name in (f"{one}_es", f"{one}_en")}
    if not all(words.values()):
        raise PublicTableWrong(code=row["code"])
    return PublicTable(
        code=row["code"],
        count=Count(row["count"]),
        by=by,
        sensitive=sensitive,
        words=words,
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
    )


def _marks(written: str) -> list[tuple[str, frozenset[str]]]:
    """Read 'age_band=0-4|5-11 service=CRIME'."""
    pairs = (one.partition("=") for one in written.split())
    return [(name, frozenset(codes.split("|"))) for name, _, codes in pairs]
