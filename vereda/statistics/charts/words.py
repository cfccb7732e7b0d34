"""Numbers, months and the few words of a chart, in the two languages of the screens. A picture keeps its language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vereda.countries.door import worded

MONTHS = {
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
PHRASES = {
    "es": {
        "no_data": "Sin datos en este periodo",
        "missing": "sin dato",
        "month": "Mes",
        "day": "Día",
        "low": "{name}, desde",
        "high": "{name}, hasta",
        "left_out": "y {n} más, en la tabla",
        "left_out_one": "y 1 más, en la tabla",
        "one": "1",
        "between": "{low} a {high}",
        "and_more": "{low} o más",
        "unplaced": "sin lugar en el mapa: {n}",
        "described": "{title}. {rows}.",
        "more_rows": "y {n} renglones más",
        "and": "y",
        "thousand": "{n} mil",
        "million": "{n} M",
        "area": "Entidad",
    },
    "en": {
        "no_data": "No data in this period",
        "missing": "no data",
        "month": "Month",
        "day": "Day",
        "low": "{name}, from",
        "high": "{name}, to",
        "left_out": "and {n} more, in the table",
        "left_out_one": "and 1 more, in the table",
        "one": "1",
        "between": "{low} to {high}",
        "and_more": "{low} or more",
        "unplaced": "with no place on the map: {n}",
        "described": "{title}. {rows}.",
        "more_rows": "and {n} more rows",
        "and": "and",
        "thousand": "{n}k",
        "million": "{n} M",
        "area": "State",
    },
}
HARD_SPACE = "\u00a0"


def tongue(lang: str) -> str:
    """Return the language that is written: English where it was asked for, else Spanish."""
    return "en" if lang.startswith("en") else "es"


def phrase(lang: str, key: str, /, **details: object) -> str:
    return worded(PHRASES["es"][key], tongue(lang), PHRASES[tongue(lang)][key]).format(**details)


def number(value: float | None, lang: str) -> str:
    """Return a number as people write it here: '2,310'; '12.5' where it is no whole one; 'sin dato' for None."""
    if value is None:
        return phrase(lang, "missing")
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.1f}"


def short_number(value: float, lang: str) -> str:
    """Return a number for an axis: '80', '12,000', '250 mil', '1.5 M'."""
    if abs(value) >= 1_000_000:
        return phrase(lang, "million", n=f"{value / 1_000_000:,.1f}".removesuffix(".0")).replace(" ", HARD_SPACE)
    if abs(value) >= 100_000:
        return phrase(lang, "thousand", n=f"{value / 1000:,.1f}".removesuffix(".0")).replace(" ", HARD_SPACE)
    return number(value, lang)


def percent(share: float, lang: str) -> str:
    """Return a share of one as a whole percentage: '12 %' in Spanish, '12%' in English; a little is never nothing."""
    whole = round(100 * share)
    said = "<1" if whole == 0 and share > 0 else ">99" if whole == 100 and share < 1 else f"{whole:,}"
    return f"{said}%" if tongue(lang) == "en" else f"{said}{HARD_SPACE}%"


def month(first: date, lang: str, *, with_year: bool = True) -> str:
    """Return a month: 'octubre de 2026', 'October 2026'."""
    name = MONTHS[tongue(lang)][first.month - 1]
    if not with_year:
        return name
    return f"{name} {first.year}" if tongue(lang) == "en" else f"{name} de {first.year}"


def short_month(first: date, lang: str) -> str:
    """Return a month in three signs: 'oct', 'Oct'."""
    return MONTHS[tongue(lang)][first.month - 1][:3]


def day(on: date, lang: str, *, with_year: bool = True) -> str:
    """Return a day: '3 de octubre de 2026', '3 October 2026'."""
    if tongue(lang) == "en":
        return f"{on.day} {month(on, lang, with_year=with_year)}"
    return f"{on.day} de {month(on, lang, with_year=with_year)}"


def listed(names: Sequence[str], lang: str) -> str:
    """Return 'Uno, dos y tres'; before an i of sound, 'e'."""
    if len(names) < 2:
        return "".join(names)
    joint = phrase(lang, "and")
    if tongue(lang) == "es" and _sounds_i(names[-1]):
        joint = "e"
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"


def _sounds_i(name: str) -> bool:
    said = name.casefold()
    return said.startswith(("i", "í", "hi", "hí")) and not said.startswith(("hia", "hie", "hio", "ia", "ie", "io"))
