"""The letters that paper and pictures are set in, and what they do not have. Pure.

Noto Sans (SIL Open Font License 1.1) comes as a package with the others; no font of the machine is used, so that a handout is the
same wherever it is made. It has Latin with the letters of the Maya languages and Nahuatl, Greek and Cyrillic.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import fontpkg_noto_sans
from fontTools.ttLib import TTFont

from vereda.handouts.errors import LetterMissing

FAMILY = "Noto Sans"
FILES = Path(fontpkg_noto_sans.ROOT) / "files"
UPRIGHT = FILES / "NotoSans[wdth,wght].ttf"
BREAKS = frozenset("\n\r\t")


@cache
def known() -> frozenset[int]:
    """Return the code points that the font draws."""
    with TTFont(UPRIGHT, lazy=True) as font:
        return frozenset(font.getBestCmap())


def refuse_unknown(text: str, *, topic: str, language: str) -> None:
    """Raise LetterMissing for the first sign of a text that would be an empty box."""
    for sign in text:
        if ord(sign) not in known() and sign not in BREAKS:
            name = f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()
            raise LetterMissing(sign=sign, name=name, topic=topic, language=language)
