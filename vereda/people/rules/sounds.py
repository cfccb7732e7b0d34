"""How a name sounds to somebody who writes it down in Spanish, and which name a pet name stands for. Pure.

'Xóchitl' and 'Sochil', 'Yesenia' and 'Jesenia', 'Huerta' and 'Güerta' meet; 'Chepe' meets 'José'. A sound is coarser than a name:
it proposes whom to look at and never decides who is who.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from vereda.people.rules.person import name_tokens, names_in, search_tokens

NICKNAMES = Path(__file__).parents[1] / "texts" / "nicknames.csv"
SOUND, PHONE = "~", "#"
"""How a token of the blind index begins that is no word of a name."""
PHONE_ENDS = 8
"""So many digits at the end of a telephone are compared: with and without the code of the country."""

HEARD = (
    (r"ph", "f"), (r"sh", "ch"), (r"^ps", "s"), (r"^(hu|w)(?=[aeiou])", "G"), (r"w", "u"), (r"(?<!c)h", ""),
    (r"x", "s"), (r"cc(?=[ei])", "s"), (r"[cz](?=[ei])", "s"), (r"z", "s"), (r"qu?(?=[ei])", "k"), (r"q", "k"),
    (r"gu(?=[aeio])", "G"), (r"g(?=[ei])", "j"), (r"g", "G"), (r"c(?!h)", "k"), (r"v", "b"), (r"ll", "y"),
    (r"^[jy](?=[aeiou])", "y"),
    (r"^i(?=[aeou])", "y"), (r"y(?![aeiou])", "i"), (r"m(?=[bp])", "n"), (r"(.)\1+", r"\1"), (r"tl$", "l"),
    (r"(?<=[aeiou])[dt]$", ""),
)  # fmt: skip
"""What becomes of letters, in this order. G: as in 'gato'. Own proposal; seseo and yeísmo as in the region."""


def index_tokens(fields: Mapping[str, Any]) -> Iterator[str]:  # Any: JSON of an Identity box
    """Yield all by which a person is found: words of the names, their sounds, and the end of the telephone."""
    yield from search_tokens(fields)
    yield from sound_tokens(names_in(fields), [fields.get("telephone", "")])


def sound(word: str) -> str:
    """Return how a folded word sounds; a word of one letter is itself."""
    heard = word
    for pattern, into in HEARD:
        heard = re.sub(pattern, into, heard)
    return heard or word


def name_sounds(names: Iterable[str]) -> set[str]:
    """Return the sounds of names: of each word, and of the name that a pet name stands for."""
    words = set(name_tokens(names))
    return {sound(one) for word in words for one in (word, *stands_for(word))}


def stands_for(nickname: str) -> tuple[str, ...]:
    """Return the names for which a folded pet name stands; none where it is no pet name."""
    return _pet_names().get(nickname, ())


def sound_tokens(names: Iterable[str], telephones: Iterable[str] = ()) -> Iterator[str]:
    """Yield what the blind index holds beside words: sounds, and the end of a telephone."""
    yield from (f"{SOUND}{one}" for one in sorted(name_sounds(names)))
    yield from (f"{PHONE}{end}" for one in telephones if (end := phone_end(one)))


def phone_end(telephone: str) -> str:
    """Return the last digits of a telephone, '' where there are too few to tell two apart."""
    digits = "".join(sign for sign in telephone if sign in "0123456789")
    return digits[-PHONE_ENDS:] if len(digits) >= PHONE_ENDS else ""


@cache
def _pet_names() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    with NICKNAMES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["nickname"]] = (*found.get(row["nickname"], ()), row["name"])
    return found
