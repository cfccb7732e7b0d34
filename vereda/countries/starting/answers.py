"""What a person answers about a new country. What nobody answered becomes a placeholder and is listed as left to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from ..errors import StartUnclear
from ..words import Terrain

TO_FILL_ES, TO_FILL_EN = "por llenar", "to be filled in"
PREFIX_UNKNOWN, DIGITS_UNKNOWN = "+000", 8
LEVELS = {
    "State": "estado",
    "Province": "provincia",
    "Department": "departamento",
    "Region": "región",
    "District": "distrito",
    "Municipality": "municipio",
    "Parish": "parroquia",
    "County": "condado",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """About the country, and its first group.

    iso            ISO 3166-1, capitals
    name_es, name_en   '': as the list of nationalities has them
    zone           IANA zone of headquarters; '': the first one of the country in the IANA database
    neighbours     countries on whose ground somebody may be, and which maps show
    phone_prefix, phone_digits   how its telephone numbers begin, and how many digits follow
    second_es, second_en   what an area of the second level is called
    group, city    the first group and where its post is; '': placeholders
    municipality   second-level area of the post, by name or code; '': the one called like the city, else the first
    terrain        ground that it works on
    year           of today: from it on the holidays of the library are counted with
    """

    iso: str
    name_es: str = ""
    name_en: str = ""
    zone: str = ""
    neighbours: tuple[str, ...] = ()
    phone_prefix: str = PREFIX_UNKNOWN
    phone_digits: int = DIGITS_UNKNOWN
    second_es: str = "municipio"
    second_en: str = "municipality"
    group: str = ""
    city: str = ""
    municipality: str = ""
    terrain: tuple[str, ...] = ("highway",)
    year: int

    def __post_init__(self) -> None:
        """Raise StartUnclear where no pack could be written with an answer."""
        if not re.fullmatch(r"[A-Z]{2}", self.iso):
            raise StartUnclear(name="iso", found=self.iso, expected="dos letras, como «CR» (ISO 3166-1)")
        if not re.fullmatch(r"\+[0-9]{1,4}", self.phone_prefix):
            raise StartUnclear(name="phone_prefix", found=self.phone_prefix, expected="un signo + y de 1 a 4 cifras")
        for one in self.neighbours:
            if not re.fullmatch(r"[A-Z]{2}", one):
                raise StartUnclear(name="neighbours", found=one, expected="códigos de dos letras (ISO 3166-1)")
        for one in self.terrain:
            if one not in set(Terrain):
                raise StartUnclear(name="terrain", found=one, expected=f"uno de: {', '.join(Terrain)}")


def zone_of(iso: str) -> str:
    """Return the first time zone of a country in the IANA database, '' where it names none."""
    for line in resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == iso:
            return cells[2]
    return ""


def slug(name: str) -> str:
    """Return a name as a code: 'La Cruz' is 'la-cruz'."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "grupo"


def same_name(one: str, other: str) -> bool:
    """Say whether two names are the same but for accents and capitals."""
    return slug(one) == slug(other)


def level_of(kinds: Iterable[str]) -> tuple[str, str]:
    """Return what areas of the first level are called, Spanish and English, from what the gazetteer calls most of them."""
    every = [kind for kind in kinds if kind in LEVELS]
    usual = max(set(every), key=every.count) if every else "Region"
    return LEVELS[usual], usual.lower()
