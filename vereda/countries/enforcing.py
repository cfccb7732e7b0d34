"""Whether a body that detains stands in a name, as the packs write it: whoever helps, takes part or exchanges is none. Pure."""

from __future__ import annotations

import unicodedata

from .loader import pack
from .pack import Pack

PARTICLES = frozenset({"de", "del", "la", "las", "los", "el", "y", "e", "the", "of", "and"})
LOOK_ALIKE = str.maketrans("аевікмнорѕстухјοαιρνυκτε", "aebikmhopsctyxjoaipvukte")
"""Letters of Cyrillic and Greek that read as Latin ones: 'Роlicía' would else be nobody."""


def is_enforcement_name(name: str, country: str) -> bool:
    """Tell whether a body of enforcement stands in a name, in full or in short, as the pack writes it, in one or in many."""
    return is_enforcement_in(name, pack(country))


def is_enforcement_in(name: str, known: Pack) -> bool:
    """Tell the same by a pack that is not in use."""
    typed = _compared(name)
    for row in known.institutions.values():
        names = [row.name, row.name_en, *(row.short or "").split("/")]
        if row.is_enforcement and any(_holds(typed, _compared(one)) for one in names if one):
            return True
    return False


def _compared(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).casefold().translate(LOOK_ALIKE)
    kept = (sign if sign.isalnum() else " " if sign.isspace() or sign in "-./,()" else "" for sign in plain)
    return [_of_one(word) for word in "".join(kept).split() if word not in PARTICLES]


def _of_one(word: str) -> str:
    """Return a word without the ending of many: 'policías municipales' and 'policía municipal' meet."""
    return word.removesuffix("es") if word.endswith(("des", "les", "nes", "res")) else word.removesuffix("s")


def _holds(typed: list[str], name: list[str]) -> bool:
    """Tell whether a name stands anywhere in what was typed: 'Delegación de la Policía' is the police."""
    return bool(name) and any(typed[at : at + len(name)] == name for at in range(len(typed)))
