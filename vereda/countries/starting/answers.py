"""What a person answers about a new country. What nobody answered becomes a placeholder and is listed as left to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import available_timezones

from babel import Locale

from vereda.said import Said, noop

from ..errors import StartUnclear
from ..words import Terrain
from .zones import zones

TO_FILL_ES, TO_FILL_EN = "por llenar", "to be filled in"
PREFIX_UNKNOWN, DIGITS_UNKNOWN = "+000", 8
CODE_LETTERS = 2
TERRAINS = {
    Terrain.RIVER: "río", Terrain.DESERT: "desierto", Terrain.MOUNTAIN: "sierra", Terrain.JUNGLE: "selva",
    Terrain.FOREST: "bosque", Terrain.RAILWAY: "tren", Terrain.COAST: "costa", Terrain.HIGHWAY: "carretera",
    Terrain.URBAN: "ciudad", Terrain.RESERVOIR: "presa",
}  # fmt: skip
"""What a person may write for each ground, in Spanish; the pack holds the English word."""
LEVELS = {
    "State": "estado",
    "Province": "provincia",
    "Department": "departamento",
    "Region": "región",
    "District": "distrito",
    "Municipality": "municipio",
    "Parish": "parroquia",
    "County": "condado",
    "Canton": "cantón",
    "Town": "localidad",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """About the country, and its first group.

    iso            ISO 3166-1, capitals
    name_es, name_en   '': as the list of nationalities has them
    zone           IANA zone of headquarters; '': the first one of the country in the IANA database
    neighbours     countries on whose ground somebody may be, and which maps show
    phone_prefix, phone_digits   how its telephone numbers begin, and how many digits follow
    first_es, first_en     what an area of the first level is called; '': as the gazetteer does, else 'región'
    second_es, second_en   the same of the second level; '': as the gazetteer does, else 'municipio'
    group, city    the first group and where its post is; '': placeholders
    municipality   second-level area of the post, by name or code; '': the one that the city is called like or lies in
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
    first_es: str = ""
    first_en: str = ""
    second_es: str = ""
    second_en: str = ""
    group: str = ""
    city: str = ""
    municipality: str = ""
    terrain: tuple[str, ...] = ("highway",)
    year: int

    def __post_init__(self) -> None:
        """Raise StartUnclear where no pack could be written with an answer."""
        if not is_country(self.iso):
            raise StartUnclear(
                name="ISO", found=self.iso, expected=Said(noop("el código de un país, dos letras, como «CR» (ISO 3166-1)"))
            )
        if not re.fullmatch(r"\+[0-9]{1,4}", self.phone_prefix):
            raise StartUnclear(name="--phone-prefix", found=self.phone_prefix, expected=Said(noop("de 1 a 4 cifras, como +506")))
        for one in self.neighbours:
            if not is_country(one) or one == self.iso:
                raise StartUnclear(
                    name="--neighbours", found=one, expected=Said(noop("otros países, con dos letras: NI,PA (ISO 3166-1)"))
                )
        for one in self.terrain:
            if one not in set(Terrain):
                one_of = Said(noop("uno o varios de: {words}"), words=", ".join(TERRAINS.values()))
                raise StartUnclear(name="--terrain", found=one, expected=one_of)
        if self.zone and self.zone not in available_timezones():
            usual = Said(noop("una zona de la base IANA, como {zones}"), zones=", ".join(name for name, _, _ in zones(self.iso)))
            raise StartUnclear(name="--zone", found=self.zone, expected=usual)


def is_country(code: str) -> bool:
    """Say whether two capitals are the code of a country: it has a name."""
    return bool(re.fullmatch(r"[A-Z]{2}", code)) and code in Locale("es").territories


def code_of(said: str) -> str:
    """Return the code of a country that a person wrote as a code or by its name, in Spanish or English; else what was written."""
    if len(said) == CODE_LETTERS:
        return said.upper()
    named = (territories for territories in (Locale("es").territories, Locale("en").territories))
    return next(
        (code for names in named for code, name in names.items() if len(code) == CODE_LETTERS and same_name(name, said)), said
    )


def terrain_of(said: str) -> str:
    """Return the word of the pack for a ground that a person named in Spanish or English; else what was written."""
    return next((code.value for code, word in TERRAINS.items() if same_name(word, said) or code == said.lower()), said)


def prefix_of(said: str) -> str:
    """Return how calls to a country begin, as it is kept: '506', '00506' and '+506' are '+506'."""
    digits = re.sub(r"[\s().-]", "", said).removeprefix("+").removeprefix("00")
    return f"+{digits}" if digits.isdecimal() else said


def slug(name: str) -> str:
    """Return a name as a code: 'La Cruz' is 'la-cruz'."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "grupo"


def same_name(one: str, other: str) -> bool:
    """Say whether two names are the same but for accents and capitals."""
    return slug(one) == slug(other)


def english_of(word: str) -> str:
    """Return the English word for what an area is called in Spanish, '' for a word that is not known."""
    return next((english.lower() for english, spanish in LEVELS.items() if spanish == word), "")


def usual_kind(kinds: Iterable[str]) -> str:
    """Return what a gazetteer calls most areas of a level, in English, '' where it says nothing that is known."""
    every = [kind for kind in kinds if kind in LEVELS]
    return max(sorted(set(every)), key=every.count) if every else ""
