"""The names of good practice that need no database: its facts and closed lists."""

from __future__ import annotations

from vereda.exchange.entries import Card, Figure, Reference, Said
from vereda.exchange.rules.fold import Published, Text
from vereda.exchange.words import NEEDED, PARTS, Origin, ReferenceStatus, Result, Stage, Topic

__all__ = [
    "NEEDED", "PARTS", "Card", "Figure", "Origin", "Published", "Reference", "ReferenceStatus", "Result", "Said", "Stage",
    "Text", "Topic",
]  # fmt: skip
