"""The names of good practice that need no database: its facts and closed lists."""

from __future__ import annotations

from vereda.exchange.entries import Card, Figure, Reference, Said
from vereda.exchange.rules.fold import Published, Text
from vereda.exchange.rules.lesson import Lesson, may_travel
from vereda.exchange.words import LINE_MOST, NEEDED, PART_MOST, PARTS, TITLE_MOST, Origin, ReferenceStatus, Result, Stage, Topic

__all__ = [
    "LINE_MOST", "NEEDED", "PARTS", "PART_MOST", "TITLE_MOST", "Card", "Figure", "Lesson", "Origin", "Published", "Reference",
    "ReferenceStatus", "Result", "Said", "Stage", "Text", "Topic", "may_travel",
]  # fmt: skip
