"""A practice on paper: two pages at most of what it is, in one language, drawn by the font that we bring."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

import fontpkg_noto_sans
import orjson
import typst
from fontTools.ttLib import TTFont

from vereda.exchange.entries import Said
from vereda.exchange.errors import GlyphMissing
from vereda.exchange.words import PARTS

SOURCE = Path(__file__).parent / "practice.typ"
FONTS = Path(fontpkg_noto_sans.ROOT) / "files"
UPRIGHT = FONTS / "NotoSans[wdth,wght].ttf"
PPI = 100
HEADINGS = {
    "es": {
        "context": "Dónde y con quién", "problem": "Qué pasaba", "done": "Qué se hizo", "took": "Qué hizo falta",
        "evidence": "Cómo se sabe que sirve", "limits": "Qué no resuelve", "adapt": "Cómo adaptarla",
        "figures": "Cifras publicadas",
        "references": "Fuentes", "taken_up": "Quién la adoptó, y cómo le fue", "contact": "A quién preguntar",
    },
    "en": {
        "context": "Where and with whom", "problem": "What was wrong", "done": "What was done", "took": "What it took",
        "evidence": "How we know that it works", "limits": "What it does not solve", "adapt": "How to adapt it",
        "figures": "Published figures", "references": "Sources", "taken_up": "Who took it up, and how it went",
        "contact": "Whom to ask",
    },
}  # fmt: skip
"""In Spanish and English; a text in another language stands under the Spanish ones."""
_drawing = threading.Lock()  # a compiler is used by one thread at a time


@dataclass(frozen=True)
class Sheet:
    """A practice ready to be drawn, every line in words. band: 'draft', where nobody published it; foot: which version it is."""

    language: str
    said: Said
    kicker: str
    foot: str
    band: str = ""
    figures: Sequence[str] = field(default_factory=tuple)
    references: Sequence[str] = field(default_factory=tuple)
    taken_up: Sequence[str] = field(default_factory=tuple)
    contact: str = ""


def headings(language: str) -> dict[str, str]:
    """Return the headings for a text of a language (ISO 639-3)."""
    return HEADINGS["en" if language == "eng" else "es"]


def pdf(sheet: Sheet) -> bytes:
    """Return a practice as PDF. Raises GlyphMissing."""
    return _made(sheet, "pdf")[0]


def pictures(sheet: Sheet) -> list[bytes]:
    """Return the same, one PNG a page. Raises GlyphMissing."""
    return _made(sheet, "png")


def _made(sheet: Sheet, form: Literal["pdf", "png"]) -> list[bytes]:
    told = headings(sheet.language)
    parts = [[told[name], paragraphs] for name in PARTS if (paragraphs := getattr(sheet.said, name).split("\n"))[0]]
    lists = [[told[name], list(lines)] for name in ("figures", "taken_up", "references") if (lines := getattr(sheet, name))]
    data = {
        "lang": "en" if sheet.language == "eng" else "es", "band": sheet.band, "kicker": sheet.kicker, "foot": sheet.foot,
        "title": sheet.said.title, "parts": parts, "lists": lists,
        "contact": [told["contact"], sheet.contact] if sheet.contact else [],
    }  # fmt: skip
    made = orjson.dumps(data).decode()
    for sign in made:
        if ord(sign) not in _known() and sign not in "\n\r\t":
            raise GlyphMissing(sign=sign)
    with _drawing:
        drawn = _compiler().compile(format=form, ppi=PPI, sys_inputs={"data": made})
    return drawn if isinstance(drawn, list) else [drawn or b""]


@cache
def _known() -> frozenset[int]:
    """Return the code points that the font draws."""
    with TTFont(UPRIGHT, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(SOURCE, font_paths=[FONTS], ignore_system_fonts=True)
