"""What belongs to a country stands in its pack: no other file of the program names it, its institutions, laws or numbers.

Tests, translations, the demonstration and the pages of documentation may: they tell of countries.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.house import PACKAGE
from vereda.countries.door import installed, law_countries, laws_of, names_of, numbers_of, pack, pattern
from vereda.countries.naming import COMMON

MAY = {"countries", "locale", "tests", "demo", "demo.py", "__pycache__"}
DOCUMENTATION = {".md"}
SHORT = 4
"""Numbers of so few digits are also counts: they are seen where somebody is told to dial them, or alone in quotes."""
CALLED = r"\b(?:al|llame|marque|call|dial|ring|número|number)"


@cache
def names() -> re.Pattern[str]:
    """Return what finds a name, number or code of any country whose pack or laws stand in the house."""
    packs = [pack(iso) for iso in installed()]
    known = {name for one in packs for name in names_of(one)}
    known |= {law.instrument for iso in law_countries() for law in laws_of(iso).legislation} - COMMON
    world = packs[0].nationalities
    codes = {iso.upper() for iso in (*installed(), *law_countries())}
    known |= {label for code in codes for label in (world[code].label_es, world[code].label_en)}
    either = "|".join(sorted(codes | {code.lower() for code in codes} - {"gt"}))  # 'greater than' to those who ask feeds
    coded = rf"""["'](?:{either})["']|(?<![\w-])(?:{"|".join(sorted(codes))})-[A-Z]"""
    numbers = {number for one in packs for number in numbers_of(one)}
    short = {number for number in numbers if len(number) <= SHORT}
    dialled = rf"""(?i:{CALLED}) (?:{"|".join(sorted(short))})(?!\d)|["'](?:{"|".join(sorted(short))})["']"""
    return re.compile(f"{pattern(known, numbers - short).pattern}|{coded}|{dialled}")


def named_in(text: str) -> list[tuple[int, str]]:
    """Return (line, what is named) for each line that names something of a country."""
    return [(number, found[0]) for number, line in enumerate(text.splitlines(), 1) if (found := names().search(line))]


def test_no_file_outside_the_packs_names_a_country_an_institution_a_law_or_a_number():
    wrong = []
    for path in sorted(PACKAGE.rglob("*")):
        apart = MAY.intersection(path.relative_to(PACKAGE).parts) or path.suffix in DOCUMENTATION
        if path.is_file() and not apart and (text := text_of(path)) is not None:
            wrong += [f"vereda/{path.relative_to(PACKAGE)}:{line}: {said}" for line, said in named_in(text)]
    assert wrong == []


def text_of(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return None


@pytest.mark.parametrize(
    "said",
    [
        "# as in Mexico",
        'if country == "hn":',
        'STATE = "MX-COA"',
        "Llame al 911.",
        'EMERGENCY = "911"',
        "el INM decide",
        "según la Ley de Migración",
        "Grupos Beta, {country}",
        "la CNDH",
        "+52 800 715 2000",
    ],
)
def test_the_search_sees(said: str):
    assert named_in(said) != []


@pytest.mark.parametrize(
    "said",
    [
        "ADMINM",
        "1911 people",
        "width: 911px",
        "call 9112",
        "9.11 m",
        "&gt;",
        "<svg>",
        "una ley de migración",
        "gt = 1",
        "#911911",
    ],
)
def test_the_search_leaves_alone(said: str):
    assert named_in(said) == []
