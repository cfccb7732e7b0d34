"""What names a country: the country itself, its institutions, its laws and its numbers. None of it stands outside the packs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .pack import Pack
from .rows import Law

SHORTEST = 3
"""Short names of two letters (an army's, a police's) stand in too many words to be looked for [letters]."""

COMMON = frozenset(
    {
        "Protección Civil",
        "Civil protection",
        "Bomberos",
        "Fire services",
        "Policía",
        "Police",
        "Armed forces",
        "Fuerzas armadas",
        "CRS",  # of a Red Cross, and a coordinate reference system
        "Consulado del país de la persona",
        "Consulate of the person's country",
        "Convención sobre los Derechos del Niño",
    }
)
"""What such an institution is called in every country, what binds all, or what something else is called too: names of none."""


def names_of(pack: Pack, more_laws: Iterable[Law] = ()) -> frozenset[str]:
    """Return the names that belong to the country of a pack: its own, of its institutions, of its laws."""
    names = {pack.name_es, pack.name_en}
    for institution in pack.institutions.values():
        names |= {institution.name, institution.name_en, institution.short or ""}
    names |= {law.instrument for law in (*pack.legislation, *more_laws)}
    return frozenset(name for name in names - COMMON if len(name) >= SHORTEST)


def numbers_of(pack: Pack) -> frozenset[str]:
    """Return the telephone numbers of a pack, as they are written there."""
    return frozenset(
        number for row in pack.hotlines.values() for number in (row.number, row.international or "") if is_number(number)
    )


def is_number(written: str) -> bool:
    """Say whether something is a telephone number, and not the words that stand where one is to come."""
    return any(sign.isdigit() for sign in written)


def pattern(names: Iterable[str], numbers: Iterable[str] = ()) -> re.Pattern[str]:
    """Return what finds any of them as a whole word: case counts, and a number is no part of a longer one."""
    either = [_whole(names, r"\w"), _whole(numbers, r"\w.,:#+%-", r"[\w%]|[.,:-]\d")]
    return re.compile("|".join(one for one in either if one) or r"(?!)")


def _whole(words: Iterable[str], before: str, after: str = r"\w") -> str:
    every = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return rf"(?<![{before}])(?:{every})(?!{after})" if every else ""
