"""What goes wrong between a name and its row: keys beside each other, letters of a bad hand, short forms, lost accents."""

from __future__ import annotations

import unicodedata
from functools import cache
from random import Random

ROWS = ("qwertyuiop", "asdfghjklñ", "zxcvbnm")
BESIDE = {key: row[max(0, i - 1) : i] + row[i + 1 : i + 2] for row in ROWS for i, key in enumerate(row)}
LOOKS_LIKE = (
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("a", "o"), ("o", "a"), ("u", "n"), ("n", "u"), ("e", "c"), ("c", "e"),
    ("i", "l"), ("l", "i"), ("t", "f"), ("f", "t"), ("g", "q"), ("y", "g"), ("v", "r"), ("r", "v"), ("s", "5"), ("o", "0"),
    ("l", "1"), ("h", "n"), ("n", "r"), ("ll", "U"), ("z", "2"), ("ri", "n"), ("in", "m"), ("k", "h"), ("b", "h"),
)  # fmt: skip
SHORT = {
    "María": ("Ma.", "Ma", "Mª"), "Francisco": ("Fco.", "Fco"), "Francisca": ("Fca.",), "José": ("J.", "Jose"), "Juan": ("J.",),
    "Guadalupe": ("Gpe.", "Gpe"), "Antonio": ("Ant.",), "Manuel": ("Ml.",), "Hernández": ("Hdez.", "Hdez", "Hndz"),
    "Martínez": ("Mtz.", "Mtnez"), "González": ("Glez.", "Gzlz"), "Rodríguez": ("Rdz.", "Rguez"), "Fernández": ("Fdez.",),
    "Gutiérrez": ("Gtz.",), "Ramírez": ("Rmz.",), "López": ("Lpz.",), "Sánchez": ("Schz.",), "Jiménez": ("Jmz.",),
    "García": ("Gcia.",),
    "Pérez": ("Pz.",), "Domínguez": ("Dguez.",), "Velásquez": ("Vqz.",), "Álvarez": ("Alvz.",), "Concepción": ("Ccn.",),
}  # fmt: skip


def mistyped(luck: Random, word: str) -> str:
    """Return a word with one slip: the key beside, a letter left out, doubled or put in, two the wrong way round."""
    if len(word) < 3:
        return word
    at, kind = luck.randrange(1, len(word)), luck.random()
    here = word[at]
    if kind < 0.34:
        return word[:at] + (luck.choice(BESIDE.get(here, here) or here)) + word[at + 1 :]
    if kind < 0.58:
        return word[:at] + word[at + 1 :]
    if kind < 0.74:
        return word[:at] + here + word[at:]
    if kind < 0.92:
        return word[: at - 1] + here.lower() + word[at - 1].lower() + word[at + 1 :]
    return word[:at] + luck.choice("aeionrsl") + word[at:]


def misread(luck: Random, word: str) -> str:
    """Return a word as somebody copies it from a sheet of paper who cannot read one of its letters."""
    found = _misreadings(word)
    return luck.choice(found) if found else word


@cache
def _misreadings(word: str) -> tuple[str, ...]:
    return tuple(word[:1] + word[1:].replace(one, other, 1) for one, other in LOOKS_LIKE if one in word[1:])


def digit_wrong(luck: Random, digits: str) -> str:
    at = luck.randrange(len(digits))
    return digits[:at] + luck.choice("0123456789") + digits[at + 1 :]


@cache
def plain(words: str) -> str:
    """Return words without accents; ñ becomes n, as on a keyboard that has none."""
    return "".join(sign for sign in unicodedata.normalize("NFD", words) if not unicodedata.combining(sign))
